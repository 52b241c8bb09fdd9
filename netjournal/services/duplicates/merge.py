"""Make one person out of several entries, field by field; nothing anybody wrote is lost.

One edit, so Undo is the un-merge, and ``Journal.undo_step`` does it later, too. Whoever goes stays
known by their uid: a file that names it finds the merged person.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from netjournal.errors import NotFound, UsageError
from netjournal.models.handle import db, now_ms
from netjournal.services import id_lists
from netjournal.services.duplicates import merge_fields, merge_rows
from netjournal.services.interchange.import_match import OWN_SYSTEM

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netjournal.services.duplicates.merge_fields import Row

__all__ = ["Side", "best_keeper", "histories", "merge", "sides"]


@dataclass(frozen=True, slots=True)
class Side:
    """A field side by side: who has which value, in the order asked for.

    ``texts`` can be read (dates and keys as stored, "" for nothing); ``differs`` says that there
    is something to choose.
    """

    field: str
    texts: tuple[str, ...]
    differs: bool


def sides(ids: Sequence[int]) -> list[Side]:
    """Return the fields that any of some people has, to choose from.

    Raises:
        NotFound: One of them is gone.
    """
    people = _people(ids)
    found = []
    for field in merge_fields.FIELDS:
        having = [row for row in people if merge_fields.is_set(field, row)]
        if not having or (field == "kind" and len({row["kind"] for row in people}) == 1):
            continue
        texts = tuple(
            merge_fields.text(field, row) if merge_fields.is_set(field, row) else ""
            for row in people
        )
        values = {merge_fields.value(field, row) for row in having}
        found.append(Side(field, texts, len(values) > 1))
    return found


def histories(ids: Sequence[int]) -> dict[int, tuple[int, int | None]]:
    """Return how many entries somebody's timeline has and the day of the last, for each of some."""
    rows = db.execute_sql(
        "SELECT j.value, COUNT(i.id), MAX(i.day) FROM json_each(?) j "
        "LEFT JOIN interaction_contact c ON c.contact_id = j.value "
        "LEFT JOIN interaction i ON i.id = c.interaction_id AND i.trashed_at IS NULL "
        "GROUP BY j.value",
        (id_lists.as_text(list(ids)),),
    )
    return {who: (count, last) for who, count, last in rows}


def best_keeper(ids: Sequence[int]) -> int:
    """Return who should stay: who has the longest history, then the fullest and oldest entry."""
    rows = db.execute_sql(
        "SELECT c.id FROM json_each(?) j JOIN contact c ON c.id = j.value ORDER BY "
        "c.trashed_at IS NOT NULL, "
        "(SELECT COUNT(*) FROM interaction_contact i WHERE i.contact_id = c.id) DESC, "
        "(SELECT COUNT(*) FROM contact_method m WHERE m.contact_id = c.id) DESC, c.id",
        (id_lists.as_text(list(ids)),),
    ).fetchall()
    if not rows:
        raise NotFound("This person is not in the journal any more.")
    return int(rows[0][0])


def merge(keep: int, others: Sequence[int], choices: Mapping[str, int] | None = None) -> None:
    """Make one person out of several; call inside an edit.

    Args:
        keep: Whose entry stays.
        others: Who becomes part of it.
        choices: Field (see ``merge_fields.FIELDS``) -> id of whose value wins; ``keep``'s wins
            where nothing is chosen.

    Raises:
        NotFound: One of them is gone.
        UsageError: There is nobody to merge with.
    """
    gone = [one for one in dict.fromkeys(others) if one != keep]
    if not gone:
        raise UsageError("Choose at least two people to merge.")
    people = _people([keep, *gone])
    outcome = merge_fields.settle(people, choices or {})
    extras = outcome.extras + merge_rows.move(keep, gone)
    _write(keep, outcome.columns)
    _add_extras(keep, extras)
    for row in people[1:]:
        _remember(keep, row)
    db.execute_sql(
        "DELETE FROM contact WHERE id IN (SELECT value FROM json_each(?))",
        (id_lists.as_text(gone),),
    )


def _people(ids: Sequence[int]) -> list[Row]:
    people = merge_fields.rows(ids)
    if len(people) != len(ids):
        raise NotFound("This person is not in the journal any more.")
    return people


def _write(keep: int, columns: dict[str, Any]) -> None:
    pairs = ", ".join(f"{column} = ?" for column in columns)
    db.execute_sql(
        f"UPDATE contact SET {pairs}, updated_at = ? WHERE id = ?",
        (*columns.values(), now_ms(), keep),
    )


def _add_extras(keep: int, extras: Sequence[tuple[str, str]]) -> None:
    """Keep texts that have no other place, each once."""
    query = "SELECT name, value, position FROM extra_property WHERE contact_id = ?"
    known = db.execute_sql(query, (keep,)).fetchall()
    position = max((row[2] for row in known), default=-1) + 1
    there = {(row[0], row[1]) for row in known}
    for name, value in dict.fromkeys(extras):
        if (name, value) not in there:
            db.execute_sql(
                "INSERT INTO extra_property (contact_id, position, source, name, value, "
                "created_at, updated_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)",
                (keep, position, merge_fields.KEPT, name, value, now_ms()),
            )
            position += 1


def _remember(keep: int, row: Row) -> None:
    """Let the uid of who goes lead to who stays."""
    value = str(uuid.UUID(bytes=bytes(row["uid"])))
    db.execute_sql(
        "INSERT INTO external_id (contact_id, system, value, created_at, updated_at) "
        "VALUES (?1, ?2, ?3, ?4, ?4)",
        (keep, OWN_SYSTEM, value, now_ms()),
    )
