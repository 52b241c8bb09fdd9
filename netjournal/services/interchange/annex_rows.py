"""What the annex says beside single values and rows of help: links between records.

How somebody was met (which event, through whom), both names of a relation, and what a circle is
beside its name. Other records are named by uid; see ``annex``.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from netjournal.formats.draft import Extra
from netjournal.models.handle import db

if TYPE_CHECKING:
    from netjournal.services.interchange.owners import Owners

MET_EVENT, MET_THROUGH, RELATION, CIRCLE = "met_event", "met_through", "relation", "circle"
RELATED = "related"  # see ``annex_related``
_MET = (
    "SELECT c.id, e.uid, t.uid FROM {contact c.id} "
    "LEFT JOIN event e ON e.id = c.met_event_id LEFT JOIN contact t ON t.id = c.met_through_id "
    "WHERE c.met_event_id IS NOT NULL OR c.met_through_id IS NOT NULL"
)
_RELATIONS = (
    "SELECT r.contact_id, r.label, r.inverse_label, o.uid "
    "FROM {relation r.contact_id} JOIN contact o ON o.id = r.other_id "
    "WHERE r.inverse_label <> '' ORDER BY +r.id"
)
# a circle travels with the member who is in the journal longest
_CIRCLES = (
    "SELECT l.contact_id, t.name, t.colour, t.position, t.rhythm_ideal_days, t.rhythm_at_most_days "
    "FROM {contact_tag l.contact_id} "
    "JOIN tag t ON t.id = l.tag_id WHERE l.contact_id = "
    "(SELECT MIN(o.contact_id) FROM contact_tag o WHERE o.tag_id = t.id) ORDER BY t.position, t.id"
)
CIRCLE_COLUMNS = ("colour", "position", "rhythm_ideal_days", "rhythm_at_most_days")


def read(owners: Owners, source: str) -> dict[int, list[Extra]]:
    """Return the links of each contact that has any."""
    found: dict[int, list[Extra]] = {}
    for owner, event, through in owners.ask(_MET):
        for name, uid in ((MET_EVENT, event), (MET_THROUGH, through)):
            if uid is not None:
                found.setdefault(owner, []).append(Extra(source, name, uid_text(uid)))
    for owner, label, inverse, other in owners.ask(_RELATIONS):
        record = {"label": label, "inverse_label": inverse, "other": uid_text(other)}
        found.setdefault(owner, []).append(Extra(source, RELATION, dumped(record)))
    for owner, name, *values in owners.ask(_CIRCLES):
        record = {"name": name} | dict(zip(CIRCLE_COLUMNS, values, strict=True))
        found.setdefault(owner, []).append(Extra(source, CIRCLE, dumped(record)))
    return found


_encode = json.JSONEncoder(ensure_ascii=False).encode  # ``dumps`` makes one for each record


def dumped(record: dict[str, Any]) -> str:
    """Return a record as JSON text."""
    return _encode(record)


def uid_text(uid: Any) -> str:
    """Return the text of a uid's 16 bytes, as ``uuid.UUID`` writes it but five times as fast."""
    text: str = uid.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


_EVENTS = (
    "SELECT e.uid, e.title, e.kind, e.starts_on, e.start_minute, e.ends_on, e.zone, e.place, "
    "e.url, e.note FROM event e WHERE e.trashed_at IS NULL AND NOT EXISTS "
    "(SELECT 1 FROM event_contact l WHERE l.event_id = e.id) ORDER BY e.id"
)
_WORKS = (
    "SELECT w.uid, w.kind, w.title, w.url, w.text, w.published_on, w.retired FROM work w "
    "WHERE NOT EXISTS (SELECT 1 FROM work_share l WHERE l.work_id = w.id) ORDER BY w.id"
)


def alone(source: str, tables: dict[str, tuple[str, ...]]) -> list[Extra]:
    """Return the events nobody was at and the works nobody knows, for exports of everything.

    Args:
        source: The extras' source.
        tables: Columns of ``event`` and ``work``.
    """
    found = []
    for table, sql in (("event", _EVENTS), ("work", _WORKS)):
        for uid, *values in db.execute_sql(sql):
            record = {"uid": uid_text(uid)} | dict(zip(tables[table], values, strict=True))
            found.append(Extra(source, table, dumped(record)))
    return found
