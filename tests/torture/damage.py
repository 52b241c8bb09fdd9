"""Damaged journals: noticed or harmless, never a crash, never changed, never a traceback."""

from __future__ import annotations

import random

from netjournal.errors import UserError
from netjournal.models import Journal
from netjournal.models.engine import DatabaseError, connect, uri
from netjournal.models.migrations import RECORDED
from netjournal.services.keeping import integrity

PAGE = 4096
KINDS = ("bit", "16 bytes", "empty page", "noise page", "cut off", "wrong page", "empty sector")


def mutate(data, chance):
    """Return the bytes with one kind of harm, and its name."""
    data, kind = bytearray(data), chance.choice(KINDS)
    at = chance.randrange(len(data))
    page, sector = at // PAGE * PAGE, at // 512 * 512
    other = chance.randrange(len(data) // PAGE) * PAGE
    if kind == "bit":
        data[at] ^= 1 << chance.randrange(8)
    elif kind == "cut off":
        del data[max(PAGE, page) :]
    else:
        start, new = {
            "16 bytes": (at, chance.randbytes(16)[: len(data) - at]),
            "empty page": (page, bytes(PAGE)),
            "noise page": (page, chance.randbytes(PAGE)),
            "wrong page": (page, bytes(data[other : other + PAGE])),
            "empty sector": (sector, bytes(512)),
        }[kind]
        data[start : start + len(new)] = new
    return bytes(data), kind


def content(path, key=None):
    """Return what users would miss: every row of every recorded table, or None."""
    try:
        connection = connect(uri(path, mode="ro", immutable="1"), key)
    except UserError:
        return None
    try:
        return [
            connection.execute(f"SELECT * FROM {table} ORDER BY rowid").fetchall()
            for table in RECORDED
        ]
    except DatabaseError:
        return None
    finally:
        connection.close()


def noticed(path, key=None):
    """Say whether opening or ``check`` finds something; any other exception is a bug."""
    try:
        journal = Journal.open(path, read_only=True, key=key)
    except UserError:
        return True
    try:
        return bool(integrity.check(journal))
    except UserError:
        return True
    finally:
        journal.close()


def trial(good, count, folder, key=None, seed=1):
    """Damage a journal so many times.

    Returns:
        (harmful, of these noticed, kinds that were missed)
    """
    chance, whole, truth = random.Random(seed), good.read_bytes(), content(good, key)
    harmful = found = 0
    missed = []
    path = folder / "damaged.netjournal"
    for _ in range(count):
        data, kind = mutate(whole, chance)
        for end in ("-wal", "-shm"):
            path.with_name(path.name + end).unlink(missing_ok=True)
        path.write_bytes(data)
        seen = noticed(path, key)
        assert path.read_bytes() == data, "looking changed it"
        if content(path, key) != truth:
            harmful += 1
            found += seen
            missed += [] if seen else [kind]
    return harmful, found, missed
