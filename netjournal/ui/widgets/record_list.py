"""A list of records to choose from, one of which can be opened or asked for its menu.

Public: ``RecordList(model, view_of, parent)``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from netjournal.ui import long_lists, theme
from netjournal.ui.widgets.row_delegate import RowDelegate, RowView

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QItemSelection

    from netjournal.ui.paged_model import Index, PagedTableModel

_KEPT: Final = 32  # rows painted before, a screenful on most screens


class RecordList(QListView):
    """Rows of a ``PagedTableModel``, in a card; the page says what choosing one does.

    Args:
        model: What to list; should outlive the view.
        view_of: The model's row object → how it is painted.
        parent: Owner.

    Signals:
        chosen: What is selected has changed.
        edit_wanted: Enter or a double click on a record (its id).
        menu_wanted: A context menu is wanted at this global point.
    """

    chosen = Signal()
    edit_wanted = Signal(object)
    menu_wanted = Signal(object)

    def __init__(
        self,
        model: PagedTableModel,
        view_of: Callable[[Any], RowView],
        parent: QWidget | None = None,
    ) -> None:
        """Show ``model``."""
        super().__init__(parent)
        self._records = model
        self.setModel(model)
        self._painted = RowDelegate(view_of, self)
        self._painted.keep_pictures(_KEPT, "panel", theme.RADIUS_CARD)
        self.setItemDelegate(self._painted)
        long_lists.tune_list(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu)
        self.activated.connect(self._on_activated)
        long_lists.keep_place(self)

    def chosen_ids(self) -> tuple[int, ...]:
        """Return the selected ids from top to bottom."""
        return long_lists.chosen_ids(self)

    def current_id(self) -> int | None:
        """Return the record the keyboard is at when it is selected, else the first selected."""
        return long_lists.current_id(self)

    def choose(self, record_id: int) -> bool:
        """Select one record and bring it into view; return whether it is in the list."""
        return long_lists.choose_id(self, record_id)

    def dataChanged(
        self,
        first: Index,
        last: Index,
        roles: Sequence[int] = (),
    ) -> None:
        """Paint changed rows anew; all are equally high, and a QListView would lay out each."""
        self._painted.forget_views()
        QAbstractItemView.dataChanged(self, first, last, roles)

    def doItemsLayout(self) -> None:
        """Lay out many rows at once, further ones in shorter turns."""
        self.setBatchSize(long_lists.FIRST_ROWS)
        super().doItemsLayout()
        self.setBatchSize(long_lists.LATER_ROWS)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell that something else is chosen."""
        super().selectionChanged(selected, deselected)
        self.chosen.emit()

    def _on_activated(self, index: Any) -> None:
        record_id = self._records.id_at(index.row())
        if record_id is not None:
            self.edit_wanted.emit(record_id)

    def _on_menu(self, point: QPoint) -> None:
        self.menu_wanted.emit(self.viewport().mapToGlobal(point))
