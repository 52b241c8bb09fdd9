"""The session: one notice per step, from any thread; done texts; undo, big undo, closing."""

from __future__ import annotations

import pytest

from netjournal.errors import UsageError
from netjournal.models.handle import db
from netjournal.services.people import contacts
from netjournal.ui import session as sessions
from tests.builders import TODAY, contact, interaction


def count():
    return contacts.count()


def test_a_step_is_told_once_with_its_done_text(qtbot, session):
    said, changes = [], []
    session.said.connect(said.append)
    session.changed.connect(changes.append)
    with session.edit("Add Ana", "Added Ana"):
        contact("Ana")
        contact("Li")
    assert [change.label for change in changes] == ["Add Ana"]
    assert changes[0].touches("contact")
    assert said == [sessions.Saying("Added Ana", "edit")]


def test_without_a_done_text_the_label_is_said(qtbot, session):
    with qtbot.waitSignal(session.said) as said, session.edit("Add Ana"):
        contact("Ana")
    assert said.args == [sessions.Saying("Add Ana", "edit")]


def test_a_failed_step_changes_and_says_nothing(session):
    said = []
    session.said.connect(said.append)
    with pytest.raises(UsageError), session.edit("Add"):
        contact("Ana", kind="person") and contact("")
    assert (count(), said) == (0, [])


def test_act_shows_what_could_not_be_done(qtbot, session):
    def refuse():
        contact("Ana")
        raise UsageError("A person needs a name.")

    with qtbot.waitSignal(session.failed) as failed:
        assert session.act("Add", refuse) is False
    assert str(failed.args[0]) == "A person needs a name."
    assert count() == 0
    assert session.act("Add", lambda: contact("Ana")) is True
    assert count() == 1


def test_undo_and_redo_are_told_as_such(session):
    said = []
    session.said.connect(said.append)
    session.act("Add Ana", lambda: contact("Ana"))
    session.undo()
    assert count() == 0
    session.redo()
    assert count() == 1
    assert [(one.text, one.kind) for one in said] == [
        ("Add Ana", "edit"),
        ("Add Ana", "undo"),
        ("Add Ana", "redo"),
    ]


def test_undo_with_nothing_to_undo_says_so(qtbot, session):
    with qtbot.waitSignal(session.failed):
        session.undo()


def test_a_big_step_is_undone_in_the_worker(qtbot, session, monkeypatch):
    monkeypatch.setattr(sessions, "BIG_STEP", 3)

    def several():
        for number in range(8):
            contact(f"Somebody {number}")

    session.act("Add people", several)
    with qtbot.waitSignal(session.changed) as changed, qtbot.waitSignal(session.step_started):
        session.undo()
        assert session.jobs.modal_busy
        session.undo()  # a second one while the first is under way does nothing
    assert (changed.args[0].kind, count()) == ("undo", 0)
    qtbot.waitUntil(lambda: not session.jobs.modal_busy)  # the commit is told before the end
    with qtbot.waitSignal(session.changed) as changed:
        session.redo()
    assert (changed.args[0].kind, count()) == ("redo", 8)


def test_an_edit_in_the_worker_arrives_on_the_gui_thread(qtbot, session):
    from PySide6.QtCore import QThread

    threads = []
    session.changed.connect(lambda _change: threads.append(QThread.currentThread()))

    def work(_progress):
        with session.journal.edit("Import"):
            contact("Ana")

    with qtbot.waitSignal(session.changed):
        session.run(work, modal=True)
    assert threads == [session.thread()]


def test_today_is_the_journal_s(session):
    assert session.today() == TODAY


def test_the_log_is_folded_into_the_file_when_idle(qtbot, session, monkeypatch):
    monkeypatch.setattr(sessions, "_CHECKPOINT_MS", 1)
    wal = session.journal.path.with_name(session.journal.path.name + "-wal")
    session.act("Add", lambda: contact("Ana"))
    qtbot.waitUntil(lambda: not session.jobs.busy and wal.stat().st_size == 0)


def test_midnight_is_told(qtbot, session):
    assert 1_000 <= sessions._ms_to_midnight() <= 3_600_000
    with session.journal.edit("Plan"):
        interaction(contact("Ana"), ago=-1)
    assert db.execute_sql("SELECT COUNT(*) FROM tie_state").fetchone() == (0,)
    with qtbot.assertNotEmitted(session.day_turned, wait=50):
        session._on_midnight()  # an hour is over, no day
    session.journal.today = lambda: TODAY + 1
    with qtbot.waitSignal(session.day_turned):
        session._on_midnight()
    assert session._midnight.isActive()
    assert db.execute_sql("SELECT touches FROM tie_state").fetchall() == [(1,)]


def test_after_closing_nothing_is_told(session):
    told = []
    session.changed.connect(told.append)
    session.stop()
    with session.journal.edit("Add"):
        contact("Ana")
    assert told == []
    session.stop()


def test_after_closing_nothing_runs(session):
    session.stop()
    job = session.run(lambda _progress: 1 / 0, key="x")
    assert (job.over, job.cancelled) == (True, True)
