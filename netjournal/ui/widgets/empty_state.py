"""What a page shows instead of an empty list: a picture, a kind sentence, and what to do next."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from netjournal.ui import theme
from netjournal.ui.safe import Label
from netjournal.ui.widgets.buttons import button
from netjournal.ui.widgets.pictures import IconCircle


class EmptyState(QWidget):
    """A friendly middle of the page.

    Args:
        icon: Icon name.
        title: Short, translated ("No one here yet").
        text: One or two sentences that say what to do.
        parent: Owner.

    Signals:
        triggered: The name of the action whose button was pressed.
    """

    triggered = Signal(str)

    def __init__(
        self, icon: str, title: str = "", text: str = "", parent: QWidget | None = None
    ) -> None:
        """Create it without buttons."""
        super().__init__(parent)
        self.setObjectName("empty_state")
        self._build(icon)
        self._fit()
        self.set_texts(title, text)

    def _build(self, icon: str) -> None:
        middle = Qt.AlignmentFlag.AlignHCenter
        self._picture = IconCircle(icon, 64, self)
        self._title = Label("", "heading", parent=self)
        self._text = Label("", "body", "quiet", wrap=True, parent=self)
        self._text.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(self._picture, 0, middle)
        column.addSpacing(4)
        column.addWidget(self._title, 0, middle)
        # a line of its own: an aligned item gets the height of the whole width, one line too few
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self._text, 100)
        line.addStretch(1)
        column.addLayout(line)
        column.addSpacing(8)
        column.addLayout(self._buttons)
        column.setAlignment(self._buttons, middle)
        column.addStretch(3)

    def set_texts(self, title: str, text: str) -> None:
        """Change the words (another filter, another language)."""
        self._title.setText(title)
        self._text.setText(text)
        # a centred label that wraps would get two lines whatever its font needs
        needed = self._text.heightForWidth(self._text.maximumWidth())
        self._text.setMinimumHeight(max(0, needed))
        self._text.setVisible(bool(text))
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)

    def add_action(self, name: str, text: str, *, primary: bool = False) -> QPushButton:
        """Add a button; ``triggered(name)`` is emitted when it is pressed.

        Args:
            name: Tells buttons apart; also the object name ``empty_<name>``.
            text: Translated caption.
            primary: The one to recommend.
        """
        result = button(text, "primary" if primary else "", name=f"empty_{name}", parent=self)
        result.setProperty("action_name", name)
        result.clicked.connect(self._on_clicked)
        self._buttons.addWidget(result)
        return result

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        """Give the text a width and all a height: a centred, wrapping label asks for one line."""
        self._text.setFixedWidth(theme.px(380))
        self.setMinimumHeight(theme.px(240))

    def _on_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, QPushButton):
            self.triggered.emit(str(sender.property("action_name")))
