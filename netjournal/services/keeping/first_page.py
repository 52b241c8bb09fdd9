"""A locked journal whose first page is lost: what was on it is taken from a backup of it.

The page begins with the salt, without which no passphrase opens anything; then come the file's
header and the root of the schema. A backup that was made while the journal was open has the same
salt, and the tables begin in it on the same pages. Its first page is written for a file of as many
pages as the damaged one has: SQLite looks at none beyond.
"""

from __future__ import annotations

import contextlib
import shutil
from typing import TYPE_CHECKING, Final

from netjournal.errors import UserError, WrongPassphrase
from netjournal.models import aside, opening
from netjournal.models.crash_state import copy_piece
from netjournal.models.engine import Connection, DatabaseError, connect, uri
from netjournal.services.keeping import backups, resigning

if TYPE_CHECKING:
    from pathlib import Path

_PAGE: Final = 4_096
_SALT: Final = 16
_MOST: Final = 12  # salts that are tried: each costs a quarter of a second
_ROWS: Final = 2_000  # pages of text that are put in at a time


def fitting(journal: Path, key: str) -> Path | None:
    """Return the newest backup with the salt that a locked journal had; None where there is none.

    Args:
        journal: The damaged one.
        key: The passphrase.
    """
    tried: set[bytes] = set()
    for one in backups.list_backups(journal):
        if len(tried) >= _MOST or not opening.is_encrypted(one.path):
            continue
        salt = _salt(one.path)
        if salt in tried or not salt:
            continue
        tried.add(salt)
        with contextlib.suppress(WrongPassphrase, OSError):
            resigning.fits(journal, key, salt=salt)
            return one.path
    return None


def expect(journal: Path, key: str) -> None:
    """Find out whether a passphrase is that of a damaged journal.

    Args:
        journal: The damaged one; nobody has it open.
        key: The passphrase.

    Raises:
        WrongPassphrase: It is not, as far as can be told.
    """
    try:
        resigning.fits(journal, key)
    except WrongPassphrase:
        salts = {_salt(one.path) for one in backups.list_backups(journal)} - {b""}
        if _salt(journal) in salts or fitting(journal, key) is None:  # it is not the salt's fault
            raise


def tell_damage(journal: Path, key: str | None) -> None:
    """Say so where a passphrase that did not open a journal is its own all the same.

    Raises:
        JournalDamaged: It is: the journal is damaged.
    """
    if key is not None:
        with contextlib.suppress(WrongPassphrase):
            expect(journal, key)
            raise opening.locked_and_damaged(journal)


def bring_back(copy: Path, journal: Path, key: str) -> None:
    """Give a copy of a damaged journal a first page, where its own is lost and a backup has one.

    Args:
        copy: Of the journal. It is changed.
        journal: The damaged one.
        key: The passphrase.
    """
    if resigning.begins_well(copy, key):
        return
    backup = fitting(journal, key)
    if backup is None:
        return
    with copy.open("r+b") as file:
        file.write(_salt(backup))
    if not resigning.begins_well(copy, key):
        pages = -(-copy.stat().st_size // _PAGE)
        with contextlib.suppress(OSError, UserError, *DatabaseError):
            page = _first_page(backup, key, pages)
            with copy.open("r+b") as file:
                file.write(page)


def _salt(path: Path) -> bytes:
    """Return how a file begins; nothing of one that can't be read."""
    with contextlib.suppress(OSError), path.open("rb") as file:
        return file.read(_SALT)
    return b""


def _first_page(backup: Path, key: str, pages: int) -> bytes:
    """Return the first page that a backup has when it is made as long as the damaged journal."""
    folder = aside.folder()
    try:
        grown = folder / backup.name
        copy_piece(backup, grown)
        with contextlib.closing(connect(uri(grown, mode="rw"), key)) as connection:
            opening.unlock(connection, key)
            opening.inspect(connection, grown)
            _lengthen(connection, pages)
        with grown.open("rb") as file:
            return file.read(_PAGE)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _lengthen(connection: Connection, pages: int) -> None:
    connection.execute("PRAGMA synchronous = OFF")  # nobody else sees it
    connection.execute("PRAGMA journal_mode = MEMORY").fetchall()
    sql = "INSERT INTO meta (key, value, created_at, updated_at) VALUES (?, ?, 0, 0)"
    while (lack := pages - connection.execute("PRAGMA page_count").fetchone()[0]) > 0:
        text = "x" * (min(lack, _ROWS) * _PAGE)
        connection.execute(sql, (f"filling {lack}", text))
