"""What the user answers to a suggestion: later, not today, pause, never. Call inside an edit."""

from __future__ import annotations

from netjournal.errors import NotFound
from netjournal.models.handle import db, now_ms
from netjournal.services import contact_writing


def snooze(contact_id: int, until: int) -> None:
    """Don't suggest someone before day ``until``; not the same as having been in touch."""
    _nudge(contact_id, "snoozed_until", until)


def skip(contact_id: int, today: int) -> None:
    """Don't suggest someone today."""
    _nudge(contact_id, "skipped_on", today)


def pause(contact_id: int, until: int | None) -> None:
    """Don't suggest someone before day ``until``, or until further notice (None)."""
    _rhythm_state(contact_id, "paused", until)


def never(contact_id: int) -> None:
    """Never suggest someone again (until their rhythm is changed)."""
    _rhythm_state(contact_id, "never", None)


def _rhythm_state(contact_id: int, state: str, until: int | None) -> None:
    cursor = db.execute_sql(
        "UPDATE contact SET rhythm_state = ?, rhythm_paused_until = ?, updated_at = ?, "
        "rev = rev + 1 WHERE id = ?",
        (state, until, now_ms(), contact_id),
    )
    if cursor.rowcount == 0:
        raise NotFound("This person is not in the journal any more.")


def _nudge(contact_id: int, column: str, value: int) -> None:
    contact_writing.require(contact_id)
    db.execute_sql(
        f"INSERT INTO nudge (contact_id, {column}, created_at, updated_at) VALUES (?1, ?2, ?3, ?3) "
        f"ON CONFLICT (contact_id) DO UPDATE SET {column} = ?2, updated_at = ?3",
        (contact_id, value, now_ms()),
    )
