"""Somebody's interactions on their card: as tall as its entries, fifty at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from netjournal.services.timeline import TimelineRow, timeline_rows
from netjournal.ui import theme
from netjournal.ui.entry_words import entry_view
from netjournal.ui.long_lists import choose_row
from netjournal.ui.own_keys import claim
from netjournal.ui.paged_model import PagedTableModel
from netjournal.ui.safe import tooltip
from netjournal.ui.widgets.entry_painter import entry_height, paint_entry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QPersistentModelIndex
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QResizeEvent

    from netjournal.ui.session import Session
    from netjournal.ui.widgets.entry_painter import EntryView

    Index = QModelIndex | QPersistentModelIndex

STEP: Final = 50
_AHEAD: Final = 12  # entries that are read ahead in one turn: as many as a frame has time for
_INSET: Final = 4


class EntryModel(PagedTableModel):
    """The interactions of one person."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Read from ``session``."""
        super().__init__(self._read, parent=parent)
        self._session = session
        self._of: int | None = None
        self._ahead_of: int | None = None
        self._ahead: dict[int, TimelineRow | None] = {}
        self._views_ahead: dict[int, tuple[object, EntryView]] = {}
        # asked for again by each layout and each painting, some ten times until a card is shown
        self._views: dict[int, tuple[object, EntryView]] = {}

    def read_ahead(self, contact_id: int, ids: Sequence[int]) -> list[EntryView]:
        """Read what ``show`` will be given of a person, a part each time.

        Returns:
            What the entries show that were read now; nothing when all are at hand.
        """
        if self._ahead_of != contact_id:
            self.drop_ahead()
            self._ahead_of = contact_id
        wanted = [one for one in ids if one not in self._ahead][:_AHEAD]
        made = []
        for one, row in zip(wanted, timeline_rows(wanted) if wanted else (), strict=True):
            self._ahead[one] = row
            if row is not None:
                made_of = row, self._session.today()
                view = entry_view(*made_of, of=contact_id)
                self._views_ahead[one] = made_of, view
                made.append(view)
        return made

    def drop_ahead(self) -> None:
        """Forget what was read ahead."""
        self._ahead_of, self._ahead, self._views_ahead = None, {}, {}

    def show(self, contact_id: int, ids: Sequence[int]) -> None:
        """Show these interactions of a person."""
        self._of = contact_id
        self._views = self._views_ahead if contact_id == self._ahead_of else {}
        self.set_ids(ids)

    def _read(self, ids: Sequence[int]) -> Sequence[object | None]:
        if self._of == self._ahead_of and all(one in self._ahead for one in ids):
            return [self._ahead[one] for one in ids]
        return timeline_rows(ids)

    def view_of(self, row: TimelineRow) -> EntryView:
        """Return what one entry shows."""
        made_of = row, self._session.today()
        held = self._views.get(row.id)
        if held is None or held[0] != made_of:
            held = self._views[row.id] = made_of, entry_view(*made_of, of=self._of)
        return held[1]

    def cell(self, row: object, column: int, role: int) -> object:
        """Say an entry in words; the tooltip has all of its text."""
        if not isinstance(row, TimelineRow):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.view_of(row).words
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip("\n".join(part for part in (row.summary, row.body) if part))
        return None


class _EntryDelegate(QStyledItemDelegate):
    """Paints entries with a line above each."""

    def __init__(self, model: EntryModel, view: EntryList) -> None:
        super().__init__(view)
        self._entries = model
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        return QSize(width, self.height(index.row(), width))

    def height(self, number: int, width: int) -> int:
        """Return how high a row is at a width."""
        row = self._entries.row_at(number)
        if not isinstance(row, TimelineRow):
            return theme.px(48)
        return self.height_of(self._entries.view_of(row), width)

    def height_of(self, view: EntryView, width: int) -> int:
        """Return how high what an entry shows is at a width."""
        return entry_height(view, width - 2 * _INSET)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._entries.row_at(index.row())
        area = QRectF(option.rect)
        painter.save()
        painter.setLayoutDirection(option.direction)
        if option.state & QStyle.StateFlag.State_Selected and self._view.hasFocus():
            painter.fillRect(area, theme.color("accent_soft"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, theme.color("hover"))
        if index.row():
            painter.setPen(QPen(theme.color("line"), 1))
            painter.drawLine(area.topLeft(), area.topRight())
        if isinstance(row, TimelineRow):
            inner = area.adjusted(_INSET, 0, -_INSET, 0)
            paint_entry(painter, inner, self._entries.view_of(row), option.direction)
        painter.restore()


class EntryList(QListView):
    """A list without a scroll bar of its own: it is as tall as what it shows.

    Signals:
        edit_wanted: Enter, F2 or a double click on an interaction (an id).
        trash_wanted: Del on an interaction (an id).
        menu_wanted: An interaction and the global point of its menu.
    """

    edit_wanted = Signal(object)
    trash_wanted = Signal(object)
    menu_wanted = Signal(object, object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Create an empty list."""
        super().__init__(parent)
        self.setObjectName("entry_list")
        self.setAccessibleName(self.tr("Timeline"))
        self.entries = EntryModel(session, self)
        self.setModel(self.entries)
        self._widths: tuple[int, ...] = ()  # now, and before: with a scroll bar beside, or without
        self._delegate = _EntryDelegate(self.entries, self)
        self.setItemDelegate(self._delegate)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.customContextMenuRequested.connect(self._on_menu)
        claim(self, Qt.Key.Key_Delete, Qt.Key.Key_F2)
        self.activated.connect(self._on_activated)
        self._at: tuple[int, int | None] = (-1, None)  # row and id that have the keyboard
        self.entries.modelAboutToBeReset.connect(self._on_before_reset)
        self.entries.modelReset.connect(self._on_after_reset)
        self.entries.modelReset.connect(self.fit)
        self.entries.rowsInserted.connect(self.fit)
        self.entries.rowsRemoved.connect(self.fit)
        self.entries.dataChanged.connect(self.fit)

    def current_id(self) -> int | None:
        """Return the interaction that has the keyboard, None when none does."""
        return self.entries.id_at(self.currentIndex().row())

    def read_ahead(self, contact_id: int, ids: Sequence[int]) -> bool:
        """Read a part of what will be shown, and break its lines; False when all is at hand."""
        made = self.entries.read_ahead(contact_id, ids)
        for view in made:
            for width in self._widths:
                self._delegate.height_of(view, width)
        return bool(made)

    def lay_out(self) -> None:
        """Lay out entries now; left to Qt it is done while painting, and all is painted twice."""
        self.executeDelayedItemsLayout()

    @Slot()
    def fit(self) -> None:
        """Take the height of all entries."""
        width = self.viewport().width()
        total = sum(self._delegate.height(row, width) for row in range(self.entries.rowCount()))
        self.scheduleDelayedItemsLayout()
        self.setFixedHeight(max(1, total))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break lines anew at another width."""
        super().resizeEvent(event)
        width = event.size().width()
        if width != event.oldSize().width():
            self._widths = (width, *(one for one in self._widths[:1] if one != width))
            self.fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Mark where the keyboard is: Del and Enter are for that entry."""
        super().focusInEvent(event)
        by_keys = Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason
        if event.reason() in by_keys and not self.selectionModel().hasSelection():
            choose_row(self, max(0, self.currentIndex().row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del moves the current interaction to the trash, F2 edits it."""
        wanted = {Qt.Key.Key_Delete: self.trash_wanted, Qt.Key.Key_F2: self.edit_wanted}
        signal, current = wanted.get(Qt.Key(event.key())), self.current_id()
        if signal is None:
            super().keyPressEvent(event)
        elif current is not None:
            signal.emit(current)

    @Slot()
    def _on_before_reset(self) -> None:
        row = self.currentIndex().row() if self.hasFocus() else -1
        self._at = row, self.entries.id_at(row)

    @Slot()
    def _on_after_reset(self) -> None:
        """Stay with the entry that has the keyboard, or at its place when it was deleted."""
        (row, kept), last = self._at, self.entries.rowCount() - 1
        if row >= 0 and last >= 0:
            there = -1 if kept is None else self.entries.row_of(kept)
            choose_row(self, there if there >= 0 else min(row, last))

    def _on_activated(self, index: Any) -> None:
        found = self.entries.id_at(index.row())
        if found is not None:
            self.edit_wanted.emit(found)

    def _on_menu(self, point: Any) -> None:
        found = self.entries.id_at(self.indexAt(point).row())
        if found is not None:
            self.menu_wanted.emit(found, self.viewport().mapToGlobal(point))
