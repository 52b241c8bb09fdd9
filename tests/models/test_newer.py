"""A newer program's journal is read where it allows that and can be trusted; else refused."""

from __future__ import annotations

import pytest

from netjournal.errors import NewerJournal, NoPermission, NotAJournal, UserError
from netjournal.models import Journal, migrations
from netjournal.models.engine import connect, uri
from netjournal.models.handle import db
from netjournal.services.keeping import backups, integrity
from netjournal.services.people import contacts
from tests import later

SAID = f"format {later.NEXT}, this one knows {later.OURS}"


@pytest.fixture
def newer(tmp_path):
    path = later.golden(later.OURS, tmp_path / "a.netjournal")
    with later.version():
        Journal.open(path).close()
    return path


def change(path, *statements):
    connection = connect(uri(path))
    for statement in ("PRAGMA journal_mode = DELETE", *statements):
        connection.execute(statement)
    connection.close()


def test_it_is_read_and_never_written(newer):
    before = newer.read_bytes()
    journal = Journal.open(newer, read_only=True)
    assert journal.newer
    assert contacts.resolve("Žofie") > 0
    assert integrity.check(journal) == []
    with pytest.raises(NoPermission), journal.edit("Change"):
        pass
    journal.close()
    with pytest.raises(NewerJournal, match=f"format {later.NEXT}.*update NetJournal to write"):
        Journal.open(newer)
    assert newer.read_bytes() == before


def test_its_own_program_goes_on_writing(newer):
    with later.version():
        journal = Journal.open(newer)
        assert not journal.newer
        assert integrity.check(journal) == []
        journal.close()


def test_ours_is_not_called_newer(tmp_path):
    path = later.golden(later.OURS, tmp_path / "a.netjournal")
    journal = Journal.open(path, read_only=True)
    assert not journal.newer
    journal.close()


def test_it_can_be_backed_up(newer):
    journal = Journal.open(newer, read_only=True)
    made = backups.make(journal, "manual")
    journal.close()
    with later.version():
        copy = Journal.open(made.path, read_only=True)
        assert db.execute_sql("SELECT COUNT(*) FROM tea").fetchone()[0] == 18
        copy.close()


@pytest.mark.parametrize("readable_by", [None, later.NEXT])
def test_one_that_allows_nobody_older_is_refused(tmp_path, readable_by):
    path = later.golden(later.OURS, tmp_path / "a.netjournal")
    with later.version(readable_by=readable_by):
        Journal.open(path).close()
    before = path.read_bytes()
    for read_only in (True, False):
        with pytest.raises(NewerJournal, match=SAID):
            Journal.open(path, read_only=read_only)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER evil AFTER INSERT ON contact BEGIN DELETE FROM contact; END",
        "CREATE VIEW evil AS SELECT * FROM contact",
        "CREATE TABLE evil (a, b AS (hex(zeroblob(10))))",
        "CREATE TABLE evil (a CHECK (hex(zeroblob(10)) <> ''))",
        "CREATE INDEX evil ON contact(hex(zeroblob(10)))",
        "ALTER TABLE contact ADD COLUMN evil TEXT AS (hex(zeroblob(10)))",
        "ALTER TABLE contact RENAME COLUMN note TO remark",
        "DROP VIEW interaction_text",
        "DROP TABLE saved_list",
        "UPDATE meta SET value = 'x' WHERE key = 'readable_by'",
        "UPDATE meta SET value = '2' WHERE key = 'readable_by'",
        "PRAGMA user_version = 99",  # the word is about another version
        "DELETE FROM meta",
    ],
)
def test_its_word_alone_is_not_believed(newer, statement):
    change(newer, statement)
    before = newer.read_bytes()
    with pytest.raises((NewerJournal, NotAJournal)):
        Journal.open(newer, read_only=True)
    assert newer.read_bytes() == before


def test_a_format_below_the_first(newer):
    change(newer, "PRAGMA user_version = -5")
    for read_only in (True, False):
        with pytest.raises(UserError):
            Journal.open(newer, read_only=read_only)


def test_a_released_schema_has_its_journal(tmp_path):
    for number in range(1, migrations.SCHEMA + 1):
        path = later.golden(number, tmp_path / f"{number}.netjournal")
        connection = connect(uri(path, mode="ro"))
        assert migrations.version(connection) == number
        connection.close()
