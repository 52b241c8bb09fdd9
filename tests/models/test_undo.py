"""The undo law: any sequence of edits, undone, gives the first state back, byte for byte."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netjournal.errors import NothingToUndo
from netjournal.models import (
    ALL,
    Contact,
    ContactMethod,
    ContactTag,
    ContactTopic,
    Followup,
    Help,
    Interaction,
    InteractionContact,
    Introduction,
    Journal,
    Need,
    Photo,
    Tag,
    Topic,
)
from netjournal.models.handle import db
from tests.models.snapshot import assert_sound, everything, recorded

TEXTS = st.text(
    st.characters(codec="utf-8", exclude_characters="\0"), max_size=12
) | st.sampled_from(["Łukasz Straße", "山田太郎", "a 'quote' \" -- ; %", "\x00nul", "مرحبا"])


def any_of(model, pick):
    ids = [row[0] for row in db.execute_sql(f"SELECT id FROM {model._meta.table_name} ORDER BY id")]
    return ids[pick % len(ids)] if ids else None


def add_contact(edit, pick, text):
    contact = Contact.create(full_name=text, sort_key=text.casefold(), nicknames=[text, "x"])
    ContactMethod.create(contact=contact, kind="email", value=text, normalised=text)
    if pick % 3 == 0:
        sha = random.Random(pick).randbytes(32)
        photo = Photo.get_or_none(Photo.sha256 == sha) or Photo.create(
            sha256=sha, media_type="image/png", data=bytes([0, 255, pick % 256])
        )
        Contact.update(photo=photo).where(Contact.id == contact.id).execute()


def rename(edit, pick, text):
    if (found := any_of(Contact, pick)) is not None:
        contact = Contact.get_by_id(found)
        contact.full_name = text
        contact.importance = 0.1 * (pick % 10)
        contact.met_through = any_of(Contact, pick + 1)
        contact.save()


def delete_contact(edit, pick, text):
    if (found := any_of(Contact, pick)) is not None:
        Contact.get_by_id(found).delete_instance()


def log(edit, pick, text):
    interaction = Interaction.create(
        kind=pick % 21 + 1, day=20000 + pick % 900, summary=text, body=text * 2, precision=pick % 3
    )
    for other in {any_of(Contact, pick), any_of(Contact, pick + 1)} - {None}:
        InteractionContact.create(interaction=interaction, contact=other, note=text)


def change_interaction(edit, pick, text):
    if (found := any_of(Interaction, pick)) is not None:
        Interaction.update(summary=text, day=20000 + pick % 900, trashed_at=pick % 2 or None).where(
            Interaction.id == found
        ).execute()


def delete_interaction(edit, pick, text):
    if (found := any_of(Interaction, pick)) is not None:
        db.execute_sql("DELETE FROM interaction WHERE id = ?", (found,))


def help_someone(edit, pick, text):
    if (found := any_of(Contact, pick)) is not None:
        need = Need.create(contact=found, text=text, noted_on=20000)
        Help.create(
            contact=found,
            direction="given",
            day=20001,
            need=need,
            interaction=any_of(Interaction, pick),
        )
        Followup.create(contact=found, text=text, made_on=20000, due_on=pick)
        Introduction.create(contact=found, other=any_of(Contact, pick + 1), day=20000)


def label(edit, pick, text):
    if (found := any_of(Contact, pick)) is not None:
        tag = Tag.create(name=text)
        ContactTag.create(contact=found, tag=tag)
        topic = Topic.create(name=text)
        ContactTopic.create(contact=found, topic=topic, role="interest")


def rename_tag(edit, pick, text):
    if (found := any_of(Tag, pick)) is not None:
        Tag.update(name=text).where(Tag.id == found).execute()


def drop_tag(edit, pick, text):
    if (found := any_of(Tag, pick)) is not None:
        Tag.get_by_id(found).delete_instance()


def replace_row(edit, pick, text):
    """REPLACE deletes the old row unseen unless recursive triggers are on."""
    db.execute_sql(
        "INSERT OR REPLACE INTO setting (id, key, value, created_at, updated_at) "
        "VALUES (?, ?, ?, 1, 2)",
        (pick % 3 + 1, f"k{pick % 2}", text),
    )


def load(edit, pick, text):
    bulk = edit.bulk()
    first = bulk.next_id("contact")
    columns = ("uid", "full_name", "sort_key", "created_at", "updated_at")
    uid = [random.Random(f"{first}-{n}").randbytes(16) for n in range(pick % 5)]
    rows = ((uid[n], f"{text}{n}", text, 1, 1) for n in range(pick % 5))
    bulk.insert("contact", columns, rows, first)
    Contact.update(headline=text).where(Contact.id == first).execute()


def reweigh(edit, pick, text):
    db.execute_sql(
        "UPDATE interaction_kind SET weight = ? WHERE id = ?", ((pick % 15) / 10, pick % 21 + 1)
    )


STEPS = [
    add_contact,
    rename,
    delete_contact,
    log,
    change_interaction,
    delete_interaction,
    help_someone,
    label,
    rename_tag,
    drop_tag,
    replace_row,
    load,
    reweigh,
]
step = st.tuples(st.sampled_from(STEPS), st.integers(0, 50), TEXTS)


@settings(max_examples=40)
@given(st.lists(st.lists(step, min_size=1, max_size=4), min_size=1, max_size=8))
def test_any_sequence_undone_gives_the_first_state(edits):
    with tempfile.TemporaryDirectory() as folder:
        journal = Journal.create(Path(folder) / "a.netjournal")
        try:
            with journal.edit("Start"):
                for pick in range(3):
                    add_contact(None, pick, f"Ann {pick}")
                    log(None, pick, "coffee")
            states = [everything()]
            for edit in edits:
                with journal.edit("Step") as opened:
                    for action, pick, text in edit:
                        action(opened, pick, text)
                if opened.change_set is not None:
                    states.append(everything())
            assert_sound(journal)
            for state in reversed(states[:-1]):
                journal.undo()
                assert everything() == state
            assert_sound(journal)
            for state in states[1:]:
                journal.redo()
                assert everything() == state
            for state in reversed(states[:-1]):
                journal.undo()
                assert everything() == state
        finally:
            journal.close()


def test_every_recorded_table_is_a_model_and_back():
    from netjournal.models.migrations import RECORDED

    names = {model._meta.table_name for model in ALL}
    assert set(RECORDED) <= names


def test_undo_survives_a_restart(tmp_path):
    path = tmp_path / "a.netjournal"
    journal = Journal.create(path)
    before = recorded()
    with journal.edit("Add Ann"):
        add_contact(None, 0, "Ann")
    after = recorded()
    journal.close()
    journal = Journal.open(path)
    assert journal.undo_label() == "Add Ann"
    journal.undo()
    assert recorded() == before
    journal.close()
    journal = Journal.open(path)
    assert journal.undo_label() is None
    assert journal.redo_label() == "Add Ann"
    journal.redo()
    assert recorded() == after
    journal.close()


def test_a_new_edit_ends_what_could_be_redone(tmp_path):
    journal = Journal.create(tmp_path / "a.netjournal")
    with journal.edit("One"):
        add_contact(None, 1, "Ann")
    journal.undo()
    with journal.edit("Two"):
        add_contact(None, 1, "Ben")
    assert journal.redo_label() is None
    with pytest.raises(NothingToUndo):
        journal.redo()
    journal.undo()
    with pytest.raises(NothingToUndo):
        journal.undo()
    journal.close()


def test_an_exception_leaves_nothing(tmp_path):
    journal = Journal.create(tmp_path / "a.netjournal")
    before = everything()

    def broken():
        with journal.edit("Broken"):
            add_contact(None, 1, "Ann")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken()
    assert everything() == before
    assert journal.undo_label() is None
    with journal.edit("Works again"):
        add_contact(None, 1, "Ann")
    journal.close()


def test_rows_referring_back_to_their_own_table(tmp_path):
    journal = Journal.create(tmp_path / "a.netjournal")
    with journal.edit("Add"):
        ann = Contact.create(full_name="Ann")
        Contact.create(full_name="Ben", met_through=ann)
    state = recorded()
    with journal.edit("Delete"):
        ann.delete_instance()
    assert Contact.get(Contact.full_name == "Ben").met_through is None
    journal.undo()
    assert recorded() == state
    journal.close()


def test_bulk_rows_of_defaults_are_the_same_as_spelt_out(journal):
    """Columns in which all rows have the default aren't handed over; one other value brings all."""
    columns = ("uid", "full_name", "kind", "note", "deceased", "photo_id")
    rows = [(bytes([n]) * 16, "", "person", "", 0, None) for n in range(3)]
    with journal.edit("Load") as edit:
        bulk = edit.bulk()
        first = bulk.next_id("contact")
        numbered = [(first + n, *row) for n, row in enumerate(rows)]
        bulk.insert_numbered("contact", columns, numbered, 7)
        other = [(first + 3, b"x" * 16, "Bo", "organisation", "", 1, None)]
        bulk.insert_numbered("contact", columns, other, 7)
    found = db.execute_sql(
        "SELECT full_name, kind, note, deceased, photo_id, created_at, updated_at FROM contact "
        "ORDER BY id"
    ).fetchall()
    assert found == [("", "person", "", 0, None, 7, 7)] * 3 + [
        ("Bo", "organisation", "", 1, None, 7, 7)
    ]
    journal.undo()
    assert db.execute_sql("SELECT COUNT(*) FROM contact").fetchone() == (0,)
