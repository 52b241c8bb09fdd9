"""What is erased is in no gap of any page, and the file that was written anew is still ours."""

from __future__ import annotations

import contextlib
import random
import shutil
import subprocess
import sys

import pytest

from netjournal import paths
from netjournal.errors import DiskError, UserError
from netjournal.models import Journal, rewriting
from netjournal.models.engine import connect, uri
from netjournal.models.handle import db
from netjournal.services.keeping import encryption, integrity
from tests import failing
from tests.builders import contact
from tests.failing import needs_limits

_ADD = (
    "INSERT INTO work (uid, kind, title, text, created_at, updated_at) "
    "VALUES (randomblob(16), 'post', ?, ?, 0, 0)"
)
_SIZES = (3, 40, 150, 400)  # words; pages are rearranged only where rows differ in size


def _text(chance, trial, number, version):
    return f"zq{trial:02d}x{number:03d}v{version}jx" + " word" * chance.choice(_SIZES)


def _story(journal, trial):
    """Write sixty texts, edit them, erase half of them; return how each of those begins."""
    chance = random.Random(trial)
    with journal.edit("Write"):
        rows = [
            db.execute_sql(_ADD, (f"{trial}", _text(chance, trial, n, 0))).lastrowid
            for n in range(60)
        ]
        for version in range(1, 4):
            for number in chance.sample(range(60), 30):
                text = _text(chance, trial, number, version)
                db.execute_sql("UPDATE work SET text = ? WHERE id = ?", (text, rows[number]))
    gone = chance.sample(range(60), 30)
    with journal.erasing("Erase"):
        for number in gone:
            db.execute_sql("DELETE FROM work WHERE id = ?", (rows[number],))
    return [f"zq{trial:02d}x{number:03d}v".encode() for number in gone]


# in these stories SQLite leaves a copy of somebody who is erased later
@pytest.mark.parametrize("trial", [12, 65, 73, 129])
def test_no_copy_of_a_moved_row_is_left_in_a_page(journal, trial):
    gone = _story(journal, trial)
    assert journal.wiped()
    raw = journal.path.read_bytes()
    assert [word for word in gone if word in raw] == []


def _big_and_small(journal):
    with journal.edit("Write"):
        db.execute_sql(_ADD, ("big", "many words " * 50_000))
    journal.checkpoint()
    size = journal.path.stat().st_size
    with journal.erasing("Erase"):
        db.execute_sql("DELETE FROM work")
    return size


def _edits(journal):
    """Say whether the journal still takes edits, finds itself in its place, and is sound."""
    with journal.edit("Go on"):
        contact("Somebody")
    journal.undo()
    journal.redo()
    return journal.in_place() and integrity.check(journal) == []


def test_a_shorter_file_is_not_taken_for_one_that_was_cut_off(journal):
    size = _big_and_small(journal)
    assert journal.wiped()
    assert journal.path.stat().st_size < size - 400_000
    assert _edits(journal)
    journal.checkpoint()
    with journal.path.open("rb+") as file:  # but this is
        file.truncate(journal.path.stat().st_size - 4_096)
    assert not journal.in_place()


def test_who_reads_meanwhile_delays_it_until_the_journal_is_closed(journal):
    size = _big_and_small(journal)
    with connect(uri(journal.path, mode="ro")) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT COUNT(*) FROM contact").fetchone()
        assert not journal.wiped()
        assert _edits(journal)
        reader.execute("ROLLBACK")
    reader.close()
    journal.checkpoint()
    assert journal.path.stat().st_size < size - 400_000
    assert _edits(journal)


def _is_due(journal):
    return db.execute_sql("SELECT 1 FROM meta WHERE key = 'rewriting_due'").fetchone() is not None


_READS = """
import sys
from pathlib import Path
from netjournal.models.engine import connect, uri
reader = connect(uri(Path(sys.argv[1]), mode="ro"))
reader.execute("BEGIN")
reader.execute("SELECT COUNT(*) FROM contact").fetchone()
print("reads", flush=True)
sys.stdin.readline()
reader.close()
"""


@contextlib.contextmanager
def _read_elsewhere(path):
    """Let another process read one state of the journal meanwhile."""
    pipe, words = subprocess.PIPE, [sys.executable, "-c", _READS, str(path)]
    with subprocess.Popen(words, stdin=pipe, stdout=pipe, text=True) as other:
        other.stdout.readline()
        yield
        other.communicate("\n", timeout=60)


def _erased_secret(journal):
    with journal.edit("Write"):
        db.execute_sql(_ADD, ("big", "zqsecret words " * 300))
    journal.checkpoint()
    with journal.erasing("Erase"):
        db.execute_sql("DELETE FROM work")


def _holding(folder):
    return [f.name for f in folder.rglob("*") if f.is_file() and b"zqsecret" in f.read_bytes()]


def test_it_stays_due_while_the_log_could_not_be_emptied(journal):
    """Also beyond a close: who reads then keeps the old pages in the file."""
    with _read_elsewhere(journal.path):
        _erased_secret(journal)
        assert not journal.wiped()
        assert _is_due(journal)
        journal.close()
        assert _holding(journal.path.parent) != []
    opened = Journal.open(journal.path)
    opened.close()
    assert _holding(journal.path.parent) == []
    opened = Journal.open(journal.path)
    assert not _is_due(opened)
    opened.close()


_KILLED = """
import os, sys
from pathlib import Path
from netjournal.models import Journal
from netjournal.models.handle import db
from tests.models.test_erasing import _erased_secret
journal = Journal.open(Path(sys.argv[1]))
_erased_secret(journal)
os.kill(os.getpid(), 9)
"""


@pytest.mark.parametrize("again", [False, True], ids=["closed", "erased again"])
def test_what_a_kill_right_afterwards_left_aside_goes_too(journal, again):
    journal.close()
    folder = paths.backup_folder(journal.path)
    older = folder / "crash-20200101T000000Z"
    older.mkdir(parents=True)
    shutil.copy(journal.path, older)
    subprocess.run([sys.executable, "-c", _KILLED, str(journal.path)], check=False)
    opened = Journal.open(journal.path)
    assert len(_holding(folder)) == 1
    if again:
        with opened.erasing("Erase"):
            db.execute_sql("DELETE FROM work")
        assert opened.wiped()
    else:
        opened.close()
    assert _holding(folder) == []
    assert older.is_dir()  # of before: as much a copy as any backup
    opened.close()


def test_what_the_log_brings_first_may_be_longer_than_what_is_written_anew(journal):
    """A reader keeps both from the file; each comes in when it has gone."""
    with journal.edit("Write"):
        rows = [
            db.execute_sql(_ADD, (str(number), "many words " * 20_000)).lastrowid
            for number in range(20)
        ]
    with journal.edit("Delete"):
        for row in rows[:10]:
            db.execute_sql("DELETE FROM work WHERE id = ?", (row,))
    with _read_elsewhere(journal.path):
        with journal.erasing("Erase"):
            db.execute_sql("DELETE FROM work WHERE id = ?", (rows[10],))
        assert not journal.wiped()
        assert journal.in_place()
        size = journal.path.stat().st_size
    journal.checkpoint()
    assert journal.path.stat().st_size < size
    assert _edits(journal)
    journal.checkpoint()
    with journal.path.open("rb+") as file:  # but only once
        file.truncate(journal.path.stat().st_size - 4_096)
    assert not journal.in_place()


def test_another_window_goes_on_reading(journal):
    _big_and_small(journal)
    code = (
        "import sys; from pathlib import Path; from netjournal.models import Journal; "
        "j = Journal.open(Path(sys.argv[1]), read_only=True); print(j.in_place(), flush=True); "
        "sys.stdin.readline(); print(j.in_place(), flush=True); j.close()"
    )
    words = [sys.executable, "-c", code, str(journal.path)]
    pipe = subprocess.PIPE
    with subprocess.Popen(words, stdin=pipe, stdout=pipe, text=True) as other:
        assert other.stdout.readline() == "True\n"
        assert journal.wiped()
        assert other.communicate("\n", timeout=60)[0] == "True\n"


def test_what_a_full_disk_refuses_is_done_when_it_is_closed(journal, monkeypatch):
    size = _big_and_small(journal)
    with monkeypatch.context() as full:
        full.setattr(rewriting.shutil, "disk_usage", lambda _folder: FullDisk)
        with pytest.raises(DiskError):
            journal.wiped()
        assert _edits(journal)
        journal.close()
    assert journal.path.stat().st_size >= size
    opened = Journal.open(journal.path)
    opened.close()
    assert journal.path.stat().st_size < size - 400_000
    opened = Journal.open(journal.path)
    assert _edits(opened)
    opened.close()


class FullDisk:
    free = 4_096


@needs_limits
def test_a_disk_that_fails_meanwhile_loses_nothing(journal):
    _big_and_small(journal)
    with failing.disk(journal), pytest.raises(UserError):
        journal.wiped()
    assert _edits(journal)
    assert journal.wiped()


@pytest.mark.usefixtures("quick_keys")
def test_under_a_passphrase_too(journal):
    journal.close()
    encryption.rekey(journal.path, None, "correct horse battery")
    opened = Journal.open(journal.path, key="correct horse battery")
    size = _big_and_small(opened)
    assert opened.wiped()
    assert opened.path.stat().st_size < size - 400_000
    assert _edits(opened)
    opened.close()
