"""Contact-days and ties, recomputed from what happened for whom an edit touched.

A contact-day weighs ``min(1.5, Σ kind weight · importance)``; a tie keeps
``log2 Σ w · 2^(day/365)``, which does not change as time passes.
"""

from __future__ import annotations

import math
from itertools import islice
from typing import TYPE_CHECKING

from netjournal.models import derived_met

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netjournal.models.engine import Connection

HALF_LIFE_DAYS = 365.0
DAY_CAP = 1.5
IMPRECISE_WEIGHT = 0.5  # month or year precision counts once, half, and touches
_AT_ONCE = 5_000  # ties folded before they are written: all at once would take 20 MB
_WHOLE = "(SELECT id FROM temp.touched_whole)"

DAYS_SELECT = (
    "SELECT ic.contact_id, i.day, MIN(?, SUM(CASE WHEN i.precision > 0 THEN ? "
    "ELSE k.weight * i.importance END)) AS w, MAX(k.touch OR i.precision > 0) AS touch "
    "FROM {who} CROSS JOIN interaction_kind k ON k.id = i.kind_id "
    "WHERE i.trashed_at IS NULL AND k.key <> 'note' {only}"
    "GROUP BY ic.contact_id, i.day HAVING w > 0 OR touch"
)


_BY_PERSON = "interaction_contact ic JOIN interaction i ON i.id = ic.interaction_id"
# From the few days outwards, by the index of days: the other order reads whole histories. Of few
# ties one index holds what is looked up side by side; of many, each of the day is looked at once.
_BY_TIE = (
    "temp.touched_day td CROSS JOIN interaction i ON i.day = td.day "
    "CROSS JOIN interaction_contact ic INDEXED BY interaction_contact_of "
    "ON ic.contact_id = td.contact_id AND ic.interaction_id = i.id"
)
# of days without any before: of the entries that were added
_FRESH = (
    "change_note n CROSS JOIN interaction_contact ic ON ic.id BETWEEN n.row_id AND n.last_id "
    "CROSS JOIN interaction i ON i.id = ic.interaction_id CROSS JOIN temp.touched_fresh f "
    "ON f.contact_id = ic.contact_id AND f.day = i.day"
)
_BY_DAY = (
    "(SELECT DISTINCT day FROM temp.touched_day) d CROSS JOIN interaction i ON i.day = d.day "
    "CROSS JOIN interaction_contact ic ON ic.interaction_id = i.id "
    "CROSS JOIN temp.touched_day td ON td.contact_id = ic.contact_id AND td.day = i.day"
)


def days_select() -> str:
    """Return the statement that gives every contact-day from its sources (``check``)."""
    return derived_met.with_meetings(DAYS_SELECT.format(who=_BY_PERSON, only=""))


def recompute(connection: Connection, today: int) -> None:
    """Recompute what follows from interactions for the ties named in ``touched_tie``.

    Of those in ``touched_whole`` all contact-days, of the others those in ``touched_day`` and
    ``touched_fresh``: however long a history is, one interaction more costs what one day costs.

    Args:
        connection: The writing one.
        today: The local day; later days don't count yet.
    """
    run = connection.execute
    if not run("SELECT 1 FROM temp.touched_tie LIMIT 1").fetchone():
        return
    add = "INSERT INTO contact_day (contact_id, day, w, touch) "
    caps = (DAY_CAP, IMPRECISE_WEIGHT)
    if run("SELECT 1 FROM temp.touched_whole LIMIT 1").fetchone():
        run(f"DELETE FROM contact_day WHERE contact_id IN {_WHOLE}")
        run(add + DAYS_SELECT.format(who=_BY_PERSON, only=f"AND ic.contact_id IN {_WHOLE} "), caps)
        derived_met.add(connection, whole=True)
    if run("SELECT 1 FROM temp.touched_fresh LIMIT 1").fetchone():
        run(f"DELETE FROM temp.touched_fresh WHERE contact_id IN {_WHOLE}")
        added = "AND n.tbl = 'interaction_contact' AND n.action = 1 "
        run(add + DAYS_SELECT.format(who=_FRESH, only=added), caps)
    if run("SELECT 1 FROM temp.touched_day LIMIT 1").fetchone():
        run(f"DELETE FROM temp.touched_day WHERE contact_id IN {_WHOLE}")
        run(
            "DELETE FROM contact_day WHERE (contact_id, day) IN "
            "(SELECT contact_id, day FROM temp.touched_day)"
        )
        few = run("SELECT COUNT(*) <= 3 * COUNT(DISTINCT day) FROM temp.touched_day").fetchone()[0]
        run(add + DAYS_SELECT.format(who=_BY_TIE if few else _BY_DAY, only=""), caps)
        derived_met.add(connection, whole=False)
    states(connection, today)


def states(connection: Connection, today: int) -> None:
    """Fold the contact-days of the ties named in ``touched_tie`` into their states."""
    connection.execute(
        "DELETE FROM tie_state WHERE contact_id IN (SELECT id FROM temp.touched_tie)"
    )
    days = connection.execute(
        "SELECT d.contact_id, d.day, d.w, d.touch FROM temp.touched_tie t "
        "CROSS JOIN contact_day d ON d.contact_id = t.id WHERE d.day <= ? ORDER BY 1, 2",
        (today,),
    )
    rows_of = tie_rows(days)
    while some := list(islice(rows_of, _AT_ONCE)):
        connection.executemany(
            "INSERT INTO tie_state (contact_id, touches, first_day, last_day, log_volume, "
            "last_on) VALUES (?, ?, ?, ?, ?, ?)",
            some,
        )


TieRow = tuple[int, int, int | None, int | None, float | None, int]


def tie_rows(days: Iterator[tuple[int, int, float, int]]) -> Iterator[TieRow]:
    """Fold contact-days, ordered by contact and day, into one row per tie.

    Args:
        days: (contact, day, weight, touch).

    Yields:
        (contact, touching days, first and last touching day, log2 volume, last day of any kind).
    """
    current, touches, first, last, volume, last_on = -1, 0, None, None, 0.0, 0
    for contact, day, w, touch in days:
        if contact != current:
            if current >= 0:
                yield current, touches, first, last, _log2(volume), last_on
            current, touches, first, last, volume = contact, 0, None, None, 0.0
        volume += w * 2.0 ** (day / HALF_LIFE_DAYS)
        last_on = day
        if touch:
            touches += 1
            first = day if first is None else first
            last = day
    if current >= 0:
        yield current, touches, first, last, _log2(volume), last_on


def _log2(volume: float) -> float | None:
    return math.log2(volume) if volume > 0 else None
