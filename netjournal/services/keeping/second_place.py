"""The second place of backups: a folder there for each journal, which gets a copy of each.

Journals of one name may share a place: "journal.netjournal" of two computers, and one stick. Their
folders end with when each was begun. A journal that was copied to another computer is still the
same one: with one second place both go on in one folder and are thinned, purged and put under a
passphrase together. Whoever writes in both gives them different places.

Before, all of one name had one folder, ``NAME-backups``; the first to come takes its own out of it.

A place that can't be looked at, on a network that went away, is one that is not there: ``os.path``
says so, where ``Path`` raises.
"""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from netjournal import paths
from netjournal.errors import UserError
from netjournal.models import copies, history, opening
from netjournal.models.crash_state import copy_piece
from netjournal.models.engine import DatabaseError, connect, uri
from netjournal.models.handle import db
from netjournal.services import settings
from netjournal.services.keeping import backups, belongings

if TYPE_CHECKING:
    from netjournal.models.engine import Connection
    from netjournal.models.journal import Journal

_CHOSEN: Final = "SELECT value FROM setting WHERE key = ?"
_PLACES: Final = "second_places"  # the mark in ``meta`` of all the places there have been


def settled(journal: Path) -> Path | None:
    """Return ``backups.second_folder`` of the open journal, with all its copies in it.

    Files may be looked into and moved: for a worker.
    """
    chosen = settings.read(backups.SECOND_FOLDER)
    if not chosen:
        return None
    return gathered(Path(chosen), journal, history.begun(db.connection()), db.key)


def gathered(place: Path, journal: Path, begun: int, key: str | None) -> Path:
    """Return a journal's own folder in a second place; nothing fails when that is not there.

    Once, its copies are taken out of the folder that all journals of that name had.

    Args:
        place: The place that was chosen.
        journal: The journal's path.
        begun: When it was begun (``history.begun``).
        key: The passphrase of its copies.
    """
    own = paths.second_backup_folder(place, journal, begun)
    shared, part = place / paths.backup_folder(journal).name, own.with_name(f"{own.name}.part")
    if os.path.isdir(own) or not (os.path.isdir(shared) or os.path.isdir(part)):
        return own
    if os.path.exists(place / journal.name):  # the folder is the first place of a journal there
        return own
    with contextlib.suppress(OSError, UserError):  # what is not moved now is at the next time
        copies.private_folder(part)
        known = {(one.name, one.stat().st_size) for one in belongings.copies(journal)}
        for one in belongings.copies(journal, shared):
            if one.parent == shared and (
                (one.name, one.stat().st_size) in known or _is_of(one, begun, key)
            ):
                os.rename(one, part / one.name)
        opening.sync_folder(part)
        os.rename(part, own)
        opening.sync_folder(place)
        shared.rmdir()  # fails while something of another is in it
    return own


def _is_of(copy: Path, begun: int, key: str | None) -> bool:
    """Say whether a backup is of the journal begun then; one that can't be read is not."""
    with contextlib.suppress(UserError, *DatabaseError):
        opening.gate(copy, encrypted=key is not None, reading=True)
        key = key if opening.is_encrypted(copy) else None
        with contextlib.closing(connect(uri(copy, mode="ro", immutable="1"), key)) as connection:
            opening.unlock(connection, key)
            opening.inspect(connection, copy, reading=True)
            return history.begun(connection) == begun
    return False


def remember(journal: Journal) -> None:
    """Note in the open journal where copies of its backups go, for when that is changed."""
    chosen, known = settings.read(backups.SECOND_FOLDER), _places(db.connection())
    if chosen and chosen not in known:
        with contextlib.suppress(UserError), journal.housekeeping() as connection:
            history.put_meta(connection, _PLACES, json.dumps([*known, chosen]))


def carry(connection: Connection, to: Connection) -> None:
    """Let the journal that comes in the place of another one know where that one's copies went.

    Args:
        connection: Open on the other one.
        to: The one that comes, to be written.
    """
    there = connection.execute(_CHOSEN, (backups.SECOND_FOLDER,)).fetchone()
    known = _places(to)
    more = [*_places(connection), *(there or ())]
    if any(one and one not in known for one in more):
        places = dict.fromkeys(one for one in (*known, *more) if one)
        history.put_meta(to, _PLACES, json.dumps(list(places)))


def former(connection: Connection, journal: Path) -> tuple[list[Path], list[Path]]:
    """Return where copies went before.

    Args:
        connection: Open on the journal.
        journal: Its path.

    Returns:
        (our folders that are there, the places that can't be looked at now)
    """
    now = connection.execute(_CHOSEN, (backups.SECOND_FOLDER,)).fetchone()
    begun = history.begun(connection)
    there, away = [], []
    for place in map(Path, _places(connection)):
        if now is None or place != Path(now[0]):
            own = paths.second_backup_folder(place, journal, begun)
            if os.path.isdir(own):
                there.append(own)
            elif not (os.path.isdir(place) and os.access(place, os.R_OK | os.X_OK)):
                away.append(place)
    return there, away


def _places(connection: Connection) -> list[str]:
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (_PLACES,)).fetchone()
    with contextlib.suppress(ValueError):
        found = json.loads(row[0]) if row else []
        if isinstance(found, list):
            return [one for one in found if isinstance(one, str)]
    return []


def copy_there(journal: Journal, backup: Path) -> None:
    """Copy a backup of the open journal to its second place, prove the copy, thin what is there.

    What keeps it from being copied is no error: ``backups.second_lag`` tells.
    """
    folder = settled(journal.path)
    if folder is None:
        return
    remember(journal)
    part = folder / f"{backup.name}.part"
    with contextlib.suppress(OSError, UserError):
        if not os.path.isdir(folder.parent):  # of a disk that isn't plugged in: it stays empty
            return
        copies.private_folder(folder)
        try:
            part.unlink(missing_ok=True)
            copy_piece(backup, part)
            copies.look(part, db.key)
            os.replace(part, folder / backup.name)
            opening.sync_folder(folder)
        finally:
            part.unlink(missing_ok=True)
        backups.thin(journal, folder)
