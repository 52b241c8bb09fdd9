"""A long list that is there at once: a table of one column whose rows are equally high.

A QListView asks the model for every single row, and shows none before it has laid out the last one:
with 100,000 rows for seconds. A table with fixed rows asks for none.

Public: ``RowTable(model, parent)`` with ``chosen_ids()``, ``current_id()``, ``choose(id)``; a
subclass says how high a row is (``row_height``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from netjournal.ui import long_lists, theme
from netjournal.ui.widgets.rows_ahead import RowsAhead

if TYPE_CHECKING:
    from PySide6.QtCore import QItemSelection
    from PySide6.QtGui import QPaintEvent

    from netjournal.ui.paged_model import PagedTableModel
    from netjournal.ui.widgets.rows_ahead import Painter


class RowTable(QTableView):
    """Rows of a ``PagedTableModel`` that can be chosen; their place is kept by id.

    Args:
        model: What to list; should outlive the view.
        parent: Owner.

    Signals:
        chosen: What is selected has changed.
        edit_wanted: Enter or a double click on a record (its id).
        menu_wanted: A context menu is wanted at this global point.
    """

    chosen = Signal()
    edit_wanted = Signal(object)
    menu_wanted = Signal(object)

    def __init__(self, model: PagedTableModel, parent: QWidget | None = None) -> None:
        """Show ``model``."""
        super().__init__(parent)
        self._records = model
        self._tune()  # before there are rows, whose height would be set again for each
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu)
        self.activated.connect(self._on_activated)
        self.painter: Painter | None = None  # set by who has one
        self._ahead = RowsAhead(self, model)
        long_lists.keep_place(self)

    def _tune(self) -> None:
        """One column as wide as the view, rows of one height, no headers and no grid."""
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fit_rows()
        theme.notifier().changed.connect(self._fit_rows)

    @Slot()
    def _fit_rows(self) -> None:
        """Follow the text size; the row at the top stays there."""
        header, height, top = self.verticalHeader(), self.row_height(), self.rowAt(0)
        header.blockSignals(True)  # one for each row: a million would take seconds
        header.setDefaultSectionSize(height)
        header.blockSignals(False)
        if self.model() is not None:
            self.updateGeometries()
            if top > 0:
                self.verticalScrollBar().setValue(top * height)
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint; what is seen is read in one go, and no more."""
        self.expect_seen()
        super().paintEvent(event)

    def expect_seen(self) -> None:
        """Have the model read the rows that are on screen, and those that touch them."""
        first, last = self.seen_rows()
        self._records.expect(first - 1, last + 1)

    def seen_rows(self) -> tuple[int, int]:
        """Return the first and the last row on screen; there may be fewer."""
        height, top = self.row_height(), self.verticalScrollBar().value()
        return top // height, (top + self.height()) // height

    def row_height(self) -> int:
        """Return how high each row is at the current text size."""
        raise NotImplementedError

    def sizeHintForRow(self, row: int) -> int:
        """Return how high each row is, whether it is there or not."""
        return self.row_height()

    def chosen_ids(self) -> tuple[int, ...]:
        """Return the selected ids from top to bottom."""
        return long_lists.chosen_ids(self)

    def current_id(self) -> int | None:
        """Return the record the keyboard is at when it is selected, else the first selected."""
        return long_lists.current_id(self)

    def choose(self, record_id: int) -> bool:
        """Select one record and bring it into view; return whether it is in the list."""
        return long_lists.choose_id(self, record_id)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell that something else is chosen."""
        super().selectionChanged(selected, deselected)
        self.chosen.emit()

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End go to the first and last record, as in a list."""
        if action == QAbstractItemView.CursorAction.MoveHome:
            return self._records.index(0, 0)
        if action == QAbstractItemView.CursorAction.MoveEnd:
            return self._records.index(self._records.rowCount() - 1, 0)
        return super().moveCursor(action, modifiers)

    def _on_activated(self, index: Any) -> None:
        record_id = self._records.id_at(index.row())
        if record_id is not None:
            self.edit_wanted.emit(record_id)

    def _on_menu(self, point: QPoint) -> None:
        self.menu_wanted.emit(self.viewport().mapToGlobal(point))
