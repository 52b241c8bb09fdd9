"""The rows of an import plan as a table model: what becomes of each, why, what changes.

The model keeps no rows of its own: it holds the plan, and the numbers of those rows that the filter
lets through. Numbers from ``len(plan.rows)`` on are the records that can't be read.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from netjournal.ui.safe import display_safe, tooltip
from netjournal.ui.transfer import settling, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QObject

    from netjournal.services.importing import ImportPlan

Index = QModelIndex | QPersistentModelIndex
NAME, ACTION, WHY, CHANGES = range(4)
DETAIL: Final = Qt.ItemDataRole.UserRole + 1  # second line of the name
TONE: Final = Qt.ItemDataRole.UserRole + 2  # pill tone of the action
OPEN: Final = Qt.ItemDataRole.UserRole + 3  # whether the action can be changed


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
            last = self.index(len(self._shown) - 1, CHANGES)
            self.dataChanged.emit(self.index(0, 0), last)

    # -- Qt

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many rows the filter lets through."""
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the four columns."""
        return 0 if parent is not None and parent.isValid() else CHANGES + 1

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return a column's name."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        if not 0 <= section <= CHANGES:
            return None
        return (
            self.tr("Who"),
            self.tr("What happens"),
            self.tr("Because"),
            self.tr("What is new"),
        )[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        plan = self._plan
        if plan is None or not index.isValid() or index.row() >= len(self._shown):
            return None
        number = self._shown[index.row()]
        if number >= len(plan.rows):
            return self._rejected(number - len(plan.rows), index.column(), role)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(number, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(self._hint(number, index.column()))
        row = plan.rows[number]
        if role == DETAIL and index.column() == NAME:
            return display_safe(row.detail, 160)
        if role == TONE:
            return words.action(row.action)[1]
        if role == OPEN:
            return bool(settling.options(plan, number))
        return None

    def _text(self, number: int, column: int) -> str:
        assert self._plan is not None
        row = self._plan.rows[number]
        if column == NAME:
            return display_safe(row.name, 160)
        if column == ACTION:
            return words.action(row.action)[0]
        if column == WHY:
            return words.why(row)
        return words.changes(row.changes)

    def _hint(self, number: int, column: int) -> str:
        assert self._plan is not None
        row = self._plan.rows[number]
        if column == NAME:
            line = self.tr("Line {n} of the file").format(n=row.line)
            return f"{row.name}\n{row.detail}\n{line}"
        return self._text(number, column)

    def _rejected(self, number: int, column: int, role: int) -> Any:
        assert self._plan is not None
        found = self._plan.rejected[number]
        reason = display_safe(found.reason, 200)
        texts = (
            self.tr("Line {n}").format(n=found.line),
            words.action(words.REJECTED)[0],
            reason,
            "",
        )
        if role == Qt.ItemDataRole.DisplayRole:
            return texts[column]
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(texts[column])
        if role == TONE:
            return words.action(words.REJECTED)[1]
        return False if role == OPEN else None
