"""Parts of the capture line: the field, the chip that asks who is meant, who may be someone new."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from netjournal.ui.safe import display_safe
from netjournal.ui.widgets.buttons import ChipButton, PushButton

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent

_BY_KEYS: Final = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class CaptureLine(QLineEdit):
    """A line edit that tells of Esc, and in which one goes on where one was."""

    escaped = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Go on at the end: a selected line would go with the first key."""
        super().focusInEvent(event)
        if event.reason() in _BY_KEYS:
            self.end(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell of Esc, take any other key as ever."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)


class Chooser(ChipButton):
    """A name that fits several people, with the menu to say who."""

    def __init__(self, name: str, text: str, parent: QWidget) -> None:
        """Ask who ``name`` is; ``text`` says it."""
        super().__init__(text.replace("&", "&&"), parent)
        self.name = name
        self.setObjectName("capture_chooser")
        self.setAccessibleName(text)


def add_choice(menu: QMenu, text: str, name: str, contact_id: int) -> None:
    """Add somebody a name may mean to its menu; 0 is somebody new."""
    action = menu.addAction(text.replace("&", "&&"))
    action.setData((name, contact_id))


class Perhaps(PushButton):
    """A word in small letters that may be a name; pressing it writes it as one."""

    def __init__(self, text: str, span: tuple[int, int], line: QLineEdit, parent: QWidget) -> None:
        """Offer the word at ``span`` of ``text``; pressing changes ``line``."""
        word = text[span[0] : span[1]]
        say = QCoreApplication.translate
        words = say("capture", "{name} is someone new").format(name=display_safe(word.title(), 40))
        super().__init__(words.replace("&", "&&"), parent)
        self.setObjectName("capture_perhaps")
        self.setProperty("kind", "small")
        self.setAccessibleName(words)
        self._span, self._line = span, line
        self.clicked.connect(self._on_clicked)

    @Slot()
    def _on_clicked(self) -> None:
        begin, end = self._span
        text = self._line.text()
        self._line.setText(text[:begin] + text[begin:end].title() + text[end:])
        self._line.setFocus()
