"""Proving and copying the journal: the check after a start, a whole check, a verified backup."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from benchmarks.timing import Result, compare
from netjournal.models import Journal
from netjournal.progress import Silent

if TYPE_CHECKING:
    from pathlib import Path

_CHUNK = 1 << 20


def safety(path: Path, size: str) -> list[Result]:
    """Each against reading the file once."""
    from netjournal.services.keeping import backups, integrity

    folder = path.with_name("safety")
    folder.mkdir(exist_ok=True)
    copy = folder / path.name
    shutil.copyfile(path, copy)

    def read() -> None:
        with copy.open("rb") as file:
            if hasattr(os, "posix_fadvise"):  # from the disk, not from what the system remembers
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
            while file.read(_CHUNK):
                pass

    def prove() -> None:
        opened = Journal.open(copy)
        for table in integrity.tables():
            assert integrity.is_sound(table)
        opened.close()

    found = [compare("open to the end of the proof", size, prove, read, goal=3, runs=5)]
    journal = Journal.open(copy)
    for name, work, goal in (
        ("backup, verified", lambda: backups.make(journal, "manual"), 6),
        ("check", lambda: integrity.check(journal, Silent()), 8),
    ):
        found.append(compare(name, size, work, read, goal=goal, runs=3))
    journal.close()
    shutil.rmtree(folder)
    return found
