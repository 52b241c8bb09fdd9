"""One event as one place tells it: what counts of a VEVENT, read once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from netjournal.formats.calendars.ics_moments import (
    Moment,
    duration,
    minutes_between,
    of_property,
    several,
)
from netjournal.formats.calendars.ics_people import parties

if TYPE_CHECKING:
    from netjournal.formats.calendars.ics_lines import RawEvent
    from netjournal.formats.calendars.ics_people import Party

_NO_TIME = Moment(datetime(1900, 1, 1), whole_day=True)  # of cancellations that tell none


@dataclass(slots=True)
class Event:
    """One event as one place tells it.

    ``instance`` is the occurrence of a series that it is about (RECURRENCE-ID); ``onwards`` says
    that it is about all later ones, too.
    """

    raw: RawEvent
    uid: str
    start: Moment
    instance: Moment | None
    onwards: bool
    cancelled: bool
    version: tuple[int, str]
    minutes: int | None
    people: list[Party] = field(default_factory=list)

    @property
    def repeats(self) -> bool:
        """Whether it is a series."""
        return any(one.name in ("RRULE", "RDATE") for one in self.raw.properties)

    @property
    def said_on(self) -> str:
        """The day (``YYYYMMDD``) on which it was cancelled, empty where nothing tells.

        Calendars that are exported whole stamp every event with the day of the export.
        """
        sent = self.raw.text("DTSTAMP") if self.raw.calendar.method == "CANCEL" else ""
        day = (sent or self.raw.text("LAST-MODIFIED")).replace("-", "")[:8]
        return day if len(day) == 8 and day.isdecimal() else ""

    def dates(self, name: str) -> list[Moment]:
        """Return the moments that all lines of a name list (EXDATE, RDATE)."""
        return [one for line in self.raw.all(name) for one in several(line, self.raw.calendar)]

    def later(self, occurrence: Moment) -> Moment:
        """Return when a later occurrence is, of a series that this event changes from one on.

        It is as many days later, and as late by the clock, as the one it names was moved to.

        Args:
            occurrence: When it was to be, by the clocks of the series.
        """
        assert self.instance is not None
        named = self.instance.moved(occurrence.zone)
        now = self.start.moved(occurrence.zone) if self.start.zone == "UTC" else self.start
        days = now.at.date() - named.at.date()
        try:
            day = occurrence.at.date() + days
        except OverflowError:
            return occurrence
        return Moment(datetime.combine(day, now.at.time()), now.zone, now.whole_day)


def read_event(raw: RawEvent) -> Event | None:
    """Read what counts of an event; ``None`` without a date, unless it is a cancellation."""
    facts = raw.calendar
    cancelled = facts.method == "CANCEL" or raw.text("STATUS").upper() == "CANCELLED"
    named = raw.first("RECURRENCE-ID")
    instance = of_property(named, facts)
    start = of_property(raw.first("DTSTART"), facts)
    if start is None and cancelled and raw.text("UID"):
        start = instance or _NO_TIME
    if start is None:
        return None
    if instance is not None and instance.zone == "":
        instance = Moment(instance.at, start.zone, instance.whole_day)
    end = of_property(raw.first("DTEND"), facts)
    sequence = raw.text("SEQUENCE")
    return Event(
        raw,
        raw.text("UID") or _made_up(raw, start),
        start,
        instance,
        named is not None and named.params.get("RANGE", "").upper() == "THISANDFUTURE",
        cancelled,
        (int(sequence) if sequence.isdecimal() and len(sequence) < 9 else 0, raw.text("DTSTAMP")),
        minutes_between(start, end, duration(raw.text("DURATION"))),
        parties(raw),
    )


def _made_up(raw: RawEvent, start: Moment) -> str:
    """Return the UID of an event without one: the same for the same event."""
    said = "\n".join((start.stamp(), raw.text("SUMMARY"), raw.text("LOCATION")))
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:24]
