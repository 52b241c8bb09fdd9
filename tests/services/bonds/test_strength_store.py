"""What is stored of ties keeps the invariants of the model, in a real journal."""

from __future__ import annotations

import os
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netjournal.models import Journal
from netjournal.models.handle import db
from netjournal.services.bonds import ties
from netjournal.services.bonds.strength_days import DAY_CAP
from netjournal.services.duplicates import merge
from tests.builders import TODAY, contact, interaction


def union(*histories):
    """The contact-days of several people as one person's, by day; shared days add up to the cap."""
    days = {}
    for day, w, touch in (one for history in histories for one in history):
        known, touched = days.get(day, (0.0, False))
        days[day] = (min(DAY_CAP, known + w), touched or bool(touch))
    return [(day, *days[day]) for day in sorted(days)]


AGOS = st.lists(st.integers(0, 900), max_size=8)
KINDS = ("met", "call", "message", "reaction")


@pytest.fixture
def fresh(tmp_path_factory):
    """Make an empty journal per example."""
    opened: list[Journal] = []

    def make() -> Journal:
        while opened:
            opened.pop().close()
        journal = Journal.create(tmp_path_factory.mktemp("j") / "a.netjournal")
        journal.today = lambda: TODAY
        opened.append(journal)
        return journal

    yield make
    for journal in opened:
        journal.close()


def tie(contact_id):
    return ties.read([contact_id], TODAY).get(contact_id, ties.NO_TIE)


def talk(contact_id, agos, **fields):
    for n, ago in enumerate(agos):
        interaction(contact_id, ago=ago, kind=KINDS[n % len(KINDS)], **fields)


@given(AGOS, AGOS)
@settings(max_examples=15)
def test_merged_people_have_the_union_of_their_days(fresh, one, other):
    journal = fresh()
    with journal.edit("Fill"):
        ana, again = contact("Ana"), contact("Ana K.")
        talk(ana, one)
        talk(again, other)
    days = ties.contact_days([ana, again], TODAY)
    expected = union(days.get(ana, []), days.get(again, []))
    with journal.edit("Merge"):
        merge.merge(ana, [again])
    merged = ties.contact_days([ana], TODAY).get(ana, [])
    assert [day for day, _, _ in merged] == [day for day, _, _ in expected]
    for (_, w, touch), (_, wanted, touched) in zip(merged, expected, strict=True):
        assert w == pytest.approx(wanted)
        assert touch == touched


def test_time_zones_and_clocks_change_nothing(journal):
    with journal.edit("Fill"):
        here, there = contact("Here"), contact("There")
        talk(here, (3, 40, 41, 300), minute=5, zone="Europe/Berlin")
        talk(there, (3, 40, 41, 300), minute=23 * 60 + 55, zone="Pacific/Auckland")
    assert tie(here) == tie(there)
    before, zone = tie(here), os.environ.get("TZ")
    try:
        for name in ("Pacific/Kiritimati", "America/Adak", "Europe/Lisbon"):
            os.environ["TZ"] = name
            time.tzset()
            with journal.edit("Again"):
                talk(there, (500,))
            assert tie(here) == before
    finally:
        if zone is None:
            del os.environ["TZ"]
        else:
            os.environ["TZ"] = zone
        time.tzset()


def test_what_is_meant_changes_no_strength(journal):
    with journal.edit("Fill"):
        ana, ben = contact("Ana"), contact("Ben")
        talk(ana, (3, 40, 41, 300))
    before = tie(ana)
    with journal.edit("Mean"):
        db.execute_sql(
            "UPDATE contact SET importance = 2, closeness = 'inner', rhythm_state = 'active', "
            "rhythm_ideal_days = 7, booster = 'yes' WHERE id = ?",
            (ana,),
        )
        talk(ben, (1, 2, 3))  # an event with one changes nobody else
        interaction(ana, ago=-20)  # planned: nothing before its day
        interaction(ana, ago=1, kind="note")
    assert tie(ana) == before
