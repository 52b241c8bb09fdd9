"""A mark of a chart leads to exactly the people it counts."""

from __future__ import annotations

import random

import pytest

from netjournal.models import Help
from netjournal.models.handle import from_day, to_day
from netjournal.progress import Silent
from netjournal.services.bonds import insight_people, month_history, strength
from netjournal.services.bonds.insight_people import Point
from netjournal.services.bonds.network_data import Whom
from netjournal.services.people import contacts
from tests.builders import TODAY, contact, interaction


@pytest.fixture
def filled(journal):
    rng = random.Random(4)
    with journal.edit("Fill"):
        for n in range(30):
            met_on = from_day(TODAY - rng.randrange(900)).isoformat() if n % 3 else ""
            fields = {"circles": ["Choir"] if n % 4 == 0 else [], "met_on": met_on}
            one = contact(f"P{n}", met_via="meetup" if n % 2 else "work", **fields)
            gap = rng.choice((5, 20, 60, 200))
            for ago in range(rng.randrange(400), rng.randrange(401, 900), gap):
                interaction(one, ago=ago)
        contacts.archive([1, 2])
    return journal


@pytest.mark.parametrize("whom", [Whom(), Whom(1), Whom(None, "meetup"), Whom(1, "work")])
def test_behind_each_number_are_as_many_people(filled, whom):
    series = month_history.growth(TODAY - 700, whom, TODAY, Silent())
    flows = {"joined": series.joined, "revived": series.revived, "risen": series.risen}
    flows["faded"] = series.faded
    for n in (3, 11, len(series.days) - 1):
        day, before = series.days[n], series.days[n - 1]
        for label in strength.LABELS:
            found = insight_people.labelled(label, day, whom, TODAY)
            assert len(found) == series.counts[label][n], (label, n)
        for kind, numbers in flows.items():
            found = insight_people.flow(kind, Point(day, before), whom, TODAY)
            assert len(found) == numbers[n], (kind, n)
    assert sum(sum(numbers) for numbers in flows.values()) > 5
    alive = insight_people.labelled("alive", TODAY, whom, TODAY)
    last = {label: column[-1] for label, column in series.counts.items()}
    assert len(alive) == sum(last.values()) - last["none"] - last["dormant"]


def test_days_and_help(journal):
    with journal.edit("Fill"):
        ana, ben = contact("Ana", met_via="work"), contact("Ben")
        interaction(ana, ben, ago=3)
        interaction(ben, ago=3)
        Help.create(contact=ana, direction="given", day=TODAY)
        Help.create(contact=ben, direction="received", day=TODAY)
    assert list(insight_people.on_day(TODAY - 3, Whom())) == [ana, ben]
    assert list(insight_people.on_day(TODAY - 3, Whom(None, "work"))) == [ana]
    month = to_day(from_day(TODAY).replace(day=1))
    assert list(insight_people.helped_in(month, "given", Whom())) == [ana]
    assert list(insight_people.helped_in(month, "received", Whom())) == [ben]
    assert not insight_people.helped_in(month - 400, "given", Whom())
