"""The journal as rows of our own CSV: what ``gather`` gives as drafts, without making drafts.

Which columns there are and in which order comes from ``journalcsv_layout``; a test holds both ways
against each other.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from netjournal.formats import celllist
from netjournal.formats.draft import Extra, Photo
from netjournal.formats.journalcsv_layout import (
    GROUPS,
    LISTS,
    METHOD_KINDS,
    TEXTS,
    Widths,
    column_kind,
)
from netjournal.formats.journalcsv_writing import ContactRows, last_cells, order_of
from netjournal.models.handle import db
from netjournal.progress import Silent
from netjournal.services.interchange import annex
from netjournal.services.interchange.annex_rows import uid_text
from netjournal.services.interchange.gather import chunks, rows_of
from netjournal.services.interchange.owners import Owners

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from netjournal.progress import Progress

    Texts = tuple[str, ...]

_CHUNK = 1_000
# where a field is not the contact's column of the same name
_COLUMNS = {
    "name.prefix": "c.name_prefix",
    "name.given": "c.given_name",
    "name.additional": "c.additional_names",
    "name.family": "c.family_name",
    "name.suffix": "c.name_suffix",
    "met_through": "c.met_through_name",
    "met_event": "''",
}
# the cells before the groups, that of the uid and those of lists still blank
_CELLS = (
    *("''", "c.kind", *(_COLUMNS.get(name, f"c.{name}") for name in TEXTS.values())),
    *("''" for _ in LISTS),
    "CASE c.deceased WHEN 0 THEN '' ELSE 'yes' END",
)
# one text that is taken apart is handed over in half the time of thirty
_BREAK = "\x1f"
_CONTACTS = (
    f"SELECT c.id, c.uid, c.nicknames, concat_ws(char(31), {', '.join(_CELLS)}) "
    "FROM {contact c.id}"
)
_APART = f"SELECT {', '.join(_CELLS)} FROM contact c WHERE c.id = ?"
_YES = "CASE t.preferred WHEN 0 THEN '' ELSE 'yes' END"
_LISTS = 2 + len(TEXTS)  # where their cells stand
# what few people have is asked for apart: looking for it in each row costs more
_LINKED = {
    list(TEXTS.values()).index(field) + 2: "SELECT c.id, o."  # behind uid and kind
    f"{name} FROM {{contact c.id}} "
    f"JOIN {table} o ON o.id = c.{field}_id"
    for field, table, name in (
        ("met_through", "contact", "full_name"),
        ("met_event", "event", "title"),
    )
}
_PHOTOS = "SELECT c.id, p.data, p.media_type FROM {contact c.id} JOIN photo p ON p.id = c.photo_id"
_PARTS = {group.field: ", ".join(name for _, name in group.parts) for group in GROUPS}
_METHOD_PARTS = _PARTS[METHOD_KINDS[0]].split(", ")
_METHODS = (
    "SELECT t.contact_id, t.kind, "
    f"{', '.join(_YES if name == 'preferred' else f't.{name}' for name in _METHOD_PARTS)} "
    "FROM {contact_method t.contact_id} ORDER BY t.contact_id, t.position, t.id"
)
_TABLES = {"affiliations": "affiliation", "addresses": "address", "dates": "important_date"}
_RELATIONS = (
    "SELECT r.contact_id, COALESCE(c.full_name, r.other_name), r.label, c.uid "
    "FROM {relation r.contact_id} "
    "LEFT JOIN contact c ON c.id = r.other_id ORDER BY +r.id"
)
_TAGS = (
    "SELECT l.contact_id, t.name FROM {contact_tag l.contact_id} "
    "JOIN tag t ON t.id = l.tag_id ORDER BY +l.id"
)
_TOPICS = (
    "SELECT l.contact_id, t.name, l.role FROM {contact_topic l.contact_id} "
    "JOIN topic t ON t.id = l.topic_id ORDER BY +l.id"
)
_ROLES = {"interest": "interests", "skill": "skills"}


def contact_rows(
    ids: Sequence[int],
    widths: Widths,
    first: Iterable[Extra] = (),
    progress: Progress | None = None,
) -> Iterator[list[list[str]]]:
    """Yield the rows of contacts in blocks, in the order given; ids that are gone are left out.

    Args:
        ids: Whose.
        widths: Room for what any of them has (``widths_of``).
        first: Extras that go with the first of them.
        progress: Told how many are done.
    """
    more, nothing = list(first), last_cells((), (), None, [])
    shape, watch, done = ContactRows(widths), progress or Silent(), 0
    for chunk in chunks(ids, _CHUNK):
        watch.step(done, len(ids))
        done += len(chunk)
        rows = {row[0]: row for row in Owners(chunk).ask(_CONTACTS)}
        here = chunk if len(rows) == len(chunk) else [one for one in chunk if one in rows]
        owners = Owners(here)
        groups, orders = _groups(owners, shape.fields)
        texts = _texts(owners, rows)
        last = _last(owners, {here[0]: more} if more and here else {})
        more = [] if here else more
        block = []
        for one in here:
            row = rows[one]
            cells = row[3].split(_BREAK)
            if len(cells) != len(_CELLS):  # somebody wrote one
                cells = list(db.execute_sql(_APART, (one,)).fetchone())
            cells[0] = uid_text(row[1])
            for place, text in texts.get(one, ()):
                cells[place] = text
            found = [group.get(one) for group in groups]
            block.append(shape.row(cells, found, last.get(one, nothing), orders.get(one, "")))
        yield block


def _groups(owners: Owners, wanted: Sequence[str]) -> tuple[list[dict[int, Texts]], dict[int, str]]:
    """Return the cells of each wanted group by contact, and in which order methods come."""
    found: dict[str, dict[int, Texts]] = {group.field: {} for group in GROUPS}
    several: dict[int, list[str]] = {}  # kinds of those who have more than one method, or odd ones
    by_kind = {kind: found[kind] for kind in METHOD_KINDS}
    before, begun = 0, ""
    for row in owners.ask(_METHODS):  # one contact after the other
        owner, kind = row[0], row[1]
        group = by_kind[kind] if kind in by_kind else found[column_kind(kind)]
        if owner != before:
            before, begun, group[owner] = owner, kind, row[2:]
            if kind not in by_kind:
                several[owner] = [kind]
        else:
            group[owner] = group.get(owner, ()) + row[2:]
            several.setdefault(owner, [begun]).append(kind)
    for field, table in _TABLES.items():
        group = found[field]
        for row in rows_of(table, _PARTS[field], owners) if field in wanted else ():
            owner = row[0]
            group[owner] = group[owner] + row[1:] if owner in group else row[1:]
    group = found["relations"]
    for owner, name, label, uid in owners.ask(_RELATIONS) if "relations" in wanted else ():
        cells = (name, label, "" if uid is None else uid_text(uid))
        group[owner] = group.get(owner, ()) + cells
    orders = {one: order_of(kinds) for one, kinds in several.items()}
    return [found[field] for field in wanted], orders


def _texts(owners: Owners, rows: dict[int, Any]) -> dict[int, list[tuple[int, str]]]:
    """Return what isn't in a contact's own row: (cell, text) of lists and links."""
    lists: dict[str, dict[int, list[str]]] = {field: {} for field in LISTS.values()}
    lists["nicknames"] = {
        owner: json.loads(row[2]) for owner, row in rows.items() if row[2] != "[]"
    }
    for owner, name in owners.ask(_TAGS):
        lists["tags"].setdefault(owner, []).append(name)
    for owner, name, role in owners.ask(_TOPICS):
        if role in _ROLES:
            lists[_ROLES[role]].setdefault(owner, []).append(name)
    found: dict[int, list[tuple[int, str]]] = {}
    for place, names in enumerate(lists.values(), _LISTS):
        for owner, texts in names.items():
            found.setdefault(owner, []).append((place, celllist.join(texts)))
    for place, sql in _LINKED.items():
        for owner, text in owners.ask(sql):
            found.setdefault(owner, []).append((place, text))
    return found


def _last(owners: Owners, extras: dict[int, list[Extra]]) -> dict[int, tuple[str, ...]]:
    """Return the last cells of those who have ids elsewhere, a photo or extras.

    Args:
        owners: Whose.
        extras: Those that come after their own.
    """
    found: dict[int, list[Extra]] = {}
    columns = "source, name, value, params, group_name"
    for owner, *values in rows_of("extra_property", columns, owners):
        found.setdefault(owner, []).append(Extra(*values))
    for owner, own in annex.read(owners).items():
        found.setdefault(owner, []).extend(own)
    for owner, own in extras.items():
        found.setdefault(owner, []).extend(own)
    outside: dict[int, list[tuple[str, str]]] = {}
    for owner, system, value in rows_of("external_id", "system, value", owners):
        outside.setdefault(owner, []).append((system, value))
    photos = {owner: Photo(bytes(data), media) for owner, data, media in owners.ask(_PHOTOS)}
    return {
        one: last_cells(outside.get(one, ()), (), photos.get(one), found.get(one, []))
        for one in (found.keys() | outside.keys() | photos.keys())
    }


def widths_of(ids: Sequence[int] | None) -> Widths:
    """Return how many columns the repeated groups need, asked of the database in one go each.

    Args:
        ids: Of whom; None for everybody who is not in the trash.
    """
    whose = (
        "{table} t WHERE t.contact_id NOT IN (SELECT id FROM contact WHERE trashed_at IS NOT NULL)"
    )
    values: tuple[str, ...] = ()
    if ids is not None:
        whose = "json_each(?) j JOIN {table} t ON t.contact_id = j.value"
        values = (json.dumps(list(dict.fromkeys(ids))),)

    def most(table: str, *counts: str) -> list[int]:
        pairs = ", ".join(f"{count} AS n{at}" for at, count in enumerate(counts))
        columns = ", ".join(f"COALESCE(MAX(n{at}), 0)" for at in range(len(counts)))
        source = whose.format(table=table)
        row = db.execute_sql(
            f"SELECT {columns} FROM (SELECT {pairs} FROM {source} GROUP BY t.contact_id)", values
        ).fetchone()
        return list(row)

    own = ("'email'", "'phone'", "'url'")
    kinds = [f"SUM(t.kind = {kind})" for kind in own]
    methods = most("contact_method", *kinds, f"SUM(t.kind NOT IN ({', '.join(own)}))")
    tables = (*_TABLES.values(), "relation")
    return Widths(*methods, *(most(table, "COUNT(*)")[0] for table in tables))
