"""Whether the journal is still the file that was opened: looked at around each commit.

SQLite goes on writing into a file that was deleted, renamed or replaced, and says nothing. A look
at the path costs some microseconds.
"""

from __future__ import annotations

import contextlib
import os
import threading
from typing import TYPE_CHECKING

from netjournal.errors import JournalMoved

if TYPE_CHECKING:
    from pathlib import Path

    from netjournal.models.engine import Connection


class Place:
    """Where an open journal lies.

    Args:
        path: The journal, opened a moment ago.
        only_read: Whether somebody else may write it, so that its size tells nothing.
    """

    def __init__(self, path: Path, *, only_read: bool = False) -> None:
        """Remember which file it is."""
        self.path = path
        self._only_read = only_read
        info = os.stat(path)
        self._identity = (info.st_dev, info.st_ino)
        self._size = info.st_size
        self._least: int | None = None  # what it may shrink to, once
        self._lost: JournalMoved | None = None
        self._rescued = False
        self._once = threading.Lock()

    def kept(self) -> bool:
        """Say whether the file is still there, the same, and not shorter than it was."""
        if self._lost is not None:
            return False
        try:
            info = os.stat(self.path)
        except OSError:
            return False
        if (info.st_dev, info.st_ino) != self._identity or self._is_cut_off(info.st_size):
            return False
        self._size = info.st_size
        return True

    def may_shrink(self, least: int) -> None:
        """Expect the file to become shorter, once: it was written anew, if not yet in its place.

        It may even grow before that: what is still in the log comes first.

        Args:
            least: How many bytes it will have at least.
        """
        self._least = least

    def has_settled(self) -> None:
        """Expect that no more: the log is empty, so that the file has its size."""
        if self._least is not None and self.kept():
            self._least = None

    def _is_cut_off(self, size: int) -> bool:
        if size >= self._size or self._only_read:
            return False
        if self._least is None or size < self._least:
            return True
        self._least = None
        return False

    def lost(self, connection: Connection, key: str | None) -> JournalMoved:
        """Return the error that says so, after everything acknowledged was written elsewhere.

        Args:
            connection: One that saw the journal before; it still reads the old file.
            key: The journal's passphrase.

        Returns:
            The same error each time; ``data["rescued"]`` is the path of the copy, or "".
        """
        with self._once:
            return self._lost or self._rescue(connection, key)

    def _rescue(self, connection: Connection, key: str | None) -> JournalMoved:
        from netjournal.models import copies

        rescued = copies.rescue(connection, self.path, key)
        text = f"{self.path.name} was moved, replaced or cut off while open: editing stops. "
        if rescued is None:
            text += "Go back to a backup of it."
        else:
            text += f"All that you had is in {rescued.name}."
        self._lost = JournalMoved(text, rescued=str(rescued or ""), path=str(self.path))
        self._rescued = rescued is not None
        return self._lost

    def clear(self) -> None:
        """Remove our log from beside whatever is at the path now, once all in it is rescued.

        SQLite leaves it there when its file has moved; the next start would take it for the log of
        the file that was put in the place. Call when every connection is closed.
        """
        if self._rescued:
            for end in ("-wal", "-shm"):
                with contextlib.suppress(OSError):
                    self.path.with_name(self.path.name + end).unlink()
