"""Going back to a backup without losing what is there now, and back again.

The journal that is replaced goes, whole, to ``…-backups/replaced-<UTC>/``; going back to that file
is how a restore is undone.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from netjournal import paths
from netjournal.errors import UserError
from netjournal.models import copies, opening, preparing
from netjournal.models.crash_state import copy_piece
from netjournal.models.engine import Connection, DatabaseError, connect, translate, uri
from netjournal.models.handle import db
from netjournal.models.lock import WriterLock
from netjournal.services.keeping.backups import Backup, list_backups

if TYPE_CHECKING:
    from netjournal.progress import Progress

_SIDECARS: Final = ("-wal", "-shm", "-journal")
_REPLACED: Final = "replaced-"
_KEPT: Final = 5


@dataclass(frozen=True, slots=True)
class Holding:
    """What a backup holds.

    Attributes:
        people: Contacts, those in the trash too.
        entries: Interactions.
        schema: The format it is in.
        aside: How many of the contacts are archived or in the trash.
    """

    people: int
    entries: int
    schema: int
    aside: int = 0


@dataclass(frozen=True, slots=True)
class Difference:
    """What going back to a backup would change.

    Attributes:
        people_back: People whom the backup has and the journal lacks.
        people_gone: People who were added since.
        people_changed: People who were edited since.
        entries_back: Interactions that would come back.
        entries_gone: Interactions that were written down since.
        entries_changed: Interactions that were edited since.
    """

    people_back: int
    people_gone: int
    people_changed: int
    entries_back: int
    entries_gone: int
    entries_changed: int


def holding(backup: Path, key: str | None = None, *, whole: bool = False) -> Holding:
    """Return what a backup holds.

    Raises:
        UserError: It can't be read, is damaged (looked for when ``whole``), or no journal.
    """
    found: dict[str, Any] = dict(copies.look(backup, key, whole=whole))
    counts = found["counts"]
    aside = int(found["aside"])
    return Holding(counts["contact"], counts["interaction"], int(found["schema"]), aside)


@dataclass(frozen=True, slots=True)
class Good:
    """A backup that was proved whole a moment ago."""

    backup: Backup
    holds: Holding


def newest_good(journal: Path, key: str | None = None) -> Good | None:
    """Return the newest backup of a journal that is whole, looked at from the newest on.

    Args:
        journal: The journal; it may be damaged or gone.
        key: Its passphrase; without it encrypted backups are passed over.
    """
    for one in list_backups(journal):
        with contextlib.suppress(UserError):
            return Good(one, holding(one.path, key, whole=True))
    return None


def difference(backup: Path, key: str | None = None) -> Difference:
    """Compare a backup with the open journal, by who and what is in them.

    Raises:
        UserError: The backup can't be read.
    """
    connection = _looking(backup, key)
    try:
        figures = []
        for table in ("contact", "interaction"):
            there = dict(connection.execute(_STATES[table]).fetchall())
            here = dict(db.execute_sql(_STATES[table]).fetchall())
            both = there.keys() & here.keys()
            changed = sum(there[uid] != here[uid] for uid in both)
            figures += [len(there) - len(both), len(here) - len(both), changed]
    except DatabaseError as error:
        raise translate(error) from None
    finally:
        connection.close()
    return Difference(*figures)


_STATES: Final = {
    "contact": "SELECT uid, updated_at FROM contact",
    "interaction": "SELECT uid, updated_at FROM interaction",
}


def _looking(backup: Path, key: str | None) -> Connection:
    opening.gate(backup, encrypted=key is not None)
    connection = connect(
        uri(backup, mode="ro", immutable="1"), key if opening.is_encrypted(backup) else None
    )
    try:
        opening.unlock(connection, key)
    except BaseException:
        connection.close()
        raise
    return connection


def restore(
    journal: Path,
    backup: Path,
    key: str | None = None,
    *,
    holder: str = "window",
    progress: Progress | None = None,
) -> Path | None:
    """Put a backup in the journal's place; nobody may have the journal open.

    Args:
        journal: Where the journal is, or was: it may be damaged or gone.
        backup: A backup, or any other whole journal; it stays where it is.
        key: The backup's passphrase.
        holder: Who asks, for the message others get meanwhile.
        progress: Told of the pages; may raise ``Cancelled`` before anything is replaced.

    Returns:
        The replaced journal, for the way back; None when there was none.

    Raises:
        UserError: The backup isn't whole, the disk is full, …; the journal is as it was.
    """
    journal = Path(os.path.realpath(journal))
    lock = WriterLock(journal, holder)
    lock.acquire()
    part = journal.with_name(f"{journal.name}.restored.part")
    try:
        with contextlib.closing(_looking(backup, key)) as source:
            key = key if opening.is_encrypted(backup) else None
            copies.prove(source, backup)
            copies.take(source, part, key, progress=progress)
        _forget_note(part, key)
        replaced = _set_aside(journal)
        for end in _SIDECARS:  # before the rename: an old log must never meet the new file
            journal.with_name(journal.name + end).unlink(missing_ok=True)
        opening.sync_folder(journal.parent)
        os.replace(part, journal)
        opening.sync_folder(journal.parent)
    except DatabaseError as error:
        raise translate(error) from None
    except OSError as error:
        raise opening.os_error(error, journal) from None
    finally:
        part.unlink(missing_ok=True)
        lock.release()
    return replaced


def _forget_note(part: Path, key: str | None) -> None:
    """Make a copy an ordinary journal again."""
    connection = connect(uri(part, mode="rw"), key)
    try:
        connection.execute("DELETE FROM meta WHERE key = ?", (copies.INFO,))
    finally:
        connection.close()


def _set_aside(journal: Path) -> Path | None:
    """Copy the journal and what is beside it to a folder of its own; return the copy."""
    if not journal.exists():
        return None
    _fold(journal)
    backups = copies.private_folder(paths.backup_folder(journal))
    folder, number = backups / f"{_REPLACED}{copies.stamp()}", 2
    while folder.exists():
        folder, number = backups / f"{_REPLACED}{copies.stamp()}.{number}", number + 1
    part = backups / f".{folder.name}.part"
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(mode=0o700)
    try:
        for piece in (journal, *preparing.hot(journal)):
            copy_piece(piece, part / piece.name)
        os.rename(part, folder)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    opening.sync_folder(backups)
    for older in sorted(backups.glob(f"{_REPLACED}*"))[:-_KEPT]:
        shutil.rmtree(older, ignore_errors=True)
    return folder / journal.name


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


def _fold(journal: Path) -> None:
    """Move a log that a crash left into the journal, where the two make a whole.

    Only without a passphrase of its own at hand: else the pieces are kept as they are.
    """
    from netjournal.models import crash_state

    if not preparing.hot(journal) or opening.is_encrypted(journal):
        return
    with contextlib.suppress(UserError, *DatabaseError):
        crash_state.keep(journal, preparing.hot(journal), None)
        connection = connect(uri(journal, mode="rw"))
        try:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            connection.close()
