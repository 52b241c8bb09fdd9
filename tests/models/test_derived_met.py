"""Meeting somebody at an event is a touch, whatever happens to the event afterwards."""

import pytest

from netjournal.models.handle import db
from netjournal.services import events
from netjournal.services.bonds import ties
from netjournal.services.keeping import integrity
from netjournal.services.people import contacts
from netjournal.services.people.contacts import ContactFilter
from tests.builders import TODAY, contact, event, interaction
from tests.models.snapshot import assert_sound


@pytest.fixture
def meetup(journal):
    with journal.edit("fill"):
        who = {name: contact(name) for name in ("Ana", "Ben", "Cai", "Dee")}
        held = event("Rust meetup", ago=9)
        events.add_people(held, "Ana (Rust), Ben", "met")
        events.add_people(held, "Cai", "attended")
        interaction(who["Ben"], ago=9)
        interaction(who["Ben"], ago=40)
    return held, who


def last(who, name):
    return ties.read([who[name]], TODAY).get(who[name], ties.NO_TIE)


def day(who, name, ago=9):
    row = db.execute_sql(
        "SELECT w, touch FROM contact_day WHERE contact_id = ? AND day = ?",
        (who[name], TODAY - ago),
    ).fetchone()
    return row and tuple(row)


def test_who_was_met_was_met(journal, meetup):
    _, who = meetup
    assert last(who, "Ana").last_on == TODAY - 9
    assert last(who, "Ana").state.n == 1
    assert day(who, "Ana") == (0.6, 1)
    assert last(who, "Cai").last_on is None  # who was there unmet
    assert day(who, "Ben") == (1.0, 1)  # met once, however often it was written down
    assert last(who, "Ben").state.n == 2
    found = contacts.find_ids(ContactFilter(text="last:<2w"), "name", TODAY)
    assert set(found) == {who["Ana"], who["Ben"]}
    assert integrity.check(journal) == []
    assert_sound(journal)


def test_it_follows_the_event(journal, meetup):
    held, who = meetup
    with journal.edit("move"):
        form = events.form(held)
        form.starts_on = TODAY - 3
        events.update(held, form)
    assert (day(who, "Ana"), day(who, "Ana", 3)) == (None, (0.6, 1))
    assert (day(who, "Ben"), day(who, "Ben", 3)) == ((1.0, 1), (0.6, 1))
    with journal.edit("trash"):
        events.trash([held])
    assert last(who, "Ana").last_on is None
    assert last(who, "Ben").last_on == TODAY - 9
    assert_sound(journal)
    journal.undo()
    journal.undo()
    assert day(who, "Ana") == (0.6, 1)
    assert_sound(journal)


def test_it_follows_who_was_met(journal, meetup):
    held, who = meetup
    with journal.edit("met after all"):
        events.add_people(held, "Cai", "met")
    assert day(who, "Cai") == (0.6, 1)
    with journal.edit("not met"):
        events.set_people(held, [(who["Ben"], "met", ""), (who["Cai"], "met", "")])
    assert day(who, "Ana") is None
    with journal.edit("talked"):
        interaction(who["Cai"], ago=9, kind="reaction")
    assert day(who, "Cai") == (0.6, 1)
    assert_sound(journal)


def test_what_is_planned_does_not_count_yet(journal, meetup):
    _, who = meetup
    with journal.edit("ahead"):
        ahead = event("Party", ago=-4)
        events.add_people(ahead, "Dee", "met")
    assert last(who, "Dee").last_on is None
    assert_sound(journal)
