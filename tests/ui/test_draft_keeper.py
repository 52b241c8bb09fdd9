"""What is being typed survives a kill, a lock, a closed window; what is saved leaves no draft."""

from __future__ import annotations

import contextlib
import os
import random

import pytest
from PySide6.QtCore import Qt

from netjournal.errors import UserError
from netjournal.models.handle import db
from netjournal.services.keeping import drafts, form_drafts
from netjournal.ui import draft_keeper, safe
from netjournal.ui.contacts.editor import ContactEditor
from netjournal.ui.palette.capture_bar import CaptureBar
from netjournal.ui.timeline.log_dialog import LogDialog
from tests.torture import keystrokes

KILLS = int(os.environ.get("NETJOURNAL_KILLS", "2"))


@pytest.mark.parametrize("number", range(KILLS))
def test_at_most_a_second_of_typing_is_lost_by_a_kill(tmp_path, number):
    kept, due = keystrokes.kill(tmp_path, random.Random(number))
    assert kept >= due


def begun_again(qtbot, session, make):
    """Return a new widget, as after a restart."""
    made = make(session)
    qtbot.addWidget(made)
    return made


def test_the_capture_line_stands_where_it_stood(qtbot, session, people):
    bar = begun_again(qtbot, session, CaptureBar)
    qtbot.keyClicks(bar.line, "coffee with Ana")
    qtbot.waitUntil(lambda: drafts.get("capture") == "coffee with Ana")
    again = begun_again(qtbot, session, CaptureBar)
    assert again.line.text() == "coffee with Ana"
    qtbot.keyClick(again.line, Qt.Key.Key_Return)
    assert drafts.there() == []


def test_each_card_has_its_own_line(qtbot, session, people):
    bar = begun_again(qtbot, session, CaptureBar)
    bar.set_people([people["Ana"]])
    qtbot.keyClicks(bar.line, "called")
    bar.set_people([people["Zoë"]])
    assert bar.line.text() == ""
    bar.set_people([people["Ana"]])
    assert bar.line.text() == "called"


def test_an_entry_is_taken_up_again(qtbot, window, people, session):
    window.dialogs.log([people["Ana"]])
    dialog = window.findChild(LogDialog)
    qtbot.keyClicks(dialog.fields.summary, "Long story")
    qtbot.waitUntil(lambda: "Long story" in drafts.get("entry"))
    dialog.deleteLater()  # as a crash would: nothing is asked
    qtbot.waitUntil(lambda: window.findChild(LogDialog) is None)
    window.dialogs.offer_drafts()
    window.toast.button.click()
    again = window.findChild(LogDialog)
    assert again.fields.summary.text() == "Long story"
    assert [one.name for one in again.fields.who.people()] == ["Ana Kovač"]
    again.save()
    assert drafts.there() == []


def test_several_unfinished_texts_are_offered_one_after_another(qtbot, window, people, session):
    window.safety.begin()  # as it does by itself in a moment: it offers once, and not amid this
    for words in ("First", "Second", "Third"):
        window.dialogs.log([people["Ana"]])
        dialog = window.findChild(LogDialog)
        qtbot.keyClicks(dialog.fields.summary, words)
        dialog.reject()
        qtbot.waitUntil(lambda: window.findChild(LogDialog) is None)
    toast, seen = window.toast, []
    qtbot.keyClick(toast, Qt.Key.Key_Escape)
    window.dialogs.offer_drafts()
    assert toast.label.text() == "3 texts you were writing are not saved yet."
    toast.button.click()
    dialog = window.findChild(LogDialog)
    seen.append(dialog.fields.summary.text())
    qtbot.wait(20)
    assert not toast.isVisible()  # one thing at a time
    dialog.save()
    qtbot.waitUntil(lambda: window.findChild(LogDialog) is None)
    assert "saved yet" not in toast.label.text()  # what was done comes first, with its Undo
    qtbot.keyClick(toast, Qt.Key.Key_Escape)
    qtbot.waitUntil(toast.isVisible)
    assert toast.label.text() == "2 texts you were writing are not saved yet."
    qtbot.keyClick(toast, Qt.Key.Key_Escape)  # let be
    qtbot.waitUntil(toast.isVisible)
    assert toast.label.text() == "Something you were writing is not saved yet."
    toast.button.click()
    dialog = window.findChild(LogDialog)
    seen.append(dialog.fields.summary.text())
    dialog.save()
    qtbot.waitUntil(lambda: window.findChild(LogDialog) is None)
    qtbot.keyClick(toast, Qt.Key.Key_Escape)
    qtbot.wait(20)
    assert not toast.isVisible()  # each was offered once
    left = [form_drafts.entry(key).form.summary for key in drafts.there()]
    assert len(left) == 1
    assert sorted(seen + left) == ["First", "Second", "Third"]


def test_a_name_that_is_still_being_typed_is_kept_as_it_is(qtbot, window, people, session):
    window.dialogs.log()
    dialog = window.findChild(LogDialog)
    qtbot.keyClicks(dialog.fields.who.line, "Somebody ne")
    draft_keeper.save_all()
    dialog.deleteLater()  # as a lock or a crash would
    qtbot.waitUntil(lambda: window.findChild(LogDialog) is None)
    window.dialogs.offer_drafts()
    window.toast.button.click()
    again = window.findChild(LogDialog)
    assert again.fields.who.line.text() == "Somebody ne"
    assert again.fields.who.people() == []
    again.reject()


def test_another_entry_does_not_take_its_place(qtbot, window, people):
    for words in ("First", "Second"):
        window.dialogs.log([people["Ana"]])
        dialog = window.findChild(LogDialog)
        qtbot.keyClicks(dialog.fields.summary, words)
        dialog.reject()
        qtbot.waitUntil(lambda: window.findChild(LogDialog) is None)
    kept = [form_drafts.entry(key).form.summary for key in drafts.there()]
    assert sorted(kept) == ["First", "Second"]


def test_a_person_is_taken_up_again(qtbot, window, people):
    window.dialogs.edit_person(people["Ana"])
    editor = window.findChild(ContactEditor)
    editor.name.name.end(False)
    qtbot.keyClicks(editor.name.name, " the Second")
    draft_keeper.save_all()  # the desktop logs out
    editor.deleteLater()
    qtbot.waitUntil(lambda: window.findChild(ContactEditor) is None)
    window.dialogs.edit_person(people["Ana"])
    again = window.findChild(ContactEditor)
    assert again.form().full_name == "Ana Kovač the Second"
    assert again.name.photo._name == "Ana Kovač the Second"  # whose initials are shown
    again.save()
    assert drafts.there() == []
    names = {row[0] for row in db.execute_sql("SELECT full_name FROM contact")}
    assert "Ana Kovač the Second" in names


def test_what_is_written_down_is_no_draft_any_more_in_the_same_commit(qtbot, session, people):
    bar = begun_again(qtbot, session, CaptureBar)
    there = []
    session.journal.listen(lambda _change: there.append(drafts.get("capture")))
    qtbot.keyClicks(bar.line, "coffee with Ana")
    bar._draft.save()
    assert drafts.get("capture") == "coffee with Ana"

    def fail():
        bar._draft.written()
        raise UserError("no")

    assert not session.act("Fails", fail)
    assert drafts.get("capture") == "coffee with Ana"
    qtbot.keyClick(bar.line, Qt.Key.Key_Return)
    assert there == [""]  # whoever hears of it finds it gone


def test_drafts_are_no_step_and_wait_for_long_writing(qtbot, session, people):
    bar = begun_again(qtbot, session, CaptureBar)
    with session.journal.edit("Long"):
        bar.line.setText("typed meanwhile")
        bar._draft.save()
        assert drafts.get("capture") == "typed meanwhile"
        assert drafts.unkept() == ["capture"]
    qtbot.waitUntil(lambda: drafts.get("capture") == "typed meanwhile")
    assert session.journal.undo_label() is None


def test_a_draft_of_another_version_is_no_harm(session, people):
    for text in (
        "{",
        "[]",
        '{"form": 3}',
        '{"form": {"summary": "x", "unknown": 1}, "people": []}',
    ):
        drafts.put(session.journal, "entry", text)
        drafts.put(session.journal, "person", text)
        form_drafts.person(None)
        form_drafts.entry("entry")
    assert form_drafts.entry("entry").form.summary == "x"


# -- a disk that is full


LONG = "A long story." * 4_000  # more than fits into what is free


@contextlib.contextmanager
def full():
    """Let the journal grow no more."""
    connection = db.connection()
    connection.execute("PRAGMA max_page_count = 1").fetchall()  # as many as there are
    try:
        yield
    finally:
        connection.execute("PRAGMA max_page_count = 4294967294").fetchall()


def test_on_a_full_disk_it_stays_in_the_window_and_is_kept_later(qtbot, session, people):
    said = []
    session.said.connect(said.append)
    bar = begun_again(qtbot, session, CaptureBar)
    bar.set_people([people["Ana"]])
    with full():
        bar.line.setText(LONG[:30_000])
        bar._draft.save()
        bar.line.setText(bar.line.text()[:-1])
        bar._draft.save()
        bar.set_people([people["Zoë"]])
        assert bar.line.text() == ""
        bar.set_people([people["Ana"]])
        assert len(bar.line.text()) == len(LONG[:30_000]) - 1
        assert drafts.unkept() == [f"capture:{people['Ana']}"] == drafts.there()
    assert [one.text.split(".")[0] for one in said] == ["What you are typing is not on disk yet"]
    assert "it is held here, and kept by itself" in said[0].text
    assert "Nothing was changed" not in said[0].text
    drafts.put(session.journal, "sweep:work", "Ben")  # anything that is kept brings it along
    assert drafts.unkept() == []
    row = db.execute_sql("SELECT length(text) FROM draft WHERE key LIKE 'capture:%'").fetchone()
    assert row[0] == len(bar.line.text())


def test_a_form_that_was_left_on_a_full_disk_comes_back_whole(qtbot, window, people):
    window.dialogs.log([people["Ana"]])
    dialog = window.findChild(LogDialog)
    with full():
        dialog.fields.notes.setPlainText(LONG)
        dialog.reject()
        qtbot.waitUntil(lambda: window.findChild(LogDialog) is None)
        window.dialogs.offer_drafts()
        window.toast.button.click()
        again = window.findChild(LogDialog)
        assert again.fields.notes.toPlainText() == LONG
        again.reject()


@pytest.mark.parametrize("anyway", [False, True])
def test_closing_asks_when_the_disk_takes_nothing(qtbot, window, people, monkeypatch, anyway):
    window.safety.begin()
    asked = []
    monkeypatch.setattr(safe, "ask", lambda *args, **_more: asked.append(args[2]) or anyway)
    window.dialogs.log([people["Ana"]])
    dialog = window.findChild(LogDialog)
    with full():
        dialog.fields.notes.setPlainText(LONG)
        dialog.reject()
        assert window.close() is anyway
    assert asked[0].startswith("What you are typing could not be written to disk.")
    if not anyway:
        assert window.close()  # there is room again
        assert len(asked) == 1
    drafts.let_go()
