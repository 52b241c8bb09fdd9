"""Figures of the network: growth, strength, where lasting ties come from, days, give and take.

Reads the derived tables only (contact_day, tie_state), so that a million interactions cost what
their contact-days cost. Days are local day numbers; archived and trashed people leave all sums.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from netjournal.models import from_day, to_day
from netjournal.models.base import db
from netjournal.services import network, partial_dates, strength, strength_days

if TYPE_CHECKING:
    from netjournal.progress import Progress
    from netjournal.services.network import NetworkSeries
    from netjournal.services.strength_bulk import DayArrays

_ALIVE = "c.trashed_at IS NULL AND c.archived_at IS NULL AND c.deceased = 0"
YEAR = 365


@dataclass(frozen=True, slots=True)
class Channel:
    """People met in one way at least a year ago, and how many of those ties are still alive."""

    via: str
    met: int
    alive: int


@dataclass(frozen=True, slots=True)
class GiveAndTake:
    """How often the user helped and was helped."""

    given: int
    received: int


@dataclass(frozen=True, slots=True)
class Counts:
    """The journal in a few numbers."""

    contacts: int
    interactions: int
    live_ties: float
    network_strength: float
    helps_given: int
    helps_received: int
    events: int
    circles: int
    open_needs: int
    open_promises: int


def channels(today: int) -> list[Channel]:
    """Return how people were met and how many of those ties live a year on, most lasting first.

    A tie lives when it was touched at least a year after the meeting and isn't dormant today.
    """
    rows = db.execute_sql(
        "SELECT c.met_via, c.met_on, c.created_at, t.touches, t.first_day, t.last_day, "
        "t.log_volume FROM contact c LEFT JOIN tie_state t ON t.contact_id = c.id "
        f"WHERE c.met_via <> '' AND {_ALIVE}"
    )
    found: dict[str, list[int]] = {}
    for via, met_on, created, touches, first, last, volume in rows:
        met = _met_day(met_on, first, created)
        if today - met < YEAR:
            continue
        tally = found.setdefault(via, [0, 0])
        tally[0] += 1
        if touches and last >= met + YEAR // 2:
            state = strength.TieState(touches, first, last, volume)
            tally[1] += strength.strength(state, today) >= strength.CUTS[-1][1]
    made = [Channel(via, met, alive) for via, (met, alive) in found.items()]
    return sorted(made, key=lambda c: (-c.alive / c.met, -c.met, c.via))


def _met_day(met_on: str, first: int | None, created_ms: int) -> int:
    start = _start(met_on)
    if start is not None:
        return start
    return first if first is not None else created_ms // 86_400_000


def days(first: int, last: int) -> dict[int, int]:
    """Return how many interactions each day had, from ``first`` to ``last``; empty days missing."""
    rows = db.execute_sql(
        "SELECT day, COUNT(*) FROM interaction WHERE trashed_at IS NULL AND day BETWEEN ? AND ? "
        "GROUP BY day",
        (first, last),
    )
    return {int(day): int(n) for day, n in rows}


def give_and_take(since: int | None = None) -> GiveAndTake:
    """Return help given and received, from a day on or ever."""
    rows = dict(
        db.execute_sql(
            "SELECT h.direction, COUNT(*) FROM help h JOIN contact c ON c.id = h.contact_id "
            f"WHERE h.day >= ? AND {_ALIVE} GROUP BY h.direction",
            (since if since is not None else -1_000_000,),
        ).fetchall()
    )
    return GiveAndTake(int(rows.get("given", 0)), int(rows.get("received", 0)))


def counts(today: int) -> Counts:
    """Return the journal's counts and its network figures as of ``today``."""
    live, pace = _now(today)
    helps = give_and_take()
    return Counts(
        contacts=_count("contact WHERE trashed_at IS NULL AND archived_at IS NULL"),
        interactions=_count("interaction WHERE trashed_at IS NULL"),
        live_ties=live,
        network_strength=pace,
        helps_given=helps.given,
        helps_received=helps.received,
        events=_count("event WHERE trashed_at IS NULL"),
        circles=_count("tag"),
        open_needs=_count("need WHERE state IN ('open', 'in_hand')"),
        open_promises=_count("followup WHERE state = 'open'"),
    )


def _count(source: str) -> int:
    return int(db.execute_sql(f"SELECT COUNT(*) FROM {source}").fetchone()[0])


def _now(today: int) -> tuple[float, float]:
    """Return (Σ p90, Σ E) from the stored ties."""
    rows = db.execute_sql(
        "SELECT t.touches, t.first_day, t.last_day, t.log_volume FROM tie_state t "
        f"JOIN contact c ON c.id = t.contact_id WHERE t.touches > 0 AND {_ALIVE}"
    )
    live = pace = 0.0
    for touches, first, last, volume in rows:
        state = strength.TieState(touches, first, last, volume)
        live += strength.chance(state, today, strength.HORIZON) or 0.0
        pace += strength.pace(state, today)
    return live, pace


def first_day() -> int | None:
    """Return the first day anything was logged for anybody, or None."""
    row = db.execute_sql("SELECT MIN(day) FROM interaction WHERE trashed_at IS NULL").fetchone()
    return None if row[0] is None else int(row[0])


def default_since(today: int) -> int:
    """Return where charts begin: the start of the journal, at most ten years back."""
    first = first_day()
    limit = to_day(from_day(today) - timedelta(days=3653))
    return max(limit, first if first is not None else today - YEAR)


def growth(since: int, circle_id: int | None, today: int, progress: Progress) -> NetworkSeries:
    """Return the network at month ends since a day, and today.

    People come in on the day they were met or connected with, else with their first contact-day,
    else on the day their card was made; "none" are those without a touch so far.

    Args:
        since: First day of interest.
        circle_id: Only people of this circle; None for everybody.
        today: The local day of the last point.
        progress: Asked before each long part.
    """
    import numpy as np

    progress.step(0, 3)
    people = _people(circle_id)
    place = {contact: n for n, (contact, *_) in enumerate(people)}
    progress.step(1, 3)
    days = _day_arrays(place, circle_id)
    progress.step(2, 3)
    points = strength_days.month_ends(since, today)
    if not points or points[-1] < today:
        points = [*points, today]
    joined = np.array([_came_in(row, today) for row in people], dtype=np.int64)
    return network.month_sweep(days, points, joined=joined)


def _people(circle_id: int | None) -> list[tuple[int, str, str, int | None, int]]:
    """Return (id, met on, connected on, first contact-day, created) of everybody in the sums."""
    join, values = _circle_join(circle_id)
    rows: list[tuple[int, str, str, int | None, int]] = db.execute_sql(
        "SELECT c.id, c.met_on, c.connected_on, t.first_day, c.created_at FROM contact c "
        f"{join} LEFT JOIN tie_state t ON t.contact_id = c.id WHERE {_ALIVE}",
        values,
    ).fetchall()
    return rows


def _circle_join(circle_id: int | None) -> tuple[str, tuple[int, ...]]:
    if circle_id is None:
        return "", ()
    return "JOIN contact_tag ct ON ct.contact_id = c.id AND ct.tag_id = ?", (circle_id,)


def _came_in(row: tuple[int, str, str, int | None, int], today: int) -> int:
    _, met_on, connected_on, first, created = row
    found = [day for day in (_start(met_on), _start(connected_on), first) if day is not None]
    return min(today, *found) if found else min(today, created // 86_400_000)


def _start(text: str) -> int | None:
    """Return the first day of a partial date with a year, or None."""
    known = partial_dates.parse(text) if text else None
    if known is None or known.year is None:
        return None
    return to_day(date(known.year, known.month or 1, known.day or 1))


def _day_arrays(place: dict[int, int], circle_id: int | None) -> DayArrays:
    import numpy as np

    from netjournal.services.strength_bulk import DayArrays

    join, values = _circle_join(circle_id)
    rows = db.execute_sql(
        "SELECT d.contact_id, d.day, d.w, d.touch FROM contact_day d "
        f"JOIN contact c ON c.id = d.contact_id {join} WHERE {_ALIVE}",
        values,
    ).fetchall()
    table = np.array(rows, dtype=np.float64).reshape(-1, 4)
    ties = np.array([place[row[0]] for row in rows], dtype=np.int64)
    day = table[:, 1].astype(np.int64)
    return DayArrays(ties, day, table[:, 2], table[:, 3] > 0, len(place))
