"""The numbers behind a chart as a table, in the locale's dates and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QLocale, QModelIndex, QPersistentModelIndex, Qt

from netjournal.ui import dates
from netjournal.ui.charts import words
from netjournal.ui.charts.chart import Month, as_text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from netjournal.ui.charts.chart import Chart
    from netjournal.ui.charts.look import Look


class NumbersModel(QAbstractTableModel):
    """The numbers behind a chart; small, so kept whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Create it empty."""
        super().__init__(parent)
        self._header: list[str] = []
        self._rows: list[list[str]] = []

    def show_chart(self, chart: Chart, look: Look) -> None:
        """Replace everything; what goes over time begins with the newest."""
        self.beginResetModel()
        header, rows = chart.table(look)
        self._header = header
        texts = [as_text(row, _day, _number) for row in rows]
        self._rows = texts[::-1] if chart.dated else texts
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


def _day(day: int) -> str:
    return words.month_of(day) if isinstance(day, Month) else dates.full_day(day)


def _number(value: float) -> str:
    if isinstance(value, int):
        return QLocale().toString(value)
    return QLocale().toString(value, "f", 1)
