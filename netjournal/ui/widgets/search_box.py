"""A search field that waits until typing stops."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from netjournal.ui import icons
from netjournal.ui.safe import Label

PAUSE_MS: Final = 40  # less than between two keys, so that a word is looked for while it grows


class SearchBox(QLineEdit):
    """A line edit with a magnifier and a clear button, or with a key hint instead.

    Esc clears; with nothing to clear it lets the key pass. Enter searches at once.

    Signals:
        searched: The text, stripped, after typing paused or Enter; never twice the same.
        down_pressed: Down was pressed: go to the results.
    """

    searched = Signal(str)
    down_pressed = Signal()

    def __init__(
        self,
        placeholder: str = "",
        key_hint: str = "",
        parent: QWidget | None = None,
        pause: int = PAUSE_MS,
    ) -> None:
        """Create the field.

        Args:
            placeholder: Translated; also the accessible name.
            key_hint: Shown at the far side while empty, for example "Ctrl K".
            parent: Owner.
            pause: Milliseconds without a key before it searches; 0 for after each key.
        """
        super().__init__(parent)
        self._hint = Label(key_hint, "key", parent=self)
        self.setObjectName("search_box")
        self.setProperty("role", "search")
        self._told = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(pause)
        self._timer.timeout.connect(self._tell)
        if not key_hint:
            magnifier = QAction(icons.icon("search", "quiet"), self.tr("Search"), self)
            self.addAction(magnifier, QLineEdit.ActionPosition.LeadingPosition)
            magnifier.triggered.connect(self._tell)
        self.setClearButtonEnabled(not key_hint)
        self._name_buttons()
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._hint.setVisible(bool(key_hint))
        self.set_placeholder(placeholder)
        self.textChanged.connect(self._on_text_changed)
        self.returnPressed.connect(self._tell)

    def _name_buttons(self) -> None:
        """Give the buttons inside the field the names that screen readers say."""
        for inside in self.findChildren(QToolButton):
            action = inside.defaultAction()
            clears = action is None or action.text() == ""
            inside.setAccessibleName(self.tr("Clear") if clears else action.text())

    def set_placeholder(self, text: str) -> None:
        """Change the words shown while empty."""
        self.setPlaceholderText(text)
        self.setAccessibleName(text)

    def set_query(self, text: str) -> None:
        """Set the text and search at once."""
        self.setText(text)
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc clears, Down goes to the results."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self._tell()
        elif event.key() == Qt.Key.Key_Down:
            self._tell()
            self.down_pressed.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the key hint at the far side."""
        super().resizeEvent(event)
        self._place_hint()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size and the reading direction."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange):
            self._place_hint()

    def event(self, event: QEvent) -> bool:
        """The hint gets its own font after the field: what it asks for then counts."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._place_hint()
        return done

    def _place_hint(self) -> None:
        self._hint.ensurePolished()
        size = self._hint.sizeHint()
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = 12 if mirrored else self.width() - size.width() - 12
        room = size.width() + 12 if self._hint.text() else 0
        self.setTextMargins(room if mirrored else 0, 0, 0 if mirrored else room, 0)
        self._hint.setGeometry(
            left, (self.height() - size.height()) // 2, size.width(), size.height()
        )

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        self._hint.setVisible(bool(self._hint.text()) and not text)
        self._timer.start()

    @Slot()
    def _tell(self) -> None:
        self._timer.stop()
        text = self.text().strip()
        if text != self._told:
            self._told = text
            self.searched.emit(text)
