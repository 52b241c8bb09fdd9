"""Learning from a journal's own past."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netjournal.services.bonds import strength
from netjournal.services.bonds.strength_bulk import days_from_histories
from netjournal.services.bonds.strength_calibration import (
    LOOK_BACK,
    OUTCOME_WEIGHT,
    PRIOR_SPREAD,
    Calibration,
    Outcomes,
    learn_kappa,
    past_outcomes,
    self_calibration,
)
from netjournal.services.bonds.strength_days import month_ends

T = 20_000
HISTORIES = st.lists(
    st.lists(
        st.tuples(st.integers(T - 1500, T + 100), st.just(1.0), st.booleans()),
        max_size=20,
        unique_by=lambda one: one[0],
    ),
    max_size=6,
)


def outcomes(n, silence, met):
    return Outcomes(np.array(n), np.array(silence), np.array(met, dtype=bool))


def drawn(kappa, count=40_000, seed=3):
    """Outcomes of a journal whose ties follow the law with a factor of their own."""
    rng = np.random.default_rng(seed)
    n, silence = rng.integers(1, 60, count), rng.integers(0, 400, count)
    chances = 1 - (1 + 90 / (1 + silence)) ** (-kappa * n / (n + 6))
    return outcomes(n, silence, rng.random(count) < chances)


@pytest.mark.parametrize("kappa", [0.6, 0.8, 1.0, 1.4])
def test_a_known_factor_is_found_again(kappa):
    """All but what the prior still holds back."""
    assert learn_kappa(drawn(kappa, count=200_000), 90) == pytest.approx(kappa, rel=0.02)


def test_little_is_learnt_from_little():
    some = drawn(0.5, count=10)
    assert 0.9 < learn_kappa(some, 90) < 1.0
    assert learn_kappa(outcomes([], [], []), 90) == 1.0


def test_the_answer_is_the_most_likely_one():
    seen = drawn(0.7, count=500)

    def worth(kappa):
        chances = 1 - (1 + 90 / (1 + seen.silence)) ** (-kappa * seen.n / (seen.n + 6))
        fit = np.where(seen.met, np.log(chances), np.log1p(-chances)).sum()
        return OUTCOME_WEIGHT * fit - math.log(kappa) ** 2 / (2 * PRIOR_SPREAD**2)

    best = learn_kappa(seen, 90)
    assert worth(best) > max(worth(best * 0.999), worth(best * 1.001))
    assert learn_kappa(seen, 90, start=3.0) == pytest.approx(best)


def test_horizons_may_differ():
    seen = drawn(1.0, count=1000)
    assert learn_kappa(seen, np.full(1000, 90.0)) == learn_kappa(seen, 90)


def test_certain_outcomes_are_no_trouble():
    assert learn_kappa(outcomes([500] * 1000, [0] * 1000, [False] * 1000), 90) > 0
    assert learn_kappa(outcomes([1] * 1000, [700] * 1000, [True] * 1000), 90) < 100


@given(HISTORIES)
@settings(max_examples=50)
def test_outcomes_equal_looking_at_each_tie(histories):
    seen = past_outcomes(days_from_histories(histories), T)
    touching = [sorted(d for d, _, touch in one if touch and d <= T) for one in histories]
    expected = []
    for end in month_ends(T - LOOK_BACK, T - 90):
        if not any(end < day <= end + 90 for one in touching for day in one):
            continue
        for one in touching:
            past = [day for day in one if day <= end]
            if past and end - past[-1] <= 730:
                met = any(end < day <= end + 90 for day in one)
                expected.append((len(past), end - past[-1], met))
    found = zip(seen.n.tolist(), seen.silence.tolist(), seen.met.tolist(), strict=True)
    assert list(found) == expected


@given(HISTORIES, st.integers(1, 500))
@settings(max_examples=50)
def test_nothing_is_learnt_from_what_came_later(histories, later):
    known = [[one for one in history if one[0] <= T] for history in histories]
    more = [*[list(one) for one in known], [(T + later, 1.0, True)]]
    one = self_calibration(days_from_histories([*known, []]), T)
    assert one == self_calibration(days_from_histories(more), T)


def test_a_journal_that_rested_teaches_nothing():
    days = days_from_histories([[(T - 1000 + i, 1.0, True) for i in range(50)]])
    quiet = past_outcomes(days, T)
    assert quiet.met.all()  # the windows after the last entry don't count


def test_what_was_said_and_what_was():
    days = days_from_histories([[(T - 7 * i, 1.0, True) for i in range(100)]])
    learnt = self_calibration(days, T)
    assert learnt.kappa > 1
    assert learnt.was == 1.0
    assert 0.5 < learnt.said < 1.0
    assert learnt.outcomes == len(month_ends(T - 693, T - 90))
    assert self_calibration(days_from_histories([]), T) == Calibration(1.0, 0, 0.0, 0.0)


def test_strength_never_depends_on_it():
    """Charts would jump each time something is learnt."""
    state = strength.TieState(9, T - 400, T - 20, 58.0)
    assert strength.chance(state, T, 90, 0.5) < strength.chance(state, T, 90)
    assert strength.pace(state, T) == pytest.approx(
        strength.volume(state, T) * math.log(2) * strength.law(9, 20, 90)
    )
