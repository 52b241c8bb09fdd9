"""Help given and received with one person: read, asked for or unasked, which need. No sums.

Writing functions need an open edit.
"""

from __future__ import annotations

from dataclasses import dataclass

from netjournal.errors import NotFound
from netjournal.models.handle import db, now_ms

GIVEN, RECEIVED = "given", "received"


@dataclass(frozen=True, slots=True)
class HelpRow:
    """One help; ``asked`` None: not said. ``need`` are the words of the need it answered, or ""."""

    id: int
    direction: str
    text: str
    day: int
    asked: bool | None
    need: str
    interaction_id: int | None


def helps_of(contact_id: int, limit: int = 6) -> tuple[HelpRow, ...]:
    """Return the latest help given to and received from someone, the newest first."""
    rows = db.execute_sql(
        "SELECT h.id, h.direction, h.text, h.day, h.asked, COALESCE(n.text, ''), h.interaction_id "
        "FROM help h LEFT JOIN need n ON n.id = h.need_id "
        "LEFT JOIN interaction i ON i.id = h.interaction_id "
        "WHERE h.contact_id = ? AND i.trashed_at IS NULL ORDER BY h.day DESC, h.id DESC LIMIT ?",
        (contact_id, limit),
    )
    return tuple(
        HelpRow(i, way, text, day, None if asked is None else bool(asked), need, of)
        for i, way, text, day, asked, need, of in rows
    )


def set_asked(help_id: int, asked: bool | None) -> None:
    """Say whether help was asked for (None: not said).

    Raises:
        NotFound: There is no such help.
    """
    cursor = db.execute_sql(
        "UPDATE help SET asked = ?, updated_at = ? WHERE id = ?",
        (None if asked is None else int(asked), now_ms(), help_id),
    )
    if cursor.rowcount == 0:
        raise NotFound("This help is not in the journal any more.")
