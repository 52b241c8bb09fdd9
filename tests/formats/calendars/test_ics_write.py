"""Calendars as they are written: read back by another library, whole lines, UIDs that stay."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.formats import read, sniff
from netjournal.formats.calendars import ics_lines
from netjournal.formats.calendars.ics_write import Entry, write, yearly_day
from netjournal.formats.calendars.ics_zones import zone_info
from netjournal.formats.draft import InteractionDraft
from netjournal.formats.mapping import Mapping
from netjournal.progress import Silent

CHANGED = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def written(*entries, name=""):
    file = io.StringIO(newline="")
    assert write(entries, file, Silent(), name=name) == len(entries)
    return file.getvalue()


def read_back(*entries):
    """Return the components as icalendar reads them."""
    (calendar,) = icalendar.Calendar.from_ical(written(*entries).encode(), multiple=True)
    assert not calendar.errors
    assert not any(part.errors for part in calendar.walk())
    return calendar.walk("VEVENT") + calendar.walk("VTODO")


def entry(**fields):
    given = {"uid": "u1@netjournal", "summary": "Ana", "day": date(1990, 5, 12), "changed": CHANGED}
    return Entry(**given | fields)


def test_a_birthday():
    (event,) = read_back(entry(yearly=True, remind=540, description="Born in 1990."))
    assert event["UID"] == "u1@netjournal"
    assert event["DTSTART"].dt == date(1990, 5, 12)
    assert event["DTEND"].dt == date(1990, 5, 13)
    assert event["RRULE"]["FREQ"] == ["YEARLY"]
    assert event["DTSTAMP"].dt == CHANGED
    assert event["DESCRIPTION"] == "Born in 1990."
    (alarm,) = event.walk("VALARM")
    assert alarm["TRIGGER"].dt == timedelta(hours=9)


def test_the_29th_of_february_comes_every_year():
    (event,) = read_back(entry(day=date(1992, 2, 29), yearly=True))
    assert event["RRULE"]["BYMONTHDAY"] == [-1]


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ((1990, 5, 12), date(1990, 5, 12)),
        ((None, 5, 12), date(2000, 5, 12)),
        ((None, 2, 29), date(2000, 2, 29)),
        ((1991, 2, 29), date(1991, 2, 28)),
    ],
)
def test_yearly_day(known, expected):
    assert yearly_day(*known) == expected


def test_an_event_with_a_time():
    (event,) = read_back(
        entry(
            day=date(2026, 7, 1),
            minute=19 * 60 + 30,
            zone="Europe/Berlin",
            remind=-60,
            location="Café, hinten",
            url="https://x.example/a?b=c",
            categories=("meetup", "a, b"),
        )
    )
    assert event["DTSTART"].dt == datetime(2026, 7, 1, 17, 30, tzinfo=UTC)
    assert "DTEND" not in event
    assert (event["LOCATION"], event["URL"]) == ("Café, hinten", "https://x.example/a?b=c")
    assert event["CATEGORIES"].cats == ["meetup", "a, b"]
    assert event.walk("VALARM")[0]["TRIGGER"].dt == timedelta(hours=-1)


def test_an_event_of_several_days():
    (event,) = read_back(entry(last_day=date(1990, 5, 14)))
    assert event["DTEND"].dt == date(1990, 5, 15)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/Los_Angeles", "Pacific/Kiritimati", ""])
def test_an_event_of_several_days_with_a_time(zone, tmp_path):
    told = entry(day=date(2024, 5, 1), last_day=date(2024, 5, 3), minute=540, zone=zone)
    (event,) = read_back(told)
    start, end = (event[name].dt.astimezone(zone_info(zone)) for name in ("DTSTART", "DTEND"))
    assert (start.date(), start.hour, end.date()) == (date(2024, 5, 1), 9, date(2024, 5, 3))
    path = tmp_path / "a.ics"
    path.write_bytes(written(told).encode())
    (back,) = [
        one
        for one in read(path, sniff(path), Mapping((), (), all_events=True))
        if isinstance(one, InteractionDraft)
    ]
    began = datetime.fromisoformat(f"{back.day}T{back.time}")
    assert began + timedelta(minutes=back.minutes) == began - (start - end)


def test_tasks():
    due, open_end = read_back(
        entry(task=True, remind=0, sequence=7), entry(task=True, day=None, remind=540)
    )
    assert (due.name, due["DUE"].dt, due["SEQUENCE"]) == ("VTODO", date(1990, 5, 12), 7)
    assert due.walk("VALARM")[0]["TRIGGER"].params["RELATED"] == "END"
    assert "DUE" not in open_end
    assert open_end.walk("VALARM") == []


def test_an_empty_calendar_and_its_name():
    text = written(name="NetJournal")
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert icalendar.Calendar.from_ical(text)["X-WR-CALNAME"] == "NetJournal"


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


@given(TEXTS, TEXTS, TEXTS)
def test_any_text_comes_back(summary, description, location):
    given = entry(summary=summary, description=description, location=location)
    text = written(given)
    for line in text.split("\r\n"):
        assert len(line.encode()) <= 75
        assert "\n" not in line
    (event,) = ics_lines.events(io.BytesIO(text.encode()))
    assert event.ended
    for name, value in (("SUMMARY", summary), ("DESCRIPTION", description)):
        kept = "".join(c for c in value if c in "\t\r\n" or (c >= " " and c != "\x7f"))
        kept = kept.replace("\r\n", "\n").replace("\r", "\n")
        assert event.text(name) == kept.strip()


@given(TEXTS)
def test_icalendar_reads_it_too(text):
    plain = "".join(c for c in text if c.isprintable())
    (event,) = read_back(entry(summary=plain))
    assert str(event["SUMMARY"]) == plain


@given(
    st.dates(),
    st.none() | st.integers(0, 1439),
    st.sampled_from(["", "UTC", "Asia/Tokyo", "no such zone"]),
    st.none() | st.dates(),
    st.booleans(),
)
def test_any_day_can_be_written(day, minute, zone, last, task):
    given = entry(day=day, minute=minute, zone=zone, last_day=last, task=task, remind=-30)
    assert len(read_back(given)) == 1
