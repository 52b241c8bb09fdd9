"""The white card with a thin border that holds things.

Public: ``Card(title)`` with ``.body``, ``RowsCard`` with ``add_row`` and ``fill``,
``ListCard(view)``, ``section(text)``, ``divider()``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from netjournal.ui.safe import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from PySide6.QtWidgets import QAbstractItemView

Row = TypeVar("Row", bound=QWidget)


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
        self._keys: list[Hashable] = []  # of rows that ``fill`` made
        self._ahead: list[QWidget] = []
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
        row.show()  # at once: left to the layout it would come too late for the keyboard

    def fill(self, keys: Sequence[Hashable], make: Callable[[], Row]) -> list[Row]:
        """Have one row for each key, in this order; for a card that is filled by nothing else.

        Rows stay with their keys, and those whose keys went are taken for new ones: making a row
        costs much more than saying something else in it.

        Args:
            keys: What each row is about; all differ.
            make: Makes a row without words whose parent is this card.

        Returns:
            The rows, which may still say what they said before.
        """
        old: dict[Hashable, Row] = dict(zip(self._keys, self._rows, strict=True))  # type: ignore[arg-type]
        kept, wanted = self._keys, set(keys)
        self._keys = list(keys)
        if kept == self._keys:
            return list(old.values())
        at = self._at()
        spare = [row for key, row in old.items() if key not in wanted]
        ahead: list[Row] = self._ahead  # type: ignore[assignment]
        rows = []
        for key in keys:
            known = old.get(key)
            some = spare or ahead
            rows.append(known or (some.pop(0) if some else make()))
        while len(self._lines) < len(rows) - 1:
            self._lines.append(divider(self))
        lines = self._lines[: max(0, len(rows) - 1)]
        self._drop([*spare, *self._lines[len(lines) :]])
        self._rows, self._lines = list(rows), lines
        self._layout.setEnabled(False)  # else all around is laid out for each row that is shown
        for number, row in enumerate(rows):
            if number:
                self._layout.insertWidget(2 * number - 1, lines[number - 1])
            self._layout.insertWidget(2 * number, row)
            row.show()  # what was made ahead is hidden
        self._layout.setEnabled(True)
        self._layout.activate()
        if at is not None and rows and kept[at[0]] not in wanted:
            self._stay(*at)
        return rows

    def _at(self) -> tuple[int, str] | None:
        """Return in which row the keyboard is, and on what."""
        here = self.window().focusWidget()  # also while a menu has the keyboard
        inside = (at for at, row in enumerate(self._rows) if row.isAncestorOf(here))
        return next(((at, here.objectName()) for at in inside), None)

    def _stay(self, at: int, name: str) -> None:
        """Leave the keyboard at a row's place when another row comes there."""
        row = self._rows[min(at, len(self._rows) - 1)]
        part = row.findChild(QWidget, name) if name else None
        (part or row).setFocus()

    def make_ahead(self, make: Callable[[], QWidget], most: int) -> bool:
        """Make a row for ``fill`` before it has anything to say; False when there are ``most``."""
        if len(self._rows) + len(self._ahead) >= most:
            return False
        row = make()
        row.hide()
        self._ahead.append(row)
        return True

    def rows(self) -> list[QWidget]:
        """Return the rows from top to bottom."""
        return list(self._rows)

    def clear(self) -> None:
        """Remove and delete all rows."""
        self._drop([*self._rows, *self._lines])
        self._rows.clear()
        self._lines.clear()
        self._keys.clear()

    def _drop(self, widgets: Sequence[QWidget]) -> None:
        for widget in widgets:
            self._layout.removeWidget(widget)
            widget.hide()
            widget.deleteLater()


class ListCard(QFrame):
    """A card around one scrolling list; the list ends just inside the rounded corners."""

    def __init__(self, view: QAbstractItemView, parent: QWidget | None = None) -> None:
        """Put ``view`` into a card."""
        super().__init__(parent)
        self.setProperty("role", "card")
        self._view, self._rows = view, -1
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 3, 0, 3)
        layout.addWidget(view)

    def fit_rows(self, number: int) -> None:
        """Be no higher than that many rows, also when the text size changes."""
        self._rows = number
        self.setMaximumHeight(number * max(1, self._view.sizeHintForRow(0)) + 8)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._rows >= 0:
            self.fit_rows(self._rows)


def section(text: str, parent: QWidget | None = None) -> Label:
    """Return the bold line above a card ("Nurture", "You promised")."""
    return Label(text, "heading", parent=parent)


def divider(parent: QWidget | None = None) -> QFrame:
    """Return a thin horizontal line."""
    line = QFrame(parent)
    line.setProperty("role", "divider")
    line.setFixedHeight(1)
    return line
