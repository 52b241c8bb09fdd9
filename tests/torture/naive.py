"""Careless variants of our own services, which the power cut must catch; run as a program.

python -m tests.torture.naive backup|restore|import|migrate|export JOURNAL FILE
"""

from __future__ import annotations

import sys
import time
import uuid
from pathlib import Path

from netjournal.models.engine import connect, uri
from tests import later


def backup(journal, file):
    with journal.open("rb") as old, file.open("wb", buffering=0) as new:
        while piece := old.read(1 << 15):
            new.write(piece)


def restore(journal, file):
    journal.write_bytes(file.read_bytes())


def export(journal, file):
    connection = connect(uri(journal, mode="rw"))
    with file.open("w", encoding="utf-8") as out:
        for (name,) in connection.execute("SELECT full_name FROM contact"):
            out.write(f"{name}\n")
        out.write("END\n")
    connection.close()


def import_(journal, _file):
    connection = connect(uri(journal, mode="rw"))
    connection.execute("PRAGMA synchronous = OFF")
    now = int(time.time() * 1000)
    for number in range(40):
        connection.execute(
            "INSERT INTO contact (uid, full_name, created_at, updated_at) VALUES (?, ?, ?, ?)",
            (uuid.uuid4().bytes, f"Imported {number}", now, now),
        )
    connection.close()


def migrate(journal, _file):
    connection = connect(uri(journal, mode="rw"))
    connection.execute("PRAGMA user_version = 2")
    for statement in later.STATEMENTS:
        connection.execute(statement)
    connection.close()


if __name__ == "__main__":
    verbs = {"backup": backup, "restore": restore, "import": import_, "migrate": migrate}
    verb = {**verbs, "export": export}[sys.argv[1]]
    verb(Path(sys.argv[2]), Path(sys.argv[3]))
    sys.stdout.write("done\n")
    sys.stdout.flush()
