"""Merging: one person out of several, nothing anybody wrote is lost, undo gives every byte back."""

from __future__ import annotations

import itertools
import json
import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from netjournal.errors import NotFound, UsageError
from netjournal.models import Contact, DuplicateDismissal, Journal
from netjournal.models.handle import db
from netjournal.models.migrations import RECORDED
from netjournal.services import events
from netjournal.services.bonds import ties
from netjournal.services.duplicates import dedupe, merge, merge_fields
from netjournal.services.giving import helping
from netjournal.services.interchange import importing
from netjournal.services.interchange.import_match import Index
from netjournal.services.people import contacts
from netjournal.services.people.contacts import AffiliationForm, MethodForm
from tests.builders import TODAY, contact, event, interaction
from tests.models.snapshot import assert_sound, everything

PEOPLE = 4  # the first three become one, the fourth looks on
SKIP = {"role", "sort_key", "normalised", "key", "icon", "colour", "query", "file_name"}
# names that we give to what is kept
LABELS = {word for label in merge_fields.OTHER.values() for word in label.split()}
# what may be said in common, so that entries meet
COMMON = ("", "", "same", "Ana Kovač", "ana@x.org")
FILLED = tuple(
    table
    for table in RECORDED
    if table not in ("contact", "photo", "interaction_kind", "setting", "saved_list")
)


class World:
    """A journal with rows in every table, filled by chance."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.number = itertools.count()

    def text(self) -> str:
        if self.random.random() < 0.5:
            return self.random.choice(COMMON)
        return f"word{next(self.number)}"

    def fill(self, rows: int) -> None:
        for _ in range(PEOPLE):
            self.row("contact")
        for _ in range(3):
            for table in ("event", "tag", "topic", "work", "interaction", "import_batch", "need"):
                self.row(table)
        for _ in range(rows):
            self.row(self.random.choice(FILLED))

    def row(self, table: str) -> None:
        keys = {key[3]: key[2] for key in db.execute_sql(f"PRAGMA foreign_key_list({table})")}
        info = db.execute_sql(f"PRAGMA table_info({table})").fetchall()
        values = {
            name: self.value(name, kind, keys.get(name), needed)
            for _, name, kind, needed, *_ in info
            if name != "id"
        }
        marks = ", ".join("?" * len(values))
        db.execute_sql(
            f"INSERT OR IGNORE INTO {table} ({', '.join(values)}) VALUES ({marks})",
            tuple(values.values()),
        )

    def value(self, name: str, kind: str, parent: str | None, needed: int):
        if parent:
            ids = [row[0] for row in db.execute_sql(f"SELECT id FROM {parent}")]
            return self.random.choice(ids if needed else [*ids, None])
        if name in ("nicknames", "edited_fields"):
            return json.dumps([t for t in (self.text(), self.text()) if t])
        if kind == "TEXT":
            return {"role": self.random.choice(["met", "expected"])}.get(name, self.text())
        if kind == "BLOB":
            return self.random.randbytes(16)
        if name in ("trashed_at", "archived_at", "deceased"):
            return self.random.choice([0, 0, 5]) or (0 if needed else None)
        number = self.random.randrange(1, 9)
        return float(number) if kind == "REAL" else number


def texts() -> set[str]:
    """Every text in the journal, lists one by one; ties to oneself may vanish, so not theirs."""
    found: set[str] = set()
    for table in RECORDED:
        if table in ("relation", "duplicate_dismissal", "interaction_kind"):
            continue
        info = db.execute_sql(f"PRAGMA table_info({table})").fetchall()
        names = [row[1] for row in info if row[2] == "TEXT" and row[1] not in SKIP]
        if not names:
            continue
        for row in db.execute_sql(f"SELECT {', '.join(names)} FROM {table}"):
            for name, value in zip(names, row, strict=True):
                listed = name in ("nicknames", "edited_fields") and value
                found.update(json.loads(value) if listed else [value or ""])
    return {text.strip() for text in found if text.strip()}


def opened(folder, seed, rows):
    journal = Journal.create(Path(folder) / "a.netjournal")
    with journal.edit("fill"):
        World(seed).fill(rows)
    return journal


@settings(max_examples=60)
@given(st.integers(0, 10**6), st.integers(0, 60))
def test_no_text_is_lost_and_undo_gives_every_byte_back(seed, rows):
    with tempfile.TemporaryDirectory() as folder:
        journal = opened(folder, seed, rows)
        try:
            before, said = everything(), texts()
            links = held(1) | held(2) | held(3)
            with journal.edit("merge"):
                merge.merge(1, [2, 3])
            after = "\n".join(texts())
            assert [text for text in said if text not in after] == []
            assert links <= held(1)
            assert Contact.select().count() == PEOPLE - 2
            assert_sound(journal)
            done = everything()
            journal.undo()
            assert everything() == before
            journal.redo()
            assert everything() == done
        finally:
            journal.close()


def held(who: int) -> set[tuple[str, int]]:
    """What someone is linked to: circles, topics, events, interactions, and their own records."""
    found = set()
    for table, column in (
        ("contact_tag", "tag_id"),
        ("contact_topic", "topic_id"),
        ("event_contact", "event_id"),
        ("interaction_contact", "interaction_id"),
        ("need", "id"),
        ("help", "id"),
        ("followup", "id"),
        ("work_share", "id"),
        ("import_row", "id"),
    ):
        rows = db.execute_sql(f"SELECT {column} FROM {table} WHERE contact_id = ?", (who,))
        found |= {(table, row[0]) for row in rows}
    return found


@settings(max_examples=15)
@given(st.integers(0, 10**6), st.integers(0, 60))
@example(319, 0)
def test_the_order_of_merging_does_not_matter(seed, rows):
    orders = [[[2, 3]], [[3, 2]], [[2], [3]], [[3], [2]]]
    found = []
    with tempfile.TemporaryDirectory() as folder:
        journal = opened(folder, seed, rows)
        try:
            for order in orders:
                with journal.edit("merge"):
                    for others in order:
                        merge.merge(1, others)
                words = {word for text in texts() for word in text.split()}
                found.append((words - LABELS, held(1)))
                journal.undo()
        finally:
            journal.close()
    assert all(one == found[0] for one in found)


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(1, 900), st.sets(st.integers(0, 1), min_size=1))))
def test_the_tie_is_that_of_all_the_events_together(logged):
    with tempfile.TemporaryDirectory() as folder:
        journal = Journal.create(Path(folder) / "a.netjournal")
        journal.today = lambda: TODAY
        try:
            with journal.edit("fill"):
                pair = [contact("Ana"), contact("Anna")]
                union = contact("Both of them")
                for ago, who in logged:
                    interaction(*(pair[n] for n in who), union, ago=ago)
            with journal.edit("merge"):
                merge.merge(pair[0], [pair[1]])
            read = ties.read([pair[0], union], TODAY)
            assert read.get(pair[0]) == read.get(union)
            days = "SELECT day, w, touch FROM contact_day WHERE contact_id = ? ORDER BY day"
            mine, theirs = (db.execute_sql(days, (i,)).fetchall() for i in (pair[0], union))
            assert mine == theirs
        finally:
            journal.close()


def test_every_reference_leads_to_who_stays(journal):
    with journal.edit("fill"):
        World(7).fill(400)
    with journal.edit("merge"):
        merge.merge(2, [1, 3, 4])
    for table, column in merge_references():
        rows = db.execute_sql(f"SELECT DISTINCT {column} FROM {table}").fetchall()
        assert {row[0] for row in rows} <= {2, None}, table


def merge_references():
    return [
        (table, key[3])
        for table in RECORDED
        for key in db.execute_sql(f"PRAGMA foreign_key_list({table})").fetchall()
        if key[2] == "contact"
    ]


def pair(**other):
    """Two entries for Ana, as different as told."""
    one = contact("Ana Kovač", email="ana@x.org", birthday="1990-05-12", circles=["Rust"])
    return one, contact("Ana Kovac", **other)


def test_choices_decide_and_what_loses_is_kept(journal):
    with journal.edit("fill"):
        one, other = pair(birthday="1991-05-12", headline="Baker", circles=["Rust", "Choir"])
    with journal.edit("merge"):
        merge.merge(one, [other], {"birthday": other, "name": other})
    form = contacts.form(one)
    assert (form.full_name, form.birthday, form.headline) == ("Ana Kovac", "1991-05-12", "Baker")
    assert form.circles == ["Choir", "Rust"]
    kept = "SELECT name, value FROM extra_property ORDER BY id"
    assert db.execute_sql(kept).fetchall() == [
        ("Other name", "Ana Kovač"),
        ("Other birthday", "1990-05-12"),
    ]


def test_another_name_becomes_a_nickname_that_search_finds(journal):
    with journal.edit("fill"):
        one, other = contact("Ana Kovač"), contact("Ana Horvat")
    with journal.edit("merge"):
        merge.merge(one, [other])
    assert contacts.form(one).nicknames == ["Ana Horvat"]
    assert contacts.resolve("Horvat") == one


def test_a_number_written_otherwise_is_one_number(journal):
    with journal.edit("fill"):
        one = contact("Ana", phone="+49 30 5550 1234", methods=[MethodForm("email", "a@x.org")])
        other = contact("Ana", phone="0049 30 55501234", methods=[MethodForm("email", "A@x.org")])
    with journal.edit("merge"):
        merge.merge(one, [other])
    assert [m.value for m in contacts.form(one).methods] == ["a@x.org", "+49 30 5550 1234"]
    kept = db.execute_sql("SELECT name, value FROM extra_property ORDER BY value").fetchall()
    assert kept == [("Also written", "0049 30 55501234"), ("Also written", "A@x.org")]


def test_what_was_preferred_stays_so(journal):
    with journal.edit("fill"):
        one = contact(
            "Ana", methods=[MethodForm("email", "b@x.org"), MethodForm("email", "a@x.org")]
        )
        other = contact("Ana", methods=[MethodForm("email", "a@x.org", preferred=True)])
    with journal.edit("merge"):
        merge.merge(one, [other])
    found = [(m.value, m.preferred) for m in contacts.form(one).methods]
    assert found == [("b@x.org", False), ("a@x.org", True)]


def test_an_entry_that_says_less_is_not_repeated(journal):
    with journal.edit("fill"):
        one = contact("Ana", affiliations=[AffiliationForm("Kite", "Lead")])
        other = contact("Ana", affiliations=[AffiliationForm("Kite"), AffiliationForm("Fieldnote")])
    with journal.edit("merge"):
        merge.merge(one, [other])
    assert [a.organisation for a in contacts.form(one).affiliations] == ["Kite", "Fieldnote"]


def test_links_happen_once_and_their_notes_are_joined(journal):
    with journal.edit("fill"):
        one, other = pair()
        meetup = event("Rust Berlin")
        events.set_people(meetup, [(one, "expected", "talks"), (other, "met", "has a dog")])
        interaction(one, other, ago=3)
    with journal.edit("merge"):
        merge.merge(one, [other])
    rows = "SELECT contact_id, role, note FROM event_contact"
    assert db.execute_sql(rows).fetchall() == [(one, "met", "talks\nhas a dog")]
    assert db.execute_sql("SELECT COUNT(*) FROM interaction_contact").fetchone() == (1,)


def test_ties_between_the_two_vanish_but_not_what_was_said(journal):
    with journal.edit("fill"):
        one, other = pair()
        third = contact("Ben")
        interaction(one, other, kind="introduced", summary="both like chess")
        now = (1, 1)
        for pair_ in ((one, other), (other, third), (one, third)):
            db.execute_sql(
                "INSERT INTO relation (contact_id, other_id, label, created_at, updated_at) "
                "VALUES (?, ?, 'friend', ?, ?)",
                (*pair_, *now),
            )
        dedupe.dismiss([(one, third), (third, other)])
    with journal.edit("merge"):
        merge.merge(one, [other])
    assert db.execute_sql("SELECT contact_id, other_id FROM relation").fetchall() == [(one, third)]
    assert DuplicateDismissal.select().count() == 1
    assert dedupe.dismissed() == {(one, third)}
    assert "both like chess" in "\n".join(texts())


def test_the_uid_of_who_went_finds_who_stayed(journal):
    with journal.edit("fill"):
        one, other = pair()
    uid = Contact.get_by_id(other).uid
    with journal.edit("merge"):
        merge.merge(one, [other])
    assert contacts.resolve(str(uid)) == one
    assert Index.load().of(uid) == one


def test_reading_the_card_of_who_went_again_finds_who_stayed(journal, tmp_path):
    with journal.edit("fill"):
        one, other = pair()
    card = tmp_path / "ana.vcf"
    card.write_text(
        "BEGIN:VCARD\r\nVERSION:4.0\r\n"
        f"UID:urn:uuid:{Contact.get_by_id(other).uid}\r\nFN:Ana Kovac\r\nEND:VCARD\r\n"
    )
    with journal.edit("merge"):
        merge.merge(one, [other])
    row = importing.analyse(card).rows[0]
    assert (row.match, row.why) == (one, "uid")


def test_unmerge_later_keeps_what_was_added_since(journal):
    with journal.edit("fill"):
        one, other = pair(phone="+49 30 5550 9999")
        helping.note_need(other, "a desk", TODAY)
    before = everything()
    with journal.edit("Merge Ana and Ana") as step:
        merge.merge(one, [other])
    with journal.edit("log"):
        interaction(one, ago=1, summary="since then")
    taken = journal.undo_step(step.change_set.id, "Un-merge")
    assert taken.kept == {}
    assert contacts.form(other).methods[0].value == "+49 30 5550 9999"
    after = everything()
    assert after["contact"] == before["contact"]
    assert after["need"] == before["need"]
    assert [row[2] for row in after["interaction_contact"]] == [one]
    assert_sound(journal)


def test_who_is_in_use_stays_in_use(journal):
    with journal.edit("fill"):
        one, other = pair()
        contacts.archive([one])
    with journal.edit("merge"):
        merge.merge(one, [other])
    assert Contact.get_by_id(one).archived_at is None


def test_nobody_to_merge_with(journal):
    with journal.edit("fill"):
        one = contact("Ana")
    with pytest.raises(UsageError), journal.edit("merge"):
        merge.merge(one, [one])
    with pytest.raises(NotFound), journal.edit("merge"):
        merge.merge(one, [99])


def test_side_by_side_shows_what_there_is_to_choose(journal):
    with journal.edit("fill"):
        one, other = pair(birthday="1990-05-12", headline="Baker")
        interaction(other, ago=2)
    found = {side.field: side for side in merge.sides([one, other])}
    assert list(found) == ["name", "headline", "birthday"]
    assert found["name"].differs
    assert found["name"].texts == ("Ana Kovač", "Ana Kovac")
    assert not found["headline"].differs
    assert not found["birthday"].differs
    assert merge.best_keeper([one, other]) == other
    with pytest.raises(NotFound):
        merge.best_keeper([99])


def test_every_single_value_of_a_contact_is_settled():
    """A column that comes later must be thought of here, too."""
    lists = {"nicknames", "edited_fields", *merge_fields.JOINED}
    kept = {"id", "uid", "rev", "created_at", "updated_at"}
    states = {"archived_at", "trashed_at", "deceased"}
    named = {column for columns in merge_fields.FIELDS.values() for column in columns}
    assert named | lists | kept | states == {
        field.column_name for field in Contact._meta.sorted_fields
    }
