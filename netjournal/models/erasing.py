"""Changes for good: no step of undo, no trace in the file. The part of the kernel that erases."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from netjournal.errors import UserError
from netjournal.models import derived, history
from netjournal.models.edit import Edit
from netjournal.models.engine import EngineError, expected
from netjournal.models.handle import db
from netjournal.models.recording import ChangeSet, Recorder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from netjournal.models.lock import Turn
    from netjournal.models.place import Place

_DUE = "rewriting_due"  # the mark in ``meta`` of a file with traces of what was erased


class Erasing:
    """What ``Journal`` can erase; it brings the transaction and the listeners."""

    place: Place
    today: Callable[[], int]
    _turn: Turn

    def _transaction(self, *, foreign_keys: bool = True) -> AbstractContextManager[Recorder]:
        raise NotImplementedError

    def _tell(self, change: ChangeSet | None) -> None:
        raise NotImplementedError

    @contextmanager
    def erasing(self, label: str) -> Iterator[Edit]:
        """Change the journal for good: no step is kept, and all earlier ones are forgotten.

        What was deleted is overwritten in the file; ``wiped`` does the rest.

        Args:
            label: What is written into the history, which must name nobody.

        Raises:
            UserError: As ``edit``; nothing was changed.
        """
        with self._transaction() as recorder:
            step = Edit(recorder)
            yield step
            recorder.collapse()
            ranges = recorder.ranges()
            derived.refresh(recorder, self.today())
            recorder.connection.execute("DELETE FROM change_set")
            history.add_step(recorder.connection, label, "window", 0)
            history.put_meta(recorder.connection, _DUE, "1")
            step.change_set = ChangeSet(None, label, "erased", ranges)
        self._tell(step.change_set)

    def wiped(self) -> bool:
        """Leave no trace of what was erased; say whether the log could be emptied, too.

        No edit is open; the journal is ``busy`` meanwhile. Where it is not done, closing the
        journal tries again.

        Raises:
            UserError: The file could not be written anew, mostly for lack of room.
        """
        try:
            self._rewrite()
        finally:  # at least the log is emptied
            emptied = self._is_emptied()
        if emptied:
            self._settle()
        return emptied

    def _is_emptied(self) -> bool:
        row = db.connection().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        emptied = row is None or row[0] == 0
        if emptied:
            self.place.has_settled()
        return emptied

    def _settle(self) -> None:
        """Take away the mark, and what a crash after the erasing left of the old pages."""
        from netjournal.models import crash_state  # not at a start

        crash_state.drop_marked(self.place.path, db.key, _DUE)
        with suppress(UserError), self._transaction() as recorder:  # or when it is closed
            recorder.connection.execute("DELETE FROM meta WHERE key = ?", (_DUE,))

    def finish_erasing(self) -> None:
        """Do what ``wiped`` could not do, as the journal is closed; or leave it for next time."""
        try:
            with suppress(UserError):
                if db.execute_sql("SELECT 1 FROM meta WHERE key = ?", (_DUE,)).fetchone():
                    self.wiped()
        except EngineError as error:
            if not expected(error):
                raise

    def _rewrite(self) -> None:
        from netjournal.models import rewriting  # not at a start

        self._turn.take()
        try:
            rewriting.rewrite(self.place)
        finally:
            self._turn.give_back()
