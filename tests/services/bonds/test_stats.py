"""Figures of the whole network against slow, obvious sums."""

from __future__ import annotations

import pytest

from netjournal.models import (
    Contact,
    ContactTag,
    Help,
    Interaction,
    InteractionContact,
    Journal,
    Tag,
    from_day,
    to_day,
)
from netjournal.models.handle import now_ms
from netjournal.progress import Silent
from netjournal.services.bonds import stats, strength
from netjournal.services.bonds.network_data import Whom

MET = 1


@pytest.fixture
def file(tmp_path):
    journal = Journal.create(tmp_path / "a.netjournal")
    yield journal
    journal.close()


def know(name, days, **fields):
    contact = Contact.create(full_name=name, **fields)
    for day in days:
        interaction = Interaction.create(kind=MET, day=day)
        InteractionContact.create(interaction=interaction, contact=contact)
    return contact


def test_growth_counts_everybody_once_per_point(file):
    today = file.today()
    with file.edit("Fill"):
        often = know("Often", range(today - 700, today, 7))
        know("Once", [today - 500])
        know("Never", [], met_on=from_day(today - 100).isoformat())
        know("Archived", [today - 10], archived_at=now_ms())
        tag = Tag.create(name="Circle")
        ContactTag.create(contact=often, tag=tag)
    series = stats.growth(today - 720, None, today, Silent())
    assert series.days[-1] == today
    totals = [sum(column) for column in zip(*series.counts.values(), strict=True)]
    assert totals[0] <= 1
    assert totals[-1] == 3
    assert series.counts["none"][-1] == 1
    assert series.counts["dormant"][-1] == 1
    days = [(d, 1.0, True) for d in range(today - 700, today, 7)]
    state = strength.state_from_days(days, today)
    once = strength.state_from_days([(today - 500, 1.0, True)], today)
    paces = [strength.pace(s, today) for s in (state, once)]
    assert series.pace[-1] == pytest.approx(sum(paces))
    assert series.counts[strength.label(state, today)][-1] == 1
    assert sum(series.joined) + totals[0] >= 3
    circle = stats.growth(today - 720, tag.id, today, Silent())
    assert circle.pace[-1] == pytest.approx(paces[0])
    assert sum(c[-1] for c in circle.counts.values()) == 1


def test_counts_days_and_help(file):
    today = file.today()
    with file.edit("Fill"):
        ann = know("Ann", [today, today, today - 3])
        Help.create(contact=ann, direction="given", day=today)
        Help.create(contact=ann, direction="received", day=today - 400)
    assert stats.days(today - 10, today) == {today: 2, today - 3: 1}
    assert stats.days(today - 10, today, Whom(via="meetup")) == {}
    assert stats.days(today - 10, today, Whom(via="")) == {today: 2, today - 3: 1}
    assert stats.give_and_take() == stats.GiveAndTake(1, 1)
    assert stats.give_and_take(today - 30) == stats.GiveAndTake(1, 0)
    months = stats.give_and_take_by_month(today - 1000)
    assert [one for _, one in months] == [stats.GiveAndTake(0, 1), stats.GiveAndTake(1, 0)]
    assert months[1][0] == to_day(from_day(today).replace(day=1))
    counts = stats.counts(today)
    assert (counts.contacts, counts.interactions) == (1, 3)
    state = strength.state_from_days([(today, 1.5, True), (today - 3, 1.0, True)], today)
    assert counts.network_strength == pytest.approx(strength.pace(state, today))
    assert counts.live_ties == pytest.approx(strength.chance(state, today, 90))


def test_an_empty_journal(file):
    assert stats.first_day() is None
    assert stats.counts(file.today()).contacts == 0
    series = stats.growth(file.today() - 60, None, file.today(), Silent())
    assert set(series.pace) == {0.0}
