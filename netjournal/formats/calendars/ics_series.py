"""When a series took place: its rule, RDATE and EXDATE, and what changes it from one day on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from netjournal.formats.calendars.ics_moments import Moment, moment
from netjournal.formats.calendars.ics_recurrence import MOST, days, effort, rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netjournal.formats.calendars.ics_event import Event

_BUDGET = 2_000_000  # days looked at for all series of a file


class Walk:
    """Walks series up to a day, within one budget for all of a file.

    Args:
        today: The last day that counts.

    Attributes:
        untold: How many rules could not be followed; of those only the first day is told.
    """

    def __init__(self, today: date) -> None:
        self.untold = 0
        self._today = today
        self._left = _BUDGET

    def occurrences(self, event: Event) -> list[Moment]:
        """Return when a series happened, RDATE and EXDATE included, newest ones only."""
        start = event.start
        gone = event.dates("EXDATE")
        gone_at = {one.moved(start.zone).at for one in gone}
        gone_days = {one.at.date() for one in gone if one.whole_day}
        found = [start.shifted(day - start.at.date()) for day in self._days(event)]
        found += [one.moved(start.zone) for one in event.dates("RDATE")]
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
        cost = effort(found, start, last) if found else 0
        if found is None or cost > self._left:
            self.untold += bool(text)
            return [start]
        self._left -= cost
        return days(found, start, last)


def exceptions(event: Event) -> list[Moment]:
    """Return the newest occurrences that EXDATE takes out of a series."""
    start = event.start
    found = [
        start.shifted(one.at.date() - start.at.date()) if one.whole_day else one.moved(start.zone)
        for one in event.dates("EXDATE")
    ]
    return found[-MOST:]


def in_force(changes: Iterable[Event], occurrence: Moment) -> Event | None:
    """Return the change "from this one on" that an occurrence is subject to; the newest counts."""
    found, latest = None, None
    for one in changes:
        assert one.instance is not None
        at = one.instance.moved(occurrence.zone).at
        if at <= occurrence.at and (latest is None or at >= latest):
            found, latest = one, at
    return found


def _until(until: Moment, start: Moment) -> date:
    """Return the last day of a series whose end is given, often in UTC."""
    if until.whole_day:
        return until.at.date()
    moved = until.moved(start.zone)
    late = not start.whole_day and moved.at.time() < start.at.time()
    return moved.at.date() - timedelta(days=1) if late else moved.at.date()
