"""What belongs to a contact and no exchange format knows, as extras of our own.

Each is ``Extra(source="netjournal", name=…, value=…)``: plain text for single values, JSON for
rows (needs, help, introductions, promises, events, shared works). Rows carry their uid, so that
reading them twice changes nothing. Other people are named by uid.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netjournal.formats.draft import Extra
from netjournal.services.interchange import annex_rows

if TYPE_CHECKING:
    from netjournal.services.interchange.owners import Owners

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


def read(owners: Owners) -> dict[int, list[Extra]]:
    """Return the extras of our own for each contact that has any."""
    found: dict[int, list[Extra]] = {}
    _read_singles(found, owners)
    for table in ROWS:
        _read_rows(found, table, owners)
    _read_questions(found, owners)
    _read_linked(found, owners, "event", EVENT)
    _read_linked(found, owners, "work", WORK)
    for owner, extras in annex_rows.read(owners, SOURCE).items():
        found.setdefault(owner, []).extend(extras)
    return found


def _read_singles(found: dict[int, list[Extra]], owners: Owners) -> None:
    columns = ", ".join(f"c.{name}" for name in SINGLES)
    rows = owners.ask(f"SELECT c.id, {columns} FROM {{contact c.id}} WHERE {_SAID}")
    for owner, *values in rows:
        for (name, nothing), value in zip(SINGLES.items(), values, strict=True):
            if value != nothing:
                found.setdefault(owner, []).append(Extra(SOURCE, name, str(value)))


def _read_rows(found: dict[int, list[Extra]], table: str, owners: Owners) -> None:
    columns = ", ".join(f"t.{name}" for name in ROWS[table])
    pairs, join = "NULL, NULL", ""
    if table == "introduction":
        pairs = "o.uid, b.uid"
        join = "LEFT JOIN contact o ON o.id = t.other_id LEFT JOIN contact b ON b.id = t.by_id"
    rows = owners.ask(
        f"SELECT t.contact_id, t.uid, i.uid, {pairs}, {columns} "
        f"FROM {{{table} t.contact_id}} {join} "
        "LEFT JOIN interaction i ON i.id = t.interaction_id ORDER BY +t.id"
    )
    for owner, uid, origin, whom, by, *values in rows:
        record = {"uid": _text(uid)} | dict(zip(ROWS[table], values, strict=True))
        for name, value in (("interaction", origin), ("other", whom), ("by", by)):
            if value is not None:
                record[name] = _text(value)
        found.setdefault(owner, []).append(Extra(SOURCE, table, annex_rows.dumped(record)))


def _read_questions(found: dict[int, list[Extra]], owners: Owners) -> None:
    rows = owners.ask(
        "SELECT l.contact_id, t.name FROM {contact_topic l.contact_id} "
        "JOIN topic t ON t.id = l.topic_id WHERE l.role = 'question' ORDER BY +l.id"
    )
    for owner, name in rows:
        found.setdefault(owner, []).append(Extra(SOURCE, "question", name))


def _read_linked(
    found: dict[int, list[Extra]], owners: Owners, table: str, names: tuple[str, ...]
) -> None:
    """Events someone was at, and works of mine they know, whole with each person."""
    link, own = ("event_contact", ("role", "note")) if table == "event" else _SHARE
    origin = (
        "NULL" if table == "event" else "(SELECT uid FROM interaction WHERE id = l.interaction_id)"
    )
    columns = ", ".join((*(f"l.{name}" for name in own), *(f"t.{name}" for name in names)))
    sql = (
        f"SELECT l.contact_id, t.uid, {origin}, {columns} FROM {{{link} l.contact_id}} "
        f"JOIN {table} t ON t.id = l.{table}_id ORDER BY +l.id"
    )
    for owner, uid, told, *values in owners.ask(sql):
        mine = dict(zip(own, values[: len(own)], strict=True))
        record = {"uid": _text(uid)} | dict(zip(names, values[len(own) :], strict=True))
        whole: dict[str, Any] = {"link": mine, table: record}
        if told is not None:
            whole["interaction"] = _text(told)
        found.setdefault(owner, []).append(Extra(SOURCE, link, annex_rows.dumped(whole)))


def alone() -> list[Extra]:
    """Return the events nobody was at and the works nobody knows, for exports of everything."""
    return annex_rows.alone(SOURCE, {"event": EVENT, "work": WORK})


_ORIGIN = "(SELECT i.uid FROM interaction i WHERE i.id = l.interaction_id)"
_SHARE = ("work_share", ("day", "how"))


_text = annex_rows.uid_text
