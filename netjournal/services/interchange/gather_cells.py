"""The journal as rows of our own CSV: what ``gather`` gives as drafts, without making drafts.

Which columns there are and in which order comes from ``journalcsv_layout``; a test holds both ways
against each other.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from netjournal.formats import celllist
from netjournal.formats.draft import Extra, Photo
from netjournal.formats.journalcsv_layout import GROUPS, LISTS, METHOD_KINDS, TEXTS, column_kind
from netjournal.formats.journalcsv_writing import last_cells
from netjournal.models.handle import db
from netjournal.services.interchange import annex
from netjournal.services.interchange.gather import chunks, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from netjournal.formats.journalcsv_writing import Cells

_CHUNK = 1_000
# where a field is not the contact's column of the same name
_COLUMNS = {
    "name.prefix": "c.name_prefix",
    "name.given": "c.given_name",
    "name.additional": "c.additional_names",
    "name.family": "c.family_name",
    "name.suffix": "c.name_suffix",
    "met_through": "COALESCE(m.full_name, c.met_through_name)",
    "met_event": "COALESCE(e.title, '')",
}
_CONTACTS = (
    "SELECT c.id, c.nicknames, c.deceased, p.data, p.media_type, c.uid, c.kind, "
    f"{', '.join(_COLUMNS.get(name, f'c.{name}') for name in TEXTS.values())} "
    "FROM json_each(?) j JOIN contact c ON c.id = j.value "
    "LEFT JOIN contact m ON m.id = c.met_through_id LEFT JOIN event e ON e.id = c.met_event_id "
    "LEFT JOIN photo p ON p.id = c.photo_id"
)
_TABLES = {"affiliations": "affiliation", "addresses": "address", "dates": "important_date"}
_RELATIONS = (
    "SELECT r.contact_id, COALESCE(c.full_name, r.other_name), r.label, c.uid "
    "FROM json_each(?) j JOIN relation r ON r.contact_id = j.value "
    "LEFT JOIN contact c ON c.id = r.other_id ORDER BY r.id"
)
_LISTS = {
    "tags": "SELECT l.contact_id, t.name FROM json_each(?) j JOIN contact_tag l "
    "ON l.contact_id = j.value JOIN tag t ON t.id = l.tag_id ORDER BY l.id",
} | {
    field: "SELECT l.contact_id, t.name FROM json_each(?) j JOIN contact_topic l "
    f"ON l.contact_id = j.value AND l.role = '{role}' JOIN topic t ON t.id = l.topic_id "
    "ORDER BY l.id"
    for field, role in (("interests", "interest"), ("skills", "skill"))
}


def contact_cells(ids: Iterable[int], first: Iterable[Extra] = ()) -> Iterator[Cells]:
    """Yield the cells of contacts, in the order given; ids that are gone are left out.

    Args:
        ids: Whose.
        first: Extras that go with the first of them.
    """
    more, nothing = list(first), last_cells((), (), None, [])
    for chunk in chunks(ids, _CHUNK):
        rows = {row[0]: row for row in db.execute_sql(_CONTACTS, (json.dumps(chunk),)).fetchall()}
        things, kinds = _things(list(rows))
        extras, outside = _extras(list(rows)), _outside(list(rows))
        lists = _lists(rows)
        for contact_id in chunk:
            if contact_id not in rows:
                continue
            row = rows[contact_id]
            cells = list(row[5:])
            cells[0] = _uuid(cells[0])
            cells += [found.get(contact_id, "") for found in lists]
            cells.append("yes" if row[2] else "")
            kept, system = extras[contact_id], outside.get(contact_id, ())
            if more:
                kept, more = kept + more, []
            last = nothing
            if kept or system or row[3] is not None:
                picture = None if row[3] is None else Photo(bytes(row[3]), row[4])
                last = last_cells(system, (), picture, kept)
            yield cells, things[contact_id], kinds.get(contact_id, ()), last


def _things(
    chunk: list[int],
) -> tuple[dict[int, dict[str, list[Sequence[str]]]], dict[int, list[str]]]:
    """Return the cells of each contact's groups by field, and the kinds of their methods."""
    found: dict[int, dict[str, list[Sequence[str]]]] = {one: {} for one in chunk}
    kinds: dict[int, list[str]] = {}
    parts = {group.field: ", ".join(name for _, name in group.parts) for group in GROUPS}
    methods = f"kind, {parts[METHOD_KINDS[0]]}"  # ends with "preferred"
    for row in rows_of("contact_method", methods, chunk):
        owner, kind = row[:2]
        cells = (*row[2:-1], "yes" if row[-1] else "")
        found[owner].setdefault(column_kind(kind), []).append(cells)
        kinds.setdefault(owner, []).append(kind)
    for field, table in _TABLES.items():
        for row in rows_of(table, parts[field], chunk):
            found[row[0]].setdefault(field, []).append(row[1:])
    for owner, name, label, uid in db.execute_sql(_RELATIONS, (json.dumps(chunk),)):
        cells = (name, label, "" if uid is None else _uuid(uid))
        found[owner].setdefault("relations", []).append(cells)
    return found, kinds


def _lists(rows: dict[int, Any]) -> list[dict[int, str]]:
    """Return the cells of the lists, in their order; whoever has none is left out."""
    ids = (json.dumps(list(rows)),)
    cells = {
        "nicknames": {
            owner: celllist.join(json.loads(row[1]))
            for owner, row in rows.items()
            if row[1] != "[]"
        }
    }
    for field, sql in _LISTS.items():
        found: dict[int, list[str]] = {}
        for owner, name in db.execute_sql(sql, ids):
            found.setdefault(owner, []).append(name)
        cells[field] = {owner: celllist.join(names) for owner, names in found.items()}
    return [cells.get(field, {}) for field in LISTS.values()]


def _extras(chunk: list[int]) -> dict[int, list[Extra]]:
    found: dict[int, list[Extra]] = {one: [] for one in chunk}
    columns = "source, name, value, params, group_name"
    for owner, *values in rows_of("extra_property", columns, chunk):
        found[owner].append(Extra(*values))
    for owner, extras in annex.read(chunk).items():
        found[owner] += extras
    return found


def _outside(chunk: list[int]) -> dict[int, list[tuple[str, str]]]:
    found: dict[int, list[tuple[str, str]]] = {}
    for owner, system, value in rows_of("external_id", "system, value", chunk):
        found.setdefault(owner, []).append((system, value))
    return found


def _uuid(data: bytes) -> str:
    text = data.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
