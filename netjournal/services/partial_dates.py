"""Partial dates (``1990-05-12``, ``1990-05``, ``1990``, ``--05-12``) and when they come round."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_FORM = re.compile(r"(?:(\d{4})|-)(?:-(\d\d)(?:-(\d\d))?)?")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """What is known of a date; None for what isn't."""

    year: int | None = None
    month: int | None = None
    day: int | None = None


def parse(text: str) -> PartialDate | None:
    """Return what a partial date says, or None when it is none."""
    found = _FORM.fullmatch(text.strip())
    if not found:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    if year is None and month is None:
        return None
    try:
        date(2000 if year is None else year, month or 1, day or 1)
    except ValueError:
        return None
    return PartialDate(year, month, day)


def next_time(known: PartialDate, after: date) -> date | None:
    """Return the first day on or after ``after`` that the date comes round, or None.

    29 February comes round on 28 February in other years.
    """
    if known.month is None or known.day is None:
        return None
    for year in (after.year, after.year + 1):
        come = on_year(known, year)
        if come is not None and come >= after:
            return come
    return None


def on_year(known: PartialDate, year: int) -> date | None:
    """Return the day a date falls on in a year; 29 February is the 28th in other years."""
    if known.month is None or known.day is None:
        return None
    try:
        return date(year, known.month, known.day)
    except ValueError:
        return date(year, 2, 28)
