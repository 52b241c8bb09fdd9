"""The walk through all contact-days: what its arrays hold between two steps."""

from __future__ import annotations

import numpy as np
import pytest

from netjournal.services.bonds import strength
from netjournal.services.bonds.strength import state_from_days
from netjournal.services.bonds.strength_bulk import days_from_histories
from netjournal.services.bonds.strength_walk import Walk

T = 20_000
HISTORIES = [
    [(T - 5, 1.0, True)],
    [(T - 300, 0.1, False), (T - 200, 1.0, True), (T - 20, 0.5, True)],
    [(T - 100, 0.1, False)],
    [(T - 250, 1.5, True)],
]


def test_ties_stand_in_the_order_of_their_first_touch():
    walk = Walk(days_from_histories(HISTORIES), [T - 220, T - 100, T])
    assert walk.order.tolist() == [3, 1, 0, 2]
    assert [walk.paces.size for _ in walk.steps()] == [1, 2, 3]


def test_paces_and_chances_by_place():
    points = [T - 220, T - 100, T]
    walk = Walk(days_from_histories(HISTORIES), points)
    for t in walk.steps():
        for place in range(walk.paces.size):
            state = state_from_days(HISTORIES[walk.order[place]], t)
            assert walk.paces[place] * walk.scale == pytest.approx(strength.pace(state, t))
            assert walk.likely[place] == pytest.approx(strength.chance(state, t, 90))
            assert strength.LABELS[walk.codes(t)[place]] == strength.label(state, t)
    assert t == T


def test_sums_take_an_own_calibration():
    walk = Walk(days_from_histories(HISTORIES[:1]), [T])
    list(walk.steps())
    pace, live, spread = walk.sums(0.5)
    chance = strength.chance(state_from_days(HISTORIES[0]), T, 90, 0.5)
    assert live == pytest.approx(chance)
    assert spread == pytest.approx((chance * (1 - chance)) ** 0.5)
    assert pace == walk.sums(1.0)[0]


def test_people_come_in_with_their_first_day_of_any_kind():
    walk = Walk(days_from_histories(HISTORIES), [T - 301, T - 300, T - 100, T])
    assert walk.people(None).tolist() == [0, 1, 3, 4]
    only = np.array([True, False, False, True])
    walk = Walk(days_from_histories(HISTORIES), [T - 301, T - 250, T], only)
    assert walk.people(None).tolist() == [0, 1, 2]
    assert walk.people(np.array([T - 400, T - 400, T - 400, T])).tolist() == [1, 2, 2]
