"""A journal that gave way, or that a crash left, is a copy like a backup: treated, and not lost."""

from __future__ import annotations

import contextlib
import errno
import os
import subprocess
import sys
import threading
import time

import pytest

from netjournal import paths
from netjournal.errors import DiskError, TakenAway, UserError
from netjournal.models import Journal, copies
from netjournal.models.engine import connect, uri
from netjournal.models.handle import db
from netjournal.services.keeping import (
    backups,
    belongings,
    drafts,
    encryption,
    forgetting,
    restoring,
)
from tests.builders import contact
from tests.services.damage import spoil

KEY = "correct horse battery"
EMMA = "Emma Unmistakable"


def people(path, key=None):
    with copies.opened(path, key) as connection:
        return [row[0] for row in connection.execute("SELECT full_name FROM contact ORDER BY id")]


def holding(path, name=EMMA):
    """Return the files around a journal that have a name in them."""
    return [
        file.relative_to(path.parent).as_posix()
        for file in path.parent.rglob("*")
        if file.is_file() and name.encode() in file.read_bytes()
    ]


def asides(path):
    return sorted(
        folder
        for end in ("replaced-*", "crash-*")
        for folder in paths.backup_folder(path).glob(end)
    )


def forget(path, name=EMMA, key=None, progress=None):
    with contextlib.closing(Journal.open(path, key=key)) as opened:
        query = "SELECT id FROM contact WHERE full_name = ?"
        them = [row[0] for row in db.execute_sql(query, (name,))]
        return forgetting.forget(opened, them, with_backups=True, progress=progress)


def add(path, *names, key=None):
    with contextlib.closing(Journal.open(path, key=key)) as opened, opened.edit("Add"):
        for name in names:
            contact(name)


@pytest.fixture
def path(journal):
    """A closed journal of two people; the backup of it lacks who came since."""
    with journal.edit("Add"):
        contact(EMMA)
        contact("Somebody Else")
    backups.make(journal, "manual")
    with journal.edit("Add"):
        contact("Newest Person")
    journal.close()
    return journal.path


@pytest.fixture
def full(monkeypatch):
    """A disk that takes no more backups."""
    rename = os.replace

    def replace(source, target):
        if str(target).endswith(paths.BACKUP_SUFFIX):
            raise OSError(errno.ENOSPC, "full")
        rename(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", replace)
        yield patch


@pytest.fixture
def gave_way(path, full):
    """That journal after it gave way to its backup, on a disk too full to back it up."""
    kept = restoring.restore(path, backups.list_backups(path)[0].path)
    full.undo()
    return kept


def test_the_only_copy_is_purged_and_stays(path, gave_way):
    done = forget(path)
    assert (done.purged, done.unpurged) == (2, 0)
    assert holding(path) == []
    assert people(gave_way) == ["Somebody Else", "Newest Person"]
    restoring.restore(path, gave_way)
    assert people(path) == ["Somebody Else", "Newest Person"]


def test_it_stays_however_often_somebody_is_forgotten(path, gave_way):
    """Whom the log of steps no longer tells apart is the same for nobody."""
    forget(path)
    done = forget(path, "Somebody Else")
    assert (done.purged, done.unpurged) == (2, 0)
    assert people(gave_way) == ["Newest Person"]
    assert holding(path, "Somebody Else") == []


def two_pasts(path):
    """Return backups of two states that count the same steps; nobody's log is in them any more."""
    base = backups.list_backups(path)[0].path
    made = {}
    for name in ("Alpha", "Beta"):
        restoring.restore(path, base)
        add(path, name)
        with contextlib.closing(Journal.open(path)) as opened:
            made[name] = backups.make(opened, "manual")
    assert made["Alpha"].step == made["Beta"].step
    forget(path)
    return made["Alpha"].path, made["Beta"].path


def test_two_pasts_without_a_log_are_not_taken_for_one(path):
    alpha, beta = two_pasts(path)
    restoring.restore(path, alpha)
    os.rename(alpha, path.with_name("lost"))
    with contextlib.closing(Journal.open(path)) as opened:
        for one in backups.list_backups(path):  # the other past is the newest
            if one.path != beta:
                one.path.unlink()
        assert backups.is_changed(opened)
    restoring.restore(path, beta)
    (made,) = [one.path for one in backups.list_backups(path) if one.path != beta]
    assert people(made) == ["Somebody Else", "Alpha"]


def test_a_past_without_a_log_is_known_again(path):
    alpha, beta = two_pasts(path)
    restoring.restore(path, alpha)
    there = len(backups.list_backups(path))
    restoring.restore(path, beta)
    assert len(backups.list_backups(path)) == there  # it is backed up already
    with contextlib.closing(Journal.open(path)) as opened:
        forgetting.forget(opened, [2], with_backups=True)
    assert asides(path) == []


@pytest.mark.usefixtures("quick_keys")
def test_the_only_copy_comes_under_a_passphrase_and_from_under_it(path, gave_way):
    assert encryption.rekey(path, None, KEY) == encryption.Rekeyed(2, 0)
    assert holding(path) == []
    assert people(gave_way, KEY) == [EMMA, "Somebody Else", "Newest Person"]
    assert encryption.rekey(path, KEY, None) == encryption.Rekeyed(2, 0)
    assert people(gave_way) == [EMMA, "Somebody Else", "Newest Person"]


def test_one_that_a_backup_has_goes(path):
    restoring.restore(path, backups.list_backups(path)[0].path)
    assert len(asides(path)) == 1
    done = forget(path)
    assert (done.purged, done.unpurged, asides(path)) == (2, 0, [])
    assert holding(path) == []


def test_one_with_writing_that_no_backup_has_stays(path):
    with contextlib.closing(Journal.open(path)) as opened:
        backups.make(opened, "manual")
        drafts.put(opened, "capture", "not written down yet")
    restoring.restore(path, backups.list_backups(path)[-1].path)
    (kept,) = asides(path)
    assert forget(path).unpurged == 0
    with copies.opened(kept / path.name, None) as connection:
        assert connection.execute("SELECT text FROM draft").fetchall() == [
            ("not written down yet",)
        ]


def test_a_backup_that_is_damaged_has_nothing(path):
    restoring.restore(path, backups.list_backups(path)[0].path)
    (kept,) = asides(path)
    one = next(one for one in backups.list_backups(path) if one.reason == "restore")
    spoil(one.path, seed=3, pages=4)
    done = forget(path)
    assert (done.purged, done.unpurged) == (2, 1)  # what is damaged stays as before, and is counted
    assert people(kept / path.name) == ["Somebody Else", "Newest Person"]


@pytest.mark.usefixtures("quick_keys")
def test_one_of_a_passphrase_that_nobody_told_stays_and_is_counted(path):
    plain = path.with_name("plain.njbak")
    with contextlib.closing(Journal.open(path)) as opened:
        backups.make_at(opened, plain)
    encryption.rekey(path, None, KEY)
    add(path, "Of Today", key=KEY)
    kept = restoring.restore(path, plain)
    before = len(backups.list_backups(path))
    done = forget(path)
    assert (done.purged, done.unpurged) == (0, before + 1)
    assert people(kept, KEY)[-1] == "Of Today"
    done = encryption.rekey(path, None, KEY)
    assert done.left == 0
    assert people(kept, KEY)[-1] == "Of Today"


def test_where_one_lies_that_could_not_be_opened_is_told(path):
    restoring.restore(path, backups.list_backups(path)[0].path)
    (kept,) = asides(path)
    spoil(kept / path.name, seed=3, pages=4)
    rescued = path.with_name("test-rescued-20261128T120000Z.netjournal")
    repaired = paths.data_folder() / "test-repaired-20261128T120000Z.netjournal"
    for one in (rescued, repaired, path.with_name("tested-rescued-1.netjournal")):
        one.write_bytes(path.read_bytes())
    done = forget(path)
    assert (done.unpurged, done.lying) == (1, (kept / path.name,))
    assert sorted(done.others) == sorted([rescued, repaired])
    assert belongings.other_journals(rescued) == sorted([path, repaired])
    again = path.with_name("test-rescued-20261128T120000Z-repaired-20261128T130000Z.netjournal")
    assert belongings.other_journals(again) == sorted([path, rescued, repaired])
    with contextlib.closing(Journal.open(path)) as opened:
        done = forgetting.forget(opened, [2])
    assert (done.unpurged, done.lying) == (3, ())


@pytest.mark.usefixtures("quick_keys")
def test_a_damaged_one_stays_and_is_counted(path):
    spoil(path)
    kept = restoring.restore(path, backups.list_backups(path)[0].path)
    raw = kept.read_bytes()
    done = forget(path)
    assert (done.purged, done.unpurged) == (1, 1)
    assert kept.read_bytes() == raw
    assert encryption.rekey(path, None, KEY).left == 1
    assert kept.read_bytes() == raw


_KILLED = """
import os, sys
from pathlib import Path
from netjournal.models import Journal
from tests.builders import contact
journal = Journal.open(Path(sys.argv[1]))
with journal.edit("Add"):
    contact("In The Log")
os.kill(os.getpid(), 9)
"""


def test_what_a_crash_left_is_purged_together_with_its_log(path):
    subprocess.run([sys.executable, "-c", _KILLED, str(path)], check=False)
    add(path, "Since Then")
    (kept,) = asides(path)
    assert len(list(kept.iterdir())) == 2
    done = forget(path)
    assert (done.purged, done.unpurged) == (2, 0)
    assert holding(path) == []
    (kept,) = asides(path)
    assert [one.name for one in kept.iterdir()] == [path.name]
    assert people(kept / path.name) == ["Somebody Else", "Newest Person", "In The Log"]


def test_a_log_of_another_file_stays_and_is_counted(path):
    subprocess.run([sys.executable, "-c", _KILLED, str(path)], check=False)
    add(path, "Since Then")
    (kept,) = asides(path)
    spoil(kept / path.name)
    pieces = {one.name: one.read_bytes() for one in kept.iterdir()}
    done = forget(path)
    assert (done.purged, done.unpurged) == (1, 1)
    assert {one.name: one.read_bytes() for one in kept.iterdir()} == pieces


class Held:
    """A backup that takes a while."""

    def __init__(self):
        self.begun, self.go = threading.Event(), threading.Event()

    def step(self, _done, _total):
        self.begun.set()
        self.go.wait(20)


class Beside(threading.Thread):
    """Another process that backs the journal up meanwhile; it may be told why it could not."""

    def __init__(self, path):
        super().__init__()
        self.path, self.held, self.told = path, Held(), None
        self.start()
        self.held.begun.wait(20)

    def run(self):
        target = backups.free_name(paths.backup_folder(self.path), f"{copies.stamp()}-timer-1")
        with contextlib.closing(connect(uri(self.path, mode="ro"))) as source:
            try:
                copies.take(source, target, None, progress=self.held)
            except UserError as error:
                self.told = error


class Letting:
    """Lets it go on at a certain moment of forgetting, and waits until it is done."""

    def __init__(self, other, when):
        self.other, self.when = other, when

    def step(self, *told):
        if told == self.when:
            self.other.held.go.set()
            self.other.join()


@pytest.mark.parametrize("when", [(0, 0), (0, 1)], ids=["while wiped", "while purged"])
def test_a_backup_that_is_being_made_beside_is_purged_too(journal, when):
    with journal.edit("Add"):
        emma = contact(EMMA)
        contact("Somebody Else")
    copies.private_folder(paths.backup_folder(journal.path))
    if when[1]:
        backups.make(journal, "manual")
    other = Beside(journal.path)
    watch = Letting(other, when)
    if when[1]:  # it reads the journal while that is wiped: this is told, and done at the end
        with pytest.raises(DiskError, match=r"close what else reads .* to finish\.$"):
            forgetting.forget(journal, [emma], with_backups=True, progress=watch)
    else:
        done = forgetting.forget(journal, [emma], with_backups=True, progress=watch)
        assert (done.purged, done.unpurged) == (1, 0)
    assert not other.is_alive()
    assert other.told is None
    assert len(backups.list_backups(journal.path)) == 1 + when[1]
    journal.close()
    assert holding(journal.path) == []


def test_one_beside_that_is_not_done_in_time_is_taken_away_and_told_so(journal):
    with journal.edit("Add"):
        emma = contact(EMMA)
    backups.make(journal, "manual")
    other = Beside(journal.path)
    with pytest.raises(DiskError):
        forgetting.forget(journal, [emma], with_backups=True)
    other.held.go.set()
    other.join()
    assert isinstance(other.told, TakenAway)
    assert str(other.told) == "The copy was taken away before it was done: make it again."
    journal.close()
    assert len(backups.list_backups(journal.path)) == 1
    assert holding(journal.path) == []


class Slow:
    """Tells when a backup has begun, and that it has begun again."""

    def __init__(self):
        self.begun, self.steps = threading.Event(), 0

    def step(self, _done, total):
        self.steps += bool(total)
        self.begun.set()
        time.sleep(0.2)


def test_our_own_backup_gives_way_and_is_made_anew(journal):
    """In the window the half-hourly backup may be under way when somebody is forgotten."""
    with journal.edit("Add"):
        emma = contact(EMMA)
        for number in range(40):
            contact(f"Person {number}", note=f"{number} " * 30_000)
    slow, made = Slow(), []
    other = threading.Thread(target=lambda: made.append(backups.make(journal, "timer", slow)))
    other.start()
    slow.begun.wait(20)
    done = forgetting.forget(journal, [emma], with_backups=True)
    assert (done.purged, done.unpurged) == (0, 0)
    other.join()
    assert [one.path for one in backups.list_backups(journal.path)] == [made[0].path]
    assert backups.make_if_changed(journal, "close") is None
    journal.close()
    assert holding(journal.path) == []
    assert EMMA not in people(made[0].path)
    assert slow.steps > 1


# -- going back to a file of another passphrase


@pytest.mark.usefixtures("quick_keys")
def test_the_way_back_from_a_file_without_a_passphrase(path):
    plain = path.with_name("plain.njbak")
    with contextlib.closing(Journal.open(path)) as opened:
        backups.make_at(opened, plain)
    encryption.rekey(path, None, KEY)
    add(path, "Of Today", key=KEY)
    kept = restoring.restore(path, plain, own=KEY)
    made = backups.list_backups(path)[0]
    assert made.reason == "restore"
    assert people(made.path, KEY)[-1] == "Of Today"
    assert "Of Today" not in people(path)
    restoring.restore(path, kept, KEY)
    assert people(path, KEY)[-1] == "Of Today"
