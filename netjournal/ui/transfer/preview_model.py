"""The rows of an import plan as a table model: what becomes of each, why, what changes.

The model keeps no rows of its own: it holds the plan, and the numbers of those rows that the filter
lets through. Numbers from ``len(plan.rows)`` on are the records that can't be read.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from netjournal.ui.reading_words import said
from netjournal.ui.safe import display_safe, tooltip
from netjournal.ui.transfer import settling, words
from netjournal.ui.widgets.cells import DETAIL, OPEN, TONE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QObject

    from netjournal.services.interchange.importing import ImportPlan

Index = QModelIndex | QPersistentModelIndex
NAME, ACTION, WHY = range(3)


class PreviewModel(QAbstractTableModel):
    """An ``ImportPlan`` for a QTableView."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Show nothing."""
        super().__init__(parent)
        self._plan: ImportPlan | None = None
        self._wanted = ""
        self._shown = array("l")

    def show_plan(self, plan: ImportPlan | None) -> None:
        """Show a plan, narrowed as before."""
        self._plan = plan
        self._reload()

    def narrow(self, action: str) -> None:
        """Show rows of one action only, "" for all, ``words.REJECTED`` for unreadable ones."""
        if action != self._wanted:
            self._wanted = action
            self._reload()

    def _reload(self) -> None:
        self.beginResetModel()
        self._shown = array("l", self._numbers())
        self.endResetModel()

    def _numbers(self) -> Iterable[int]:
        plan, wanted = self._plan, self._wanted
        if plan is None:
            return ()
        total = len(plan.rows) + len(plan.rejected)
        if wanted == words.REJECTED:
            return range(len(plan.rows), total)
        if not wanted:
            return range(total)
        return (at for at, row in enumerate(plan.rows) if row.action == wanted)

    # -- rows

    def numbers(self, indexes: Iterable[Index]) -> list[int]:
        """Return the plan's numbers of the rows behind ``indexes``, each once, unreadable ones out.

        Args:
            indexes: Any cells of this model.
        """
        last = len(self._plan.rows) if self._plan else 0
        found = dict.fromkeys(self._shown[index.row()] for index in indexes)
        return [number for number in found if number < last]

    def refresh(self) -> None:
        """Show again what every row says; the rows themselves stay where they are."""
        if self._shown:
            last = self.index(len(self._shown) - 1, WHY)
            self.dataChanged.emit(self.index(0, 0), last)

    # -- Qt

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many rows the filter lets through."""
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return three: who, what happens, why."""
        return 0 if parent is not None and parent.isValid() else WHY + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's name."""
        heads = (self.tr("Who"), self.tr("What happens"), self.tr("Why"))
        shown = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return heads[section] if shown and 0 <= section < len(heads) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        if self._plan is None or not index.isValid() or index.row() >= len(self._shown):
            return None
        number, column = self._shown[index.row()], index.column()
        if role == TONE:
            return words.action(self._action(number))[1] if column == ACTION else None
        if role == OPEN:
            return column == ACTION and bool(self._options(number))
        if role in (Qt.ItemDataRole.DisplayRole, DETAIL):
            return self._texts(number, column)[role == DETAIL]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(text for text in self._texts(number, column) if text)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip("\n".join(text for text in self._texts(number, column) if text))
        return None

    def _options(self, number: int) -> tuple[str, ...]:
        assert self._plan is not None
        return settling.options(self._plan, number) if number < len(self._plan.rows) else ()

    def _action(self, number: int) -> str:
        assert self._plan is not None
        rows = self._plan.rows
        return rows[number].action if number < len(rows) else words.REJECTED

    def _texts(self, number: int, column: int) -> tuple[str, str]:
        """The two lines of a cell."""
        assert self._plan is not None
        if column == ACTION:
            return words.action(self._action(number))[0], ""
        if number < len(self._plan.rows):
            row = self._plan.rows[number]
            if column == NAME:
                detail = self._plan.details[number]
                return display_safe(row.name, 160), display_safe(detail, 160)
            return words.reason(row)
        found = self._plan.rejected[number - len(self._plan.rows)]
        if column == NAME:
            return self.tr("Line {n}").format(n=found.line), ""
        return display_safe(said(found.reason), 200), ""
