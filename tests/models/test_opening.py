"""What is not a journal is refused in one sentence and left as it was."""

from __future__ import annotations

import bz2
import lzma
import os
import random
import shutil
import stat
import zlib

import pytest

from netjournal.errors import (
    JournalDamaged,
    NewerJournal,
    NotAJournal,
    NotFound,
    UsageError,
    UserError,
)
from netjournal.models import Journal, opening
from netjournal.models.engine import connect, uri


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "a.netjournal"
    Journal.create(made).close()
    return made


def refused(path, kind):
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(kind) as caught:
        Journal.open(path)
    assert str(caught.value).count("\n") == 0
    if before is not None:
        assert path.read_bytes() == before
    assert not path.with_name(path.name + ".lock").exists()


@pytest.mark.parametrize("content", [b"", b"x", b"Name,Mail\nAnn,a@example.com\n", b"\0" * 4096])
def test_other_files(tmp_path, content):
    path = tmp_path / "b.netjournal"
    path.write_bytes(content)
    refused(path, NotAJournal)


KEY = "correct horse battery"


@pytest.fixture
def locked(tmp_path, quick_keys):
    made = tmp_path / "locked.netjournal"
    Journal.create(made, key=KEY).close()
    return made


def _cut(data):
    return data[:-100]


def _half(data):
    return data[: len(data) // 2 + 77]


def _lost_page(data):
    return data[:8192] + bytes(4096) + data[12288:]


def _lost_sector(data):
    return data[:512] + bytes(512) + data[1024:]


@pytest.mark.parametrize("harm", [_cut, _half, _lost_page, _lost_sector])
@pytest.mark.parametrize("key", [None, KEY])
def test_a_locked_journal_that_is_damaged_is_told_as_that(locked, harm, key):
    locked.write_bytes(harm(locked.read_bytes()))
    before = locked.read_bytes()
    with pytest.raises(JournalDamaged, match="locked, and it seems to be damaged: go back") as said:
        Journal.open(locked, key=key)
    assert not said.value.data.get("foreign")
    assert locked.read_bytes() == before
    assert opening.is_locked(locked)
    assert not opening.is_encrypted(locked)


def _squeezed(kind):
    """Many words, squeezed as tight as each way can."""
    words = random.Random(3).choices([f"word{n:x}" for n in range(3_000)], k=300_000)
    return kind.compress(" ".join(words).encode())


@pytest.mark.parametrize(
    "content",
    [
        lambda: b"\x89PNG\r\n\x1a\n" + os.urandom(300_000),
        lambda: b"\xff\xd8\xff\xe0" + os.urandom(300_000),
        lambda: b"PK\3\4" + os.urandom(300_000),
        lambda: b"\0\0\0\x18ftypmp42" + os.urandom(300_000),
        lambda: _squeezed(zlib),
        lambda: _squeezed(bz2)[16:],
        lambda: _squeezed(lzma),
        lambda: b"Name,Mail\nAnn,a@example.com\n" * 20_000,
        lambda: os.urandom(50_001),
        lambda: bytes(500_001),
    ],
)
def test_pictures_archives_and_little_noise_are_no_journal(tmp_path, content):
    path = tmp_path / "b.netjournal"
    path.write_bytes(content())
    assert len(path.read_bytes()) % 4096
    refused(path, NotAJournal)
    assert not opening.is_locked(path)


def test_a_plain_journal_that_is_damaged_is_not_taken_for_a_locked_one(path):
    _noise(path)
    assert not opening.is_locked(path)


def _noise(path):
    with path.open("r+b") as file:
        file.write(os.urandom(4096))


def _zeros(path):
    with path.open("r+b") as file:
        file.write(bytes(4096))


def _another_id(path):
    with path.open("r+b") as file:
        file.seek(68)
        file.write(b"\xce")


@pytest.mark.parametrize("lose", [_noise, _zeros, _another_id])
def test_a_journal_that_lost_its_beginning_is_damaged(path, lose):
    lose(path)
    refused(path, JournalDamaged)


@pytest.mark.parametrize("content", [b"", b"x", b"\0" * 9000])
def test_with_backups_beside_it_whatever_is_there_is_damaged(path, content):
    folder = path.with_name(path.name + "-backups")
    folder.mkdir()
    shutil.copy(path, folder / "20261101T120000Z-close-1.njbak")
    path.write_bytes(content)
    refused(path, JournalDamaged)


def test_a_missing_file_and_a_folder(tmp_path):
    refused(tmp_path / "none.netjournal", NotFound)
    refused(tmp_path, NotAJournal)


def test_another_programs_database(tmp_path):
    path = tmp_path / "other.db"
    other = connect(uri(path))
    other.execute("CREATE TABLE t (a)")
    other.close()
    refused(path, NotAJournal)


def change(path, *statements):
    connection = connect(uri(path))
    for statement in statements:
        connection.execute(statement)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()


def test_a_newer_journal(path):
    change(path, "PRAGMA user_version = 999")
    refused(path, NewerJournal)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER evil AFTER INSERT ON contact BEGIN DELETE FROM contact; END",
        "CREATE VIEW evil AS SELECT * FROM contact",
        "CREATE TABLE evil (a)",
        "DROP INDEX contact_by_name",
        "CREATE INDEX evil ON contact(note)",
    ],
)
def test_a_structure_that_is_not_ours(path, statement):
    change(path, statement)
    refused(path, NotAJournal)


def test_a_second_name_is_refused(path, tmp_path):
    os.link(path, tmp_path / "twin.netjournal")
    refused(path, NotAJournal)


def test_making_one_never_replaces_a_file(path):
    before = path.read_bytes()
    with pytest.raises(UsageError):
        Journal.create(path)
    assert path.read_bytes() == before


def test_odd_names_work(tmp_path):
    for name in ("a b", "50%20?#", "quo'te\"", "smörgås", "日本語 📒"):
        path = tmp_path / f"{name}.netjournal"
        Journal.create(path).close()
        Journal.open(path).close()
    assert not [n for n in os.listdir(tmp_path) if n.startswith(".new-")]


@pytest.mark.skipif(os.name == "nt", reason="permissions are ACLs there")
def test_only_the_owner_may_read(path):
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_missing_folder_is_said(tmp_path):
    from netjournal.errors import NoPermission

    with pytest.raises(NoPermission):
        Journal.create(tmp_path / "none" / "a.netjournal")


def test_a_symlink_is_followed_to_the_one_file(path, tmp_path):
    link = tmp_path / "link.netjournal"
    link.symlink_to(path)
    journal = Journal.open(link)
    assert journal.path == path.resolve()
    journal.close()
    shutil.rmtree(tmp_path)


def test_bytes_that_are_no_text_in_the_schema_are_damage(path):
    """The engine's message quotes them; making a str of it fails before the message is there."""
    data = path.read_bytes()
    spot = data.index(b"CREATE TABLE contact ") + len("CREATE TABLE c")
    path.write_bytes(data[:spot] + b"\xff\xfe\xa3" + data[spot + 3 :])
    for read_only in (True, False):
        with pytest.raises(UserError):
            Journal.open(path, read_only=read_only)
