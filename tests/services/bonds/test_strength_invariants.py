"""What holds for every history: bounds, monotony, order, shifts, merging, planning."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from netjournal.services.bonds import rhythm, strength, strength_reasons
from netjournal.services.bonds.strength import TieState, state_from_days

T = 20_000
EXACT = 1e-9
CLOSE = pytest.approx  # to 1e-6 of the value: far above rounding, far below anything shown

WEIGHTS = st.sampled_from([0.0, 0.05, 0.1, 0.5, 0.7, 1.0, 1.5])
DAYS = st.integers(T - 6000, T)
CONTACT_DAYS = st.tuples(DAYS, WEIGHTS, st.booleans())
HISTORIES = st.lists(CONTACT_DAYS, max_size=40, unique_by=lambda one: one[0])
HORIZONS = st.integers(1, 1000)
KAPPAS = st.floats(0.3, 2.0)


def chance(state, t, horizon=90):
    """The chance, taken as none where it is unknown."""
    return strength.chance(state, t, horizon) or 0.0


@given(HISTORIES, HORIZONS)
def test_bounds(history, horizon):
    state = state_from_days(history)
    assert 0 <= strength.strength(state, T) <= 100
    assert 0 <= chance(state, T, horizon) < 1
    assert strength.volume(state, T) >= 0
    assert (strength.chance(state, T, horizon) is None) == (state.n == 0)


@given(HISTORIES, st.integers(0, 3000), st.integers(1, 3000))
def test_nothing_rises_without_events(history, some, more):
    state, t = state_from_days(history), T + some
    for measure in (strength.strength, strength.volume, chance, strength.pace):
        assert measure(state, t + more) <= measure(state, t) + EXACT


@given(HISTORIES, CONTACT_DAYS, HORIZONS)
def test_an_added_day_never_lowers_and_a_deleted_one_never_raises(history, extra, horizon):
    less = [one for one in history if one[0] != extra[0]]
    before, after = state_from_days(less), state_from_days([*less, extra])
    assert strength.strength(after, T) >= strength.strength(before, T) - EXACT
    assert chance(after, T, horizon) >= chance(before, T, horizon) - EXACT


@given(HISTORIES, st.data())
def test_a_heavier_day_never_lowers(history, data):
    assume(history)
    i = data.draw(st.integers(0, len(history) - 1))
    day, w, touch = history[i]
    for heavier in ((day, 1.5, touch), (day, w, True)):
        raised = state_from_days([*history[:i], heavier, *history[i + 1 :]])
        before = state_from_days(history)
        assert strength.strength(raised, T) >= strength.strength(before, T) - EXACT
        assert chance(raised, T) >= chance(before, T) - EXACT


@given(HISTORIES, st.randoms(use_true_random=False))
def test_order_of_entry_does_not_matter(history, random):
    shuffled = list(history)
    random.shuffle(shuffled)
    assert state_from_days(shuffled) == state_from_days(history)


@given(HISTORIES, st.integers(-200_000, 200_000))
def test_shifting_everything_changes_nothing(history, by):
    state = state_from_days(history)
    shifted = state_from_days([(day + by, w, touch) for day, w, touch in history])
    assert strength.strength(shifted, T + by) == CLOSE(strength.strength(state, T))
    assert strength.chance(shifted, T + by, 90) == strength.chance(state, T, 90)
    assert strength.label(shifted, T + by) == strength.label(state, T)


@given(st.integers(1, 500), st.integers(0, 5000), HORIZONS, HORIZONS, KAPPAS)
def test_chance_rises_with_horizon_and_evidence(n, silence, horizon, more, kappa):
    likely = strength.law(n, silence, horizon, kappa)
    assert strength.law(n, silence, horizon + more, kappa) > likely
    assert strength.law(n + 1, silence, horizon, kappa) > likely
    assert strength.law(n, silence + more, horizon, kappa) < likely


@given(st.integers(1, 500), st.integers(0, 5000), HORIZONS, HORIZONS, KAPPAS)
def test_survival_is_one_law(n, silence, first, then, kappa):
    """To be silent for both stretches is to be silent for the first, and then for the second."""
    both = 1 - strength.law(n, silence, first + then, kappa)
    one = 1 - strength.law(n, silence, first, kappa)
    two = 1 - strength.law(n, silence + first, then, kappa)
    assert both == CLOSE(one * two)


@given(HISTORIES, HISTORIES)
def test_merged_people_equal_the_union_of_their_days(one, other):
    other = [day for day in other if day[0] not in {d for d, _, _ in one}]
    a, b = state_from_days(one), state_from_days(other)
    union = state_from_days([*one, *other])
    assert union.n == a.n + b.n
    total = strength.volume(a, T) + strength.volume(b, T)
    assert strength.volume(union, T) == CLOSE(total)
    strongest = max(strength.strength(a, T), strength.strength(b, T))
    assert strength.strength(union, T) >= strongest - EXACT


@given(HISTORIES, st.floats(0.01, 99.0))
def test_falls_below_is_the_first_day(history, level):
    state = state_from_days(history)
    day = strength.falls_below(state, T, level)
    assert day >= T
    assert strength.strength(state, day) < level
    if day > T:
        assert strength.strength(state, day - 1) >= level


@given(HISTORIES)
def test_forecast_says_every_change(history):
    state = state_from_days(history)
    held, t = strength.label(state, T), T
    for label, day in strength.forecast(state, T):
        assert day > t
        assert strength.label(state, day - 1) == held
        assert strength.label(state, day) == label != held
        held, t = label, day
    assert held in ("none", "dormant")


@given(HISTORIES, st.lists(st.integers(T + 1, T + 400), unique=True, max_size=5))
def test_what_is_planned_changes_nothing_before_its_day(history, planned):
    whole = [*history, *((day, 1.0, True) for day in planned)]
    assert state_from_days(whole, T) == state_from_days(history, T)
    assert strength_reasons.explain(whole, T) == strength_reasons.explain(history, T)


@given(HISTORIES, st.integers(1, 400), st.integers(1, 400))
def test_a_target_changes_neither_strength_nor_chance(history, ideal, at_most):
    plain = strength_reasons.explain(history, T)
    wanted = strength_reasons.explain(history, T, ideal, at_most)
    assert (plain.score, plain.chance_90, plain.label) == (
        wanted.score,
        wanted.chance_90,
        wanted.label,
    )


@given(HISTORIES, st.floats(0, 2), st.one_of(st.none(), st.floats(0.5, 500)), KAPPAS)
def test_nurture_loss_is_never_negative(history, value, gap, kappa):
    state = state_from_days(history)
    assert rhythm.nurture_loss(state, T, value, gap, kappa) >= 0
    assert rhythm.nurture_loss(state, T, 0.0, gap, kappa) == 0


def assert_same(one, other):
    assert (one.n, one.first_day, one.last_day) == (other.n, other.first_day, other.last_day)
    assert (one.log_volume is None) == (other.log_volume is None)
    if one.log_volume is not None:
        assert one.log_volume == pytest.approx(other.log_volume, rel=1e-12, abs=1e-9)


@given(HISTORIES, st.lists(st.integers(T - 6500, T + 500), max_size=8))
def test_walking_along_equals_starting_anew(history, points):
    points = sorted(points)
    for point, state in zip(points, strength.states_at(history, points), strict=True):
        assert_same(state, state_from_days(history, point))


@given(HISTORIES, st.lists(st.integers(T - 6000, T), max_size=30).map(sorted))
def test_strengths_in_one_walk_are_those_of_states(history, points):
    states = strength.states_at(history, points)
    wanted = [strength.strength(state, point) for state, point in zip(states, points, strict=True)]
    assert strength.strengths_at(history, points) == CLOSE(wanted, abs=1e-9)


@given(HISTORIES, st.integers(0, 3000), st.data())
def test_what_moved_adds_up(history, later, data):
    cut = data.draw(DAYS)
    before, after = state_from_days(history, cut), state_from_days(history)
    how = strength_reasons.moved(before, cut, after, T + later)
    total = strength.strength(after, T + later) - strength.strength(before, cut)
    assert how.total == pytest.approx(total, abs=EXACT)
    assert how.volume + how.silence == pytest.approx(how.total, abs=EXACT)


@given(HISTORIES)
def test_silence_alone_only_takes(history):
    state = state_from_days(history)
    how = strength_reasons.moved(state, T, state, T + 100)
    assert how.volume <= EXACT
    assert how.silence <= EXACT


@given(st.lists(st.integers(T - 4000, T), unique=True, max_size=30))
def test_usual_gap_is_a_gap_between_the_extremes(days):
    gap = rhythm.usual_gap(days)
    gaps = [b - a for a, b in pairwise(sorted(days))][-10:]
    assert (gap is None) == (len(gaps) < 3)
    if gap is not None:
        assert min(gaps) <= gap <= max(gaps)


def test_a_fixed_day_gives_fixed_numbers():
    """Reckoned by hand from the formulas, with weights, passive days and silence in it."""
    days = [(T - 21 * i, (0.5, 1.0, 1.5)[i % 3], True) for i in range(2, 40)]
    days += [(T - 5, 0.1, False), (T - 300, 0.1, False)]
    state = state_from_days(days)
    assert state == TieState(38, T - 819, T - 42, CLOSE(59.02030138212868))
    assert strength.strength(state, T) == CLOSE(37.370957039668426)
    assert strength.chance(state, T, 90) == CLOSE(0.6228733277035607)
    assert strength.label(state, T) == "close"
