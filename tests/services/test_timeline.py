"""The timeline against a slow and obvious reading of the same journal."""

import random
from collections.abc import Sequence
from typing import Any

import pytest

from netjournal.models import Interaction, from_day
from netjournal.models.helping import Help, Introduction
from netjournal.services import interactions, timeline
from netjournal.services.people import circles, contacts
from netjournal.services.timeline import Badge, TimelineFilter
from tests.builders import TODAY, contact, event, interaction

FILTERS = [
    TimelineFilter(),
    TimelineFilter(kinds=("coffee",)),
    TimelineFilter(kinds=("coffee", "call")),
    TimelineFilter(kinds=("nonsense",)),
    TimelineFilter(circle_id=1),
    TimelineFilter(contact_id=2),
    TimelineFilter(contact_id=2, kinds=("met",), circle_id=1),
    TimelineFilter(text="pilot"),
    TimelineFilter(text="pilot", kinds=("call",)),
    TimelineFilter(text="ana"),
    TimelineFilter(trashed=True),
]


@pytest.fixture
def busy(journal):
    dice = random.Random(5)
    with journal.edit("fill"):
        people = [
            contact(name, circles=["Rust"] if n % 2 else [])
            for n, name in enumerate(["Ana", "Bo", "Cy"])
        ]
        for _ in range(120):
            interaction(
                *dice.sample(people, dice.choice((0, 1, 2))),
                ago=dice.randrange(500),
                kind=dice.choice(("coffee", "call", "met")),
                minute=dice.choice((None, 0, 600, 900)),
                summary=dice.choice(("pilot", "", "choir")),
            )
        interactions.trash([3, 50, 77])
    return people


def rows_of(ids: Sequence[int]) -> Any:
    return timeline.timeline_rows(ids)


def reference(wanted):
    found = []
    rows = rows_of([row.id for row in Interaction.select(Interaction.id)])
    trashed = {r.id for r in Interaction.select() if r.trashed_at is not None}
    rust = {contact_id for contact_id in (1, 2, 3) if contacts.form(contact_id).circles}
    for row in rows:
        ids = {contact_id for contact_id, _ in row.people}
        text = " ".join([row.summary, *(name for _, name in row.people)]).lower()
        keep = (
            (row.id in trashed) == wanted.trashed
            and (not wanted.kinds or row.kind in wanted.kinds)
            and (wanted.circle_id is None or ids & rust)
            and (wanted.contact_id is None or wanted.contact_id in ids)
            and wanted.text in text
        )
        if keep:
            found.append((row.day, -1 if row.minute is None else row.minute, row.id))
    return [number for _, _, number in sorted(found, reverse=True)]


@pytest.mark.parametrize("wanted", FILTERS)
def test_ids_and_months_are_what_a_slow_reading_gives(busy, wanted):
    ids = timeline.timeline_ids(wanted)
    expected = reference(wanted)
    assert list(ids) == expected
    assert expected or wanted.kinds == ("nonsense",) or wanted.contact_id
    months = timeline.months(wanted)
    at = 0
    for year, month, count in months:
        assert timeline.position_of_month(wanted, year, month) == at
        for row in rows_of(ids[at : at + count]):
            day = from_day(row.day)
            assert (day.year, day.month) == (year, month)
        at += count
    assert at == len(ids)
    assert months == sorted(months, reverse=True)


def test_rows_come_in_the_order_asked_for(busy):
    assert [row and row.id for row in rows_of([5, 999, 2])] == [5, None, 2]


def test_badges(journal):
    with journal.edit("fill"):
        ana, ben, zoe = contact("Ana"), contact("Ben"), contact("Zoë")
        met_at = event(ago=9)
        interaction(ana, ago=40)
        noted = interaction(ana, ago=9, need="a flat", promise="x", promise_due=TODAY)
        gave = interaction(ana, ago=8, kind="helped")
        got = interaction(ana, ago=7, kind="was_helped", promise="y")
        intro = interaction(ana, ben, ago=6, kind="introduced")
        there = interaction(ana, zoe, ago=9, kind="event", event_id=met_at)
    rows = rows_of([noted, gave, got, intro, there])
    assert [row.badges for row in rows] == [
        (Badge("need_noted"), Badge("promise", str(TODAY))),
        (Badge("gave"),),
        (Badge("promise"), Badge("got")),
        (Badge("gave"),),
        (Badge("new_people", "1"),),
    ]
    assert rows_of([there, noted])[1].badges == rows[0].badges
    assert rows[4].event_title == "Rust Berlin"


def test_marks_stand_in_one_order_and_each_but_once(journal):
    with journal.edit("fill"):
        ana, zoe = contact("Ana"), contact("Zoë")
        met_at = event(ago=9)
        there = interaction(
            *(ana, zoe),
            ago=9,
            kind="event",
            event_id=met_at,
            need="a flat",
            promise="x",
            promise_due=TODAY,
        )
        for direction in ("received", "given", "given"):
            Help.create(contact=ana, direction=direction, interaction=there, day=TODAY - 9)
        Introduction.create(contact=ana, other=zoe, interaction=there, day=TODAY - 9)
    (row,) = rows_of([there])
    keys = [badge.key for badge in row.badges]
    assert keys == ["need_noted", "promise", "gave", "got", "new_people"]


def test_people_in_the_trash_are_not_named(journal):
    with journal.edit("fill"):
        ana, ben = contact("Ana"), contact("Ben")
        number = interaction(ana, ben)
        contacts.trash([ana])
    assert rows_of([number])[0].people == ((ben, "Ben"),)


def test_names_of_people_in_the_trash_find_nothing(journal):
    with journal.edit("fill"):
        ana, ben = contact("Ana Kovač"), contact("Ben Whitfield")
        interaction(ana, ben, summary="the pilot")
        contacts.trash([ana])
    assert len(timeline.timeline_ids(TimelineFilter(text="kovac"))) == 0
    assert len(timeline.timeline_ids(TimelineFilter(text="whitfield"))) == 1


def test_circles_count_who_is_there(busy, journal):
    with journal.edit("file away"):
        contacts.add_to_circle([1, 2, 3], "Rust")
        contacts.trash([1])
        contacts.archive([1, 2])
    assert [(row.name, row.count) for row in circles.circles()] == [("Rust", 1)]
