"""Introductions: whom, to whom, why, whether both were asked, what came of it, thanks.

Writing functions need an open edit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from netjournal.errors import NotFound, UsageError
from netjournal.models.handle import db, now_ms


@dataclass(slots=True)
class IntroductionForm:
    """An introduction as an editor holds it; ``by_id`` None: by the user. Days are local."""

    contact_id: int = 0
    other_id: int = 0
    by_id: int | None = None
    why: str = ""
    outcome: str = ""
    day: int = 0
    asked_both: bool | None = None
    thanked: bool = False


@dataclass(frozen=True, slots=True)
class IntroductionRow:
    """An introduction in a list, with names; ``by_id`` None (``by_name`` ""): by the user."""

    id: int
    contact_id: int
    contact_name: str
    other_id: int
    other_name: str
    by_id: int | None
    by_name: str
    why: str
    outcome: str
    day: int
    asked_both: bool | None
    thanked: bool


_ROWS = (
    "SELECT n.id, n.contact_id, a.full_name, n.other_id, b.full_name, n.by_id, "
    "COALESCE(m.full_name, ''), n.why, n.outcome, n.day, n.asked_both, n.thanked "
    "FROM introduction n JOIN contact a ON a.id = n.contact_id JOIN contact b ON b.id = n.other_id "
    "LEFT JOIN contact m ON m.id = n.by_id LEFT JOIN interaction i ON i.id = n.interaction_id "
    "WHERE a.trashed_at IS NULL AND b.trashed_at IS NULL AND i.trashed_at IS NULL "
)


def introductions_of(contact_id: int, limit: int = 6) -> tuple[IntroductionRow, ...]:
    """Return the introductions someone took part in, or made, the newest first."""
    rows = db.execute_sql(
        f"{_ROWS} AND (n.contact_id = ?1 OR n.other_id = ?1 OR n.by_id = ?1) "
        "ORDER BY n.day DESC, n.id DESC LIMIT ?2",
        (contact_id, limit),
    )
    return tuple(_row(row) for row in rows)


def latest(limit: int = 200) -> tuple[IntroductionRow, ...]:
    """Return every introduction, the newest first."""
    rows = db.execute_sql(f"{_ROWS} ORDER BY n.day DESC, n.id DESC LIMIT ?", (limit,))
    return tuple(_row(row) for row in rows)


def _row(row: Any) -> IntroductionRow:
    asked = row[10]
    return IntroductionRow(*(*row[:10], None if asked is None else bool(asked), bool(row[11])))


def form(introduction_id: int) -> IntroductionForm:
    """Return an introduction for the editor.

    Raises:
        NotFound: There is no such introduction.
    """
    row = db.execute_sql(
        "SELECT contact_id, other_id, by_id, why, outcome, day, asked_both, thanked "
        "FROM introduction WHERE id = ?",
        (introduction_id,),
    ).fetchone()
    if row is None:
        raise NotFound("This introduction is not in the journal any more.")
    asked = row[6]
    return IntroductionForm(*(*row[:6], None if asked is None else bool(asked), bool(row[7])))


def record(draft: IntroductionForm) -> int:
    """Note an introduction and return its id; one by the user is an interaction, too.

    Raises:
        UsageError: Somebody was introduced to themselves.
    """
    from netjournal.models import Introduction
    from netjournal.services import interactions

    _check(draft)
    if draft.by_id is not None:
        return int(Introduction.create(**_values(draft)).id)
    made = interactions.log(
        interactions.InteractionForm(
            kind="introduced",
            day=draft.day,
            initiator="me",
            summary=draft.why.strip(),
            contact_ids=[draft.contact_id, draft.other_id],
        )
    )
    (found,) = db.execute_sql(
        "SELECT id FROM introduction WHERE interaction_id = ?", (made,)
    ).fetchone()
    update(int(found), draft)
    return int(found)


def update(introduction_id: int, draft: IntroductionForm) -> None:
    """Change an introduction to what the form says.

    Raises:
        NotFound: There is no such introduction.
        UsageError: As ``record``.
    """
    _check(draft)
    values = _values(draft)
    if _values(form(introduction_id)) == values:
        return
    db.execute_sql(
        "UPDATE introduction SET contact_id = ?, other_id = ?, by_id = ?, why = ?, outcome = ?, "
        "day = ?, asked_both = ?, thanked = ?, updated_at = ? WHERE id = ?",
        (*values.values(), now_ms(), introduction_id),
    )


def delete(introduction_id: int) -> None:
    """Take an introduction away; one by the user goes to the trash with its entry."""
    row = db.execute_sql(
        "SELECT interaction_id FROM introduction WHERE id = ?", (introduction_id,)
    ).fetchone()
    if row is not None and row[0] is not None:
        from netjournal.services import interactions

        interactions.trash([row[0]])
        return
    db.execute_sql("DELETE FROM introduction WHERE id = ?", (introduction_id,))


def _check(draft: IntroductionForm) -> None:
    if draft.contact_id == draft.other_id:
        raise UsageError("An introduction needs two people.")


def _values(draft: IntroductionForm) -> dict[str, object]:
    asked = draft.asked_both
    return {
        "contact_id": draft.contact_id,
        "other_id": draft.other_id,
        "by_id": draft.by_id,
        "why": draft.why.strip(),
        "outcome": draft.outcome.strip(),
        "day": draft.day,
        "asked_both": None if asked is None else int(asked),
        "thanked": int(draft.thanked),
    }


# -- who brought whom


def brought_by(contact_id: int) -> tuple[tuple[int, str], ...]:
    """Return (id, name) of the people who came into the network through someone."""
    rows = db.execute_sql(
        "SELECT id, full_name FROM contact WHERE met_through_id = ? AND trashed_at IS NULL "
        "ORDER BY met_on, id",
        (contact_id,),
    )
    return tuple(rows.fetchall())
