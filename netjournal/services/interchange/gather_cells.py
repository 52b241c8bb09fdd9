"""The journal as rows of our own CSV: what ``gather`` gives as drafts, without making drafts.

Which columns there are and in which order comes from ``journalcsv_layout``; a test holds both ways
against each other.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from netjournal.formats.draft import Extra, Photo
from netjournal.formats.tables import celllist
from netjournal.formats.tables.journalcsv_layout import (
    LISTS,
    TEXTS,
    Widths,
    contact_header,
)
from netjournal.formats.tables.journalcsv_writing import ContactRows, last_cells
from netjournal.formats.tables.rowtext import BREAK
from netjournal.progress import Silent
from netjournal.services.interchange import annex
from netjournal.services.interchange.annex_rows import uid_text
from netjournal.services.interchange.gather import chunks, contact_drafts, rows_of
from netjournal.services.interchange.gather_groups import groups_of
from netjournal.services.interchange.owners import Owners

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from netjournal.formats.tables.journalcsv_writing import Row
    from netjournal.progress import Progress

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
# the cells between the uid and those of lists
_HEAD = ", ".join(("c.kind", *(_COLUMNS.get(name, f"c.{name}") for name in TEXTS.values())))
# one text is handed over in half the time of its cells; each of them begins with a break
_CONTACTS = (
    f"SELECT c.id, c.uid, c.nicknames, c.deceased, concat_ws(char(31), '', {_HEAD}) "
    "FROM {contact c.id}"
)
# what few people have is asked for apart: looking for it in each row costs more
_LINKED = {
    list(TEXTS.values()).index(field) + 2: "SELECT c.id, o."  # behind a blank and kind
    f"{name} FROM {{contact c.id}} "
    f"JOIN {table} o ON o.id = c.{field}_id"
    for field, table, name in (
        ("met_through", "contact", "full_name"),
        ("met_event", "event", "title"),
    )
}
_PHOTOS = "SELECT c.id, p.data, p.media_type FROM {contact c.id} JOIN photo p ON p.id = c.photo_id"
_TAGS = (
    "SELECT l.contact_id, t.name FROM {contact_tag l.contact_id} "
    "JOIN tag t ON t.id = l.tag_id ORDER BY +l.id"
)
_TOPICS = (
    "SELECT l.contact_id, t.name, l.role FROM {contact_topic l.contact_id} "
    "JOIN topic t ON t.id = l.topic_id ORDER BY +l.id"
)
_ROLES = {"interest": "interests", "skill": "skills"}
_NO_LISTS = BREAK * len(LISTS)


def contact_rows(
    ids: Sequence[int],
    widths: Widths,
    first: Iterable[Extra] = (),
    progress: Progress | None = None,
) -> Iterator[list[Row]]:
    """Yield the rows of contacts in blocks, in the order given; ids that are gone are left out.

    Args:
        ids: Whose.
        widths: Room for what any of them has (``widths_of``).
        first: Extras that go with the first of them.
        progress: Told how many are done.

    Raises:
        ValueError: Somebody has more than the widths say.
    """
    more, nothing = list(first), _last_text(last_cells((), (), None, []))
    watch, done = progress or Silent(), 0
    breaks = len(contact_header(widths, escaped=False)) - 1
    for chunk in chunks(ids, _CHUNK):
        watch.step(done, len(ids))
        done += len(chunk)
        heads = {row[0]: row for row in Owners(chunk).ask(_CONTACTS)}
        here = chunk if len(heads) == len(chunk) else [one for one in chunk if one in heads]
        owners = Owners(here)
        groups, orders = groups_of(owners, widths)
        lists, links = _lists(owners, heads), _links(owners)
        last = _last(owners, {here[0]: more} if more and here else {}, orders)
        block: list[Row] = []
        for one in here:
            _, uid, _, deceased, head = heads[one]
            if one in links:
                head = _with_links(head, links[one])
            ends = f"{BREAK}yes" if deceased else BREAK
            row = f"{uid_text(uid)}{head}{lists.get(one, _NO_LISTS)}{ends}"
            row += "".join([group.get(one, blank) for group, blank in groups])
            row += last.get(one, nothing)
            # somebody wrote a break where there are more: a draft tells what belongs together
            plain = row.count(BREAK) == breaks
            block.append(row if plain else _apart(one, widths, more if one == here[0] else []))
        more = [] if here else more
        yield block


def _apart(one: int, widths: Widths, more: list[Extra]) -> list[str]:
    """Return the cells of one contact by way of a draft."""
    draft = next(draft for _, draft in contact_drafts([one]))
    draft.extras += more
    return ContactRows(widths).of(draft)


def _with_links(head: str, links: list[tuple[int, str]]) -> str:
    """Put names of linked records into the cells before the lists."""
    cells = head.split(BREAK)
    for place, text in links:
        cells[place] = text
    return BREAK.join(cells)


def _lists(owners: Owners, heads: dict[int, Any]) -> dict[int, str]:
    """Return the cells of lists, a break before each, of those who have any."""
    found: dict[int, dict[str, list[str]]] = {}
    for owner, row in heads.items():
        if row[2] != "[]":
            found[owner] = {"nicknames": json.loads(row[2])}
    for owner, name in owners.ask(_TAGS):
        found.setdefault(owner, {}).setdefault("tags", []).append(name)
    for owner, name, role in owners.ask(_TOPICS):
        if role in _ROLES:
            found.setdefault(owner, {}).setdefault(_ROLES[role], []).append(name)
    fields = LISTS.values()
    return {
        owner: "".join(
            [f"{BREAK}{celllist.join(lists[name])}" if name in lists else BREAK for name in fields]
        )
        for owner, lists in found.items()
    }


def _links(owners: Owners) -> dict[int, list[tuple[int, str]]]:
    """Return (cell, text) of what a contact's own row only refers to."""
    found: dict[int, list[tuple[int, str]]] = {}
    for place, sql in _LINKED.items():
        for owner, text in owners.ask(sql):
            found.setdefault(owner, []).append((place, text))
    return found


def _last(owners: Owners, extras: dict[int, list[Extra]], orders: dict[int, str]) -> dict[int, str]:
    """Return the last cells of those who have ids elsewhere, a photo, extras or an odd order.

    Args:
        owners: Whose.
        extras: Those that come after their own.
        orders: In which order methods come.
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
    odd = {one for one, order in orders.items() if order}
    return {
        one: _last_text(
            last_cells(outside.get(one, ()), (), photos.get(one), found.get(one, [])),
            orders.get(one, ""),
        )
        for one in (found.keys() | outside.keys() | photos.keys() | odd)
    }


def _last_text(cells: tuple[str, ...], order: str = "") -> str:
    ids, _, *rest = cells
    return BREAK.join(("", ids, order, *rest))
