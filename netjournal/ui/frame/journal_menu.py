"""New, Open and Open recent: which file the user wants; the application does the rest."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction

from netjournal import paths
from netjournal.ui import file_choice
from netjournal.ui.safe import display_safe

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu, QWidget

    from netjournal.ui.preferences import Preferences


class JournalMenu(QObject):
    """Asks for journals.

    Signals:
        open_requested: Path of a journal to open.
        create_requested: Path where an empty journal is wanted.
    """

    open_requested = Signal(object)
    create_requested = Signal(object)

    def __init__(self, window: QWidget, preferences: Preferences, recent: QMenu) -> None:
        """Keep ``recent`` filled."""
        super().__init__(window)
        self._window = window
        self._preferences = preferences
        self._recent = recent
        recent.aboutToShow.connect(self.fill)
        recent.triggered.connect(self._on_recent)
        self.fill()

    @Slot()
    def fill(self) -> None:
        """List the journals opened lately, without those that are gone."""
        self._recent.clear()
        for text in self._preferences.recent_journals:
            if Path(text).is_file():
                shown = display_safe(Path(text).name, 80).replace("&", "&&")
                action = self._recent.addAction(shown)
                action.setData(text)
                action.setStatusTip(display_safe(text))
        self._recent.setEnabled(not self._recent.isEmpty())

    @Slot()
    def ask_open(self) -> None:
        """Ask for a journal to open."""
        path = file_choice.open_file(
            self._window, self.tr("Open journal"), [_kinds(self)], self._folder()
        )
        if path is not None:
            self.open_requested.emit(path)

    @Slot()
    def ask_new(self) -> None:
        """Ask where an empty journal shall be."""
        suggested = str(Path(self._folder()) / f"journal-2{paths.SUFFIX}")
        path = file_choice.save_file(
            self._window, self.tr("New journal"), [_kinds(self)], suggested
        )
        if path is not None:
            named = path if path.suffix else path.with_suffix(paths.SUFFIX)
            self.create_requested.emit(named)

    def _folder(self) -> str:
        last = self._preferences.last_journal
        return str(Path(last).parent if last else paths.data_folder())

    @Slot(QAction)
    def _on_recent(self, action: QAction) -> None:
        self.open_requested.emit(Path(str(action.data())))


def _kinds(who: QObject) -> str:
    return who.tr("NetJournal journals ({pattern})").format(pattern=f"*{paths.SUFFIX}")
