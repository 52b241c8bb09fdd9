"""Promises, by the user and to them: read, keep, let rest. Writing functions need an open edit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netjournal.errors import NotFound, UsageError
from netjournal.models import Followup
from netjournal.models.handle import db, now_ms
from netjournal.services import id_lists

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """An open promise; days are local day numbers.

    ``by_me``: the user made it. ``contact_id`` is None (and ``full_name`` empty) when it was made
    to nobody in particular.
    """

    id: int
    text: str
    by_me: bool
    due_on: int | None
    made_on: int
    contact_id: int | None
    full_name: str


_OPEN = (
    "SELECT f.id, f.text, f.by_me, f.due_on, f.made_on, f.contact_id, COALESCE(c.full_name, '') "
    "FROM followup f LEFT JOIN contact c ON c.id = f.contact_id "
    "LEFT JOIN interaction i ON i.id = f.interaction_id "
    # with the plus, never by state: a journal has far more open promises than one person
    "WHERE +f.state IN ('open', 'snoozed') AND c.trashed_at IS NULL AND i.trashed_at IS NULL "
)
_LIMIT = 200
_ORDER = "ORDER BY f.due_on IS NULL, f.due_on, f.made_on, f.id LIMIT ?"


def open_promises(today: int, limit: int = 200) -> tuple[PromiseRow, ...]:
    """Return open promises: due ones first, by day, then those without a day; snoozed ones rest."""
    for most in (2 * limit, -1):  # whose they are is looked up of those only that may be shown
        rows = db.execute_sql(
            f"{_OPEN} AND f.id IN (SELECT f.id FROM followup f WHERE f.state IN ('open', 'snoozed')"
            f" AND (f.snoozed_until IS NULL OR f.snoozed_until <= ?) {_ORDER}) {_ORDER}",
            (today, most, limit),
        ).fetchall()
        if len(rows) == limit:
            break
    return tuple(PromiseRow(r[0], r[1], bool(r[2]), *r[3:]) for r in rows)


def promises_of(contact_id: int, limit: int = _LIMIT) -> tuple[PromiseRow, ...]:
    """Return the open promises between the user and someone, snoozed ones too, by due day."""
    rows = db.execute_sql(f"{_OPEN} AND f.contact_id = ? {_ORDER}", (contact_id, limit))
    return tuple(PromiseRow(r[0], r[1], bool(r[2]), *r[3:]) for r in rows)


def promises_of_each(ids: Sequence[int]) -> dict[int, tuple[PromiseRow, ...]]:
    """Return the same for several people; who has none is missing."""
    found: dict[int, list[PromiseRow]] = {}
    for r in db.execute_sql(
        f"{_OPEN} AND f.contact_id IN (SELECT value FROM json_each(?)) {_ORDER}",
        (id_lists.as_text(ids), -1),
    ):
        found.setdefault(r[5], []).append(PromiseRow(r[0], r[1], bool(r[2]), *r[3:]))
    return {contact_id: tuple(rows[:_LIMIT]) for contact_id, rows in found.items()}


def make(
    text: str, made_on: int, *, contact_id: int | None = None, due: int | None, by_me: bool = True
) -> int:
    """Note a promise outside of any interaction; return its id.

    Raises:
        UsageError: It says nothing.
    """
    if not text.strip():
        raise UsageError("A promise needs words.")
    row = Followup.create(
        contact=contact_id, text=text.strip(), made_on=made_on, due_on=due, by_me=by_me
    )
    return int(row.id)


def done(promise_id: int, today: int) -> None:
    """Say that a promise was kept; errors as ``snooze``."""
    _set(promise_id, "state = 'done', closed_on = ?, snoozed_until = NULL", today)


def drop(promise_id: int, today: int) -> None:
    """Say that a promise won't be kept and needn't; errors as ``snooze``."""
    _set(promise_id, "state = 'dropped', closed_on = ?, snoozed_until = NULL", today)


def snooze(promise_id: int, until: int) -> None:
    """Let a promise rest until a day.

    Raises:
        NotFound: There is no such promise.
    """
    _set(promise_id, "state = 'snoozed', snoozed_until = ?, closed_on = NULL", until)


def _set(promise_id: int, pairs: str, value: int | None) -> None:
    cursor = db.execute_sql(
        f"UPDATE followup SET {pairs}, updated_at = ? WHERE id = ?",
        (value, now_ms(), promise_id),
    )
    if cursor.rowcount == 0:
        raise NotFound("This promise is not in the journal any more.")
