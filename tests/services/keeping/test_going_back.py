"""Going back from, and to, what a crash left: nothing that was acknowledged is lost on the way."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netjournal import paths
from netjournal.errors import DiskError, JournalDamaged, NothingToUndo, WrongPassphrase
from netjournal.models import Journal, copies
from netjournal.models.engine import connect, uri
from netjournal.models.handle import db
from netjournal.services.keeping import backups, restoring
from tests.builders import contact
from tests.models.snapshot import recorded
from tests.services.damage import spoil
from tests.services.keeping.test_backups import a_second_later

SECRET = "four words are good"
KILLED = """
import os, sys
from pathlib import Path
from netjournal.models import Journal
from netjournal.services.people import contacts
journal = Journal.open(Path(sys.argv[1]), key=sys.argv[2] or None)
for number in range(3):
    with journal.edit("Add"):
        contacts.create(contacts.ContactForm(full_name=f"Acknowledged {number}"))
os.kill(os.getpid(), 9)
"""
OLD = ["Old One"]
ALL = ["Acknowledged 0", "Acknowledged 1", "Acknowledged 2", "Old One"]


@pytest.fixture(scope="module", params=[None, SECRET], ids=["plain", "passphrase"])
def key(request):
    return request.param


@pytest.fixture(scope="module")
def made(tmp_path_factory, key):
    """A journal with a backup of one person, and three more in the log of a killed session."""
    path = tmp_path_factory.mktemp("made") / "a.netjournal"
    opened = Journal.create(path, key=key)
    with opened.edit("Begin"):
        contact("Old One")
    backups.make(opened, "manual")
    opened.close()
    subprocess.run([sys.executable, "-c", KILLED, str(path), key or ""], check=False)
    assert log(path).stat().st_size > 0
    path.with_name(path.name + ".lock").unlink()
    return path


@pytest.fixture
def crashed(made, tmp_path):
    shutil.copytree(made.parent, tmp_path, dirs_exist_ok=True)
    return tmp_path / made.name


def log(path):
    return path.with_name(path.name + "-wal")


def first(path):
    return backups.list_backups(path)[-1].path


def people(path, key=None):
    opened = Journal.open(path, read_only=True, key=key)
    try:
        return sorted(row[0] for row in db.execute_sql("SELECT full_name FROM contact"))
    finally:
        opened.close()


def pieces(folder):
    """What lies in a folder, byte by byte, but for what SQLite makes anew each time."""
    files = [one for one in folder.iterdir() if one.is_file() and one.suffix != ".lock"]
    return {one.name: one.read_bytes() for one in files if not one.name.endswith("-shm")}


def private_copies():
    return [one for one in os.listdir(tempfile.gettempdir()) if f"-{os.getpid()}-" in one]


def test_what_a_kill_left_comes_back_when_going_back_is_taken_back(crashed, key):
    replaced = restoring.restore(crashed, first(crashed), key)
    assert people(crashed, key) == OLD
    assert restoring.holding(replaced, key).people == len(ALL)
    restoring.restore(crashed, replaced, key)
    assert people(crashed, key) == ALL


def test_a_crashed_journal_is_gone_back_to_whole_and_left_as_it_was(crashed, key, tmp_path):
    other = tmp_path / "elsewhere" / "b.netjournal"
    other.parent.mkdir()
    before = pieces(tmp_path)
    assert restoring.holding(crashed, key, whole=True).people == len(ALL)
    restoring.restore(other, crashed, key)
    assert people(other, key) == ALL
    assert pieces(tmp_path) == before
    assert private_copies() == []


def test_the_pieces_that_a_start_kept_are_gone_back_to_whole(crashed, key):
    Journal.open(crashed, key=key).close()
    (kept,) = (crashed.parent / f"{crashed.name}-backups").glob("crash-*")
    restoring.restore(crashed, first(crashed), key)
    restoring.restore(crashed, kept / crashed.name, key)
    assert people(crashed, key) == ALL


def test_what_changed_since_counts_the_log_of_a_crash(crashed, key, tmp_path):
    with contextlib.closing(Journal.create(tmp_path / "b.netjournal")):
        told = restoring.difference(crashed, key)
    assert told.people_back == len(ALL)


def test_another_passphrase_is_said_and_leaves_no_copy(crashed, key):
    if key is None:
        pytest.skip("has none")
    before = pieces(crashed.parent)
    with pytest.raises(WrongPassphrase):
        restoring.holding(crashed, "another one")
    assert pieces(crashed.parent) == before
    assert private_copies() == []


def test_a_log_of_another_file_is_not_mixed_in(crashed, key, tmp_path):
    """An old copy was put over a crashed journal: the two make no whole."""
    other = tmp_path / "other.netjournal"
    opened = Journal.create(other, key=key)
    with opened.edit("Begin"):
        for number in range(300):
            contact(f"Other {number}", note="y" * 900)
    opened.close()
    mixed = tmp_path / "mixed" / "m.netjournal"
    mixed.parent.mkdir()
    shutil.copy(other, mixed)
    shutil.copy(log(crashed), log(mixed))
    before = pieces(tmp_path) | pieces(mixed.parent)
    with pytest.raises((JournalDamaged, WrongPassphrase)):
        restoring.restore(crashed, mixed, key)
    assert pieces(tmp_path) | pieces(mixed.parent) == before


def test_a_change_half_made_is_gone_back_to_as_if_it_never_was(tmp_path):
    """Killed while the file still kept a rollback journal."""
    path, half = tmp_path / "a.netjournal", tmp_path / "half.netjournal"
    opened = Journal.create(path)
    with opened.edit("Begin"):
        for number in range(100):
            contact(f"Other {number}", note="y" * 900)
    opened.close()
    connection = connect(uri(path, mode="rw"))
    connection.execute("PRAGMA journal_mode = DELETE").fetchall()
    connection.execute("PRAGMA cache_size = 5")  # so that it spills
    connection.execute("BEGIN")
    connection.execute("UPDATE contact SET note = 'half'")
    for end in ("", "-journal"):
        shutil.copyfile(f"{path}{end}", f"{half}{end}")
    connection.close()
    before = pieces(tmp_path)
    new = tmp_path / "new"
    new.mkdir()
    restoring.restore(new / "b.netjournal", half)
    with contextlib.closing(Journal.open(new / "b.netjournal", read_only=True)):
        assert db.execute_sql("SELECT DISTINCT note FROM contact").fetchall() == [("y" * 900,)]
    assert pieces(tmp_path) == before


# -- going back fails at the last moment


@pytest.fixture
def stuck(monkeypatch):
    """No file can be given the name of a journal."""
    whole = os.replace

    def replace(source, target):
        if str(source).endswith(".restored.part"):
            raise OSError(errno.EIO, "stuck")
        whole(source, target)

    monkeypatch.setattr(os, "replace", replace)


def test_a_crashed_journal_in_place_keeps_what_its_log_holds(crashed, key, stuck):
    with pytest.raises(DiskError):
        restoring.restore(crashed, first(crashed), key)
    assert people(crashed, key) == ALL


def test_also_when_its_own_passphrase_is_not_known(crashed, key, stuck, tmp_path):
    """The file gone back to has no passphrase, or another one."""
    if key is None:
        pytest.skip("has none")
    other = tmp_path / "else" / "b.netjournal"
    other.parent.mkdir()
    Journal.create(other).close()
    before = pieces(tmp_path)
    with pytest.raises(DiskError):
        restoring.restore(crashed, other)
    assert pieces(tmp_path) == before
    assert people(crashed, key) == ALL


def test_going_back_to_a_file_of_another_passphrase_and_forth(crashed, key, tmp_path):
    other = tmp_path / "else" / "b.netjournal"
    other.parent.mkdir()
    Journal.create(other, key="quite another one").close()
    replaced = restoring.restore(crashed, other, "quite another one")
    assert people(crashed, "quite another one") == []
    assert {one for one in os.listdir(tmp_path) if one.startswith(crashed.name)} == {
        crashed.name,
        f"{crashed.name}-backups",
    }
    restoring.restore(crashed, Path(replaced), key)
    assert people(crashed, key) == ALL


# -- trying one backup after another


@pytest.fixture
def tried(journal):
    """A closed journal of six backups, and what only the journal itself has."""
    for number in range(6):
        with journal.edit("Add"):
            contact(f"Person {number}")
        a_second_later(journal)
        backups.make(journal, "manual")
    with journal.edit("Add"):
        contact("Only Here")
    journal.close()
    return journal.path


def try_all(path):
    for one in backups.list_backups(path):
        if one.reason == "manual":
            restoring.restore(path, one.path)


def test_the_latest_state_outlives_a_search_through_the_backups(tried):
    latest = whole(tried)
    try_all(tried)
    made = [one for one in backups.list_backups(tried) if one.reason != "manual"]
    assert [one.reason for one in made] == ["restore"]  # what is a backup already needs no other
    assert whole(made[0].path) == latest
    assert len(restoring.replaced(tried)) == 5


def test_so_does_one_that_could_not_be_backed_up(tried):
    spoil(tried)
    latest = tried.read_bytes()
    try_all(tried)
    with contextlib.closing(Journal.open(tried)) as opened:
        with opened.edit("Add"):
            contact("Newer")
        backups.make(opened, "close")
    for _time in range(2):
        try_all(tried)
    kept = [one.path.read_bytes() for one in restoring.replaced(tried)]
    assert latest in kept
    assert len(kept) == 6


def test_a_damaged_one_goes_after_three_months(tried):
    spoil(tried)
    try_all(tried)
    damaged = restoring.replaced(tried)[-1]
    assert len(restoring.replaced(tried)) == 6
    old = damaged.made_at - timedelta(days=91)
    folder = damaged.path.parent
    folder.rename(folder.with_name(f"replaced-{copies.stamp(old)}"))
    restoring.restore(tried, first(tried))
    assert len(restoring.replaced(tried)) == 5
    assert min(one.made_at for one in restoring.replaced(tried)) > old


def test_no_room_for_a_backup_is_no_reason_to_stay(tried, monkeypatch):
    rename, latest = os.replace, tried.read_bytes()

    def replace(source, target):
        if str(target).endswith(paths.BACKUP_SUFFIX):
            raise OSError(errno.ENOSPC, "full")
        rename(source, target)

    monkeypatch.setattr(os, "replace", replace)
    try_all(tried)
    assert {one.reason for one in backups.list_backups(tried)} == {"manual"}
    assert people(tried) == ["Person 0"]
    assert latest in [one.path.read_bytes() for one in restoring.replaced(tried)]


def test_what_a_crash_left_is_backed_up_before_going_back(crashed, key):
    restoring.restore(crashed, first(crashed), key)
    made = backups.list_backups(crashed)[0]
    assert (made.reason, people(made.path, key)) == ("restore", ALL)


# -- after going back


def test_the_first_words_after_going_back_are_backed_up(journal):
    with journal.edit("Add"):
        contact("Ann Adams")
    old = backups.make(journal, "manual")
    with journal.edit("Add"):
        contact("Ben Brown")
    a_second_later(journal)
    backups.make(journal, "close")
    journal.close()
    path = journal.path
    old = backups.list_backups(path)[-1]
    assert old.reason == "manual"
    restoring.restore(path, old.path)
    with contextlib.closing(Journal.open(path)) as again:
        with again.edit("Add"):
            contact("Cy Clark")
        assert backups.is_changed(again)
        a_second_later(again)
        made = backups.make_if_changed(again, "close")
        assert made is not None
        assert not backups.is_changed(again)
    assert people(made.path) == ["Ann Adams", "Cy Clark"]


def whole(path):
    opened = Journal.open(path, read_only=True)
    try:
        return recorded()
    finally:
        opened.close()


VERBS = ("edit", "undo", "redo", "back up", "go back")


@given(st.lists(st.tuples(st.sampled_from(VERBS), st.integers(0, 9)), max_size=12))
@settings(max_examples=15)
def test_what_counts_as_backed_up_is(empty_journals, tmp_path_factory, verbs):
    """Whatever was done before: only what the newest backup has needs none."""
    path = tmp_path_factory.mktemp("some") / "a.netjournal"
    shutil.copyfile(empty_journals[0], path)
    journal = Journal.open(path)
    try:
        for number, (verb, which) in enumerate(verbs):
            journal = do(journal, verb, which, number)
            there = backups.list_backups(path)
            if there and not backups.is_changed(journal):
                here = recorded()
                journal.close()
                assert whole(there[0].path) == here
                journal = Journal.open(path)
    finally:
        journal.close()


def do(journal, verb, which, number):
    there = backups.list_backups(journal.path)
    if verb == "edit":
        with journal.edit("Add"):
            contact(f"Person {number}")
    elif verb in ("undo", "redo"):
        with contextlib.suppress(NothingToUndo):
            getattr(journal, verb)()
    elif verb == "back up":
        a_second_later(journal)
        backups.make_if_changed(journal, "timer")
        assert not backups.is_changed(journal)
    elif there:
        journal.close()
        restoring.restore(journal.path, there[which % len(there)].path)
        return Journal.open(journal.path)
    return journal
