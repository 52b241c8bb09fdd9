"""One writer: a lock file beside the journal, held as long as the journal is open for writing.

Within this process, one thread after the other: ``Turn``.
"""

from __future__ import annotations

import errno
import os
import sys
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from netjournal.errors import Busy, DiskError, JournalInUse, NoPermission, UserError

if TYPE_CHECKING:
    from pathlib import Path

_PATIENCE: Final = 0.25  # seconds: keeping a draft takes some milliseconds
_NEVER: Final = float("inf")
_FULL: Final = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}

if sys.platform == "win32":  # pragma: no cover - the other branch runs here
    import msvcrt

    def _try_lock(handle: int) -> bool:
        try:
            os.lseek(handle, 1 << 20, os.SEEK_SET)  # a byte beyond the text others may read
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True


def is_held(journal: Path) -> bool:
    """Say whether somebody writes a journal now; looked at from outside, the lock isn't taken."""
    try:
        handle = os.open(journal.with_name(journal.name + ".lock"), os.O_RDWR)
    except OSError:
        return False
    try:
        return not _try_lock(handle)
    finally:
        os.close(handle)


def _refusal(error: OSError, other: type[UserError] = NoPermission) -> UserError:
    """Return why there is no lock; ``other`` is what it means when the disk isn't full."""
    if error.errno in _FULL:
        return DiskError("The disk is full: free some space and try again. Nothing was changed.")
    if other is DiskError:
        return DiskError("The disk could not be written: check the disk and try again.")
    return NoPermission("This journal can only be read here: its folder does not allow writing.")


class Turn:
    """Whose turn it is to write, of the threads of this process."""

    def __init__(self) -> None:
        """Let nobody write yet."""
        self._lock = threading.Lock()
        self._whose: int | None = None
        self._since = _NEVER

    def take(self) -> None:
        """Wait a little until nobody else writes; not for what is known to be long.

        Raises:
            Busy: Somebody does.
            RuntimeError: This thread itself does: a mistake of ours.
        """
        mine = threading.get_ident()
        if self._whose == mine:
            raise RuntimeError("an edit is already open: one writer at a time")
        if not self._lock.acquire(blocking=False):
            rest = min(_PATIENCE, self._since + _PATIENCE - time.monotonic())
            if not self._lock.acquire(timeout=max(0.0, rest)):
                raise Busy("Something long is being written: try again in a moment.")
        self._whose, self._since = mine, time.monotonic()

    def give_back(self) -> None:
        """Let others write."""
        self._whose, self._since = None, _NEVER
        self._lock.release()

    @property
    def taken(self) -> bool:
        """Whether any thread writes."""
        return self._lock.locked()


class WriterLock:
    """The right to write a journal, for one process; it dies with the process."""

    def __init__(self, journal: Path, holder: str) -> None:
        """Name the lock of ``journal``.

        Args:
            journal: The journal's path.
            holder: Who asks, for the message others get ("window", "command line").
        """
        self.path = journal.with_name(journal.name + ".lock")
        self._holder = holder
        self._handle: int | None = None

    def acquire(self, timeout: float = 2.0) -> None:
        """Take the lock, waiting up to ``timeout`` seconds.

        Raises:
            JournalInUse: Someone else keeps it; the message says who.
            NoPermission: The folder cannot be written.
            DiskError: The disk is full or fails.
        """
        end = time.monotonic() + timeout
        while not self._attempt():
            if time.monotonic() >= end:
                who = self._who()
                raise JournalInUse(
                    f"Another NetJournal ({who}) has this journal open: "
                    "close it there, then try again.",
                    holder=who,
                )
            time.sleep(0.05)

    def _attempt(self) -> bool:
        try:
            handle = os.open(self.path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        except OSError as error:
            raise _refusal(error) from None
        if not _try_lock(handle):
            os.close(handle)
            return False
        try:  # the holder before us may have unlinked the file between open and lock
            same = os.stat(self.path).st_ino == os.fstat(handle).st_ino
        except OSError:
            same = False
        if not same:
            os.close(handle)
            return False
        self._handle = handle
        try:
            os.ftruncate(handle, 0)
            os.write(handle, f"{self._holder}, process {os.getpid()}\n".encode())
        except OSError as error:
            self.release()
            raise _refusal(error, DiskError) from None
        return True

    def _who(self) -> str:
        try:
            return self.path.read_text("utf-8", "replace").strip()[:80] or "unknown"
        except OSError:
            return "unknown"

    def release(self) -> None:
        """Give the lock back; the file goes with it."""
        if self._handle is None:
            return
        if sys.platform != "win32":  # Windows cannot unlink an open file; it stays, harmless
            with suppress(OSError):  # a file that stays locks nobody out
                self.path.unlink(missing_ok=True)
        os.close(self._handle)
        self._handle = None
