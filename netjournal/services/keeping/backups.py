"""Backups: made while the journal is open, proved whole, thinned, copied to a second place.

A backup is a complete journal in one file, ``<UTC>-<reason>-<step>.njbak`` in ``NAME-backups``
beside the journal, with the same passphrase. A second folder (another disk, a synced one) gets a
copy of each; it is a setting of the journal.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import time
from datetime import UTC, datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from netjournal import paths
from netjournal.errors import UserError
from netjournal.models import copies, history
from netjournal.models.handle import db
from netjournal.services import settings
from netjournal.services.keeping import backup_turn
from netjournal.services.keeping.backup_thinning import Backup, spare
from netjournal.services.keeping.sync_folders import sync_service

if TYPE_CHECKING:
    from netjournal.models.journal import Journal
    from netjournal.progress import Progress

_NAME: Final = re.compile(r"(\d{8}T\d{6}Z)-([a-z]+)(?:-(\d+))?(?:\.\d+)?")
SECOND_FOLDER: Final = "backup_folder"  # the setting that names the second place
_SHRUNK: Final = (
    0.9  # a journal with fewer people than this share of the last backup's is looked at
)
_ENOUGH: Final = 20
_GUARDED: Final = ("contact", "interaction")
_ABANDONED_S: Final = 3_600

__all__ = ["Backup", "list_backups", "make", "make_if_changed", "sync_service"]


def list_backups(journal: Path, folder: Path | None = None) -> list[Backup]:
    """Return the backups of a journal, newest first; no file is opened.

    Args:
        journal: The journal's path; it may be gone.
        folder: Where to look instead of the folder beside it.
    """
    found = []
    place = folder or paths.backup_folder(_real(journal))
    with contextlib.suppress(OSError):
        for entry in os.scandir(place):
            backup = _named(Path(entry.path))
            if backup is not None:
                found.append(backup)
    return sorted(found, key=lambda one: (one.made_at, one.path.name), reverse=True)


def _real(journal: Path) -> Path:
    return Path(os.path.realpath(journal))


def _named(path: Path) -> Backup | None:
    match = _NAME.fullmatch(path.name.removesuffix(paths.BACKUP_SUFFIX))
    if match is None or path.suffix != paths.BACKUP_SUFFIX:
        return None
    try:
        made = datetime.strptime(match[1], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        size = path.stat().st_size
    except (ValueError, OSError):
        return None
    return Backup(path, made, match[2], int(match[3]) if match[3] else None, size)


def last_step() -> int:
    """Return the highest number that a step of the open journal has had."""
    return history.mark(db.connection()).step


def is_changed(journal: Journal) -> bool:
    """Say whether the open journal has something that its newest backup lacks; quick.

    What is being typed is no step; it counts when it was typed since.
    """
    there = list_backups(journal.path)
    if not there or not holds(there[0], history.mark(db.connection()), db.key):
        return True
    since = int(there[0].made_at.timestamp()) * 1_000
    query = "SELECT 1 FROM draft WHERE updated_at >= ?"
    return db.execute_sql(query, (since,)).fetchone() is not None


def holds(backup: Backup, mark: history.Mark, key: str | None) -> bool:
    """Say whether a backup can be opened and is of the very state that has a mark."""
    if backup.step == mark.step:
        with contextlib.suppress(UserError), copies.opened(backup.path, key) as connection:
            return history.mark(connection) == mark
    return False


def make(journal: Journal, reason: str, progress: Progress | None = None) -> Backup:
    """Back the open journal up, prove the backup whole, and let old ones go.

    Args:
        journal: Open for reading or writing, with no edit open on this thread.
        reason: Why, one of ``Backup.reason``'s words.
        progress: Told of the pages; *Cancel* leaves nothing behind.

    Returns:
        The new backup. A second folder that can't be written is no error here: ``second_place``
        tells.

    Raises:
        TakenAway: Another process forgets somebody, and took it away each time.
        UserError: It could not be made or is not whole; older backups stay as they are.
    """
    return backup_turn.made(partial(_make, journal, reason), progress, journal.in_place)


def _make(journal: Journal, reason: str, progress: Progress) -> Backup:
    from netjournal.services.keeping import second_place

    folder = copies.private_folder(paths.backup_folder(journal.path))
    before = list_backups(journal.path)
    step = last_step()
    path = free_name(folder, f"{copies.stamp()}-{reason}-{step}")
    note = {"reason": reason, "of": journal.path.name, "step": step}
    counts = copies.take(db.connection(), path, db.key, note=note, progress=progress)
    if before:
        _guard(before[0], counts)
    thin(journal)
    second_place.copy_there(journal, path)
    made = _named(path)
    assert made is not None
    return made


def make_if_changed(
    journal: Journal, reason: str, progress: Progress | None = None
) -> Backup | None:
    """Back the open journal up unless its newest backup has everything already."""
    if journal.read_only or not journal.in_place() or not is_changed(journal):
        return None
    return make(journal, reason, progress)


def make_at(journal: Journal, path: Path, progress: Progress | None = None) -> None:
    """Write a backup to a file of the user's choice; never over a journal or a backup."""
    from netjournal.services.files import holds_journal

    if path.is_dir() or (path.exists() and holds_journal(path)):
        from netjournal.errors import UsageError

        raise UsageError(f"{path.name} is there already: choose another name.", file=path.name)
    note = {"reason": "manual", "of": journal.path.name, "step": last_step()}
    copies.take(db.connection(), path, db.key, note=note, progress=progress)


def free_name(folder: Path, name: str) -> Path:
    """Return where a backup of a name, without its suffix, may lie."""
    path, number = folder / f"{name}{paths.BACKUP_SUFFIX}", 2
    while path.exists():
        path, number = folder / f"{name}.{number}{paths.BACKUP_SUFFIX}", number + 1
    return path


def _guard(previous: Backup, counts: dict[str, int]) -> None:
    """Keep the previous backup when people or entries are missing and no deletion tells why."""
    with contextlib.suppress(UserError, OSError):
        held = copies.look(previous.path, db.key, whole=False)["counts"]
        if previous.step is None or not isinstance(held, dict):
            return
        if any(_is_shrunk(table, held, counts, previous.step) for table in _GUARDED):
            keep(previous)


def _is_shrunk(table: str, held: dict[str, int], counts: dict[str, int], step: int) -> bool:
    had, there = held[table], counts[table]
    if had < _ENOUGH or there >= had * _SHRUNK:
        return False
    told = db.execute_sql(
        "SELECT COUNT(DISTINCT row_id) FROM change_row "
        "WHERE tbl = ? AND action = 3 AND change_set_id > ?",
        (table, step),
    ).fetchone()[0]
    return had - there > int(told)


def keep(backup: Backup) -> Path:
    """Name a backup so that it stays for months; return its new path.

    Raises:
        OSError: Its folder can't be written.
    """
    path = free_name(backup.path.parent, f"{copies.stamp(backup.made_at)}-kept-{backup.step or 0}")
    os.replace(backup.path, path)
    return path


def thin(journal: Journal, folder: Path | None = None) -> None:
    """Let go of old backups of the open journal.

    Args:
        journal: The journal.
        folder: Where they are, all of this journal, instead of beside it.
    """
    place = folder or paths.backup_folder(journal.path)
    with contextlib.suppress(OSError):  # what a kill left half done; nothing takes an hour
        for part in place.glob(f"*{paths.BACKUP_SUFFIX}*.part"):
            if time.time() - part.stat().st_mtime > _ABANDONED_S:
                part.unlink()
    size = journal.path.stat().st_size
    for one in spare(list_backups(journal.path, folder), datetime.now(UTC), size):
        with contextlib.suppress(OSError):
            one.path.unlink()


# -- the second place


def second_folder(journal: Path) -> Path | None:
    """Return the folder that gets copies, of the open journal; None when none was chosen.

    Each journal has a folder of its own in the one that was chosen; ``second_place.settled`` also
    sees to what was copied there before.
    """
    chosen = settings.read(SECOND_FOLDER)
    if not chosen:
        return None
    begun = history.begun(db.connection())
    return paths.second_backup_folder(Path(chosen), journal, begun)


def is_away(chosen: str | None) -> bool:
    """Say whether a second place was chosen that is not there now: a stick that was pulled out."""
    return bool(chosen) and not os.path.isdir(str(chosen))  # nor one that can't be looked at


class Lag(StrEnum):
    """Why the newest backup is not in the second place."""

    AWAY = "away"  # the place itself is not there
    FULL = "full"
    DENIED = "denied"
    UNKNOWN = "unknown"


def second_lag(journal: Path) -> Lag | None:
    """Return why the open journal's newest backup is not in the second place; None when it is."""
    folder = second_folder(journal)
    newest = next(iter(list_backups(journal)), None)
    if folder is None:
        return None
    if is_away(str(folder.parent)):
        return Lag.AWAY
    shared = folder.parent / paths.backup_folder(journal).name  # before each had its own
    if newest is None or any(os.path.exists(one / newest.path.name) for one in (folder, shared)):
        return None
    place = folder if os.path.isdir(folder) else folder.parent
    if not os.access(place, os.W_OK | os.X_OK):
        return Lag.DENIED
    with contextlib.suppress(OSError):
        if shutil.disk_usage(place).free < newest.size:
            return Lag.FULL
    return Lag.UNKNOWN
