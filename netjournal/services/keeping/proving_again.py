"""Kept backups, looked at again once a month: a disk can lose what it had."""

from __future__ import annotations

import contextlib
import os
import stat
from typing import TYPE_CHECKING, Final

from netjournal.errors import JournalDamaged, NotAJournal, UserError
from netjournal.models import copies, history
from netjournal.models.handle import db
from netjournal.services.keeping import backups

if TYPE_CHECKING:
    from pathlib import Path

    from netjournal.models.journal import Journal
    from netjournal.services.keeping.backup_thinning import Backup

_PROVED_ON: Final = "backups_proved_on"  # the mark in ``meta`` of when all were looked at
_PROVE_DAYS: Final = 30


def due(journal: Journal) -> list[Backup]:
    """Return the backups to be proved again: all of them, a month after the last time."""
    row = db.execute_sql("SELECT value FROM meta WHERE key = ?", (_PROVED_ON,)).fetchone()
    since = int(row[0]) if row else 0
    return backups.list_backups(journal.path) if journal.today() - since >= _PROVE_DAYS else []


def prove_again(backup: Backup) -> bool:
    """Prove a kept backup whole; one that isn't is set aside under another name, and False."""
    before = _inode(backup.path)
    try:
        copies.look(backup.path, db.key)
    except (JournalDamaged, NotAJournal):  # emptied, overwritten; not: a hard link to it, a folder
        with contextlib.suppress(OSError):
            info = backup.path.stat()
            if not stat.S_ISREG(info.st_mode) or info.st_nlink != 1:
                return True
            if info.st_ino != before:  # somebody is being forgotten: another one is in its place
                return True
            os.replace(backup.path, backup.path.with_name(backup.path.name + ".damaged"))
        return False
    except UserError:  # another passphrase, a disk that was pulled out: not for us to judge
        return True
    return True


def _inode(path: Path) -> int | None:
    with contextlib.suppress(OSError):
        return path.stat().st_ino
    return None


def proved_all(journal: Journal) -> None:
    """Remember that the kept backups were looked at today."""
    with journal.housekeeping() as connection:
        history.put_meta(connection, _PROVED_ON, str(journal.today()))
