"""Birthdays and other dates that come round soon."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netjournal.models.handle import db, from_day, to_day
from netjournal.services import partial_dates

if TYPE_CHECKING:
    from collections.abc import Iterable

WEEK = 7


@dataclass(frozen=True, slots=True)
class DateRow:
    """A birthday or another date; ``turns`` is the age or years, None when the year is unknown."""

    day: int
    contact_id: int
    full_name: str
    what: str
    turns: int | None


def dates(today: int, days: int = WEEK) -> tuple[DateRow, ...]:
    """Return the dates that come round from today on within ``days``, soonest first.

    ``what`` is "birthday" or the date's own label. Archived and trashed people are left out, and
    birthdays of the dead. 29 February comes on the 28th in other years.
    """
    keys = _month_days(today, days)
    marks = ", ".join("?" * len(keys))
    rows = db.execute_sql(
        "SELECT c.id, c.full_name, 'birthday', c.birthday FROM contact c "
        f"WHERE c.birthday <> '' AND substr(c.birthday, -5) IN ({marks}) "
        "AND c.trashed_at IS NULL AND c.archived_at IS NULL AND c.deceased = 0 UNION ALL "
        "SELECT c.id, c.full_name, d.label, d.date FROM important_date d "
        f"JOIN contact c ON c.id = d.contact_id WHERE substr(d.date, -5) IN ({marks}) "
        "AND c.trashed_at IS NULL AND c.archived_at IS NULL",
        (*keys, *keys),
    )
    return _coming(rows, today, days)


def dates_of(contact_id: int, today: int, days: int) -> tuple[DateRow, ...]:
    """Return the dates of one person that come round within ``days``, as ``dates``."""
    rows = db.execute_sql(
        "SELECT c.id, c.full_name, 'birthday', c.birthday FROM contact c WHERE c.id = ?1 "
        "AND c.birthday <> '' AND c.deceased = 0 UNION ALL "
        "SELECT c.id, c.full_name, d.label, d.date FROM important_date d "
        "JOIN contact c ON c.id = d.contact_id WHERE c.id = ?1",
        (contact_id,),
    )
    return _coming(rows, today, days)


def _coming(
    rows: Iterable[tuple[int, str, str, str]], today: int, days: int
) -> tuple[DateRow, ...]:
    """Return the dates of (contact id, name, what, partial date) that come round in time."""
    first = from_day(today)
    found = []
    for contact_id, name, what, text in rows:
        known = partial_dates.parse(text)
        come = partial_dates.next_time(known, first) if known else None
        if known is None or come is None or to_day(come) >= today + days:
            continue
        turns = come.year - known.year if known.year else None
        if turns is None or turns > 0:
            found.append(DateRow(to_day(come), contact_id, name, what, turns))
    return tuple(sorted(found, key=lambda row: (row.day, row.full_name, row.contact_id, row.what)))


def _month_days(today: int, days: int) -> list[str]:
    keys = [from_day(day).strftime("%m-%d") for day in range(today, today + days)]
    return [*keys, "02-29"] if "02-28" in keys else keys
