"""Partial dates: honest about what isn't known."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.services import partial_dates
from netjournal.services.partial_dates import PartialDate


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("1990-05-12", PartialDate(1990, 5, 12)),
        ("1990-05", PartialDate(1990, 5)),
        ("1990", PartialDate(1990)),
        ("--05-12", PartialDate(None, 5, 12)),
        ("--02-29", PartialDate(None, 2, 29)),
        ("--05", PartialDate(None, 5)),
        ("1990-02-30", None),
        ("1990-13-01", None),
        ("0000-01-01", None),
        ("-", None),
        ("", None),
        ("spring 1990", None),
        ("1990-5-1", None),
    ],
)
def test_parse(text, known):
    assert partial_dates.parse(text) == known


def test_coming_round():
    leap = PartialDate(2000, 2, 29)
    assert partial_dates.next_time(leap, date(2026, 2, 1)) == date(2026, 2, 28)
    assert partial_dates.next_time(leap, date(2026, 3, 1)) == date(2027, 2, 28)
    assert partial_dates.next_time(leap, date(2027, 12, 1)) == date(2028, 2, 29)
    assert partial_dates.next_time(PartialDate(2000, 2), date(2026, 1, 1)) is None
    assert partial_dates.on_year(PartialDate(2000), 2026) is None


@given(st.dates(date(1800, 1, 1), date(2100, 1, 1)), st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_it_comes_round_within_a_year(born, today):
    known = partial_dates.parse(born.isoformat())
    assert known == PartialDate(born.year, born.month, born.day)
    come = partial_dates.next_time(known, today)
    assert come is not None
    assert 0 <= (come - today).days <= 366
    if (born.month, born.day) != (2, 29):
        assert (come.month, come.day) == (born.month, born.day)
