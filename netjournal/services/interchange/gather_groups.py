"""The repeated groups of our own CSV (methods, addresses, …) as texts, and how wide they are."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from netjournal.formats.tables.journalcsv_layout import GROUPS, METHOD_KINDS, Widths, column_kind
from netjournal.formats.tables.journalcsv_writing import TOO_MANY, order_of
from netjournal.formats.tables.rowtext import BREAK
from netjournal.models.handle import db
from netjournal.services.interchange.annex_rows import uid_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netjournal.services.interchange.owners import Owners

_YES = "CASE t.preferred WHEN 0 THEN '' ELSE 'yes' END"
_PARTS = {group.field: ", ".join(f"t.{name}" for _, name in group.parts) for group in GROUPS}
_METHODS = (
    "SELECT t.contact_id, t.kind, concat_ws(char(31), '', "
    f"{_PARTS[METHOD_KINDS[0]].replace('t.preferred', _YES)}) "
    "FROM {contact_method t.contact_id} ORDER BY t.contact_id, t.position, t.id"
)
_TABLES = {"affiliations": "affiliation", "addresses": "address", "dates": "important_date"}
_ROWS = {
    field: f"SELECT t.contact_id, concat_ws(char(31), '', {_PARTS[field]}) "
    f"FROM {{{table} t.contact_id}} ORDER BY t.contact_id, t.position, t.id"
    for field, table in _TABLES.items()
}
_RELATIONS = (
    "SELECT r.contact_id, COALESCE(c.full_name, r.other_name), r.label, c.uid "
    "FROM {relation r.contact_id} "
    "LEFT JOIN contact c ON c.id = r.other_id ORDER BY +r.id"
)


class _Filling:
    """One repeated group: its cells by contact, each with a break before it, filled up."""

    def __init__(self, parts: int, width: int) -> None:
        self.texts: dict[int, str] = {}
        self._several: dict[int, int] = {}  # how many those have who have more than one
        self._parts, self._width = parts, width
        self.blank = BREAK * parts * width

    def add(self, owner: int, text: str) -> None:
        """Add one more thing of a contact."""
        if owner in self.texts:
            self.texts[owner] += text
            self._several[owner] = self._several.get(owner, 1) + 1
        else:
            self.texts[owner] = text

    def filled(self) -> dict[int, str]:
        """Return the cells, blanks behind them.

        Raises:
            ValueError: Somebody has more than the width says.
        """
        if max(self._several.values(), default=min(1, len(self.texts))) > self._width:
            raise ValueError(TOO_MANY)
        if self._width == 1:
            return self.texts
        several, blank = self._several, BREAK * self._parts
        return {
            owner: text + blank * (self._width - several.get(owner, 1))
            for owner, text in self.texts.items()
        }


def groups_of(
    owners: Owners, widths: Widths
) -> tuple[list[tuple[dict[int, str], str]], dict[int, str]]:
    """Return (cells by contact, blank cells) of each group, and in which order methods come.

    Raises:
        ValueError: Somebody has more than the widths say.
    """
    found = {g.field: _Filling(len(g.parts), getattr(widths, g.field)) for g in GROUPS}
    several: dict[int, list[str]] = {}  # kinds of those who have more than one method, or odd ones
    adding = {kind: found[kind].add for kind in METHOD_KINDS}
    before, begun = 0, ""
    for owner, kind, text in owners.ask(_METHODS):  # one contact after the other
        (adding[kind] if kind in adding else found[column_kind(kind)].add)(owner, text)
        if owner != before:
            before, begun = owner, kind
            if kind not in adding:
                several[owner] = [kind]
        else:
            several.setdefault(owner, [begun]).append(kind)
    for field in _TABLES:
        if getattr(widths, field):
            add = found[field].add
            for owner, text in owners.ask(_ROWS[field]):
                add(owner, text)
    for owner, name, label, uid in owners.ask(_RELATIONS) if widths.relations else ():
        told = "" if uid is None else uid_text(uid)
        found["relations"].add(owner, BREAK.join(("", name, label, told)))
    orders = {one: order_of(kinds) for one, kinds in several.items()}
    filled = [(group.filled(), group.blank) for group in found.values()]
    return [(texts, blank) for texts, blank in filled if blank], orders


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
