"""Before and after an event: who is likely there, whom to follow up, what became of it."""

import pytest

from netjournal.models.handle import db
from netjournal.services import events, events_after, events_before, interactions
from netjournal.services.people import contacts
from tests.builders import TODAY, contact, event, interaction


def lane(today=TODAY):
    return [(one.title, one.full_name, one.note) for one in events_after.lane(today)]


@pytest.fixture
def meetup(journal):
    with journal.edit("fill"):
        made = event("Rust Berlin", ago=1)
        events.add_people(made, "Ana (Rust), Li (climbing), Sam")
        interaction(*ids("Ana", "Li", "Sam"), ago=1, kind="event", event_id=made)
        events.add_people(made, "Old friend", role="attended")
    return made


def ids(*names):
    return [
        db.execute_sql("SELECT id FROM contact WHERE full_name = ?", (name,)).fetchone()[0]
        for name in names
    ]


def test_a_lane_of_two_days(journal, meetup):
    assert lane() == [
        ("Rust Berlin", "Ana", "Rust"),
        ("Rust Berlin", "Li", "climbing"),
        ("Rust Berlin", "Sam", ""),
    ]
    assert len(lane(TODAY + 1)) == 3
    assert lane(TODAY + 2) == []
    assert lane(TODAY - 2) == []


def test_who_leaves_the_lane(journal, meetup):
    ana, li, sam = events_after.lane(TODAY)
    with journal.edit("answers"):
        made = events_after.wrote(ana, TODAY, "Hello after Rust Berlin")
        events_after.not_needed(li, TODAY)
        interaction(sam.contact_id, ago=1, kind="message")
    assert lane() == []
    assert db.execute_sql("SELECT COUNT(*) FROM followup WHERE state = 'open'").fetchone()[0] == 0
    with journal.edit("not after all"):
        interactions.trash([made])
        contacts.trash([sam.contact_id])
    assert [name for _, name, _ in lane()] == ["Ana"]
    journal.undo()
    journal.undo()
    assert [name for _, name, _ in lane()] == ["Ana", "Li", "Sam"]


def test_what_became_of_those_met(journal):
    with journal.edit("fill"):
        made = event("Fair", ago=500)
        events.add_people(made, "Ana, Li, Sam, Kim")
        ana, li, sam, kim = ids("Ana", "Li", "Sam", "Kim")
        interaction(ana, li, sam, kim, ago=500, kind="event", event_id=made)
        for ago in range(140, 480, 30):  # up to a year after the fair and beyond
            interaction(ana, ago=ago)
        interaction(li, ago=480)
        interaction(sam, ago=100)  # more than a year later
        interaction(ana, ago=300, kind="was_helped")
        interaction(sam, ago=90, kind="helped")
    found = events_after.event_yield(made, TODAY)
    assert (found.met, found.again, found.helped, found.ties) == (4, 2, 1, 1)
    assert (found.judged_on, found.whole_year) == (TODAY - 135, True)
    with journal.edit("more"):
        recent = event("Talk", ago=20)
        events.add_people(recent, "Bo")
        interaction(*ids("Bo"), ago=20, kind="event", event_id=recent)
        nobody = event("Nobody", ago=20)
        ahead = event("Ahead", ago=-3)
        events.add_people(ahead, "Bo")
    assert not events_after.event_yield(recent, TODAY).whole_year
    assert events_after.event_yield(nobody, TODAY) is None
    assert events_after.event_yield(ahead, TODAY) is None


def test_who_is_likely_there(journal):
    with journal.edit("fill"):
        for number, who in enumerate(("Ana, Li", "Ana", "Ana, Sam")):
            past = event(f"Rust & Rye: evening {number}", ago=60 * (number + 1))
            events.add_people(past, who, role="attended")
        other = event("Opera night", ago=30)
        events.add_people(other, "Tenor")
        contact("Member", circles=["Rye"])
        contact("Gone", circles=["Rye"])
        contact("Reader", interests=["Rust"])
        contacts.archive(ids("Gone"))
        coming = event("Rust & Rye: parsers", ago=-3)
        events.add_people(coming, "Li", role="expected")
    found = events_before.likely(coming, TODAY)
    assert [(one.full_name, one.why, one.times, one.of, one.about) for one in found] == [
        ("Ana", "series", 3, 3, ""),
        ("Sam", "series", 1, 3, ""),
        ("Member", "circle", 0, 0, "Rye"),
        ("Reader", "topic", 0, 0, "Rust"),
    ]
    assert events_before.likely(coming, TODAY, 2) == found[:2]
    assert events_before.likely(99, TODAY) == []


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Rust & Rye: parsers", "rust & rye"),
        ("PyCon 2026", "pycon"),
        ("Code for Good – hack day", "code for good"),
        ("2026", ""),
        ("Ünconference", "unconference"),
    ],
)
def test_titles_of_one_series(title, key):
    assert events_before.series_key(title) == key
