"""Whether the file of the open journal is whole: looked at in the worker, soon after each start."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from netjournal.errors import JournalDamaged

if TYPE_CHECKING:
    from netjournal.ui.session import Session

WAIT_MS: Final = 1_500  # when the first pages have been read


class Proof(QObject):
    """Looks once at the journal of a session.

    Signals:
        damaged: The ``JournalDamaged`` that says so; also for damage that others come across.
    """

    damaged = Signal(object)

    def __init__(self, session: Session, wait: int = WAIT_MS) -> None:
        """Look in ``wait`` milliseconds, unless the session is closed before."""
        super().__init__(session)
        self._session = session
        QTimer.singleShot(wait, self, self._look)

    @Slot()
    def _look(self) -> None:
        from netjournal.services import integrity

        self._session.run(integrity.is_sound, self._on_proven, key="proof")

    def _on_proven(self, sound: bool) -> None:
        if not sound:
            self.damaged.emit(JournalDamaged("The journal is damaged: go back to a backup of it."))
