"""Schema version 4: who was met at an event was met; people are found by how and through whom.

Released: never edited. It adds indexes, and to what is derived the meetings that events note.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from netjournal.models.engine import Connection

STATEMENTS: Final = (
    "CREATE INDEX contact_by_via ON contact(met_via)",
    "CREATE INDEX contact_by_introducer ON contact(met_through_name)",
    "INSERT INTO contact_day (contact_id, day, w, touch) SELECT x.contact_id, e.starts_on, "
    "COALESCE((SELECT weight FROM interaction_kind WHERE key = 'event'), 0.6), 1 "
    "FROM event_contact x JOIN event e ON e.id = x.event_id "
    "WHERE x.role = 'met' AND e.trashed_at IS NULL GROUP BY x.contact_id, e.starts_on "
    "ON CONFLICT (contact_id, day) DO UPDATE SET w = MAX(w, excluded.w), touch = 1",
    "DELETE FROM month_snapshot",
)
_WHO: Final = "SELECT contact_id FROM event_contact WHERE role = 'met'"


def run(connection: Connection) -> None:
    """Make the step, in the open transaction."""
    for statement in STATEMENTS:
        connection.execute(statement)
    until = connection.execute("SELECT value FROM meta WHERE key = 'derived_on'").fetchone()
    days = connection.execute(
        "SELECT contact_id, day, w, touch FROM contact_day WHERE day <= ? "
        f"AND contact_id IN ({_WHO}) ORDER BY 1, 2",
        (int(until[0]) if until else 2**40,),
    )
    ties: dict[int, list[tuple[int, float, int]]] = {}
    for contact_id, *day in days.fetchall():
        ties.setdefault(contact_id, []).append(tuple(day))
    connection.execute(f"DELETE FROM tie_state WHERE contact_id IN ({_WHO})")
    for contact_id, some in ties.items():
        connection.execute(
            "INSERT INTO tie_state (contact_id, touches, first_day, last_day, log_volume, "
            "last_on) VALUES (?, ?, ?, ?, ?, ?)",
            _tie(contact_id, some),
        )


def _tie(contact_id: int, days: list[tuple[int, float, int]]) -> tuple[object, ...]:
    touched = [day for day, _, touch in days if touch]
    volume = 0.0
    for day, w, _ in days:
        volume += w * 2.0 ** (day / 365.0)
    first, last = (touched[0], touched[-1]) if touched else (None, None)
    log_volume = math.log2(volume) if volume > 0 else None
    return contact_id, len(touched), first, last, log_volume, days[-1][0]
