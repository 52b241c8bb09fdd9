"""Whether a file that can't be opened was a journal of ours once, which lost its beginning.

A journal whose first page was overwritten or cut off looks like any other file. Two things tell:
its backups lie beside it, or the text of our own schema stands in what is left of it. Then it is
damaged, and there is a way back; else it is another program's, and none of our business.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from netjournal import paths

if TYPE_CHECKING:
    from pathlib import Path

_LOOKED_AT: Final = 2 << 20  # bytes; the schema stands on the first pages
_OURS: Final = (b"CREATE TABLE contact_method", b"CREATE TABLE interaction_contact")


def was_ours(path: Path) -> bool:
    """Say whether there are backups of a file, or something of our schema is left in it.

    Args:
        path: A file that was refused; it is read, and not with SQLite.
    """
    return _has_backups(path) or has_our_words(path)


def _has_backups(path: Path) -> bool:
    try:
        with os.scandir(paths.backup_folder(path)) as found:
            return any(one.name.endswith(paths.BACKUP_SUFFIX) for one in found)
    except OSError:
        return False


def has_our_words(path: Path) -> bool:
    """Say whether the text of our schema stands in a file, which then is under no passphrase."""
    try:
        with path.open("rb") as file:
            beginning = file.read(_LOOKED_AT)
    except OSError:
        return False
    return any(words in beginning for words in _OURS)
