"""``check``: prove every invariant of a journal without changing a byte of it.

SQLite's own checks, foreign keys, the values that are stored for speed against what they follow
from, both full-text indexes against their texts, and the pictures against their hashes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netjournal.errors import UserError
from netjournal.models import derived, history, proving
from netjournal.models.engine import Connection, EngineError, translate
from netjournal.models.handle import db
from netjournal.progress import Silent
from netjournal.services.keeping.finding import Finding
from netjournal.services.keeping.integrity_derived import (
    SHOWN,
    contact_days,
    day_counts,
    months,
    texts,
    ties,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netjournal.models.journal import Journal
    from netjournal.progress import Progress

_UNREADABLE: tuple[type[Exception], ...] = (UserError, *EngineError)
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

    The file itself is proved on a copy in memory, beside the rest on another thread.

    Args:
        journal: Open, for reading or writing; nothing is written.
        progress: Told after each part.

    Raises:
        UserError: The file is so damaged, or the disk so ill, that it cannot even be read.
    """
    watch = progress or Silent()
    parts = _OF_A_NEWER if journal.newer else _ALL
    try:
        copy = None if journal.newer else proving.in_memory(db.connection())
        if copy is None:
            bad = _in_file(proving.faults_of(db.connection(), SHOWN))
            return bad or _each(parts, journal, watch)  # of a damaged file nothing can be trusted
        with ThreadPoolExecutor(1) as beside:
            proof = beside.submit(_prove_copy, copy)
            try:
                found = _each(parts, journal, watch)
            except _UNREADABLE:
                if not proof.result().file:
                    raise
                found = []
            return proof.result().file or found + proof.result().indexes
    except EngineError as error:
        raise translate(error) from None


def _each(parts: Sequence[_Part], journal: Journal, watch: Progress) -> list[Finding]:
    found: list[Finding] = []
    for done, part in enumerate(parts):
        watch.step(done, len(parts))
        found += part(journal)
    watch.step(len(parts), len(parts))
    return found


_DERIVED = frozenset(
    (
        *("contact_day", "tie_state", "month_snapshot", "contact_search", "interaction_extra"),
        *("contact_fts", "interaction_fts", "day_count"),
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


def _references(_journal: Journal) -> list[Finding]:
    rows = db.execute_sql("PRAGMA foreign_key_check").fetchmany(SHOWN)
    return [Finding(str(row[0]), f"row {row[1]} refers to a missing {row[2]}") for row in rows]


def _indexes(_journal: Journal) -> list[Finding]:
    """Count what the full-text indexes hold."""
    found = []
    for index, (holds, source, _check) in _INDEXED.items():
        held = db.execute_sql(holds).fetchone()[0]
        there = db.execute_sql(source).fetchone()[0]
        if held != there:
            found.append(Finding(index, f"holds {held} texts where there are {there}"))
    return found


# -- the file itself


@dataclass(frozen=True, slots=True)
class _Proof:
    """What is wrong with the file, and with the full-text indexes."""

    file: list[Finding]
    indexes: list[Finding]


def _in_file(faults: Iterable[str]) -> list[Finding]:
    return [Finding("file", fault) for fault in faults]


def _prove_copy(copy: Connection) -> _Proof:
    """Prove that the full-text indexes say what the texts say, then everything else.

    The indexes' own check writes, which a reader may not. Without a copy their texts are counted;
    under a passphrase every page is proved anyway.
    """
    try:
        stale = [Finding(index, "says other words than the texts") for index in _stale(copy)]
        return _Proof(_in_file(proving.faults(copy, SHOWN)), stale)
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
    ][:SHOWN]


_Part = Callable[["Journal"], list[Finding]]
_ALL: tuple[_Part, ...] = (
    *(_references, contact_days, day_counts, ties, months, texts, _indexes, _pictures),
)
_OF_A_NEWER: tuple[_Part, ...] = (_references, _pictures)  # how it derives what, only it knows
