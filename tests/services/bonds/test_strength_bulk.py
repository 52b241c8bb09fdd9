"""All ties at once give what each tie gives alone."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from netjournal.services.bonds import network, rhythm, strength, strength_bulk
from netjournal.services.bonds.strength import state_from_days
from netjournal.services.bonds.strength_days import month_ends

T = 20_000
SAME = {"rel": 1e-9, "abs": 1e-9}
HISTORIES = st.lists(
    st.lists(
        st.tuples(
            st.integers(T - 4000, T + 200), st.sampled_from([0.0, 0.1, 0.5, 1.5]), st.booleans()
        ),
        max_size=15,
        unique_by=lambda one: one[0],
    ),
    max_size=12,
)


@given(HISTORIES)
def test_bulk_equals_single(histories):
    ties = strength_bulk.ties_from_days(strength_bulk.days_from_histories(histories), T)
    states = [state_from_days(history, T) for history in histories]
    assert ties.n.tolist() == [state.n for state in states]
    seen = [i for i, state in enumerate(states) if state.n]
    assert ties.first[seen].tolist() == [states[i].first_day for i in seen]
    assert ties.last[seen].tolist() == [states[i].last_day for i in seen]
    compare(ties, states)


def compare(ties, states):
    paces = [strength.pace(s, T) for s in states]
    assert strength_bulk.paces(ties, T).tolist() == pytest.approx(paces, **SAME)
    assert strength_bulk.volumes(ties, T).tolist() == pytest.approx(
        [strength.volume(s, T) for s in states], **SAME
    )
    points = [strength.strength(s, T) for s in states]
    assert strength_bulk.strengths(ties, T).tolist() == pytest.approx(points, **SAME)
    labels = [strength.LABELS[code] for code in strength_bulk.labels(ties, T)]
    assert labels == [strength.label(s, T) for s in states]
    for horizon, kappa in ((14, 1.0), (365, 0.7)):
        chances = [strength.chance(s, T, horizon, kappa) for s in states]
        bulk = strength_bulk.chances(ties, T, horizon, kappa)
        assert bulk.tolist() == pytest.approx(
            [float("nan") if c is None else c for c in chances], nan_ok=True, **SAME
        )


@given(HISTORIES, st.sampled_from([0.0, 10.0, 20.0, 40.0, 70.0]))
@settings(max_examples=50)
def test_fading_equals_single(histories, best):
    states = [state_from_days(history, T) for history in histories]
    ties = strength_bulk.ties_from_days(strength_bulk.days_from_histories(histories), T)
    found = strength_bulk.fading(ties, T, np.full(len(states), best), kappa=0.9)
    assert found.tolist() == [rhythm.fading(s, T, best, kappa=0.9) for s in states]


@given(HISTORIES, st.data())
def test_an_event_with_one_changes_nobody_else(histories, data):
    assume(histories)
    one = data.draw(st.integers(0, len(histories) - 1))
    free = st.integers(T - 4000, T).filter(lambda day: day not in {d for d, _, _ in histories[one]})
    more = [list(history) for history in histories]
    more[one].append((data.draw(free), 1.0, True))
    before = strength_bulk.ties_from_days(strength_bulk.days_from_histories(histories), T)
    after = strength_bulk.ties_from_days(strength_bulk.days_from_histories(more), T)
    then, now = strength_bulk.strengths(before, T), strength_bulk.strengths(after, T)
    assert [i for i in range(len(histories)) if then[i] != now[i]] == [one]


def test_order_of_rows_does_not_matter():
    histories = [[(T - 3 * i * n, 0.5, i % 2) for i in range(20)] for n in (1, 2, 3)]
    days = strength_bulk.days_from_histories(histories)
    mixed = np.random.default_rng(1).permutation(days.tie.size)
    other = strength_bulk.DayArrays(
        days.tie[mixed], days.day[mixed], days.w[mixed], days.touch[mixed], days.count
    )
    one = strength_bulk.strengths(strength_bulk.ties_from_days(days, T), T)
    two = strength_bulk.strengths(strength_bulk.ties_from_days(other, T), T)
    assert one.tolist() == pytest.approx(two.tolist(), **SAME)


def test_nobody_at_all():
    ties = strength_bulk.ties_from_days(strength_bulk.days_from_histories([]), T)
    assert strength_bulk.strengths(ties, T).size == 0
    ties = strength_bulk.ties_from_days(strength_bulk.days_from_histories([[]]), T)
    assert strength_bulk.labels(ties, T).tolist() == [strength.LABELS.index("none")]


def test_decay_is_the_same_by_table_and_by_formula():
    close = np.array([T - 1, T, T - 2, T - 1])
    far = np.array([T - 100_000, T])
    for days in (close, far):
        expected = [2.0 ** ((day - T) / 365) for day in days.tolist()]
        assert strength_bulk.decay(days, T).tolist() == pytest.approx(expected, rel=1e-12)


def test_a_million_days_cost_what_arrays_cost():
    """Of this thread's own time five times what was measured for the model, at most."""
    dice = np.random.default_rng(7)
    people, size = 100_000, 1_000_000
    whose = (people * dice.random(2 * size) ** 3).astype(np.int64)  # some ties are much busier
    key = np.unique(whose * 4000 + dice.integers(0, 4000, 2 * size))
    key = dice.permutation(key)[:size]
    tie, day = key // 4000, T - key % 4000
    assert tie.size == size
    days = strength_bulk.DayArrays(tie, day, np.ones(tie.size), np.ones(tie.size, bool), people)

    def spent(work):
        begin = time.thread_time()
        found = work()
        return found, time.thread_time() - begin

    ties, rebuilt = spent(lambda: strength_bulk.ties_from_days(days, T))
    points, asked = spent(lambda: strength_bulk.strengths(ties, T))
    ends = month_ends(T - 3660, T)
    series, swept = spent(lambda: network.month_sweep(days, ends))
    assert rebuilt < 5 * 0.049
    assert asked < 5 * 0.003
    assert swept < 5 * 0.55
    assert len(series.pace) in (120, 121)
    assert points.max() <= 100
