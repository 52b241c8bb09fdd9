"""``check``: prove every invariant of a journal without changing a byte of it.

SQLite's own checks, foreign keys, the values that are stored for speed against what they follow
from, both full-text indexes against their texts, and the pictures against their hashes.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from netjournal.errors import UserError
from netjournal.models import derived, derived_ties, history
from netjournal.models.engine import Connection, EngineError, connect, translate
from netjournal.models.handle import db, from_day
from netjournal.progress import Silent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netjournal.models.journal import Journal
    from netjournal.progress import Progress

_TOLERANCE = 1e-9
_SHOWN = 20
_IN_MEMORY = 256 << 20  # bytes
# index -> how many texts it holds, how many there are, its own check
_INDEXED = {
    "contact_fts": (
        "SELECT COUNT(*) FROM contact_fts_docsize",
        "SELECT COUNT(*) FROM contact",
        "INSERT INTO contact_fts(contact_fts, rank) VALUES ('integrity-check', 1)",
    ),
    "interaction_fts": (
        "SELECT COUNT(*) FROM interaction_fts_docsize",
        "SELECT COUNT(*) FROM interaction",
        "INSERT INTO interaction_fts(interaction_fts, rank) VALUES ('integrity-check', 1)",
    ),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that isn't as it should be; ``where`` is a table, never user text."""

    where: str
    what: str

    def __str__(self) -> str:
        """Return it as one line."""
        return f"{self.where}: {self.what}"


def tables() -> list[str]:
    """Return the tables of the open journal whose rows are in its file, for ``is_sound``.

    Raises:
        UserError: Not even that can be read.
    """
    rows = db.execute_sql(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
    )
    return [row[0] for row in rows]


def is_sound(table: str) -> bool:
    """Say whether a table is whole in the file; a tenth of a second for 100,000 rows.

    Rows and their order are looked at, not whether indexes and full text agree: that takes
    ``check``, which is some twenty times slower.
    """
    try:
        row = db.execute_sql("SELECT * FROM pragma_quick_check(?)", (table,)).fetchone()
    except UserError:
        return False
    return bool(row == ("ok",))


def check(journal: Journal, progress: Progress | None = None) -> list[Finding]:
    """Return everything that is wrong; an empty list means the journal is sound.

    Args:
        journal: Open, for reading or writing; nothing is written.
        progress: Told after each part.

    Raises:
        UserError: The file is so damaged, or the disk so ill, that it cannot even be read.
    """
    watch = progress or Silent()
    parts = _OF_A_NEWER if journal.newer else _ALL
    found: list[Finding] = []
    for done, part in enumerate(parts):
        watch.step(done, len(parts))
        try:
            found += part(journal)
        except EngineError as error:
            raise translate(error) from None
        if part is _engine and found:
            return found  # nothing further can be trusted
    watch.step(len(parts), len(parts))
    return found


_DERIVED = frozenset(
    (
        *("contact_day", "tie_state", "month_snapshot", "contact_search", "interaction_extra"),
        *("contact_fts", "interaction_fts"),
    )
)


def derived_only(findings: Iterable[Finding]) -> bool:
    """Say whether all that is wrong can be worked out anew, which ``rebuild`` does."""
    return all(finding.where in _DERIVED for finding in findings)


def rebuild(journal: Journal) -> None:
    """Work out anew what follows from the rest."""
    today = journal.today()
    with journal.housekeeping() as connection:
        derived.rebuild(connection, today)
        history.put_meta(connection, "derived_on", str(today))


def _engine(_journal: Journal) -> list[Finding]:
    rows = db.execute_sql("PRAGMA integrity_check(20)").fetchall()
    return [Finding("file", str(row[0])) for row in rows if row[0] != "ok"]


def _references(_journal: Journal) -> list[Finding]:
    rows = db.execute_sql("PRAGMA foreign_key_check").fetchmany(_SHOWN)
    return [Finding(str(row[0]), f"row {row[1]} refers to a missing {row[2]}") for row in rows]


def _contact_days(_journal: Journal) -> list[Finding]:
    source = derived_ties.days_select()
    expected = db.execute_sql(
        f"{source} ORDER BY 1, 2",
        (derived_ties.DAY_CAP, derived_ties.IMPRECISE_WEIGHT),
    )
    stored = db.execute_sql("SELECT contact_id, day, w, touch FROM contact_day ORDER BY 1, 2")
    return _compare("contact_day", expected, stored, 2)


def _ties(journal: Journal) -> list[Finding]:
    days = db.execute_sql(
        "SELECT contact_id, day, w, touch FROM contact_day WHERE day <= ? ORDER BY 1, 2",
        (_as_of(journal),),
    )
    stored = db.execute_sql(
        "SELECT contact_id, touches, first_day, last_day, log_volume, last_on FROM tie_state "
        "ORDER BY contact_id"
    )
    return _compare("tie_state", derived_ties.tie_rows(days), stored, 1)


def _as_of(journal: Journal) -> int:
    """Return the day the ties were reckoned for (a journal not opened today waits for it)."""
    row = db.execute_sql("SELECT value FROM meta WHERE key = 'derived_on'").fetchone()
    return int(row[0]) if row else journal.today()


def _months(journal: Journal) -> list[Finding]:
    from netjournal.services.bonds import month_history

    return [
        Finding("month_snapshot", f"the month that ends on {from_day(end)} is out of date")
        for end in month_history.untrue(_as_of(journal))[:_SHOWN]
    ]


def _texts(_journal: Journal) -> list[Finding]:
    expected = db.execute_sql(f"{derived.SEARCH_SELECT}) ORDER BY id")
    stored = db.execute_sql(
        "SELECT contact_id, names, reach, about FROM contact_search ORDER BY contact_id"
    )
    found = _compare("contact_search", expected, stored, 1)
    expected = db.execute_sql(
        "SELECT id, words FROM (SELECT i.id AS id, nj_index_words(i.summary || ' ' || i.body "
        "|| ' ' || i.place) AS words FROM interaction i) WHERE words <> '' ORDER BY id"
    )
    stored = db.execute_sql("SELECT interaction_id, words FROM interaction_extra ORDER BY 1")
    return found + _compare("interaction_extra", expected, stored, 1)


def _indexes(journal: Journal) -> list[Finding]:
    """Prove that the full-text indexes say what the texts say.

    The index's own check writes, which a reader may not: it runs on a copy in memory. A journal too
    big for that, or encrypted (where every page is proved anyway), has its texts counted.
    """
    found = []
    for index, (holds, texts, _check) in _INDEXED.items():
        held = db.execute_sql(holds).fetchone()[0]
        there = db.execute_sql(texts).fetchone()[0]
        if held != there:
            found.append(Finding(index, f"holds {held} texts where there are {there}"))
    if found or db.key is not None or journal.path.stat().st_size > _IN_MEMORY:
        return found
    copy = connect(":memory:")
    try:
        db.connection().backup(copy, pages=-1, progress=None)
        return [Finding(index, "says other words than the texts") for index in _stale(copy)]
    finally:
        copy.close()


def _stale(copy: Connection) -> list[str]:
    found = []
    for index, (_holds, _texts, own_check) in _INDEXED.items():
        try:
            copy.execute(own_check)
        except EngineError:
            found.append(index)
    return found


def _pictures(_journal: Journal) -> list[Finding]:
    rows = db.execute_sql("SELECT id, sha256, data FROM photo")
    return [
        Finding("photo", f"row {id_} is not the picture it was")
        for id_, sha, data in rows
        if hashlib.sha256(bytes(data)).digest() != bytes(sha)
    ][:_SHOWN]


_ALL = (_engine, _references, _contact_days, _ties, _months, _texts, _indexes, _pictures)
_OF_A_NEWER = (_engine, _references, _pictures)  # what it derives, and how, only it knows


def _compare(
    where: str, expected: Iterator[Any], stored: Iterator[Any], keys: int
) -> list[Finding]:
    """Walk two ordered results side by side; both are read row by row."""
    found: list[Finding] = []
    ours, theirs = next(expected, None), next(stored, None)
    while (ours is not None or theirs is not None) and len(found) < _SHOWN:
        left = None if ours is None else tuple(ours[:keys])
        right = None if theirs is None else tuple(theirs[:keys])
        if right is None or (left is not None and left < right):
            found.append(Finding(where, f"row {left} is missing"))
            ours = next(expected, None)
        elif left is None or right < left:
            found.append(Finding(where, f"row {right} follows from nothing"))
            theirs = next(stored, None)
        else:
            if not _same(ours, theirs):
                found.append(Finding(where, f"row {left} is out of date"))
            ours, theirs = next(expected, None), next(stored, None)
    return found


def _same(one: Any, other: Any) -> bool:
    return all(
        math.isclose(a, b, rel_tol=_TOLERANCE, abs_tol=_TOLERANCE)
        if isinstance(a, float) and isinstance(b, float | int)
        else a == b
        for a, b in zip(one, other, strict=True)
    )
