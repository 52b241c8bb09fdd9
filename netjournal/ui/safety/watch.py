"""Looks every two seconds whether the journal is still in its place, and who else wrote it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from netjournal.models.handle import db
from netjournal.models.migrations import RECORDED
from netjournal.models.recording import UPDATED, ChangeSet

if TYPE_CHECKING:
    from netjournal.errors import JournalDamaged, UserError
    from netjournal.progress import Progress
    from netjournal.ui.session import Session

EVERY_MS: Final = 2_000


_EVERYTHING: Final = {
    table: {UPDATED: [(1, 1 << 40)]} for table in RECORDED
}  # too many rows to list: views read themselves anew


class OthersWatch(QObject):
    """Looks every two seconds whether another NetJournal wrote the journal that we only read."""

    def __init__(self, session: Session, every: int = EVERY_MS) -> None:
        """Watch the journal of ``session``, every so many milliseconds."""
        super().__init__(session)
        self._session = session
        self._version = self._read()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(every)

    def _read(self) -> int:
        return int(db.execute_sql("PRAGMA data_version").fetchone()[0])

    @Slot()
    def look(self) -> None:
        """Look once; tell as for a change of our own."""
        if self._session.journal.closed:
            self._timer.stop()
            return
        version = self._read()
        if version != self._version:
            self._version = version
            self._session.told_of(ChangeSet(None, "", "others", _EVERYTHING))


class PlaceWatch(QObject):
    """Tells once that the journal was moved, replaced or cut off, when all of it is rescued.

    Signals:
        lost: The ``JournalDamaged`` that says so; its ``rescued`` names the copy.
    """

    lost = Signal(object)

    def __init__(self, session: Session, every: int = EVERY_MS) -> None:
        """Watch the journal of ``session``, every so many milliseconds."""
        super().__init__(session)
        self._session = session
        self._spare = db.spare()  # while the file is there; a worker's own may come too late
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(every)

    @Slot()
    def look(self) -> None:
        """Look once: some microseconds."""
        journal = self._session.journal
        if not journal.closed and journal.in_place():
            return
        self._timer.stop()
        if journal.closed:
            return
        spare, key = self._spare, db.key

        def work(_progress: Progress) -> JournalDamaged:
            return journal.place.lost(spare, key)

        self._session.run(work, self.lost.emit, self._on_failed)

    def _on_failed(self, error: UserError) -> None:
        self.lost.emit(error)
