"""Meetings noted at an event are contact-days, too: as much as an interaction of the kind *event*.

They add nothing to a day that weighs as much: whoever also wrote down a talk that day met once.
Being expected, or having been there unmet, is no touch.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netjournal.models.engine import Connection

_WEIGHT = "COALESCE((SELECT weight FROM interaction_kind WHERE key = 'event'), 0.6)"
_ROWS = (
    f"SELECT x.contact_id AS contact_id, e.starts_on AS day, {_WEIGHT} AS w, 1 AS touch "
    "FROM {who} JOIN event e ON e.id = x.event_id "
    "WHERE x.role = 'met' AND e.trashed_at IS NULL GROUP BY x.contact_id, e.starts_on"
)
_ADD = (
    "INSERT INTO contact_day (contact_id, day, w, touch) SELECT contact_id, day, w, touch "
    "FROM ({rows}) WHERE 1 ON CONFLICT (contact_id, day) "
    "DO UPDATE SET w = MAX(w, excluded.w), touch = 1"
)
_OF_WHOLE = (
    "temp.touched_whole t CROSS JOIN event_contact x INDEXED BY event_contact_of "
    "ON x.contact_id = t.id"
)
_OF_DAYS = (
    "temp.touched_day t CROSS JOIN event_contact x INDEXED BY event_contact_of "
    "ON x.contact_id = t.contact_id CROSS JOIN event d ON d.id = x.event_id AND d.starts_on = t.day"
)


def add(connection: Connection, *, whole: bool) -> None:
    """Add the meetings of the ties being recomputed to their contact-days.

    Args:
        connection: The writing one.
        whole: Of those in ``touched_whole`` all, else those of the days in ``touched_day``.
    """
    who = _OF_WHOLE if whole else _OF_DAYS
    connection.execute(_ADD.format(rows=_ROWS.format(who=who)))


def with_meetings(days: str) -> str:
    """Return the statement of all contact-days, given that of those from interactions."""
    met = _ROWS.format(who="event_contact x")
    return (
        "SELECT contact_id, day, w, touch FROM ("  # so it begins as what only reads does
        f"WITH met AS MATERIALIZED ({met}), talked AS ({days}) "
        "SELECT a.contact_id AS contact_id, a.day AS day, MAX(a.w, COALESCE(m.w, 0)) AS w, "
        "MAX(a.touch, m.w IS NOT NULL) AS touch "
        "FROM talked a LEFT JOIN met m ON m.contact_id = a.contact_id AND m.day = a.day "
        "UNION ALL SELECT m.contact_id, m.day, m.w, m.touch FROM met m WHERE NOT EXISTS "
        "(SELECT 1 FROM interaction_contact ic JOIN interaction i ON i.id = ic.interaction_id "
        "JOIN interaction_kind k ON k.id = i.kind_id WHERE ic.contact_id = m.contact_id "
        "AND i.day = m.day AND i.trashed_at IS NULL AND k.key <> 'note' "
        "AND (k.weight * i.importance > 0 OR k.touch OR i.precision > 0)))"
    )
