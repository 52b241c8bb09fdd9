"""The list of pairs that may be one person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from netjournal.ui.duplicates import words
from netjournal.ui.paged_model import ROW
from netjournal.ui.safe import display_safe
from netjournal.ui.widgets.row_delegate import RowView

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from netjournal.services.duplicates.dedupe import Suggestion

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Pair:
    """A suggestion with the names as they were found."""

    suggestion: Suggestion
    name: str
    other: str

    @property
    def ids(self) -> tuple[int, int]:
        """The two people."""
        return self.suggestion.contact_id, self.suggestion.other_id


class PairModel(QAbstractListModel):
    """Pairs still to be decided."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin with none."""
        super().__init__(parent)
        self.pairs: list[Pair] = []

    def show_pairs(self, pairs: list[Pair]) -> None:
        """Show these pairs."""
        self.beginResetModel()
        self.pairs = pairs
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """Return how many pairs there are."""
        return 0 if parent.isValid() else len(self.pairs)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a pair in words, or what the delegate paints."""
        if not index.isValid() or index.row() >= len(self.pairs):
            return None
        pair = self.pairs[index.row()]
        if role == ROW:
            return pair
        if role == Qt.ItemDataRole.DisplayRole:
            return both(pair)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return words.for_it(pair.suggestion.reasons)
        return None

    def row_of(self, ids: tuple[int, int]) -> int:
        """Return where a pair is, or -1."""
        return next((n for n, pair in enumerate(self.pairs) if pair.ids == ids), -1)


def both(pair: Pair) -> str:
    """Return the two names, the same one once."""
    one, other = display_safe(pair.name, 60), display_safe(pair.other, 60)
    return one if one == other else f"{one} · {other}"


def row_view(pair: Pair) -> RowView:
    """Return what a row shows."""
    return RowView(
        both(pair), words.for_it(pair.suggestion.reasons), key=pair.suggestion.contact_id
    )
