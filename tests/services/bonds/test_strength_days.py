"""From interactions to contact-days."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.models import migration_0001
from netjournal.services.bonds import strength_days as days


def number(year, month, day):
    return (date(year, month, day) - date(1970, 1, 1)).days


def test_passive_kinds_are_no_touch():
    passive = {key for _, key, _, touch in migration_0001.KINDS if not touch}
    assert passive == {"reaction", "connected", "note"}
    assert all(0 <= weight <= days.DAY_CAP for _, _, weight, _ in migration_0001.KINDS)


def test_a_day_adds_up_to_its_cap():
    assert days.contact_day([(0.5, 1.0, True), (0.1, 0.5, False)]) == (pytest.approx(0.55), True)
    assert days.contact_day([(1.0, 1.5, True), (0.7, 1.0, True)]) == (1.5, True)
    assert days.contact_day([(0.1, 1.0, False)]) == (0.1, False)
    assert days.contact_day([]) == (0, False)


PARTS = st.lists(
    st.tuples(st.floats(0, 1.5), st.sampled_from([0.5, 1.0, 1.5]), st.booleans()), max_size=6
)


@given(PARTS)
def test_splitting_a_day_never_beats_the_cap(parts):
    w, touch = days.contact_day(parts)
    assert 0 <= w <= days.DAY_CAP
    halves = [(weight / 2, importance, one) for weight, importance, one in parts for _ in "ab"]
    assert days.contact_day(halves) == (pytest.approx(w), touch)


@pytest.mark.parametrize(
    ("year", "month", "last"),
    [
        *[(2019, 4, (2019, 4, 30)), (2020, 2, (2020, 2, 29)), (2019, 12, (2019, 12, 31))],
        *[(2019, None, (2019, 12, 31)), (1905, 1, (1905, 1, 31)), (9999, None, (9999, 12, 31))],
    ],
)
def test_an_imprecise_day_is_the_last_of_its_period(year, month, last):
    assert days.period_day(year, month, number(9999, 12, 31)) == number(*last)


def test_an_imprecise_day_never_is_in_the_future():
    today = number(2026, 11, 23)
    assert days.period_day(2026, 11, today) == today
    assert days.period_day(2026, None, today) == today
    assert days.period_day(2026, 10, today) == number(2026, 10, 31)


def test_month_ends():
    ends = days.month_ends(number(2023, 12, 31), number(2024, 3, 30))
    assert ends == [number(2023, 12, 31), number(2024, 1, 31), number(2024, 2, 29)]
    assert days.month_ends(number(2024, 1, 5), number(2024, 1, 30)) == []
    assert days.month_ends(5, 4) == []


def test_the_last_month_there_is():
    assert days.month_ends(number(9999, 12, 1), number(9999, 12, 31)) == [number(9999, 12, 31)]
    assert days.month_ends(number(9999, 12, 1), 9_000_000) == [number(9999, 12, 31)]
    assert days.month_ends(8_000_000, 9_000_000) == []
    assert days.month_ends(-9_000_000, number(1, 1, 31)) == [number(1, 1, 31)]
    assert days.month_ends(-9_000_000, -8_000_000) == []
