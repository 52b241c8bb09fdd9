"""How a schema comes to be: numbered steps, the only way tables are made or changed.

``MIGRATIONS[n]`` takes ``user_version`` n to n + 1; all that are due are one transaction. Steps are
append-only, plain SQL, and never use the live models.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

try:  # the interpreter's own: hashlib loads OpenSSL, an eightieth of a start
    from _sha256 import sha256  # type: ignore[import-not-found,unused-ignore]
except ImportError:
    from hashlib import sha256

from netjournal.errors import JournalDamaged
from netjournal.models import migration_0001, newer
from netjournal.models.engine import APPLICATION_ID, Connection, connect

if TYPE_CHECKING:
    from collections.abc import Callable


def _first(connection: Connection) -> None:
    for statement in migration_0001.statements():
        connection.execute(statement)


def _second(connection: Connection) -> None:
    from netjournal.models import migration_0002  # not at a start

    for statement in migration_0002.STATEMENTS:
        connection.execute(statement)


def _third(connection: Connection) -> None:
    from netjournal.models import migration_0003  # not at a start

    for statement in migration_0003.STATEMENTS:
        connection.execute(statement)


def _fourth(connection: Connection) -> None:
    from netjournal.models import migration_0004  # not at a start

    migration_0004.run(connection)


MIGRATIONS: list[Callable[[Connection], None]] = [_first, _second, _third, _fourth]
SCHEMA = len(MIGRATIONS)
# of each version, as today's SQLite makes it (another may word its own tables otherwise)
FINGERPRINTS: Final = {
    1: "32fcd5611c2e935a8a68473d888fbcb6d566f507453abf4ac704f140e0905f98",
    2: "c1b5780a96e172e0c93816ae2d11edc69a4d97124b8fcfa5251b8109a396ffd3",
    3: "ce029d542144ea38a7311c83a4b7c2efbdc564b4ddd48c2e84f3cf922024eed6",
    4: "daf8665e71298fba2601bedaed6aa673058332fe006fca12e7c7622124a8657d",
}
# version -> oldest one whose programs still read rightly what they know of it (``newer``); a step
# that only adds tables, columns or indexes enters itself here
READABLE_BY: dict[int, int] = {3: 2, 4: 2}
CHANGE_COLUMNS = migration_0001.CHANGE_COLUMNS

_NAMES = list(migration_0001.TABLES)
# every table whose rows undo plays back; what follows "setting" is derived or the log itself
RECORDED: tuple[str, ...] = tuple(_NAMES[: _NAMES.index("setting") + 1])


def version(connection: Connection) -> int:
    """Return the schema version of an open journal."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: Connection, to: int | None = None) -> list[int]:
    """Bring an open, writable connection to the newest schema, in one transaction.

    Args:
        connection: Outside a transaction.
        to: An older schema to stop at (tests of upgrades).

    Raises:
        JournalDamaged: A step would lose rows or leave references to nothing; none is done.

    Returns:
        The versions reached, in order; empty when nothing was to do.
    """
    steps = range(version(connection), SCHEMA if to is None else to)
    if not steps:
        return []
    connection.execute("BEGIN IMMEDIATE")
    try:
        for number in steps:
            before = _counted(connection) if number else {}
            MIGRATIONS[number](connection)
            _prove_step(connection, before)
        reached = steps[-1] + 1
        _mark_readable(connection, reached)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")
        connection.execute(f"PRAGMA user_version = {reached:d}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return [number + 1 for number in steps]


def _mark_readable(connection: Connection, reached: int) -> None:
    """Write into the journal which older programs may read it."""
    connection.execute("DELETE FROM meta WHERE key = ?", (newer.MARK,))
    if reached in READABLE_BY:
        connection.execute(
            "INSERT INTO meta (key, value, created_at, updated_at) VALUES (?, ?, 0, 0)",
            (newer.MARK, newer.word(READABLE_BY[reached], reached)),
        )


def _counted(connection: Connection) -> dict[str, int]:
    """Return how many rows each table has that no step may lose rows of."""
    there = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}
    return {
        table: int(connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0])
        for table in ("contact", "interaction", "event", "photo")
        if table in there
    }


def _prove_step(connection: Connection, before: dict[str, int]) -> None:
    after = _counted(connection)
    fewer = any(after.get(table, 0) < count for table, count in before.items())
    if before and (fewer or connection.execute("PRAGMA foreign_key_check").fetchone()):
        raise JournalDamaged(
            "This journal could not be brought to the present format: it was left as it was."
        )


def structure(connection: Connection) -> list[tuple[str, str, str, str]]:
    """Return every row of the schema that isn't SQLite's own: (type, name, table, SQL)."""
    rows = connection.execute(
        "SELECT type, name, tbl_name, COALESCE(sql, '') FROM sqlite_schema "
        "WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type, name"
    )
    return [(str(t), str(n), str(b), str(s)) for t, n, b, s in rows]


def has_our_structure(connection: Connection, at_version: int) -> bool:
    """Say whether nothing is in the schema but what our own steps made, at the given version."""
    found = structure(connection)
    if fingerprint(found) == FINGERPRINTS.get(at_version):
        return True
    return found == expected_structure(at_version)


def is_readable_newer(connection: Connection, at_version: int) -> bool:
    """Say whether a journal is of a newer schema that lets programs of this one read it."""
    if at_version <= SCHEMA:
        return False
    return newer.is_readable(
        connection, expected_structure(SCHEMA), structure(connection), known=SCHEMA
    )


def fingerprint(rows: list[tuple[str, str, str, str]]) -> str:
    """Return the SHA-256 of a structure, to compare it at every start without making one."""
    return str(sha256(repr(rows).encode()).hexdigest())


def expected_structure(at_version: int) -> list[tuple[str, str, str, str]]:
    """Return the structure our own steps make, for the given version."""
    connection = connect(":memory:")
    try:
        for step in MIGRATIONS[:at_version]:
            step(connection)
        return structure(connection)
    finally:
        connection.close()
