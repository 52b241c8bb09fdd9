"""Journals of every released schema come to the present one whole, or stay as they were."""

from __future__ import annotations

import shutil
import tempfile

import pytest

from netjournal.errors import JournalDamaged, NoPermission, UserError
from netjournal.models import Journal, copies, migrations, preparing
from netjournal.models.engine import connect, uri
from netjournal.models.handle import db
from netjournal.services.keeping import backups, encryption, integrity
from netjournal.services.people import contacts
from tests import later

RELEASED = range(1, migrations.SCHEMA + 1)


@pytest.fixture(params=RELEASED)
def old(request, tmp_path):
    return later.golden(request.param, tmp_path / "old.netjournal")


def content(path, columns=None):
    """Return the schema version, the columns, and what is in them of every recorded table."""
    connection = connect(uri(path, mode="rw"))  # a log that was left is played back
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        names = columns or {
            table: [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            for table in (*migrations.RECORDED, "change_set", "change_row", "draft")
        }
        rows = {
            table: connection.execute(f"SELECT {', '.join(of)} FROM {table}").fetchall()
            for table, of in names.items()
        }
        return migrations.version(connection), names, rows
    finally:
        connection.close()


def test_every_word_comes_over(old):
    _, columns, before = content(old)
    assert all(before[table] for table in migrations.RECORDED), "the stored one has of everything"
    with later.version():
        journal = Journal.open(old)
        assert integrity.check(journal) == []
        assert contacts.resolve("zofie@example.org") == contacts.resolve("Žofie Dvořáková")
        assert journal.undo_label() == "The rest"
        journal.close()
        assert content(old, columns) == (migrations.SCHEMA, columns, before)


def test_the_older_one_is_backed_up_whole(old):
    version, columns, before = content(old)
    with later.version():
        Journal.open(old).close()
    (one,) = backups.list_backups(old)
    assert one.reason == "migration"
    assert content(one.path, columns) == (version, columns, before)


def test_one_that_can_only_be_read_is_read_as_it_would_be(old, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before, (version, _, rows) = old.read_bytes(), content(old)
    with later.version():
        journal = Journal.open(old, read_only=True)
        assert (journal.schema, journal.older, journal.newer) == (version, True, False)
        assert integrity.check(journal) == []
        assert db.execute_sql("SELECT COUNT(*) FROM tea").fetchone()[0] == len(rows["contact"])
        with pytest.raises(NoPermission), journal.edit("Nothing"):
            pass
        journal.close()
        journal = Journal.open(old)
        assert not journal.older
        journal.close()
    assert old.read_bytes() != before
    assert list(tmp_path.glob("netjournal-*")) == []


def test_under_a_passphrase_it_is_read_as_well(old, quick_keys):
    encryption.rekey(old, None, "correct horse battery")
    before = old.read_bytes()
    with later.version():
        journal = Journal.open(old, read_only=True, key="correct horse battery")
        assert journal.older
        assert contacts.resolve("zofie@example.org") == contacts.resolve("Žofie Dvořáková")
        journal.close()
    assert old.read_bytes() == before


def test_without_a_backup_nothing_is_upgraded(old, monkeypatch):
    def full(*_args, **_more):
        raise JournalDamaged("no copy")

    monkeypatch.setattr(copies, "take", full)
    before = content(old)
    with later.version(), pytest.raises(UserError):
        Journal.open(old)
    assert content(old) == before


class Stumbling:
    """A connection that breaks before its n-th statement, counted over all that a step runs."""

    def __init__(self, connection, at):
        self._connection, self._left = connection, at

    def execute(self, *words):
        if self._left == 0:
            raise Stumbled
        self._left -= 1
        return self._connection.execute(*words)

    @property
    def in_transaction(self):
        return self._connection.in_transaction


class Stumbled(Exception):
    """What breaks it."""


def stumble(path, at, *, close):
    """Upgrade ``path`` as far as statement ``at``; say whether that was far enough."""
    connection = connect(uri(path, mode="rw"))
    connection.execute("PRAGMA journal_mode = WAL").fetchall()
    stumbling = Stumbling(connection, at)
    try:
        migrations.migrate(stumbling)
    except Stumbled:
        return False
    finally:
        if close:
            connection.close()
    return True


def test_a_step_that_breaks_at_any_statement_leaves_the_old_schema(old, tmp_path):
    before = content(old)
    copy, at = tmp_path / "copy.netjournal", 0
    with later.version():
        while True:
            shutil.copyfile(old, copy)
            if stumble(copy, at, close=True):
                break
            assert content(copy) == before, at  # also of the steps before the one that broke
            at += 1
    assert at > len(later.STATEMENTS) + 10  # the counts before and after, and the marks
    assert content(copy)[0] == migrations.SCHEMA + 1


def test_the_next_start_goes_on_by_itself(old, tmp_path):
    """The process dies with its transaction open: what is on the disk is taken as it is."""
    _, columns, before = content(old)
    for at in (4, 12, 16):
        dead, next_one = tmp_path / f"dead{at}.netjournal", tmp_path / f"next{at}.netjournal"
        shutil.copyfile(old, dead)
        with later.version():
            connection = connect(uri(dead, mode="rw"))
            connection.execute("PRAGMA journal_mode = WAL").fetchall()
            connection.execute("PRAGMA cache_size = 3")  # so that it spills into the log
            with pytest.raises(Stumbled):
                migrations.migrate(_Dying(connection, at))
            for piece in (dead, *preparing.hot(dead)):
                shutil.copyfile(piece, str(piece).replace(dead.name, next_one.name))
            connection.close()
            Journal.open(next_one).close()
            assert content(next_one, columns) == (migrations.SCHEMA, columns, before)
        assert db.is_closed()


class _Dying(Stumbling):
    """Breaks for good: not even the way back is gone."""

    def execute(self, *words):
        if self._left == 0 and words[0] == "ROLLBACK":
            return None
        return super().execute(*words)
