"""A journal that exists, made ready to be read or written: looked at first, changed last."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING, Final

from netjournal import paths
from netjournal.errors import NewerJournal, NoPermission
from netjournal.models import migrations, opening
from netjournal.models.engine import Connection, DatabaseError, connect, translate, uri
from netjournal.models.lock import is_held

if TYPE_CHECKING:
    from pathlib import Path

_SIDECARS: Final = ("-wal", "-journal")


def hot(path: Path) -> list[Path]:
    """Return the sidecar files with something in them: a crash, or a session that goes on."""
    found = (path.with_name(path.name + end) for end in _SIDECARS)
    return [one for one in found if one.is_file() and one.stat().st_size > 0]


def only_reads(path: Path, key: str | None) -> bool:
    """Look at a journal from outside; say whether it is a newer one that can only be read.

    Raises:
        UserError: One of ``opening.gate``'s: it can't be opened at all.
    """
    try:
        opening.gate(path, encrypted=key is not None)
    except NewerJournal:
        prepare(path, read_only=True, key=key)
        return True
    return False


def expect_writable(path: Path) -> None:
    """Refuse to write a file that can only be read: SQLite fails with the first edit only.

    Raises:
        NoPermission: It can't be written.
    """
    if not os.access(path, os.W_OK):
        raise NoPermission("This journal can only be read here: allow writing to its file.")


def prepare(path: Path, *, read_only: bool, key: str | None) -> tuple[str, int]:
    """Inspect, switch to WAL and migrate as needed.

    Before anything may change the file, what a crash left is kept aside, and an older journal is
    backed up. An older one that is only read stays as it is: a private copy is brought up to date.

    Returns:
        (the URI that connections use, the version of the schema in the file as it was)
    """
    if read_only:
        target = _reading_uri(path)
        if hot(path) and not is_held(path):  # no session goes on: what is it the log of?
            from netjournal.models import crash_state

            crash_state.prove(path, target, key, reading=True)
    else:
        target = uri(path, mode="rw")
        if hot(path):
            from netjournal.models import crash_state

            crash_state.keep(path, hot(path), key)
    connection = connect(target, key)
    try:
        opening.unlock(connection, key)
        opening.inspect(connection, path, reading=read_only)
        found = migrations.version(connection)
        if read_only and found < migrations.SCHEMA:
            target = _brought_up(connection, path, key)
        elif not read_only:
            if found < migrations.SCHEMA:
                _before_migration(connection, path, key)
            connection.execute("PRAGMA journal_mode = WAL").fetchall()
            migrations.migrate(connection)
    except DatabaseError as error:
        raise translate(error) from None
    finally:
        connection.close()
    return target, found


def _brought_up(connection: Connection, path: Path, key: str | None) -> str:
    """Bring a private copy of an older journal to the present format; return how to read it."""
    from netjournal.models import aside, copies

    copy = aside.folder() / path.name
    remove_later(copy)
    copies.take(connection, copy, key)
    with contextlib.closing(connect(uri(copy, mode="rw"), key)) as fresh:
        migrations.migrate(fresh)
    return uri(copy, mode="ro", immutable="1")


def _before_migration(connection: Connection, path: Path, key: str | None) -> None:
    """Keep the journal as the older version left it; without that nothing is migrated."""
    from netjournal.models import copies

    version = migrations.version(connection)
    folder = copies.private_folder(paths.backup_folder(path))
    name = f"{copies.stamp()}-migration{paths.BACKUP_SUFFIX}"
    note = {"reason": "migration", "of": path.name, "schema": version}
    copies.take(connection, folder / name, key, note=note)


def _reading_uri(path: Path) -> str:
    """Return how to open a journal for reading only, wherever it lies.

    Beside a log that may be in use, SQLite needs its shared memory file. Where that can't be made
    (a folder or a medium that can't be written), a complete file is opened as it is; with a log,
    the pieces are copied to a private folder first. So they are where a crash left a change that
    has to be taken back (``-journal``: an old format, or one being made): reading alone can't.
    """
    pieces = hot(path)
    unfinished = any(one.name.endswith("-journal") for one in pieces) and not is_held(path)
    if unfinished:
        return uri(private_copy(path), mode="rw")
    if os.access(path.parent, os.W_OK) and os.access(path, os.W_OK):
        return uri(path, mode="ro")
    if not pieces:
        return uri(path, mode="ro", immutable="1")
    return uri(private_copy(path), mode="ro")


def private_copy(path: Path) -> Path:
    """Copy a journal with what is beside it to a private folder, to be read there; return it."""
    from netjournal.models import crash_state

    try:
        copy = crash_state.private_copy(path, hot(path))
    except OSError as error:
        raise opening.os_error(error, path) from None
    remove_later(copy)
    return copy


def remove_later(copy: Path) -> None:
    """Remove a private copy with its folder when the journal is closed."""
    _copies.append(copy.parent)


_copies: list[Path] = []


def forget_copies() -> None:
    """Remove the private copies that were made for reading; called when the journal is closed."""
    while _copies:
        folder = _copies.pop()
        for piece in folder.iterdir():
            piece.unlink(missing_ok=True)
        folder.rmdir()
