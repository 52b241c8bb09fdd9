"""Scoring plain tables of events."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.errors import ImportRejected
from netjournal.services.bonds import strength
from netjournal.services.bonds.strength_events import (
    SCORE_COLUMNS,
    Unread,
    score_events,
    score_files,
)

T = 20_000
EVENTS = "ego,alter,timestamp,kind,direction\n"
REQUESTS = "ego,alter,as_of\n"


def scored(events, requests, **options):
    """(report, rows as dicts)."""
    out = io.StringIO()
    report = score_files(io.StringIO(events), io.StringIO(requests), out, **options)
    return report, list(csv.DictReader(io.StringIO(out.getvalue())))


def test_the_tables_on_the_outside():
    events = EVENTS + "a,b,1000000000,email,out\na,b,1000086400,email,in\na,c,1000000000,call,\n"
    requests = REQUESTS + "a,b,2001-09-11\na,c,2001-09-11\na,b,2001-09-10\na,zoe,2001-09-11\n"
    report, rows = scored(events, requests)
    assert (report.scored, report.unknown, report.unread) == (4, 1, ())
    assert list(rows[0]) == ["ego", "alter", "as_of", *SCORE_COLUMNS]
    assert [row["alter"] for row in rows] == ["b", "c", "b", "zoe"]
    # two days in touch, the last one yesterday
    assert float(rows[0]["p90"]) == pytest.approx(strength.law(2, 1, 90))
    assert float(rows[2]["p14"]) == pytest.approx(strength.law(1, 1, 14))
    assert float(rows[1]["p365"]) == pytest.approx(strength.law(1, 2, 365))
    assert float(rows[0]["score"]) > float(rows[1]["score"])
    assert (rows[3]["score"], rows[3]["p90"]) == ("0.0", "")


def test_pins():
    def one(n, silence):
        (found,) = score_events([("e", "a", T - silence - i) for i in range(n)], [("e", "a", T)])
        return found.chances[strength.HORIZONS.index(90)]

    assert one(1, 1) == pytest.approx(0.421, abs=0.0005)
    assert one(6, 30) == pytest.approx(0.494, abs=0.0005)
    assert one(60, 12) == pytest.approx(0.848, abs=0.0005)


def test_several_events_a_day_are_one():
    one = score_events([("e", "a", T - 3)], [("e", "a", T)])
    many = score_events([("e", "a", T - 3)] * 5, [("e", "a", T)])
    assert one == many


ROWS = st.lists(
    st.tuples(st.sampled_from("ef"), st.sampled_from("abc"), st.integers(T - 800, T + 300)),
    max_size=60,
)
ASKED = st.lists(
    st.tuples(st.sampled_from("efg"), st.sampled_from("abcd"), st.integers(T - 700, T)), max_size=10
)


@given(ROWS, ASKED)
def test_scores_are_those_of_the_journal_for_a_weight_of_one(events, requests):
    for found, (ego, alter, as_of) in zip(score_events(events, requests), requests, strict=True):
        days = {day for e, a, day in events if (e, a) == (ego, alter) and day < as_of}
        state = strength.state_from_days([(day, 1.0, True) for day in days])
        assert found.score == pytest.approx(strength.strength(state, as_of))
        if not days:
            assert found.chances is None
            continue
        expected = [strength.chance(state, as_of, h) for h in strength.HORIZONS]
        assert list(found.chances) == pytest.approx(expected)


@given(ROWS, ASKED, st.booleans())
def test_only_earlier_days_are_looked_at(events, requests, calibrated):
    for i, request in enumerate(requests):
        past = [event for event in events if event[2] < request[2]]
        whole = score_events(events, requests, calibrated)[i]
        assert whole == score_events(past, [request], calibrated)[0]


def test_own_past_moves_chances_but_no_scores():
    events = [("e", "a", T - 10 * i) for i in range(80)]
    (plain,) = score_events(events, [("e", "a", T + 40)])
    (own,) = score_events(events, [("e", "a", T + 40)], calibrated=True)
    assert own.score == plain.score
    assert all(b > a for a, b in zip(plain.chances, own.chances, strict=True))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        *[("2024-10-04", T), ("1541-02-28", -156631), ("2024-10-04T00:00:00", T)],
        *[(str(T * 86_400), T), (str(T), T), ("-13534300800", -156647)],
    ],
)
def test_ways_to_say_a_day(text, day):
    events = EVENTS + f"e,a,{(day - 1) * 86_400},x,\ne,a,{day * 86_400},x,\n"
    _, (row,) = scored(events, REQUESTS + f"e,a,{text}\n")
    assert row["as_of"] == text
    assert float(row["p90"]) == pytest.approx(strength.law(1, 1, 90))


def test_rows_that_say_no_day_are_named():
    events = EVENTS + "e,a,soon,x,\n\ne,a\ne,a,nan,x,\ne,a,1e300,x,\ne,a,0.0,x,\n"
    report, rows = scored(events, REQUESTS + "e,a,1970-13-01\ne,a,1970-01-02\ne\n")
    assert report.unread == (
        Unread("requests", 2, "no as_of"),
        Unread("requests", 4, "too few cells"),
        Unread("events", 2, "no timestamp"),
        Unread("events", 4, "too few cells"),
        Unread("events", 5, "no timestamp"),
        Unread("events", 6, "no timestamp"),
    )
    assert len(rows) == report.scored == 1


@pytest.mark.parametrize(
    ("text", "day"),
    [
        *[("2024-10-04", T), ("2024-10-04T23:59:59+13:00", T), ("2024-10-04 00:10-11:00", T)],
        *[(str(T * 86_400 + 86_399), T), (f"{T * 86_400}.75", T), ("-1", -1), ("1.7e9", 19_675)],
    ],
)
def test_ways_to_say_when(text, day):
    _, (row,) = scored(EVENTS + f"e,a,{text},x,\n", REQUESTS + f"e,a,{day + 1}\n")
    assert float(row["p90"]) == pytest.approx(strength.law(1, 1, 90))
    _, (row,) = scored(EVENTS + f"e,a,{text},x,\n", REQUESTS + f"e,a,{day}\n")
    assert row["p90"] == ""


def test_a_table_of_which_nothing_can_be_read_is_refused():
    with pytest.raises(ImportRejected, match="there is no timestamp"):
        scored(EVENTS + "e,a,soon,x,\n", REQUESTS + "e,a,1970-01-02\n")
    with pytest.raises(ImportRejected, match="there is no as_of"):
        scored(EVENTS + "e,a,0,x,\n", REQUESTS + "e,a,tomorrow\n")
    assert scored(EVENTS, REQUESTS)[0].scored == 0  # empty tables are no mistake


@pytest.mark.parametrize("text", ["", "ego,alter\n", "a,b,c\n1,2,3\n"])
def test_a_table_without_its_columns_is_refused(text):
    with pytest.raises(ImportRejected) as refused:
        scored(text, REQUESTS)
    assert refused.value.data["table"] == "events"
    with pytest.raises(ImportRejected, match="requests"):
        scored(EVENTS, text)


def test_an_empty_file_is_called_empty():
    with pytest.raises(ImportRejected, match="events is empty: its first line names ego, alter"):
        scored("", REQUESTS)
    with pytest.raises(ImportRejected, match="requests is empty"):
        scored(EVENTS, "\n\n")


def test_no_csv_at_all():
    limit = csv.field_size_limit(131_072)  # other readers raise it for the whole process
    try:
        with pytest.raises(ImportRejected, match="not a CSV text"):
            scored(EVENTS + '"' + "x" * 200_000 + "\n", REQUESTS)
    finally:
        csv.field_size_limit(limit)


def test_columns_in_any_order_and_a_byte_order_mark():
    events = "\ufefftimestamp, alter ,ego\n0,a,e\n"
    _, (row,) = scored(events, "as_of,ego,alter,note\n1970-01-02,e,a,hello\n")
    assert (row["ego"], row["alter"], row["as_of"]) == ("e", "a", "1970-01-02")
    assert float(row["p90"]) > 0


def test_names_are_only_text():
    name = '=cmd|"<b>, \u202e'
    cell = '"' + name.replace('"', '""') + '"'
    _, (row,) = scored(EVENTS + f"e,{cell},0,x,\n", REQUESTS + f"e,{cell},1970-01-05\n")
    assert row["alter"] == name
