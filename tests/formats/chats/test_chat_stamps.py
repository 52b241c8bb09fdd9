"""How lines of chats begin on telephones around the world, and which number is the day."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.formats.chats.chat_stamps import ORDERS, day_of, decide, stamp

LINES = [
    ("1/20/19, 5:46 PM - Ana: hi", ("1", "20", "19"), "17:46", "Ana: hi"),
    ("1/20/19, 5:46\u202fPM - Ana: hi", ("1", "20", "19"), "17:46", "Ana: hi"),
    ("1/20/19, 12:05\u00a0AM - Ana: hi", ("1", "20", "19"), "00:05", "Ana: hi"),
    ("20/01/19, 11:23 - Ana: hi", ("20", "01", "19"), "11:23", "Ana: hi"),
    ("20/01/19, 5:46 am - Ana: hi", ("20", "01", "19"), "05:46", "Ana: hi"),
    ("01/20/2019, 11:23 a. m. - Ana: hi", ("01", "20", "2019"), "11:23", "Ana: hi"),
    ("01/20/2019, 00:08 a.\u00a0m. - Ana: hi", ("01", "20", "2019"), "00:08", "Ana: hi"),
    ("2023-12-20, 5:46 p.m. - Ana: hi", ("2023", "12", "20"), "17:46", "Ana: hi"),
    ("2019/01/20 15:45 - Ana: hi", ("2019", "01", "20"), "15:45", "Ana: hi"),
    ("2019/1/20 下午3:45 - 王伟: 你好", ("2019", "1", "20"), "15:45", "王伟: 你好"),
    ("2019/1/20 上午12:05 - 王伟: 你好", ("2019", "1", "20"), "00:05", "王伟: 你好"),
    ("2019. 1. 20. 오후 3:45 - 민수: 안녕", ("2019", "1", "20"), "15:45", "민수: 안녕"),
    ("2019년 1월 20일 오전 3:45 - 민수: 안녕", ("2019", "1", "20"), "03:45", "민수: 안녕"),
    ("[2019/01/20 午後3:45:12] 佐藤: はい", ("2019", "01", "20"), "15:45", "佐藤: はい"),
    ("[2019/01/20 午前3:45:12] 佐藤: はい", ("2019", "01", "20"), "03:45", "佐藤: はい"),
    ("[20.01.19, 11:23:45] Ana: hi", ("20", "01", "19"), "11:23", "Ana: hi"),
    ("\u200e[20.01.2019, 11:23:45] Ana: hi", ("20", "01", "2019"), "11:23", "Ana: hi"),
    ("[1/20/19, 5:46:03\u202fPM] Ana: hi", ("1", "20", "19"), "17:46", "Ana: hi"),
    ("20.1.2019 klo 11.23 - Ana: hi", ("20", "1", "2019"), "11:23", "Ana: hi"),
    ("20. 1. 2019 11:23 - Ana: hi", ("20", "1", "2019"), "11:23", "Ana: hi"),
    ("15-01-20 14:30 - Ana: hi", ("15", "01", "20"), "14:30", "Ana: hi"),
    ("2023-12-20 17 h 46 - Ana: hi", ("2023", "12", "20"), "17:46", "Ana: hi"),
    ("20/01/19 à 11:23 - Ana: hi", ("20", "01", "19"), "11:23", "Ana: hi"),
    ("20/1/19, 11:23: Ana: hi", ("20", "1", "19"), "11:23", "Ana: hi"),
    ("٢٠\u200f/١\u200f/٢٠١٩، ٣:٤٥ م - آنا: مرحبا", ("٢٠", "١", "٢٠١٩"), "15:45", "آنا: مرحبا"),
    ("[2019-12-24, 12:23] Jane: hi", ("2019", "12", "24"), "12:23", "Jane: hi"),
]


@pytest.mark.parametrize(("line", "numbers", "time", "rest"), LINES)
def test_lines(line, numbers, time, rest):
    found = stamp(line)
    assert (found.numbers, found.time, found.rest) == (numbers, time, rest)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Ana: hi",
        "at 11:23 - see you",
        "1/20/19, 25:00 - Ana: hi",
        "1/20/19, 11:61 - Ana: hi",
        "[1/20/19, 11:23:00 Ana: hi",
        "1/20/19 - Ana: hi",
        "1/20/19, 11:23",
    ],
)
def test_other_lines(line):
    assert stamp(line) is None


def numbers(*dates):
    return [tuple(date.replace(".", "/").replace("-", "/").split("/")) for date in dates]


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (("1/20/19", "2/3/19"), ("mdy", True)),  # there is no 20th month
        (("3/2/19", "20/2/19"), ("dmy", True)),
        (("2019/01/20", "2019/02/03"), ("ymd", True)),
        (("11/2/19", "12/2/19", "1/3/19"), ("dmy", True)),  # as month first, time runs back
        (("1/30/19", "2/1/19", "2/2/19"), ("mdy", True)),
        (("3/4/19", "3/5/19", "3/6/19"), ("mdy", False)),  # three days rather than three months
        (("3/4/19", "4/4/19", "5/4/19"), ("dmy", False)),
        (("3/4/19",), ("dmy", False)),
        (("4/4/2019",), ("dmy", True)),  # the same day either way
        (("15-01-20", "16-01-20"), ("dmy", True)),
        (("20/01/19", "20/06/20"), ("dmy", True)),
        (("19-12-31", "20-01-02"), ("ymd", True)),
    ],
)
def test_order(dates, expected):
    assert decide(numbers(*dates)) == expected


def test_order_of_a_country_that_writes_the_month_first():
    assert decide(numbers("3/4/19"), american=True) == ("mdy", False)
    assert stamp("3/4/19, 5:46 PM - Ana: hi").american
    assert not stamp("3/4/19, 5:46 pm - Ana: hi").american
    assert not stamp("3.4.19, 17:46 - Ana: hi").american


@given(st.lists(st.dates(), min_size=1, max_size=20), st.sampled_from(ORDERS))
def test_dates_come_back(dates, order):
    places = {"dmy": "{d}/{m}/{y:04}", "mdy": "{m}/{d}/{y:04}", "ymd": "{y:04}/{m}/{d}"}
    written = [places[order].format(d=d.day, m=d.month, y=d.year) for d in sorted(dates)]
    found, sure = decide(numbers(*written))
    if sure:
        expected = [d.isoformat() for d in sorted(dates)]
        assert [day_of(n, found) for n in numbers(*written)] == expected


@given(st.text(alphabet="0123456789/-.:, [] \u200e\u202fAPMapm午前後م", max_size=60))
def test_any_line(line):
    found = stamp(line)
    assert found is None or len(found.time) == 5
