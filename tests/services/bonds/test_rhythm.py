"""Usual gaps, states, fading and whom to turn to first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.services.bonds import rhythm, strength
from netjournal.services.bonds.strength import EMPTY, state_from_days

T = 20_000


def kept_up(every, times, last=T):
    """Contact-days every so many days, the newest on ``last``."""
    return [(last - every * i, 1.0, True) for i in range(times)]


def test_the_usual_gap_is_a_median_of_the_last_ten():
    assert rhythm.usual_gap([0, 7, 14]) is None
    assert rhythm.usual_gap([0, 7, 14, 60]) == 7
    assert rhythm.usual_gap([60, 14, 0, 7]) == 7
    assert rhythm.usual_gap([0, 7, 14, 60, 100]) == 23.5
    old_habit = list(range(0, 200, 2))
    new_habit = list(range(230, 530, 30))
    assert rhythm.usual_gap(old_habit + new_habit) == 30
    assert rhythm.usual_gap([]) is None


def test_two_touches_on_a_day_are_one():
    assert rhythm.usual_gap([0, 0, 7, 14, 21]) == 7


@pytest.mark.parametrize(
    ("silence", "state"),
    [
        *[(0, "on_rhythm"), (74, "on_rhythm"), (75, "coming_due"), (99, "coming_due")],
        *[(100, "due"), (199, "due"), (200, "overdue"), (399, "overdue"), (400, "drifting")],
        *[(800, "drifting"), (801, "silent"), (9000, "silent")],
    ],
)
def test_where_a_silence_stands(silence, state):
    assert rhythm.rhythm_state(silence, 100) == state


def test_without_rhythm_or_touch_there_is_no_state():
    assert rhythm.rhythm_state(50, None) == "none"
    assert rhythm.rhythm_state(None, 100) == "none"
    assert rhythm.rhythm_state(0, 0.0) == "on_rhythm"


def test_every_state_is_known():
    reached = {rhythm.rhythm_state(s, 100) for s in (0, 80, 100, 200, 400, 801)} | {
        "fading",
        "none",
    }
    assert reached == set(rhythm.STATES)
    assert rhythm.STATES[0] == "fading"


def test_warning_only_after_at_most():
    assert not rhythm.warns(60, 60)
    assert rhythm.warns(61, 60)
    assert not rhythm.warns(None, 60)
    assert not rhythm.warns(61, None)


@pytest.mark.parametrize("every", [1, 7, 30, 91, 365])
def test_planned_strength_is_where_a_kept_rhythm_settles(every):
    days = kept_up(every, 40 * 365 // every)
    settled = strength.strength(state_from_days(days), T + every // 2)
    # forty years are not for ever: N / (N + 6) is still a little below 1
    assert rhythm.planned_strength(every) == pytest.approx(settled, abs=1.0)
    assert rhythm.planned_strength(every) >= settled - 0.2


def test_a_tie_that_was_warm_and_may_be_over_fades():
    days = kept_up(30, 30)
    for silence, expected in ((20, False), (200, True)):
        t = T + silence
        best = rhythm.best_of_year(days, t)
        assert best >= 15
        assert rhythm.fading(state_from_days(days), t, best) is expected


def test_a_lost_label_is_fading_even_when_a_touch_is_likely():
    days = kept_up(30, 40)
    state, t = state_from_days(days), T + 55
    best = rhythm.best_of_year(days, t)
    assert strength.chance(state, t, 90) > 0.5
    assert strength.label_of(best) == "close"
    assert strength.label(state, t) == "warm"
    assert rhythm.fading(state, t, best)


def test_a_label_lost_by_a_hair_is_no_fading_yet():
    days = kept_up(9, 90)
    state = state_from_days(days)
    t = next(t for t in range(T, T + 300) if strength.label(state, t) == "close")
    assert strength.strength(state, t) > 58
    assert not rhythm.fading(state, t, 61.0)
    later = next(t for t in range(t, t + 300) if strength.strength(state, t) < 58)
    assert rhythm.fading(state, later, 61.0)


def test_young_weak_and_long_lost_ties_do_not_fade():
    young = kept_up(10, 5)
    assert not rhythm.fading(state_from_days(young), T + 200, 60.0)
    weak = kept_up(300, 12)
    assert not rhythm.fading(state_from_days(weak), T + 200, rhythm.best_of_year(weak, T + 200))
    lost = kept_up(30, 30)
    assert not rhythm.fading(state_from_days(lost), T + 800, rhythm.best_of_year(lost, T + 800))


def test_own_calibration_enters_the_warning():
    days = kept_up(30, 60)
    t = T + 61
    state = state_from_days(days)
    best = strength.strength(state, t)  # no label lost since
    assert not rhythm.fading(state, t, best, kappa=1.0)
    assert rhythm.fading(state, t, best, kappa=0.5)


def test_best_of_year_looks_at_month_ends_of_one_year():
    assert rhythm.best_of_year([], T) == 0
    once = [(T, 1.0, True)]
    assert rhythm.best_of_year(once, T + 800) < 1
    assert rhythm.best_of_year(once, T - 1) == 0
    days = kept_up(7, 100)
    assert rhythm.best_of_year(days, T + 300) > strength.strength(state_from_days(days), T + 300)


def test_nurture_points_at_ties_that_can_be_kept():
    """A friend seen every fortnight for two years."""
    days = kept_up(14, 53)
    state = state_from_days(days)
    loss = [rhythm.nurture_loss(state, T + s) for s in range(800)]
    assert loss[0] == pytest.approx(0.09, abs=0.005)
    assert max(loss) == pytest.approx(0.77, abs=0.005)
    assert loss.index(max(loss)) == pytest.approx(45, abs=3)
    assert loss[730] / max(loss) == pytest.approx(1 / 20, abs=0.005)
    top = loss.index(max(loss))
    assert loss[: top + 1] == sorted(loss[: top + 1])
    assert loss[top:] == sorted(loss[top:], reverse=True)


def test_nobody_is_suggested_before_half_their_gap():
    state = state_from_days(kept_up(14, 53))
    assert rhythm.nurture_loss(state, T + 7, gap=14) == 0
    half = rhythm.nurture_loss(state, T + 10, gap=13.333333333333334)
    assert half == pytest.approx(rhythm.nurture_loss(state, T + 10) / 2)
    full = rhythm.nurture_loss(state, T + 14, gap=14)
    assert full == rhythm.nurture_loss(state, T + 14)
    assert rhythm.gate(100, None) == 1
    assert rhythm.gate(100, 20) == 1


def test_what_a_tie_means_scales_its_loss():
    state = state_from_days(kept_up(14, 53))
    plain = rhythm.nurture_loss(state, T + 40)
    assert rhythm.nurture_loss(state, T + 40, value=2.0) == pytest.approx(2 * plain)
    assert rhythm.nurture_loss(EMPTY, T) == 0


_HISTORY = st.lists(
    st.tuples(st.integers(-2_000, 0), st.sampled_from([0.1, 0.5, 1.0, 1.5]), st.booleans()),
    unique_by=lambda day: day[0],
    max_size=60,
)


@given(_HISTORY, st.integers(0, 400), st.sampled_from([0.5, 1.0, 2.0]))
def test_whoever_fades_is_not_passed_over(days, later, kappa):
    """What is judged without the history leaves nobody out."""
    days = [(T + ago, w, touch) for ago, w, touch in days]
    state, best = rhythm.state_and_best(days, T + later)
    alone = state_from_days(days, T + later)
    assert (state.n, state.first_day, state.last_day) == (alone.n, alone.first_day, alone.last_day)
    assert state.log_volume == (alone.log_volume and pytest.approx(alone.log_volume))
    if rhythm.fading(state, T + later, best, kappa):
        assert rhythm.may_fade(state, T + later, kappa)
