"""Dates and times of calendars and mails: parsed, moved between zones, told in local words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from netjournal.formats.calendars.ics_zones import iana, zone_info

if TYPE_CHECKING:
    from netjournal.formats.calendars.ics_lines import CalendarFacts, Property

_MOMENT = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)"
    r"(?:[T ]?(\d\d):?(\d\d)(?::?(\d\d))?(?:[.,]\d{1,9})?[ ]?(Z|[+-]\d\d:?\d\d)?)?",
    re.IGNORECASE,
)
_DURATION = re.compile(
    r"([+-]?)P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,8})S)?)?",
    re.IGNORECASE,
)
_FIRST_YEAR = 1900
_MINUTE = timedelta(minutes=1)
_MOST_MINUTES = 31 * 24 * 60


@dataclass(frozen=True, slots=True)
class Moment:
    """A day and time by the clocks of ``zone`` (IANA; empty: wherever one is)."""

    at: datetime
    zone: str = ""
    whole_day: bool = False

    def moved(self, zone: str) -> Moment:
        """Return the same moment by another zone's clocks; days and floating times stay."""
        here, there = zone_info(self.zone), zone_info(zone)
        if here is None or there is None or self.whole_day or self.zone == zone:
            return self
        try:
            at = self.at.replace(tzinfo=here).astimezone(there).replace(tzinfo=None)
        except (OverflowError, ValueError, OSError):
            return self
        return Moment(at, zone)

    def local(self, zone: str) -> Moment:
        """Return a UTC moment by the calendar's clocks, else by this machine's; others stay.

        Args:
            zone: The calendar's zone (IANA), or nothing.
        """
        if self.zone != "UTC" or self.whole_day:
            return self
        if zone_info(zone) is not None:
            return self.moved(zone)
        try:
            return Moment(self.at.replace(tzinfo=UTC).astimezone().replace(tzinfo=None))
        except (OverflowError, ValueError, OSError):
            return self

    def stamp(self) -> str:
        """Return it as an id: in UTC where the zone is known."""
        if self.whole_day:
            return f"{self.at:%Y%m%d}"
        moved = self.moved("UTC")
        return f"{moved.at:%Y%m%dT%H%M%S}" + ("Z" if moved.zone == "UTC" else "")

    def shifted(self, length: timedelta) -> Moment:
        """Return it later by some time, by the same clocks."""
        return replace(self, at=self.at + length)


def moment(value: str, params: dict[str, str], facts: CalendarFacts) -> Moment | None:
    """Read a date or date-time; ``None`` when there is none or it doesn't exist.

    Args:
        value: As a calendar or a person wrote it: hour 24, offsets and dashes are understood.
        params: Of which TZID and VALUE count.
        facts: The calendar's, for names of zones that only it explains.
    """
    match = _MOMENT.fullmatch(value.strip())
    if not match or int(match[1]) < _FIRST_YEAR:
        return None
    year, month, day, hour, minute = (int(part or 0) for part in match.groups()[:5])
    try:
        at = datetime(year, month, day) + timedelta(hours=hour, minutes=minute)
    except (ValueError, OverflowError):
        return None
    if hour > 24 or minute > 59:
        return None
    if match[4] is None or params.get("VALUE", "").upper() == "DATE":
        return Moment(datetime(year, month, day), whole_day=True)
    if match[7]:
        return _with_offset(at, match[7])
    return Moment(at, zone_of(params.get("TZID", ""), facts))


def zone_of(name: str, facts: CalendarFacts) -> str:
    """Return the IANA name of a TZID; empty when nobody knows it."""
    if not name:
        return ""
    return iana(name) or iana(facts.zones.get(name, ""))


def of_property(found: Property | None, facts: CalendarFacts) -> Moment | None:
    """Read the moment that a property holds."""
    return moment(found.value, found.params, facts) if found else None


def several(found: Property, facts: CalendarFacts) -> list[Moment]:
    """Read the moments of EXDATE or RDATE; of periods their beginnings."""
    parts = (part.partition("/")[0] for part in found.value.split(","))
    read = (moment(part, found.params, facts) for part in parts)
    return [one for one in read if one is not None]


def duration(value: str) -> timedelta | None:
    """Read a duration; ``None`` when it is none or negative."""
    match = _DURATION.fullmatch(value.strip())
    if not match or match[1] == "-":
        return None
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in match.groups()[1:])
    return timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)


def minutes_between(start: Moment, end: Moment | None, length: timedelta | None) -> int | None:
    """Return how long something took; ``None`` for whole days and what can't be true.

    Args:
        start: Its beginning.
        end: Its end, which counts when it is there.
        length: Its duration otherwise.
    """
    if start.whole_day or (end is not None and end.whole_day):
        return None
    if end is not None:
        length = end.moved("UTC").at - start.moved("UTC").at
    if length is None:
        return None
    found = length // _MINUTE
    return found if 0 < found <= _MOST_MINUTES else None


def _with_offset(at: datetime, offset: str) -> Moment | None:
    if offset.upper() == "Z":
        return Moment(at, "UTC")
    ahead = timedelta(hours=int(offset[1:3]), minutes=int(offset[-2:]))
    try:
        return Moment(at - ahead if offset[0] == "+" else at + ahead, "UTC")
    except OverflowError:
        return None
