"""One tie over time: month ends, every contact, and what was meant."""

from __future__ import annotations

import pytest

from netjournal.models.handle import db
from netjournal.services.bonds import rhythm, strength, ties
from netjournal.services.bonds.tie_history import tie_history
from tests.builders import TODAY, contact, interaction


def test_a_history_has_month_ends_and_each_contact(journal):
    with journal.edit("Fill"):
        one = contact("Ana")
        for ago, kind in ((400, "met"), (400, "note"), (100, "call"), (100, "coffee"), (20, "met")):
            interaction(one, ago=ago, kind=kind)
        db.execute_sql("UPDATE contact SET rhythm_state = 'active', rhythm_ideal_days = 30")
    history = tie_history(one, TODAY)
    days = [point.day for point in history.points]
    assert days == sorted(set(days))
    assert (days[0], days[-1]) == (TODAY - 400, TODAY)
    kinds = {point.day: point.kinds for point in history.points if point.kinds}
    assert kinds == {TODAY - 400: ("met",), TODAY - 100: ("call", "coffee"), TODAY - 20: ("met",)}
    known = ties.contact_days([one], TODAY)[one]
    for point in history.points:
        state = strength.state_from_days(known, point.day)
        assert point.score == pytest.approx(strength.strength(state, point.day))
    before, at = (p.score for p in history.points if p.day in (TODAY - 101, TODAY - 100))
    assert at > before
    assert history.planned == pytest.approx(rhythm.planned_strength(30))
    recent = tie_history(one, TODAY, TODAY - 50)
    assert recent.points[0].day == TODAY - 50
    assert recent.points[0].score == pytest.approx(
        strength.strength(strength.state_from_days(known, TODAY - 50), TODAY - 50)
    )


def test_nothing_happened_yet(journal):
    with journal.edit("Fill"):
        one = contact("Ana")
    assert tie_history(one, TODAY).points == ()
