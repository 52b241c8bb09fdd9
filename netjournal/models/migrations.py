"""How a schema comes to be: numbered steps, the only way tables are made or changed.

``MIGRATIONS[n]`` takes ``user_version`` n to n + 1, in one transaction with the version. Steps are
append-only, plain SQL, and never use the live models.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from netjournal.models import migration_0001
from netjournal.models.engine import APPLICATION_ID, Connection, connect

if TYPE_CHECKING:
    from collections.abc import Callable


def _first(connection: Connection) -> None:
    for statement in migration_0001.statements():
        connection.execute(statement)


MIGRATIONS: list[Callable[[Connection], None]] = [_first]
SCHEMA = len(MIGRATIONS)
CHANGE_COLUMNS = migration_0001.CHANGE_COLUMNS

_NAMES = list(migration_0001.TABLES)
# every table whose rows undo plays back; what follows "setting" is derived or the log itself
RECORDED: tuple[str, ...] = tuple(_NAMES[: _NAMES.index("setting") + 1])


def version(connection: Connection) -> int:
    """Return the schema version of an open journal."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: Connection) -> list[int]:
    """Bring an open, writable connection to the newest schema, a transaction per step.

    Returns:
        The versions reached, in order; empty when nothing was to do.
    """
    reached = []
    for number in range(version(connection), SCHEMA):
        connection.execute("BEGIN IMMEDIATE")
        try:
            MIGRATIONS[number](connection)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")
            connection.execute(f"PRAGMA user_version = {number + 1:d}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        reached.append(number + 1)
    return reached


def structure(connection: Connection) -> list[tuple[str, str, str, str]]:
    """Return every row of the schema that isn't SQLite's own: (type, name, table, SQL)."""
    rows = connection.execute(
        "SELECT type, name, tbl_name, COALESCE(sql, '') FROM sqlite_schema "
        "WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type, name"
    )
    return [(str(t), str(n), str(b), str(s)) for t, n, b, s in rows]


def digest(connection: Connection) -> str:
    """Return a fingerprint of the structure, to compare cheaply at every start."""
    return hashlib.sha256(repr(structure(connection)).encode()).hexdigest()


def expected_structure(at_version: int) -> list[tuple[str, str, str, str]]:
    """Return the structure our own steps make, for the given version."""
    connection = connect(":memory:")
    try:
        for step in MIGRATIONS[:at_version]:
            step(connection)
        return structure(connection)
    finally:
        connection.close()
