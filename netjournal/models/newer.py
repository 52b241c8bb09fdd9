"""A journal that a newer NetJournal wrote: whether this one understands enough of it to read it.

A step of the schema that only adds says in ``migrations.READABLE_BY`` which older programs still
read rightly what they know; the journal carries that in ``meta``. Such a journal is opened for
reading only. Its word alone is not believed: everything this program reads must still be there in
the same shape, and nothing may be there that runs by being looked at.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from netjournal.models.engine import Connection

# the mark in ``meta``: the oldest schema whose programs may read it, and for which schema that was
# said ("2/3"): what comes later and says nothing takes no word back, but has given none either
MARK: Final = "readable_by"
# what SQLite would work out while reading or checking rows
_COMPUTED: Final = re.compile(r"\bCHECK\b|\bGENERATED\b|\bAS\s*\(", re.IGNORECASE)
_FULL_TEXT: Final = re.compile(r"CREATE VIRTUAL TABLE \w+ USING fts5\s*\(", re.IGNORECASE)
_PLAIN_INDEX: Final = re.compile(
    r"CREATE (UNIQUE )?INDEX \w+ ON \w+ ?\([\w ,]+\)( WHERE \w+ IS NOT NULL)?", re.IGNORECASE
)
_WORD: Final = re.compile(r"([0-9]{1,9})/([0-9]{1,9})")
_SHADOWS: Final = ("_data", "_idx", "_docsize", "_config")  # of a full-text index, SQLite's own

_Row = tuple[str, str, str, str]


def word(oldest: int, of: int) -> str:
    """Return the mark that lets programs of the schema ``oldest`` read a journal of ``of``."""
    return f"{oldest}/{of}"


def is_readable(connection: Connection, ours: list[_Row], found: list[_Row], known: int) -> bool:
    """Say whether a newer journal may be read.

    Args:
        connection: Open for reading.
        ours: The structure that this program's own steps make.
        found: The structure in the file, as ``migrations.structure``.
        known: The newest schema of this program.
    """
    there = {row[:2]: row for row in found}
    kept = all(_is_kept(connection, row, there.get(row[:2])) for row in ours if row[0] != "index")
    if not kept or not all(_is_harmless(connection, row) for row in found if row not in ours):
        return False
    mark = connection.execute("SELECT value FROM meta WHERE key = ?", (MARK,)).fetchone()
    said = _WORD.fullmatch(str(mark[0])) if mark else None
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    return said is not None and int(said[1]) <= known and int(said[2]) == version


def _is_kept(connection: Connection, ours: _Row, theirs: _Row | None) -> bool:
    """Say whether a table or view of ours is still there, with more columns at most."""
    if theirs is None:
        return False
    kind, name, _, sql = ours
    if theirs == ours or (kind == "table" and name.endswith(_SHADOWS)):
        return True
    if kind != "table" or _FULL_TEXT.match(sql) or not theirs[3].rstrip().endswith("STRICT"):
        return False
    before = re.findall(r"(?:[(,]\s*)(\w+) (INTEGER|TEXT|REAL|BLOB|ANY)\b", sql)
    rows = connection.execute(f"PRAGMA table_xinfo({name})").fetchall()
    types = {row[1]: row[2] for row in rows if row[6] == 0}
    return all(types.get(column) == kind_ for column, kind_ in before)


def _is_harmless(connection: Connection, row: _Row) -> bool:
    """Say whether something that isn't ours word for word can lie there while we read."""
    kind, _name, _table, sql = row
    if kind == "index":
        return bool(_PLAIN_INDEX.fullmatch(sql))
    if kind != "table":
        return False  # a trigger or a view
    if sql.upper().startswith("CREATE VIRTUAL"):
        return bool(_FULL_TEXT.match(sql))
    return not _COMPUTED.search(sql)
