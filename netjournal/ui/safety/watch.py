"""Looks every two seconds whether the journal is still the file at its path."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from netjournal.models.handle import db

if TYPE_CHECKING:
    from netjournal.errors import JournalDamaged, UserError
    from netjournal.progress import Progress
    from netjournal.ui.session import Session

EVERY_MS: Final = 2_000


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
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(every)

    @Slot()
    def look(self) -> None:
        """Look once: some microseconds."""
        journal = self._session.journal
        if journal.in_place():
            return
        self._timer.stop()
        connection, key = db.connection(), db.key  # opened when the file was still there

        def work(_progress: Progress) -> JournalDamaged:
            return journal.place.lost(connection, key)

        self._session.run(work, self.lost.emit, self._on_failed)

    def _on_failed(self, error: UserError) -> None:
        self.lost.emit(error)
