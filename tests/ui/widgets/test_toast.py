"""The note with Undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from netjournal.ui import theme
from netjournal.ui.widgets.toast import Toast


@pytest.fixture
def window(qtbot, qapp):
    theme.apply(qapp, "light")
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def toast(window):
    return Toast(window)


def test_it_sits_at_the_bottom_in_the_middle(window, toast):
    toast.show_message("Interaction logged.", "Undo")
    area = toast.geometry()
    assert abs(area.center().x() - 450) <= 1
    assert area.bottom() == 500 - 24 - 1
    assert toast.accessibleName() == "Interaction logged."


def test_it_follows_the_window(window, toast):
    toast.show_message("Interaction logged.", "Undo")
    window.resize(600, 400)
    assert abs(toast.geometry().center().x() - 300) <= 1
    assert toast.geometry().bottom() == 400 - 24 - 1


def test_it_stays_clear_of_a_row_of_buttons(window):
    foot = QWidget(window)
    foot.setGeometry(20, 440, 860, 40)
    foot.show()
    toast = Toast(window, above=foot)
    toast.show_message("Merged.", "Undo")
    assert toast.geometry().bottom() < 440
    foot.move(20, 300)
    assert toast.geometry().bottom() < 300


def test_undo_runs_once_and_closes(qtbot, toast):
    ran = []
    toast.show_message("Deleted Ann Lee.", "Undo", lambda: ran.append(True))
    with qtbot.waitSignal(toast.action_triggered):
        toast.button.click()
    assert ran == [True]
    assert not toast.isVisible()
    toast.button.click()
    assert ran == [True]


def test_it_goes_by_itself(qtbot, window, toast):
    QTest.mouseMove(window, QPoint(1, 1))
    with qtbot.waitSignal(toast.closed):
        toast.show_message("Saved.", shown_ms=1)
    assert not toast.isVisible()


def test_it_stays_while_somebody_is_at_it(toast):
    toast.show_message("Deleted.", "Undo")
    toast.button.setFocus()
    toast.close_toast()
    assert toast.isVisible()


def test_it_never_takes_the_focus(window, toast):
    window.setFocus()
    toast.show_message("Deleted.", "Undo")
    assert not toast.button.hasFocus()


def test_esc_closes_it(qtbot, toast):
    toast.show_message("Deleted.", "Undo")
    toast.button.setFocus()
    with qtbot.waitSignal(toast.closed):
        QTest.keyClick(toast.button, Qt.Key.Key_Escape)


def test_a_newer_note_replaces_the_older(toast):
    older, newer = [], []
    toast.show_message("One.", "Undo", lambda: older.append(1))
    toast.show_message("Two.", "Undo", lambda: newer.append(1))
    toast.button.click()
    assert (older, newer) == ([], [1])


def test_text_is_plain_and_harmless(toast):
    toast.show_message("Deleted <b>An\u202en</b>.\nReally.")
    assert toast.label.text() == "Deleted <b>Ann</b>. Really."
    assert toast.label.textFormat() == Qt.TextFormat.PlainText
    assert not toast.button.isVisible()


def test_a_long_note_wraps_in_a_narrow_window(window, toast):
    window.resize(QSize(320, 400))
    toast.show_message("Deleted somebody with a very long name. " * 3, "Undo")
    assert toast.width() <= 320 - 48
    assert toast.mapTo(window, QPoint(0, 0)).y() >= 0
    assert toast.label.height() >= 2 * toast.label.fontMetrics().height()
