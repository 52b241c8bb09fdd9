"""The list of people: model, rows as painted, and the view with its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from netjournal.services.people import contact_rows
from netjournal.services.people.contact_rows import ContactRow
from netjournal.ui import dates, labels
from netjournal.ui.long_lists import choose_row, keep_place, tune_list
from netjournal.ui.paged_model import PagedTableModel
from netjournal.ui.photos import Photos
from netjournal.ui.safe import display_safe, tooltip
from netjournal.ui.widgets.row_delegate import RowDelegate, RowView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QItemSelection, QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QKeyEvent

    from netjournal.ui.session import Session

    Index = QModelIndex | QPersistentModelIndex


class PeopleModel(PagedTableModel):
    """People by id, rows on demand."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        """Read from ``session``."""
        super().__init__(self._read, parent=parent)
        self._session = session
        self.photos = Photos(session, self)
        self.photos.loaded.connect(self._on_photo)

    def _read(self, ids: Sequence[int]) -> Sequence[object | None]:
        return contact_rows.rows(ids, self._session.today())

    def cell(self, row: object, column: int, role: int) -> object:
        """Say a row in words: for screen readers, type-ahead and tooltips."""
        if not isinstance(row, ContactRow):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return display_safe(row.full_name)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in self._words(row) if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip("\n".join(part for part in self._words(row) if part))
        return None

    def _words(self, row: ContactRow) -> tuple[str, ...]:
        last = "" if row.last_on is None else dates.ago(row.last_on, self._session.today())
        return row.full_name, row.headline, labels.strength(row.label), last

    def view_of(self, row: ContactRow) -> RowView:
        """Return what the delegate paints."""
        today = self._session.today()
        return RowView(
            name=display_safe(row.full_name),
            detail=display_safe(row.headline),
            side="" if row.last_on is None else dates.short_day(row.last_on, today),
            strength="" if row.trashed else row.label,
            key=row.id,
            photo=self.photos.image(row.photo_id),
        )

    @Slot(object)
    def _on_photo(self, photo_id: int) -> None:
        """Paint the rows anew that waited for a picture; what is on screen is in the pages."""
        top = self.index(0, 0)
        if top.isValid():
            self.dataChanged.emit(top, self.index(self.rowCount() - 1, 0))


class PeopleView(QListView):
    """The list itself.

    Signals:
        chosen: Ids selected now, the current one first.
        edit_wanted: Enter or a double click on somebody (an id).
        menu_wanted: A context menu is wanted at this global point.
        typed: A letter was typed: the filter should take it.
    """

    chosen = Signal(object)
    edit_wanted = Signal(object)
    menu_wanted = Signal(object)
    typed = Signal(str)

    def __init__(self, model: PeopleModel, parent: QWidget | None = None) -> None:
        """Show ``model``."""
        super().__init__(parent)
        self.setObjectName("people_list")
        self.setAccessibleName(self.tr("People"))
        self._people = model
        self.setModel(model)
        self.setItemDelegate(RowDelegate(model.view_of, self))
        tune_list(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu)
        self.activated.connect(self._on_activated)
        keep_place(self)

    def chosen_ids(self) -> tuple[int, ...]:
        """Return the selected ids from top to bottom, the current one first."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        current = self.currentIndex().row()
        if current in rows:
            rows.remove(current)
            rows.insert(0, current)
        found = (self._people.id_at(row) for row in rows)
        return tuple(record_id for record_id in found if record_id is not None)

    def choose(self, contact_id: int) -> bool:
        """Select somebody and bring them into view; return whether they are in the list."""
        row = self._people.row_of(contact_id)
        if row < 0:
            return False
        choose_row(self, row)
        self.scrollTo(self._people.index(row, 0))
        return True

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell who is chosen."""
        super().selectionChanged(selected, deselected)
        self.chosen.emit(self.chosen_ids())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter goes to the filter; everything else is the list's."""
        text = event.text()
        plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        if plain and text.isprintable() and text.strip():
            self.typed.emit(text)
            return
        super().keyPressEvent(event)

    def _on_activated(self, index: Any) -> None:
        contact_id = self._people.id_at(index.row())
        if contact_id is not None:
            self.edit_wanted.emit(contact_id)

    def _on_menu(self, point: Any) -> None:
        self.menu_wanted.emit(self.viewport().mapToGlobal(point))
