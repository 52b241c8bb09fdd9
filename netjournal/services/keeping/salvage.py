"""Out of a damaged journal everything that can still be read, into a new one.

The damaged file is opened for reading only and never written. Tables are read row by row; where
that fails, by ever smaller spans of row ids, so that one bad page costs its own rows only. A file
that has lost its first pages is read with the schema of a new one (``grafting``). Under a
passphrase damaged pages are signed anew in a copy (``resigning``). What refers to something lost is
let go or left without it, and everything derived is worked out anew.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from netjournal.errors import JournalDamaged, UserError
from netjournal.models import copies, derived, opening, preparing
from netjournal.models.engine import Connection, DatabaseError, connect, translate, uri
from netjournal.models.migrations import RECORDED
from netjournal.progress import Silent
from netjournal.services.keeping import resigning

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from netjournal.progress import Progress

_TABLES: Final = (*RECORDED, "draft")  # what was being typed belongs to no step, but to somebody
_SPAN: Final = 4_096  # row ids asked for at a time where a table can't be read at a stretch
_MOST_IDS: Final = 5_000_000
_KEYS_OFF: Final = "PRAGMA foreign_keys = 0"
_NO_KIND: Final = "(weight NOT BETWEEN 0 AND 100 OR touch NOT IN (0, 1))"
# numbers of an entry that nobody can have written; days from year 1 to 9999, as days since 1970
_NUMBERS: Final = (
    "UPDATE interaction SET day = CASE WHEN created_at BETWEEN 0 AND 253402300799999 "
    "THEN created_at / 86400000 ELSE 0 END WHERE day NOT BETWEEN -719162 AND 2932896",
    "UPDATE interaction SET minute = NULL WHERE minute NOT BETWEEN 0 AND 1439",
    "UPDATE interaction SET minutes = NULL WHERE minutes NOT BETWEEN 0 AND 1000000",
    "UPDATE interaction SET precision = 0 WHERE precision NOT BETWEEN 0 AND 2",
    "UPDATE interaction SET initiator = 0 WHERE initiator NOT BETWEEN 0 AND 3",
    "UPDATE interaction SET energy = NULL WHERE energy NOT BETWEEN -2 AND 2",
    "UPDATE interaction SET importance = 1.0 WHERE importance NOT BETWEEN 0 AND 100",
)


@dataclass
class Salvaged:
    """What was brought over.

    Attributes:
        path: The new journal.
        rows: Table -> rows brought over.
        lost: Table -> spans of row ids in which something could not be read or fitted nowhere.
    """

    path: Path
    rows: dict[str, int] = field(default_factory=dict)
    lost: dict[str, int] = field(default_factory=dict)


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
    encrypted = opening.is_encrypted(journal)
    try:
        with closing(_source(journal, key if encrypted else None, watch)) as source:
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


def _source(journal: Path, key: str | None, watch: Progress) -> Connection:
    """Open a damaged file, with the log beside it if the two can be read together."""
    hot = bool(preparing.hot(journal))
    whole = preparing.private_copy(journal) if hot or key is not None else journal
    if key is not None:
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
    connection = connect(target, key)
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
        _settle_numbers(new, built_in)
        _settle_references(new, done)
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
    ):
        try:
            row = source.execute(sql, values).fetchone()
        except DatabaseError:
            continue
        if row and isinstance(row[0], int):
            return min(row[0], _MOST_IDS)
    return 100_000


def _settle_numbers(new: Connection, kinds: list[tuple[Any, ...]]) -> None:
    """Replace numbers that nobody can have written; the words beside them stay."""
    new.executemany(
        f"UPDATE interaction_kind SET weight = ?, touch = ? WHERE id = ? AND {_NO_KIND}", kinds
    )
    new.execute(f"UPDATE interaction_kind SET weight = 1.0, touch = 1 WHERE {_NO_KIND}")
    for sql in _NUMBERS:
        new.execute(sql)


def _settle_references(new: Connection, done: Salvaged) -> None:
    """Let go of what refers to something that is lost, until nothing does."""
    for _round in range(len(RECORDED)):
        broken = new.execute("PRAGMA foreign_key_check").fetchall()
        if not broken:
            return
        for table, row, _parent, number in broken:
            key = new.execute(f"PRAGMA foreign_key_list({table})").fetchall()
            column, rule = next((k[3], k[6]) for k in key if k[0] == number)
            if rule == "SET NULL":
                new.execute(f"UPDATE {table} SET {column} = NULL WHERE rowid = ?", (row,))
            elif table == "interaction":  # of a kind of the user's own that is lost
                new.execute("UPDATE interaction SET kind_id = 1 WHERE id = ?", (row,))
            else:
                new.execute(f"DELETE FROM {table} WHERE rowid = ?", (row,))
                done.rows[table] = done.rows.get(table, 1) - 1
                done.lost[table] = done.lost.get(table, 0) + 1
