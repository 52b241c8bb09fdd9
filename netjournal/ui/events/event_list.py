"""The list of events: what is coming, soonest first, then what was, newest first.

Public: ``EventsModel(session)``, ``EventsView(model)``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from netjournal.folding import fold
from netjournal.services import events
from netjournal.services.events import EventRow
from netjournal.ui import dates, labels
from netjournal.ui.long_lists import choose_row, keep_place, show_row, tune_list
from netjournal.ui.paged_model import PagedTableModel
from netjournal.ui.safe import display_safe, tooltip
from netjournal.ui.widgets.row_delegate import RowDelegate, RowView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QItemSelection

    from netjournal.ui.session import Session

_ICONS: Final = {
    "volunteering": "volunteering",
    "conference": "network",
    "talk": "note",
    "class": "help",
    "party": "gift",
    "career_fair": "work",
    "meetup": "group",
}
# What can be listed beside the service's own words.
TRASH = "trash"


class EventsModel(PagedTableModel):
    """Events by id. A journal has hundreds, so all rows are read at once."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(self._read, parent=parent)
        self._session = session
        self._rows: dict[int, EventRow] = {}

    def show_events(self, when: str, text: str = "") -> None:
        """Read which events to show.

        Args:
            when: all, upcoming, past, or ``TRASH``.
            text: Words that all begin words of title, place or kind.
        """
        today = self._session.today()
        rows = events.trashed() if when == TRASH else events.events(when, today)
        wanted = fold(text).split()
        found = [row for row in rows if not wanted or _fits(row, wanted)]
        self._rows = {row.id: row for row in found}
        self.set_ids([row.id for row in found])

    def _read(self, ids: Sequence[int]) -> Sequence[object | None]:
        return [self._rows.get(event_id) for event_id in ids]

    def cell(self, row: object, column: int, role: int) -> Any:
        """Say an event in words."""
        if not isinstance(row, EventRow):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return display_safe(row.title)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            view = self.view_of(row)
            parts = (row.title, *(text for text, _tone in view.pills), view.detail, view.side)
            said = ", ".join(part for part in parts if part)
            return tooltip(said) if role == Qt.ItemDataRole.ToolTipRole else display_safe(said)
        return None

    def view_of(self, row: EventRow) -> RowView:
        """Return what the delegate paints."""
        today = self._session.today()
        place = display_safe(row.place, 80)
        detail = " · ".join(part for part in (labels.event(row.kind), place) if part)
        coming = row.starts_on >= today
        pills = ((dates.ago(row.starts_on, today), "accent"),) if coming else ()
        return RowView(
            name=display_safe(row.title),
            detail=detail,
            side=self._side(row) if not coming else dates.short_day(row.starts_on, today),
            icon=_ICONS.get(row.kind, "events"),
            pills=pills,
        )

    def _side(self, row: EventRow) -> str:
        day = dates.short_day(row.starts_on, self._session.today())
        if not row.met_count:
            return day
        met = self.tr("%n met", "", row.met_count)
        return self.tr("{met} · {day}").format(met=met, day=day)


class EventsView(QListView):
    """The list itself.

    Signals:
        chosen: Id of the event the keyboard is at, None for none.
        edit_wanted: Enter or a double click on an event (an id).
        menu_wanted: A context menu is wanted at this global point.
    """

    chosen = Signal(object)
    edit_wanted = Signal(object)
    menu_wanted = Signal(object)

    def __init__(self, model: EventsModel, parent: QWidget | None = None) -> None:
        """Show ``model``."""
        super().__init__(parent)
        self.setObjectName("events_list")
        self.setAccessibleName(self.tr("Events"))
        self._events = model
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
        """Return the selected ids, from top to bottom."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(found for row in rows if (found := self._events.id_at(row)) is not None)

    def current_id(self) -> int | None:
        """Return the event the keyboard is at, when it is selected."""
        index = self.currentIndex()
        if index.isValid() and self.selectionModel().isSelected(index):
            return self._events.id_at(index.row())
        chosen = self.chosen_ids()
        return chosen[0] if chosen else None

    def select(self, event_id: int) -> bool:
        """Bring an event into view and select it; return whether it is in the list."""
        row = self._events.row_of(event_id)
        if row < 0:
            return False
        choose_row(self, row)
        show_row(self, row)
        return True

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell which event is chosen."""
        super().selectionChanged(selected, deselected)
        self.chosen.emit(self.current_id())

    def _on_activated(self, index: Any) -> None:
        event_id = self._events.id_at(index.row())
        if event_id is not None:
            self.edit_wanted.emit(event_id)

    def _on_menu(self, point: QPoint) -> None:
        self.menu_wanted.emit(self.viewport().mapToGlobal(point))


def _fits(row: EventRow, wanted: list[str]) -> bool:
    words = fold(f"{row.title} {row.place} {labels.event(row.kind)}").split()
    return all(any(word.startswith(part) for word in words) for part in wanted)
