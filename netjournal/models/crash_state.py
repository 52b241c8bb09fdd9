"""What a crash left behind is kept aside before SQLite puts it together, and looked at first.

A write-ahead log that is not empty means that the last session did not end well, or that somebody
copied another file over the journal while its old log stayed beside it. SQLite cannot tell the two
apart and would make one file of both. So the pieces are copied into ``…-backups/crash-<UTC>/``, and
the whole they would make is proved, by reading alone, before a byte is changed.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import Final

from netjournal import paths
from netjournal.errors import JournalDamaged, UserError
from netjournal.models import aside, copies, opening, wiping
from netjournal.models.engine import DatabaseError, connect, expected, uri

KEPT_NAME: Final = "crash-"  # folders beside the backups
_KEPT: Final = 3
_BIG: Final = 64 << 20  # bytes; above, indexes aren't compared with their tables


def keep(path: Path, sidecars: list[Path], key: str | None) -> Path | None:
    """Keep what a crash left and prove that it is one journal; the caller holds the lock.

    Args:
        path: The journal.
        sidecars: The files beside it that have something in them.
        key: Its passphrase.

    Returns:
        The folder with the pieces, None when there is no room for a copy.

    Raises:
        JournalDamaged: The pieces don't make a whole; none of them was changed.
        UserError: They can't be read.
    """
    kept = None
    with contextlib.suppress(OSError, UserError):  # a full disk must not keep the journal closed
        kept = _copy(path, [path, *sidecars])
    if sidecars[0].name.endswith("-wal"):
        prove(path, uri(path, mode="ro"), key, kept)
    return kept


def _copy(path: Path, pieces: list[Path]) -> Path:
    backups = copies.private_folder(paths.backup_folder(path))
    folder = backups / f"{KEPT_NAME}{copies.stamp()}"
    part = Path(tempfile.mkdtemp(prefix=".crash-", suffix=".part", dir=backups))
    try:
        for piece in pieces:
            copy_piece(piece, part / piece.name)
        if folder.exists():
            folder = backups / f"{folder.name}-{os.getpid()}"
        os.rename(part, folder)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    opening.sync_folder(backups)
    older = sorted(backups.glob(f"{KEPT_NAME}*"))[:-_KEPT]
    for one in (*older, *backups.glob(".crash-*.part")):
        shutil.rmtree(one, ignore_errors=True)
    return folder


def drop_marked(path: Path, key: str | None, mark: str) -> None:
    """Write over and remove what was kept of a crash and has a mark; nothing fails.

    Args:
        path: The journal.
        key: Its passphrase.
        mark: What those have in ``meta``: that they are from between an erasing and its end.
    """
    for folder in paths.backup_folder(path).glob(f"{KEPT_NAME}*"):
        with contextlib.suppress(OSError, UserError, *DatabaseError):
            with copies.opened(folder / path.name, key) as connection:
                sql = "SELECT 1 FROM meta WHERE key = ?"
                marked = connection.execute(sql, (mark,)).fetchone() is not None
            if marked:
                wiping.remove_folder(folder)


def copy_piece(source: Path, target: Path) -> None:
    """Copy a file that nobody has open, durably, for its owner only."""
    with source.open("rb") as old:
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(handle, "wb") as new:
            shutil.copyfileobj(old, new, 1 << 20)
            new.flush()
            os.fsync(new.fileno())


def prove(
    path: Path, target: str, key: str | None, kept: Path | None = None, *, reading: bool = False
) -> None:
    """Prove, by reading alone, that a journal and the log beside it are one whole.

    Args:
        path: The journal.
        target: The URI to read it by.
        key: Its passphrase.
        kept: Where its pieces are kept, for the message.
        reading: It will only be read.

    Raises:
        JournalDamaged: They aren't.
    """
    connection = connect(target, key)
    try:
        opening.unlock(connection, key)
        opening.inspect(connection, path, reading=reading)
        check = "quick_check" if path.stat().st_size > _BIG else "integrity_check"
        sound = connection.execute(f"PRAGMA {check}(1)").fetchall() == [("ok",)]
        sound = sound and not connection.execute("PRAGMA foreign_key_check").fetchone()
        for index, table in (("contact_fts", "contact"), ("interaction_fts", "interaction")):
            held = f"SELECT (SELECT COUNT(*) FROM {index}_docsize) = (SELECT COUNT(*) FROM {table})"
            sound = sound and bool(connection.execute(held).fetchone()[0])
    except DatabaseError as error:
        if not expected(error):
            raise
        sound = False
    finally:
        connection.close()
    if not sound:
        where = f" All pieces are kept in {kept.parent.name}/{kept.name}." if kept else ""
        raise JournalDamaged(
            f"{path.name} and what its last session left beside it do not belong together: "
            f"go back to a backup.{where}"
        )


def private_copy(path: Path, sidecars: list[Path]) -> Path:
    """Copy a journal with what is beside it to a private folder, to be read there; return it."""
    folder = aside.folder()
    try:
        for piece in (path, *sidecars):
            copy_piece(piece, folder / piece.name)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return folder / path.name
