"""The rail at the right: this year's months, then years, each with its count; a click goes there.

Public: ``MonthRail()`` with ``set_months(months, year)``, ``follow(row)`` and the signal
``jumped(row)``.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QLocale,
    QModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from netjournal.ui import dates, theme
from netjournal.ui.widgets import painting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QPersistentModelIndex
    from PySide6.QtGui import QKeyEvent

    from netjournal.ui.timeline.model import Months

    Index = QModelIndex | QPersistentModelIndex

WIDTH: Final = 140
_LINE: Final = 24
_PAD: Final = 8
_COUNT: Final = Qt.ItemDataRole.UserRole
_NOWHERE: Final = QModelIndex()


@dataclass(frozen=True, slots=True)
class Stop:
    """One line of the rail; ``row`` is where it begins in the timeline."""

    text: str
    count: int
    row: int


def stops(months: Months, year: int) -> list[Stop]:
    """Return the lines of the rail: months of ``year`` and later, then whole years."""
    found: list[Stop] = []
    locale = QLocale().name()
    years: dict[int, list[int]] = {}  # year → how many, and where it begins
    for (of, month, count), start in zip(months.counts, months.starts, strict=True):
        if of >= year:
            found.append(Stop(_named(of, month, locale), count, start))
        else:
            years.setdefault(of, [0, start])[0] += count
    return found + [Stop(_named(of, None, locale), *some) for of, some in years.items()]


@lru_cache(maxsize=256)
def _named(year: int, month: int | None, _locale: str) -> str:
    """Return how a locale writes a month or a year: kept, as all are asked for at each change."""
    return dates.year_alone(year) if month is None else dates.month(year, month)


class RailModel(QAbstractListModel):
    """The lines of the rail."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.stops: list[Stop] = []

    def set_stops(self, found: list[Stop]) -> None:
        """Show these lines."""
        old = self.stops
        if [stop.text for stop in found] != [stop.text for stop in old]:
            self.beginResetModel()
            self.stops = found
            self.endResetModel()
            return
        self.stops = found
        for row, (before, now) in enumerate(zip(old, found, strict=True)):
            if before.count != now.count:
                self.dataChanged.emit(self.index(row, 0), self.index(row, 0))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self.stops)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a line's text, its count, or both in words."""
        if not index.isValid() or not 0 <= index.row() < len(self.stops):
            return None
        stop = self.stops[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return stop.text
        if role == _COUNT:
            return QLocale().toString(stop.count)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{stop.text}, {QLocale().toString(stop.count)}"
        return None


class MonthRail(QListView):
    """Months and years beside the timeline.

    Signals:
        jumped: Row of the timeline to go to.
    """

    jumped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Create an empty rail."""
        super().__init__(parent)
        self.setObjectName("month_rail")
        self.setAccessibleName(self.tr("Months"))
        self._fit()
        self._rail = RailModel(self)
        self.setModel(self._rail)
        self.setItemDelegate(_RailDelegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._on_clicked)

    def set_months(self, months: Months, year: int) -> None:
        """Show how many entries there are; ``year`` is the one shown by months."""
        self._rail.set_stops(stops(months, year))
        self.setVisible(bool(self._rail.stops))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self.setFixedWidth(theme.px(WIDTH))

    def follow(self, row: int) -> None:
        """Mark the line that a row of the timeline belongs to."""
        at = bisect_right([stop.row for stop in self._rail.stops], row) - 1
        index = self._rail.index(max(0, at), 0)
        if index.isValid() and index != self.currentIndex():
            self.setCurrentIndex(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Moving along the rail goes there."""
        before = self.currentIndex()
        super().keyPressEvent(event)
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if self.currentIndex() != before or enter:
            self._on_clicked(self.currentIndex())

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Paint changed lines anew; all are equally high, and a QListView would lay out each."""
        QAbstractItemView.dataChanged(self, first, last, roles)

    def _on_clicked(self, index: Index) -> None:
        if index.isValid():
            self.jumped.emit(self._rail.stops[index.row()].row)


class _RailDelegate(QStyledItemDelegate):
    """Paints a line: the period at the reading side, its count at the far side."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.px(WIDTH), theme.px(_LINE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(theme.color("accent_soft" if chosen else "hover"))
            painter.drawRoundedRect(area, 6, 6)
        by_keys = QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_KeyboardFocusChange
        if option.state & by_keys == by_keys:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), 1.5))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 6, 6)
        near, far = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        if option.direction == Qt.LayoutDirection.RightToLeft:
            near, far = far, near
        middle = Qt.AlignmentFlag.AlignVCenter
        inside = area.adjusted(_PAD, 0, -_PAD, 0)
        role, tone = ("strong", "accent") if chosen else ("small", "ink")
        painting.draw_text(painter, inside, str(index.data()), role, tone, near | middle)
        count = str(index.data(_COUNT))
        role, tone = ("strong", "quiet") if chosen else ("small", "quiet")
        painting.draw_text(painter, inside, count, role, tone, far | middle)
        painter.restore()
