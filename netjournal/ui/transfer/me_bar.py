"""Who the user is, for files whose records name everybody: calendars, mail, chats."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from netjournal.services.interchange.import_columns import ARCHIVE
from netjournal.services.interchange.importing import NAMING_ALL
from netjournal.ui.safe import Label
from netjournal.ui.widgets.buttons import button

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netjournal.formats.recognition import Recognition
    from netjournal.services.interchange.importing import ImportPlan

_BETWEEN = re.compile(r"[,;\n]")


class MeBar(QWidget):
    """A line for the user's own names and e-mail addresses.

    Signals:
        told: The names and addresses as a list of texts.
    """

    told = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show an empty line."""
        super().__init__(parent)
        self.setObjectName("import_me")
        caption = Label(self.tr("You are"), parent=self)
        self.line = QLineEdit(self)
        self.line.setObjectName("import_me_line")
        self.line.setAccessibleName(self.tr("Your own name and e-mail addresses"))
        self.line.setPlaceholderText(
            self.tr("Your name and e-mail addresses, so that you are not among the others")
        )
        self.use = button(self.tr("Use"), "small", name="import_me_use", parent=self)
        self.use.setAutoDefault(False)
        self.use.setEnabled(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(caption)
        row.addWidget(self.line, 1)
        row.addWidget(self.use)
        self._shown: list[str] = []
        self.line.textChanged.connect(self._on_text)
        self.use.clicked.connect(self._on_use)

    def show_entries(self, entries: Iterable[str]) -> None:
        """Show what the journal knows."""
        self._shown = list(entries)
        self.line.setText(", ".join(self._shown))

    def entries(self) -> list[str]:
        """Return what the line says, divided at commas."""
        return [part.strip() for part in _BETWEEN.split(self.line.text()) if part.strip()]

    @Slot(str)
    def _on_text(self, _text: str) -> None:
        changed = self.entries() != self._shown
        self.use.setEnabled(changed)
        self.use.setDefault(changed)  # Enter takes what was typed before it imports

    @Slot()
    def _on_use(self) -> None:
        self._shown = self.entries()
        self.use.setEnabled(False)
        self.use.setDefault(False)
        self.told.emit(self._shown)


def wanted(found: Recognition, plan: ImportPlan | None) -> bool:
    """Say whether a file may name the user; of several files only if any has meetings or talk."""
    if found.format == ARCHIVE:
        return plan is not None and bool(plan.interactions)
    return found.format in NAMING_ALL
