"""The steps of the journal's log as a table: what, when, and whether it was taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QT_TRANSLATE_NOOP,
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)

from netjournal.models import history
from netjournal.ui import dates
from netjournal.ui.safe import display_safe, tooltip
from netjournal.ui.widgets.cells import DETAIL, TONE

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

Index = QModelIndex | QPersistentModelIndex
WHAT, WHEN, STATE = range(3)
MOST = 500
# PySide6's stubs call what QT_TRANSLATE_NOOP returns (its second argument, a str) an object.
_SOURCES: dict[str, object] = {
    "cli": QT_TRANSLATE_NOOP("history", "from the command line"),
    "import": QT_TRANSLATE_NOOP("history", "import"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step; ``at`` is UTC in milliseconds, ``rows`` how many rows it changed."""

    id: int
    label: str
    source: str
    at: int
    rows: int
    undone: bool


class HistoryModel(QAbstractTableModel):
    """The newest steps, newest first."""

    def __init__(self, today: int, parent: QObject | None = None) -> None:
        """Show nothing; ``refresh`` reads."""
        super().__init__(parent)
        self._today = today
        self.steps: list[Step] = []

    def refresh(self) -> None:
        """Read the log anew."""
        self.beginResetModel()
        self.steps = [Step(*row) for row in history.steps(MOST)]
        self.endResetModel()

    def row_of(self, step_id: int) -> int:
        """Return where a step is shown, -1 when it is not."""
        return next((n for n, step in enumerate(self.steps) if step.id == step_id), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many steps are shown."""
        return 0 if parent is not None and parent.isValid() else len(self.steps)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return three: what, when, state."""
        return 0 if parent is not None and parent.isValid() else STATE + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's name."""
        heads = (self.tr("What"), self.tr("When"), self.tr("State"))
        shown = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return heads[section] if shown and 0 <= section < len(heads) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        if not index.isValid() or index.row() >= len(self.steps):
            return None
        step, column = self.steps[index.row()], index.column()
        if role == TONE:
            return "neutral" if column == STATE and step.undone else None
        if role == DETAIL:
            return self._detail(step) if column == WHAT else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (self._text(step, WHAT), self._text(step, WHEN), self._text(step, STATE))
            return ", ".join(part for part in parts if part)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(step, column)
        if role == Qt.ItemDataRole.ToolTipRole and column == WHAT:
            return tooltip(f"{step.label}\n{self._detail(step)}")
        return None

    def _text(self, step: Step, column: int) -> str:
        if column == WHAT:
            return display_safe(step.label, 160)
        if column == WHEN:
            return dates.stamp(step.at, self._today)
        return self.tr("taken back") if step.undone else ""

    def _detail(self, step: Step) -> str:
        parts = [self.tr("%n change(s)", "", step.rows)]
        if step.source in _SOURCES:
            text = str(_SOURCES[step.source])
            parts.append(QCoreApplication.translate("history", text))
        return " · ".join(parts)
