"""While everything is blurred nothing is done unseen, and nothing lies above the blur."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from netjournal.services import events
from netjournal.services.people import contacts
from netjournal.ui.duplicates.dialog import DuplicatesDialog
from netjournal.ui.events.event_dialog import EventDialog
from netjournal.ui.file_drop import FileDrop
from netjournal.ui.history.dialog import HistoryDialog
from netjournal.ui.safety.blur import Cover
from netjournal.ui.widgets import toast
from netjournal.ui.widgets.progress_bar import ProgressDialog
from tests.builders import contact

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def watched(qtbot, window):
    """The window, its key for blurring also in dialogs."""
    window.safety.begin()
    qtbot.wait(1)
    qtbot.waitUntil(window.isActiveWindow)
    return window


def press(qtbot, key, modifier=CTRL):
    """Press a key where the keyboard is, as a user does, and let it do what it does."""
    QTest.keyClick(QApplication.focusWidget(), key, modifier)
    qtbot.wait(20)


def shown(qtbot, dialog):
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.wait(20)
    return dialog


def blur(qtbot):
    press(qtbot, Qt.Key.Key_B, CTRL_SHIFT)


def test_a_step_is_not_taken_back_in_a_blurred_dialog(qtbot, watched, session):
    with session.edit("Add Zed"):
        contact("Zed Secret")
    watched.dialogs.history()
    dialog = shown(qtbot, watched.findChild(HistoryDialog))
    blur(qtbot)
    for _ in range(2):
        press(qtbot, Qt.Key.Key_Z)
    assert session.journal.undo_label() == "Add Zed"
    blur(qtbot)
    dialog.view.setFocus()
    press(qtbot, Qt.Key.Key_Z)
    assert session.journal.undo_label() is None


def test_a_blurred_form_is_not_written(qtbot, watched, session):
    before = events.count()
    form = EventDialog(session, None, watched)
    form.open()
    shown(qtbot, form)
    form.name.setFocus()
    QTest.keyClicks(form.name, "Secret meeting")
    blur(qtbot)
    press(qtbot, Qt.Key.Key_Return)
    assert form.isVisible()
    assert events.count() == before
    blur(qtbot)
    press(qtbot, Qt.Key.Key_Return)
    assert not form.isVisible()
    assert events.count() == before + 1


def test_letters_of_buttons_do_nothing_while_blurred(qtbot, watched, session):
    with session.journal.edit("Twins"):
        contact("Ana Kovac", email="ANA@example.com")
    watched.dialogs.find_duplicates()
    dialog = shown(qtbot, watched.findChild(DuplicatesDialog))
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 1 and len(dialog.compare.ids) == 2)
    blur(qtbot)
    for key in (Qt.Key.Key_N, Qt.Key.Key_M):  # not the same, merge
        press(qtbot, key, ALT)
    qtbot.wait(200)  # buttons take a moment to go down
    assert session.journal.undo_label() == "Twins"
    assert dialog.model.rowCount() == 1
    blur(qtbot)
    press(qtbot, Qt.Key.Key_N, ALT)
    qtbot.waitUntil(lambda: session.journal.undo_label() == "Not the same person")
    dialog.close()


def test_what_ends_locks_or_closes_works_while_blurred(qtbot, watched):
    blur(qtbot)
    press(qtbot, Qt.Key.Key_F11, Qt.KeyboardModifier.NoModifier)
    assert watched.isFullScreen()
    press(qtbot, Qt.Key.Key_F11, Qt.KeyboardModifier.NoModifier)
    assert not watched.isFullScreen()
    blur(qtbot)
    assert watched.centralWidget().isEnabled()


def test_each_blurred_window_has_the_keyboard_on_its_cover(qtbot, watched, session):
    """Whichever window comes to the front: nothing is typed unseen, and all is as it was after."""
    box = watched.tray.capture()
    line = box.findChild(object, "capture_line")
    shown(qtbot, box)
    assert line.hasFocus()
    watched.activateWindow()
    qtbot.waitUntil(watched.isActiveWindow)
    watched.top_bar.search.setFocus()
    blur(qtbot)
    for one in (box, watched, box):
        one.activateWindow()
        qtbot.waitUntil(one.isActiveWindow)
        assert isinstance(QApplication.focusWidget(), Cover)
        QTest.keyClicks(QApplication.focusWidget(), "unseen")
    assert (line.text(), watched.top_bar.search.text()) == ("", "")
    blur(qtbot)
    assert line.hasFocus()
    watched.activateWindow()
    qtbot.waitUntil(watched.top_bar.search.hasFocus)
    box.reject()


def test_a_blurred_dialog_that_comes_to_the_front_takes_no_keys(qtbot, watched, session):
    """The box with the progress of a long step goes by itself when that is done."""
    hold = threading.Event()
    form = EventDialog(session, None, watched)
    form.open()
    form.name.setFocus()
    shown(qtbot, form)
    watched.dialogs.follow(session.run(lambda _progress: hold.wait(20)))
    shown(qtbot, watched.findChild(ProgressDialog))
    blur(qtbot)
    hold.set()
    qtbot.waitUntil(lambda: watched.findChild(ProgressDialog) is None)
    form.activateWindow()  # as window managers do
    qtbot.waitUntil(form.isActiveWindow)
    QTest.keyClicks(QApplication.focusWidget(), "unseen")
    assert form.name.text() == ""
    blur(qtbot)
    assert form.name.hasFocus()
    form.reject()


def under(widget):
    """Return what lies at the middle of a widget's place."""
    window = widget.window()
    at = window.childAt(widget.mapTo(window, widget.rect().center()))
    return at if isinstance(at, Cover) or at is None else at.parentWidget()


def test_a_note_that_comes_meanwhile_lies_under_the_blur(qtbot, watched, session, monkeypatch):
    monkeypatch.setattr(toast, "SHOWN_MS", 600)
    note = watched.toast
    blur(qtbot)
    with session.edit("Add Zed", "Added Zed Secret"):
        contact("Zed Secret")
    qtbot.waitUntil(lambda: "Zed Secret" in note.label.text())
    assert isinstance(under(note), Cover)
    assert not note.button.isEnabled()
    note.show_message("Added Zed Secret", "Undo", session.undo, shown_ms=60)
    qtbot.wait(500)  # seen by nobody: it waits
    assert note.isVisible()
    blur(qtbot)
    assert note.isVisible()
    assert under(note) is note
    assert note.button.isEnabled()
    qtbot.waitUntil(lambda: not note.isVisible())
    assert contacts.count() == 4


def test_a_note_made_and_a_line_opened_while_blurred_lie_under_it(qtbot, watched):
    blur(qtbot)
    watched.capture_box.open("coffee with Ana")
    qtbot.wait(20)
    assert isinstance(under(watched.capture_box.bar.line), Cover)
    assert [one for one in watched.findChildren(QDialog) if one.isVisible()] == []
    blur(qtbot)


def test_a_dialog_that_comes_while_blurred_is_covered(qtbot, watched, session):
    blur(qtbot)
    form = EventDialog(session, None, watched)
    form.open()
    shown(qtbot, form)
    title = form.windowTitle()
    assert isinstance(QApplication.focusWidget(), Cover)
    assert isinstance(under(form.name), Cover)
    QTest.keyClicks(QApplication.focusWidget(), "unseen")
    press(qtbot, Qt.Key.Key_Return)
    assert form.isVisible()
    assert title == "NetJournal"
    form.hide()
    form.show()  # no second cover
    assert len(form.findChildren(Cover)) == 1
    qtbot.wait(20)
    blur(qtbot)
    qtbot.waitUntil(lambda: form.findChild(Cover) is None)
    assert form.windowTitle() != "NetJournal"
    assert form.name.text() == ""
    form.reject()


def test_nothing_is_dropped_on_what_is_blurred(qtbot, watched, tmp_path):
    file = tmp_path / "people.csv"
    file.write_text("Name\nZed\n")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    place, copy = watched.rect().center(), Qt.DropAction.CopyAction
    rest = data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    got = []
    drops = watched.findChild(FileDrop)
    drops.dropped.disconnect()
    drops.dropped.connect(got.append)
    for blurred in (True, False):
        blur(qtbot)
        enter = QDragEnterEvent(place, copy, *rest)
        QApplication.sendEvent(watched.windowHandle(), enter)
        drop = QDropEvent(QPointF(place), copy, *rest)
        QApplication.sendEvent(watched.windowHandle(), drop)
        assert (got == []) is blurred


def test_a_note_is_said_when_it_can_be_seen(qtbot, watched, monkeypatch):
    said = []
    monkeypatch.setattr(toast, "announce", lambda note: said.append(note.accessibleName()))
    blur(qtbot)
    watched.toast.show_message("Added Zed Secret")
    assert said == []
    blur(qtbot)
    assert said == ["Added Zed Secret"]
