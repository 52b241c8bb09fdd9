"""Journals kept aside: what gave way to another, what a crash left. Each in a folder of its own.

Such a folder may be the only place where a state still is, as a backup of it may have failed. So
who takes something away from every copy treats it like a backup, and it goes only where a whole
backup has the very state.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from typing import TYPE_CHECKING, Final

from netjournal.errors import UserError
from netjournal.models import copies, history, opening, preparing, wiping
from netjournal.models.engine import DatabaseError
from netjournal.services.keeping import backups, belongings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_TYPED: Final = "SELECT key, text FROM draft ORDER BY key"  # which is no step


def settle(journal: Path, places: Sequence[Path], keys: Sequence[str | None]) -> None:
    """Make one file of each journal kept aside, and let those go that a backup has.

    Those that can't be opened stay as they are.

    Args:
        journal: The journal's path.
        places: The folders of its backups in second places.
        keys: The passphrases that may be theirs, or a backup's.
    """
    for path in belongings.kept_aside(journal, *places):
        with contextlib.suppress(UserError, OSError, *DatabaseError):
            if is_backed_up(path, journal, keys):
                wiping.remove_folder(path.parent)
            elif preparing.hot(path):
                _fold(path, keys)


def is_under(path: Path, key: str | None) -> bool:
    """Say whether a file is under that very passphrase, or under none when that is None."""
    with contextlib.suppress(UserError, OSError, *DatabaseError), copies.opened(path, key):
        return opening.is_encrypted(path) == (key is not None)
    return False


def is_backed_up(path: Path, journal: Path, keys: Sequence[str | None]) -> bool:
    """Say whether a backup that is whole has the state of a journal kept aside, drafts too.

    Args:
        path: The journal kept aside.
        journal: The journal it was.
        keys: The passphrases that may be its own, or a backup's.

    Raises:
        UserError: It can't be opened.
    """
    with copies.opened(path, _fitting(path, keys)) as source:
        mark, typed = history.mark(source), source.execute(_TYPED).fetchall()
    if mark.at is None:  # it never had a log, and so is told from no other
        return False
    for one in backups.list_backups(journal):
        if one.step == mark.step:
            key = _fitting(one.path, keys)
            with contextlib.suppress(UserError, OSError), copies.opened(one.path, key) as backup:
                if history.mark(backup) == mark and backup.execute(_TYPED).fetchall() == typed:
                    copies.prove(backup, one.path)
                    return True
    return False


def _fitting(path: Path, keys: Sequence[str | None]) -> str | None:
    """Return the first passphrase that opens a copy; the last where none does."""
    for key in keys[:-1]:
        with contextlib.suppress(UserError, OSError, *DatabaseError), copies.opened(path, key):
            return key
    return keys[-1]


def _fold(path: Path, keys: Sequence[str | None]) -> None:
    """Put a journal and the log beside it together, in a folder that comes instead of theirs.

    A kill in between leaves both, and no log beside a file that it is not of.
    """
    place, number = path.parent.parent, 2
    while (folder := place / f"{path.parent.name}.{number}").exists():
        number += 1
    part = place / f".{folder.name}.part"
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(mode=0o700)
    try:
        key = _fitting(path, keys) if opening.is_encrypted(path) else None
        with copies.opened(path, key) as source:
            copies.take(source, part / path.name, key)
        os.rename(part, folder)
    except BaseException:
        wiping.remove_folder(part)
        raise
    opening.sync_folder(place)
    wiping.remove_folder(path.parent)
