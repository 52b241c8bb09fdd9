"""What belongs to a contact and no exchange format knows, as extras of our own.

Each is ``Extra(source="netjournal", name=…, value=…)``: plain text for single values, JSON for
rows (needs, help, introductions, promises, events, shared works). Rows carry their uid, so that
reading them twice changes nothing. Other people are named by uid.
"""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING, Any

from netjournal.formats.draft import Extra
from netjournal.models.handle import db
from netjournal.services.interchange import annex_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

SOURCE = "netjournal"
# Columns of contact that drafts have no field for, with what stands for "nothing said".
SINGLES: dict[str, Any] = {
    "booster": "",
    "booster_note": "",
    "closeness": "",
    "importance": None,
    "rhythm_state": "unset",
    "rhythm_ideal_days": None,
    "rhythm_at_most_days": None,
    "rhythm_paused_until": None,
    "archived_at": None,
    "edited_fields": "[]",
}
_SAID = " OR ".join(
    f"c.{name} IS NOT NULL" if nothing is None else f"c.{name} <> '{nothing}'"
    for name, nothing in SINGLES.items()
)
# table → columns beside uid and contact_id
ROWS: dict[str, tuple[str, ...]] = {
    "need": ("text", "state", "noted_on", "closed_on"),
    "help": ("direction", "text", "day", "asked"),
    "introduction": ("why", "outcome", "day", "asked_both", "thanked"),
    "followup": ("text", "by_me", "made_on", "due_on", "state", "snoozed_until", "closed_on"),
}
EVENT = ("title", "kind", "starts_on", "start_minute", "ends_on", "zone", "place", "url", "note")
WORK = ("kind", "title", "url", "text", "published_on", "retired")


def read(chunk: Sequence[int]) -> dict[int, list[Extra]]:
    """Return the extras of our own for each contact of a chunk."""
    found: dict[int, list[Extra]] = {contact_id: [] for contact_id in chunk}
    ids = (json.dumps(list(chunk)),)
    _read_singles(found, ids)
    for table in ROWS:
        _read_rows(found, table, ids)
    _read_questions(found, ids)
    _read_linked(found, ids, "event", EVENT)
    _read_linked(found, ids, "work", WORK)
    for owner, extras in annex_rows.read(chunk, SOURCE).items():
        found[owner] += extras
    return found


def _read_singles(found: dict[int, list[Extra]], ids: tuple[str]) -> None:
    columns = ", ".join(f"c.{name}" for name in SINGLES)
    rows = db.execute_sql(
        f"SELECT c.id, {columns} FROM json_each(?) j JOIN contact c ON c.id = j.value "
        f"WHERE {_SAID}",
        ids,
    )
    for owner, *values in rows:
        for (name, nothing), value in zip(SINGLES.items(), values, strict=True):
            if value != nothing:
                found[owner].append(Extra(SOURCE, name, str(value)))


def _read_rows(found: dict[int, list[Extra]], table: str, ids: tuple[str]) -> None:
    columns = ", ".join(f"t.{name}" for name in ROWS[table])
    pairs, join = "NULL, NULL", ""
    if table == "introduction":
        pairs = "o.uid, b.uid"
        join = "LEFT JOIN contact o ON o.id = t.other_id LEFT JOIN contact b ON b.id = t.by_id"
    rows = db.execute_sql(
        f"SELECT t.contact_id, t.uid, i.uid, {pairs}, {columns} FROM json_each(?) j "
        f"JOIN {table} t ON t.contact_id = j.value {join} "
        "LEFT JOIN interaction i ON i.id = t.interaction_id ORDER BY t.id",
        ids,
    )
    for owner, uid, origin, whom, by, *values in rows:
        record = {"uid": _text(uid)} | dict(zip(ROWS[table], values, strict=True))
        for name, value in (("interaction", origin), ("other", whom), ("by", by)):
            if value is not None:
                record[name] = _text(value)
        found[owner].append(Extra(SOURCE, table, json.dumps(record, ensure_ascii=False)))


def _read_questions(found: dict[int, list[Extra]], ids: tuple[str]) -> None:
    rows = db.execute_sql(
        "SELECT l.contact_id, t.name FROM json_each(?) j JOIN contact_topic l "
        "ON l.contact_id = j.value JOIN topic t ON t.id = l.topic_id "
        "WHERE l.role = 'question' ORDER BY l.id",
        ids,
    )
    for owner, name in rows:
        found[owner].append(Extra(SOURCE, "question", name))


def _read_linked(
    found: dict[int, list[Extra]], ids: tuple[str], table: str, names: tuple[str, ...]
) -> None:
    """Events someone was at, and works of mine they know, whole with each person."""
    link, own = ("event_contact", ("role", "note")) if table == "event" else _SHARE
    origin = (
        "NULL" if table == "event" else "(SELECT uid FROM interaction WHERE id = l.interaction_id)"
    )
    columns = ", ".join((*(f"l.{name}" for name in own), *(f"t.{name}" for name in names)))
    sql = (
        f"SELECT l.contact_id, t.uid, {origin}, {columns} FROM json_each(?) j JOIN {link} l "
        f"ON l.contact_id = j.value JOIN {table} t ON t.id = l.{table}_id ORDER BY l.id"
    )
    for owner, uid, told, *values in db.execute_sql(sql, ids):
        mine = dict(zip(own, values[: len(own)], strict=True))
        record = {"uid": _text(uid)} | dict(zip(names, values[len(own) :], strict=True))
        whole: dict[str, Any] = {"link": mine, table: record}
        if told is not None:
            whole["interaction"] = _text(told)
        found[owner].append(Extra(SOURCE, link, json.dumps(whole, ensure_ascii=False)))


def alone() -> list[Extra]:
    """Return the events nobody was at and the works nobody knows, for exports of everything."""
    return annex_rows.alone(SOURCE, {"event": EVENT, "work": WORK})


_ORIGIN = "(SELECT i.uid FROM interaction i WHERE i.id = l.interaction_id)"
_SHARE = ("work_share", ("day", "how"))


def _text(uid: Any) -> str:
    return str(uuid.UUID(bytes=bytes(uid)))
