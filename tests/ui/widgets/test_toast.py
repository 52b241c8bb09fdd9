"""The note with Undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget, QPushButton, QWidget

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


def test_it_keeps_off_the_row_in_focus(qtbot, window, toast):
    """Also when the keyboard goes there while it is shown; and it comes back down."""
    window.activateWindow()
    low, high = QPushButton("low", window), QPushButton("high", window)
    low.setGeometry(20, 440, 860, 50)
    high.setGeometry(20, 100, 860, 50)
    for part in (low, high):
        part.show()
    low.setFocus()
    qtbot.waitUntil(low.hasFocus)
    toast.show_message("Snoozed.", "Undo")
    assert toast.geometry().bottom() < 440
    high.setFocus()
    qtbot.waitUntil(lambda: toast.geometry().bottom() == 500 - 24 - 1)
    low.setFocus()
    qtbot.waitUntil(lambda: toast.geometry().bottom() < 440)


def test_it_keeps_off_the_current_row_of_a_list(qtbot, window, toast):
    window.activateWindow()
    rows = QListWidget(window)
    rows.addItems([str(number) for number in range(60)])
    rows.setGeometry(0, 0, 900, 500)
    rows.show()
    rows.setFocus()
    qtbot.waitUntil(rows.hasFocus)
    toast.show_message("Archived.", "Undo")
    assert toast.geometry().bottom() == 500 - 24 - 1
    here = rows.indexAt(toast.geometry().center())
    rows.setCurrentIndex(here)
    qtbot.waitUntil(lambda: not rows.visualRect(here).intersects(toast.geometry()))


def test_what_fills_the_window_leaves_it_where_it_is(qtbot, window, toast):
    window.activateWindow()
    whole = QPushButton("whole", window)
    whole.setGeometry(0, 0, 900, 500)
    whole.show()
    whole.setFocus()
    qtbot.waitUntil(whole.hasFocus)
    toast.show_message("Archived.", "Undo")
    assert toast.geometry().bottom() == 500 - 24 - 1
