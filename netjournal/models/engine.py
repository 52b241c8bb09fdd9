"""The one module that imports the SQLite engine: connections, their order, and their errors.

The engine is ``sqlcipher3`` (SQLite ≥ 3.51.3: older ones can corrupt a WAL); nothing else opens
a journal in this process: a second engine's ``close()`` would drop the first one's file locks.
Connection order: key first, then the pragmas that must come before anything reads the schema,
read-only (``query_only``) until an edit opens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import quote

import sqlcipher3.dbapi2 as engine

from netjournal.errors import (
    DiskError,
    JournalDamaged,
    JournalInUse,
    NoPermission,
    UserError,
    WrongPassphrase,
)
from netjournal.folding import fold, index_words
from netjournal.models import keys

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

APPLICATION_ID = 0x4E4A524E  # "NJRN"
if engine.sqlite_version_info < (3, 51, 3):  # pragma: no cover - guarded by the lock file
    raise ImportError(f"SQLite {engine.sqlite_version} is too old: 3.51.3 is needed")

# a damaged schema can put bytes into an error's text that are no text: then that is the error
DatabaseError: tuple[type[Exception], ...] = (engine.DatabaseError, UnicodeDecodeError)
EngineError: tuple[type[Exception], ...] = (engine.Error, UnicodeDecodeError)


class Connection(Protocol):
    """What we use of a DB-API connection (the engine ships no types)."""

    in_transaction: bool
    text_factory: Any

    def execute(self, sql: str, parameters: Any = ..., /) -> Any:
        """Run one statement and return its cursor."""

    def executemany(self, sql: str, rows: Iterable[Any], /) -> Any:
        """Run one statement for each row."""

    def create_function(self, name: str, args: int, function: Any, **options: bool) -> None:
        """Make a function known to SQL."""

    def set_authorizer(self, callback: Any) -> None:
        """Ask ``callback`` before each statement is prepared."""

    def backup(self, target: Any, *, pages: int, progress: Any) -> None:
        """Copy everything into another connection, some pages at a time."""

    def close(self) -> None:
        """Close the connection."""


_PRAGMAS = (
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
    "PRAGMA synchronous = FULL",
    "PRAGMA fullfsync = 1",
    "PRAGMA checkpoint_fullfsync = 1",
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",  # else REPLACE deletes rows that the recorder never sees
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -8192",
    "PRAGMA wal_autocheckpoint = 0",  # checkpoints run when idle, never inside a key stroke
    "PRAGMA journal_size_limit = 0",
)
# kept prepared: one edit alone runs more than a hundred, which with the engine's own 128 were
# prepared anew each time, for half of what an edit took
_STATEMENTS = 400
_DENIED = (
    {engine.SQLITE_ATTACH, engine.SQLITE_DETACH} if hasattr(engine, "SQLITE_ATTACH") else set()
)
_ATTACH_CODES = _DENIED or {24, 25}  # SQLITE_ATTACH, SQLITE_DETACH in sqlite3.h


def uri(path: Path, **options: str) -> str:
    """Return a ``file:`` URI for ``path``; odd characters in it stay part of the name."""
    query = "&".join(f"{key}={value}" for key, value in options.items())
    return "file:" + quote(str(path.resolve())) + ("?" + query if query else "")


def connect(
    target: str,
    key: str | None = None,
    *,
    timeout: float = 2.0,
    attach: str = "",
    cut_off: bool = False,
) -> Connection:
    """Open one connection with every pragma in its place.

    Args:
        target: A ``file:`` URI or ``:memory:``.
        key: Passphrase of an encrypted journal.
        timeout: Seconds to wait for a lock.
        attach: The one other file that may be attached (to write a journal under another key).
        cut_off: The file may have fewer pages than it says (to rescue what is left, read only).

    Raises:
        UserError: The file cannot be opened or read.
    """
    try:
        connection: Connection = engine.connect(
            target,
            uri=True,
            isolation_level=None,
            timeout=timeout,
            check_same_thread=False,
            cached_statements=_STATEMENTS,
        )
    except EngineError as error:
        raise translate(error) from None
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        if key is not None:
            keys.unlock(connection, target, key)
        if cut_off:
            connection.execute("PRAGMA writable_schema = 1")
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        connection.set_authorizer(_authorizer(attach))
        connection.create_function("nj_fold", 1, fold, deterministic=True)
        connection.create_function("nj_index_words", 1, index_words, deterministic=True)
    except EngineError as error:
        connection.close()
        raise translate(error, keyed=key is not None) from None
    return connection


def _authorizer(attach: str) -> Callable[..., int]:
    """Refuse to attach files (``VACUUM`` attaches the empty name), except the one given."""

    def authorize(action: int, first: str | None, *_rest: object) -> int:
        if action in _ATTACH_CODES and first and not attach:
            return 1  # SQLITE_DENY
        return 0

    return authorize


def translate(error: BaseException, *, keyed: bool = False) -> UserError:
    """Turn an engine error into what a person can act on; never with the engine's own text.

    The engine's message can hold user data, so only its kind is looked at. ``keyed`` says that a
    passphrase was given, which may be the wrong one: SQLite can't tell that from damage. Where
    reading or writing failed ``data["final"]`` is set: the connection is not to be used again.
    """
    text = str(error).lower()
    if keyed and "not a database" in text:
        return WrongPassphrase(
            "The journal does not open with this passphrase: check it (capitals, keyboard). "
            "If it is right, the file is damaged: go back to a backup."
        )
    for words, kind, message in _KINDS:
        if any(word in text for word in words):
            return kind(message, final=True) if words == _FAILED else kind(message)
    return JournalDamaged("The journal could not be read or written as expected.")


_FAILED = ("disk i/o error",)
_KINDS: tuple[tuple[tuple[str, ...], type[UserError], str], ...] = (
    (
        ("disk is full",),
        DiskError,
        "The disk is full: free some space and try again. Nothing was changed.",
    ),
    (
        _FAILED,
        DiskError,
        "The disk could not be read or written: check the disk and try again.",
    ),
    (
        ("readonly", "read-only", "access permission"),
        NoPermission,
        "This journal can only be read here: allow writing to its file and folder, or copy it.",
    ),
    (
        ("unable to open",),
        NoPermission,
        "The journal cannot be opened: check that its folder exists and that you may write there.",
    ),
    (
        ("malformed", "corrupt", "could not decode", "can't decode", "vtable constructor failed"),
        JournalDamaged,
        "The journal is damaged: go back to a backup of it.",
    ),
    (
        ("not a database",),
        JournalDamaged,
        "The journal is damaged, or its passphrase is wrong: check the passphrase, "
        "or go back to a backup.",
    ),
    (
        ("locked", "busy"),
        JournalInUse,
        "Another NetJournal is writing this journal: close it there first.",
    ),
)
_EXPECTED = tuple(word for words, _, _ in _KINDS for word in words)


def of_the_world(error: BaseException) -> BaseException:
    """Return what a person can act on for an error that came while rows were read, else itself.

    A damaged page may be met with any row, where nobody waits for an engine's error.
    """
    if isinstance(error, engine.Error) and expected(error):
        return translate(error)
    return error


def expected(error: BaseException) -> bool:
    """Say whether an engine error is a state of the world rather than a bug of ours."""
    text = str(error).lower()
    return any(word in text for word in _EXPECTED)
