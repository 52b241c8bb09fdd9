"""Whether the open journal is whole in its file: looked at in the worker, after each start."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from netjournal.errors import Cancelled, JournalDamaged

if TYPE_CHECKING:
    from netjournal.errors import UserError
    from netjournal.progress import Progress
    from netjournal.ui.session import Session

WAIT_MS: Final = 1_500  # when the first pages have been read


class Proof(QObject):
    """Looks once at the journal of a session, and again when it could not be read or written.

    Signals:
        damaged: The ``JournalDamaged`` that says so; also for damage that others come across.
    """

    damaged = Signal(object)

    def __init__(self, session: Session, wait: int = WAIT_MS) -> None:
        """Look in ``wait`` milliseconds, unless the session is closed before."""
        super().__init__(session)
        self._session = session
        self._tables: list[str] = []
        QTimer.singleShot(wait, self, self._look)
        session.failed.connect(self._look_again)
        session.changed.connect(self._look_again)

    @Slot()
    def _look(self) -> None:
        """Begin; a session that was closed meanwhile runs nothing."""
        from netjournal.services.keeping import integrity

        def work(_progress: Progress) -> list[str]:
            return integrity.tables()

        self._session.run(work, self._on_tables, self._on_unreadable, aside=True, key="proof")

    @Slot(object)
    def _look_again(self, _news: object) -> None:
        journal = self._session.journal
        if journal.shaken and not self._tables:
            journal.shaken = False
            self._look()

    def _on_tables(self, tables: list[str]) -> None:
        self._tables = tables
        self._on_proven(True)

    def _on_unreadable(self, error: UserError) -> None:
        if not isinstance(error, Cancelled):
            self._on_proven(False)

    def _on_proven(self, sound: bool) -> None:
        """Go on with the next table: one job each: closing the window waits for one only."""
        from netjournal.services.keeping import integrity

        if not sound:
            self.damaged.emit(JournalDamaged("The journal is damaged: go back to a backup of it."))
        elif self._tables:
            table = self._tables.pop()
            self._session.run(
                lambda _progress: integrity.is_sound(table),
                self._on_proven,
                aside=True,
                key="proof",
            )
