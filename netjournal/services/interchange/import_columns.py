"""What the columns of tables are: as last time for the same header, else as proposed.

Kept in the data folder, for the window and the command line alike: by a digest of the column names,
and without those, since a first row may after all be a person.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from netjournal import paths
from netjournal.errors import UserError
from netjournal.formats import mapping as mappings
from netjournal.formats.mapping import ColumnUse, Mapping
from netjournal.formats.tables import generic
from netjournal.formats.tables.headernames import key
from netjournal.services.files import AtomicFile

if TYPE_CHECKING:
    from pathlib import Path

    from netjournal.formats.recognition import Recognition

TABLE = "csv"  # the format whose columns are said by a mapping
ARCHIVE = "archive"
_FILE = "columns.json"
_MOST = 80


def remember(mapping: Mapping) -> None:
    """Keep what the columns are, for the next file with the same ones; harmless when it fails.

    Columns without names are not known again, so nothing is kept of them.
    """
    if not any(mapping.header):
        return
    kept = _kept()
    sign = signature(mapping.header)
    kept.pop(sign, None)
    kept[sign] = {
        "date_order": mapping.date_order,
        "columns": [[use.target, use.label] for use in mapping.columns],
    }
    with suppress(OSError, UserError):
        _path().parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with AtomicFile(_path(), encoding="utf-8") as file:
            file.write(json.dumps(dict(list(kept.items())[-_MOST:])))


def recognised(recognition: Recognition) -> Recognition:
    """Return a recognition whose first row names the columns, where such names are remembered."""
    if recognition.format != TABLE or recognition.header_row >= 0 or not recognition.samples:
        return recognition
    named = generic.shift_header(recognition, 0)
    return named if remembered(named) else recognition


def remembered(recognition: Recognition) -> Mapping | None:
    """Return what the columns of such a table were the last time, or None."""
    header = recognition.header
    if recognition.format != TABLE or not any(header):
        return None
    kept: Any = _kept().get(signature(header))
    try:
        uses = tuple(ColumnUse(str(target), str(label)) for target, label in kept["columns"])
        found = Mapping(header, uses, recognition.header_row, str(kept["date_order"]))
        return mappings.from_json(found.to_json()) if len(uses) == len(header) else None
    except (TypeError, KeyError, ValueError, UserError):  # nothing, or of another version
        return None


def proposed(recognition: Recognition) -> Mapping:
    """Return what the columns of a table are: as the last time, else as we guess."""
    return remembered(recognition) or generic.propose(recognition)


def for_archive(path: Path, mapping: Mapping | None) -> Mapping | None:
    """Return what is remembered of the tables in an archive, unless some were spoken of."""
    if mapping is not None and mapping.tables:
        return mapping
    from netjournal.formats import archive_tables  # seldom needed

    said: dict[str, Mapping] = {}
    for table in archive_tables.tables(path):
        header = table.found.header
        known = mapping.of_table(table.name, header) if mapping else None
        found = remembered(recognised(table.found)) if known is None else None
        if found is not None:
            said[table.name] = found
    return replace(mapping or Mapping((), ()), tables=tuple(said.items())) if said else mapping


def signature(header: tuple[str, ...]) -> str:
    """Return by what tables with the same columns are known again."""
    names = "\x1f".join(key(name) for name in header)
    return hashlib.sha256(names.encode("utf-8", "replace")).hexdigest()[:24]


def _path() -> Path:
    return paths.data_folder() / _FILE


def _kept() -> dict[str, Any]:
    try:
        found = json.loads(_path().read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
