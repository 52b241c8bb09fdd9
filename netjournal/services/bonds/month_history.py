"""The network at month ends, kept: an edit makes only the months after it be reckoned again.

Months that are over are stored in ``month_snapshot`` (everybody's; a circle is quickly reckoned).
``models/snapshots`` forgets those that an edit made untrue. What is missing is reckoned from the
last month that is kept: ties in which nothing happened since stand as they are stored.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from netjournal.models.handle import db, now_ms
from netjournal.progress import Silent
from netjournal.services.bonds import network, network_data, own_kappa, strength, strength_days
from netjournal.services.bonds.network import NetworkSeries
from netjournal.services.bonds.network_data import Whom

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netjournal.models.engine import Connection
    from netjournal.models.journal import Journal
    from netjournal.progress import Progress

Stamp = tuple[int, int, float]

_TOLERANCE = 1e-6
_LONG = 800  # days; before that nearly every tie has something newer, and all are read at once


def growth(since: int, whom: Whom, today: int, progress: Progress) -> NetworkSeries:
    """Return the network at month ends since a day, and today.

    Args:
        since: First day of interest.
        whom: Whose ties.
        today: The local day of the last point.
        progress: Asked before each long part.
    """
    ends = [end for end in strength_days.month_ends(since, today) if end < today]
    kept = read(ends) if whom.everybody else _joined([])
    missing = [*ends[len(kept.days) :], today]
    anew = not kept.days and missing[0] < today - _LONG
    return _joined([kept, _reckon(missing, whom, progress, anew=anew)])


def _reckon(points: list[int], whom: Whom, progress: Progress, *, anew: bool) -> NetworkSeries:
    today = points[-1]
    progress.step(0, 3)
    kappa = own_kappa.kappa()
    who = network_data.people(whom, today)
    progress.step(1, 3)
    if anew:
        days = network_data.day_arrays(who.ids, today)
        progress.step(2, 3)
        return network.month_sweep(days, points, joined=who.came, kappa=kappa)
    cut = network.month_end_before(points[0])
    stored, last_on = network_data.ties(who.ids)
    days = network_data.later_days(who.ids, cut, today)
    stored.n[last_on > cut] = 0  # those come day by day
    progress.step(2, 3)
    return network.month_sweep(days, points, joined=who.came, kappa=kappa, base=stored)


def stamp() -> Stamp:
    """Return what changes with every step done or taken back, and when chances are learnt."""
    row = db.execute_sql("SELECT COALESCE(MAX(id), 0), COALESCE(SUM(undone), 0) FROM change_set")
    last, undone = row.fetchone()
    return int(last), int(undone), own_kappa.kappa()


def anew(series: NetworkSeries, before: Stamp) -> bool:
    """Return whether a series holds months that should be kept.

    Args:
        series: From ``growth`` of everybody.
        before: The ``stamp`` from before it was read.
    """
    if stamp() != before:
        return False
    known = {row[0] for row in db.execute_sql(_KNOWN, (strength.MODEL_VERSION,))}
    return any(day not in known for day in series.days[:-1])


def read(ends: Sequence[int]) -> NetworkSeries:
    """Return as many of some month ends as are kept without a gap from the first one on."""
    known = dict(
        db.execute_sql(
            "SELECT month, series FROM month_snapshot WHERE circle_id IS NULL AND version = ?",
            (strength.MODEL_VERSION,),
        ).fetchall()
    )
    held = _held.months if _held.of == _now() else {}
    found = []
    for end in ends:
        if end not in known and end not in held:
            break
        found.append(held[end] if end in held else _one(end, json.loads(known[end])))
    return _joined(found)


@dataclass(slots=True)
class _Held:
    """Months of a journal that is only read, in memory; ``of`` says of which, and as of when."""

    of: tuple[int, Stamp] | None = None
    months: dict[int, NetworkSeries] = field(default_factory=dict)


_held = _Held()


def _now() -> tuple[int, Stamp]:
    return db.written_by_others()[0], stamp()


def hold(series: NetworkSeries, before: Stamp, today: int) -> None:
    """Hold the months that are over in memory: where nothing can be kept in the journal.

    Args:
        series: From ``growth`` of everybody.
        before: The ``stamp`` from before it was read; what changed since is not held.
        today: The local day.
    """
    now = _now()
    if now[1] != before:
        return
    if _held.of != now:
        _held.months = {}  # first: another thread may be reading
        _held.of = now
    for n, day in enumerate(series.days):
        if day < today and day not in _held.months:
            _held.months[day] = _one(day, _values(series, n))


def keep(connection: Connection, series: NetworkSeries, today: int) -> int:
    """Store the months of everybody's series that are over; return how many were new.

    Args:
        connection: Of ``Journal.housekeeping``; nothing may have changed since it was reckoned.
        series: From ``growth``.
        today: The local day.
    """
    known = {row[0] for row in connection.execute(_KNOWN, (strength.MODEL_VERSION,))}
    rows = [
        (day, _text(series, n), strength.MODEL_VERSION, now_ms())
        for n, day in enumerate(series.days)
        if day < today and day not in known
    ]
    connection.execute("DELETE FROM month_snapshot WHERE version <> ?", (strength.MODEL_VERSION,))
    connection.executemany(
        "INSERT INTO month_snapshot (month, series, version, created_at, updated_at) "
        "VALUES (?1, ?2, ?3, ?4, ?4)",
        rows,
    )
    return len(rows)


_KNOWN = "SELECT month FROM month_snapshot WHERE circle_id IS NULL AND version = ?"


def rebuild(journal: Journal, since: int, progress: Progress | None = None) -> int:
    """Forget every kept month and reckon them all again (repair); return how many there are.

    Args:
        journal: Open for writing, with no edit open.
        since: The first day of interest (``stats.default_since``).
        progress: Told after each part.
    """
    today = journal.today()
    with journal.housekeeping() as connection:
        connection.execute("DELETE FROM month_snapshot")
    series = growth(since, Whom(), today, progress or Silent())
    with journal.housekeeping() as connection:
        return keep(connection, series, today)


def untrue(today: int) -> list[int]:
    """Return the kept months that are not what the contact-days say (check)."""
    kept = {row[0] for row in db.execute_sql(_KNOWN, (strength.MODEL_VERSION,))}
    if not kept:
        return []
    ends = strength_days.month_ends(min(kept), max(kept))
    true = _reckon([*ends, max(today, ends[-1] + 1)], Whom(), Silent(), anew=True)
    return [
        end
        for n, end in enumerate(ends)
        if end in kept and not _alike(_values(read([end]), 0), _values(true, n))
    ]


# -- one month as text, and back


def _one(day: int, values: dict[str, Any]) -> NetworkSeries:
    counts: dict[str, tuple[int, ...]] = {
        label: (int(values["counts"][label]),) for label in strength.LABELS
    }
    plain = {name: (values[name],) for name in _PLAIN}
    return NetworkSeries(days=(day,), counts=counts, **plain)


_PLAIN = tuple(one.name for one in fields(NetworkSeries) if one.name not in ("days", "counts"))


def _values(series: NetworkSeries, n: int) -> dict[str, Any]:
    found: dict[str, Any] = {name: getattr(series, name)[n] for name in _PLAIN}
    found["counts"] = {label: column[n] for label, column in series.counts.items()}
    return found


def _text(series: NetworkSeries, n: int) -> str:
    return json.dumps(_values(series, n))


def _alike(one: dict[str, Any], other: dict[str, Any]) -> bool:
    if one["counts"] != other["counts"]:
        return False
    return all(
        abs(one[name] - other[name]) <= _TOLERANCE * max(1.0, abs(other[name])) for name in _PLAIN
    )


def _joined(parts: Sequence[NetworkSeries]) -> NetworkSeries:
    """Return series one after the other as one."""
    counts = {
        label: tuple(n for part in parts for n in part.counts[label]) for label in strength.LABELS
    }
    plain = {name: tuple(v for part in parts for v in getattr(part, name)) for name in _PLAIN}
    days = tuple(day for part in parts for day in part.days)
    assert all(a < b for a, b in pairwise(days))
    return NetworkSeries(days=days, counts=counts, **plain)
