"""Backups are whole, thinned, copied to a second place, and said truly."""

from __future__ import annotations

import contextlib
import os
import stat
import time
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from netjournal.errors import Cancelled, JournalDamaged, TakenAway, UsageError
from netjournal.models import Journal, copies, opening
from netjournal.services import settings
from netjournal.services.keeping import backups, belongings, drafts, proving_again
from netjournal.services.keeping.backup_thinning import PINNED_DAYS, Backup, spare
from netjournal.services.keeping.sync_folders import sync_service
from netjournal.services.people import contacts
from tests.builders import contact, interaction


@pytest.fixture
def filled(journal):
    with journal.edit("Begin"):
        for number in range(30):
            interaction(contact(f"Person {number}"), ago=number)
    return journal


def looked(backup):
    return copies.look(backup.path, None)


def test_a_backup_is_a_whole_journal_in_one_private_file(filled):
    made = backups.make(filled, "manual")
    held = looked(made)
    assert held["counts"]["contact"] == held["counts"]["interaction"] == 30
    assert (held["reason"], held["step"]) == ("manual", backups.last_step())
    assert [one.path for one in backups.list_backups(filled.path)] == [made.path]
    assert os.listdir(made.path.parent) == [made.path.name]
    if os.name != "nt":
        assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
        assert stat.S_IMODE(made.path.parent.stat().st_mode) == 0o700
    filled.close()
    Journal.open(made.path, read_only=True).close()


def test_one_is_made_only_when_something_changed(filled):
    assert backups.make_if_changed(filled, "close") is not None
    assert backups.make_if_changed(filled, "close") is None
    with filled.edit("More"):
        contact("Zoë")
    assert backups.make_if_changed(filled, "close") is not None
    filled.undo()
    assert backups.make_if_changed(filled, "close") is not None


def test_what_redo_brought_back_is_backed_up(filled):
    """Redo takes the number of a step from the log and gives no new one."""
    with filled.edit("More"):
        contact("Zoë")
    with filled.edit("More"):
        contact("Zora")
    filled.undo()
    filled.undo()
    assert backups.make_if_changed(filled, "timer") is not None
    for there in (31, 32):
        a_second_later(filled)
        filled.redo()
        made = backups.make_if_changed(filled, "timer")
        assert looked(made)["counts"]["contact"] == there
        assert backups.make_if_changed(filled, "timer") is None


def test_what_is_being_typed_is_backed_up(filled):
    backups.make(filled, "close")
    a_second_later(filled)
    assert not backups.is_changed(filled)
    drafts.put(filled, "entry", "three hours of writing")
    made = backups.make_if_changed(filled, "close")
    assert b"three hours of writing" in made.path.read_bytes()
    time.sleep(1.0 - time.time() % 1.0)  # names have whole seconds
    backups.make(filled, "close")
    assert backups.make_if_changed(filled, "close") is None


def a_second_later(journal):
    """Let all backups be a second older: those of one second are in no order."""
    for one in reversed(backups.list_backups(journal.path)):
        ago = copies.stamp(one.made_at - timedelta(seconds=1))
        name = one.path.name.replace(copies.stamp(one.made_at), ago)
        os.replace(one.path, one.path.with_name(name))


def test_an_empty_file_is_no_newest_backup(filled):
    made = backups.make(filled, "manual")
    assert not backups.is_changed(filled)
    made.path.write_bytes(b"")
    assert backups.is_changed(filled)
    assert not proving_again.prove_again(made)
    assert backups.list_backups(filled.path) == []
    assert backups.make_if_changed(filled, "close") is not None


@pytest.mark.parametrize("spoilt", [b"", b"something else " * 600, bytes(8192)])
def test_what_is_no_journal_any_more_is_set_aside(filled, spoilt):
    made = backups.make(filled, "manual")
    made.path.write_bytes(spoilt)
    assert not proving_again.prove_again(made)
    assert os.listdir(made.path.parent) == [f"{made.path.name}.damaged"]


@pytest.mark.skipif(os.name == "nt", reason="links are rare there")
def test_a_backup_with_a_second_name_is_left_alone(filled, tmp_path):
    """Programs that keep copies of folders link what did not change."""
    made = backups.make(filled, "manual")
    os.link(made.path, tmp_path / "linked")
    assert proving_again.prove_again(made)
    assert backups.list_backups(filled.path) == [made]


def test_one_that_somebody_replaces_meanwhile_is_not_set_aside(filled, monkeypatch):
    """Who forgets somebody puts another in its place, and writes over what was there."""
    made = backups.make(filled, "manual")
    new = made.path.with_name("new")
    new.write_bytes(bytes(8192))
    usual = Path.stat

    def stat_then_replaced(path, **options):
        found = usual(path, **options)
        if path == made.path and usual(new).st_size:
            monkeypatch.undo()
            os.replace(new, made.path)
        return found

    monkeypatch.setattr(Path, "stat", stat_then_replaced)
    assert proving_again.prove_again(made)
    assert os.listdir(made.path.parent) == [made.path.name]
    assert not proving_again.prove_again(made)


class Taking:
    """Another process forgets somebody while a backup is made, so many times."""

    def __init__(self, journal, times):
        self.path, self.times = journal.path, times

    def step(self, _done, total):
        if total and self.times:
            self.times -= 1
            for one in belongings.leftovers(self.path):
                belongings.remove(one)


def test_one_that_is_taken_away_meanwhile_is_made_again(filled):
    made = backups.make(filled, "manual", Taking(filled, 2))
    assert looked(made)["counts"]["contact"] == 30
    assert os.listdir(made.path.parent) == [made.path.name]


def test_one_that_is_taken_away_each_time_is_told_so(filled):
    with pytest.raises(TakenAway, match=r"^The copy was taken away before it was done: make it"):
        backups.make(filled, "manual", Taking(filled, 99))
    assert backups.list_backups(filled.path) == []


def test_what_gets_its_name_while_it_is_removed_is_no_file_of_zeros(tmp_path, monkeypatch):
    part, whole = tmp_path / "a.njbak.part", tmp_path / "a.njbak"
    part.write_bytes(b"a whole backup")
    flush = os.fsync

    def flushed(handle):
        with contextlib.suppress(FileNotFoundError):
            os.replace(part, whole)
        flush(handle)

    monkeypatch.setattr(os, "fsync", flushed)
    belongings.remove(part)
    assert os.listdir(tmp_path) == []


def test_a_cancelled_one_leaves_nothing(filled):
    class Impatient:
        def step(self, _done, _total):
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        backups.make(filled, "manual", Impatient())
    assert os.listdir(filled.path.parent / f"{filled.path.name}-backups") == []
    with filled.edit("Goes on"):
        contact("Zoë")


def test_what_a_kill_left_is_cleared_away(filled):
    folder = backups.make(filled, "manual").path.parent
    for name, age in (
        ("old.njbak.part", 7_200),
        ("old.njbak.12ab.part", 7_200),
        ("young.njbak.part", 60),
    ):
        (folder / name).write_bytes(b"half")
        then = time.time() - age
        os.utime(folder / name, (then, then))
    backups.make(filled, "manual")
    assert {one.name for one in folder.glob("*.part")} == {"young.njbak.part"}


def test_a_damaged_journal_gives_no_backup_and_loses_none(filled):
    good = backups.make(filled, "manual")
    filled.close()
    damage(filled.path)
    opened = Journal.open(filled.path)
    with pytest.raises(JournalDamaged):
        backups.make(opened, "manual")
    opened.close()
    assert [one.path for one in backups.list_backups(filled.path)] == [good.path]


def damage(path):
    """Overwrite the middle of a file."""
    data = bytearray(path.read_bytes())
    start = len(data) // 8192 * 4096
    data[start : start + 4096 * 8] = b"\xa5" * (4096 * 8)
    path.write_bytes(bytes(data))


def test_the_one_that_has_what_is_missing_is_kept(filled):
    before = backups.make(filled, "timer")
    with filled.housekeeping() as connection:  # rows lost without a step that says so
        connection.execute("DELETE FROM contact WHERE id > 10")
    backups.make(filled, "timer")
    names = [one.reason for one in backups.list_backups(filled.path)]
    assert names == ["timer", "kept"]
    assert not before.path.exists()


def test_deleting_many_is_no_alarm(filled):
    backups.make(filled, "timer")
    with filled.edit("Delete"):
        contacts.delete_forever(list(range(11, 31)))
    backups.make(filled, "timer")
    assert [one.reason for one in backups.list_backups(filled.path)] == ["timer", "timer"]


def test_the_second_place_gets_copies(filled, tmp_path):
    other = tmp_path / "stick"
    other.mkdir()
    with filled.edit("Choose"):
        settings.write(backups.SECOND_FOLDER, str(other))
    made = backups.make(filled, "manual")
    folder = backups.second_folder(filled.path)
    assert folder.parent == other
    copy = folder / made.path.name
    assert copy.read_bytes() == made.path.read_bytes()
    assert os.listdir(folder) == [made.path.name]
    os.rename(other, tmp_path / "unplugged")
    assert backups.make(filled, "manual").path.exists()
    assert not other.exists()


def test_why_the_second_place_lacks_the_newest(filled, tmp_path):
    other = tmp_path / "stick"
    other.mkdir()
    assert backups.second_lag(filled.path) is None
    with filled.edit("Choose"):
        settings.write(backups.SECOND_FOLDER, str(other))
    made = backups.make(filled, "manual")
    assert backups.second_lag(filled.path) is None
    os.rename(other, tmp_path / "unplugged")
    assert backups.second_lag(filled.path) is backups.Lag.AWAY
    newer = made.path.with_name("20990101T000000Z-manual-9.njbak")
    newer.write_bytes(b"made meanwhile")
    os.rename(tmp_path / "unplugged", other)
    assert backups.second_lag(filled.path) is backups.Lag.UNKNOWN  # the next one comes there
    with newer.open("wb") as file:
        file.truncate(1 << 42)  # sparse: no disk of a test has room for it
    assert backups.second_lag(filled.path) is backups.Lag.FULL


def test_a_backup_is_never_written_over_a_journal(filled, tmp_path):
    with pytest.raises(UsageError):
        backups.make_at(filled, filled.path)
    backups.make_at(filled, tmp_path / "mine.njbak")
    assert copies.look(tmp_path / "mine.njbak", None)["counts"]["contact"] == 30


@pytest.mark.usefixtures("quick_keys")
@pytest.mark.parametrize("name", ["theirs.netjournal", "theirs.njbak", "theirs"])
def test_a_copy_is_never_written_over_a_journal_under_a_passphrase(filled, tmp_path, name):
    theirs = tmp_path / name
    opening.create(theirs, "four words are good")
    before = theirs.read_bytes()
    with pytest.raises(UsageError):
        backups.make_at(filled, theirs)
    assert theirs.read_bytes() == before


# -- thinning


def made(at, reason="close", size=1_000):
    path = Path(f"{at:%Y%m%dT%H%M%SZ}-{reason}.njbak")
    return Backup(path, at, reason, None, size)


def live(start, days, per_day, reasons=("close",)):
    """Return what is kept after some years of work, thinned after each backup."""
    kept: list[Backup] = []
    for day in range(days):
        for number in range(per_day):
            now = start + timedelta(days=day, hours=number)
            kept.append(made(now, reasons[(day + number) % len(reasons)]))
            gone = set(spare(kept, now))
            kept = [one for one in kept if one not in gone]
    return kept


START = datetime(2024, 1, 1, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("per_day", "reasons"), [(1, ("close",)), (3, ("close", "timer", "import"))]
)
def test_three_years_leave_few_of_many_ages(per_day, reasons):
    kept = live(START, 3 * 365, per_day, reasons)
    now = START + timedelta(days=3 * 365)
    ages = sorted((now - one.made_at).days for one in kept)
    assert len(kept) <= 60
    assert ages[-1] >= 300
    assert ages[0] <= 1
    assert max(b - a for a, b in pairwise(ages)) <= 62


def test_what_came_before_a_big_step_stays_for_three_months():
    now = START + timedelta(days=PINNED_DAYS - 1)
    pinned = made(START, "import")
    others = [made(START + timedelta(hours=n)) for n in range(1, 9)]
    assert pinned not in spare([pinned, *others], now)
    assert pinned in spare([pinned, *others], now + timedelta(days=400))


def test_three_stay_whatever_they_take():
    big = [made(START + timedelta(days=n), size=2 << 30) for n in range(9)]
    assert (
        spare(big, START + timedelta(days=9), 1_000)
        == sorted(big, key=lambda one: one.made_at, reverse=True)[3:]
    )


# -- places that others keep in step


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("Dropbox/notes", "Dropbox"),
        ("OneDrive - Firm", "OneDrive"),
        ("Nextcloud", "Nextcloud"),
        ("dropbox-notes", ""),
        ("plain", ""),
    ],
)
def test_synced_folders_are_known_by_name(tmp_path, folder, service):
    place = tmp_path / folder
    place.mkdir(parents=True)
    assert sync_service(place / "a.netjournal") == service


def test_a_synced_folder_is_known_by_what_lies_in_it(tmp_path):
    (tmp_path / "own name" / "deep").mkdir(parents=True)
    (tmp_path / "own name" / ".stfolder").mkdir()
    assert sync_service(tmp_path / "own name" / "deep" / "a.netjournal") == "Syncthing"


def test_a_copy_somewhere_leaves_what_is_beside_it(filled, tmp_path):
    target = tmp_path / "copy.netjournal"
    mine = tmp_path / "copy.netjournal.part"
    mine.write_text("half a book")
    backups.make_at(filled, target)
    assert mine.read_text() == "half a book"
    assert {one.name for one in tmp_path.iterdir() if one.name.startswith("copy")} == {
        target.name,
        mine.name,
    }
