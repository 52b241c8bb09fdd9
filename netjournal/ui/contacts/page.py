"""The People page: the list on one side, one person's card (or verbs for several) beside it.

The list holds ids; a filter or another order is one statement. What is chosen is kept by id through
every change of the journal.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QPoint, Qt, QTimer, Slot
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from netjournal.services import circles, contacts
from netjournal.ui import safe, screens
from netjournal.ui.contacts.card import CardView
from netjournal.ui.contacts.deeds import Deeds
from netjournal.ui.contacts.list_header import ListHeader
from netjournal.ui.contacts.nobody import Nobody
from netjournal.ui.contacts.people_list import PeopleModel, PeopleView
from netjournal.ui.contacts.several import Several
from netjournal.ui.page import Page
from netjournal.ui.widgets.card import ListCard

if TYPE_CHECKING:
    from array import array

    from netjournal.models.journal import ChangeSet
    from netjournal.services.contacts import ContactFilter
    from netjournal.ui.session import Session

_LIST_WIDTH: Final = 400
_LIST_LEAST: Final = 300
_CARD_LEAST: Final = 360
_MARGIN: Final = 24
_GAP: Final = 22
# Above this many people a filter runs in the worker: it would hold the window too long.
_MANY: Final = 20_000


class PeoplePage(Page):
    """Everybody, and one of them."""

    key = "people"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Build the page; reading waits for the first show."""
        super().__init__(session, parent)
        self._circle: int | None = None
        self._wish: int | None = None
        self._total = 0
        self.model = PeopleModel(session, self)
        self.deeds = Deeds(session, self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._show_chosen)
        self._build()
        self._wire()

    def title(self) -> str:
        """Return the page's name."""
        return self.tr("People")

    def _build(self) -> None:
        writable = not self.session.read_only
        self.header = ListHeader(self)
        self.view = PeopleView(self.model, self)
        self.nobody = Nobody(self, writable=writable, importing=screens.exists(screens.IMPORT))
        self._lists = QStackedWidget(self)
        self._frame = ListCard(self.view, parent=self)
        self._lists.addWidget(top_aligned(self._frame))
        self._lists.addWidget(self.nobody)
        left = QWidget(self)
        left.setMinimumWidth(_LIST_LEAST)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, _MARGIN, 0, _MARGIN)
        column.setSpacing(14)
        column.addWidget(self.header)
        column.addWidget(self._lists, 1)
        self.card = CardView(self.session, self.model.photos, self)
        self.several = Several(self)
        self._right = QStackedWidget(self)
        self._right.setMinimumWidth(_CARD_LEAST)
        self._right.addWidget(self.card)
        self._right.addWidget(self.several)
        self._right.addWidget(QWidget(self))
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setObjectName("people_splitter")
        self.splitter.setHandleWidth(_GAP)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self._right)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([_LIST_WIDTH, 700])
        line = QHBoxLayout(self)
        line.setContentsMargins(_MARGIN, 0, 0, 0)
        line.addWidget(self.splitter)
        self.setFocusProxy(self.view)

    def _wire(self) -> None:
        self.header.changed.connect(self.refresh)
        self.header.list_wanted.connect(self._focus_list)
        self.header.circle_left.connect(self._leave_circle)
        self.view.chosen.connect(self._on_chosen)
        self.view.typed.connect(self.header.start_filter)
        self.view.edit_wanted.connect(self._edit)
        self.view.menu_wanted.connect(self._on_menu)
        self.several.verb_chosen.connect(self.perform)
        self.deeds.edit_wanted.connect(self._edit)
        self.deeds.log_wanted.connect(self.log_requested)
        self.deeds.print_wanted.connect(self.print_requested)
        self.deeds.copy_wanted.connect(self._copy_card)
        self.nobody.import_wanted.connect(self.import_requested)
        self.nobody.add_wanted.connect(self.add_person_requested)
        self.nobody.clear_wanted.connect(self._clear_filter)
        self.card.contact_activated.connect(self.contact_activated)
        self.card.interaction_edit_requested.connect(self.interaction_edit_requested)
        self.card.edit_requested.connect(self._edit)
        self.card.print_requested.connect(self._print_one)
        self.card.verb_wanted.connect(self.perform)

    # -- reading

    @Slot()
    def refresh(self) -> None:
        """Find the people to list; the answer may come from the worker."""
        self._total = contacts.count()
        self._show_title()
        wanted, order, today = self.header.wanted(), self.header.order(), self.session.today()
        if self._total <= _MANY:
            self._take(contacts.find_ids(wanted, order, today), wanted)
            return

        def work(_progress: object) -> tuple[array[int], ContactFilter]:
            return contacts.find_ids(wanted, order, today), wanted

        self.session.run(work, self._on_found, key="people_list")

    def _on_found(self, found: tuple[array[int], ContactFilter]) -> None:
        self._take(*found)

    def _take(self, ids: array[int], wanted: ContactFilter) -> None:
        """Show these ids; stay with who is chosen, else with who now stands in their place."""
        row = self.view.currentIndex().row()
        chosen = self._wish if self._wish is not None else self._shown()
        self.model.set_ids(ids)
        self.header.show_count(len(ids))
        self._frame.setMaximumHeight(len(ids) * self.view.sizeHintForRow(0) + 8)
        self._lists.setCurrentIndex(0 if len(ids) else 1)
        if not len(ids):
            self.nobody.show_for(wanted, self._total)
        if chosen is not None and self.view.choose(chosen):
            self._wish = None
        elif len(ids) and not self._still_there(chosen, wanted):
            self.view.setCurrentIndex(self.model.index(max(0, min(row, len(ids) - 1)), 0))
        self._soon.start(0)

    def _still_there(self, contact_id: int | None, wanted: ContactFilter) -> bool:
        """Whether the person shown only doesn't fit the filter; then their card stays."""
        if contact_id is None or wanted.trashed or wanted.archived:
            return False
        row = contacts.rows([contact_id], self.session.today())[0]
        return row is not None and not row.trashed and bool(wanted.text)

    def _shown(self) -> int | None:
        """Whom the card shows."""
        return None if self.card.card is None else self.card.card.id

    def _show_title(self) -> None:
        if self._circle is not None:
            names = {row.id: row.name for row in circles.circles()}
            if self._circle in names:
                name = safe.display_safe(names[self._circle], 60)
                self.header.show_title(name, circle=self._circle)
                return
            self._circle = None
            self.circle_changed.emit()
        self.header.show_title(self.title(), circle=None)

    def on_changed(self, change: ChangeSet) -> None:
        """Follow a change: the list by its ids, the card anew."""
        self.refresh()
        self.card.on_changed(change)

    # -- what is chosen

    @Slot(object)
    def _on_chosen(self, ids: tuple[int, ...]) -> None:
        if ids:
            self._wish = None
        self._soon.start(0)

    @Slot()
    def _show_chosen(self) -> None:
        """Show who is chosen; after the event queue, so that held-down keys skip cards."""
        ids = self.view.chosen_ids()
        if len(ids) > 1:
            self.several.show_people(len(ids), self.verbs())
            self._right.setCurrentWidget(self.several)
        elif ids:
            found = (ids[0] == self._shown()) or self.card.show_contact(ids[0])
            self._right.setCurrentIndex(0 if found else 2)
        else:
            gone = self._shown() is None or not self.model.rowCount()
            self._right.setCurrentIndex(2 if gone and not self.header.filter.text() else 0)
        self.verbs_changed.emit()

    def show_contact(self, contact_id: int) -> None:
        """Choose somebody, widening the filter where they don't fit it."""
        self._wish = contact_id
        row = contacts.rows([contact_id], self.session.today())[0]
        if row is None:
            self._wish = None
            return
        if self.stale or self.view.choose(contact_id):
            return
        self._circle = None
        self.header.choose("trash" if row.trashed else "", self.header.order())
        self.header.set_text("")
        self.refresh()
        if self._wish is not None and self._total <= _MANY:  # archived people are in no list
            self._wish = None
            self.view.clearSelection()
            self.card.show_contact(contact_id)
            self._right.setCurrentWidget(self.card)
        self.circle_changed.emit()

    def show_circle(self, circle_id: int | None) -> None:
        """Show the people of a circle; None shows everybody."""
        if circle_id == self._circle:
            return
        self._circle = circle_id
        self.header.choose("", self.header.order())
        self.header.show_title(self.title(), circle=circle_id)
        self.header.set_text("")
        if self.stale:
            self._show_title()
        else:
            self.refresh()
        self.circle_changed.emit()

    def circle(self) -> int | None:
        """Return the circle that is shown."""
        return self._circle

    def selected_contacts(self) -> tuple[int, ...]:
        """Return who is chosen in the list, else whom the card shows."""
        ids = self.view.chosen_ids()
        shown = self._shown()
        return ids or (() if shown is None or not self.model.rowCount() else (shown,))

    # -- verbs

    def verbs(self) -> frozenset[str]:
        """Return what can be done with who is chosen."""
        return self.deeds.possible(self.selected_contacts(), self._place())

    def perform(self, verb: str) -> None:
        """Do a verb with who is chosen."""
        if verb == "capture":
            self.card.focus_capture()
            return
        self.verbs()
        self.deeds.perform(verb)

    def _place(self) -> ContactFilter:
        """Where the people chosen are; a card outside the list tells by itself."""
        card, wanted = self.card.card, self.header.wanted()
        if card is None or self.view.chosen_ids():
            return wanted
        return replace(wanted, trashed=card.trashed, archived=card.archived, circle_id=None)

    @Slot(object)
    def _edit(self, contact_id: int) -> None:
        if not self.session.read_only and not self.header.wanted().trashed:
            self.contact_edit_requested.emit(contact_id)

    @Slot(object)
    def _print_one(self, contact_id: int) -> None:
        self.print_requested.emit((contact_id,))

    @Slot()
    def _copy_card(self) -> None:
        QApplication.clipboard().setText(self.card.text())
        self.session.show_message(self.tr("Card copied"))

    @Slot(object)
    def _on_menu(self, point: QPoint) -> None:
        self.deeds.open_menu(self.selected_contacts(), self._place(), point)

    # -- filter

    def focus_filter(self) -> None:
        """Show the filter and put the cursor into it."""
        self.header.start_filter()

    def set_filter(self, text: str) -> None:
        """Filter by what was typed in the top bar."""
        self.header.set_text(text)

    @Slot()
    def _clear_filter(self) -> None:
        self.header.choose("", self.header.order())
        self.header.set_text("")
        self.refresh()

    @Slot()
    def _leave_circle(self) -> None:
        self.show_circle(None)

    @Slot()
    def _focus_list(self) -> None:
        """Go from the filter to the list, to its first line where none is chosen."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.view.chosen_ids() and self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(0, 0))

    # -- restart

    def state(self) -> dict[str, Any]:
        """Return filter, order, circle, who is chosen and how wide the list is."""
        return {
            "ties": self.header.ties.value,
            "sort": self.header.order(),
            "circle": self._circle,
            "contact": self._shown(),
            "splitter": self.splitter.sizes(),
        }

    def restore_state(self, state: dict[str, Any]) -> None:
        """Take up what ``state`` gave."""
        self.header.choose(str(state.get("ties", "")), str(state.get("sort", "")))
        circle, contact, sizes = state.get("circle"), state.get("contact"), state.get("splitter")
        if isinstance(circle, int):
            self._circle = circle
        if isinstance(contact, int):
            self._wish = contact
        if isinstance(sizes, list) and len(sizes) == 2 and all(type(s) is int for s in sizes):
            self.splitter.setSizes(sizes)


def top_aligned(widget: QWidget) -> QWidget:
    """Return a holder in which a widget takes the height it wants, from the top."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(widget, 1)
    column.addStretch(0)
    return holder
