"""A month of the network: growth, strength, who came, came back and went quiet, help, events.

``report(month, today, progress)`` reads it; the page that shows it words it. Every count is the
same as in Insights (``stats``, ``insight_people``, ``what_works``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from netjournal.models.handle import db, from_day, to_day
from netjournal.services import events
from netjournal.services.bonds import insight_people, stats, what_works
from netjournal.services.bonds.network_data import Whom
from netjournal.services.people import contacts

if TYPE_CHECKING:
    from netjournal.progress import Progress
    from netjournal.services.bonds.network import NetworkSeries
    from netjournal.services.bonds.what_works import Way
    from netjournal.services.events import EventRow

_MONTHS = 24
_MOST = 60  # names read of each group; how many there are is told


@dataclass(frozen=True, slots=True)
class Group:
    """Some people of a month: how many, and the names of the first of them."""

    count: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HelpRow:
    """Help that went one way; ``text`` may be empty."""

    day: int
    full_name: str
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """A month; days are local day numbers.

    Attributes:
        first, last: Its first day, and its last (today in the current month).
        series: Two years of month ends up to ``last``.
        interactions, people: How often there was contact, and with how many.
        joined, revived, quiet: Who came in, came back, and went quiet.
        given, received: Help.
        events: What there was.
        ways: How people were met, most lasting first, of all years.
    """

    first: int
    last: int
    series: NetworkSeries
    interactions: int
    people: int
    joined: Group
    revived: Group
    quiet: Group
    given: tuple[HelpRow, ...]
    received: tuple[HelpRow, ...]
    events: tuple[EventRow, ...]
    ways: tuple[Way, ...]


def report(month: int, today: int, progress: Progress) -> Report:
    """Return the report of a month.

    Args:
        month: Any local day in it; one that hasn't begun gives the current month.
        today: The local day.
        progress: Asked before each part.
    """
    first_day = from_day(min(month, today)).replace(day=1)
    first = to_day(first_day)
    last = min(today, to_day(_next_month(first_day)) - 1)
    progress.step(0, 4)
    back = first_day.year * 12 + first_day.month - 1 - _MONTHS
    since = to_day(date(back // 12, back % 12 + 1, 1))
    series = stats.growth(max(since, stats.default_since(last)), None, last, progress)
    progress.step(1, 4)
    point = insight_people.Point(last, first - 1)
    joined, revived, quiet = (
        _group(list(insight_people.flow(kind, point, Whom(), today)))
        for kind in insight_people.FLOWS
    )
    progress.step(2, 4)
    interactions, people = _contacts(first, last)
    ways = [way for way in what_works.ways(Whom(), None, today) if way.group == what_works.VIA]
    progress.step(3, 4)
    return Report(
        first,
        last,
        series,
        interactions,
        people,
        joined,
        revived,
        quiet,
        _help("given", first, last),
        _help("received", first, last),
        tuple(events.between(first, last)),
        tuple(ways),
    )


def _next_month(first: date) -> date:
    return (first + timedelta(days=32)).replace(day=1)


def _group(ids: list[int]) -> Group:
    return Group(len(ids), tuple(name for _, name, _ in contacts.describe(ids[:_MOST])))


def _contacts(first: int, last: int) -> tuple[int, int]:
    row = db.execute_sql(
        "SELECT COUNT(DISTINCT i.id), COUNT(DISTINCT ic.contact_id) FROM interaction i "
        "JOIN interaction_contact ic ON ic.interaction_id = i.id "
        "WHERE i.trashed_at IS NULL AND i.day BETWEEN ? AND ?",
        (first, last),
    ).fetchone()
    return int(row[0]), int(row[1])


def _help(direction: str, first: int, last: int) -> tuple[HelpRow, ...]:
    rows = db.execute_sql(
        "SELECT h.day, c.full_name, h.text FROM help h JOIN contact c ON c.id = h.contact_id "
        "LEFT JOIN interaction i ON i.id = h.interaction_id "
        "WHERE h.direction = ? AND h.day BETWEEN ? AND ? AND c.trashed_at IS NULL "
        "AND i.trashed_at IS NULL ORDER BY h.day DESC, h.id DESC",
        (direction, first, last),
    )
    return tuple(HelpRow(*row) for row in rows)
