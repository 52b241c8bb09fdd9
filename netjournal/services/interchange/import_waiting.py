"""What waits for a record that a later file brings: it is settled at the end of each import."""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING, Any

from netjournal.formats.draft import Extra
from netjournal.models.handle import db, now_ms
from netjournal.services.interchange import annex, annex_checks, annex_rows
from netjournal.services.interchange.annex_checks import ORIGIN
from netjournal.services.interchange.import_annex import id_of

if TYPE_CHECKING:
    from netjournal.services.interchange.import_annex import Annex, Find

# what names another person or an event; the rest has no place because somebody else has it
_WAITING = (
    *(ORIGIN, "introduction", annex_rows.RELATION, annex_rows.RELATED),
    *(annex_rows.MET_THROUGH, annex_rows.MET_EVENT),
)


def settle(writer: Annex, find: Find) -> None:
    """Give what waited its place, where it has one by now.

    Args:
        writer: Of the open edit.
        find: Gives the contact of a uid, or 0.
    """
    rows = db.execute_sql(
        "SELECT id, contact_id, name, value FROM extra_property WHERE source = ? "
        "AND name IN (SELECT value FROM json_each(?)) AND contact_id IS NOT NULL "
        "ORDER BY name <> ?, id",  # relations first: what they are called waits for them
        (annex.SOURCE, json.dumps(_WAITING), annex_rows.RELATED),
    ).fetchall()
    for extra_id, contact_id, name, text in rows:
        extra = Extra(annex.SOURCE, name, text)
        found = annex_checks.found(extra)
        if found is None or (name in _MET and not _is_free(contact_id, name)):
            continue
        if name == ORIGIN:
            settled = _settled(contact_id, found)
        elif name == annex_rows.RELATED:
            settled = _related(contact_id, found, find)
        else:
            settled = writer.write(contact_id, extra, find)
        if settled:
            db.execute_sql("DELETE FROM extra_property WHERE id = ?", (extra_id,))


_MET = {
    annex_rows.MET_EVENT: "SELECT met_event_id IS NULL FROM contact WHERE id = ?",
    annex_rows.MET_THROUGH: "SELECT met_through_id IS NULL FROM contact WHERE id = ?",
}


def _is_free(contact_id: int, name: str) -> bool:
    """Say whether nobody said since where or through whom somebody was met."""
    return bool(db.execute_sql(_MET[name], (contact_id,)).fetchone()[0])


def _related(contact_id: int, record: dict[str, Any], find: Find) -> bool:
    """Write a relation to somebody who has come; return whether they have."""
    other, label = find(uuid.UUID(record["uid"])), record["label"]
    if other:
        now = now_ms()
        db.execute_sql(
            "INSERT INTO relation (contact_id, other_id, label, created_at, updated_at) "
            "SELECT ?1, ?2, ?3, ?4, ?4 WHERE NOT EXISTS (SELECT 1 FROM relation "
            "WHERE contact_id = ?1 AND other_id = ?2 AND label = ?3)",
            (contact_id, other, label, now),
        )
    return bool(other)


# rows that come from another interaction already stay with that one
_FREE = "contact_id = ?3 AND (interaction_id IS NULL OR interaction_id = ?1)"
_ORIGINS = {
    table: f"UPDATE {table} SET interaction_id = ?1 WHERE uid = ?2 AND {_FREE}"
    for table in annex.ROWS
}
_SHARED = (
    "UPDATE work_share SET interaction_id = ?1 "
    f"WHERE work_id = (SELECT id FROM work WHERE uid = ?2) AND day = ?4 AND {_FREE}"
)


def _settled(contact_id: int, named: dict[str, Any]) -> bool:
    """Join a row to the interaction it came from; return whether both are there."""
    origin = id_of("interaction", named["interaction"])
    if origin is None:
        return False
    if named["table"] == "work_share":
        work = uuid.UUID(named["work"]).bytes
        done = db.execute_sql(_SHARED, (origin, work, contact_id, named["day"]))
    else:
        row = uuid.UUID(named["uid"]).bytes
        done = db.execute_sql(_ORIGINS[named["table"]], (origin, row, contact_id))
    return bool(done.rowcount)
