"""Files made to harm: other programs', look-alikes, triggers, endless views, huge schemas.

Each is refused in one sentence within seconds, in little memory, and stays as it was.
"""

from __future__ import annotations

import os
import shutil
import struct

from netjournal.models import Journal
from netjournal.models.engine import APPLICATION_ID, connect, uri
from tests.builders import contact


def _sql(path, *statements):
    connection = connect(uri(path))
    for statement in ("PRAGMA journal_mode = DELETE", *statements):
        connection.execute(statement)
    connection.close()


def _journal(path):
    Journal.create(path).close()
    _sql(path)
    return path


def _edited(path, *statements):
    _sql(_journal(path), *statements)


def _bytes(path, at, data):
    _journal(path)
    with path.open("r+b") as file:
        file.seek(at)
        file.write(data)


def _other_program(path):
    _sql(path, "CREATE TABLE t (a)", "INSERT INTO t VALUES ('theirs')")


def _look_alike(path):
    _sql(
        path,
        f"PRAGMA application_id = {APPLICATION_ID}",
        "PRAGMA user_version = 1",
        "CREATE TABLE contact (id INTEGER PRIMARY KEY, full_name TEXT)",
    )


def _endless_view(path):
    _edited(
        path,
        "CREATE VIEW endless AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) "
        "SELECT x FROM n",
    )


def _huge_schema(path):
    columns = ", ".join(f"c{n} TEXT DEFAULT '{'x' * 2_000}'" for n in range(1_500))
    _edited(path, *(f"CREATE TABLE huge{n} ({columns})" for n in range(4)))


def _many_tables(path):
    _edited(path, "BEGIN", *(f"CREATE TABLE t{n} (a)" for n in range(3_000)), "COMMIT")


def _generated(path):
    _edited(path, "CREATE TABLE g (a, b AS (hex(zeroblob(100000000))))", "INSERT INTO g VALUES (1)")


def _written_schema(path):
    _edited(
        path,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_schema SET sql = replace(sql, 'full_name', 'full_mane') "
        "WHERE name = 'contact'",
    )


def _two_on_one_root(path):
    _edited(
        path,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema "
        "WHERE name = 'event') WHERE name = 'contact'",
    )


def _sparse(path):
    _bytes(path, 28, struct.pack(">I", 10_000_000))
    os.truncate(path, 40 << 30)


def _link_loop(path):
    path.symlink_to(path.name)


def _device(path):
    path.symlink_to("/dev/zero")


def _fill(journal, count):
    with journal.edit("Fill"):
        for number in range(count):
            contact(f"Somebody {number}", note="x" * 1_500)


def _foreign_log(path):
    """A log of another journal beside this one."""
    other = path.with_name("other.netjournal")
    for one, count in ((path, 90), (other, 40)):
        opened = Journal.create(one)
        _fill(opened, count)
        opened.close()
    opened = Journal.open(other)
    _fill(opened, 25)
    shutil.copy(f"{other}-wal", f"{path}-wal")
    opened.close()
    other.unlink()


CASES = {
    "nothing": lambda path: path.write_bytes(b""),
    "sixteen bytes": lambda path: path.write_bytes(b"SQLite format 3\0"),
    "text": lambda path: path.write_text("Name,Mail\nAnn,a@example.com\n" * 500),
    "noise": lambda path: path.write_bytes(os.urandom(50_001)),
    "a folder": lambda path: path.mkdir(),
    "a pipe": lambda path: os.mkfifo(path),
    "a device": _device,
    "a loop of links": _link_loop,
    "another program's": _other_program,
    "a look-alike": _look_alike,
    "newer": lambda path: _edited(path, "PRAGMA user_version = 99"),
    "negative format": lambda path: _bytes(path, 60, struct.pack(">i", -5)),
    "a trigger": lambda path: _edited(
        path, "CREATE TRIGGER t AFTER INSERT ON contact BEGIN DELETE FROM contact; END"
    ),
    "a view": lambda path: _edited(path, "CREATE VIEW v AS SELECT * FROM contact"),
    "an endless view": _endless_view,
    "an index on an expression": lambda path: _edited(
        path, "CREATE INDEX i ON contact(hex(zeroblob(1)))"
    ),
    "another table": lambda path: _edited(path, "CREATE TABLE other (a)"),
    "a table that is gone": lambda path: _edited(path, "DROP TABLE saved_list"),
    "a generated column": _generated,
    "a huge schema": _huge_schema,
    "many tables": _many_tables,
    "a schema written over": _written_schema,
    "two tables on one page": _two_on_one_root,
    "forty sparse gigabytes": _sparse,
    "a foreign log": _foreign_log,
}
# opening looks at identity and structure; what lies deeper is found by ``check`` and the proof
DEEP = frozenset(("two tables on one page", "forty sparse gigabytes"))


def footprint(path):
    """Return what must stay as it was: the files' bytes, of a big one its size and beginning."""
    found = []
    for one in sorted(path.parent.iterdir()):
        if one.is_file() and not one.name.endswith("-shm") and not one.is_symlink():
            size = one.stat().st_size
            with one.open("rb") as file:
                found.append((one.name, size, hash(file.read(4 << 20))))
    return found
