"""Whether a file is whole, by SQLite's own checks: in half the time, on two threads.

SQLite's check of everything goes through the full-text indexes, too, which takes as long as all the
rest. So the rest is proved on a copy in memory, whose schema has no such index any more, while the
indexes and references are proved where they lie.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Final

from netjournal.models.engine import Connection, connect

_MOST: Final = 256 << 20  # bytes that are copied into memory
_INDEXES: Final = ("contact_fts", "interaction_fts")


def in_memory(connection: Connection) -> Connection | None:
    """Return a copy of all that a connection sees; None where it is too big, or encrypted.

    Args:
        connection: With no transaction of its own. Its file may be read further meanwhile.
    """
    if not room(connection):
        return None
    copy = connect(":memory:")
    try:
        connection.backup(copy, pages=-1, progress=None)
    except BaseException:
        copy.close()
        raise
    return copy


def room(connection: Connection) -> int:
    """Say how many copies in memory there is room for; none of an encrypted file."""
    encrypted = connection.execute("PRAGMA cipher_status").fetchone()
    if encrypted and encrypted[0] == "1":
        return 0
    size = connection.execute(
        "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
    ).fetchone()[0]
    return int(_MOST // size) if size else 1


def faults(copy: Connection, most: int) -> list[str]:
    """Return what is wrong with a copy in memory, apart from its full-text indexes.

    Args:
        copy: From ``in_memory``; its indexes can't be asked afterwards.
        most: How many faults to look for.
    """
    copy.execute("PRAGMA writable_schema = 1")
    copy.execute("DELETE FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE%'")
    copy.execute("PRAGMA writable_schema = RESET")
    return faults_of(copy, most)


def faults_of(connection: Connection, most: int) -> list[str]:
    """Return what SQLite finds wrong with a whole file."""
    rows = connection.execute(f"PRAGMA integrity_check({most:d})")
    return [str(row[0]) for row in rows if row[0] != "ok"]


def is_whole(connection: Connection) -> bool:
    """Say whether a file is whole and everything in it refers to something that is there."""
    copy = in_memory(connection)
    if copy is None:
        return not faults_of(connection, 1) and not _dangles(connection)
    try:
        with ThreadPoolExecutor(1) as beside:
            rest = beside.submit(faults, copy, 1)
            whole = all(
                connection.execute(f"PRAGMA integrity_check({index})").fetchall() == [("ok",)]
                for index in _INDEXES
            )
            whole = whole and not _dangles(connection)
            return whole and not rest.result()
    finally:
        copy.close()


def _dangles(connection: Connection) -> bool:
    return connection.execute("PRAGMA foreign_key_check").fetchone() is not None
