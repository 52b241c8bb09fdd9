"""Edits, notices, read-only connections, one writer, a file moved away."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from datetime import date

import pytest

from netjournal.errors import Busy, DiskError, JournalDamaged, JournalInUse, NoPermission
from netjournal.models import (
    Contact,
    Interaction,
    InteractionContact,
    Journal,
    derived,
    history,
    to_day,
)
from netjournal.models.handle import db
from tests.models.snapshot import assert_sound, everything


@pytest.fixture
def open_journal(tmp_path):
    journal = Journal.create(tmp_path / "a.netjournal")
    yield journal
    journal.close()


def test_outside_an_edit_nothing_can_be_written(open_journal):
    with pytest.raises(NoPermission):
        Contact.create(full_name="Ann")
    assert Contact.select().count() == 0


def test_listeners_hear_each_step_once_with_its_rows(open_journal):
    heard = []
    open_journal.listen(heard.append)
    with open_journal.edit("Add two"):
        ann = Contact.create(full_name="Ann")
        ben = Contact.create(full_name="Ben")
        ann.headline = "Baker"
        ann.save()
    assert [change.label for change in heard] == ["Add two"]
    change = heard[0]
    assert change.touches("contact")
    assert not change.touches("event", "tag")
    assert change.rows("contact", "added") == {ann.id, ben.id}
    assert change.rows("contact", "updated") == frozenset()
    open_journal.undo()
    assert heard[1].kind == "undo"
    assert heard[1].rows("contact", "deleted") == {ann.id, ben.id}
    open_journal.redo()
    assert heard[2].kind == "redo"
    assert heard[2].rows("contact", "added") == {ann.id, ben.id}
    open_journal.unlisten(heard.append)
    with open_journal.edit("Unheard"):
        Contact.create(full_name="Cy")
    assert len(heard) == 3


def test_an_edit_without_a_change_is_no_step(open_journal):
    heard = []
    open_journal.listen(heard.append)
    with open_journal.edit("Nothing") as edit:
        pass
    with open_journal.edit("Added and removed"):
        Contact.create(full_name="Ann").delete_instance()
    assert edit.change_set is None
    assert heard == []
    assert open_journal.undo_label() is None


def test_a_second_edit_inside_an_edit_is_a_bug(open_journal):
    with open_journal.edit("Outer"), pytest.raises(RuntimeError), open_journal.edit("Inner"):
        pass


def test_a_worker_thread_can_edit_and_read(open_journal):
    def work():
        with open_journal.edit("From a thread"):
            Contact.create(full_name="Ann")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert Contact.select().count() == 1
    open_journal.undo()
    assert Contact.select().count() == 0


def test_ties_and_last_touch_follow(open_journal):
    today = open_journal.today()
    with open_journal.edit("Log"):
        ann = Contact.create(full_name="Ann")
        for day, kind in (
            (today - 10, 1),
            (today - 10, 5),
            (today - 3, 21),
            (today + 5, 1),
            (today - 2, 19),
        ):
            interaction = Interaction.create(kind=kind, day=day)
            InteractionContact.create(interaction=interaction, contact=ann)
    row = db.execute_sql("SELECT touches, first_day, last_day, last_on FROM tie_state").fetchone()
    assert row == (1, today - 10, today - 10, today - 2)
    days = db.execute_sql("SELECT day, w, touch FROM contact_day ORDER BY day").fetchall()
    assert days == [(today - 10, 1.5, 1), (today - 2, 0.1, 0), (today + 5, 1.0, 1)]


def test_planned_days_count_when_they_come(tmp_path):
    path = tmp_path / "a.netjournal"
    journal = Journal.create(path)
    today = journal.today()
    with journal.edit("Plan"):
        ann = Contact.create(full_name="Ann")
        interaction = Interaction.create(kind=1, day=today + 5)
        InteractionContact.create(interaction=interaction, contact=ann)
    assert db.execute_sql("SELECT * FROM tie_state").fetchall() == []
    journal.today = lambda: today + 5
    derived.begin_day(journal)
    assert db.execute_sql("SELECT touches FROM tie_state").fetchall() == [(1,)]
    journal.today = lambda: today
    derived.begin_day(journal)
    assert db.execute_sql("SELECT touches FROM tie_state").fetchall() == []
    journal.close()


def test_an_edit_after_midnight_is_one_of_the_new_day(open_journal):
    today = open_journal.today()
    with open_journal.edit("Plan"):
        people = [Contact.create(full_name=name) for name in ("Ann", "Ben")]
        planned = Interaction.create(kind=1, day=today + 1)
        InteractionContact.create(interaction=planned, contact=people[1])
    open_journal.today = lambda: today + 1
    with open_journal.edit("Log"):
        logged = Interaction.create(kind=1, day=today + 1)
        InteractionContact.create(interaction=logged, contact=people[0])
    ties = "SELECT contact_id, touches FROM tie_state ORDER BY 1"
    assert db.execute_sql(ties).fetchall() == [(1, 1), (2, 1)]
    assert_sound(open_journal)
    open_journal.undo()
    assert db.execute_sql(ties).fetchall() == [(2, 1)]
    assert_sound(open_journal)


def test_a_full_disk_keeps_no_journal_closed_on_a_new_day(tmp_path):
    path = tmp_path / "a.netjournal"
    journal = Journal.create(path)
    journal.today = lambda: to_day(date.today()) - 1
    with journal.edit("Plan"):
        for number in range(200):
            person = Contact.create(full_name=f"Ann {number}")
            planned = Interaction.create(kind=1, day=to_day(date.today()))
            InteractionContact.create(interaction=planned, contact=person)
    with journal.housekeeping() as connection:
        history.put_meta(connection, "derived_on", str(journal.today()))
    journal.close()
    code = (
        "import sys, resource, signal; from pathlib import Path\n"
        "from netjournal.models import Journal, Contact\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (33_000, 33_000))\n"
        "j = Journal.open(Path(sys.argv[1]))\n"
        "print(Contact.select().count())\n"
        "try:\n"
        "    with j.edit('Add'): Contact.create(full_name='Ben')\n"
        "except Exception as error: print(type(error).__name__)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, timeout=60
    )
    assert run.stdout.split() == ["200", "DiskError"], run.stderr
    journal = Journal.open(path)
    assert db.execute_sql("SELECT COUNT(*) FROM tie_state").fetchone() == (200,)
    assert_sound(journal)
    journal.close()


def test_who_meets_another_thread_that_writes_is_told_to_try_again(open_journal):
    begun, over = threading.Event(), threading.Event()

    def work():
        with open_journal.edit("Long"):
            begun.set()
            over.wait(20)

    thread = threading.Thread(target=work)
    thread.start()
    assert begun.wait(5)
    try:
        took = []
        for _ in range(5):
            start = time.monotonic()
            with pytest.raises(Busy, match="try again in a moment"), open_journal.edit("Add"):
                Contact.create(full_name="Ann")
            took.append(time.monotonic() - start)
        assert min(took) < 0.1  # once it is long, nobody waits: the window must not be held
    finally:
        over.set()
        thread.join()
    with open_journal.edit("Add"):
        Contact.create(full_name="Ann")
        # within one's own edit it is a mistake of ours, not something to wait for
        with pytest.raises(RuntimeError, match="one writer"), open_journal.edit("Another"):
            pass
    assert Contact.select().count() == 1


def test_readers_work_beside_the_writer_and_a_second_writer_is_refused(open_journal):
    with open_journal.edit("Add"):
        Contact.create(full_name="Ann")
    code = (
        "import sys; from pathlib import Path\n"
        "from netjournal.models import Journal, Contact\n"
        "from netjournal.errors import JournalInUse\n"
        "p = Path(sys.argv[1])\n"
        "j = Journal.open(p, read_only=True); print(Contact.select().count()); j.close()\n"
        "try: Journal.open(p)\n"
        "except JournalInUse as error: print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(open_journal.path)],
        capture_output=True,
        text=True,
        timeout=30,
    )
    count, message = done.stdout.splitlines()
    assert count == "1"
    assert f"process {os.getpid()}" in message


def test_the_lock_goes_with_a_close_and_comes_back(tmp_path):
    path = tmp_path / "a.netjournal"
    Journal.create(path).close()
    assert sorted(os.listdir(tmp_path)) == ["a.netjournal"]
    Journal.open(path).close()
    assert sorted(os.listdir(tmp_path)) == ["a.netjournal"]


def test_a_read_only_journal_refuses_edits(tmp_path):
    path = tmp_path / "a.netjournal"
    Journal.create(path).close()
    journal = Journal.open(path, read_only=True)
    with pytest.raises(NoPermission), journal.edit("No"):
        pass
    journal.close()


@pytest.mark.parametrize("act", ["unlink", "replace"])
def test_a_file_taken_away_stops_editing(tmp_path, act):
    path = tmp_path / "a.netjournal"
    journal = Journal.create(path)
    if act == "unlink":
        path.unlink()
    else:
        other = tmp_path / "b"
        other.write_bytes(path.read_bytes())
        os.replace(other, path)
    with pytest.raises(JournalDamaged), journal.edit("Add"):
        Contact.create(full_name="Ann")
    journal.close()


def test_an_open_edit_elsewhere_does_not_stop_reading(open_journal):
    before = everything()
    with open_journal.edit("Add"):
        Contact.create(full_name="Ann")
        seen = []
        thread = threading.Thread(target=lambda: seen.append(everything()))
        thread.start()
        thread.join()
        assert seen[0]["contact"] == before["contact"]


def test_a_full_disk_takes_the_whole_edit_back(tmp_path):
    path = tmp_path / "a.netjournal"
    Journal.create(path).close()
    code = (
        "import sys, resource, signal; from pathlib import Path\n"
        "from netjournal.models import Journal, Contact\n"
        "from netjournal.models.handle import db\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "j = Journal.open(Path(sys.argv[1]))\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))\n"
        "done = 0\n"
        "try:\n"
        "    for n in range(1000):\n"
        "        with j.edit('Add'):\n"
        "            for m in range(20): Contact.create(full_name='x' * 500, note='y' * 500)\n"
        "        done += 20\n"
        "except Exception as error: print(type(error).__name__)\n"
        "print(done, Contact.select().count())\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, timeout=60
    )
    kind, counts = run.stdout.splitlines()
    done, stored = map(int, counts.split())
    assert kind == "DiskError"
    assert done == stored > 0
    journal = Journal.open(path)
    assert Contact.select().count() == done
    assert db.execute_sql("PRAGMA integrity_check").fetchall() == [("ok",)]
    journal.close()


if sys.platform == "win32":  # no RLIMIT_FSIZE there
    del (
        test_a_full_disk_takes_the_whole_edit_back,
        test_a_full_disk_keeps_no_journal_closed_on_a_new_day,
    )


def test_in_use_says_who(tmp_path):
    path = tmp_path / "a.netjournal"
    journal = Journal.create(path, holder="window")
    with pytest.raises(JournalInUse, match="window"):
        Journal.open(path)
    journal.close()


def test_an_emptied_file_is_noticed_before_more_is_written(open_journal):
    os.truncate(open_journal.path, 0)
    with (
        pytest.raises(JournalDamaged, match="cut off while open"),
        open_journal.edit("Add"),
    ):
        Contact.create(full_name="Ann")


def test_closing_does_not_stumble_over_tidying_up(tmp_path, monkeypatch):
    def failing(_journal):
        raise DiskError("The disk is full.")

    path = tmp_path / "a.netjournal"
    journal = Journal.create(path)
    with journal.edit("Add"):
        Contact.create(full_name="Ann")
    with monkeypatch.context() as patch:
        patch.setattr(history, "prune", failing)
        journal.close()
    again = Journal.open(path)
    try:
        assert Contact.select().count() == 1
    finally:
        again.close()
