"""The network over time against slow, obvious sums."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netjournal.services.bonds import network, rhythm, strength, strength_bulk
from netjournal.services.bonds.strength import state_from_days
from netjournal.services.bonds.strength_days import month_ends

T = 20_000
SAME = {"rel": 1e-9, "abs": 1e-9}
HISTORIES = st.lists(
    st.lists(
        st.tuples(
            st.integers(T - 1200, T + 60), st.sampled_from([0.0, 0.1, 1.0, 1.5]), st.booleans()
        ),
        max_size=25,
        unique_by=lambda one: one[0],
    ),
    min_size=1,
    max_size=8,
)
POINTS = st.lists(st.integers(T - 1300, T + 100), min_size=1, max_size=6, unique=True).map(sorted)


def arrays(histories):
    return strength_bulk.days_from_histories(histories)


def labels_at(histories, t):
    """Label per tie; None for who isn't there yet."""
    found = []
    for history in histories:
        came = min((day for day, _, _ in history), default=t + 1) <= t
        found.append(strength.label(state_from_days(history, t), t) if came else None)
    return found


@given(HISTORIES, POINTS)
def test_sweep_equals_reckoning_each_day_from_scratch(histories, points):
    series = network.month_sweep(arrays(histories), points)
    assert series.days == tuple(points)
    for i, t in enumerate(points):
        states = [state_from_days(history, t) for history in histories]
        likely = [strength.chance(state, t, 90) or 0.0 for state in states]
        assert series.pace[i] == pytest.approx(sum(strength.pace(s, t) for s in states), **SAME)
        assert series.live[i] == pytest.approx(sum(likely), **SAME)
        spread = math.sqrt(sum(p * (1 - p) for p in likely))
        assert series.spread[i] == pytest.approx(spread, abs=1e-6)
        labels = labels_at(histories, t)
        counts = {label: column[i] for label, column in series.counts.items()}
        assert counts == {label: labels.count(label) for label in strength.LABELS}


@given(HISTORIES, POINTS)
def test_flows_equal_the_changes_of_each_tie(histories, points):
    series = network.month_sweep(arrays(histories), points)
    before = labels_at(histories, month_ends(points[0] - 31, points[0] - 1)[-1])
    for i, t in enumerate(points):
        now = labels_at(histories, t)
        changes = [
            (strength.LABELS.index(a), strength.LABELS.index(b))
            for a, b in zip(before, now, strict=True)
            if a not in (None, "none", "new") and b not in ("none", "new")
        ]
        dormant = strength.LABELS.index("dormant")
        came = sum(a is None and b is not None for a, b in zip(before, now, strict=True))
        assert series.joined[i] == came
        assert series.revived[i] == sum(a == dormant < b for a, b in changes)
        assert series.risen[i] == sum(dormant < a < b for a, b in changes)
        assert series.faded[i] == sum(b < a for a, b in changes)
        before = now


@given(HISTORIES, POINTS)
@settings(max_examples=50)
def test_months_before_an_edit_can_be_kept(histories, points):
    """What a sweep says of a month does not depend on where it starts."""
    ends = month_ends(T - 1300, T + 100)
    whole = network.month_sweep(arrays(histories), ends)
    start = len(ends) // 2
    part = network.month_sweep(arrays(histories), ends[start:])
    assert part.pace == pytest.approx(whole.pace[start:], **SAME)
    assert part.live == pytest.approx(whole.live[start:], **SAME)
    assert part.counts == {label: column[start:] for label, column in whole.counts.items()}
    for flow in ("joined", "revived", "risen", "faded"):
        assert getattr(part, flow) == getattr(whole, flow)[start:]


@given(HISTORIES, POINTS, st.data())
@settings(max_examples=50)
def test_a_circle_counts_its_people_only(histories, points, data):
    some = data.draw(st.lists(st.booleans(), min_size=len(histories), max_size=len(histories)))
    within = network.month_sweep(arrays(histories), points, only=np.array(some))
    alone = network.month_sweep(
        arrays([h if yes else [] for h, yes in zip(histories, some, strict=True)]), points
    )
    assert within == alone


@given(HISTORIES, POINTS)
@settings(max_examples=50)
def test_paces_add_up_over_ties(histories, points):
    whole = network.month_sweep(arrays(histories), points)
    parts = [network.month_sweep(arrays([history]), points) for history in histories]
    for i in range(len(points)):
        assert whole.pace[i] == pytest.approx(sum(part.pace[i] for part in parts), **SAME)
        assert whole.live[i] == pytest.approx(sum(part.live[i] for part in parts), **SAME)


@given(HISTORIES)
@settings(max_examples=50)
def test_best_of_year_equals_single(histories):
    best = network.best_of_year(arrays(histories), T)
    single = [rhythm.best_of_year(history, T) for history in histories]
    assert best.tolist() == pytest.approx(single, **SAME)


def test_people_come_in_when_they_were_met():
    histories = [[(T - 10, 1.0, True)], [], [(T - 400, 1.0, True)]]
    joined = np.array([T - 100, T - 50, T])  # the third was touched before
    series = network.month_sweep(arrays(histories), [T - 401, T - 90, T], joined=joined)
    assert series.joined == (0, 2, 1)
    assert series.counts["none"] == (0, 1, 1)
    assert series.counts["new"] == (0, 0, 1)
    assert series.counts["dormant"] == (0, 1, 1)
    some = network.month_sweep(
        arrays(histories), [T], only=np.array([False, True, False]), joined=joined
    )
    assert some.counts["none"] == (1,)


def test_an_own_calibration_moves_live_ties_only():
    histories = [[(T - 20 * i, 1.0, True) for i in range(20)]]
    plain = network.month_sweep(arrays(histories), [T + 30])
    own = network.month_sweep(arrays(histories), [T + 30], kappa=0.6)
    assert own.pace == plain.pace
    state = state_from_days(histories[0])
    assert own.live[0] == pytest.approx(strength.chance(state, T + 30, 90, 0.6))


def test_an_empty_network():
    series = network.month_sweep(arrays([]), [T, T + 30])
    assert series.pace == (0, 0)
    assert set(series.counts) == set(strength.LABELS)
    assert series.joined == (0, 0)
    assert network.month_sweep(arrays([[(T, 1.0, True)]]), []).days == ()
    assert network.best_of_year(arrays([]), T).size == 0


def test_days_after_the_last_point_do_not_exist():
    series = network.month_sweep(arrays([[(T + 1, 1.0, True)]]), [T])
    assert series.live == (0,)
    assert series.joined == (0,)
