"""What this is: version, licences, where the data is."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Slot, qVersion
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

import netjournal
from netjournal import paths
from netjournal.ui.dialog_size import open_at
from netjournal.ui.safe import Label, display_safe
from netjournal.ui.tab_order import ReadingOrder
from netjournal.ui.widgets.buttons import button

if TYPE_CHECKING:
    from pathlib import Path

# What NetJournal is made of, with the licences of each; they stay separate, replaceable packages.
PARTS: Final = (
    ("Qt, PySide6", "LGPL-3.0"),
    ("SQLCipher, SQLite", "BSD-3-Clause, public domain"),
    ("Peewee", "MIT"),
    ("matplotlib, NumPy", "PSF, BSD-3-Clause"),
    ("phonenumbers", "Apache-2.0"),
    ("chardet", "0BSD"),
    ("icalendar, segno, Jinja2", "BSD"),
    ("RapidFuzz, platformdirs", "MIT"),
)


class AboutDialog(ReadingOrder, QDialog):
    """Version, licences, where the data is, *Copy details*."""

    def __init__(self, journal: Path, parent: QWidget | None = None) -> None:
        """Describe this installation and the open ``journal``."""
        super().__init__(parent)
        self.setObjectName("about")
        self.setWindowTitle(self.tr("About NetJournal"))
        self._journal = journal
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(8)
        column.addWidget(Label("NetJournal", "title", parent=self))
        version = self.tr("Version {version}").format(version=netjournal.__version__)
        column.addWidget(Label(version, "body", "quiet", parent=self))
        column.addWidget(
            Label(
                self.tr(
                    "A private journal of the people you know and what you did for each other. "
                    "Nothing leaves this computer."
                ),
                wrap=True,
                parent=self,
            )
        )
        column.addSpacing(8)
        column.addWidget(Label(self.tr("Built on"), "heading", parent=self))
        column.addLayout(self._parts())
        column.addSpacing(8)
        column.addWidget(Label(self.tr("Your data"), "heading", parent=self))
        folder = display_safe(str(journal.parent))
        column.addWidget(Label(folder, "small", "quiet", wrap=True, selectable=True, parent=self))
        column.addSpacing(8)
        column.addLayout(self._buttons())
        open_at(self, 480)

    def _parts(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(2)
        for row, (name, licence) in enumerate((("NetJournal", "MIT"), *PARTS)):
            grid.addWidget(Label(name, "small", parent=self), row, 0)
            grid.addWidget(Label(licence, "small", "quiet", parent=self), row, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _buttons(self) -> QHBoxLayout:
        copy = button(self.tr("Copy details"), name="copy_details", parent=self)
        copy.clicked.connect(self._on_copy)
        close = button(self.tr("Close"), "primary", name="close_about", parent=self)
        close.clicked.connect(self.accept)
        close.setDefault(True)
        close.setFocus()
        line = QHBoxLayout()
        line.addWidget(copy)
        line.addStretch()
        line.addWidget(close)
        return line

    def details(self) -> str:
        """Return what a report about this installation needs; no names, no paths of the user."""
        return "\n".join(
            (
                f"NetJournal {netjournal.__version__}",
                f"Qt {qVersion()}, {QApplication.platformName()}",
                f"Python {platform.python_version()}",
                platform.platform(),
                f"Journal {paths.SUFFIX}, {self._size()} KiB",
            )
        )

    def _size(self) -> int:
        try:
            return self._journal.stat().st_size // 1024
        except OSError:
            return 0

    @Slot()
    def _on_copy(self) -> None:
        QApplication.clipboard().setText(self.details())
