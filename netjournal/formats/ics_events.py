"""Events of calendars and invitations -> meetings, each once, as they were in the end.

Of what several files, mails or calendars say of one event (UID and RECURRENCE-ID) the latest
counts, a cancellation takes it back. Series are told up to today.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from netjournal.formats.draft import Rejected, Warned
from netjournal.formats.ics_drafts import drafted
from netjournal.formats.ics_moments import (
    Moment,
    duration,
    minutes_between,
    moment,
    of_property,
    several,
    zone_of,
)
from netjournal.formats.ics_people import initiator, others, parties
from netjournal.formats.ics_recurrence import MOST, days, rule
from netjournal.formats.me import Me

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netjournal.formats.draft import InteractionDraft
    from netjournal.formats.ics_lines import RawEvent
    from netjournal.formats.ics_people import Party

_NEARLY_ALL = 0.8
_FEWEST = 3  # meetings that tell who is always there
_BUDGET = 2_000_000  # days walked for all series of a file
# Answers to invitations and talk about them: nothing that happens.
_ANSWERS = ("REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH")


@dataclass(slots=True)
class Event:
    """One event as one place tells it."""

    raw: RawEvent
    uid: str
    start: Moment
    instance: Moment | None
    cancelled: bool
    version: tuple[int, str]
    minutes: int | None
    people: list[Party] = field(default_factory=list)


class EventBook:
    """Collects events and tells what happened; ``add`` all, then ask for ``records``.

    Args:
        me: The user, ready to compare; nobody lets the events tell.
        today: The last day that counts.
    """

    def __init__(self, me: Me, today: date) -> None:
        self._me, self._today = me, today
        self._rejected: list[Rejected] = []
        self._series: dict[str, Event] = {}
        self._instances: dict[str, dict[str, Event]] = defaultdict(dict)
        self._left_out: Counter[str] = Counter()
        self._owners: set[str] = set()
        self._walked = 0

    def add(self, raw: RawEvent, *, line: int = 0) -> None:
        """Take one event; ``line`` says where it is, when that is in something else."""
        raw.line = line or raw.line
        if "@" in raw.calendar.name:  # Google names a calendar after whose it is
            self._owners.add(raw.calendar.name.strip())
        if raw.calendar.method in _ANSWERS:
            self._left_out["they are answers to invitations"] += 1
            return
        event = _event(raw)
        if event is None:
            self._rejected.append(Rejected(raw.line, "the event has no date"))
            return
        if event.instance is not None:
            known = self._instances[event.uid]
            key = event.instance.stamp()
            if key not in known or known[key].version <= event.version:
                known[key] = event
        elif event.uid not in self._series or self._series[event.uid].version <= event.version:
            self._series[event.uid] = event

    def records(self) -> Iterator[InteractionDraft | Rejected | Warned]:
        """Yield the meetings, what could not be read, and what was left out."""
        yield from self._rejected
        me = self._who()
        told = 0
        for uid in dict.fromkeys((*self._series, *self._instances)):
            for draft in self._told(uid, me):
                told += 1
                yield draft
        if told and not me:
            yield Warned(0, "It was not clear which of the people is you; all of them were kept.")
        for reason, count in self._left_out.items():
            yield Warned(0, f"Events left out because {reason}: {count}.")

    def _told(self, uid: str, me: Me) -> Iterator[InteractionDraft]:
        """Yield the meetings of one UID."""
        series, instances = self._series.get(uid), self._instances.get(uid, {})
        if series is not None and series.cancelled:
            self._left_out["they were cancelled"] += 1
            return
        if series is not None and not _repeats(series.raw):
            yield from self._meeting(series, series.start, "", me)
        elif series is not None:
            for start in self._occurrences(series):
                if start.stamp() not in instances:
                    yield from self._meeting(series, start, start.stamp(), me)
        for stamp, event in instances.items():
            if event.cancelled:
                self._left_out["they were cancelled"] += 1
            else:
                yield from self._meeting(event, event.start, stamp, me)

    def _meeting(
        self, event: Event, start: Moment, stamp: str, me: Me
    ) -> Iterator[InteractionDraft]:
        """Yield one meeting unless there was none."""
        zone = zone_of(event.raw.calendar.zone, event.raw.calendar)
        local = start.local(zone)
        if local.at.date() > self._today:
            self._left_out["they are still to come"] += 1
            return
        people = others(event.people, me)
        if not people:
            self._left_out["nobody else takes part"] += 1
            return
        draft = drafted(event.raw, local, people)
        draft.minutes = event.minutes
        draft.initiator = initiator(event.people, me)
        draft.external_id = f"ics:{event.uid}:{stamp}" if stamp else f"ics:{event.uid}"
        yield draft

    def _occurrences(self, event: Event) -> list[Moment]:
        """Return when a series happened, RDATE and EXDATE included, newest ones only."""
        start, raw = event.start, event.raw
        gone = _dates(raw, "EXDATE")
        gone_at = {one.moved(start.zone).at for one in gone}
        gone_days = {one.at.date() for one in gone if one.whole_day}
        found = [start.shifted(day - start.at.date()) for day in self._days(event)]
        found += [one.moved(start.zone) for one in _dates(raw, "RDATE")]
        once = {one.at: one for one in found}
        kept = [
            one
            for at, one in sorted(once.items())
            if at not in gone_at and at.date() not in gone_days
        ]
        return kept[-MOST:]

    def _days(self, event: Event) -> list[date]:
        """Return the days that the rule of a series names; the first alone when it can't be."""
        start = event.start.at.date()
        text = event.raw.text("RRULE")
        found = rule(text) if text else None
        ahead = 1 if event.start.zone else 0  # elsewhere it may be tomorrow already
        last = self._today + timedelta(days=ahead)
        if found is not None and found.until:
            until = moment(found.until, {}, event.raw.calendar)
            last = min(last, _until(until, event.start)) if until else last
        self._walked += max(0, (last - start).days)
        if found is None or self._walked > _BUDGET:
            if text:
                self._left_out["their repetition can't be told, but for the first"] += 1
            return [start]
        return days(found, start, last)

    def _who(self) -> Me:
        """Return the user: as told; where nobody of that name takes part, as events tell."""
        meetings = [one for one in self._series.values() if len(one.people) > 1]
        there = (p for one in meetings for p in one.people)
        if self._me and (not meetings or any(self._me.is_me(p.name, p.email) for p in there)):
            return self._me
        return self._me.with_others(self._found(meetings))

    def _found(self, meetings: list[Event]) -> Me:
        """Return whom the calendar is named after, else who is in nearly all meetings, alone."""
        if len(self._owners) == 1:
            return Me(emails=tuple(self._owners)).folded()
        counted = Counter(p.email.lower() for one in meetings for p in one.people if p.email)
        top = counted.most_common(2)
        least = _NEARLY_ALL * len(meetings)
        if len(meetings) < _FEWEST or not top or top[0][1] < least:
            return Me()
        if len(top) > 1 and top[1][1] >= least:
            return Me()
        return Me(emails=(top[0][0],)).folded()


def _event(raw: RawEvent) -> Event | None:
    """Read what counts of an event; ``None`` without a date."""
    facts = raw.calendar
    start = of_property(raw.first("DTSTART"), facts)
    if start is None:
        return None
    end = of_property(raw.first("DTEND"), facts)
    instance = of_property(raw.first("RECURRENCE-ID"), facts)
    if instance is not None and instance.zone == "":
        instance = Moment(instance.at, start.zone, instance.whole_day)
    sequence = raw.text("SEQUENCE")
    return Event(
        raw,
        raw.text("UID") or _made_up(raw, start),
        start,
        instance,
        facts.method == "CANCEL" or raw.text("STATUS").upper() == "CANCELLED",
        (int(sequence) if sequence.isdecimal() and len(sequence) < 9 else 0, raw.text("DTSTAMP")),
        minutes_between(start, end, duration(raw.text("DURATION"))),
        parties(raw),
    )


def _made_up(raw: RawEvent, start: Moment) -> str:
    """Return the UID of an event without one: the same for the same event."""
    said = "\n".join((start.stamp(), raw.text("SUMMARY"), raw.text("LOCATION")))
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:24]


def _dates(raw: RawEvent, name: str) -> list[Moment]:
    """Return the moments that all lines of a name list."""
    return [one for line in raw.all(name) for one in several(line, raw.calendar)]


def _repeats(raw: RawEvent) -> bool:
    return any(one.name in ("RRULE", "RDATE") for one in raw.properties)


def _until(until: Moment, start: Moment) -> date:
    """Return the last day of a series whose end is given, often in UTC."""
    if until.whole_day:
        return until.at.date()
    moved = until.moved(start.zone)
    late = not start.whole_day and moved.at.time() < start.at.time()
    return moved.at.date() - timedelta(days=1) if late else moved.at.date()
