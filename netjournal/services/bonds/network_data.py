"""What the figures of the network are reckoned from, read into arrays: people, ties, contact-days.

Places in the arrays follow ascending contact ids. Archived, trashed and deceased people are in no
sum; the rest may be narrowed to a circle and to how people were met. numpy is imported when first
needed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from netjournal.models.handle import db
from netjournal.services.bonds.number_table import table

if TYPE_CHECKING:
    from netjournal.services.bonds.strength_bulk import DayArrays, Floats, Ints, TieArrays

_LISTED = "c.trashed_at IS NULL AND c.archived_at IS NULL"
ALIVE = f"{_LISTED} AND c.deceased = 0"
_DAY_MS = 86_400_000
_UNKNOWN = 2**40


def _start(column: str) -> str:
    """SQL: the first day of a partial date with a year, else NULL."""
    full = f"{column} || substr('-01-01', length({column}) - 3)"
    return (
        f"CASE WHEN {column} GLOB '[0-9][0-9][0-9][0-9]*' "
        f"THEN CAST(julianday({full}) - 2440587.5 AS INTEGER) END"
    )


# SQL: the day someone came into the network: met, connected, first contact-day, else written down
CAME_IN = (
    f"COALESCE(NULLIF(MIN(COALESCE({_start('c.met_on')}, {_UNKNOWN}), "
    f"COALESCE({_start('c.connected_on')}, {_UNKNOWN}), COALESCE(t.first_day, {_UNKNOWN})), "
    f"{_UNKNOWN}), c.created_at / {_DAY_MS})"
)
MET_DAY = f"COALESCE({_start('c.met_on')}, t.first_day, c.created_at / {_DAY_MS})"


@dataclass(frozen=True, slots=True)
class Whom:
    """Whose ties: everybody's by default.

    Attributes:
        circle_id: Only people of this circle.
        via: Only people met in this way (a key of ``met_via``); None for any.
    """

    circle_id: int | None = None
    via: str | None = None

    @property
    def everybody(self) -> bool:
        """Whether nobody is left out."""
        return self.circle_id is None and self.via is None

    def where(self, standing: str = ALIVE) -> tuple[str, tuple[Any, ...]]:
        """Return the condition on ``contact c`` and its values; ``standing`` is its first part."""
        parts: list[str] = [standing]
        values: list[Any] = []
        if self.circle_id is not None:
            parts.append("c.id IN (SELECT contact_id FROM contact_tag WHERE tag_id = ?)")
            values.append(self.circle_id)
        if self.via is not None:
            parts.append("c.met_via = ?")
            values.append(self.via)
        return " AND ".join(parts), tuple(values)


def departed(whom: Whom) -> int:
    """Return how many people have died: the list shows them, no sum counts them."""
    where, values = whom.where(f"{_LISTED} AND c.deceased = 1")
    row = db.execute_sql(f"SELECT COUNT(*) FROM contact c WHERE {where}", values).fetchone()
    return int(row[0])


@dataclass(frozen=True, slots=True)
class People:
    """Some people: ids, ascending, and the day each came into the network."""

    ids: Ints
    came: Ints


def people_ids(whom: Whom) -> Ints:
    """Return who counts, ascending."""
    import numpy as np

    where, values = whom.where()
    return table(f"SELECT c.id FROM contact c WHERE {where} ORDER BY c.id", values, 1)[:, 0].astype(
        np.int64
    )


def people(whom: Whom, today: int) -> People:
    """Return who counts, and since when (never after ``today``)."""
    import numpy as np

    where, values = whom.where()
    rows = table(
        f"SELECT c.id, MIN(?, {CAME_IN}) FROM contact c "
        f"LEFT JOIN tie_state t ON t.contact_id = c.id WHERE {where} ORDER BY c.id",
        (today, *values),
        2,
    ).astype(np.int64)
    return People(rows[:, 0], rows[:, 1])


def day_arrays(ids: Ints, until: int) -> DayArrays:
    """Return the contact-days of some people up to a day.

    Args:
        ids: Their ids, ascending; the place of each is its tie.
        until: The last day read.
    """
    return _as_days(
        table("SELECT contact_id, day, w, touch FROM contact_day WHERE day <= ?", (until,), 4), ids
    )


def later_days(ids: Ints, since: int, until: int) -> DayArrays:
    """Return all contact-days, up to ``until``, of those of ``ids`` that have any after ``since``.

    Read through ``tie_state.last_on``, so that a quiet tie costs nothing.
    """
    return _as_days(
        table(
            "SELECT d.contact_id, d.day, d.w, d.touch FROM tie_state t CROSS JOIN contact_day d "
            "ON d.contact_id = t.contact_id WHERE t.last_on > ? AND d.day <= ? "
            "ORDER BY d.contact_id, d.day",
            (since, until),
            4,
        ),
        ids,
    )


def _as_days(rows: Floats, ids: Ints) -> DayArrays:
    import numpy as np

    from netjournal.services.bonds.strength_bulk import DayArrays

    owner = rows[:, 0].astype(np.int64)
    place = np.searchsorted(ids, owner)
    known = np.zeros(owner.size, dtype=np.bool_)
    inside = place < ids.size
    known[inside] = ids[place[inside]] == owner[inside]
    if not known.all():
        rows, place = rows[known], place[known]
    return DayArrays(
        tie=place,
        day=rows[:, 1].astype(np.int64),
        w=rows[:, 2],
        touch=rows[:, 3] > 0,
        count=int(ids.size),
    )


def ties(ids: Ints) -> tuple[TieArrays, Ints]:
    """Return the stored states of some people (n is 0 without any), and the last day of any kind.

    Who has no contact-day at all has a last day far in the past.
    """
    import numpy as np

    from netjournal.services.bonds.strength_bulk import TieArrays

    rows = table(
        "SELECT contact_id, touches, first_day, last_day, log_volume, last_on FROM tie_state "
        "ORDER BY contact_id",
        (),
        6,
    )
    n, first, last = (np.zeros(ids.size, dtype=np.int64) for _ in range(3))
    volume, last_on = np.full(ids.size, -np.inf), np.full(ids.size, -_UNKNOWN)
    owner = rows[:, 0].astype(np.int64)
    rows = rows[np.isin(owner, ids, assume_unique=True)]
    place = np.searchsorted(ids, rows[:, 0].astype(np.int64))
    n[place], last_on[place] = rows[:, 1], rows[:, 5]
    first[place], last[place] = np.nan_to_num(rows[:, 2]), np.nan_to_num(rows[:, 3])
    volume[place] = np.where(np.isnan(rows[:, 4]), -np.inf, rows[:, 4])
    return TieArrays(n, first, last, volume), last_on
