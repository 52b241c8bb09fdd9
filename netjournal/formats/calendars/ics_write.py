"""Calendars for other programs (iCalendar, RFC 5545): days that come round, promises, events.

A UID never changes, so that a calendar that takes the file again changes its entries instead of
doubling them. Nobody is written as attendee: calendars would send them invitations.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, TextIO

from netjournal.formats.calendars.ics_zones import zone_info
from netjournal.formats.cards.vcard_lines import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netjournal.progress import Progress

_STEP = 200
_LEAP_DAY = (2, 29)
_LAST_MINUTE = 24 * 60 - 1  # of the last day; its midnight would show as another day
_NO_YEAR = 2000  # a leap year in the past, for days whose year nobody knows
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LINE_END = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a calendar.

    Attributes:
        uid: What makes it the same entry in every export.
        summary: Its title.
        day: When it is or first was; a task's due day; None for a task without one.
        changed: When it was last changed, UTC.
        task: Something to do, not something that happens.
        yearly: Comes round every year on that day.
        minute: Of the day, by the clocks of ``zone``; None for the whole day.
        zone: IANA name; empty for this machine's.
        last_day: Its last day where there are several.
        remind: Minutes from its beginning to a reminder (negative: before); None without one.
        sequence: Rises with every change of something that moves.
    """

    uid: str
    summary: str
    day: date | None
    changed: datetime
    task: bool = False
    yearly: bool = False
    minute: int | None = None
    zone: str = ""
    last_day: date | None = None
    remind: int | None = None
    sequence: int = 0
    description: str = ""
    location: str = ""
    url: str = ""
    categories: tuple[str, ...] = field(default=())


def write(
    entries: Iterable[Entry], file: TextIO, progress: Progress, total: int = 0, name: str = ""
) -> int:
    """Write a calendar; return how many entries it has.

    Args:
        entries: What goes into it.
        file: Open for text, line ends untranslated.
        progress: Told how many entries are done.
        total: How many there will be; 0 when that isn't known.
        name: What programs may call the calendar.
    """
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//NetJournal//NetJournal//EN"]
    head += ["CALSCALE:GREGORIAN"]
    head += [f"X-WR-CALNAME:{escape(name)}"] if name else []
    file.write("".join(map(fold, head)))
    done = 0
    for entry in entries:
        if done % _STEP == 0:
            progress.step(done, total)
        file.write("".join(map(fold, _lines(entry))))
        done += 1
    file.write(fold("END:VCALENDAR"))
    return done


def yearly_day(year: int | None, month: int, day: int) -> date:
    """Return the first day of something that comes round; 29 February only of leap years.

    Args:
        year: None when nobody knows it.
        month: Of the year.
        day: Of the month.
    """
    year = year or _NO_YEAR
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, day - 1)


def escape(text: str) -> str:
    """Return text as a value (RFC 5545 §3.3.11), without control characters."""
    text = _CONTROL.sub("", _LINE_END.sub("\n", text))
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(plain, escaped)
    return text


def _lines(entry: Entry) -> list[str]:
    what = "VTODO" if entry.task else "VEVENT"
    stamp = f"{entry.changed.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    lines = [f"BEGIN:{what}", f"UID:{escape(entry.uid)}", f"DTSTAMP:{stamp}"]
    lines.append(f"LAST-MODIFIED:{stamp}")
    if entry.sequence:
        lines.append(f"SEQUENCE:{entry.sequence}")
    lines.append(f"SUMMARY:{escape(entry.summary)}")
    lines += _times(entry)
    for name, value in (("DESCRIPTION", entry.description), ("LOCATION", entry.location)):
        if value:
            lines.append(f"{name}:{escape(value)}")
    if entry.url:
        lines.append(f"URL:{' '.join(_CONTROL.sub('', entry.url).split())}")
    if entry.categories:
        lines.append(f"CATEGORIES:{','.join(map(escape, entry.categories))}")
    lines.append("STATUS:NEEDS-ACTION" if entry.task else "STATUS:CONFIRMED")
    if not entry.task:
        lines.append("TRANSP:OPAQUE" if entry.minute is not None else "TRANSP:TRANSPARENT")
    lines += _alarm(entry)
    return [*lines, f"END:{what}"]


def _times(entry: Entry) -> list[str]:
    if entry.day is None:
        return []
    name = "DUE" if entry.task else "DTSTART"
    if entry.minute is not None:
        lines = [f"{name}:{_moment(entry.day, entry.minute, entry.zone)}"]
        if entry.last_day and entry.last_day > entry.day and not entry.task:
            lines.append(f"DTEND:{_moment(entry.last_day, _LAST_MINUTE, entry.zone)}")
        return lines
    lines = [f"{name};VALUE=DATE:{_digits(entry.day)}"]
    if not entry.task:
        last = max(entry.day, entry.last_day or entry.day)
        lines.append(f"DTEND;VALUE=DATE:{_digits(_next(last))}")
    if entry.yearly:
        leap = (entry.day.month, entry.day.day) == _LEAP_DAY
        lines.append("RRULE:FREQ=YEARLY" + (";BYMONTH=2;BYMONTHDAY=-1" if leap else ""))
    return lines


def _alarm(entry: Entry) -> list[str]:
    if entry.remind is None or entry.day is None:
        return []
    minutes = abs(entry.remind)
    trigger = f"{'-' if entry.remind < 0 else ''}PT{minutes}M"
    related = ";RELATED=END" if entry.task else ""  # of a task, DUE is its end
    return [
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{escape(entry.summary)}",
        f"TRIGGER{related}:{trigger}",
        "END:VALARM",
    ]


def _moment(day: date, minute: int, zone: str) -> str:
    """Return a local time in UTC, as calendars write it."""
    at = datetime(day.year, day.month, day.day) + timedelta(minutes=minute)
    rules = zone_info(zone)
    with suppress(OverflowError, ValueError, OSError):
        at = (at.replace(tzinfo=rules) if rules else at).astimezone(UTC)
    return f"{_digits(at)}T{at:%H%M%S}Z"


def _digits(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _next(day: date) -> date:
    return day if day == date.max else day + timedelta(days=1)
