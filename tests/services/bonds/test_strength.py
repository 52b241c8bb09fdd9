"""The model of one tie: numbers that are fixed, and what each function promises at its edges."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest

from netjournal.services.bonds import strength
from netjournal.services.bonds.strength import EMPTY, TieState, state_from_days

T = 20_000


def every(gap, years, weight=1.0):
    """A tie kept up every so many days, half a gap after the last contact; (state, day)."""
    days = [(round(i * gap), weight, True) for i in range(int(years * 365.25 / gap) + 1)]
    return state_from_days(days), days[-1][0] + int(gap / 2)


@pytest.mark.parametrize(
    ("gap", "points"),
    [(1, 99), (3.5, 78), (7, 66), (14, 54), (30.44, 40), (91.3, 20), (182.6, 9), (365.25, 3)],
)
def test_cadences_have_their_strength(gap, points):
    assert strength.strength(*every(gap, 5)) == pytest.approx(points, abs=0.5)


def test_a_weekly_friendship_ends_its_first_year_at_55():
    assert strength.strength(*every(7, 1)) == pytest.approx(55, abs=0.5)


def test_a_single_meeting_today():
    assert strength.strength(state_from_days([(T, 1.0, True)]), T) == pytest.approx(5, abs=0.5)


@pytest.mark.parametrize(
    ("n", "silence", "chance"), [(1, 1, 0.421), (6, 30, 0.494), (60, 12, 0.848), (1, 90, 0.094)]
)
def test_chances_are_fixed(n, silence, chance):
    assert strength.law(n, silence, 90) == pytest.approx(chance, abs=0.0005)


def test_three_years_of_monthly_meetings():
    days = [(round(30.4375 * i), 1.0, True) for i in range(37)]
    state, t = state_from_days(days), days[-1][0] + 12
    assert state.n == 37
    assert round(strength.strength(state, t)) == 39
    assert strength.label(state, t) == "close"
    assert strength.chance(state, t, 90) == pytest.approx(0.83, abs=0.005)
    coming = strength.forecast(state, t)
    assert [(label, day - t) for label, day in coming] == [
        ("warm", 21),
        ("acquaintance", 259),
        ("dormant", 813),
    ]


def test_one_doubling_is_about_twelve_points():
    for pace in (50.0, 100.0, 150.0):
        assert strength.score(2 * pace) - strength.score(pace) == pytest.approx(12, abs=0.6)


def test_nothing_logged_is_unknown():
    assert state_from_days([]) == EMPTY
    assert strength.strength(EMPTY, T) == 0
    assert strength.label(EMPTY, T) == "none"
    assert strength.chance(EMPTY, T, 90) is None
    assert strength.silence(EMPTY, T) is None
    assert strength.forecast(EMPTY, T) == ()


def test_a_passive_day_is_volume_but_no_touch():
    state = state_from_days([(T - 10, 0.1, False)])
    assert (state.n, state.first_day, state.last_day) == (0, None, None)
    assert strength.volume(state, T) > 0
    assert strength.strength(state, T) == 0
    assert strength.label(state, T) == "none"


def test_a_weightless_touch_counts_as_evidence_only():
    state = state_from_days([(T, 0.0, True)])
    assert state == TieState(1, T, T, None)
    assert strength.volume(state, T) == 0
    assert strength.strength(state, T) == 0
    assert strength.chance(state, T, 90) > 0


@pytest.mark.parametrize(
    ("points", "label"),
    [
        *[(60, "inner"), (59.9, "close"), (35, "close"), (34.9, "warm"), (15, "warm")],
        *[(14.9, "acquaintance"), (3, "acquaintance"), (2.9, "dormant"), (0, "dormant")],
    ],
)
def test_labels_begin_at_their_cuts(points, label):
    assert strength.label_of(points) == label


def test_new_lasts_ninety_days_and_two_touches():
    once = state_from_days([(T, 1.0, True)])
    assert strength.label(once, T + 89) == "new"
    assert strength.label(once, T + 90) == "dormant"
    twice = state_from_days([(T, 1.0, True), (T + 1, 1.0, True)])
    assert strength.label(twice, T + 2) == "new"
    thrice = state_from_days([(T + day, 1.0, True) for day in range(3)])
    assert strength.label(thrice, T + 2) == "warm"


def test_new_people_are_told_when_they_would_be_something_else():
    once = state_from_days([(T, 1.0, True)])
    assert strength.forecast(once, T + 1) == (("dormant", T + 90),)
    assert strength.next_change(once, T + 90) == ("", None)


def test_falling_below_what_it_never_had_is_today():
    state = state_from_days([(T, 1.0, True)])
    assert strength.falls_below(state, T, 90.0) == T
    assert strength.falls_below(state, T, 0.0) is None


def test_forecast_goes_down_label_by_label():
    state, t = every(3, 4)
    changes = strength.forecast(state, t)
    assert [label for label, _ in changes] == ["close", "warm", "acquaintance", "dormant"]
    assert all(a < b for (_, a), (_, b) in pairwise(changes))


def test_states_along_the_way_ignore_what_comes_later():
    days = [(T, 1.0, True), (T - 50, 0.5, False), (T + 40, 1.5, True)]
    points = [T - 100, T - 50, T, T + 39, T + 40]
    states = list(strength.states_at(days, points))
    assert [state.n for state in states] == [0, 0, 1, 1, 2]
    assert [state.last_day for state in states] == [None, None, T, T, T + 40]
    assert states[0] == EMPTY
    assert states[3] == state_from_days(days, T + 39)


def test_days_millennia_apart_are_no_trouble():
    state = state_from_days([(-700_000, 1.0, True), (1_500_000, 1.0, True)])
    assert state.n == 2
    assert strength.volume(state, 1_500_000) == pytest.approx(1.0)


def test_silence_never_is_negative():
    assert strength.silence(TieState(1, T, T, 1.0), T - 5) == 0


def test_one_tie_needs_no_numpy():
    """Start-up time: the window judges single ties before its first paint."""
    program = (
        "import sys\n"
        "from netjournal.services.bonds import network, rhythm, strength, strength_bulk\n"
        "from netjournal.services import wording\n"
        "from netjournal.services.bonds import strength_calibration, strength_reasons\n"
        "days = [(20000 - 21 * i, 1.0, True) for i in range(40)]\n"
        "why = strength_reasons.explain(days, 20000)\n"
        "assert wording.reason(why) and wording.outlook(why)\n"
        "assert rhythm.nurture_loss(strength.state_from_days(days), 20000) > 0\n"
        "heavy = {'numpy', 'csv', 'PySide6', 'peewee', 'sqlcipher3'} & set(sys.modules)\n"
        "print(*sorted(heavy))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("\n", "")
