"""The list of people: model, rows as painted, and the view with its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPoint, QSizeF, Qt, Signal, Slot
from PySide6.QtGui import QDrag, QKeySequence, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView

from netjournal.services.people import contact_rows
from netjournal.services.people.contact_rows import ContactRow
from netjournal.ui import dates, labels
from netjournal.ui.long_lists import typed_letter
from netjournal.ui.paged_model import PagedTableModel
from netjournal.ui.people_mime import TYPES, copy_people, people_mime
from netjournal.ui.photos import Photos
from netjournal.ui.safe import display_safe, tooltip
from netjournal.ui.widgets import painting
from netjournal.ui.widgets.record_list import RecordList
from netjournal.ui.widgets.row_delegate import RowView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from netjournal.ui.session import Session

    Index = QModelIndex | QPersistentModelIndex


# a screenful on most screens: while a word is typed each letter shows other people
_PAGE: Final = 30


_DRAGGABLE: Final = (  # a table asks twice for each row that it paints
    Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemNeverHasChildren
    | Qt.ItemFlag.ItemIsDragEnabled
)


class PeopleModel(PagedTableModel):
    """People by id, rows on demand."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        """Read from ``session``."""
        super().__init__(self._read, parent=parent, page=_PAGE)
        self._session = session
        self._day = session.today()
        self.photos = Photos(session, self)
        self.photos.loaded.connect(self._on_photo)

    def _read(self, ids: Sequence[int]) -> Sequence[object | None]:
        self._day = self._session.today()  # once for a screenful, which midnight has read anew
        return contact_rows.rows(ids, self._day)

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

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let people be dragged."""
        return _DRAGGABLE if index.isValid() else super().flags(index)

    def mimeTypes(self) -> list[str]:
        """Return as what people can be dragged."""
        return list(TYPES)

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the people of some rows as they are dragged."""
        rows = dict.fromkeys(index.row() for index in indexes)
        return people_mime([found for row in rows if (found := self.id_at(row)) is not None])

    def view_of(self, row: ContactRow) -> RowView:
        """Return what the delegate paints."""
        return RowView(
            name=display_safe(row.full_name),
            detail=display_safe(row.headline),
            side="" if row.last_on is None else dates.short_day(row.last_on, self._day),
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


class PeopleView(RecordList):
    """The list itself.

    Signals:
        typed: A letter was typed: the filter should take it.
    """

    typed = Signal(str)

    def __init__(self, model: PeopleModel, parent: QWidget | None = None) -> None:
        """Show ``model``."""
        super().__init__(model, model.view_of, parent)
        self.setObjectName("people_list")
        self.setAccessibleName(self.tr("People"))
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)

    def chosen_ids(self) -> tuple[int, ...]:
        """Return the selected ids: whom the keyboard is at first, then from top to bottom."""
        ids, current = self.chosen_as_listed(), self.current_id()
        if current is None:
            return ids
        return current, *(contact_id for contact_id in ids if contact_id != current)

    def chosen_as_listed(self) -> tuple[int, ...]:
        """Return the selected ids from top to bottom."""
        return super().chosen_ids()

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Drag people as a small label, which leaves what is below it in sight."""
        drag = QDrag(self)
        drag.setMimeData(self.model().mimeData(self.selectedIndexes()))
        drag.setPixmap(self._label())
        drag.setHotSpot(QPoint(-12, -12))
        drag.exec(Qt.DropAction.CopyAction)

    def _label(self) -> QPixmap:
        ids, index = self.chosen_ids(), self.currentIndex()
        text = str(index.data()) if len(ids) == 1 else self.tr("%n people", "", len(ids))
        size, scale = painting.pill_size(text), self.devicePixelRatioF()
        picture = QPixmap((QSizeF(size) * scale).toSize())
        picture.setDevicePixelRatio(scale)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painting.draw_pill(painter, 0, size.height() / 2, text, "accent")
        painter.end()
        return picture

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter goes to the filter, Copy takes who is chosen; all else is the list's."""
        if event.matches(QKeySequence.StandardKey.Copy):
            if ids := self.chosen_ids():
                copy_people(ids)
            return
        if letter := typed_letter(event):
            self.typed.emit(letter)
            return
        super().keyPressEvent(event)
