"""Smart lists: a name and what it asks for (``query.parse``); whom it shows is found each time."""

from __future__ import annotations

from dataclasses import dataclass

from netjournal.errors import NotFound, UsageError
from netjournal.folding import fold
from netjournal.models import SavedList
from netjournal.models.handle import db, now_ms
from netjournal.services.finding.query import with_circle_renamed
from netjournal.services.people import contact_rows


@dataclass(frozen=True, slots=True)
class SavedListRow:
    """One smart list; ``query`` is what was typed."""

    id: int
    name: str
    query: str


def lists() -> list[SavedListRow]:
    """Return every smart list in the order of the sidebar."""
    rows = db.execute_sql("SELECT id, name, query FROM saved_list ORDER BY position, id")
    return [SavedListRow(*row) for row in rows]


def find(list_id: int) -> SavedListRow | None:
    """Return one smart list, None when it is gone."""
    row = db.execute_sql(
        "SELECT id, name, query FROM saved_list WHERE id = ?", (list_id,)
    ).fetchone()
    return SavedListRow(*row) if row else None


def counts(today: int) -> dict[int, int]:
    """Return how many people each list shows; slow with very many people."""
    return {
        row.id: len(
            contact_rows.find_ids(contact_rows.ContactFilter(text=row.query), "name", today)
        )
        for row in lists()
    }


def save(name: str, query: str) -> int:
    """Keep a query under a name, in place of the list that has the name already; return its id.

    Call inside an edit.

    Raises:
        UsageError: The name or the query is empty.
    """
    name, query = name.strip(), query.strip()
    if not query:
        raise UsageError("A smart list needs something to look for.")
    _check(name)
    for row in lists():
        if fold(row.name) == fold(name):
            _change(row.id, "name = ?, query = ?", name, query)
            return row.id
    last = db.execute_sql("SELECT COALESCE(MAX(position), -1) FROM saved_list").fetchone()[0]
    return int(SavedList.create(name=name, query=query, position=last + 1).id)


def rename(list_id: int, name: str) -> None:
    """Give a list another name; call inside an edit.

    Raises:
        UsageError: The name is empty, or another list has it.
        NotFound: The list is gone.
    """
    name = name.strip()
    _check(name)
    if any(fold(row.name) == fold(name) for row in lists() if row.id != list_id):
        raise UsageError("Another smart list has that name.", name=name)
    _change(list_id, "name = ?", name)


def change(list_id: int, query: str) -> None:
    """Let a list ask for something else; call inside an edit.

    Raises:
        UsageError: The query is empty.
        NotFound: The list is gone.
    """
    if not query.strip():
        raise UsageError("A smart list needs something to look for.")
    _change(list_id, "query = ?", query.strip())


def follow_circle(old: str, new: str) -> None:
    """Let lists that ask for a circle by its name ask for its new one; call inside an edit."""
    for row in lists():
        asked = with_circle_renamed(row.query, old, new)
        if asked != row.query:
            change(row.id, asked)


def delete(list_id: int) -> None:
    """Remove a list, and nobody in it; call inside an edit."""
    db.execute_sql("DELETE FROM saved_list WHERE id = ?", (list_id,))


def _check(name: str) -> None:
    if not name:
        raise UsageError("A smart list needs a name.")


def _change(list_id: int, pairs: str, *values: object) -> None:
    cursor = db.execute_sql(
        f"UPDATE saved_list SET {pairs}, updated_at = ? WHERE id = ?",
        (*values, now_ms(), list_id),
    )
    if cursor.rowcount == 0:
        raise NotFound("This smart list is not in the journal any more.")
