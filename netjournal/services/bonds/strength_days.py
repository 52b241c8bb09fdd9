"""From interactions to contact-days: what a day weighs, and where months end.

A *contact-day* is ``(day, w, touch)``: a local day (days since 1970-01-01), its weight (0…1.5) and
whether anybody was really in touch (a reaction is not). Weights say how deep a way of being in
touch goes (Granovetter 1973; Roberts & Dunbar 2011: doing things together). They are a value
choice: on real records they neither help nor harm prediction, so they are kept mild. Each kind's is
in the journal (``migration_0001.KINDS`` has those a new one begins with).
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

ContactDay = tuple[int, float, int]  # touch as bool, or 0 and 1 as the journal stores it

_EPOCH = date(1970, 1, 1)
_FIRST, _LAST = (date.min - _EPOCH).days, (date.max - _EPOCH).days  # what a date can be
DAY_CAP = 1.5


def contact_day(parts: Iterable[tuple[float, float, bool]]) -> tuple[float, bool]:
    """Return (w, touch) of one day.

    Args:
        parts: (kind weight, importance, touching) of every interaction of that day.
    """
    known = list(parts)
    w = min(DAY_CAP, sum(weight * importance for weight, importance, _ in known))
    return w, any(touch for _, _, touch in known)


def period_day(year: int, month: int | None, today: int) -> int:
    """Return the day on which something known by month or year counts.

    Args:
        year: The year.
        month: 1…12, or None when only the year is known.
        today: The local day; the result is never after it.
    """
    return min(_month_end(year, month or 12), today)


def month_ends(since: int, until: int) -> list[int]:
    """Return the last day of every month from day ``since`` to day ``until``, both included."""
    if not since <= until or until < _FIRST or since > _LAST:
        return []
    first = _EPOCH + timedelta(days=max(since, _FIRST))
    year, month, ends = first.year, first.month, []
    while year <= date.max.year and (end := _month_end(year, month)) <= until:
        ends.append(end)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return ends


def _month_end(year: int, month: int) -> int:
    if month == 12:  # year 9999 has no next one
        return (date(year, 12, 31) - _EPOCH).days
    return (date(year, month + 1, 1) - _EPOCH).days - 1
