"""Damaged pages under a passphrase, signed anew so that the rest of them can be read.

SQLCipher signs every page and refuses one whose signature does not fit; the connection then reads
nothing more. In a copy such pages get a signature that fits. What was changed in them comes out as
noise, 16 bytes at a time, and SQLite finds its way around that as in a file without a passphrase. A
lost sector leaves zeros: they are refused like any other page, and signed like any other.

Format: SQLCipher 4 (https://www.zetetic.net/sqlcipher/design/). A page of 4,096 bytes ends with an
initialisation vector of 16 and an HMAC-SHA512 of 64 over all before it and the page's number, 32
bits, little-endian; the first page begins with the salt, which is not signed. The secret is derived
from the key by PBKDF2 in two rounds, with the salt's bytes exclusive-or 0x3a.
"""

from __future__ import annotations

import hashlib
import hmac
from contextlib import closing
from typing import TYPE_CHECKING, Final

from netjournal.errors import WrongPassphrase
from netjournal.models import keys
from netjournal.models.engine import connect

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from netjournal.progress import Progress

_PAGE: Final = 4_096
_SALT: Final = 16
_SIGNATURE: Final = 64
_MASK: Final = 0x3A
_ROUNDS: Final = 2


def fits(journal: Path, key: str, *, salt: bytes = b"") -> None:
    """Find a page that is signed with a passphrase.

    Args:
        journal: A file under a passphrase, damaged or not; nobody has it open.
        key: The passphrase.
        salt: Of the file, where it does not have it any more.

    Raises:
        WrongPassphrase: There is none.
    """
    if not any(right for _number, right, _signature in _signatures(journal, key, salt)):
        raise WrongPassphrase(
            "Nothing in the journal opens with this passphrase: check it (capitals, keyboard). "
            "If it is right, the file is beyond reading: go back to a backup."
        )


def begins_well(journal: Path, key: str) -> bool:
    """Say whether the first page of a file is signed with a passphrase; arguments as ``fits``."""
    return next((right for _number, right, _signature in _signatures(journal, key)), False)


def resign(copy: Path, key: str, progress: Progress) -> int:
    """Sign anew what is damaged in a copy.

    Args:
        copy: Of a journal under a passphrase; nobody has it open. It is changed.
        key: The passphrase.
        progress: Told of pages.

    Returns:
        How many pages were damaged.

    Raises:
        WrongPassphrase: No page at all is signed with this passphrase.
    """
    fits(copy, key)
    _fill_up(copy)
    pages, damaged = copy.stat().st_size // _PAGE, 0
    with copy.open("r+b") as file:
        for number, right, signature in _signatures(copy, key):
            if number % 1_000 == 0:
                progress.step(number, pages)
            if not right:
                file.seek(number * _PAGE - _SIGNATURE)
                file.write(signature)
                damaged += 1
    return damaged


def _fill_up(copy: Path) -> None:
    """Fill the last page of a file that was cut off, so that it can be signed."""
    with copy.open("ab") as file:
        file.write(bytes(-file.tell() % _PAGE))


def _signatures(journal: Path, key: str, salt: bytes = b"") -> Iterator[tuple[int, bool, bytes]]:
    """Yield each whole page's number, whether its signature fits, and the one that would."""
    with closing(connect(":memory:")) as connection:
        spec = keys.raw(connection, journal, key, salt=salt).strip("x'")
    if len(spec) != 96:  # too short a file to have a salt
        return
    secret, salt = bytes.fromhex(spec[:64]), bytes.fromhex(spec[64:])
    masked = bytes(byte ^ _MASK for byte in salt)
    signing = hmac.new(hashlib.pbkdf2_hmac("sha512", secret, masked, _ROUNDS, 32), None, "sha512")
    with journal.open("rb") as file:
        number = 0
        while len(page := file.read(_PAGE)) == _PAGE:
            number += 1
            one = signing.copy()
            one.update(page[_SALT if number == 1 else 0 : -_SIGNATURE])
            one.update(number.to_bytes(4, "little"))
            signature = one.digest()
            yield number, signature == page[-_SIGNATURE:], signature
