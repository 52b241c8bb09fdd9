"""Lists of people against a slow and obvious reading of the same journal."""

import random
from typing import Any

import pytest

from netjournal.folding import fold
from netjournal.models import Contact
from netjournal.models.handle import db
from netjournal.services.bonds import rhythm, strength, ties
from netjournal.services.people import contact_rows, contacts
from netjournal.services.people.contacts import SORTS, AffiliationForm, ContactFilter, ContactForm
from tests.builders import TODAY, contact, interaction

GIVEN = ("Ana", "Łukasz", "Zoë", "Ben", "陈伟", "ana", "Ørjan", "Ursula", "Sam")
FAMILY = ("Kovač", "Nowak", "Mori", "O’Neill", "", "Straße")


@pytest.fixture
def crowd(journal):
    """Seventy people with random pasts; some trashed, some archived, some in circles."""
    dice = random.Random(3)
    with journal.edit("fill"):
        people = []
        for number in range(70):
            name = f"{dice.choice(GIVEN)} {dice.choice(FAMILY)}".strip()
            circles = ["Rust"] if number % 3 == 0 else []
            people.append(contact(name, circles=circles, note="pilot" if number % 5 == 0 else ""))
        for one in people[:50]:
            start = dice.choice((0, 20, 200, 900))
            for _ in range(dice.choice((1, 2, 5, 12, 30))):
                interaction(
                    one, ago=start + dice.randrange(1200), kind=dice.choice(("met", "call"))
                )
        contacts.trash(people[3:6])
        contacts.archive(people[8:12])
    return people


def state_of(contact_id):
    days = ties.contact_days([contact_id], TODAY).get(contact_id, [])
    return strength.state_from_days(days, TODAY), days


def reference(wanted, sort):
    """Everyone read as models, filtered and sorted in Python."""
    found = []
    for row in Contact.select():
        if wanted.trashed != (row.trashed_at is not None):
            continue
        if not wanted.trashed and wanted.archived != (row.archived_at is not None):
            continue
        if wanted.circle_id and "Rust" not in contacts.form(row.id).circles:
            continue
        words = fold(f"{row.full_name} {row.note}").replace("’", " ").split()
        if any(not any(w.startswith(t) for w in words) for t in fold(wanted.text).split()):
            continue
        state, days = state_of(row.id)
        if wanted.label and strength.label(state, TODAY) != wanted.label:
            continue
        best = rhythm.best_of_year(days, TODAY)
        if wanted.fading and not rhythm.fading(state, TODAY, best):
            continue
        last = max((day for day, _, _ in days), default=-1)
        keys = {
            "name": (row.sort_key, row.id),
            "recent": (-last, row.sort_key, row.id),
            "strength": (-round(strength.strength(state, TODAY), 9), row.sort_key, row.id),
            "added": (-row.id,),
        }
        found.append((keys[sort], row.id))
    return [contact_id for _, contact_id in sorted(found)]


FILTERS = [
    ContactFilter(),
    ContactFilter(text="an"),
    ContactFilter(text="luk NOW"),
    ContactFilter(text="pilot"),
    ContactFilter(text="strasse"),
    ContactFilter(circle_id=1),
    ContactFilter(circle_id=1, text="s"),
    ContactFilter(trashed=True),
    ContactFilter(archived=True),
    ContactFilter(fading=True),
    *(ContactFilter(label=label) for label in strength.LABELS),
]


@pytest.mark.parametrize("few", [0, 2_000], ids=["many", "few"])
def test_lists_are_what_a_slow_reading_gives(crowd, monkeypatch, few):
    monkeypatch.setattr(ties, "FEW", few)
    for wanted in FILTERS:
        for sort in SORTS:
            found = list(contacts.find_ids(wanted, sort, TODAY))
            expected = reference(wanted, sort)
            if sort == "recent" and few == 0:  # equal days come in the order of ids there
                assert sorted(found) == sorted(expected), (wanted, sort)
            else:
                assert found == expected, (wanted, sort)


def test_a_list_begins_with_its_first_page(crowd):
    everybody = reference(ContactFilter(), "name")
    for limit in (1, 20, 500):
        assert list(contact_rows.first_ids(limit)) == everybody[:limit]


def test_people_are_counted_without_trash_and_archive(journal, crowd):
    assert contact_rows.count() == len(reference(ContactFilter(), "name")) == 63
    with journal.edit("both"):
        contacts.trash(crowd[10:14])  # two of them archived before
    assert contact_rows.count() == len(reference(ContactFilter(), "name")) == 61
    assert contact_rows.count_trashed() == len(reference(ContactFilter(trashed=True), "name"))


def test_the_filters_find_somebody(crowd):
    for wanted in FILTERS:
        if wanted.label not in ("inner", "close", "new"):
            assert len(contacts.find_ids(wanted, "name", TODAY)), wanted


def test_unspaced_scripts_are_found_in_the_middle(journal):
    with journal.edit("add"):
        wei = contact("陈伟明")
    for text in ("陈", "伟明", "明"):
        assert list(contacts.find_ids(ContactFilter(text=text), "name", TODAY)) == [wei]
    assert not len(contacts.find_ids(ContactFilter(text="明伟"), "name", TODAY))


def test_rows_come_in_the_order_asked_for(crowd):
    ids = [crowd[7], 9_999, crowd[4], crowd[7]]
    rows = contacts.rows(ids, TODAY)
    assert [row and row.id for row in rows] == [crowd[7], None, crowd[4], crowd[7]]
    for row in rows:
        if row is not None:
            state, _ = state_of(row.id)
            assert row.label == strength.label(state, TODAY)
            assert row.score == pytest.approx(strength.strength(state, TODAY), abs=1e-9)
    assert [row.trashed for row in rows if row] == [False, True, False]


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"headline": "Sings", "affiliations": [AffiliationForm("Kite", "CTO")]}, "Sings"),
        ({"affiliations": [AffiliationForm("Kite", "CTO")]}, "CTO, Kite"),
        ({"affiliations": [AffiliationForm("Kite")]}, "Kite"),
        (
            {
                "affiliations": [
                    AffiliationForm("Old", ended="2020"),
                    AffiliationForm("New", "Lead"),
                ]
            },
            "Lead, New",
        ),
        ({}, ""),
    ],
)
def test_the_line_under_a_name(journal, fields, line):
    with journal.edit("add"):
        contact_id = contacts.create(ContactForm(full_name="Ana", **fields))
    assert [row and row.headline for row in contacts.rows([contact_id], TODAY)] == [line]


def test_a_page_needs_few_statements(crowd):
    seen: list[str] = []
    connection: Any = db.connection()
    connection.set_trace_callback(seen.append)
    contacts.rows(crowd, TODAY)
    connection.set_trace_callback(None)
    assert len(seen) == 2
