"""The dialog that asks for one line of text: see ``safe.ask_text``."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from netjournal.ui.dialog_size import open_at
from netjournal.ui.safe import Label
from netjournal.ui.tab_order import ReadingOrder
from netjournal.ui.widgets.buttons import button

_WIDTH: Final = 440  # room for a name, for the title, and for a query


class LineDialog(ReadingOrder, QDialog):
    """Asks one question; nothing but blanks is no answer."""

    def __init__(
        self, title: str, question: str, value: str = "", parent: QWidget | None = None
    ) -> None:
        """Ask.

        Args:
            title: Of the window, and above the question.
            question: What the line is for.
            value: What stands there already, selected.
            parent: The window.
        """
        super().__init__(parent)
        self.setObjectName("line_dialog")
        self.setWindowTitle(title)
        self.line = QLineEdit(value, self)
        self.line.setObjectName("line_text")
        self.line.setAccessibleName(" ".join(question.split()))
        self.line.selectAll()
        self.line.textChanged.connect(self._on_changed)
        self.save = button(self.tr("Save"), "primary", name="line_save", parent=self)
        self.save.setDefault(True)
        self.save.clicked.connect(self.accept)
        cancel = button(self.tr("Cancel"), name="line_cancel", parent=self)
        cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(6)
        column.addWidget(Label(title, "title", wrap=True, parent=self))
        column.addSpacing(6)
        column.addWidget(Label(question, "small", "quiet", wrap=True, parent=self))
        column.addWidget(self.line)
        column.addSpacing(14)
        column.addLayout(foot)
        self._on_changed(value)
        open_at(self, _WIDTH)
        self.line.setFocus()

    @Slot(str)
    def _on_changed(self, text: str) -> None:
        self.save.setEnabled(bool(text.strip()))
