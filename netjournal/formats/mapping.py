"""Which column of a table is what: proposed by us, edited by the user, kept as JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

from netjournal.errors import UsageError


@dataclass(frozen=True, slots=True)
class Target:
    """Something a column can be.

    Args:
        key: The name in a ``ColumnUse``.
        group: Where a dialog lists it: ``name``, ``reach``, ``address``, ``work``, ``dates``,
            ``met``, ``other``.
        labelled: The column's label says which one (work, home, …).
        repeats: Several columns may have it without being one text.
    """

    key: str
    group: str
    labelled: bool = False
    repeats: bool = False


TARGETS: tuple[Target, ...] = (
    Target("full_name", "name"),
    Target("prefix", "name"),
    Target("given", "name"),
    Target("additional", "name"),
    Target("family", "name"),
    Target("suffix", "name"),
    Target("nickname", "name", repeats=True),
    Target("pronouns", "name"),
    Target("email", "reach", labelled=True, repeats=True),
    Target("phone", "reach", labelled=True, repeats=True),
    Target("url", "reach", labelled=True, repeats=True),
    Target("messenger", "reach", labelled=True, repeats=True),
    Target("street", "address", labelled=True),
    Target("extended", "address", labelled=True),
    Target("po_box", "address", labelled=True),
    Target("locality", "address", labelled=True),
    Target("region", "address", labelled=True),
    Target("postal_code", "address", labelled=True),
    Target("country", "address", labelled=True),
    Target("formatted", "address", labelled=True),
    Target("organisation", "work"),
    Target("title", "work"),
    Target("department", "work"),
    Target("headline", "work"),
    Target("birthday", "dates"),
    Target("birth_year", "dates"),
    Target("birth_month", "dates"),
    Target("birth_day", "dates"),
    Target("date", "dates", labelled=True, repeats=True),
    Target("met_on", "met"),
    Target("met_place", "met"),
    Target("met_event", "met"),
    Target("met_through", "met"),
    Target("met_story", "met"),
    Target("connected_on", "met"),
    Target("note", "other"),
    Target("tags", "other", repeats=True),
    Target("interests", "other", repeats=True),
    Target("skills", "other", repeats=True),
    Target("needs", "other", repeats=True),
    Target("relation", "other", labelled=True, repeats=True),
    Target("external_id", "other", labelled=True, repeats=True),
    Target("keep", "other", repeats=True),
    Target("ignore", "other", repeats=True),
)
# Targets only our own readers use, beside those a person can choose.
_INTERNAL = {"email_type", "email_name"}
_KEYS = {target.key for target in TARGETS} | _INTERNAL
_ORDERS = ("auto", "dmy", "mdy", "ymd")
# of which a plain mapping has none
_NO_TABLE = frozenset(("columns", "date_order", "all_events", "encoding", "delimiter"))


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """What one column is.

    Args:
        target: A key of ``TARGETS``; ``keep`` stores the cell as an extra, ``ignore`` drops it.
        label: Which one (``work``, ``home``, ``LinkedIn``, ``anniversary``, …).
        confidence: How sure the proposal is, 0 to 1; 1 for what a person chose.
    """

    target: str
    label: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Mapping:
    """What every column of a table is.

    Args:
        header: The column names; empty texts where there are none.
        columns: One use per column, in the file's order.
        header_row: The 0-based row that holds the names, -1 for none; rows above are skipped.
        date_order: ``dmy``, ``mdy``, ``ymd`` for dates like 3/4/2020, or ``auto``.
        all_events: Of calendars, whether events that nobody else takes part in become notes.
        tables: Of archives, what the columns of the tables inside are, by the tables' full names.
        encoding: How the table writes letters, where that was said; no columns: of each table.
        delimiter: What stands between two columns, likewise.
    """

    header: tuple[str, ...]
    columns: tuple[ColumnUse, ...]
    header_row: int = 0
    date_order: str = "auto"
    all_events: bool = False
    tables: tuple[tuple[str, Mapping], ...] = ()
    encoding: str = ""
    delimiter: str = ""

    def change(self, index: int, target: str, label: str = "") -> Mapping:
        """Return a copy in which one column is something else."""
        columns = list(self.columns)
        columns[index] = ColumnUse(target, label)
        return replace(self, columns=tuple(columns))

    def makes_contacts(self) -> bool:
        """Say whether any column names or reaches a person."""
        telling = {"full_name", "given", "family", "nickname", "email", "phone", "organisation"}
        return any(use.target in telling for use in self.columns)

    def of_table(self, name: str, header: tuple[str, ...]) -> Mapping | None:
        """Return what the columns of a table in an archive are; None when that was not said.

        Args:
            name: The table's full name in the archive.
            header: Its column names; a mapping all of whose columns it has counts for it, too.
        """
        said = dict(self.tables).get(name)
        if said is not None or not any(self.header):
            return said if said is None or said.columns else None
        there = {column.strip().casefold() for column in header}
        names = {column.strip().casefold() for column in self.header}
        return replace(self, tables=()) if names <= there else None

    def written(self, name: str) -> tuple[str, str]:
        """Return encoding and delimiter of a table in an archive, "" for what was not said."""
        said = dict(self.tables).get(name, self)
        return said.encoding or self.encoding, said.delimiter or self.delimiter

    def inside(self, before: str) -> Mapping:
        """Return what was said of an archive in the archive, by what its tables' names begin with.

        Args:
            before: The archive's own name and a slash.
        """
        tables = [
            (name.removeprefix(before), said)
            for name, said in self.tables
            if name.startswith(before)
        ]
        return replace(self, tables=tuple(tables))

    def to_json(self) -> str:
        """Return the mapping as text that ``from_json`` reads."""
        columns = [
            {"column": name, "target": use.target, "label": use.label}
            for name, use in zip(self.header, self.columns, strict=True)
        ]
        data = {
            "netjournal_mapping": 1,
            "header_row": self.header_row,
            "date_order": self.date_order,
            "columns": columns,
        }
        if self.all_events:
            data["all_events"] = True
        data |= {
            key: value
            for key, value in (("encoding", self.encoding), ("delimiter", self.delimiter))
            if value
        }
        return json.dumps(data, ensure_ascii=False, indent=1)


def from_json(text: str) -> Mapping:
    """Read a mapping.

    Two forms are read: what ``to_json`` writes, and a plain object of column name to target
    (``{"Firma": "organisation", "Handy": "phone:mobile"}``), to be fitted to a file by ``fit``.
    What ``to_json`` writes may lack the columns: chats want a ``date_order`` at most, calendars
    ``all_events``. ``encoding`` and ``delimiter`` say how a table is written.

    Raises:
        UsageError: The text is no mapping, or names a target that does not exist.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError("The mapping is not valid JSON.") from error
    if not isinstance(data, dict):
        raise UsageError("The mapping has to be a JSON object of column names and targets.")
    if _NO_TABLE.isdisjoint(data):
        pairs = [(str(name), *_target(str(value))) for name, value in data.items()]
        return Mapping(tuple(p[0] for p in pairs), tuple(ColumnUse(p[1], p[2]) for p in pairs))
    try:
        entries = [(str(e["column"]), _use(e)) for e in data.get("columns", ())]
        order = str(data.get("date_order", "auto"))
        row = int(data.get("header_row", 0))
    except (TypeError, KeyError, ValueError, AttributeError) as error:
        raise UsageError("The mapping lacks a column's name or target.") from error
    if order not in _ORDERS:
        raise UsageError(f"The mapping's date_order is none of {', '.join(_ORDERS)}.")
    everything = data.get("all_events", False)
    if not isinstance(everything, bool):
        raise UsageError("The mapping's all_events is neither true nor false.")
    names, uses = tuple(e[0] for e in entries), tuple(e[1] for e in entries)
    return Mapping(names, uses, row, order, everything, (), *_written(data))


def _written(data: dict[str, Any]) -> tuple[str, str]:
    """Return encoding and delimiter as a mapping says them."""
    encoding, delimiter = data.get("encoding", ""), data.get("delimiter", "")
    if not isinstance(encoding, str):
        raise UsageError("The mapping's encoding has to be a name.")
    if not isinstance(delimiter, str) or len(delimiter) > 1:
        raise UsageError("The mapping's delimiter has to be one character.")
    return encoding, delimiter


def fit(mapping: Mapping, header: tuple[str, ...], header_row: int) -> Mapping:
    """Apply a stored mapping to a file whose columns may stand in another order.

    Args:
        mapping: A mapping made for a file of the same kind.
        header: The new file's column names, or empty texts.
        header_row: Where they stand.

    Returns:
        A mapping with one use per column of the new file; columns it doesn't know are kept.
        Unchanged when it was made for columns without names, or when the file has no names.
    """
    if header == mapping.header or not any(mapping.header) or header_row < 0:
        return mapping
    known: dict[str, list[ColumnUse]] = {}
    for name, use in zip(mapping.header, mapping.columns, strict=True):
        known.setdefault(name.strip().casefold(), []).append(use)
    columns = []
    for name in header:
        uses = known.get(name.strip().casefold(), [])
        columns.append(uses.pop(0) if uses else ColumnUse("keep"))
    return replace(mapping, header=header, columns=tuple(columns), header_row=header_row)


def _use(entry: Any) -> ColumnUse:
    target, label = _target(str(entry["target"]))
    return ColumnUse(target, str(entry.get("label", "")) or label)


def _target(text: str) -> tuple[str, str]:
    target, _, label = text.partition(":")
    if target not in _KEYS:
        raise UsageError(f"The mapping names {target!r}, which no column can be.", target=target)
    return target, label
