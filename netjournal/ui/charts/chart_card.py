"""A chart with its heading, its legend and, on demand, its numbers as a table."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QSizePolicy,
    QStackedWidget,
    QTableView,
    QWidget,
)

from netjournal.ui import theme
from netjournal.ui.charts.view import ChartView
from netjournal.ui.safe import Label
from netjournal.ui.widgets import painting
from netjournal.ui.widgets.buttons import button
from netjournal.ui.widgets.card import Card

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent

_SWATCH: Final = 10
_ROOMY: Final = 640  # from this width on, the legend stands beside the heading


class ChartCard(Card):
    """Heading, legend, chart; a button turns the picture into its numbers.

    Args:
        name: Object name.
        height: Height of the chart, design pixels.
        parent: Owner.
    """

    def __init__(self, name: str, height: int, parent: QWidget | None = None) -> None:
        """Create it empty; give it texts and data later."""
        super().__init__("", name, parent)
        self.body.setContentsMargins(16, 12, 16, 12)
        self.body.setSpacing(8)
        self.heading = Label("", "heading", parent=self)
        self.legend = Legend(self)
        self.numbers_button = button(
            self.tr("Numbers"), "small", name=f"{name}_numbers", parent=self
        )
        self.numbers_button.setCheckable(True)
        self._head = QHBoxLayout()
        self._head.setSpacing(12)
        self._head.addWidget(self.heading)
        self._head.addStretch(1)
        self._head.addWidget(self.legend)
        self._head.addWidget(self.numbers_button)
        self._narrow = False
        self.body.addLayout(self._head)
        self.view = ChartView(f"{name}_chart", height, self)
        self.table = QTableView(self)
        self.table.setObjectName(f"{name}_table")
        self.table.setModel(NumbersModel(self))
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.setWordWrap(False)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.view)
        self.stack.addWidget(self.table)
        self.body.addWidget(self.stack, 1)
        self.numbers_button.toggled.connect(self._on_toggled)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the legend under the heading where there is no room beside it."""
        super().resizeEvent(event)
        narrow = self.width() < theme.px(_ROOMY)
        if narrow == self._narrow:
            return
        self._narrow = narrow
        if narrow:
            self._head.removeWidget(self.legend)
            self.body.insertWidget(self.body.indexOf(self._head) + 1, self.legend)
        else:
            self.body.removeWidget(self.legend)
            self._head.insertWidget(2, self.legend)

    def set_title(self, title: str) -> None:
        """Name the chart, on screen and for screen readers."""
        self.heading.setText(title)
        self.view.setAccessibleName(title)
        self.table.setAccessibleName(title)
        self.setAccessibleName(title)

    def set_numbers(self, header: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Give the table the numbers behind the picture, oldest first."""
        model = self.table.model()
        assert isinstance(model, NumbersModel)
        model.set_numbers(header, rows)

    def _on_toggled(self, numbers: bool) -> None:
        self.stack.setCurrentIndex(1 if numbers else 0)


class Legend(QWidget):
    """Coloured squares with their words, in as many lines as the room asks for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Create it empty."""
        super().__init__(parent)
        self._entries: list[tuple[str, str, bool]] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_entries(self, entries: Sequence[tuple[str, str, bool]]) -> None:
        """Show (colour, words, dashed) from the reading side on."""
        self._entries = list(entries)
        self.setAccessibleName(", ".join(words for _, words, _ in entries))
        self.updateGeometry()
        self.update()

    def _step(self, words: str) -> float:
        return _SWATCH + 6 + painting.text_width(words, "small") + 16

    def _line(self) -> int:
        return round(painting.line_height("small")) + 4

    def _lines(self, width: float) -> list[list[tuple[str, str, bool]]]:
        """Return the entries of each line, filled one after the other."""
        lines: list[list[tuple[str, str, bool]]] = [[]]
        used = 0.0
        for entry in self._entries:
            step = self._step(entry[1])
            if lines[-1] and used + step > width + 0.5:
                lines.append([])
                used = 0.0
            lines[-1].append(entry)
            used += step
        return lines

    def sizeHint(self) -> QSize:
        """Return the room all entries need side by side."""
        return QSize(ceil(sum(self._step(words) for _, words, _ in self._entries)), self._line())

    def minimumSizeHint(self) -> QSize:
        """Return the room the longest entry needs."""
        steps = [self._step(words) for _, words, _ in self._entries]
        return QSize(ceil(max(steps, default=0.0)), self._line())

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines at a width."""
        return len(self._lines(width)) * self._line()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint squares (or dashes) and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lines = self._lines(self.width())
        top = (self.height() - len(lines) * self._line()) / 2
        for line in lines:
            x = 0.0
            for entry in line:
                step = self._step(entry[1])
                self._paint_entry(painter, QRectF(x, top, step, self._line()), entry)
                x += step
            top += self._line()
        painter.end()

    def _paint_entry(self, painter: QPainter, place: QRectF, entry: tuple[str, str, bool]) -> None:
        color, words, dashed = entry
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if mirrored:
            place.moveLeft(self.width() - place.right())
        mark = QRectF(place.left(), place.center().y() - _SWATCH / 2, _SWATCH, _SWATCH)
        if mirrored:
            mark.moveLeft(place.right() - _SWATCH)
        if dashed:
            mark.setTop(mark.top() + 4)
            mark.setHeight(2.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(color))
        painter.drawRoundedRect(mark, 2, 2)
        beside = _SWATCH + 6
        text = place.adjusted(0, 0, -beside, 0) if mirrored else place.adjusted(beside, 0, 0, 0)
        painting.draw_text(painter, text, words, "small")


class NumbersModel(QAbstractTableModel):
    """The numbers behind a chart; small, so kept whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Create it empty."""
        super().__init__(parent)
        self._header: list[str] = []
        self._rows: list[list[str]] = []

    def set_numbers(self, header: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Replace everything; newest first on screen."""
        self.beginResetModel()
        self._header = list(header)
        self._rows = [[str(cell) for cell in row] for row in reversed(rows)]
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Return how many points there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Return how many series there are, with the day."""
        return 0 if parent is not None and parent.isValid() else len(self._header)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return a cell."""
        if index.isValid() and role == Qt.ItemDataRole.DisplayRole:
            return self._rows[index.row()][index.column()]
        if index.isValid() and role == Qt.ItemDataRole.TextAlignmentRole and index.column():
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's name."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._header[section]
        return None


def swatch(label: str) -> str:
    """Return a strength label's colour as ``#rrggbb``."""
    return theme.strength_color(label).name()
