"""Records that changed by themselves: the journal compared with its newest backup.

A disk or a copy can turn a letter in a text, and SQLite's own checks say nothing. But every change
is in the log of steps: a row that no step since the backup touched must be the same in both. Under
a passphrase each page proves itself, but not what was written into it.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from netjournal.errors import UserError
from netjournal.models import keys, migrations
from netjournal.models.engine import Connection, DatabaseError, connect, translate, uri
from netjournal.models.handle import db
from netjournal.services.keeping import backups

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from netjournal.models.journal import Journal
    from netjournal.services.keeping.backup_thinning import Backup

_MOST: Final = 1_000  # records told of and brought back at a time
_SAME: Final = (  # a backup of another past (one was restored) numbers its steps alike
    "SELECT (SELECT label || at || source FROM old.change_set WHERE id = ?1) = "
    "(SELECT label || at || source FROM main.change_set WHERE id = ?1)"
)
_UNKNOWN: Final = (  # steps since of which the log has forgotten what they touched
    "SELECT COUNT(*) FROM main.change_set s WHERE kind = 'edit' AND id > ?1 AND row_count > 0 "
    "AND NOT EXISTS (SELECT 1 FROM main.change_row r WHERE r.change_set_id = s.id)"
)
_TOLD: Final = (
    "SELECT row_id, last_id FROM main.change_row WHERE tbl = ?2 AND (change_set_id > ?1 OR "
    "change_set_id IN (SELECT id FROM main.change_set WHERE undone = 1))"
)


@dataclass(frozen=True, slots=True)
class Changed:
    """Records that differ from a backup though no step touched them.

    Attributes:
        backup: The backup.
        table: Where they are.
        ids: Which, at most a thousand.
        step: At which step the backup was made.
    """

    backup: Path
    table: str
    ids: tuple[int, ...]
    step: int


def comparable(journal: Journal) -> Backup | None:
    """Return the newest backup if it can be compared with the open journal, else None.

    It can't when it is of another format, another passphrase or another past, or when the log has
    forgotten what was touched since.
    """
    newest = next(iter(backups.list_backups(journal.path)), None)
    if journal.newer or newest is None or newest.step is None:
        return None
    try:
        with _side_by_side(journal, newest.path) as both:
            return newest if _fits(both, newest.step) else None
    except UserError:
        return None


def _fits(both: Connection, step: int) -> bool:
    """Say whether the log accounts for everything since a step, at which the backup was made."""
    version = both.execute("PRAGMA old.user_version").fetchone()[0]
    same = both.execute(_SAME, (step,)).fetchone()[0]
    unknown = both.execute(_UNKNOWN, (step,)).fetchone()[0]
    return bool(version == migrations.SCHEMA and same and not unknown)


def look(journal: Journal, backup: Backup, table: str) -> Changed | None:
    """Compare one table; None when every difference is accounted for, or can't be any more.

    Somebody may be forgotten between ``comparable`` and this, and the log with them.

    Args:
        journal: Open.
        backup: As ``comparable`` gave it.
        table: One of ``migrations.RECORDED``.

    Raises:
        UserError: One of the two can't be read.
    """
    with _side_by_side(journal, backup.path) as both:
        columns = [row[1] for row in both.execute(f"PRAGMA main.table_info({table})")]
        here, there = (", ".join(f"{side}.{name}" for name in columns) for side in "no")
        where = f"({here}) IS NOT ({there})"
        both.execute("BEGIN")  # what differs and what the log tells of it, at the same moment
        if backup.step is None or not _fits(both, backup.step):
            return None
        differing = both.execute(
            f"SELECT n.id FROM main.{table} n JOIN old.{table} o ON o.id = n.id "
            f"WHERE {where} "
            f"UNION ALL SELECT id FROM old.{table} o WHERE NOT EXISTS "
            f"(SELECT 1 FROM main.{table} n WHERE n.id = o.id) "
            f"UNION ALL SELECT id FROM main.{table} n WHERE NOT EXISTS "
            f"(SELECT 1 FROM old.{table} o WHERE o.id = n.id)"
        ).fetchall()
        told = sorted(both.execute(_TOLD, (backup.step, table)).fetchall()) if differing else []
    ids = list(_untold(sorted(row[0] for row in differing), told))[:_MOST]
    return Changed(backup.path, table, tuple(ids), backup.step) if ids else None


def _untold(ids: list[int], told: list[tuple[int, int]]) -> Iterator[int]:
    """Yield the ids that lie in none of some spans; both in order."""
    at = reach = 0
    for one in ids:
        while at < len(told) and told[at][0] <= one:
            reach = max(reach, told[at][1])
            at += 1
        if one > reach:
            yield one


def bring_back(journal: Journal, found: list[Changed], label: str) -> int:
    """Make records as they are in the backup again, in one step; return how many.

    None when the log was emptied since: who was forgotten meanwhile must not come back.
    """
    done = 0
    for one in found:
        with _side_by_side(journal, one.backup) as both:
            if not _fits(both, one.step):
                return 0
    with journal.edit(label):
        db.execute_sql("PRAGMA defer_foreign_keys = 1")
        for one in found:
            for columns, row in _rows(one, journal.key):
                table, marks = one.table, ", ".join("?" * len(row))
                pairs = ", ".join(f"{name} = excluded.{name}" for name in columns.split(", ")[1:])
                db.execute_sql(
                    f"INSERT INTO {table} ({columns}) VALUES ({marks}) "
                    f"ON CONFLICT (id) DO UPDATE SET {pairs}",
                    row,
                )
                done += 1
    return done


def _rows(one: Changed, key: str | None) -> Iterator[tuple[str, tuple[object, ...]]]:
    """Yield the columns' names and a record's values as the backup has them."""
    table = one.table
    connection = connect(uri(one.backup, mode="ro", immutable="1"), key)
    try:
        names = connection.execute(f"PRAGMA table_info({table})")
        columns = ", ".join(row[1] for row in names)
        for id_ in one.ids:
            row = connection.execute(
                f"SELECT {columns} FROM {table} WHERE id = ?", (id_,)
            ).fetchone()
            if row is not None:
                yield columns, row
    except DatabaseError as error:
        raise translate(error) from None
    finally:
        connection.close()


@contextlib.contextmanager
def _side_by_side(journal: Journal, backup: Path) -> Iterator[Connection]:
    """Open the journal as ``main`` and a backup as ``old``, for reading."""
    old, key = uri(backup, mode="ro", immutable="1"), journal.key
    connection = connect(uri(journal.path, mode="ro"), key, attach=old)
    try:
        word = keys.raw(connection, backup, key) if key is not None else ""
        connection.execute("ATTACH DATABASE ? AS old KEY ?", (old, word))
        yield connection
    except DatabaseError as error:
        raise translate(error) from None
    finally:
        connection.close()
