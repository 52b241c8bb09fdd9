"""The list of what is on my shelf: ``WorksModel(session)``, ``WorksView(model)``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from netjournal.services.giving import shelf
from netjournal.services.giving.shelf import WorkRow
from netjournal.ui import labels, shelf_words
from netjournal.ui.long_lists import choose_row, keep_place, show_row, tune_list
from netjournal.ui.paged_model import PagedTableModel
from netjournal.ui.safe import display_safe, tooltip
from netjournal.ui.widgets.row_delegate import RowDelegate, RowView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QItemSelection

    from netjournal.ui.session import Session

_ICONS: Final = {
    "skill": "helped",
    "offer": "gift",
    "post": "note",
    "talk": "volunteering",
    "article": "letter",
    "project": "work",
}


class WorksModel(PagedTableModel):
    """What is on the shelf by id; dozens at most, read at once."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(self._read, parent=parent)
        self._session = session
        self._rows: dict[int, WorkRow] = {}

    def show_works(self, *, retired: bool) -> None:
        """Read what is on the shelf, or what was."""
        self._rows = {row.id: row for row in shelf.works(retired=retired)}
        self.set_ids(list(self._rows))

    def work(self, work_id: int | None) -> WorkRow | None:
        """Return one work of those read."""
        return self._rows.get(work_id) if work_id is not None else None

    def _read(self, ids: Sequence[int]) -> Sequence[object | None]:
        return [self._rows.get(work_id) for work_id in ids]

    def cell(self, row: object, column: int, role: int) -> Any:
        """Say a work in words."""
        if not isinstance(row, WorkRow):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return display_safe(row.title)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            said = f"{row.title}, {shelf_words.meta(row, self._session.today())}"
            return tooltip(said) if role == Qt.ItemDataRole.ToolTipRole else display_safe(said)
        return None

    def view_of(self, row: WorkRow) -> RowView:
        """Return what the delegate paints."""
        return RowView(
            name=display_safe(row.title),
            detail=shelf_words.meta(row, self._session.today()),
            side="",
            icon=_ICONS.get(row.kind, "share"),
            pills=((labels.work("offer"), "accent"),) if row.kind == "offer" else (),
        )


class WorksView(QListView):
    """The list itself.

    Signals:
        chosen: Id of the work the keyboard is at, None for none.
        edit_wanted: Enter or a double click on a work (an id).
        menu_wanted: A context menu is wanted at this global point.
    """

    chosen = Signal(object)
    edit_wanted = Signal(object)
    menu_wanted = Signal(object)

    def __init__(self, model: WorksModel, parent: QWidget | None = None) -> None:
        """Show ``model``."""
        super().__init__(parent)
        self.setObjectName("works_list")
        self.setAccessibleName(self.tr("My shelf"))
        self._works = model
        self.setModel(model)
        self.setItemDelegate(RowDelegate(model.view_of, self))
        tune_list(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu)
        self.activated.connect(self._on_activated)
        keep_place(self)

    def current_id(self) -> int | None:
        """Return the selected work."""
        rows = self.selectionModel().selectedRows()
        return self._works.id_at(rows[0].row()) if rows else None

    def select(self, work_id: int) -> bool:
        """Bring a work into view and select it; return whether it is in the list."""
        row = self._works.row_of(work_id)
        if row < 0:
            return False
        choose_row(self, row)
        show_row(self, row)
        return True

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell which work is chosen."""
        super().selectionChanged(selected, deselected)
        self.chosen.emit(self.current_id())

    def _on_activated(self, index: Any) -> None:
        work_id = self._works.id_at(index.row())
        if work_id is not None:
            self.edit_wanted.emit(work_id)

    def _on_menu(self, point: QPoint) -> None:
        self.menu_wanted.emit(self.viewport().mapToGlobal(point))
