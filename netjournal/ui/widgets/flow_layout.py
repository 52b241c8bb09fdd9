"""A layout that puts widgets side by side and goes on in the next line, like words."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Lines of widgets, filled from the reading side.

    Args:
        parent: The widget it lays out, if already known.
        spacing: Pixels between widgets and between lines.
        margins: Around everything.
    """

    def __init__(
        self, parent: QWidget | None = None, spacing: int = 6, margins: QMargins | None = None
    ) -> None:
        """Create an empty layout."""
        super().__init__(parent)
        # Named so because ``items`` and friends would be easy to take for Qt's own.
        self._held: list[QLayoutItem] = []
        self.setSpacing(spacing)
        self.setContentsMargins(margins or QMargins(0, 0, 0, 0))

    def addItem(self, item: QLayoutItem) -> None:
        """Take over an item."""
        self._held.append(item)

    def count(self) -> int:
        """Return the number of items."""
        return len(self._held)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item or None."""
        return self._held[index] if 0 <= index < len(self._held) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give an item back."""
        return self._held.pop(index) if 0 <= index < len(self._held) else None

    def insert_widget(self, index: int, widget: QWidget) -> None:
        """Put a widget at a place."""
        self.addWidget(widget)
        self._held.insert(index, self._held.pop())
        self.invalidate()

    def expandingDirections(self) -> Qt.Orientation:
        """Return that it never asks for more than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Return that the height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines at a width."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place everything."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """Return the size on one line, at most 480 wide."""
        width = sum(item.sizeHint().width() + self.spacing() for item in self._held)
        width = min(480, width)
        return QSize(width, self.heightForWidth(width)).expandedTo(self.minimumSize())

    def minimumSize(self) -> QSize:
        """Return the size of the biggest item."""
        size = QSize()
        for item in self._held:
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        margins = self.contentsMargins()
        area = rect.marginsRemoved(margins)
        x, y, line = 0, area.y(), 0
        owner = self.parentWidget()
        mirrored = owner is not None and owner.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for item in self._held:
            if item.isEmpty():
                continue
            size = item.sizeHint().boundedTo(QSize(max(area.width(), 1), 16777215))
            if x and x + size.width() > area.width():
                x, y, line = 0, y + line + self.spacing(), 0
            if move:
                left = area.right() + 1 - x - size.width() if mirrored else area.x() + x
                item.setGeometry(QRect(QPoint(left, y), size))
            x += size.width() + self.spacing()
            line = max(line, size.height())
        return y + line - rect.y() + margins.bottom()
