"""Two journals of one name, and one second place: neither touches what is the other's."""

from __future__ import annotations

import contextlib
import os
import shutil

import pytest

from netjournal import paths
from netjournal.models import Journal, history
from netjournal.models.handle import db
from netjournal.services import settings
from netjournal.services.keeping import (
    backups,
    encryption,
    forgetting,
    restoring,
    second_place,
)
from tests.builders import contact

KEY = "four words are good"


@pytest.fixture
def stick(tmp_path):
    place = tmp_path / "stick"
    place.mkdir()
    return place


@pytest.fixture
def two(tmp_path, stick):
    """The journals of a laptop and of a desktop, both ``journal.netjournal``, with one stick."""
    made = []
    for step, name in enumerate(("laptop", "desktop")):
        (tmp_path / name).mkdir()
        made.append(tmp_path / name / "journal.netjournal")
        journal = Journal.create(made[-1])
        with journal.edit("Begin"):
            settings.write(backups.SECOND_FOLDER, str(stick))
        for _ in range(9 * step):  # backups of one second have different names
            with journal.edit("Nothing yet"):
                contact("Nobody yet")
        write(journal, f"Person of the {name}")
        journal.close()
    return made


def write(journal, name):
    """Add somebody, and back that up."""
    with journal.edit("Add"):
        person = contact(name)
    backups.make(journal, "close")
    return person


def at(path, key=None):
    return Journal.open(path, key=key)


def holding(stick, name):
    """Return what each copy in the second place that names somebody holds, by its file's name."""
    files = {file.name: file.read_bytes() for file in stick.rglob("*.njbak")}
    return {file: held for file, held in files.items() if name.encode() in held}


def share(stick):
    """Put all copies into one folder, as it was when journals of one name shared one."""
    shared = stick / "journal.netjournal-backups"
    shared.mkdir(exist_ok=True)
    for folder in set(stick.iterdir()) - {shared}:
        for file in folder.iterdir():
            os.rename(file, shared / file.name)
        folder.rmdir()
    return shared


def test_the_backups_of_one_thin_out_none_of_the_other(two, stick):
    before = holding(stick, "laptop")
    assert len(before) == 1
    desktop = at(two[1])
    for number in range(12):
        write(desktop, f"Somebody {number}")
    desktop.close()
    assert holding(stick, "laptop") == before
    assert len(holding(stick, "desktop")) == 10


@pytest.mark.usefixtures("quick_keys")
def test_a_passphrase_of_one_is_none_of_the_other(two, stick):
    before = holding(stick, "laptop")
    assert encryption.rekey(two[1], None, KEY) == encryption.Rekeyed(2, 0)
    assert holding(stick, "desktop") == {}
    assert holding(stick, "laptop") == before


def test_forgetting_in_one_leaves_the_other_as_it_is(two, stick):
    before = holding(stick, "laptop")
    desktop = at(two[1])
    gone = write(desktop, "Unmistakable Name")
    assert holding(stick, "Unmistakable Name")
    done = forgetting.forget(desktop, [gone], with_backups=True)
    desktop.close()
    assert (done.purged, done.unpurged) == (4, 0)
    assert holding(stick, "Unmistakable Name") == {}
    assert holding(stick, "laptop") == before


@pytest.mark.parametrize("kept", [True, False])  # beside the journal, as a lost disk has none
def test_each_takes_its_copies_out_of_a_folder_that_both_had(two, stick, kept):
    theirs, mine = holding(stick, "laptop"), holding(stick, "desktop")
    shared = share(stick)
    if not kept:
        shutil.rmtree(paths.backup_folder(two[1]))
    desktop = at(two[1])
    assert backups.second_lag(two[1]) is None
    write(desktop, "Somebody")
    own = backups.second_folder(two[1])
    desktop.close()
    assert {*mine} < {one.path.name for one in backups.list_backups(two[1], own)}
    assert {*os.listdir(shared)} == {*theirs}
    laptop = at(two[0])
    write(laptop, "Somebody")
    laptop.close()
    assert not shared.exists()
    assert holding(stick, "laptop").items() >= theirs.items()
    assert holding(stick, "desktop").items() >= mine.items()


def test_who_is_forgotten_is_forgotten_in_a_folder_that_both_had(two, stick):
    desktop = at(two[1])
    gone = write(desktop, "Unmistakable Name")
    shared = share(stick)
    before = holding(stick, "laptop")
    done = forgetting.forget(desktop, [gone], with_backups=True)
    desktop.close()
    assert (done.purged, done.unpurged) == (4, 0)
    assert holding(stick, "Unmistakable Name") == {}
    assert holding(shared, "laptop") == before


@pytest.mark.usefixtures("quick_keys")
def test_a_passphrase_leaves_what_is_the_others_in_a_folder_that_both_had(two, stick):
    shared = share(stick)
    before = holding(stick, "laptop")
    encryption.rekey(two[1], None, KEY)
    shutil.rmtree(paths.backup_folder(two[1]))
    assert holding(stick, "desktop") == {}
    assert holding(shared, "laptop") == before
    share(stick)
    encryption.rekey(two[1], KEY, None)  # under a passphrase they are known, too
    assert len(holding(stick, "desktop")) == 1
    assert holding(shared, "laptop") == before


def test_what_was_moved_half_is_moved_whole_the_next_time(two, stick, monkeypatch):
    desktop = at(two[1])
    write(desktop, "Somebody")
    mine = {one.path.name for one in backups.list_backups(two[1])}
    shared = share(stick)
    rename, moved = os.rename, []

    def pulled_out(*names):
        if moved:
            raise OSError(5, "Input/output error")
        moved.append(names)
        rename(*names)

    with monkeypatch.context() as patched:
        patched.setattr(os, "rename", pulled_out)
        own = second_place.settled(two[1])
    assert not own.exists()
    assert second_place.settled(two[1]) == own
    desktop.close()
    assert {*os.listdir(own)} == mine
    assert len(os.listdir(shared)) == 1
    assert sorted(os.listdir(stick)) == [shared.name, own.name]


def test_a_place_where_a_journal_of_that_name_lies_keeps_its_backups(two):
    laptop, desktop = two
    theirs = backups.list_backups(laptop)
    opened = at(desktop)
    with opened.edit("Choose"):
        settings.write(backups.SECOND_FOLDER, str(laptop.parent))
    write(opened, "Somebody")
    with opened.edit("Choose its own folder"):
        settings.write(backups.SECOND_FOLDER, str(desktop.parent))
    write(opened, "Somebody else")
    mine = backups.list_backups(desktop)
    opened.close()
    assert backups.list_backups(laptop) == theirs
    assert len(mine) == 3


def test_a_copy_of_a_journal_is_the_same_journal(two, stick, tmp_path):
    (tmp_path / "third").mkdir()
    copy = shutil.copy(two[0], tmp_path / "third" / two[0].name)
    opened = at(copy)
    write(opened, "Somebody")
    opened.close()
    assert len(list(stick.iterdir())) == 2


def test_a_place_that_is_not_there_stays_so(two, stick):
    stick.rename(stick.with_name("unplugged"))
    opened = at(two[0])
    write(opened, "Somebody")
    assert backups.second_lag(two[0]) is backups.Lag.AWAY
    opened.close()
    assert not stick.exists()


def former(journal):
    """Return where copies went before: places that are there, and those that are not."""
    there, away = second_place.former(db.connection(), journal.path)
    return [folder.parent for folder in there], away


def test_where_copies_went_before_is_known_as_long_as_they_may_lie_there(two, stick, tmp_path):
    other = tmp_path / "another stick"
    other.mkdir()
    with contextlib.closing(at(two[0])) as journal:
        assert former(journal) == ([], [])
        with journal.edit("Another place"):
            settings.write(backups.SECOND_FOLDER, str(other))
        write(journal, "Somebody")
        journal.undo()  # the person
        journal.undo()  # the place: the copy lies in the other one
        assert former(journal) == ([other], [])
        journal.redo()
        assert former(journal) == ([stick], [])
        with journal.edit("No place"):
            settings.write(backups.SECOND_FOLDER, "")
        assert former(journal) == ([stick, other], [])
        shutil.rmtree(other / f"journal.netjournal-backups-{history.begun(db.connection()):x}")
        assert former(journal) == ([stick], [])
        os.rename(stick, tmp_path / "unplugged")
        assert former(journal) == ([], [stick])


@pytest.mark.usefixtures("quick_keys")
def test_a_former_place_that_is_there_is_purged_and_comes_under_a_passphrase(two, stick, tmp_path):
    with contextlib.closing(at(two[0])) as journal:
        person = write(journal, "Forgotten One")
        with journal.edit("No place"):
            settings.write(backups.SECOND_FOLDER, "")
        kept = forgetting.forget(journal, [1])
        assert kept.unpurged == 4
        done = forgetting.forget(journal, [person], with_backups=True)
        assert (done.purged, done.unpurged, done.former) == (4, 0, ())
    assert holding(stick, "Forgotten One") == {}
    assert len(holding(stick, "SQLite format 3")) == 3  # one of the other journal
    encryption.rekey(two[0], None, KEY)
    assert len(holding(stick, "SQLite format 3")) == 1
    os.rename(stick, tmp_path / "unplugged")
    assert encryption.rekey(two[0], KEY, None).former == (stick,)


def test_a_place_with_copies_from_before_is_remembered_when_it_is_changed(two, stick):
    with contextlib.closing(at(two[0])) as journal:
        with journal.housekeeping() as connection:
            connection.execute("DELETE FROM meta WHERE key = 'second_places'")
        second_place.remember(journal)
        with journal.edit("No place"):
            settings.write(backups.SECOND_FOLDER, "")
        assert former(journal) == ([stick], [])


def test_who_goes_back_to_before_a_place_was_chosen_is_told_of_it(two, stick, tmp_path):
    other = tmp_path / "another stick"
    other.mkdir()
    before = backups.list_backups(two[0])[0].path
    with contextlib.closing(at(two[0])) as journal:
        with journal.edit("Another place"):
            settings.write(backups.SECOND_FOLDER, str(other))
        write(journal, "Since Then")
    restoring.restore(two[0], before)
    with contextlib.closing(at(two[0])) as journal:
        assert settings.read(backups.SECOND_FOLDER) == str(stick)
        assert former(journal) == ([other], [])
    two[0].write_bytes(b"nothing of ours")
    restoring.restore(two[0], before)  # nothing is known of it any more
    with contextlib.closing(at(two[0])) as journal:
        assert former(journal) == ([], [])


@pytest.mark.usefixtures("quick_keys")
def test_a_place_that_can_not_be_looked_at_is_away(two, stick, tmp_path):
    """A share whose network is gone: every look at it fails, as at this name that is too long."""
    place = tmp_path / ("x" * 300)
    with pytest.raises(OSError, match="too long"):
        place.is_dir()
    with contextlib.closing(at(two[0])) as journal:
        with journal.edit("There"):
            settings.write(backups.SECOND_FOLDER, str(place))
        person = write(journal, "Forgotten One")
        assert len(backups.list_backups(journal.path)) == 2
        assert backups.second_lag(journal.path) is backups.Lag.AWAY
        done = forgetting.forget(journal, [person], with_backups=True)
        assert (done.unpurged, done.away) == (0, True)
    assert encryption.rekey(two[0], None, KEY).away
    with contextlib.closing(at(two[0], KEY)) as journal:
        with journal.edit("No more"):
            settings.write(backups.SECOND_FOLDER, "")
        assert former(journal) == ([stick], [place])
