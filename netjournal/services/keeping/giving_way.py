"""The journal that gives way to another file: kept whole in a folder of its own, then replaced.

It goes, with the log that a crash may have left beside it, to ``…-backups/replaced-<UTC>/``. Of
these the last five stay, and each that no backup holds.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from netjournal import paths
from netjournal.errors import UserError
from netjournal.models import copies, crash_state, history, opening, preparing
from netjournal.models.engine import DatabaseError, connect, uri
from netjournal.services.keeping import backups, kept_aside
from netjournal.services.keeping.backup_thinning import PINNED_DAYS, Backup

_SIDECARS: Final = ("-wal", "-shm", "-journal")
_REPLACED: Final = "replaced-"
_KEPT: Final = 5


def replaced(journal: Path) -> list[Backup]:
    """Return the journals that going back replaced, the last first; no file is opened.

    Args:
        journal: The journal's path; it may be gone.

    Returns:
        Each with the moment when it was replaced and ``replaced`` as the reason.
    """
    journal = Path(os.path.realpath(journal))
    found = []
    for folder in paths.backup_folder(journal).glob(f"{_REPLACED}*"):
        path = folder / journal.name
        with contextlib.suppress(ValueError, OSError):
            moment = folder.name.removeprefix(_REPLACED).partition(".")[0]
            at = datetime.strptime(moment, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
            found.append(Backup(path, at, "replaced", None, path.stat().st_size))
    return sorted(found, key=lambda one: (one.made_at, one.path), reverse=True)


def set_aside(journal: Path, key: str | None) -> Path | None:
    """Copy the journal and what is beside it to a folder of its own; the caller holds the lock.

    Args:
        journal: The journal; it may be damaged.
        key: A passphrase that may be its own.

    Returns:
        The copy; None when there is no journal.

    Raises:
        UserError: The folder can't be made.
        OSError: It can't be copied.
    """
    if not journal.exists():
        return None
    _fold(journal, key)
    place = copies.private_folder(paths.backup_folder(journal))
    folder, number = place / f"{_REPLACED}{copies.stamp()}", 2
    while folder.exists():
        folder, number = place / f"{_REPLACED}{copies.stamp()}.{number}", number + 1
    part = place / f".{folder.name}.part"
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(mode=0o700)
    try:
        for piece in (journal, *preparing.hot(journal)):
            crash_state.copy_piece(piece, part / piece.name)
        os.rename(part, folder)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    opening.sync_folder(place)
    return folder / journal.name


def _fold(journal: Path, key: str | None) -> None:
    """Move a log that a crash left into the journal, where the two make a whole.

    With another passphrase than its own the pieces are kept as they are.
    """
    key = key if opening.is_encrypted(journal) else None
    with contextlib.suppress(UserError, *DatabaseError):
        if not preparing.hot(journal):
            return
        opening.gate(journal, encrypted=key is not None)
        if key is not None:
            opening.try_key(journal, key)
        crash_state.keep(journal, preparing.hot(journal), key)
        connection = connect(uri(journal, mode="rw"), key)
        try:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            connection.close()


def back_up(kept: Path, journal: Path, key: str | None) -> None:
    """Back up what was set aside, unless a backup has it already.

    What can't be (it is damaged, has another passphrase, the disk is full) keeps nobody from going
    back: then it stays where it was set aside.

    Args:
        kept: As ``set_aside`` returned it: that it has its room comes first.
        journal: The journal that it was.
        key: A passphrase that may be its own.
    """
    with contextlib.suppress(UserError, OSError), copies.opened(kept, key) as source:
        mark = history.mark(source)
        if _is_backed_up(mark, journal, key):
            return
        name = f"{copies.stamp()}-restore-{mark.step}"
        path = backups.free_name(paths.backup_folder(journal), name)
        note = {"reason": "restore", "of": journal.name, "step": mark.step}
        copies.take(source, path, key if opening.is_encrypted(kept) else None, note=note)


def _is_backed_up(mark: history.Mark, journal: Path, key: str | None) -> bool:
    return any(backups.holds(one, mark, key) for one in backups.list_backups(journal))


def let_go(journal: Path, key: str | None) -> None:
    """Remove what was set aside long ago: never the only copy of a state, but after months.

    Args:
        journal: The journal.
        key: The passphrase.
    """
    for one in replaced(journal)[_KEPT:]:
        gone = datetime.now(UTC) - one.made_at > timedelta(days=PINNED_DAYS)
        with contextlib.suppress(UserError, OSError):
            if not gone:
                gone = kept_aside.is_backed_up(one.path, journal, (key,))
        if gone:
            shutil.rmtree(one.path.parent, ignore_errors=True)


def put(part: Path, journal: Path) -> None:
    """Put a finished file in the journal's place; where that fails the journal is as it was.

    Args:
        part: The file, in the journal's folder.
        journal: What gives way, set aside already; it may be gone.

    Raises:
        OSError: It can't be done.
    """
    moved = []
    try:
        # an old log must never meet the new file, nor the old file be found without its log
        hot = preparing.hot(journal)
        for piece in ([journal] if hot and journal.exists() else []) + hot:
            old = piece.with_name(f"{piece.name}.replaced.part")
            os.replace(piece, old)
            moved.append((old, piece))
        for end in _SIDECARS:
            journal.with_name(journal.name + end).unlink(missing_ok=True)
        opening.sync_folder(journal.parent)
        os.replace(part, journal)
    except BaseException:
        for old, piece in reversed(moved):
            os.replace(old, piece)
        raise
    opening.sync_folder(journal.parent)
    for old, _piece in moved:
        old.unlink(missing_ok=True)
