"""Recurrence rules (RFC 5545 §3.3.10) -> the days on which something happened, never later.

The work is bounded: periods are walked only up to the last day asked for, and of a series only the
newest occurrences are kept. Rules that repeat several times a day are not for meetings.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import deque
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MOST = 500  # occurrences kept of one series
_DAYS = {name: n for n, name in enumerate(("MO", "TU", "WE", "TH", "FR", "SA", "SU"))}
_BYDAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
# and how large their numbers are at most
_NUMBERS = {"BYMONTHDAY": 31, "BYMONTH": 12, "BYYEARDAY": 366, "BYWEEKNO": 53, "BYSETPOS": 366}
_PERIODS = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 30, "YEARLY": 365}  # and about how many days
_MONTH_ITSELF = 3  # days that could be looked at while a month is made ready
_DAY = timedelta(days=1)


@dataclass(slots=True)
class Rule:
    """A recurrence rule; weekdays are (ordinal or 0, Monday = 0)."""

    period: str
    interval: int
    count: int | None
    until: str
    weekdays: list[tuple[int, int]]
    numbers: dict[str, list[int]]
    week_start: int


def rule(text: str) -> Rule | None:
    """Read a rule; ``None`` when it is none, or repeats several times a day."""
    parts: dict[str, str] = {}
    for part in text.upper().split(";"):
        key, _, value = part.partition("=")
        parts.setdefault(key.strip(), value.strip())
    if parts.get("FREQ") not in _PERIODS:
        return None
    try:
        interval = int(parts.get("INTERVAL") or 1)
        count = int(parts["COUNT"]) if parts.get("COUNT") else None
        numbers = {key: _each(parts[key], most) for key, most in _NUMBERS.items() if key in parts}
    except ValueError:
        return None
    if interval < 1 or (count is not None and count < 1):
        return None
    weekdays = [
        (int(match[1] or 0), _DAYS[match[2]])
        for match in map(_BYDAY.fullmatch, filter(None, parts.get("BYDAY", "").split(",")))
        if match
    ]
    if parts.get("BYDAY") and not weekdays:
        return None
    start = _DAYS.get(parts.get("WKST", ""), 0)
    until = parts.get("UNTIL", "")
    return Rule(
        parts["FREQ"], interval, count, until, list(dict.fromkeys(weekdays)), numbers, start
    )


def _each(text: str, most: int) -> list[int]:
    """Return the numbers of a list, each once; 0, which no day has, for those out of all bounds."""
    found = map(int, text.split(","))
    return list(dict.fromkeys(n if abs(n) <= most else 0 for n in found))


def effort(found: Rule, start: date, last: date) -> int:
    """Return about how many days ``days`` would look at, whether it finds them or not."""
    periods = max(0, (last - start).days) // (_PERIODS[found.period] * found.interval) + 1
    numbers, limited = found.numbers, bool(found.weekdays or "BYMONTHDAY" in found.numbers)
    in_month = _MONTH_ITSELF + (len(numbers.get("BYMONTHDAY", ())) or 31 * limited)
    if found.period == "DAILY":
        return periods
    if found.period == "WEEKLY":
        return periods * max(1, len(found.weekdays))
    if found.period == "MONTHLY":
        return periods * in_month
    if numbers.keys() & {"BYYEARDAY", "BYWEEKNO"}:
        return periods * 366
    if "BYMONTH" in numbers:
        return periods * len(numbers["BYMONTH"]) * in_month
    return periods * (366 if limited else in_month)


def days(found: Rule, start: date, last: date) -> list[date]:
    """Return the newest days of a series, oldest first.

    Args:
        found: The rule; its UNTIL has gone into ``last``.
        start: The first day, which belongs to it in any case.
        last: No day after it is returned.
    """
    kept: deque[date] = deque(maxlen=MOST)
    for number, day in enumerate(_all(found, start, last)):
        if day > last or (found.count is not None and number >= found.count):
            break
        kept.append(day)
    return list(kept)


def _all(found: Rule, start: date, last: date) -> Iterator[date]:
    """Yield the series without end, from its first day on."""
    if start <= last:
        yield start
    for period in _PERIOD_WALKS[found.period](found, start, last):
        candidates = sorted(set(period))
        for day in _positions(candidates, found.numbers.get("BYSETPOS")):
            if day > start:
                yield day


def _positions(candidates: list[date], wanted: list[int] | None) -> list[date]:
    if not wanted:
        return candidates
    size = len(candidates)
    places = {n - 1 if n > 0 else size + n for n in wanted if n}
    return [candidates[at] for at in sorted(places) if 0 <= at < size]


def _daily(found: Rule, start: date, last: date) -> Iterator[list[date]]:
    for number in range(0, (last - start).days + 1, found.interval):
        day = start + _DAY * number
        yield [day] if _fits(found, day, weekdays=True) else []


def _weekly(found: Rule, start: date, last: date) -> Iterator[list[date]]:
    first = start - _DAY * ((start.weekday() - found.week_start) % 7)
    wanted = {weekday for _, weekday in found.weekdays} or {start.weekday()}
    places = sorted((weekday - found.week_start) % 7 for weekday in wanted)
    for number in range(0, (last - first).days + 1, 7 * found.interval):
        week = (_plus(first, number + at) for at in places)
        yield [day for day in week if day and _fits(found, day)]


def _monthly(found: Rule, start: date, last: date) -> Iterator[list[date]]:
    months = (last.year - start.year) * 12 + last.month - start.month
    for number in range(0, months + 1, found.interval):
        year, month = divmod(start.year * 12 + start.month - 1 + number, 12)
        wanted = found.numbers.get("BYMONTH")
        if wanted and month + 1 not in wanted:
            yield []
        else:
            yield _in_month(found, year, month + 1, start.day)


def _yearly(found: Rule, start: date, last: date) -> Iterator[list[date]]:
    for year in range(start.year, last.year + 1, found.interval):
        yield _in_year(found, year, start)


_PERIOD_WALKS: dict[str, Callable[[Rule, date, date], Iterator[list[date]]]] = {
    "DAILY": _daily,
    "WEEKLY": _weekly,
    "MONTHLY": _monthly,
    "YEARLY": _yearly,
}


def _in_month(found: Rule, year: int, month: int, day: int) -> list[date]:
    """Return the days of one month that the rule names; ``day`` when it names none."""
    length = monthrange(year, month)[1]
    numbers = found.numbers.get("BYMONTHDAY")
    if not numbers and not found.weekdays:
        return [date(year, month, day)] if day <= length else []
    wanted = set(range(1, length + 1))
    if numbers:
        wanted &= {n if n > 0 else length + 1 + n for n in numbers}
    whole = [date(year, month, n) for n in sorted(wanted)]
    return _on_weekdays(whole, found.weekdays, date(year, month, 1), length)


def _in_year(found: Rule, year: int, start: date) -> list[date]:
    numbers = found.numbers
    if "BYYEARDAY" in numbers or "BYWEEKNO" in numbers:
        return [day for day in _year(year) if _of_year(found, day, start)]
    if "BYMONTH" in numbers:
        months = [month for month in numbers["BYMONTH"] if 1 <= month <= 12]
        return [day for month in months for day in _in_month(found, year, month, start.day)]
    if "BYMONTHDAY" in numbers or found.weekdays:
        whole = list(_year(year))
        fitting = [day for day in whole if _fits(found, day)]
        return _on_weekdays(fitting, found.weekdays, whole[0], len(whole))
    return _in_month(found, year, start.month, start.day)


def _of_year(found: Rule, day: date, start: date) -> bool:
    """Say whether a day is among those counted by day or week of the year."""
    length = (date(day.year, 12, 31) - date(day.year, 1, 1)).days + 1
    at = (day - date(day.year, 1, 1)).days + 1
    wanted = found.numbers.get("BYYEARDAY")
    if wanted and at not in wanted and at - length - 1 not in wanted:
        return False
    weeks = found.numbers.get("BYWEEKNO")
    year, week, _ = day.isocalendar()
    if weeks and (year != day.year or week not in weeks):
        return False
    weekdays = {weekday for _, weekday in found.weekdays}
    if weeks and not weekdays:
        weekdays = {start.weekday()}
    return _fits(found, day) and (not weekdays or day.weekday() in weekdays)


def _on_weekdays(
    whole: list[date], wanted: list[tuple[int, int]], first: date, length: int
) -> list[date]:
    """Return the days that are, say, any Monday or the last Friday of a month or year.

    Args:
        whole: Days to choose from.
        wanted: (ordinal or 0, weekday); nothing takes all days.
        first: The first day of the month or year.
        length: Its length in days.
    """
    if not wanted:
        return whole
    chosen = []
    for day in whole:
        at = (day - first).days
        places = {0, at // 7 + 1, -((length - 1 - at) // 7 + 1)}
        if any(weekday == day.weekday() and place in places for place, weekday in wanted):
            chosen.append(day)
    return chosen


def _fits(found: Rule, day: date, *, weekdays: bool = False) -> bool:
    """Say whether a day is in the months, days of month and weekdays that a rule is limited to."""
    months, numbers = found.numbers.get("BYMONTH"), found.numbers.get("BYMONTHDAY")
    if months and day.month not in months:
        return False
    if numbers:
        length = monthrange(day.year, day.month)[1]
        if day.day not in numbers and day.day - length - 1 not in numbers:
            return False
    if weekdays and found.weekdays:
        return any(weekday == day.weekday() for _, weekday in found.weekdays)
    return True


def _year(year: int) -> Iterator[date]:
    first = date(year, 1, 1)
    for number in range((date(year, 12, 31) - first).days + 1):
        yield first + _DAY * number


def _plus(day: date, number: int) -> date | None:
    try:
        return day + _DAY * number
    except OverflowError:
        return None
