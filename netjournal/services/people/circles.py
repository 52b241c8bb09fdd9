"""Circles: what people belong to, with an optional rhythm that their people inherit."""

from __future__ import annotations

from dataclasses import dataclass

from netjournal.errors import NotFound, UsageError
from netjournal.folding import fold
from netjournal.models.handle import db, now_ms
from netjournal.services.finding import saved_lists
from netjournal.services.people import contact_writing


@dataclass(frozen=True, slots=True)
class CircleRow:
    """One circle; ``count`` leaves trashed and archived people out."""

    id: int
    name: str
    colour: str
    count: int
    rhythm_ideal_days: int | None = None
    rhythm_at_most_days: int | None = None


def circles() -> list[CircleRow]:
    """Return every circle in the order of the sidebar."""
    rows = db.execute_sql(
        # everyone less the few who are away, so that nobody's row has to be read
        "SELECT t.id, t.name, t.colour, "
        "(SELECT COUNT(*) FROM contact_tag ct WHERE ct.tag_id = t.id) - (SELECT COUNT(*) FROM "
        "(SELECT id FROM contact WHERE trashed_at IS NOT NULL UNION ALL "
        "SELECT id FROM contact WHERE archived_at IS NOT NULL AND trashed_at IS NULL) away "
        "JOIN contact_tag ct ON ct.contact_id = away.id AND ct.tag_id = t.id), "
        "t.rhythm_ideal_days, t.rhythm_at_most_days FROM tag t ORDER BY t.position, t.sort_key"
    )
    return [CircleRow(*row) for row in rows]


def names() -> list[tuple[int, str]]:
    """Return (id, name) of every circle in the order of the sidebar, without counting anybody."""
    rows = db.execute_sql("SELECT id, name FROM tag ORDER BY position, sort_key")
    return [(row[0], row[1]) for row in rows]


def named(name: str) -> str:
    """Return a circle's name as it is written there, whatever the spelling; "" for none."""
    row = db.execute_sql("SELECT name FROM tag WHERE sort_key = ?", (fold(name),)).fetchone()
    return row[0] if row else ""


def create(name: str, colour: str = "") -> int:
    """Add a circle (or find the one of that name) and return its id.

    Raises:
        UsageError: The name is empty.
    """
    if not name.strip():
        raise UsageError("A circle needs a name.")
    circle_id = contact_writing.circle_id(name)
    if colour:
        recolour(circle_id, colour)
    return circle_id


def rename(circle_id: int, name: str) -> None:
    """Give a circle another name; smart lists that ask for it follow.

    Raises:
        UsageError: The name is empty, or another circle has it.
    """
    key = fold(name)
    if not key:
        raise UsageError("A circle needs a name.")
    taken = db.execute_sql(
        "SELECT 1 FROM tag WHERE sort_key = ? AND id <> ?", (key, circle_id)
    ).fetchone()
    if taken:
        raise UsageError("Another circle has that name.", name=name.strip())
    old = db.execute_sql("SELECT name FROM tag WHERE id = ?", (circle_id,)).fetchone()
    _change(circle_id, "name = ?, sort_key = ?", name.strip(), key)
    saved_lists.follow_circle(old[0], name.strip())


def recolour(circle_id: int, colour: str) -> None:
    """Give a circle another colour ("" for the usual one)."""
    _change(circle_id, "colour = ?", colour)


def set_rhythm(circle_id: int, ideal_days: int | None, at_most_days: int | None) -> None:
    """Set how often its people would like to be in touch; None for no rhythm."""
    _change(circle_id, "rhythm_ideal_days = ?, rhythm_at_most_days = ?", ideal_days, at_most_days)


def exceptions(circle_id: int) -> int:
    """Return how many people of a circle go by a rhythm of their own, or by none."""
    row = db.execute_sql(
        "SELECT COUNT(*) FROM contact_tag ct JOIN contact c ON c.id = ct.contact_id "
        "WHERE ct.tag_id = ? AND c.rhythm_state <> 'unset' "
        "AND c.trashed_at IS NULL AND c.archived_at IS NULL",
        (circle_id,),
    ).fetchone()
    return int(row[0])


def delete(circle_id: int) -> None:
    """Remove a circle; its people stay."""
    db.execute_sql("DELETE FROM tag WHERE id = ?", (circle_id,))


def _change(circle_id: int, pairs: str, *values: object) -> None:
    cursor = db.execute_sql(
        f"UPDATE tag SET {pairs}, updated_at = ? WHERE id = ?", (*values, now_ms(), circle_id)
    )
    if cursor.rowcount == 0:
        raise NotFound("This circle is not in the journal any more.")
