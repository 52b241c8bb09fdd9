"""A layout that puts widgets side by side and goes on in the next line, like words.

What wants all the width there is (a field to type into) gets the rest of its line.
"""

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
        self._heights: dict[int, int] = {}  # by width; asked for by every layout around this one
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
        height = self._heights.get(width)
        if height is None:
            height = self._heights[width] = self._arrange(QRect(0, 0, width, 0), move=False)
        return height

    def invalidate(self) -> None:
        """Ask the items anew how large they are."""
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        """Place everything."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """Return the size on one line, at most 480 wide."""
        margins = self.contentsMargins()
        shown = [item.sizeHint().width() for item in self._held if not item.isEmpty()]
        width = sum(shown) + self.spacing() * max(0, len(shown) - 1)
        width = min(480, width + margins.left() + margins.right())
        return QSize(width, self.heightForWidth(width)).expandedTo(self.minimumSize())

    def minimumSize(self) -> QSize:
        """Return the size of the biggest item."""
        size = QSize()
        for item in self._held:
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """Return the height of everything in ``rect``; ``move`` places it, too."""
        margins = self.contentsMargins()
        area = rect.marginsRemoved(margins)
        y = area.y()
        for line in self._lines(area.width()):
            height = max(size.height() for _item, _x, size in line)
            if move:
                self._place(line, area, y, height)
            y += height + self.spacing()
        if y > area.y():
            y -= self.spacing()
        return y - rect.y() + margins.bottom()

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, int, QSize]]]:
        """Return items with their distance from the reading side and their size, by line."""
        lines: list[list[tuple[QLayoutItem, int, QSize]]] = []
        x = 0
        for item in self._held:
            if item.isEmpty():
                continue
            size = item.sizeHint().boundedTo(QSize(max(width, 1), 16777215))
            if not lines or x + size.width() > width:
                lines.append([])
                x = 0
            lines[-1].append((item, x, size))
            x += size.width() + self.spacing()
        return lines

    def _place(
        self, line: list[tuple[QLayoutItem, int, QSize]], area: QRect, y: int, height: int
    ) -> None:
        """Put a line's items side by side, each in the middle of its height."""
        owner = self.parentWidget()
        mirrored = owner is not None and owner.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for item, x, given in line:
            size = given
            if item is line[-1][0] and item.expandingDirections() & Qt.Orientation.Horizontal:
                size = QSize(area.width() - x, given.height())
            left = area.right() + 1 - x - size.width() if mirrored else area.x() + x
            middle = y + (height - size.height()) // 2
            item.setGeometry(QRect(QPoint(left, middle), size))
