"""Letters and numbers that turn by themselves: the comparison with the backup names each row."""

from __future__ import annotations

import contextlib
import random

from netjournal.models import Journal
from netjournal.models.engine import connect, uri
from netjournal.models.handle import db
from netjournal.models.migrations import RECORDED
from netjournal.services.invented import demo
from netjournal.services.keeping import backups, rot


def prepared(folder):
    """Return an open demo journal with a backup."""
    folder.mkdir(parents=True)
    journal = Journal.create(folder / "a.netjournal")
    demo.fill(journal, journal.today())
    journal.checkpoint()
    backups.make(journal, "manual")
    return journal


def trial(journal, count, seed=1):
    """Turn so many single bits of what is stored, one at a time; return what was not noticed."""
    chance, wrong = random.Random(seed), []
    places = _places()
    backup = rot.comparable(journal)
    for number in range(count):
        table, column = chance.choice(places)
        filled = f"SELECT id, {column} FROM {table} WHERE COALESCE({column}, '') <> '' AND id > ?"
        rows = db.execute_sql(f"{filled} LIMIT 50", (chance.randrange(40),)).fetchall()
        if not rows:
            rows = db.execute_sql(filled, (0,)).fetchall()
        id_, value = chance.choice(rows)
        write = f"UPDATE {table} SET {column} = ? WHERE id = ?"
        _behind_the_back(journal.path, write, _flipped(value, chance), id_)
        found = [rot.look(journal, backup, one) for one in RECORDED]
        told = {(one.table, one.ids) for one in found if one is not None}
        if told != {(table, (id_,))}:
            wrong.append((number, table, column, id_, told))
        _behind_the_back(journal.path, write, value, id_)
    return wrong


def _places():
    """Every column with something in it, except what identifies rows."""
    found = []
    for table in RECORDED:
        for _, name, *_ in db.execute_sql(f"PRAGMA table_info({table})").fetchall():
            filled = f"SELECT 1 FROM {table} WHERE COALESCE({name}, '') <> '' LIMIT 1"
            free = name != "id" and not name.endswith("_id")
            if free and name not in ("key", "sha256") and db.execute_sql(filled).fetchone():
                found.append((table, name))
    return found


def _flipped(value, chance):
    if isinstance(value, int):
        return value ^ (1 << chance.randrange(16))
    if isinstance(value, float):
        return value + 2.0 ** chance.randrange(-20, 4)
    if isinstance(value, bytes):
        at = chance.randrange(len(value))
        return value[:at] + bytes([value[at] ^ (1 << chance.randrange(8))]) + value[at + 1 :]
    at = chance.randrange(len(value))
    return value[:at] + chr(ord(value[at]) ^ (1 << chance.randrange(5))) + value[at + 1 :]


def _behind_the_back(path, statement, *values):
    with contextlib.closing(connect(uri(path, mode="rw"))) as raw:
        raw.execute(statement, values)
