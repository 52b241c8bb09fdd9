"""A line at the top of a page: something to know, something to do, never in the way."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from netjournal.ui.safe import Label
from netjournal.ui.widgets.announce import announce
from netjournal.ui.widgets.buttons import button, icon_button
from netjournal.ui.widgets.pictures import IconMark

_MARKS: Final = {
    "accent": ("info", "accent"),
    "warning": ("warning", "warning_text"),
    "late": ("warning", "late_text"),
}


class Banner(QFrame):
    """A coloured line with text, up to one action, and a close button; hidden until shown.

    Signals:
        triggered: The action was pressed.
        closed: The close button was pressed.
    """

    triggered = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Create a hidden banner."""
        super().__init__(parent)
        self.setObjectName("banner")
        self.setProperty("role", "banner")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 6, 6)
        layout.setSpacing(10)
        self._mark = IconMark("info", "accent", parent=self)
        self.label = Label("", wrap=True, parent=self)
        self.button = button("", "small", name="banner_action", parent=self)
        self.button.clicked.connect(self.triggered)
        self._close = icon_button("close", self.tr("Close this message"), "banner_close", self)
        self._close.clicked.connect(self._on_close)
        layout.addWidget(self._mark)
        layout.addWidget(self.label, 1)
        layout.addWidget(self.button)
        layout.addWidget(self._close)
        self.hide()

    def show_message(
        self, text: str, action_text: str = "", *, tone: str = "accent", closable: bool = True
    ) -> None:
        """Show a message.

        Args:
            text: Translated sentence.
            action_text: Caption of the action, empty for none.
            tone: accent, warning or late.
            closable: Whether it can be sent away.
        """
        self.setProperty("tone", tone)
        self.style().unpolish(self)
        self.style().polish(self)
        icon, ink = _MARKS[tone]
        self._mark.show_icon(icon, ink)
        self.label.setText(text)
        self.button.setText(action_text)
        self.button.setVisible(bool(action_text))
        self._close.setVisible(closable)
        self.setAccessibleName(text)
        self.show()
        announce(self)

    def _on_close(self) -> None:
        self.hide()
        self.closed.emit()
