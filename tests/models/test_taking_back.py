"""Taking back an older step: it gives back what it may and never touches what was edited since."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netjournal.errors import NothingToUndo
from netjournal.models import (
    Contact,
    ContactMethod,
    Interaction,
    InteractionContact,
    Journal,
    Tag,
    history,
)
from netjournal.models.handle import db
from netjournal.models.migrations import RECORDED
from netjournal.models.recording import Conflict
from tests.models.snapshot import assert_sound, everything, recorded
from tests.models.test_undo import add_contact, label, log, step


@pytest.fixture
def journal(tmp_path):
    journal = Journal.create(tmp_path / "a.netjournal")
    yield journal
    journal.close()


def do(journal, edits):
    """Run (action, pick, text) as one step and return its id, or None if nothing changed."""
    with journal.edit("Step") as opened:
        for action, pick, text in edits:
            action(opened, pick, text)
    return opened.change_set.id if opened.change_set else None


def notes(set_id):
    """Return (table, row) -> action of a step."""
    return {
        (table, row): action
        for table, first, last, action in db.execute_sql(
            "SELECT tbl, row_id, last_id, action FROM change_row WHERE change_set_id = ?",
            (set_id,),
        )
        for row in range(first, last + 1)
    }


def rows(state):
    """Return (table, id) -> row."""
    return {(table, row[0]): row for table in RECORDED for row in state[table]}


@settings(max_examples=60)
@given(st.lists(st.lists(step, min_size=1, max_size=4), min_size=1, max_size=7), st.integers(0, 6))
def test_gives_back_what_it_may_and_spares_what_was_edited_since(edits, which):
    with tempfile.TemporaryDirectory() as folder:
        journal = Journal.create(Path(folder) / "a.netjournal")
        try:
            do(journal, [(add_contact, n, f"Ann {n}") for n in range(3)] + [(log, 0, "coffee")])
            states, ids = [rows(recorded())], []
            for edit in edits:
                if (set_id := do(journal, edit)) is not None:
                    ids.append(set_id)
                    states.append(rows(recorded()))
            if not ids:
                return
            place = which % len(ids)
            mine = notes(ids[place])
            later = {row for set_id in ids[place + 1 :] for row in notes(set_id)}
            full = everything()
            try:
                taken = journal.undo_step(ids[place])
            except Conflict:
                assert everything() == full
                return
            assert_sound(journal)
            done = everything()
            kept = {(table, row) for table, found in taken.kept.items() for row in found}
            check(mine, later, kept, before=states[place], after=rows(recorded()), last=states[-1])
            assert (ids[place] in history.taken_back()) == (taken.change is not None)
            if taken.change is not None:
                journal.undo()
                assert everything() == full
                assert ids[place] not in history.taken_back()
                journal.redo()
                assert everything() == done
        finally:
            journal.close()


def check(mine, later, kept, *, before, after, last):
    """Compare every row with what the rule says about it."""
    for row in set(last) | set(after) | set(before):
        if row not in mine or row in later:
            assert after.get(row) == last.get(row)
        elif row in kept:
            assert after[row] == last[row]
            assert mine[row] == 1
        elif mine[row] == 1:
            assert row not in after
        elif after.get(row) != before[row]:
            # what it refers to is gone since, or its place is taken

            assert refers_to_missing(row[0], before[row], after) or row[0] == "setting"
    for row in kept:
        assert row in mine
        assert row in last
    if not later:
        assert after == before


def refers_to_missing(table, values, after):
    names = [row[1] for row in db.execute_sql(f"PRAGMA table_info({table})")]
    return any(
        values[names.index(key[3])] is not None
        and (key[2], values[names.index(key[3])]) not in after
        for key in db.execute_sql(f"PRAGMA foreign_key_list({table})")
    )


def test_the_only_step_goes_whole_and_comes_back(journal):
    empty = recorded()
    first = do(journal, [(add_contact, 0, "Ann"), (log, 0, "coffee"), (label, 0, "Rust")])
    full = everything()
    taken = journal.undo_step(first, "Undo this import")
    assert recorded() == empty
    assert taken.kept == {}
    assert journal.undo_label() == "Undo this import"
    journal.undo()
    assert everything() == full


def test_a_person_edited_since_stays_whole(journal):
    imported = do(journal, [(add_contact, 1, "Ann"), (add_contact, 2, "Ben")])
    with journal.edit("Rename"):
        Contact.update(headline="Baker").where(Contact.full_name == "Ann").execute()
    taken = journal.undo_step(imported)
    assert [c.full_name for c in Contact.select()] == ["Ann"]
    assert [m.value for m in ContactMethod.select()] == ["Ann"]
    assert taken.kept == {"contact": (1,), "contact_method": (1,)}
    assert_sound(journal)


def test_a_person_met_since_stays(journal):
    imported = do(journal, [(add_contact, 1, "Ann"), (add_contact, 2, "Ben")])
    with journal.edit("Log"):
        talk = Interaction.create(kind=1, day=20000)
        InteractionContact.create(interaction=talk, contact=2)
    journal.undo_step(imported)
    assert [c.full_name for c in Contact.select()] == ["Ben"]
    assert InteractionContact.select().count() == 1


def test_what_was_deleted_comes_back_and_loses_only_what_is_gone(journal):
    do(journal, [(add_contact, 1, "Ann"), (label, 0, "Rust"), (label, 0, "Choir")])
    with journal.edit("Delete") as opened:
        Contact.get_by_id(1).delete_instance()
    with journal.edit("Drop circle"):
        Tag.get(Tag.name == "Rust").delete_instance()
    journal.undo_step(opened.change_set.id)
    assert Contact.get_by_id(1).full_name == "Ann"
    circles = "SELECT t.name FROM contact_tag c JOIN tag t ON t.id = c.tag_id"
    assert db.execute_sql(circles).fetchall() == [("Choir",)]
    assert_sound(journal)


def test_a_step_is_taken_back_once_until_that_is_undone(journal):
    first = do(journal, [(add_contact, 1, "Ann")])
    do(journal, [(add_contact, 2, "Ben")])
    journal.undo_step(first)
    assert [undone for *_, undone in history.steps()] == [False, False, True]
    with pytest.raises(NothingToUndo):
        journal.undo_step(first)
    again = history.steps()[0][0]
    journal.undo_step(again)
    assert Contact.select().count() == 2
    journal.undo_step(first)
    assert Contact.select().count() == 1
    with pytest.raises(NothingToUndo):
        journal.undo_step(999)


def test_survives_a_restart_and_many_small_steps(tmp_path):
    path = tmp_path / "a.netjournal"
    journal = Journal.create(path)
    with journal.edit("Import") as opened:
        bulk = opened.bulk()
        columns = ("uid", "full_name", "created_at", "updated_at")
        names = ((n.to_bytes(16), f"P{n}", 1, 1) for n in range(600))
        bulk.insert("contact", columns, names, bulk.next_id("contact"))
    for number in range(1, history.KEPT_STEPS + 11):
        with journal.edit("Edit"):
            Contact.update(headline="x").where(Contact.id == number).execute()
    journal.close()
    journal = Journal.open(path)
    taken = journal.undo_step(opened.change_set.id)
    assert taken.kept == {"contact": tuple(range(1, history.KEPT_STEPS + 11))}
    assert Contact.select().count() == history.KEPT_STEPS + 10
    assert_sound(journal)
    journal.close()
