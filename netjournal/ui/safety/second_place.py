"""The second place for backups: what is to say about it, choosing it, giving it up.

Public: ``SecondPlace(journal, session)`` with ``refresh()``, ``choose()`` and ``give_up()``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from netjournal.services import settings
from netjournal.services.keeping import backups, second_place
from netjournal.ui import file_choice
from netjournal.ui.safe import Label
from netjournal.ui.safety import words
from netjournal.ui.widgets.buttons import button

if TYPE_CHECKING:
    from pathlib import Path

    from netjournal.ui.session import Session


class SecondPlace(QWidget):
    """One line: where copies go, and the way to have none any more.

    Args:
        journal: The journal's path.
        session: The journal, when it is open; only then it knows a second place.
        parent: The dialog.

    Signals:
        chosen: There is another place now.
        given_up: There is none any more; what to say.
    """

    chosen = Signal()
    given_up = Signal(str)

    def __init__(self, journal: Path, session: Session | None, parent: QWidget) -> None:
        """Say nothing yet; ``refresh`` does."""
        super().__init__(parent)
        self._journal = journal
        self._session = session
        self.label = Label("", "small", "quiet", wrap=True, parent=self)
        self.label.setObjectName("backups_second")
        self.end_button = button(self.tr("No more copies there"), name="backups_end", parent=self)
        self.end_button.setAccessibleDescription(self.tr("The copies made so far stay"))
        self.end_button.clicked.connect(self.give_up)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.label, 1)
        line.addWidget(self.end_button)
        self.setVisible(session is not None)
        if session is not None:
            session.changed.connect(self.refresh)  # Undo brings it back

    @property
    def changeable(self) -> bool:
        """Whether it can be chosen and given up."""
        return self._session is not None and not self._session.read_only

    @Slot()
    def refresh(self) -> None:
        """Say what there is now."""
        if self._session is None:
            return
        self.label.setText(words.second_place(self._journal))
        there = backups.second_folder(self._journal) is not None
        self.end_button.setVisible(self.changeable and there)

    @Slot()
    def choose(self) -> None:
        """Choose the folder that gets a copy of each backup."""
        folder = file_choice.folder(self, self.tr("Where copies of the backups go"))
        if folder is None:
            return
        label = self.tr("Choose a second place for backups")
        if self._write(label, str(folder), self.tr("Backups have a second place")):
            self.chosen.emit()

    @Slot()
    def give_up(self) -> None:
        """Copy backups nowhere any more; what is in the second place stays there."""
        label = self.tr("Give up the second place for backups")
        done = self.tr("Backups have no second place any more. The copies made so far stay.")
        if self._write(label, "", done):
            self.given_up.emit(done)

    def _write(self, label: str, folder: str, done: str) -> bool:
        session = self._session
        if session is None:
            return False
        second_place.remember(session.journal)  # what was copied there stays there
        return session.act(label, lambda: settings.write(backups.SECOND_FOLDER, folder), done)
