"""The white card with a thin border that holds things.

Public: ``Card(title)`` with ``.body``, ``RowsCard`` with ``add_row``, ``ListCard(view)``,
``section(text)``, ``divider()``.
"""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from netjournal.ui.safe import Label


class Card(QFrame):
    """A framed panel with a vertical layout in ``.body``.

    Args:
        title: A quiet first line ("How you met"), or empty.
        name: Object name.
        parent: Owner.
    """

    def __init__(self, title: str = "", name: str = "", parent: QWidget | None = None) -> None:
        """Create an empty card."""
        super().__init__(parent)
        self.setProperty("role", "card")
        if name:
            self.setObjectName(name)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(14, 12, 14, 12)
        self.body.setSpacing(2)
        self.title = Label(title, "small", "quiet", parent=self)
        self.body.addWidget(self.title)
        self.title.setVisible(bool(title))
        if title:
            self.setAccessibleName(title)


class RowsCard(QFrame):
    """A card of rows with thin lines between them."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        """Create a card without rows."""
        super().__init__(parent)
        self.setProperty("role", "card")
        if name:
            self.setObjectName(name)
        self._rows: list[QWidget] = []
        self._lines: list[QFrame] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)

    def add_row(self, row: QWidget) -> None:
        """Put a row below the others; the card owns it."""
        if self._rows:
            line = divider(self)
            self._lines.append(line)
            self._layout.addWidget(line)
        self._rows.append(row)
        self._layout.addWidget(row)

    def rows(self) -> list[QWidget]:
        """Return the rows from top to bottom."""
        return list(self._rows)

    def clear(self) -> None:
        """Remove and delete all rows."""
        for widget in (*self._rows, *self._lines):
            self._layout.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._rows.clear()
        self._lines.clear()


class ListCard(QFrame):
    """A card around one scrolling list; the list ends just inside the rounded corners."""

    def __init__(self, view: QWidget, parent: QWidget | None = None) -> None:
        """Put ``view`` into a card."""
        super().__init__(parent)
        self.setProperty("role", "card")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 3, 0, 3)
        layout.addWidget(view)


def section(text: str, parent: QWidget | None = None) -> Label:
    """Return the bold line above a card ("Nurture", "You promised")."""
    return Label(text, "heading", parent=parent)


def divider(parent: QWidget | None = None) -> QFrame:
    """Return a thin horizontal line."""
    line = QFrame(parent)
    line.setProperty("role", "divider")
    line.setFixedHeight(1)
    return line
