"""Dates as files write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.formats.dates import decide_order, parse_date, parse_time


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("1988-06-15", "mdy", "1988-06-15"),
        ("19880615", "mdy", "1988-06-15"),
        ("2024-07-01T00:00:00+00:00", "mdy", "2024-07-01"),
        ("--12-01", "mdy", "--12-01"),
        ("--0229", "mdy", "--02-29"),
        ("1990", "mdy", "1990"),
        ("1990-05", "mdy", "1990-05"),
        ("3/4/1990", "mdy", "1990-03-04"),
        ("3/4/1990", "dmy", "1990-04-03"),
        ("3/14/1979", "dmy", "1979-03-14"),
        ("20/01/1991", "mdy", "1991-01-20"),
        ("01.01.99", "dmy", "1999-01-01"),
        ("4/9/18, 7:05 PM", "mdy", "2018-04-09"),
        ("14/3/1979 0:00:00", "dmy", "1979-03-14"),
        ("1979/3/14", "mdy", "1979-03-14"),
        ("79/03/14", "ymd", "1979-03-14"),
        ("1979年3月14日", "ymd", "1979-03-14"),
        ("2020. 3. 14.", "ymd", "2020-03-14"),
        ("25.12.", "dmy", "--12-25"),
        ("12/25", "mdy", "--12-25"),
        ("09 Sep 2020", "mdy", "2020-09-09"),
        ("2 Nov 2023", "mdy", "2023-11-02"),
        ("30-may-17", "mdy", "2017-05-30"),
        ("Sep 15 2025 9:05 AM", "mdy", "2025-09-15"),
        ("March 12, 2020", "mdy", "2020-03-12"),
        ("12. März 2020", "dmy", "2020-03-12"),
        ("1er août 2019", "dmy", "2019-08-01"),
        ("1 août 2019", "dmy", "2019-08-01"),
        ("12 de marzo de 2020", "dmy", "2020-03-12"),
        ("3 fevereiro 2020", "dmy", "2020-02-03"),
        ("3 febbraio 2020", "dmy", "2020-02-03"),
        ("3 maart 2020", "dmy", "2020-03-03"),
        ("2021 Dec 1", "dmy", "2021-12-01"),
        ("Sept. 2019", "mdy", "2019-09"),
        ("12 Mar", "mdy", "--03-12"),
        ("\u202d5/6/1970\u202c", "dmy", "1970-06-05"),
        ("0/0/00", "mdy", ""),
        ("0.0.00", "dmy", ""),
        ("0000-00-00", "mdy", ""),
        ("1990-13", "mdy", ""),
        ("31 Feb 2020", "dmy", ""),
        ("2023-02-29", "mdy", ""),
        ("19723101", "mdy", ""),
        ("1990-5-", "mdy", ""),
        ("someday in May", "mdy", ""),
        ("hello", "mdy", ""),
        ("", "mdy", ""),
    ],
)
def test_parse_date(text, order, expected):
    assert parse_date(text, order) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4/9/18, 7:05 PM", "19:05"),
        ("4/9/18, 12:05 AM", "00:05"),
        ("2024-05-15 10:30:59 UTC", "10:30"),
        ("2024-05-15", ""),
        ("2024-05-15 99:99", ""),
    ],
)
def test_parse_time(text, expected):
    assert parse_time(text) == expected


def test_one_clear_date_decides_the_order():
    assert decide_order(["3/4/2020", "x", "25/12/2020"], "mdy") == "dmy"
    assert decide_order(["3/4/2020", "12/25/2020"], "dmy") == "mdy"
    assert decide_order(["2020/3/4"], "dmy") == "ymd"
    assert decide_order(["3/4/2020", "12/25"], "dmy") == "dmy"
    assert decide_order(["2020-03-04", "3/4/2020"], "mdy") == "mdy"
    assert decide_order(["2020-03-04", "15/4/2020"], "mdy") == "dmy"


@given(st.text(alphabet="0123456789/-. ,:apmMarchTZ", max_size=14))
def test_any_text_is_a_date_or_not(text):
    found = parse_date(text)
    assert found == "" or parse_date(found) == found


@given(st.dates())
def test_iso_dates_stay(day):
    assert parse_date(day.isoformat()) == day.isoformat()
