"""What is typed while something long is being written is held, given back, and kept after it."""

from __future__ import annotations

import contextlib
import sys
import threading
from functools import partial

import pytest
import shiboken6
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout

from netjournal.errors import Busy, UserError
from netjournal.models.handle import db
from netjournal.services.keeping import drafts, forgetting
from netjournal.services.keeping.forgotten_drafts import Letting
from netjournal.ui.contacts.need_line import NeedField
from netjournal.ui.draft_keeper import DraftKeeper
from netjournal.ui.events.event_dialog import EventDialog
from netjournal.ui.events.guests_line import GuestsLine
from netjournal.ui.palette.capture_bar import CaptureBar
from netjournal.ui.sweep.dialog import SweepDialog
from tests.builders import contact, event
from tests.ui.test_draft_keeper import begun_again, full

ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape


@contextlib.contextmanager
def writing(qtbot, session):
    """Let the worker write for as long as this lasts, as when it empties the trash."""
    begun, over = threading.Event(), threading.Event()

    def work(_progress):
        with session.journal.edit("Empty the trash"):
            begun.set()
            assert over.wait(20)

    session.run(work, modal=True)
    assert begun.wait(5)
    try:
        yield
    finally:
        over.set()
        qtbot.waitUntil(lambda: not session.jobs.busy)


def on_disk(key):
    row = db.execute_sql("SELECT text FROM draft WHERE key = ?", (key,)).fetchone()
    return row[0] if row else ""


def test_a_form_left_meanwhile_comes_back_and_is_kept(qtbot, window, session, people):
    window.show_page("events")
    with writing(qtbot, session):
        window.page.add_event()
        dialog = window.findChild(EventDialog)
        qtbot.keyClicks(dialog.name, "Soil meetup")
        qtbot.keyClick(dialog.name, ESC)
        qtbot.waitUntil(lambda: window.findChild(EventDialog) is None)
        assert window.toast.label.text() == "Not saved. What you typed is kept."
        window.toast.button.click()
        again = window.findChild(EventDialog)
        assert again.name.text() == "Soil meetup"
        qtbot.keyClick(again.name, ESC)
        qtbot.waitUntil(lambda: window.findChild(EventDialog) is None)
        assert on_disk("event") == ""
    qtbot.waitUntil(lambda: "Soil meetup" in on_disk("event"))
    assert drafts.unkept() == []


def test_the_capture_line_meanwhile(qtbot, session, people):
    bar = begun_again(qtbot, session, CaptureBar)
    bar.show()
    bar.set_people([people["Ana"]])
    bar.line.setText("said before")
    bar._draft.save()
    with writing(qtbot, session):
        bar.line.setFocus()
        qtbot.keyClicks(bar.line, " and since")
        bar.hide()
        bar.show()
        assert bar.line.text() == "said before and since"
        bar.set_people([people["Zoë"]])
        assert bar.line.text() == ""
        bar.set_people([people["Ana"]])
        assert bar.line.text() == "said before and since"
    qtbot.waitUntil(lambda: on_disk(f"capture:{people['Ana']}") == "said before and since")


def test_an_older_line_does_not_take_the_place_of_a_newer(qtbot, session, people):
    first = begun_again(qtbot, session, CaptureBar)
    with writing(qtbot, session):
        qtbot.keyClicks(first.line, "coffee")
        first._draft.flush()
        second = begun_again(qtbot, session, CaptureBar)
        assert second.line.text() == "coffee"
        qtbot.keyClicks(second.line, " with Ana")
        second._draft.flush()
        qtbot.wait(1_200)  # twice as long as anybody waits before trying again
    qtbot.waitUntil(lambda: on_disk("capture") != "")
    qtbot.wait(1_200)
    assert on_disk("capture") == drafts.get("capture") == "coffee with Ana"


def test_enter_meanwhile_says_to_try_again(qtbot, window, session, people):
    bar = begun_again(qtbot, session, CaptureBar)
    failed = []
    session.failed.connect(failed.append)
    with writing(qtbot, session):
        qtbot.keyClicks(bar.line, "coffee with Ana yesterday")
        qtbot.keyClick(bar.line, ENTER)
        assert bar.line.text() == "coffee with Ana yesterday"
        shown = window.banner.label.text()
    assert [type(error) for error in failed] == [Busy]
    assert shown.endswith("Something long is being written: try again in a moment.")
    qtbot.keyClick(bar.line, ENTER)
    assert bar.line.text() == ""


def test_names_of_a_sweep_meanwhile(qtbot, session):
    dialog = SweepDialog(session)
    qtbot.addWidget(dialog)
    dialog.show()
    mine = dialog._key
    with writing(qtbot, session):
        dialog.names.setPlainText("Ben\nCleo")
        dialog.next()
        assert dialog.names.toPlainText() == ""
        dialog.ask(mine)
        assert dialog.names.toPlainText() == "Ben\nCleo"
        qtbot.keyClick(dialog, ESC)
        again = SweepDialog(session)
        qtbot.addWidget(again)
        again.ask(mine)
        assert again.names.toPlainText() == "Ben\nCleo"
    qtbot.waitUntil(lambda: on_disk(f"sweep:{mine}") == "Ben\nCleo")


def test_who_was_there_meanwhile(qtbot, session):
    with session.journal.edit("Events"):
        one, other = event("One"), event("Other")
    line = GuestsLine(session)
    qtbot.addWidget(line)
    line.show_event(one, ahead=False)
    with writing(qtbot, session):
        qtbot.keyClicks(line.line, "Ana (Rust)")
        line.show_event(other, ahead=False)
        line.show_event(one, ahead=False)
        assert line.line.text() == "Ana (Rust)"
    qtbot.waitUntil(lambda: on_disk(f"guests-{one}") == "Ana (Rust)")


def test_a_need_meanwhile(qtbot, window, session, people):
    card = window.page.card
    assert card.show_contact(people["Ana"])
    with writing(qtbot, session):
        card.findChild(object, "need_prompt").click()
        qtbot.keyClicks(card.findChild(NeedField), "a room in May")
        assert card.show_contact(people["Zoë"])
        assert card.show_contact(people["Ana"])
        assert card.findChild(NeedField).text() == "a room in May"
    qtbot.waitUntil(lambda: on_disk(f"need:{people['Ana']}") == "a room in May")


def test_a_field_that_goes_with_its_dialog_is_not_read_any_more(qtbot, session, people):
    """The keyboard leaves a field that is being deleted: its text can't be asked for."""
    dialog = QDialog()
    line = NeedField(dialog)
    QVBoxLayout(dialog).addWidget(line)
    line.keep(DraftKeeper(session, "need", line.text, line))
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    line.setFocus()
    qtbot.keyClicks(line, "Soil")
    shiboken6.delete(line)  # what is raised meanwhile fails this test


def test_what_a_line_says_of_somebody_forgotten_meanwhile_goes(qtbot, session, people):
    ana, zoe = people["Ana"], people["Zoë"]
    with writing(qtbot, session):
        for who in (ana, zoe):
            drafts.put(session.journal, f"capture:{who}", "called")
        drafts.put(session.journal, "capture", "met Ben")
    with full():  # held still
        for key in drafts.unkept():
            with contextlib.suppress(UserError):
                drafts.put(session.journal, key, "x" * 50_000)
        assert len(drafts.unkept()) == 3
        letting = Letting(db.execute_sql, [ana], ["Ana Kovač"])
        drafts.take_out(partial(letting.of, db.execute_sql))
        assert sorted(drafts.unkept()) == ["capture", f"capture:{zoe}"]
    with contextlib.suppress(UserError):
        forgetting.forget(session.journal, [zoe])
    assert drafts.there() == ["capture"]
    drafts.try_again(session.journal)
    assert drafts.there() == ["capture"]


def test_who_is_forgotten_goes_from_what_is_held_about_several(qtbot, session, people):
    """What is written with the same words as on disk: theirs goes, others' stays without them."""
    ana, zoe = people["Ana"], people["Zoë"]
    both = [[ana, "Ana Kovač"], [zoe, "Zoë Østergård"]]
    entry = {"form": {"body": "three hours"}, "people": both, "was_there": [ana, zoe]}
    alone = {"introduction_one": both[0], "introduction_why": "why"}
    with writing(qtbot, session):
        drafts.put(session.journal, "entry", drafts.from_fields(entry))
        drafts.put(session.journal, "introduction", drafts.from_fields(alone))
        drafts.put(session.journal, "capture", "coffee with Ana Kovač")
        drafts.put(session.journal, "capture.1", "called Zoë Østergård about Ana Kovač")
    assert len(drafts.unkept()) == 4
    letting = Letting(db.execute_sql, [ana], ["Ana Kovač"])
    drafts.take_out(partial(letting.of, db.execute_sql))
    assert sorted(drafts.unkept()) == ["capture.1", "entry"]
    assert "three hours" in drafts.get("entry")
    assert "Ana" not in drafts.get("entry")
    assert drafts.fields_of("entry")["was_there"] == [zoe]
    drafts.try_again(session.journal)
    assert sorted(drafts.there()) == ["capture.1", "entry"]


KEYS = ("capture", "event")
TEXTS = ("", "a", "b", "long" * 12_000)
STEPS = st.one_of(
    st.tuples(st.sampled_from(KEYS), st.sampled_from(TEXTS)),
    st.sampled_from(["write", "written", "fill", "room", "again"]),
)


class Hindered:
    """A journal that is being written, a disk that is full: on and off, by name."""

    def __init__(self, journal):
        self.journal = journal
        self.now = {}

    def step(self, name):
        begin = {"write": lambda: self.journal.edit("Long"), "fill": full}
        end = {"written": "write", "room": "fill"}
        if name in begin and name not in self.now:
            self.now[name] = contextlib.ExitStack()
            self.now[name].enter_context(begin[name]())
        elif name in end:
            self.now.pop(end[name], contextlib.ExitStack()).close()
        elif name == "again" and "write" not in self.now:
            again(self.journal)

    def end(self):
        self.step("written")
        self.step("room")


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(STEPS, max_size=14))
def test_what_was_typed_last_is_what_is_given_back(journal, steps):
    """Whatever happens in between; and it is on disk once nothing hinders."""
    typed = dict.fromkeys(KEYS, "")
    for key in KEYS:
        drafts.put(journal, key, "")
    hindered = Hindered(journal)
    try:
        for step in steps:
            if isinstance(step, str):
                hindered.step(step)
                continue
            typed[step[0]] = step[1]
            with contextlib.suppress(UserError):
                assert not drafts.put(journal, *step) or on_disk(step[0]) == step[1]
            assert {key: drafts.get(key) for key in KEYS} == typed
            assert sorted(drafts.there()) == sorted(key for key in KEYS if typed[key])
    finally:
        hindered.end()
    drafts.try_again(journal)
    assert {key: on_disk(key) for key in KEYS} == typed
    assert drafts.unkept(emptied=True) == []


@pytest.mark.parametrize("newer", ["Ben and Cleo", ""])
def test_the_worker_takes_along_what_is_typed_then_not_before(journal, newer):
    """It waits for the one who writes; what is typed meanwhile stays the newest."""
    with journal.edit("Begin"):
        contact("Ana")
        drafts.put(journal, "capture", "Ben")
        worker = threading.Thread(target=again, args=(journal,))
        worker.start()
        while worker.is_alive() and "_transaction" not in _in(worker):
            pass
        drafts.put(journal, "capture", newer)
    worker.join(5)
    again(journal)
    assert on_disk("capture") == drafts.get("capture") == newer


def again(journal):
    with contextlib.suppress(UserError):
        drafts.try_again(journal)


def _in(thread):
    """Return the functions a thread is in."""
    frame, found = sys._current_frames().get(thread.ident), []
    while frame is not None:
        found.append(frame.f_code.co_name)
        frame = frame.f_back
    return found
