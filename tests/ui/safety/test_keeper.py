"""What the window does by itself: the month-old trash, others' changes, many at once."""

from __future__ import annotations

import subprocess
import sys

from netjournal.errors import DiskError
from netjournal.models import Journal
from netjournal.models.handle import db, now_ms
from netjournal.services.keeping import backups
from netjournal.services.people import contacts
from netjournal.ui.contacts import verbs
from netjournal.ui.jobs import Jobs
from netjournal.ui.safety.keeper import Keeper
from netjournal.ui.safety.watch import OthersWatch
from netjournal.ui.session import Session
from tests.builders import contact


def test_the_trash_of_a_month_ago_goes_with_undo(qtbot, session, people, make_window, preferences):
    with session.journal.edit("Trash"):
        contacts.trash([people["Zoë"]])
        db.execute_sql("UPDATE contact SET trashed_at = ?1 WHERE trashed_at", (now_ms() - 10**10,))
    window = make_window()
    Keeper(session, window, preferences)
    qtbot.waitUntil(lambda: not session.jobs.busy)
    names = {row[0] for row in db.execute_sql("SELECT full_name FROM contact")}
    assert names == {"Ana Kovač", "Priya Raman"}
    assert session.journal.undo_label() == "Empty the trash of what was there for a month (1)"
    assert [one.reason for one in backups.list_backups(session.journal.path)] == ["edit"]


def test_a_backup_that_fails_is_said_once(
    qtbot, session, people, make_window, preferences, monkeypatch
):
    def full(*_args, **_more):
        raise DiskError("The disk is full: free some space and try again.")

    monkeypatch.setattr(backups, "make", full)
    said = []
    session.said.connect(lambda saying: said.append(saying.text))
    keeper = Keeper(session, make_window(), preferences)
    for _again in range(2):
        keeper.back_up()
        qtbot.waitUntil(lambda: not session.jobs.busy)
    assert said == [
        "The backup could not be made. The disk is full: free some space and try again."
    ]


def test_many_at_once_are_backed_up_first(qtbot, session, people):
    with session.journal.edit("Crowd"):
        crowd = [contact(f"Person {number}") for number in range(60)]
    said = []
    session.said.connect(lambda saying: said.append(saying.text))
    assert verbs.delete(session, crowd)
    qtbot.waitUntil(lambda: not session.jobs.busy and said != [])
    assert said == ["Deleted 60 people"]
    (one,) = backups.list_backups(session.journal.path)
    assert one.reason == "edit"


def test_a_circle_for_many_is_backed_up_first(qtbot, session, people):
    with session.journal.edit("Crowd"):
        crowd = [contact(f"Person {number}") for number in range(60)]
    assert verbs.add_to_circle(session, crowd[:40], "Some")
    assert backups.list_backups(session.journal.path) == []
    assert verbs.add_to_circle(session, crowd, "Everybody")
    qtbot.waitUntil(lambda: session.journal.undo_label() == "Add 60 people to Everybody")
    qtbot.waitUntil(lambda: not session.jobs.busy)
    assert [one.reason for one in backups.list_backups(session.journal.path)] == ["edit"]


def test_a_reader_sees_what_another_process_writes(qtbot, look, tmp_path):
    path = tmp_path / "a.netjournal"
    Journal.create(path).close()
    session = Session(Journal.open(path, read_only=True), Jobs())
    heard = []
    session.changed.connect(heard.append)
    watch = OthersWatch(session, every=20)
    words = [sys.executable, "-m", "netjournal", "selftest-add", "--journal", str(path), "Ana"]
    assert subprocess.run(words, check=False).returncode == 0
    qtbot.waitUntil(lambda: heard != [])
    assert heard[0].touches("contact")
    assert heard[0].rows("contact") is None
    assert db.execute_sql("SELECT full_name FROM contact").fetchall() == [("Ana",)]
    watch.look()
    assert len(heard) == 1
    session.close()
