"""A passphrase covers every byte, can be changed and taken off, and is never half on."""

from __future__ import annotations

import os
import shutil

import pytest

from netjournal.errors import (
    Cancelled,
    PassphraseNeeded,
    UsageError,
    UserError,
    WrongPassphrase,
)
from netjournal.models import Journal
from netjournal.models.handle import db
from netjournal.progress import Silent
from netjournal.services import settings
from netjournal.services.keeping import backups, encryption, integrity
from netjournal.ui.safety import works
from tests.builders import contact, interaction

KEY, OTHER = "correct horse battery", 'it\'s "another" - ünïcode 🔑'


pytestmark = pytest.mark.usefixtures("quick_keys")


@pytest.fixture
def path(journal):
    with journal.edit("Begin"):
        for number in range(20):
            interaction(contact(f"Unmistakable {number}"), ago=number)
    backups.make(journal, "manual")
    journal.close()
    return journal.path


def plain(path):
    return [
        file.name
        for file in path.parent.rglob("*")
        if file.is_file()
        and (b"nmistakable" in file.read_bytes() or b"SQLite" in file.read_bytes())
    ]


def names(path, key):
    opened = Journal.open(path, key=key)
    try:
        assert integrity.check(opened) == []
        return [row[0] for row in db.execute_sql("SELECT full_name FROM contact ORDER BY id")]
    finally:
        opened.close()


def test_on_changed_and_off(path):
    before = names(path, None)
    assert encryption.rekey(path, None, KEY) == encryption.Rekeyed(1, 0)
    assert plain(path) == []
    assert names(path, KEY) == before
    assert encryption.rekey(path, KEY, OTHER).backups == 1
    with pytest.raises(WrongPassphrase):
        Journal.open(path, key=KEY)
    assert names(path, OTHER) == before
    assert names(backups.list_backups(path)[0].path, OTHER) == before
    encryption.rekey(path, OTHER, None)
    assert names(path, None) == before
    assert not [n for n in os.listdir(path.parent) if n.endswith((".part", ".lock", "-wal"))]


def test_what_no_backup_has_is_backed_up_first_and_comes_under_it(path):
    opened = Journal.open(path)
    with opened.edit("More"):
        contact("Unmistakable Too")
    opened.close()
    assert encryption.rekey(path, None, KEY) == encryption.Rekeyed(2, 0)
    assert plain(path) == []
    newest = backups.list_backups(path)[0]
    assert newest.reason == "rekey"
    assert "Unmistakable Too" in names(newest.path, KEY)


def test_what_redo_brought_back_is_backed_up_too(path):
    opened = Journal.open(path)
    with opened.edit("More"):
        contact("Unmistakable Too")
    opened.undo()
    backups.make(opened, "manual")
    opened.redo()
    opened.close()
    encryption.rekey(path, None, KEY)
    assert "Unmistakable Too" in names(backups.list_backups(path)[0].path, KEY)


def test_a_second_place_follows_and_is_told_when_it_is_not_there(path, tmp_path):
    other = tmp_path / "stick"
    other.mkdir()
    opened = Journal.open(path)
    with opened.edit("Choose"):
        settings.write(backups.SECOND_FOLDER, str(other))
    backups.make(opened, "manual")
    opened.close()
    done = encryption.rekey(path, None, KEY)
    assert (done.backups, done.left, done.away) == (3, 0, False)
    assert plain(path) == []
    os.rename(other, tmp_path / "unplugged")
    assert encryption.rekey(path, KEY, OTHER).away
    opened = Journal.open(path, key=OTHER)
    with opened.edit("No place"):
        settings.write(backups.SECOND_FOLDER, "")
    opened.close()
    offline = works.rekey(path, OTHER, KEY)
    done = offline.work(Silent())
    assert (done.away, done.former) == (False, (other,))
    assert offline.said(done).endswith(
        f"Copies went to {other} before, which is not there now: they are as they were."
    )


class Interrupting:
    """Ctrl+C at the second backup."""

    def step(self, done, _total):
        if done == 1:
            raise KeyboardInterrupt


def test_an_interruption_says_what_is_done_and_how_to_go_on(path):
    opened = Journal.open(path)
    for _ in range(2):
        backups.make(opened, "manual")
    opened.close()
    asked = (
        r"Interrupted, but .* new passphrase\. Backups that still have none: 2; 'netjournal rekey'"
    )
    with pytest.raises(Cancelled, match=asked):
        encryption.rekey(path, None, KEY, progress=Interrupting())
    assert names(path, KEY)
    assert len(plain(path)) == 2
    assert encryption.rekey(path, KEY, OTHER) == encryption.Rekeyed(3, 0)
    assert plain(path) == []


class AtTheSecond:
    """Something happens at the second backup."""

    def __init__(self, happens):
        self.happens = happens

    def step(self, done, _total):
        if done == 1:
            self.happens()


def _stop():
    raise Cancelled("Stopped.")


def _fill_disk():
    resource = pytest.importorskip("resource")
    resource.setrlimit(
        resource.RLIMIT_FSIZE, (20_000, resource.getrlimit(resource.RLIMIT_FSIZE)[1])
    )


def three_backups(path):
    opened = Journal.open(path)
    for _ in range(2):
        backups.make(opened, "manual")
    opened.close()


def rekeyed(path, happens):
    """Put a passphrase on while something happens; return what was done, and what is said."""
    resource = pytest.importorskip("resource")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    offline = works.rekey(path, None, KEY)
    try:
        done = offline.work(AtTheSecond(happens))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    return done, offline.said(done)


STILL = (
    "Backups that are still readable without a passphrase: 2. "
    "Change the passphrase again to take them along."
)


@pytest.mark.parametrize(
    ("happens", "why", "figures"),
    [
        (_stop, "It was stopped. Backups that stayed as they were: 2.", (2, 0)),
        (_fill_disk, "could not be written", (0, 2)),
    ],
)
def test_what_is_still_plain_is_told_with_the_reason(path, happens, why, figures):
    three_backups(path)
    done, said = rekeyed(path, happens)
    assert len(plain(path)) == done.left == done.readable == 2
    assert (done.stopped, done.unwritten, done.unopened) == (*figures, 0)
    assert said.startswith("This journal is under your passphrase now.")
    assert why in said
    assert said.endswith(STILL)
    assert "could not be opened" not in said
    assert encryption.rekey(path, KEY, OTHER) == encryption.Rekeyed(3, 0)
    assert plain(path) == []


def test_a_backup_that_is_made_beside_meanwhile_comes_under_it_too(path):
    three_backups(path)
    newest = backups.list_backups(path)[0].path

    def back_up():
        made = backups.free_name(newest.parent, newest.name.removesuffix(".njbak"))
        shutil.copyfile(backups.list_backups(path)[-1].path, made)

    assert plain(path)
    done, _said = rekeyed(path, back_up)
    assert (done.backups, done.left, done.readable) == (4, 0, 0)
    assert plain(path) == []


def test_a_backup_that_does_not_open_is_told_as_that(path):
    three_backups(path)
    backups.list_backups(path)[1].path.write_bytes(b"nothing of ours")
    done, said = rekeyed(path, lambda: None)
    assert (done.left, done.unopened, done.stopped, done.unwritten) == (1, 1, 0, 0)
    assert "Backups that could not be opened: 1." in said
    assert said.endswith("Backups that are still readable without a passphrase: 1.")


def test_it_stays_shut_without_the_passphrase(path):
    encryption.rekey(path, None, KEY)
    before = path.read_bytes()
    with pytest.raises(PassphraseNeeded):
        Journal.open(path)
    with pytest.raises(WrongPassphrase):
        encryption.rekey(path, "not this one", OTHER)
    with pytest.raises(WrongPassphrase):
        Journal.open(path, key="not this one", read_only=True)
    assert path.read_bytes() == before


def test_edits_and_their_log_are_under_it_too(path):
    encryption.rekey(path, None, KEY)
    opened = Journal.open(path, key=KEY)
    with opened.edit("More"):
        contact("Unmistakable too")
    assert (path.parent / f"{path.name}-wal").stat().st_size > 0
    assert plain(path) == []
    made = backups.make(opened, "manual")
    opened.close()
    assert plain(path) == []
    assert len(names(made.path, KEY)) == 21


def test_every_flipped_byte_is_noticed(path):
    encryption.rekey(path, None, KEY)
    whole = path.read_bytes()
    for at in range(0, len(whole), len(whole) // 25):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert not is_sound(path), at


def is_sound(path):
    try:
        opened = Journal.open(path, read_only=True, key=KEY)
    except UserError:
        return False
    try:
        return not integrity.check(opened)
    except UserError:
        return False
    finally:
        opened.close()


@pytest.mark.parametrize("weak", ["", "short", "with\0zero-in-it"])
def test_a_passphrase_that_protects_nothing_is_refused(path, weak):
    with pytest.raises(UsageError):
        encryption.rekey(path, None, weak)
    assert names(path, None)


def test_without_one_there_is_none_to_change(path):
    with pytest.raises(UsageError):
        encryption.rekey(path, KEY, OTHER)
    encryption.rekey(path, None, KEY)
    with pytest.raises(PassphraseNeeded):
        encryption.rekey(path, None, OTHER)
