"""``check``: prove every invariant of a journal without changing a byte of it.

SQLite's own checks, foreign keys, the values that are stored for speed against what they follow
from, both full-text indexes against their texts, and the pictures against their hashes.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Final

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
    from collections.abc import Iterable, Iterator, Sequence

    from netjournal.models.journal import Journal
    from netjournal.progress import Progress

_FILE: Final = "file"
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

    This thread reads over a new connection from then on: from the file, not from what it remembers.

    Raises:
        UserError: Not even that can be read.
    """
    db.release()
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
    except EngineError:  # under a passphrase a damaged page fails with the row that is read
        return False
    return bool(row == ("ok",))


def check(journal: Journal, progress: Progress | None = None) -> list[Finding]:
    """Return everything that is wrong; an empty list means the journal is sound.

    Two threads take one part after the other; the file itself is proved on a copy in memory.

    Args:
        journal: Open, for reading or writing; nothing is written.
        progress: Told after each part.

    Raises:
        UserError: The file is so damaged, or the disk so ill, that it cannot even be read.
    """
    try:
        room = 0 if journal.newer else proving.room(db.connection())
        proofs = _proofs(room)
        parts = _OF_A_NEWER if journal.newer else _ALL
        found = _in_two_threads(proofs + [partial(part, journal) for part in parts], progress)
    except EngineError as error:
        raise translate(error) from None
    bad = [one for result in found if isinstance(result, list) for one in result]
    if any(one.where == _FILE for one in bad):  # nothing else of it can be trusted
        return [one for one in bad if one.where == _FILE]
    for result in found:
        if isinstance(result, EngineError):
            raise translate(result) from None
        if isinstance(result, Exception):
            raise result
    return bad


_Result = list[Finding] | Exception


def _in_two_threads(
    tasks: Sequence[Callable[[], list[Finding]]], progress: Progress | None
) -> list[_Result]:
    """Return what each task found, or why it could not read."""
    watch = progress or Silent()
    results: dict[int, _Result] = {}
    left = deque(enumerate(tasks))

    def take(told: Progress) -> None:
        while True:
            told.step(len(results), len(tasks))
            try:
                place, task = left.popleft()
            except IndexError:
                return
            try:
                results[place] = task()
            except Exception as error:  # of a damaged file anything; of a whole one raised
                results[place] = error

    def beside() -> None:
        try:
            take(Silent())
        finally:
            db.release()

    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(beside)
        try:
            take(watch)
        finally:
            left.clear()  # cancelled: the other thread ends with what it is at
        other.result()
    return [results[place] for place in range(len(tasks))]


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


def _proofs(room: int) -> list[Callable[[], list[Finding]]]:
    """Return what proves the file: on two copies in memory, on one, or where it lies.

    The longest first, so that both threads end at about the same time.
    """
    if not room:
        return [lambda: _in_file(proving.faults_of(db.connection(), SHOWN))]
    return [_stale_copy, _faulty_copy] if room > 1 else [lambda: _stale_copy() + _faulty_copy()]


def _in_file(faults: Iterable[str]) -> list[Finding]:
    return [Finding(_FILE, fault) for fault in faults]


@contextlib.contextmanager
def _copied() -> Iterator[Connection]:
    copy = proving.in_memory(db.connection())
    assert copy is not None  # there is room
    try:
        yield copy
    finally:
        copy.close()


def _stale_copy() -> list[Finding]:
    """Prove that the full-text indexes say what the texts say.

    The indexes' own check writes, which a reader may not. Without a copy their texts are counted;
    under a passphrase every page is proved anyway.
    """
    with _copied() as copy:
        return [Finding(index, "says other words than the texts") for index in _stale(copy)]


def _faulty_copy() -> list[Finding]:
    with _copied() as copy:
        return _in_file(proving.faults(copy, SHOWN))


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
    *(contact_days, texts, ties, _references, day_counts, months, _indexes, _pictures),
)
_OF_A_NEWER: tuple[_Part, ...] = (_references, _pictures)  # how it derives what, only it knows
