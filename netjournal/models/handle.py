"""The one handle on the open journal: a connection for each thread, and no stray writing.

Plain SQL goes through ``db`` directly; Peewee's models reach it through ``base``. Peewee itself is
not needed here, so that the first page can be read before it is loaded.

Public:
    db                    the handle; ``Journal`` points it at a file
    now_ms()              the time now in UTC milliseconds
    to_day(date), from_day(number)    local days as days since 1970-01-01
"""

from __future__ import annotations

import itertools
import threading
import time
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from netjournal.errors import DiskError, NoPermission
from netjournal.models.engine import Connection, EngineError, connect, expected, translate
from netjournal.models.people_log import PeopleLog

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_READING = frozenset(("SELECT", "PRAGMA", "WITH R", "EXPLAI"))
_EPOCH = date(1970, 1, 1)
_numbers = itertools.count()  # of connections that threads have


def now_ms() -> int:
    """Return the time now in UTC milliseconds."""
    return time.time_ns() // 1_000_000


def to_day(day: date) -> int:
    """Return a calendar day as days since 1970-01-01."""
    return (day - _EPOCH).days


def from_day(number: int) -> date:
    """Return the calendar day of a day number."""
    return _EPOCH + timedelta(days=number)


class Handle:
    """Our connections, and no statement outside a transaction.

    After an error SQLite may roll the transaction back by itself; to go on in autocommit would keep
    half of an import. While an edit is open on a thread, every statement checks that its
    transaction still is.
    """

    def __init__(self) -> None:
        """Make a handle without a file."""
        self.database: str | None = None
        self.key: str | None = None
        self._local = threading.local()
        self._all: list[Connection] = []
        self._all_lock = threading.Lock()
        self._generation = 0
        self.people = PeopleLog()  # whose tie or card was changed
        self.cards = PeopleLog()  # whose card was
        self.places = PeopleLog()  # who came, went, or has another place in the order of names
        self.days = PeopleLog()  # not of people: days on which entries came, went or changed

    def init(self, target: str) -> None:
        """Point the handle at a file; connections are opened as threads need them."""
        self.close_all()
        self.database = target

    def connection(self) -> Connection:
        """Return this thread's connection."""
        local = self._local
        if self.is_closed():
            local.connection, local.generation = self._connect(), self._generation
            local.vocabularies = set()
            local.number = next(_numbers)
        found: Connection = local.connection
        return found

    def is_closed(self) -> bool:
        """Say whether this thread has no connection."""
        return getattr(self._local, "generation", None) != self._generation

    def _connect(self) -> Connection:
        if self.database is None:
            raise RuntimeError("no journal is open")
        connection = connect(self.database, self.key)
        connection.execute("PRAGMA query_only = 1")
        with self._all_lock:
            self._all.append(connection)
        return connection

    def release(self) -> None:
        """Close this thread's connection; if the thread goes on, it is with another one."""
        if self.is_closed():
            return
        connection = self._local.connection
        with self._all_lock:
            self._all = [one for one in self._all if one is not connection]
        self._local.generation = None
        connection.close()

    def spare(self) -> Connection:
        """Open a connection for one purpose, which goes on seeing the file that is there now.

        A connection that two threads use at the same time can lock both of them for good: one
        waits inside SQLite for Python's lock, the other with it for SQLite's.
        """
        connection = self._connect()
        connection.execute("SELECT 1 FROM sqlite_schema").fetchone()  # opens the log, too
        return connection

    def close_all(self) -> None:
        """Close the connections of every thread; the caller has stopped the threads."""
        with self._all_lock:
            connections, self._all = self._all, []
            self._generation += 1
        for connection in connections:
            connection.close()

    @property
    def generation(self) -> int:
        """Which file this is: another number after each ``close_all``."""
        return self._generation

    @property
    def editing(self) -> bool:
        """Whether an edit is open on this thread."""
        return bool(getattr(self._local, "editing", False))

    @editing.setter
    def editing(self, value: bool) -> None:
        self._local.editing = value

    def _guarded(self, sql: str) -> Connection:
        """Return this thread's connection if ``sql`` may run on it now.

        ``query_only`` would be the natural guard, but switching any such pragma throws away every
        prepared statement: an edit took three times as long. So a connection is read-only until
        its first edit, and from then on this looks at each statement's first word.
        """
        connection = self.connection()
        if not self.editing:
            if sql.lstrip()[:6].upper() not in _READING:
                raise NoPermission("Nothing can be written outside of an edit.")
        elif not connection.in_transaction:
            raise DiskError("The change could not be finished and was taken back: check the disk.")
        return connection

    def execute_sql(self, sql: str, params: Any = None) -> Any:
        """Run one statement and return its cursor; errors of the world arrive as ``UserError``."""
        connection = self._guarded(sql)
        try:
            return connection.execute(sql, params or ())
        except EngineError as error:
            if expected(error):
                raise translate(error) from None
            raise

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run one statement for many rows (5–10 times faster than Peewee's ``insert_many``)."""
        connection = self._guarded(sql)
        try:
            connection.executemany(sql, rows)
        except EngineError as error:
            if expected(error):
                raise translate(error) from None
            raise

    def written_by_others(self) -> tuple[int, int, int]:
        """Return what differs after this thread's connection saw a commit of any other one."""
        row = self.connection().execute("PRAGMA data_version").fetchone()
        version = self._local.number << 32 | row[0]  # another connection counts anew
        return self._generation, threading.get_ident(), version

    def vocabulary(self, index: str, kind: str = "col") -> str:
        """Return a temporary table of the words in a full-text index.

        It is a view of the index and costs nothing to keep; made once per connection, as switching
        ``query_only`` throws prepared statements away.

        Args:
            index: Name of a full-text table of ours.
            kind: "col" for (term, col, doc, cnt), which reads all there is of a word before it
                names it; "instance" for (term, doc, col, offset), which does not.
        """
        connection = self.connection()
        made: set[str] = self._local.vocabularies
        name = f"{index}_{kind}"
        if name not in made:
            was = connection.execute("PRAGMA query_only").fetchone()[0]
            connection.execute("PRAGMA query_only = 0")
            words = f"temp.{name} USING fts5vocab(main, {index}, {kind})"
            connection.execute(f"CREATE VIRTUAL TABLE IF NOT EXISTS {words}")
            connection.execute(f"PRAGMA query_only = {was:d}")
            made.add(name)
        return name


db = Handle()
