"""All ties at once give what each tie gives alone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netjournal.services.bonds import rhythm, strength, strength_bulk
from netjournal.services.bonds.strength import state_from_days

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


@given(HISTORIES)
def test_stored_states_give_the_same(histories):
    states = [state_from_days(history, T) for history in histories]
    rows = [(s.n, s.first_day, s.last_day, s.log_volume) for s in states]
    compare(strength_bulk.ties_from_rows(rows), states)


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
def test_fading_and_losses_equal_single(histories, best):
    states = [state_from_days(history, T) for history in histories]
    rows = [(s.n, s.first_day, s.last_day, s.log_volume) for s in states]
    ties = strength_bulk.ties_from_rows(rows)
    found = strength_bulk.fading(ties, T, np.full(len(rows), best), kappa=0.9)
    assert found.tolist() == [rhythm.fading(s, T, best, kappa=0.9) for s in states]
    values, gaps = [0.5, 1.0, 2.0] * 4, [None, 20.0, 400.0] * 4
    losses = strength_bulk.losses(ties, T, values[: len(rows)], gaps[: len(rows)], 0.9)
    single = [
        rhythm.nurture_loss(s, T, value, gap, 0.9)
        for s, value, gap in zip(states, values, gaps, strict=False)
    ]
    assert losses.tolist() == pytest.approx(single, **SAME)


def test_an_event_with_one_changes_nobody_else():
    histories = [[(T - 30 * i, 1.0, True) for i in range(n)] for n in (1, 5, 20)]
    before = strength_bulk.ties_from_days(strength_bulk.days_from_histories(histories), T)
    more = [histories[0], [*histories[1], (T - 1, 1.0, True)], histories[2]]
    after = strength_bulk.ties_from_days(strength_bulk.days_from_histories(more), T)
    then, now = strength_bulk.strengths(before, T), strength_bulk.strengths(after, T)
    assert (then == now).tolist() == [True, False, True]


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
    assert strength_bulk.ties_from_rows([]).n.size == 0
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
