"""Forgetting cannot be left unheard: Esc and the close button ask it to stop, and it tells."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt

from netjournal.models.engine import connect, uri
from netjournal.models.handle import db
from netjournal.services.keeping import backups
from netjournal.ui.safe import Label
from netjournal.ui.safety.forget_dialog import ForgetDialog


def esc(qtbot, dialog):
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def close(_qtbot, dialog):
    dialog.close()


leaving = pytest.mark.parametrize("leave", [esc, close])


@pytest.fixture
def dialog(qtbot, window, people, session):
    backups.make(session.journal, "manual")
    window.safety.forget([people["Priya"]])
    made = window.findChild(ForgetDialog)
    qtbot.waitUntil(made.isActiveWindow)
    return made


def names():
    return {row[0] for row in db.execute_sql("SELECT full_name FROM contact")}


def worked(session):
    """Let the worker end what it has; the window has not heard of it yet."""
    session.jobs._worker(aside=False).submit(int).result(20)


@leaving
def test_what_came_of_it_is_told_though_one_wants_to_leave(qtbot, window, session, dialog, leave):
    dialog.with_backups.setChecked(False)
    dialog.forget_button.click()
    worked(session)
    assert "Priya Raman" not in names()
    leave(qtbot, dialog)
    assert dialog.isVisible()
    qtbot.waitUntil(lambda: window.findChild(ForgetDialog) is None)
    assert window.toast.label.text().startswith("Forgotten.")
    assert "1 backup still holds them." in window.toast.label.text()


def test_where_what_still_holds_them_lies_stays_to_be_read(qtbot, window, session, dialog):
    (made,) = backups.list_backups(session.journal.path)
    made.path.write_bytes(b"nothing of ours")
    dialog.forget_button.click()
    qtbot.waitUntil(dialog.said.isVisible)
    said = dialog.said.text().split("\n")
    assert said[0].startswith("Forgotten.")
    place = f"{made.path.parent.name}/{made.path.name}"
    assert said[1:] == ["", "Backups that still hold them:", place]
    assert not dialog.with_backups.isVisible()  # nothing is asked any more
    assert not window.toast.label.text().startswith("Forgotten.")
    assert dialog.cancel_button.text() == "Close"
    assert "have not saved" in "".join(label.text() for label in dialog.findChildren(Label))
    esc(qtbot, dialog)
    assert not dialog.isVisible()


@leaving
def test_why_it_was_not_done_whole_is_told_though_one_wants_to_leave(qtbot, session, dialog, leave):
    reader = connect(uri(session.journal.path, mode="ro"))  # as another program has it open
    reader.execute("BEGIN")
    reader.execute("SELECT COUNT(*) FROM contact").fetchone()
    dialog.forget_button.click()
    worked(session)
    leave(qtbot, dialog)
    qtbot.waitUntil(dialog.said.isVisible)
    assert dialog.said.text().startswith("The person is gone, but")
    reader.close()
    leave(qtbot, dialog)  # now it is over
    assert not dialog.isVisible()


@leaving
def test_leaving_before_it_began_stops_it_and_says_so(qtbot, session, dialog, leave):
    hold = threading.Event()
    session.run(lambda _progress: hold.wait(20))
    dialog.forget_button.click()
    leave(qtbot, dialog)
    assert dialog.isVisible()
    assert not dialog.strip.cancel_button.isEnabled()
    leave(qtbot, dialog)  # once more changes nothing
    assert dialog.isVisible()
    hold.set()
    qtbot.waitUntil(dialog.said.isVisible)
    assert "Priya Raman" in names()
    leave(qtbot, dialog)
    assert not dialog.isVisible()


@leaving
def test_before_it_is_asked_for_one_leaves_as_ever(qtbot, dialog, leave):
    leave(qtbot, dialog)
    assert not dialog.isVisible()
    assert "Priya Raman" in names()
