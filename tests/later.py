"""NetJournal as a later version: with one more step of the schema that only tests know.

``with later.version():`` in this process; ``python -m tests.later WORDS…`` is that version's
command line. The step does what real ones do: a column, a table, an index, every row touched.
"""

from __future__ import annotations

import gzip
import sys
from contextlib import contextmanager
from pathlib import Path

from netjournal.models import migrations

GOLDEN = Path(__file__).parent / "data" / "schema"
OURS, NEXT = migrations.SCHEMA, migrations.SCHEMA + 1

STATEMENTS = (
    "ALTER TABLE contact ADD COLUMN favourite_tea TEXT NOT NULL DEFAULT ''",
    "CREATE TABLE tea (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, contact_id INTEGER NOT NULL "
    "REFERENCES contact(id) ON DELETE CASCADE, name TEXT NOT NULL, created_at INTEGER NOT NULL, "
    "updated_at INTEGER NOT NULL) STRICT",
    "CREATE INDEX tea_of ON tea(contact_id)",
    "INSERT INTO tea (contact_id, name, created_at, updated_at) "
    "SELECT id, 'of ' || full_name, 0, 0 FROM contact",
    "UPDATE contact SET favourite_tea = (SELECT name FROM tea WHERE contact_id = contact.id)",
    "CREATE INDEX contact_by_tea ON contact(favourite_tea)",
)


def step(connection):
    """The step from our schema to the next."""
    for statement in STATEMENTS:
        connection.execute(statement)


@contextmanager
def version(*steps, readable_by=OURS):
    """Be the later version within; ``readable_by`` is what it lets read (None: nobody older)."""
    ours = list(migrations.MIGRATIONS)
    migrations.MIGRATIONS[:] = [*ours, *(steps or (step,))]
    migrations.SCHEMA = len(migrations.MIGRATIONS)
    if readable_by is not None:
        migrations.READABLE_BY[migrations.SCHEMA] = readable_by
    try:
        yield
    finally:
        migrations.READABLE_BY.pop(migrations.SCHEMA, None)
        migrations.MIGRATIONS[:] = ours
        migrations.SCHEMA = len(ours)


def golden(number, path):
    """Write the journal that was stored when schema ``number`` was released to ``path``."""
    path.write_bytes(gzip.decompress((GOLDEN / f"{number}.gz").read_bytes()))
    path.chmod(0o600)
    return path


if __name__ == "__main__":
    from netjournal.cli import main

    with version():
        sys.exit(main(sys.argv[1:]))
