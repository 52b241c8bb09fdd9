"""Out of a damaged journal everything that can still be read, into a new one.

The damaged file is opened for reading only and never written. Tables are read row by row; where
that fails, by ever smaller spans of row ids, so that one bad page costs its own rows only. A file
that has lost its first pages is read with the schema of a new one (``grafting``). Under a
passphrase damaged pages are signed anew in a copy (``resigning``). What refers to something lost is
let go or left without it, and everything derived is worked out anew.
"""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from netjournal.errors import JournalDamaged, UserError, WrongPassphrase
from netjournal.models import copies, derived, opening, preparing
from netjournal.models.engine import Connection, DatabaseError, connect, translate, uri
from netjournal.models.migrations import RECORDED
from netjournal.progress import Silent
from netjournal.services.keeping import first_page, resigning, settling

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from netjournal.progress import Progress

_TABLES: Final = (*RECORDED, "draft")  # what was being typed belongs to no step, but to somebody
_SPAN: Final = 4_096  # row ids asked for at a time where a table can't be read at a stretch
_MOST_IDS: Final = 5_000_000
_NO_BEGINNING: Final = re.compile(
    r"\*\*\* in database main \*\*\*\s+"
    r"Tree (\d+) page \1: (btreeInitPage\(\)|unable to get the page)"
)
_KEYS_OFF: Final = "PRAGMA foreign_keys = 0"


@dataclass
class Salvaged:
    """What was brought over.

    Attributes:
        path: The new journal.
        rows: Table -> rows brought over.
        lost: Table -> spans of row ids in which something could not be read or fitted nowhere; 1
            for one that can't be read at all.
        unread: Tables of which nothing can be read: the page is lost on which they begin.
    """

    path: Path
    rows: dict[str, int] = field(default_factory=dict)
    lost: dict[str, int] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)

    def lost_records(self) -> int:
        """Return how many spans are lost beside the tables that can't be read at all."""
        return sum(count for table, count in self.lost.items() if table not in self.unread)


def new_name(journal: Path) -> Path:
    """Return the name of the journal that ``salvage`` makes beside a damaged one."""
    return journal.with_name(f"{journal.stem}-repaired-{copies.stamp()}{journal.suffix}")


def salvage(
    journal: Path, target: Path, key: str | None = None, progress: Progress | None = None
) -> Salvaged:
    """Bring what can be read of ``journal`` into a new journal at ``target``.

    Args:
        journal: The damaged one; nobody has it open. It isn't changed.
        target: Nothing may be there yet.
        key: The passphrase of both.
        progress: Told of tables.

    Raises:
        JournalDamaged: Nothing of it can be read.
        WrongPassphrase: Nothing of it is under this passphrase.
        UserError: The new journal can't be made; nothing is left of it.
    """
    watch = progress or Silent()
    try:
        with closing(_source(journal, _own_key(journal, key), watch)) as source:
            opening.create(target, key)
            try:
                done = _bring_over(source, target, key, watch)
            except BaseException:
                target.unlink(missing_ok=True)
                raise
    except DatabaseError as error:
        raise translate(error) from None
    finally:
        preparing.forget_copies()
    if not done.rows.get("contact") and not done.rows.get("interaction"):
        target.unlink(missing_ok=True)
        raise JournalDamaged(f"Nothing in {journal.name} can be read: go back to a backup.")
    return done


def _own_key(journal: Path, key: str | None) -> str | None:
    """Return the passphrase if a damaged file is under one; what fits it tells where noise can't.

    Raises:
        WrongPassphrase: The file is under another one.
    """
    if key is None:
        return None
    try:
        first_page.expect(journal, key)
        return key
    except WrongPassphrase:
        if opening.is_locked(journal):
            raise
        return None


def _source(journal: Path, key: str | None, watch: Progress) -> Connection:
    """Open a damaged file, with the log beside it if the two can be read together."""
    hot = bool(preparing.hot(journal))
    whole = preparing.private_copy(journal) if hot or key is not None else journal
    if key is not None:
        first_page.bring_back(whole, journal, key)
        resigning.resign(whole, key, watch)
    tries = [uri(journal if key is None else whole, mode="ro", immutable="1")]
    if hot:
        tries.insert(0, uri(whole, mode="ro"))
    problem: UserError = JournalDamaged(f"{journal.name} cannot be read.")
    for target in tries:
        try:
            return _readable_source(target, key)
        except UserError as error:
            problem = error
    if key is None:  # perhaps only the schema is lost
        from netjournal.services.keeping import grafting

        copy = grafting.graft(journal)
        if copy is not None:
            preparing.remove_later(copy)
            return _readable_source(uri(copy, mode="ro", immutable="1"), None)
    raise problem


def _readable_source(target: str, key: str | None) -> Connection:
    connection = connect(target, key, cut_off=True)
    try:
        opening.unlock(connection, key)
        connection.execute("SELECT COUNT(*) FROM sqlite_schema").fetchone()
        connection.text_factory = _readable
        return connection
    except DatabaseError as error:
        connection.close()
        raise translate(error) from None
    except UserError:
        connection.close()
        raise


def _readable(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")


def _bring_over(source: Connection, target: Path, key: str | None, watch: Progress) -> Salvaged:
    done = Salvaged(target)
    new = connect(uri(target, mode="rw"), key)
    try:
        new.execute(_KEYS_OFF)
        new.execute("BEGIN IMMEDIATE")
        built_in = new.execute("SELECT weight, touch, id FROM interaction_kind").fetchall()
        for number, table in enumerate(_TABLES):
            watch.step(number, len(_TABLES) + 2)
            _table(source, new, table, done)
        settling.settle_numbers(new, built_in)
        settling.settle_references(new, done.rows, done.lost)
        derived.rebuild_alone(new)
        new.execute("COMMIT")
        copies.prove(new, target)
    finally:
        new.close()
    watch.step(1, 1)
    return done


def _table(source: Connection, new: Connection, table: str, done: Salvaged) -> None:
    try:
        there = {row[1] for row in source.execute(f"PRAGMA table_info({table})")}
    except DatabaseError:
        there = set()
    info = new.execute(f"PRAGMA table_info({table})").fetchall()
    names = [row[1] for row in info if row[1] in there]
    if not names:
        return
    columns = ", ".join(names)
    marks = ", ".join("?" * len(names))
    if not _has_beginning(source, table, columns):
        done.rows[table], done.lost[table] = 0, 1
        done.unread.append(table)
        return
    sql = f"INSERT OR IGNORE INTO {table} ({columns}) VALUES ({marks})"
    if table == "interaction_kind":  # a new journal has the built-in ones already
        sql = sql.replace("IGNORE", "REPLACE")
    kept = lost = 0
    for row in _rows(source, table, columns):
        if row is None or not _fits(new, sql, row):
            lost += 1
        else:
            kept += 1
    done.rows[table] = kept
    if lost:
        done.lost[table] = lost


def _has_beginning(source: Connection, table: str, columns: str) -> bool:
    """Say whether the page can be read on which a table begins: no row is found without it.

    SQLite's own check names the first bad page of a table; where it can't, rows are asked for.
    """
    try:
        source.execute(f"SELECT {columns} FROM {table} ORDER BY rowid LIMIT 1").fetchone()
        return True
    except DatabaseError:
        pass
    sql = "SELECT quick_check FROM pragma_quick_check(?) LIMIT 1"  # more is not worked out then
    try:
        row = source.execute(sql, (table,)).fetchone()
    except DatabaseError:
        return True
    return not (row and _NO_BEGINNING.match(str(row[0])))


def _fits(new: Connection, sql: str, row: tuple[Any, ...]) -> bool:
    try:
        return bool(new.execute(sql, row).rowcount == 1)
    except DatabaseError:
        return False


def _rows(source: Connection, table: str, columns: str) -> Iterator[tuple[Any, ...] | None]:
    """Yield rows in order of their ids; None for each span in which something is unreadable."""
    last = 0
    try:
        for row in source.execute(f"SELECT rowid, {columns} FROM {table} ORDER BY rowid"):
            if row[0] <= last:
                break  # pages that point in circles
            last = row[0]
            yield row[1:]
        else:
            return
    except DatabaseError:
        pass
    yield from _by_spans(source, table, columns, last + 1)


def _by_spans(
    source: Connection, table: str, columns: str, first: int
) -> Iterator[tuple[Any, ...] | None]:
    sql = f"SELECT rowid, {columns} FROM {table} WHERE rowid BETWEEN ? AND ? ORDER BY rowid"
    end = _highest(source, table)
    spans = [(at, min(at + _SPAN - 1, end)) for at in range(first, end + 1, _SPAN)][::-1]
    while spans:
        low, high = spans.pop()
        try:
            found = source.execute(sql, (low, high)).fetchall()
        except DatabaseError:
            if low == high:
                yield None
            else:
                middle = (low + high) // 2
                spans += [(middle + 1, high), (low, middle)]
            continue
        yield from (row[1:] for row in found if low <= row[0] <= high)


def _highest(source: Connection, table: str) -> int:
    """Return the highest row id that a table can have had."""
    for sql, values in (
        ("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)),
        (f"SELECT MAX(rowid) FROM {table}", ()),
        (f"SELECT MAX(+rowid) FROM {table}", ()),  # from an index, where there is one of all rows
    ):
        try:
            row = source.execute(sql, values).fetchone()
        except DatabaseError:
            continue
        if row and isinstance(row[0], int):
            return min(row[0], _MOST_IDS)
    return 100_000
