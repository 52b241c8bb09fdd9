"""The order of names kept in memory against SQL's, through every kind of change."""

import random

import pytest

from netjournal.models import Journal
from netjournal.models.engine import connect, uri
from netjournal.models.handle import db
from netjournal.services.people import contact_rows, contacts, name_order
from netjournal.services.people.contacts import ContactFilter
from tests.builders import TODAY, contact, interaction

NAMES = ("Ana", "Österberg", "ana", "Zoë", "Žofie", "Bo", "Łukasz", "de Vries")


@pytest.fixture
def many(journal, monkeypatch):
    monkeypatch.setattr(contact_rows, "_FEW", 0)
    dice = random.Random(4)
    with journal.edit("fill"):
        return [contact(f"{dice.choice(NAMES)} Stern {dice.randrange(9)}") for _ in range(80)]


def slow(word):
    rows = db.execute_sql(
        "SELECT id FROM contact WHERE trashed_at IS NULL AND archived_at IS NULL "
        "AND (' ' || sort_key) LIKE ? ORDER BY sort_key, id",
        (f"% {word}%",),
    )
    return [row[0] for row in rows]


def found(word):
    return list(contacts.find_ids(ContactFilter(text=word), "name", TODAY))


def rename(person, dice):
    form = contacts.form(person)
    form.full_name = f"{dice.choice(NAMES)} Stern {dice.randrange(9)}"
    contacts.update(person, form)


def erase(person, _dice):
    db.execute_sql("DELETE FROM contact WHERE id = ?", (person,))


def several(_, dice):
    there = [row[0] for row in db.execute_sql("SELECT id FROM contact")]
    for person in dice.sample(there, 9):
        rename(person, dice)


WAYS = {
    "rename": rename,
    "several": several,
    "new": lambda _, dice: contact(f"{dice.choice(NAMES)} Stern"),
    "talk": lambda person, _: interaction(person),
    "trash": lambda person, _: contacts.trash([person]),
    "archive": lambda person, _: contacts.archive([person]),
    "back": lambda person, _: contacts.restore([person]),
    "erase": erase,
    "undo": None,
}


@pytest.mark.parametrize("seed", range(3))
def test_the_order_is_right_after_every_change(journal, many, seed):
    dice = random.Random(seed)
    for _ in range(50):
        what = dice.choice(list(WAYS))
        if what == "undo":
            if journal.undo_label() != "fill":
                journal.undo()
        else:
            there = [row[0] for row in db.execute_sql("SELECT id FROM contact")]
            with journal.edit(what):
                WAYS[what](dice.choice(there), dice)
        at_hand = contact_rows.at_hand(ContactFilter(), "name")
        assert at_hand is None or list(at_hand) == slow(""), what
        if dice.random() < 0.5:  # else the next change comes before the order is asked for
            assert list(contact_rows.find_ids(ContactFilter(), "name", TODAY)) == slow("")
            assert list(contact_rows.at_hand(ContactFilter(), "name") or ()) == slow("")
        for word in ("stern", "an", "zo", "z"):
            assert found(word) == slow(word), what


def card(person, dice):
    form = contacts.form(person)
    form.headline = f"Works on {dice.randrange(99)}"
    contacts.update(person, form)


@pytest.mark.parametrize("way", [card, rename])
def test_only_who_has_another_place_is_moved(journal, many, monkeypatch, way):
    dice = random.Random(1)
    name_order.places()
    monkeypatch.setattr(name_order.id_lists, "ids", None)  # whoever reads all again stumbles
    for _ in range(40):
        with journal.edit("change"):
            for person in dice.sample(many, 3):
                way(person, dice)
        order = name_order.everybody()
        assert list(order) == slow("stern")
        places = name_order.places()
        assert [places[one] for one in order] == list(range(len(order)))


def test_talking_with_somebody_keeps_the_order(journal, many, monkeypatch):
    found("stern")
    monkeypatch.setattr(name_order.id_lists, "ids", None)  # whoever reads again stumbles
    with journal.edit("talk"):
        interaction(many[3])
    assert list(name_order.in_order(many[:9])) == [one for one in slow("stern") if one in many[:9]]


def test_other_filters_are_heeded(journal, many):
    with journal.edit("away"):
        contacts.archive(many[:5])
        contacts.trash(many[5:9])
        contacts.add_to_circle(many[20:30], "Choir")
    circle = db.execute_sql("SELECT id FROM tag").fetchone()[0]
    assert set(find(trashed=True)) == set(many[5:9])
    assert set(find(archived=True)) == set(many[:5])
    assert set(find(circle_id=circle)) == set(many[20:30])
    assert set(find(among=tuple(many[:4]))) == set(many[:4])


def find(**wanted):
    return contacts.find_ids(ContactFilter(text="stern", **wanted), "name", TODAY)


def test_what_another_program_or_another_journal_has(journal, many, tmp_path):
    found("stern")
    raw = connect(uri(journal.path))
    raw.execute("UPDATE contact SET sort_key = 'a stern' WHERE id = ?", (many[50],))
    raw.close()
    assert found("stern")[0] == many[50]
    journal.close()
    other = Journal.create(tmp_path / "other.netjournal")
    with other.edit("one"):
        made = contact("Ana Stern")
    assert found("stern") == [made]
    other.close()
