"""One line that writes down what happened, with what was understood shown below while typing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from netjournal.ui.safe import Label

if TYPE_CHECKING:
    from collections.abc import Callable

PAUSE_MS: Final = 120


class CaptureLine(QWidget):
    """A line edit and, while something is typed, what it says in words.

    Signals:
        entered: The line, when Enter is pressed; the field keeps it until ``clear``.
    """

    entered = Signal(str)

    def __init__(self, explain: Callable[[str], str], parent: QWidget | None = None) -> None:
        """Create an empty line.

        Args:
            explain: What is typed → what was understood, in words; called after a pause.
            parent: Owner.
        """
        super().__init__(parent)
        self._explain = explain
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._on_pause)
        self.line = QLineEdit(self)
        self.line.setObjectName("capture_line")
        self.line.setProperty("role", "capture")
        self.line.textChanged.connect(self._on_text_changed)
        self.line.returnPressed.connect(self._on_return)
        self.meaning = Label("", "small", "accent", wrap=True, parent=self)
        self.meaning.setObjectName("capture_meaning")
        self.meaning.setContentsMargins(15, 3, 15, 1)
        self.meaning.hide()
        self.setFocusProxy(self.line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.line)
        column.addWidget(self.meaning)

    def set_placeholder(self, text: str) -> None:
        """Change the words shown while empty; also what a screen reader says."""
        self.line.setPlaceholderText(text)
        self.line.setAccessibleName(text)

    def clear(self) -> None:
        """Empty the line after it was written down."""
        self.line.clear()

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        if text.strip():
            self._timer.start()
        else:
            self._timer.stop()
            self.meaning.hide()

    @Slot()
    def _on_pause(self) -> None:
        words = self._explain(self.line.text())
        self.meaning.setText(words)
        self.meaning.setVisible(bool(words) and bool(self.line.text().strip()))

    @Slot()
    def _on_return(self) -> None:
        if self.line.text().strip():
            self.entered.emit(self.line.text())
