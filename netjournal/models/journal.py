"""The kernel: open a journal, change it in whole steps, take steps back, tell listeners once.

``with journal.edit("Label"):`` is one transaction, one undo step, one change notice; outside it
every connection is read-only. The log behind undo lives in the journal, so the command line and the
next start know it too.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

from netjournal import kept_texts
from netjournal.errors import DiskError, NoPermission, UserError
from netjournal.models import derived, history, keys, migrations, opening, preparing
from netjournal.models.edit import Edit, TakenBack
from netjournal.models.engine import Connection, DatabaseError, expected, translate
from netjournal.models.erasing import Erasing
from netjournal.models.handle import db, to_day
from netjournal.models.lock import Turn, WriterLock
from netjournal.models.place import Place
from netjournal.models.recorders import Recorders
from netjournal.models.recording import ChangeSet, Recorder
from netjournal.models.stepping import Stepping

__all__ = ["ChangeSet", "Edit", "Journal", "TakenBack"]

Listener = Callable[[ChangeSet], None]


def _today() -> int:
    return to_day(date.today())


class Journal(Stepping, Erasing):
    """An open journal file; one per process.

    Attributes:
        path: Where it lies.
        read_only: Whether it can only be looked at.
        schema: The version of the format in the file.
        closed: Whether it has been closed.
        shaken: Whether reading or writing failed, so that the file should be proved again.
    """

    def __init__(self, path: Path, *, read_only: bool, lock: WriterLock | None) -> None:
        """Use ``Journal.open`` or ``Journal.create``."""
        self.path = path
        self.read_only = read_only
        self.schema = migrations.SCHEMA
        self.closed = False
        self.today: Callable[[], int] = _today
        self._lock = lock
        self._turn = Turn()
        self._listeners: list[Listener] = []
        self._recorders = Recorders()
        self.shaken = False
        self.place = Place(path, only_read=read_only)

    # -- opening and closing

    @classmethod
    def create(cls, path: Path, *, key: str | None = None, holder: str = "window") -> Journal:
        """Make an empty journal at ``path`` and open it; errors as ``opening.create``."""
        opening.create(path, key)
        return cls.open(path, key=key, holder=holder)

    @classmethod
    def open(
        cls, path: Path, *, read_only: bool = False, key: str | None = None, holder: str = "window"
    ) -> Journal:
        """Open an existing journal.

        Args:
            path: The file.
            read_only: Look without writing; works while another NetJournal has it open.
            key: Passphrase, when it is encrypted.
            holder: Who asks, for the message others get while we hold the lock.

        Raises:
            UserError: One of ``opening.gate``'s and ``opening.inspect``'s, or JournalInUse.
        """
        path = Path(os.path.realpath(path))
        opening.gate(path, encrypted=key is not None, reading=read_only)
        key = key if opening.is_encrypted(path) else None
        lock = None if read_only else WriterLock(path, holder)
        if lock is not None:
            preparing.expect_writable(path)
            lock.acquire()
        try:
            target, found = preparing.prepare(path, read_only=read_only, key=key)
            db.init(target)
            db.key = key
            journal = cls(path, read_only=read_only, lock=lock)
            journal.schema = found if read_only else migrations.SCHEMA
            with suppress(DiskError):  # the first edit does it, or says that the disk is full
                journal.begin_day()
        except BaseException:
            db.close_all()
            preparing.forget_copies()
            if lock is not None:
                lock.release()
            raise
        return journal

    def begin_day(self) -> None:
        """Let what was planned for days that have come by now count; an edit does so by itself.

        Raises:
            UserError: As ``edit``.
        """
        derived.begin_day(self)

    def close(self) -> None:
        """Fold the log into the one file, close every connection, give the lock back."""
        try:
            if not self.closed and not self.read_only and self.in_place():
                with suppress(UserError):  # all is saved; tidying up waits for a better disk
                    history.prune(self)
                self.finish_erasing()
                self.checkpoint()
        finally:
            self.closed = True
            db.close_all()
            keys.forget()
            kept_texts.forget()
            self.place.clear()
            preparing.forget_copies()
            if self._lock is not None:
                self._lock.release()
        self._recorders.clear()
        self._listeners.clear()

    def checkpoint(self) -> None:
        """Move the write-ahead log into the file; quick, and harmless when a reader is busy."""
        connection = db.connection()
        try:
            row = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if row is not None and row[0] == 0:
                self.place.has_settled()
        except DatabaseError as error:
            if not expected(error):
                raise
            self.shaken |= self._recorders.distrust(translate(error))

    @property
    def newer(self) -> bool:
        """Whether a newer NetJournal wrote it, which lets this one look."""
        return self.schema > migrations.SCHEMA

    @property
    def older(self) -> bool:
        """Whether it is of an older format, of which a copy that is up to date is looked at."""
        return self.schema < migrations.SCHEMA

    def in_place(self) -> bool:
        """Say whether the file we opened is still the one at its path, and not cut off."""
        return self.place.kept()

    # -- listening

    def listen(self, listener: Listener) -> None:
        """Call ``listener`` with the ChangeSet after each commit, on the committing thread."""
        self._listeners.append(listener)

    def unlisten(self, listener: Listener) -> None:
        """Stop calling ``listener``."""
        self._listeners.remove(listener)

    # -- changing

    @contextmanager
    def edit(self, label: str, *, source: str = "window") -> Iterator[Edit]:
        """Change the journal in one step.

        Args:
            label: What the user did, as Undo will name it.
            source: Which door it came through ("window", "command line", "import").

        Raises:
            NoPermission: The journal is open for reading only.
            UserError: The disk is full, the file was moved, …; nothing was changed.
        """
        with self._transaction() as recorder:
            step = Edit(recorder)
            yield step
            step.change_set = self._record(recorder, label, source)
        self._tell(step.change_set)

    def _record(
        self, recorder: Recorder, label: str, source: str, target: int | None = None
    ) -> ChangeSet | None:
        recorder.collapse()
        ranges = recorder.ranges()
        if not ranges:
            return None
        derived.refresh(recorder, self.today())
        change = ChangeSet(None, label, "edit", ranges)
        set_id = history.add_step(recorder.connection, label, source, change.size, target)
        recorder.persist(set_id, ranges)
        return ChangeSet(set_id, label, "edit", ranges)

    @contextmanager
    def housekeeping(self) -> Iterator[Connection]:
        """Write what undo doesn't know (drafts, caches, pruning): same lock, no step, no notice."""
        with self._transaction() as recorder:
            yield recorder.connection

    @contextmanager
    def _transaction(self, *, foreign_keys: bool = True) -> Iterator[Recorder]:
        if self.read_only:
            raise NoPermission("This journal is open for reading only: nothing was changed.")
        self._turn.take()
        try:
            self._require_place()
            connection = db.connection()
            try:
                recorder = self._recorders.of(connection)
                if not foreign_keys:
                    connection.execute("PRAGMA foreign_keys = 0")
                connection.execute("BEGIN IMMEDIATE")
                db.editing = True
                yield recorder
                recorder.clear()
                connection.execute("COMMIT")
                db.people.note(recorder.people)
                db.cards.note(recorder.cards)
                db.places.note(recorder.places)
                db.days.note(recorder.days)
                self._require_place()
            except DatabaseError as error:
                raise (translate(error) if expected(error) else error) from None
            finally:
                db.editing = False
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                if not foreign_keys:
                    connection.execute("PRAGMA foreign_keys = 1")
        except UserError as error:
            self.shaken |= self._recorders.distrust(error)
            raise
        finally:
            self._turn.give_back()

    @property
    def key(self) -> str | None:
        """The passphrase of the open journal; None when it has none."""
        return db.key

    @property
    def busy(self) -> bool:
        """Whether an edit is open, on any thread."""
        return self._turn.taken

    def _require_place(self) -> None:
        if not self.in_place():
            raise self.place.lost(db.connection(), db.key)

    def _tell(self, change: ChangeSet | None) -> None:
        if change is not None:
            for listener in list(self._listeners):
                listener(change)
