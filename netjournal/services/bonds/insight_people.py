"""The people behind a mark of a chart, so that it can be clicked: exactly those it counts."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netjournal.models.handle import db, from_day, to_day
from netjournal.services.bonds import network_data, strength, strength_bulk, what_works

if TYPE_CHECKING:
    from netjournal.services.bonds.network_data import Whom
    from netjournal.services.bonds.strength_bulk import Codes, DayArrays, Ints

JOINED, REVIVED, FADED, ALIVE = "joined", "revived", "faded", "alive"
FLOWS = (JOINED, REVIVED, FADED)
_NONE, _NEW, _DORMANT = (
    strength.LABELS.index(one) for one in (strength.NONE, strength.NEW, strength.DORMANT)
)


@dataclass(frozen=True, slots=True)
class Behind:
    """Who is behind a mark, to be asked of ``find``.

    Attributes:
        kind: label, flow, day, help, way or contact.
        key: The label, the flow, the direction of help, the stage of a way; "" otherwise.
        day: The local day; of a month of help its first one; of a contact the id.
        before: The point that a flow is counted from.
        way: (group, key) of a way of meeting.
        whom: Whose ties the mark counts, where they aren't those of the whole chart.
    """

    kind: str
    key: str = ""
    day: int = 0
    before: int = 0
    way: tuple[str, str] = ("", "")
    whom: Whom | None = None


def find(behind: Behind, whom: Whom, since: int | None, today: int) -> array[int]:
    """Return the people behind a mark.

    Args:
        behind: Which mark.
        whom: Whose ties the chart shows.
        since: Where its period begins; None for all.
        today: The local day.
    """
    whom = behind.whom or whom
    if behind.kind == "label":
        return labelled(behind.key, behind.day, whom, today)
    if behind.kind == "flow":
        return flow(behind.key, Point(behind.day, behind.before), whom, today)
    if behind.kind == "day":
        return on_day(behind.day, whom)
    if behind.kind == "help":
        return helped_in(behind.day, behind.key, whom)
    if behind.kind == "way":
        return what_works.who(behind.way, behind.key, whom, since, today)
    return array("q", [behind.day])


@dataclass(frozen=True, slots=True)
class Point:
    """A day of a chart, and the point before it, which flows are counted from."""

    day: int
    before: int


def labelled(label: str, day: int, whom: Whom, today: int) -> array[int]:
    """Return who had a strength label on a day ("alive": any but none and dormant).

    Args:
        label: One of ``strength.LABELS``, or ``ALIVE``.
        day: The local day.
        whom: Whose ties.
        today: The local day of today.
    """
    who = network_data.people(whom, today)
    days = network_data.day_arrays(who.ids, day)
    codes, came = _codes(days, day), _came(who.came, days)
    if label == ALIVE:
        return _ids(who.ids[(codes != _NONE) & (codes != _DORMANT)])
    return _ids(who.ids[(codes == strength.LABELS.index(label)) & (came <= day)])


def flow(kind: str, point: Point, whom: Whom, today: int) -> array[int]:
    """Return who joined, came back, grew closer or went quiet between two points.

    The same as ``network.NetworkSeries`` counts.
    """
    who = network_data.people(whom, today)
    days = network_data.day_arrays(who.ids, point.day)
    if kind == JOINED:
        came = _came(who.came, days)
        return _ids(who.ids[(came > point.before) & (came <= point.day)])
    before, now = _codes(days, point.before), _codes(days, point.day)
    settled = (before > _NEW) & (now > _NEW)
    if kind == FADED:
        return _ids(who.ids[settled & (now < before)])
    woken = before == _DORMANT
    return _ids(who.ids[settled & (now > before) & (woken if kind == REVIVED else ~woken)])


def on_day(day: int, whom: Whom) -> array[int]:
    """Return with whom there were interactions on a day."""
    where, values = whom.where()
    return _query(
        "SELECT DISTINCT c.id FROM interaction i JOIN interaction_contact ic "
        "ON ic.interaction_id = i.id JOIN contact c ON c.id = ic.contact_id "
        f"WHERE i.day = ? AND i.trashed_at IS NULL AND {where} ORDER BY c.id",
        (day, *values),
    )


def helped_in(month: int, direction: str, whom: Whom) -> array[int]:
    """Return with whom help went in a direction in a month (given by its first day)."""
    first = from_day(month)
    after = first.replace(year=first.year + first.month // 12, month=first.month % 12 + 1)
    where, values = whom.where()
    return _query(
        "SELECT DISTINCT c.id FROM help h JOIN contact c ON c.id = h.contact_id "
        f"WHERE h.direction = ? AND h.day >= ? AND h.day < ? AND {where} ORDER BY c.id",
        (direction, month, to_day(after), *values),
    )


def _query(sql: str, values: tuple[object, ...]) -> array[int]:
    return array("q", [row[0] for row in db.execute_sql(sql, values)])


def _codes(days: DayArrays, day: int) -> Codes:
    return strength_bulk.labels(strength_bulk.ties_from_days(days, day), day)


def _came(came: Ints, days: DayArrays) -> Ints:
    """Return the day each came in, the first touch where that is earlier (as the sweep does)."""
    import numpy as np

    found = came.copy()
    np.minimum.at(found, days.tie[days.touch], days.day[days.touch])
    return found


def _ids(ids: Ints) -> array[int]:
    return array("q", ids.tobytes())
