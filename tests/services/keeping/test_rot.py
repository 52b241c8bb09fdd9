"""What changed by itself is noticed; what a step changed is not taken for it."""

from __future__ import annotations

import contextlib
import random

import pytest

from netjournal.models import migrations
from netjournal.models.engine import connect, uri
from netjournal.models.handle import db
from netjournal.services.invented import demo
from netjournal.services.keeping import (
    backups,
    encryption,
    forgetting,
    integrity,
    restoring,
    rot,
)
from netjournal.services.people import contacts
from tests.builders import contact, interaction


@pytest.fixture
def kept(journal):
    """The demo's people, backed up."""
    demo.fill(journal, journal.today())
    journal.checkpoint()
    backups.make(journal, "manual")
    return journal


def look(journal):
    backup = rot.comparable(journal)
    assert backup is not None
    found = (rot.look(journal, backup, table) for table in migrations.RECORDED)
    return [one for one in found if one is not None]


def spoil(path, statement, *values):
    """Change a row as a bad disk would: behind the back of the log."""
    with contextlib.closing(connect(uri(path, mode="rw"))) as raw:
        raw.execute(statement, values)


def busy(journal):
    """Steps of every kind: edits, a big one, undo, redo, undo and something else."""
    with journal.edit("Many"):
        for number in range(60):
            interaction(contact(f"New {number}"), ago=number)
    with journal.edit("Change"):
        db.execute_sql("UPDATE contact SET note = note || ' (seen)' WHERE id % 3 = 0")
    with journal.edit("Delete"):
        contacts.delete_forever([4, 8])
    journal.undo()
    journal.redo()
    journal.undo()
    journal.undo()
    with journal.edit("Something else"):
        contact("Last One")


def test_steps_account_for_everything(kept):
    busy(kept)
    assert look(kept) == []


def test_who_is_forgotten_meanwhile_did_not_change_by_themselves(kept):
    backup = rot.comparable(kept)
    forgetting.forget(kept, [7])
    found = [rot.look(kept, backup, table) for table in migrations.RECORDED]
    assert found == [None] * len(found)
    assert rot.comparable(kept) is None


def test_who_was_forgotten_since_does_not_come_back(kept):
    kept.checkpoint()
    spoil(kept.path, "UPDATE contact SET note = 'spoilt' WHERE id = 7")
    found = look(kept)
    assert [one.ids for one in found] == [(7,)]
    forgetting.forget(kept, [7])
    assert rot.bring_back(kept, found, "Bring back") == 0
    assert db.execute_sql("SELECT COUNT(*) FROM contact WHERE id = 7").fetchone()[0] == 0


def test_a_step_from_before_the_backup_taken_back(journal):
    demo.fill(journal, journal.today())
    with journal.edit("Change"):
        db.execute_sql("UPDATE contact SET note = 'x' WHERE id < 30")
    backups.make(journal, "manual")
    journal.undo()
    assert look(journal) == []
    with journal.edit("Something else"):
        contact("Last One")
    assert look(journal) == []


@pytest.mark.parametrize("since", [lambda _journal: None, busy])
def test_what_changed_by_itself_is_found_and_brought_back(kept, since):
    since(kept)
    kept.checkpoint()
    before = db.execute_sql("SELECT * FROM contact ORDER BY id").fetchall()
    spoil(kept.path, "UPDATE contact SET headline = 'Bitrot' WHERE id = 50")
    spoil(kept.path, "UPDATE interaction SET day = day + 1 WHERE id IN (7, 700)")
    spoil(kept.path, "DELETE FROM need WHERE id = 2")
    found = look(kept)
    told = {one.table: one.ids for one in found}
    assert told == {"contact": (50,), "interaction": (7, 700), "need": (2,)}
    assert rot.bring_back(kept, found, "Bring back what changed by itself") == 4
    assert db.execute_sql("SELECT * FROM contact ORDER BY id").fetchall() == before
    assert look(kept) == []
    assert integrity.check(kept) == []
    kept.undo()
    assert db.execute_sql("SELECT headline FROM contact WHERE id = 50").fetchone()[0] == "Bitrot"


def test_under_a_passphrase_as_well(quick_keys, kept):
    path, key = kept.path, "correct horse battery's \" staple"
    kept.close()
    encryption.rekey(path, None, key)
    opened = type(kept).open(path, key=key)
    backups.make(opened, "manual")
    busy(opened)
    opened.checkpoint()
    assert look(opened) == []
    with contextlib.closing(connect(uri(path, mode="rw"), key)) as raw:
        raw.execute("UPDATE contact SET headline = 'Bitrot' WHERE id = 50")
    found = look(opened)
    assert [(one.table, one.ids) for one in found] == [("contact", (50,))]
    assert rot.bring_back(opened, found, "Bring back what changed by itself") == 1
    assert look(opened) == []
    opened.close()


def test_a_backup_under_another_passphrase_is_not_compared(quick_keys, kept):
    path = kept.path
    kept.close()
    other = backups.list_backups(path)[0].path.read_bytes()
    encryption.rekey(path, None, "correct horse battery")
    for one in backups.list_backups(path):
        one.path.write_bytes(other)
    opened = type(kept).open(path, key="correct horse battery")
    assert rot.comparable(opened) is None
    opened.close()


def test_every_letter_is_noticed(kept):
    """One bit of a text at a time, in tables of every kind."""
    chance = random.Random(5)
    columns = [
        *(("contact", name) for name in ("full_name", "note", "met_story", "birthday")),
        *(("interaction", name) for name in ("summary", "body", "place")),
        *(("contact_method", "value"), ("need", "text"), ("help", "text"), ("work", "title")),
    ]
    for number in range(22):
        table, column = columns[number % len(columns)]
        rows = db.execute_sql(f"SELECT id, {column} FROM {table} WHERE {column} <> ''").fetchall()
        id_, text = chance.choice(rows)
        spoil(kept.path, f"UPDATE {table} SET {column} = ? WHERE id = ?", text[:-1] + "¿", id_)
        assert [(one.table, one.ids) for one in look(kept)] == [(table, (id_,))]
        spoil(kept.path, f"UPDATE {table} SET {column} = ? WHERE id = ?", text, id_)


def test_after_going_back_the_later_backup_is_of_another_past(kept):
    old = backups.list_backups(kept.path)[0]
    busy(kept)
    backups.make(kept, "close")
    kept.close()
    restoring.restore(kept.path, old.path)
    old.path.unlink()
    again = type(kept).open(kept.path)
    busy(again)
    busy(again)
    assert rot.comparable(again) is None
    again.close()


def test_when_the_log_has_forgotten_nothing_is_said(kept):
    busy(kept)
    with kept.housekeeping() as connection:
        connection.execute("DELETE FROM change_row")
    assert rot.comparable(kept) is None
