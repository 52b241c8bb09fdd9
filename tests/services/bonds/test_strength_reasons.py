"""What stands behind a strength."""

from __future__ import annotations

import pytest

from netjournal.services.bonds import strength, strength_reasons
from netjournal.services.bonds.strength import state_from_days
from netjournal.services.bonds.strength_reasons import explain, moved

T = 20_000


def kept_up(every, times, last=T, w=1.0):
    return [(last - every * i, w, True) for i in range(times)]


def test_nothing_logged():
    why = explain([], T, ideal=30, at_most=60)
    assert (why.label, why.state, why.score, why.chance_90) == ("none", "none", 0, None)
    assert (why.silence, why.per_year, why.usual_gap) == (None, None, None)
    assert (why.next_label, why.next_day, why.warns, why.target) == ("", None, False, 30)


def test_a_kept_up_tie():
    why = explain(kept_up(21, 40), T + 12)
    assert (why.label, why.state, why.silence) == ("close", "on_rhythm", 12)
    assert why.usual_gap == 21
    assert why.touches == 40
    assert why.per_year == pytest.approx(365 / 21, abs=0.6)
    state = state_from_days(kept_up(21, 40))
    assert (why.next_label, why.next_day) == strength.forecast(state, T + 12)[0]


def test_fading_comes_before_rhythm():
    why = explain(kept_up(30, 40), T + 200)
    assert why.state == "fading"
    assert explain(kept_up(30, 40), T + 20).state == "on_rhythm"


def test_a_target_takes_the_place_of_the_usual_gap():
    days = kept_up(30, 40)
    assert explain(days, T + 20, ideal=10).state == "overdue"
    assert explain(days, T + 20, ideal=10, at_most=15).warns
    assert not explain(days, T + 20, ideal=10, at_most=20).warns


def test_rates_count_days_and_not_weights():
    light = explain(kept_up(30, 37, w=0.5), T)
    heavy = explain(kept_up(30, 37, w=1.5), T)
    assert light.per_year == heavy.per_year == pytest.approx(365 / 30, abs=0.1)


@pytest.mark.parametrize(("every", "times"), [(7, 40), (7, 200), (30, 8), (30, 60), (365, 8)])
def test_rates_are_right_for_short_and_long_histories(every, times):
    why = explain(kept_up(every, times), T)
    assert why.per_year == pytest.approx(365 / every, rel=0.02)
    later = explain(kept_up(every, times), T + every // 2)
    assert later.per_year == pytest.approx(365 / every, rel=0.02)


def test_no_rate_is_made_up_for_half_a_year():
    assert explain(kept_up(7, 26), T).per_year is None
    assert explain(kept_up(7, 27), T).per_year is not None
    assert explain(kept_up(300, 2), T).per_year is None


def test_passive_days_are_no_touch():
    why = explain([(T - 10, 0.1, False), (T - 400, 1.0, True)], T)
    assert (why.touches, why.silence) == (1, 400)


def test_a_meeting_moves_volume_up_and_ends_the_silence():
    before = state_from_days(kept_up(30, 12, last=T - 60))
    after = state_from_days([*kept_up(30, 12, last=T - 60), (T, 1.0, True)])
    how = moved(before, T - 1, after, T)
    assert how.total > 0
    assert how.volume > 0
    assert how.silence > 0


def test_from_nothing():
    how = moved(strength.EMPTY, T - 1, state_from_days([(T, 1.0, True)]), T)
    assert how.total == pytest.approx(4.82, abs=0.01)
    assert strength_reasons.moved(strength.EMPTY, T - 1, strength.EMPTY, T).total == 0
