"""Events, and everyone met there written down fast."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netjournal.errors import NotFound, UsageError
from netjournal.models.handle import db
from netjournal.services import events
from netjournal.services.events import EventForm
from netjournal.services.people import contacts
from tests.builders import TODAY, contact, event


def test_upcoming_soonest_first_then_past_newest_first(journal):
    with journal.edit("add"):
        old, newer = event("Old", ago=90), event("Newer", ago=3)
        later, soon = event("Later", ago=-30), event("Soon", ago=0, start_minute=1140)
        running = events.create(EventForm("Fair", starts_on=TODAY - 2, ends_on=TODAY))
        events.trash([event("Gone")])
    ids = [row.id for row in events.events("all", TODAY)]
    assert ids == [running, soon, later, newer, old]
    assert [row.id for row in events.events("upcoming", TODAY)] == ids[:3]
    assert [row.id for row in events.events("past", TODAY)] == ids[3:]
    assert events.count() == 5
    assert [row.title for row in events.trashed()] == ["Gone"]
    assert [row.id for row in events.between(TODAY, TODAY + 6)] == [soon]


@given(
    st.lists(
        st.tuples(
            st.integers(-3, 3),
            st.none() | st.integers(-3, 3),
            st.none() | st.integers(0, 2),
            st.booleans(),
        ),
        max_size=12,
    )
)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_order_is_that_of_two_plain_questions(journal, drawn):
    with journal.edit("add"):
        for start, end, minute, gone in drawn:
            last = None if end is None else TODAY + end
            number = events.create(EventForm("x", "talk", TODAY + start, minute, last))
            if gone:
                events.trash([number])
    upcoming, past = (
        [
            row[0]
            for row in db.execute_sql(
                "SELECT id FROM event WHERE trashed_at IS NULL "
                f"AND COALESCE(ends_on, starts_on) {compared} ? "
                f"ORDER BY starts_on {way}, start_minute {way}, id {way}",
                (TODAY,),
            )
        ]
        for compared, way in ((">=", "ASC"), ("<", "DESC"))
    )
    assert events.ids("upcoming", TODAY) == upcoming
    assert events.ids("past", TODAY) == past
    assert events.ids("all", TODAY) == upcoming + past
    if drawn:
        journal.undo()


def test_an_event_is_read_back(journal):
    given = EventForm(
        "PyCon", "conference", TODAY, 540, TODAY + 2, "Europe/Berlin", "BCC", "u", "n"
    )
    with journal.edit("add"):
        number = events.create(given)
    assert events.form(number) == given
    with journal.edit("same") as step:
        events.update(number, given)
    assert step.change_set is None


@pytest.mark.parametrize("bad", [EventForm(" "), EventForm("x", kind="nonsense")])
def test_an_event_needs_a_title_and_a_kind(journal, bad):
    with pytest.raises(UsageError), journal.edit("add"):
        events.create(bad)
    with pytest.raises(NotFound):
        events.form(99)


def test_everyone_met_in_one_line(journal):
    with journal.edit("add"):
        ana = contact("Ana Kovač")
        number = event(ago=2, place="c-base", kind="meetup")
        found = events.add_people(number, "ana kovac (Rust), Li (climbing); Sam,\nZoë Young ()")
    assert found[0] == ana
    people = events.people(number)
    assert [(p.full_name, p.role, p.note) for p in people] == [
        ("Ana Kovač", "met", "Rust"),
        ("Li", "met", "climbing"),
        ("Sam", "met", ""),
        ("Zoë Young", "met", ""),
    ]
    li = contacts.form(found[1])
    assert (li.met_event_id, li.met_on, li.met_place) == (number, "2026-11-21", "c-base")
    assert (li.met_via, li.note) == ("meetup", "climbing")
    assert contacts.form(ana).met_event_id is None
    row = events.events("past", TODAY)[0]
    assert (row.people_count, row.met_count) == (4, 4)


def test_a_name_that_two_people_have_makes_a_third(journal):
    with journal.edit("add"):
        twins = [contact("Sam"), contact("Sam")]
        found = events.add_people(event(kind="talk"), "Sam")
    assert found[0] not in twins
    assert contacts.form(found[0]).met_via == "other"


def test_the_people_of_an_event_are_exactly_these(journal):
    with journal.edit("add"):
        ana, ben, gone = contact("Ana"), contact("Ben"), contact("Gone")
        number = event()
        events.set_people(number, [(ana, "met", "x"), (ben, "attended", ""), (gone, "met", "")])
        contacts.trash([gone])
        new = events.set_people(number, [(ben, "expected", "y"), ("Cy", "met", "")])[1]
    assert [(p.contact_id, p.role, p.note) for p in events.people(number)] == [
        (new, "met", ""),
        (ben, "expected", "y"),
    ]
    with journal.edit("restore"):
        contacts.restore([gone])
    assert gone in [p.contact_id for p in events.people(number)]


@pytest.mark.parametrize("text", ["", ", ,;", "()", "(((", "a(b(c)), d", "\n\n"])
def test_odd_lists_of_names_never_fail(journal, text):
    with journal.edit("add"):
        number = event()
        for contact_id in events.add_people(number, text):
            assert contacts.form(contact_id).full_name.strip()
