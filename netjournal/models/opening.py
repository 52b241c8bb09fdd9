"""The way to a journal file: looked at before SQLite sees it, made whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
from typing import TYPE_CHECKING

from netjournal.errors import (
    DiskError,
    JournalDamaged,
    NewerJournal,
    NoPermission,
    NotAJournal,
    NotFound,
    PassphraseNeeded,
    UsageError,
    UserError,
)
from netjournal.models import migrations, noise
from netjournal.models.engine import (
    APPLICATION_ID,
    Connection,
    DatabaseError,
    connect,
    translate,
    uri,
)

if TYPE_CHECKING:
    from pathlib import Path


def gate(path: Path, *, encrypted: bool = False, reading: bool = False) -> None:
    """Look at a file from outside; nothing is opened with SQLite and nothing is changed.

    Args:
        path: The journal to be opened.
        encrypted: Whether a passphrase was given (then the header can't be read).
        reading: Only looked at: a newer journal may allow that, which ``inspect`` finds out.

    Raises:
        NotFound: There is no such file.
        NotAJournal: It is something else, empty, a folder, or linked twice.
        JournalDamaged: It was a journal, and its beginning is lost; or it is a damaged one under a
            passphrase, given or not.
        NewerJournal: A newer NetJournal wrote it.
        NoPermission: It may not be read.
        PassphraseNeeded: It is encrypted, and no passphrase was given.
    """
    header = _header(path)
    if not header:
        raise _refusal(
            path, f"{path.name} is empty: choose another file, or put a copy of it in its place."
        )
    if noise.looks_encrypted(header, path):
        if encrypted:
            return
        raise PassphraseNeeded(f"{path.name} is locked: its passphrase is needed to open it.")
    if len(header) < 100 or header[:16] != noise.MAGIC:
        raise _refusal(
            path,
            f"{path.name} is not a NetJournal journal: "
            "choose a .netjournal file, or import this file.",
        )
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise _refusal(
            path, f"{path.name} belongs to another program: choose a .netjournal file instead."
        )
    found = int.from_bytes(header[60:64], "big", signed=True)
    if not reading or found <= migrations.SCHEMA:
        _check_version(path, found, reading=reading)


def _refusal(path: Path, text: str) -> UserError:
    """Return why a file is refused: it never was a journal, or it is one no more."""
    from netjournal.models import traces

    if is_locked(path):
        return locked_and_damaged(path)
    if traces.was_ours(path):
        return JournalDamaged(
            f"{path.name} is damaged, its beginning is lost: go back to a backup of it, or repair "
            "what can still be read."
        )
    return NotAJournal(text, foreign=True)


def locked_and_damaged(path: Path) -> JournalDamaged:
    """Return what is to be said of a file under a passphrase that its passphrase does not open."""
    return JournalDamaged(
        f"{path.name} is locked, and it seems to be damaged: go back to a backup of it, or "
        "repair what can still be read with its passphrase.",
        locked=True,
    )


def _header(path: Path) -> bytes:
    try:
        info = os.stat(path)
    except FileNotFoundError:
        raise NotFound(
            f"There is no journal at {path.name}: check the name and the folder."
        ) from None
    except OSError:
        raise NoPermission(
            f"{path.name} cannot be reached: check the folder's permissions."
        ) from None
    if not stat.S_ISREG(info.st_mode):
        raise NotAJournal(f"{path.name} is not a file: choose a .netjournal file.", foreign=True)
    if info.st_nlink != 1:
        raise NotAJournal(
            f"{path.name} has a second name (hard link), which can damage it: open a copy instead.",
            foreign=True,
        )
    try:
        with path.open("rb") as file:
            return file.read(noise.PAGE)
    except OSError:
        raise NoPermission(f"{path.name} may not be read: check its permissions.") from None


def is_encrypted(path: Path) -> bool:
    """Say whether a file needs a passphrase, as far as that can be seen from outside."""
    try:
        return noise.looks_encrypted(_header(path), path)
    except UserError:
        return False


def is_locked(path: Path) -> bool:
    """Say whether a file is encrypted, or damaged and was, as far as can be seen from outside."""
    from netjournal.models import traces

    try:
        header = _header(path)
        if noise.looks_encrypted(header, path):
            return True
        return noise.are_remains(path) and not traces.has_our_words(path)
    except (OSError, UserError):
        return False


def unlock(connection: Connection, key: str | None) -> None:
    """Read a first page, which shows whether the passphrase fits.

    Raises:
        WrongPassphrase: It doesn't, or the file is damaged: the two look the same.
    """
    try:
        connection.execute("PRAGMA schema_version").fetchone()
    except DatabaseError as error:
        raise translate(error, keyed=key is not None) from None


def try_key(path: Path, key: str) -> None:
    """Derive the key of an encrypted journal and read its first page with it; it is then known.

    Raises:
        WrongPassphrase: It does not open the journal.
    """
    connection = connect(uri(path, mode="ro", immutable="1"), key)
    try:
        unlock(connection, key)
    finally:
        connection.close()


def _check_version(path: Path, found: int, *, reading: bool) -> None:
    if found < 1:
        raise NotAJournal(f"{path.name} has no format that NetJournal knows: it is not opened.")
    if found > migrations.SCHEMA:
        what = "open it" if reading else "write in it"
        raise NewerJournal(
            f"{path.name} was written by a newer NetJournal (format {found}, this one knows "
            f"{migrations.SCHEMA}): update NetJournal to {what}.",
            found=found,
            known=migrations.SCHEMA,
        )


def inspect(connection: Connection, path: Path, *, reading: bool = False) -> None:
    """Check identity and structure of an open file, before anything may change it.

    Args:
        connection: Open on the file.
        path: The file, for the message.
        reading: It will only be read, which a newer journal may allow.

    Raises:
        NotAJournal: Foreign, or with tables, views or triggers that are not ours.
        NewerJournal: Written by a newer NetJournal.
    """
    try:
        identity = connection.execute("PRAGMA application_id").fetchone()[0]
        version = migrations.version(connection)
        if identity != APPLICATION_ID:
            raise NotAJournal(
                f"{path.name} belongs to another program: choose a .netjournal file instead."
            )
        if reading and migrations.is_readable_newer(connection, version):
            return
        _check_version(path, version, reading=reading)
        if not migrations.has_our_structure(connection, version):
            raise NotAJournal(
                f"{path.name} has a structure that NetJournal did not make: it is not opened. "
                "Restore a backup of it."
            )
    except DatabaseError as error:
        raise translate(error) from None


def create(path: Path, key: str | None = None, *, at_version: int | None = None) -> None:
    """Make an empty journal, whole or not at all.

    Args:
        path: Where; nothing may be there yet.
        key: Passphrase for an encrypted journal.
        at_version: An older schema (tests of upgrades).

    Raises:
        UsageError: There is a file already.
        NoPermission: The folder is missing or can't be written.
        DiskError: The disk is full.
    """
    if path.exists() or path.is_symlink():
        raise UsageError(f"There is already a file called {path.name}: choose another name.")
    # known before it is there: who is interrupted in between takes it away, too
    part = path.parent / f".new-{os.urandom(8).hex()}.part"
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        _build(part, key, at_version)
        _settle(part, path)
    except DatabaseError as error:
        raise translate(error) from None
    except OSError as error:
        raise os_error(error, path) from None
    finally:
        part.unlink(missing_ok=True)
        part.with_name(part.name + "-journal").unlink(missing_ok=True)


def _build(part: Path, key: str | None, at_version: int | None) -> None:
    connection = connect(uri(part, mode="rw"), key)
    try:
        connection.execute("PRAGMA synchronous = OFF")  # flushed once, at the end
        connection.execute("PRAGMA journal_mode = MEMORY").fetchall()
        migrations.migrate(connection, at_version)
        connection.execute("PRAGMA journal_mode = DELETE").fetchall()
    finally:
        connection.close()


def _settle(part: Path, path: Path) -> None:
    """Give a finished file its name, never over another one, and make both durable."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    try:
        os.link(part, path)
    except FileExistsError:
        raise UsageError(
            f"There is already a file called {path.name}: choose another name."
        ) from None
    except OSError:  # file systems without hard links
        if path.exists():
            raise UsageError(f"There is already a file called {path.name}.") from None
        os.rename(part, path)
    part.unlink(missing_ok=True)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make a new name in ``folder`` durable (where the system lets us)."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def os_error(error: OSError, path: Path) -> DiskError | NoPermission:
    """Return what a person can do about a file that can't be made."""
    import errno

    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG):
        return DiskError("The disk is full: free some space and try again. Nothing was changed.")
    return NoPermission(
        f"{path.name} cannot be made there: "
        "check that the folder exists and that you may write in it."
    )
