"""Whole, verified copies of a journal: one file each, made by SQLite's backup API.

A journal is never copied as a file while it is open: what is in its write-ahead log would be
missing, or half of a change in it. ``take`` copies what a connection sees at one moment, proves the
copy whole, and gives it its name last, so a copy is there completely or not at all.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from netjournal.errors import Cancelled, JournalDamaged, TakenAway, UserError
from netjournal.models import migrations, opening, preparing, proving
from netjournal.models.engine import Connection, DatabaseError, connect, translate, uri
from netjournal.models.lock import is_held
from netjournal.progress import Silent

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from netjournal.progress import Progress

_PAGES: Final = 2_000  # of 4 KiB, between two looks at Cancel
_COUNTED: Final = ("contact", "interaction", "event", "photo", "need", "help", "followup")
_FAILURES: Final[tuple[type[Exception], ...]] = (UserError, OSError, *DatabaseError)
INFO: Final = "copy_of"  # the mark in ``meta`` of a copy that tells when, why and what of


def stamp(moment: datetime | None = None) -> str:
    """Return a moment (UTC, now when None) as it stands in file names: ``20261127T081500Z``."""
    return (moment or datetime.now(UTC)).astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def take(
    source: Connection,
    path: Path,
    key: str | None,
    *,
    note: Mapping[str, object] | None = None,
    progress: Progress | None = None,
) -> dict[str, int]:
    """Write what ``source`` sees now into a new file.

    Args:
        source: An open connection with no transaction of its own.
        path: Where; its folder exists. A file that is there is replaced in one move.
        key: The journal's passphrase; the copy has the same.
        note: What the copy shall say about itself (``INFO``), beside its counts.
        progress: Told of pages; may raise ``Cancelled``.

    Returns:
        How many rows the counted tables have.

    Raises:
        TakenAway: Who forgets somebody took it away half done.
        UserError: The disk is full, the source is damaged, …; nothing is left behind.
    """
    # a name that nobody has; known before it is there: who is interrupted takes it away, too
    part = path.with_name(f"{path.name}.{os.urandom(4).hex()}.part")
    begun = False
    try:
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        begun = True
        counts = _fill(source, part, key, dict(note or {}), progress or Silent())
        _make_durable(part, path)
    except Cancelled:
        raise
    except _FAILURES as error:
        raise _told(error, path, taken_away=begun and not part.exists()) from None
    finally:
        for name in (part.name, part.name + "-journal"):
            with contextlib.suppress(OSError):
                part.with_name(name).unlink(missing_ok=True)
    return counts


def _told(error: Exception, path: Path, *, taken_away: bool) -> UserError:
    if taken_away:
        return TakenAway("The copy was taken away before it was done: make it again.")
    if isinstance(error, OSError):
        return opening.os_error(error, path)
    return error if isinstance(error, UserError) else translate(error)


def _fill(
    source: Connection, part: Path, key: str | None, note: dict[str, object], watch: Progress
) -> dict[str, int]:
    copy = connect(uri(part, mode="rw"), key)
    try:
        copy.execute("PRAGMA synchronous = OFF")  # flushed once, at the end
        copy.execute("PRAGMA journal_mode = MEMORY").fetchall()
        source.execute("BEGIN")  # one state of the journal, whatever is written meanwhile
        try:
            there = counts(source)

            def step(_status: int, left: int, total: int) -> None:
                watch.step(total - left, total)

            source.backup(copy, pages=_PAGES, progress=step)
        finally:
            source.execute("ROLLBACK")
        copy.execute("PRAGMA journal_mode = DELETE").fetchall()
        _write_note(copy, {**note, "counts": there})
        prove(copy, part, reading=True)
        if counts(copy) != there:
            raise JournalDamaged("A copy of the journal is not what it should be: check the disk.")
        return there
    finally:
        copy.close()


def _write_note(copy: Connection, note: dict[str, object]) -> None:
    now = int(datetime.now(UTC).timestamp() * 1000)
    copy.execute("DELETE FROM meta WHERE key = ?", (INFO,))
    copy.execute(
        "INSERT INTO meta (key, value, created_at, updated_at) VALUES (?, ?, ?, ?)",
        (INFO, json.dumps(note), now, now),
    )


def read_note(connection: Connection) -> dict[str, object]:
    """Return what a copy says about itself; empty for a journal that is no copy."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (INFO,)).fetchone()
    try:
        found = json.loads(row[0]) if row else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def counts(connection: Connection) -> dict[str, int]:
    """Return how many rows the tables that matter most have."""
    return {
        table: int(connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0])
        for table in _COUNTED
    }


def _aside(connection: Connection) -> int:
    """Return how many contacts no list shows, as they are archived or in the trash."""
    query = "SELECT COUNT(*) FROM contact WHERE trashed_at IS NOT NULL OR archived_at IS NOT NULL"
    return int(connection.execute(query).fetchone()[0])


def prove(connection: Connection, path: Path, *, reading: bool = False) -> None:
    """Check that an open file is a whole journal of ours.

    Args:
        connection: Open on the file.
        path: The file, for the message.
        reading: Also one of a newer NetJournal that this one may read.

    Raises:
        JournalDamaged: It is not whole.
        NotAJournal: Its structure is not ours.
    """
    opening.inspect(connection, path, reading=reading)
    if not proving.is_whole(connection):
        raise _damaged(path)


def _damaged(path: Path) -> JournalDamaged:
    return JournalDamaged(f"{path.name} is damaged: choose another backup.", file=path.name)


def look(path: Path, key: str | None, *, whole: bool = True) -> dict[str, object]:
    """Look into a copy without changing a byte of it; return its note with its counts.

    Args:
        path: The copy; nobody has it open.
        key: Its passphrase.
        whole: Prove it whole, too (as long as a copy takes).

    Raises:
        UserError: It is no journal, damaged, or has another passphrase.
    """
    with opened(path, key) as connection:
        if whole:
            prove(connection, path)
        version = migrations.version(connection)
        found = {"counts": counts(connection), "aside": _aside(connection), "schema": version}
        return {**read_note(connection), **found}


@contextlib.contextmanager
def opened(path: Path, key: str | None) -> Iterator[Connection]:
    """Open a copy, or any other journal, to be looked into; not a byte of it is changed.

    Args:
        path: The file. With a log that a crash left beside it the two are put together elsewhere:
            the file alone lacks what was acknowledged last.
        key: Its passphrase; not used where it has none.

    Raises:
        UserError: It is no journal, damaged, or has another passphrase; its log is of another file.
    """
    try:
        opening.gate(path, encrypted=key is not None)
    except JournalDamaged:
        raise _damaged(path) from None
    key = key if opening.is_encrypted(path) else None
    with _whole(path, key) as target:
        connection = connect(target, key)
        try:
            opening.unlock(connection, key)
            yield connection
        except DatabaseError as error:
            raise translate(error) from None
        finally:
            connection.close()


@contextlib.contextmanager
def _whole(path: Path, key: str | None) -> Iterator[str]:
    """Give the URI by which a file is read together with the log beside it."""
    pieces = preparing.hot(path)
    if not pieces:
        yield uri(path, mode="ro", immutable="1")
        return
    if is_held(path):  # a session goes on, and SQLite knows what it has acknowledged
        yield uri(path, mode="ro")
        return
    from netjournal.models import crash_state

    try:
        copy = crash_state.private_copy(path, pieces)
    except OSError as error:
        raise opening.os_error(error, path) from None
    try:
        target = uri(copy, mode="rw")
        crash_state.prove(copy, target, key)
        yield target
    finally:
        shutil.rmtree(copy.parent, ignore_errors=True)


def write_under(source: Connection, part: Path, key: str | None) -> None:
    """Write all of ``source`` into an empty file under another passphrase.

    Args:
        source: Opened with ``attach`` for that file.
        part: The empty file.
        key: The other passphrase; None for none.
    """
    source.execute("ATTACH DATABASE ? AS other KEY ?", (str(part), key or ""))
    try:
        source.execute("PRAGMA other.synchronous = OFF")  # flushed once, at the end
        source.execute("PRAGMA other.journal_mode = MEMORY").fetchall()
        source.execute("SELECT sqlcipher_export('other')").fetchall()
        version = migrations.version(source)
        source.execute(f"PRAGMA other.application_id = {opening.APPLICATION_ID:d}")
        source.execute(f"PRAGMA other.user_version = {version:d}")
    finally:
        source.execute("DETACH DATABASE other")


def _make_durable(part: Path, path: Path) -> None:
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    os.replace(part, path)
    opening.sync_folder(path.parent)


def private_folder(folder: Path) -> Path:
    """Make a folder that only its owner may enter, with what is missing above it.

    Raises:
        UserError: It can't be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise opening.os_error(error, folder) from None
    return folder


def rescue(source: Connection, path: Path, key: str | None) -> Path | None:
    """Write everything an open connection still sees into a new file beside ``path``.

    For a journal that was moved, deleted or replaced while open. None when nothing can be read or
    written any more.
    """
    from netjournal import paths

    name = f"{path.stem}-rescued-{stamp()}{path.suffix}"
    for folder in (path.parent, paths.data_folder()):
        target = folder / name
        with contextlib.suppress(UserError, OSError):
            if not target.exists():
                take(source, private_folder(folder) / name, key, note={"reason": "rescued"})
            return target
    return None
