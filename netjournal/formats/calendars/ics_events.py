"""Events of calendars and invitations -> meetings, each once, as they were in the end.

Of what several files, mails or calendars say of one event (UID and RECURRENCE-ID) the latest
counts. Series are told up to today. A cancellation is told as well, because an earlier import may
have brought what it takes back. One that calls off a whole series leaves alone what had taken place
before it was sent: who leaves a firm deletes the weekly talk, not the two years of talking.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from netjournal.formats.calendars.ics_drafts import drafted, version_of
from netjournal.formats.calendars.ics_event import Event, read_event
from netjournal.formats.calendars.ics_moments import zone_of
from netjournal.formats.calendars.ics_people import absent, initiator, others
from netjournal.formats.calendars.ics_series import Walk, exceptions, in_force
from netjournal.formats.draft import Rejected, Warned, Withdrawn
from netjournal.formats.me import Me, unclear
from netjournal.formats.phrases import QT_TRANSLATE_NOOP, Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from netjournal.formats.calendars.ics_lines import RawEvent
    from netjournal.formats.calendars.ics_moments import Moment
    from netjournal.formats.draft import InteractionDraft, PersonRef

_LEFT_OUT = QT_TRANSLATE_NOOP("reading", "Events left out because {reason}: {count}.")

_NEARLY_ALL = 0.8
_LATEST = "9"  # later than any stamp
_FEWEST = 3  # meetings that tell who is always there
# Answers to invitations and talk about them: nothing that happens.
_ANSWERS = ("REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH")
_CANCELLED = QT_TRANSLATE_NOOP("reading", "they were cancelled")


class EventBook:
    """Collects events and tells what happened; ``add`` all, then ask for ``records``.

    Args:
        me: The user, ready to compare; nobody lets the events tell.
        today: The last day that counts.
        alone: Whether events that nobody else takes part in are told, too, as notes.
    """

    def __init__(self, me: Me, today: date, *, alone: bool = False) -> None:
        self._me, self._today, self._alone = me, today, alone
        self._walk = Walk(today)
        self._rejected: list[Rejected] = []
        self._series: dict[str, Event] = {}
        self._called_off: dict[str, Event] = {}
        self._instances: dict[str, dict[str, Event]] = defaultdict(dict)
        self._changes: dict[str, dict[str, Event]] = defaultdict(dict)  # from one day on
        self._left_out: Counter[Phrase] = Counter()
        self._private: set[str] = set()
        self._owners: set[str] = set()
        self._lists = False  # whether it is said anywhere who takes part

    def add(self, raw: RawEvent, *, line: int = 0) -> None:
        """Take one event; ``line`` says where it is, when that is in something else."""
        raw.line = line or raw.line
        if "@" in raw.calendar.name:  # Google names a calendar after whose it is
            self._owners.add(raw.calendar.name.strip())
        if raw.calendar.method in _ANSWERS:
            self._left_out[QT_TRANSLATE_NOOP("reading", "they are answers to invitations")] += 1
            return
        event = read_event(raw)
        if event is None:
            self._rejected.append(
                Rejected(raw.line, QT_TRANSLATE_NOOP("reading", "the event has no date"))
            )
            return
        self._lists = self._lists or bool(event.people)
        if event.instance is None:
            _keep(self._called_off if event.cancelled else self._series, event.uid, event)
        else:
            where = self._changes if event.onwards else self._instances
            _keep(where[event.uid], event.instance.stamp(), event)

    def records(self) -> Iterator[InteractionDraft | Rejected | Warned | Withdrawn]:
        """Yield the meetings, what was called off or could not be read, and what was left out."""
        yield from self._rejected
        me = self._who()
        told = 0
        named = (self._series, self._called_off, self._instances, self._changes)
        for uid in dict.fromkeys(uid for book in named for uid in book):
            for record in self._told(uid, me):
                told += not isinstance(record, Withdrawn)
                yield record
        if told and not me:
            yield unclear()
        if self._walk.untold:
            reason = QT_TRANSLATE_NOOP(
                "reading", "their repetition can't be told, but for the first"
            )
            self._left_out[reason] += self._walk.untold
        for reason, count in self._left_out.items():
            yield Warned(0, _LEFT_OUT.format(reason=reason, count=count))

    def _told(self, uid: str, me: Me) -> Iterator[InteractionDraft | Withdrawn]:
        """Yield the meetings of one UID."""
        series, end = self._series.get(uid), self._called_off.get(uid)
        if end is not None and (series is None or series.version <= end.version):
            self._left_out[_CANCELLED] += 1
            yield Withdrawn(end.raw.line, f"ics:{uid}", f"ics:{uid}:", end.said_on)
            series = series or end
            before = end.said_on if series.repeats else ""
        else:
            before = _LATEST
        if series is not None and series.repeats:
            yield from self._occurrences(series, before, me)
        elif series is not None and before:
            yield from self._meeting(series, series.start, "", me)
        alone = {} if series is not None and series.repeats else self._changes.get(uid, {})
        for stamp, event in {**alone, **self._instances.get(uid, {})}.items():
            if event.cancelled:
                yield self._withdrawn(event, stamp)
            elif stamp < before:
                yield from self._meeting(event, event.start, stamp, me)

    def _occurrences(
        self, series: Event, before: str, me: Me
    ) -> Iterator[InteractionDraft | Withdrawn]:
        """Yield the meetings of a series that are not told of by themselves."""
        uid = series.uid
        instances, changes = self._instances.get(uid, {}), self._changes.get(uid, {})
        private = not changes and self._is_private(series, others(series.people, me), me)
        if private:
            self._leave_private(uid)
        walked = not private or self._may_have_emptied(series, _LATEST, me)
        for start in self._walk.occurrences(series) if walked else ():
            stamp = start.stamp()
            if stamp in instances or stamp >= before:
                continue
            change = in_force(changes.values(), start)
            if change is None:
                yield from self._meeting(series, start, stamp, me)
            elif not change.cancelled:
                yield from self._meeting(change, change.later(start), stamp, me)
        yield from (self._withdrawn(one, at) for at, one in changes.items() if one.cancelled)
        gone = {one.stamp() for one in exceptions(series)} - instances.keys()
        yield from (Withdrawn(series.raw.line, f"ics:{uid}:{stamp}") for stamp in sorted(gone))

    def _withdrawn(self, event: Event, stamp: str) -> Withdrawn:
        """Return that an occurrence was called off, perhaps with all that follow."""
        self._left_out[_CANCELLED] += 1
        whole = f"ics:{event.uid}:"
        if event.onwards:
            return Withdrawn(event.raw.line, whole + stamp, whole, stamp)
        return Withdrawn(event.raw.line, whole + stamp)

    def _meeting(
        self, event: Event, start: Moment, stamp: str, me: Me
    ) -> Iterator[InteractionDraft | Withdrawn]:
        """Yield one meeting; that there was none where nobody else takes part in it any more."""
        zone = zone_of(event.raw.calendar.zone, event.raw.calendar)
        local = start.local(zone)
        if local.at.date() > self._today:
            self._left_out[QT_TRANSLATE_NOOP("reading", "they are still to come")] += 1
            return
        people = others(event.people, me)
        if self._is_private(event, people, me):
            self._leave_private(event.uid)
            if self._may_have_emptied(event, stamp, me):
                emptied = version_of(event.raw, people)
                yield Withdrawn(event.raw.line, _id(event, stamp), emptied=emptied)
            return
        draft = drafted(event.raw, local, people)
        draft.minutes = event.minutes
        draft.initiator = initiator(event.people, me)
        draft.external_id = _id(event, stamp)
        yield draft

    def _is_private(self, event: Event, people: list[PersonRef], me: Me) -> bool:
        """Say whether an event is left out because nobody else takes part in it."""
        return not people and (not self._alone or absent(event.people, me))

    def _leave_private(self, uid: str) -> None:
        """Count an event that nobody else takes part in; a series is one."""
        if uid not in self._private:
            self._private.add(uid)
            self._left_out[QT_TRANSLATE_NOOP("reading", "nobody else takes part")] += 1

    def _may_have_emptied(self, event: Event, stamp: str, me: Me) -> bool:
        """Say whether an event in which nobody else takes part may be a meeting no longer.

        Not where the file names nobody at all, as calendars do that are given to strangers. What
        had taken place of a series before it was changed stays: who leaves a firm is taken off
        the weekly talk, not out of two years of talking.
        """
        later = bool(event.said_on) and stamp >= event.said_on
        return bool(me) and self._lists and (later or not event.repeats)

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


def _id(event: Event, stamp: str) -> str:
    return f"ics:{event.uid}:{stamp}" if stamp else f"ics:{event.uid}"


def _keep(known: dict[str, Event], key: str, event: Event) -> None:
    """Keep an event unless a newer version of it is there."""
    if key not in known or known[key].version <= event.version:
        known[key] = event
