"""Passphrases become keys: slowly on purpose, so once for each file and not for each connection.

SQLCipher derives the key of a connection from passphrase and salt by PBKDF2, a fifth of a second.
The same derivation done here is kept while a journal is open, and given to further connections as
it is. A new file (a backup) gets the salt of a file under the same passphrase, so it needs none.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from pathlib import Path

    from netjournal.models.engine import Connection

_specs: dict[tuple[str, str, int], str] = {}


def unlock(connection: Connection, target: str, key: str) -> None:
    """Give a connection that has read nothing yet its key; a wrong one shows at the first read.

    Args:
        connection: Opened a moment ago.
        target: The ``file:`` URI it was opened with.
        key: The passphrase.
    """
    connection.execute("PRAGMA key = '" + key.replace("'", "''") + "'")
    rounds = int(_one(connection, "PRAGMA cipher_default_kdf_iter") or 0)
    if _is_new(target):
        spec = next(
            (known for (word, _, n), known in _specs.items() if (word, n) == (key, rounds)), ""
        )
    else:
        spec = _spec(key, str(_one(connection, "PRAGMA cipher_salt") or ""), rounds)
    if spec:
        connection.execute(f"PRAGMA key = \"x'{spec}'\"")


def raw(connection: Connection, path: Path, key: str, *, salt: bytes = b"") -> str:
    """Return what opens another file under the same passphrase, for ``ATTACH … KEY``.

    Args:
        connection: Any open one.
        path: The other file, which nobody in this process has open.
        key: The passphrase.
        salt: The file's, where it does not have it any more.
    """
    if not salt:
        with path.open("rb") as file:
            salt = file.read(16)
    spec = _spec(key, salt.hex(), int(_one(connection, "PRAGMA cipher_default_kdf_iter") or 0))
    return f"x'{spec}'" if spec else key


def forget() -> None:
    """Forget every key; called when a journal is closed."""
    _specs.clear()


def _one(connection: Connection, sql: str) -> Any:
    row = connection.execute(sql).fetchone()
    return row[0] if row else None


def _is_new(target: str) -> bool:
    """Say whether a connection opens an empty file; only looked at, as closing it drops locks."""
    try:
        return os.stat(unquote(urlsplit(target).path)).st_size == 0
    except OSError:
        return True


def _spec(key: str, salt: str, rounds: int) -> str:
    """Return key and salt in hexadecimal, as SQLCipher takes them; "" when there is no salt."""
    if len(salt) != 32 or rounds <= 0:
        return ""
    known = _specs.get((key, salt, rounds))
    if known is None:
        import hashlib  # only journals with a passphrase pay for it

        derived = hashlib.pbkdf2_hmac("sha512", key.encode(), bytes.fromhex(salt), rounds, 32)
        known = _specs[key, salt, rounds] = derived.hex() + salt
    return known
