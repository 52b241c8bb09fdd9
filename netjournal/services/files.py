"""Files that appear whole or not at all, and are readable by their owner only."""

from __future__ import annotations

import contextlib
import errno
import io
import os
from typing import IO, TYPE_CHECKING, Any, BinaryIO
from urllib.parse import unquote, urlsplit

from netjournal.errors import DiskError, NoPermission, NotFound, UsageError, UserError
from netjournal.models.engine import APPLICATION_ID
from netjournal.models.handle import db
from netjournal.models.opening import is_locked, sync_folder
from netjournal.paths import BACKUP_SUFFIX, SUFFIX

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_OURS = (b"\x89PNG\r\n\x1a\n", b"%PDF-")  # what we write that can look like noise, too
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class AtomicFile:
    """Write a file under a temporary name beside it, then give it its name in one move.

    ``with AtomicFile(path) as stream:`` yields a binary stream, with ``encoding`` a text stream.
    Leaving the block by an exception leaves what was there before untouched. A symbolic link at
    ``path`` is replaced, never followed; a journal or a backup there is never replaced. The mode
    is 0600.

    Args:
        path: Where the file is to be.
        encoding: Encoding of a text stream, which writes line ends as given; ``None`` for bytes.

    Raises:
        NotFound: The folder does not exist.
        NoPermission: Nothing may be written there.
        DiskError: The disk is full or failed.
        UsageError: ``path`` is a folder or a journal.
    """

    def __init__(self, path: Path, *, encoding: str | None = None) -> None:
        self.path = path
        self._encoding = encoding
        self._part: Path | None = None
        self._raw: BinaryIO | None = None
        self._stream: IO[Any] | None = None

    def __enter__(self) -> IO[Any]:
        """Open the temporary file."""
        refuse(self.path)
        # known before it is there: who is interrupted in between takes it away, too
        self._part = self.path.parent / f".new-{os.urandom(8).hex()}.part"
        try:
            return self._open(self._part)
        except OSError as error:
            self._clean()
            raise explain(error, self.path) from None
        except BaseException:
            self._clean()
            raise

    def _open(self, part: Path) -> IO[Any]:
        handle = os.open(part, _NEW, 0o600)
        raw = self._raw = io.BufferedWriter(io.FileIO(handle, "wb"), 1 << 18)
        stream: IO[Any] = raw
        if self._encoding is not None:
            stream = io.TextIOWrapper(raw, encoding=self._encoding, newline="")
        self._stream = stream
        return stream

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Finish the file, or take everything back."""
        try:
            if error is None:
                self._finish()
        except OSError as trouble:
            raise explain(trouble, self.path) from None
        finally:
            self._clean()
        if isinstance(error, OSError) and not isinstance(error, BrokenPipeError):
            raise explain(error, self.path) from None

    def _finish(self) -> None:
        assert self._stream is not None
        assert self._raw is not None
        assert self._part is not None
        self._stream.flush()
        os.fsync(self._raw.fileno())
        self._stream.close()
        os.replace(self._part, self.path)
        self._part = None
        sync_folder(self.path.parent)

    def _clean(self) -> None:
        with contextlib.suppress(OSError):  # closing flushes, which a full disk refuses again
            if self._stream is not None:
                self._stream.close()
        with contextlib.suppress(OSError):
            if self._raw is not None:
                self._raw.close()
        if self._part is not None:
            self._part.unlink(missing_ok=True)


def refuse(path: Path) -> None:
    """Refuse to write a file over a folder, a journal or a backup.

    Raises:
        UsageError: One of them is at ``path``; the sentence says which.
    """
    if os.path.isdir(path) and not os.path.islink(path):
        raise UsageError(f"{path.name} is a folder: choose a file name.", file=path.name)
    if holds_journal(path):
        raise UsageError(
            f"{path.name} is a journal, which is not overwritten: choose another name.",
            file=path.name,
        )


def is_journal(path: Path) -> bool:
    """Say whether a journal is at ``path``; the open one is not even looked into.

    Closing any handle on a file drops all locks that this process has on it, SQLite's too.
    """
    try:
        if db.database and os.path.samefile(path, unquote(urlsplit(str(db.database)).path)):
            return True
        with path.open("rb") as file:
            return file.read(72)[68:] == APPLICATION_ID.to_bytes(4, "big")
    except OSError:
        return False


def holds_journal(path: Path) -> bool:
    """Say whether a journal or a backup may be at ``path``, one that can't be read from here too.

    Under a passphrase it is noise, and one that lost its beginning is known by its name alone.
    """
    if is_journal(path):
        return True
    try:
        if path.suffix.lower() in (SUFFIX, BACKUP_SUFFIX) and path.stat().st_size:
            return True
        with path.open("rb") as file:
            if file.read(8).startswith(_OURS):
                return False
        return is_locked(path)
    except OSError:
        return False


def explain(error: OSError, path: Path) -> UserError:
    """Return what a person can do about an operating-system error while writing ``path``."""
    if error.errno in _FULL:
        return DiskError(
            f"The disk is full: {path.name} was not written. Free some space and try again.",
            file=path.name,
        )
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return NotFound(f"There is no folder for {path.name}: make it first.", file=path.name)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ETXTBSY):
        return NoPermission(
            f"{path.name} may not be written there: choose another folder or allow writing.",
            file=path.name,
        )
    if error.errno in (errno.ENAMETOOLONG, errno.EINVAL):
        return UsageError("This file name is not possible here: choose another one.")
    return DiskError(f"{path.name} could not be written: check the disk.", file=path.name)
