"""All that is ours around a journal: its backups, and what damage, crashes and kills left aside.

Forgetting and passphrases must reach every copy of what they take away, whatever it is called by
now. Public: ``copies``, ``kept_aside``, ``leftovers``, ``other_journals``, ``remove``,
``is_treated``.
"""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from netjournal import paths
from netjournal.errors import DiskError, UserError
from netjournal.models import preparing, wiping
from netjournal.models.engine import DatabaseError, translate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_FAILURES: Final[tuple[type[Exception], ...]] = (UserError, *DatabaseError)
_DAMAGED: Final = ".damaged"
_ASIDE: Final = ("crash-", "replaced-")  # folders
_SIDECARS: Final = ("-wal", "-shm", "-journal")
_MADE_OF: Final = re.compile(r"(.*?)-(?:rescued|repaired)-")
_HALF: Final = (".part", ".part-journal")  # files and folders that were being made


def copies(journal: Path, *places: Path) -> list[Path]:
    """Return every whole copy: the backups, those too that turned out to be damaged.

    Args:
        journal: The journal's path.
        *places: The folders of its backups in second places.
    """
    found: list[Path] = []
    for folder in _folders(journal, *places):
        there = [
            path
            for path in _entries(folder)
            if path.name.removesuffix(_DAMAGED).endswith(paths.BACKUP_SUFFIX)
            and os.path.isfile(path)
        ]
        found += sorted(there, reverse=True)  # their names begin with when they were made
    return found


def kept_aside(journal: Path, *places: Path) -> list[Path]:
    """Return the journals that gave way, or that a crash left; arguments as for ``copies``.

    Each is in a folder of its own, with the log of it where it has one.
    """
    held = (_held(path, journal) for path in _asides(journal, *places))
    return sorted(path for path in held if path is not None)


def _asides(journal: Path, *places: Path) -> list[Path]:
    return [
        path
        for folder in _folders(journal, *places)
        for path in _entries(folder)
        if path.name.startswith(_ASIDE) and not path.name.endswith(_HALF) and os.path.isdir(path)
    ]


def _held(folder: Path, journal: Path) -> Path | None:
    """Return the journal in a folder; of another name where it was called so then."""
    no_journal = (*_HALF, *_SIDECARS)
    files = [
        one for one in _entries(folder) if os.path.isfile(one) and not one.name.endswith(no_journal)
    ]
    return min(files, key=lambda one: (one.name != journal.name, one.name), default=None)


def leftovers(journal: Path, *places: Path) -> list[Path]:
    """Return files and folders that nobody goes on with; arguments as for ``copies``."""
    asides = _asides(journal, *places)
    found = [
        path
        for folder in [*_folders(journal, *places), *asides]
        for path in _entries(folder)
        if path.name.endswith(_HALF)
    ]
    found += [folder for folder in asides if _held(folder, journal) is None]
    start = (f"{journal.name}.", f"{journal.name}-")  # of the journal, and of its log
    beside = _entries(journal.parent)
    return found + [p for p in beside if p.name.startswith(start) and p.name.endswith(_HALF)]


def other_journals(journal: Path) -> list[Path]:
    """Return the journals that a rescue or a repair made of one, or that it was made of itself.

    They are whole ones, of their own; rescues lie in the data folder where need be.
    """
    name = _MADE_OF.match(journal.stem)
    first = name[1] if name else journal.stem
    return sorted(
        path
        for folder in dict.fromkeys((journal.parent, paths.data_folder()))
        for path in _entries(folder)
        if path.suffix == journal.suffix and path != journal and os.path.isfile(path)
        if path.name.startswith((f"{first}-rescued-", f"{first}-repaired-"))
        or path == journal.with_name(f"{first}{journal.suffix}")
    )


def remove(path: Path) -> None:
    """Write over a file or a folder of files, and delete it; nothing happens where it can't be."""
    if os.path.isdir(path):
        wiping.remove_folder(path)
    else:
        wiping.remove(path)


def is_treated(path: Path, treat: Callable[[], None]) -> bool:
    """Treat one copy and say whether nothing of it is left as it was.

    Args:
        path: The copy. One that can't be opened goes, if it had turned out to be damaged: nothing
            else would reach what is in it. A backup that was never found damaged stays.
        treat: Puts another in its place, or raises.
    """
    if preparing.hot(path):  # a part of it is in its log
        return False
    try:
        treat()
    except OSError:
        return False
    except _FAILURES as error:
        known = error if isinstance(error, UserError) else translate(error)
        return not isinstance(known, DiskError) and _is_dropped(path)
    return True


def _is_dropped(path: Path) -> bool:
    if not path.name.endswith(_DAMAGED):
        return False
    remove(path)
    return not path.exists()


def _folders(journal: Path, *places: Path) -> list[Path]:
    return [paths.backup_folder(journal), *places]


def _entries(folder: Path) -> Iterator[Path]:
    with contextlib.suppress(OSError):
        for entry in os.scandir(folder):
            if not entry.is_symlink():
                yield Path(entry.path)
