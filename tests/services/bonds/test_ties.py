"""Ties: the same for few and for many, and sums that leave the right people out."""

import random

import pytest

from netjournal.models.handle import db
from netjournal.services.bonds import live_ties, strength, ties
from netjournal.services.people import contacts
from tests.builders import TODAY, contact, interaction


@pytest.fixture
def crowd(journal):
    dice = random.Random(9)
    with journal.edit("fill"):
        people = [contact(f"P{n}") for n in range(40)]
        for one in people[:30]:
            for _ in range(dice.choice((1, 3, 9, 25))):
                interaction(
                    one, ago=dice.randrange(-20, 900), kind=dice.choice(("met", "reaction"))
                )
    return people


def test_states_are_those_of_the_days(crowd):
    known = ties.read(crowd, TODAY)
    days = ties.contact_days(crowd, TODAY)
    assert set(known) == set(days)
    for contact_id, tie in known.items():
        state = strength.state_from_days(days[contact_id], TODAY)
        assert (tie.state.n, tie.state.first_day, tie.state.last_day) == (
            state.n,
            state.first_day,
            state.last_day,
        )
        assert tie.score == pytest.approx(strength.strength(state, TODAY))
        assert tie.label == strength.label(state, TODAY)
        assert tie.last_on == days[contact_id][-1][0]


def test_many_are_chosen_as_few_are(crowd, monkeypatch):
    ids = crowd[::-1]
    few = [list(ties.chosen(ids, TODAY, label=label)) for label in strength.LABELS]
    strongest, latest = ties.chosen(ids, TODAY, by_strength=True), ties.latest_first(sorted(ids))
    fading = ties.fading_ids(ids, TODAY)
    monkeypatch.setattr(ties, "FEW", 0)
    assert [list(ties.chosen(ids, TODAY, label=label)) for label in strength.LABELS] == few
    assert ties.chosen(ids, TODAY, by_strength=True) == strongest
    assert ties.fading_ids(ids, TODAY) == fading
    assert sorted(ties.latest_first(sorted(ids))) == sorted(latest)
    assert sum(map(len, few)) == len(ids)


def test_the_network_leaves_out_who_is_away(crowd, journal):
    with journal.edit("away"):
        contacts.trash(crowd[:2])
        contacts.archive(crowd[1:4])
        db.execute_sql("UPDATE contact SET deceased = 1 WHERE id = ?", (crowd[5],))
    here = {*crowd} - {*crowd[:4], crowd[5]}
    known = ties.read(sorted(here), TODAY)
    live = sum(strength.chance(tie.state, TODAY, 90) or 0 for tie in known.values())
    people, likely = live_ties.network(TODAY)
    assert people == len(here) + 1  # who died is no live tie, and stays one of the people
    assert likely == pytest.approx(live)


def test_a_sparkline_has_month_ends_and_today(journal):
    with journal.edit("fill"):
        person = contact("Ana")
        for ago in range(0, 1200, 40):
            interaction(person, ago=ago)
    days = ties.contact_days([person], TODAY)[person]
    line = ties.history(days, TODAY)
    assert len(line) == 24
    assert [day for day, _ in line] == sorted({day for day, _ in line})
    for day, score in line:
        assert score == pytest.approx(strength.strength(strength.state_from_days(days, day), day))
    assert ties.history([], TODAY) == ()
    assert [day for day, _ in ties.history(days[-1:], TODAY)] == [TODAY]
