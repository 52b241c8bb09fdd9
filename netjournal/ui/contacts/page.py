"""The People page: the list on one side, one person's card (or verbs for several) beside it.

The list holds ids; a filter or another order is one statement. What is chosen is kept by id through
every change of the journal.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QPoint, QTimer, Slot
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from netjournal.services.people import contact_rows
from netjournal.ui.contacts.deeds import Deeds
from netjournal.ui.contacts.people_panel import PeoplePanel
from netjournal.ui.contacts.two_sides import TwoSides
from netjournal.ui.page import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netjournal.models.journal import ChangeSet
    from netjournal.services.people.contact_rows import ContactFilter
    from netjournal.ui.contacts.card import CardView
    from netjournal.ui.contacts.several import Several
    from netjournal.ui.session import Session

_MARGIN: Final = 24
_FIRST_MS: Final = 25  # the first card waits until the list has been painted


class PeoplePage(Page):
    """Everybody, and one of them."""

    key = "people"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Build the page; reading waits for the first show."""
        super().__init__(session, parent)
        self.deeds = Deeds(session, self)
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._show_chosen)
        self._returning: int | None = None
        self._build()
        self._wire()

    def title(self) -> str:
        """Return the page's name."""
        return self.tr("People")

    def _build(self) -> None:
        self.splitter = TwoSides(self)
        self.panel = PeoplePanel(self.session, self.splitter)
        self.splitter.hold(self.panel)
        self.view, self.header = self.panel.view, self.panel.header
        self._card: CardView | None = None
        self._several: Several | None = None
        self._right = self.splitter.right
        self._nothing = QWidget(self._right)
        self._right.addWidget(self._nothing)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addSpacing(_MARGIN)  # unlike a margin it is mirrored for right-to-left
        line.addWidget(self.splitter)
        self.setFocusProxy(self.view)

    def _wire(self) -> None:
        self.panel.listed.connect(self._on_listed)
        self.panel.listed.connect(self._wait_for_card)
        self.panel.circle_changed.connect(self.circle_changed)
        self.panel.import_wanted.connect(self.import_requested)
        self.panel.add_wanted.connect(self.add_person_requested)
        self.panel.sweep_wanted.connect(self.sweep_requested)
        self.view.chosen.connect(self._wait_for_card)
        self.view.edit_wanted.connect(self._edit)
        self.view.menu_wanted.connect(self._on_menu)
        self.deeds.edit_wanted.connect(self._edit)
        self.deeds.log_wanted.connect(self.log_requested)
        self.deeds.print_wanted.connect(self.print_requested)
        self.deeds.brief_wanted.connect(self.brief_requested)
        self.deeds.export_wanted.connect(self.export_requested)
        self.deeds.merge_wanted.connect(self.merge_requested)
        self.deeds.introduce_wanted.connect(self.introduce_requested)
        self.deeds.copy_wanted.connect(self._copy_card)

    @property
    def card(self) -> CardView:
        """The card; made when the first person is shown, so that the list is on screen before."""
        if self._card is None:
            from netjournal.ui.contacts.card import CardView

            self._card = card = CardView(self.session, self.panel.model.photos, self._right)
            self._right.addWidget(card)
            card.contact_activated.connect(self.contact_activated)
            card.interaction_edit_requested.connect(self.interaction_edit_requested)
            card.edit_requested.connect(self._edit)
            card.print_requested.connect(lambda who: self.print_requested.emit((who,)))
            card.brief_requested.connect(self.brief_requested)
            card.verb_wanted.connect(self.perform)
        return self._card

    def make_ahead(self) -> bool:
        """Make the card."""
        return self._card is None and self.card is not None

    @property
    def several(self) -> Several:
        """What stands in the card's place for several people; made when they are first chosen."""
        if self._several is None:
            from netjournal.ui.contacts.several import Several

            self._several = made = Several(self._right)
            self._right.addWidget(made)
            made.verb_chosen.connect(self.perform)
        return self._several

    # -- following the journal

    @Slot()
    def refresh(self) -> None:
        """Read the list anew; in a new journal it has the page for itself."""
        self.panel.refresh()
        self.splitter.show_right(shown=not self.panel.teaches)

    def on_changed(self, change: ChangeSet) -> None:
        """Follow a change: the list by its ids, the card anew; who comes back is chosen."""
        touched = change.rows("contact") if change.kind in ("undo", "redo") else None
        away = [one for one in touched or () if self.panel.model.row_of(one) < 0]
        self._returning = away[0] if len(away) == 1 else None
        self.refresh()
        if self._card is not None:
            self._card.on_changed(change)

    @Slot()
    def _on_listed(self) -> None:
        if self._returning is not None:
            self.view.choose(self._returning)
            self._returning = None

    # -- what is chosen

    @Slot()
    def _wait_for_card(self) -> None:
        """Read the card after the event queue, so that held-down arrow keys skip cards."""
        self._soon.start(0 if self._card is not None else _FIRST_MS)

    @Slot()
    def _show_chosen(self) -> None:
        ids = self.view.chosen_ids()
        new = len(ids) == 1 and ids[0] != self._shown()
        if new and (self.make_ahead() or self.card.read_ahead(ids[0])):
            self._soon.start(0)  # turns of their own, before it is filled
            return
        if len(ids) > 1:
            self.several.show_people(len(ids), self.verbs())
            self._right.setCurrentWidget(self.several)
        elif ids:
            found = ids[0] == self._shown() or self.card.show_contact(ids[0])
            self._right.setCurrentWidget(self.card if found else self._nothing)
        elif not self.header.filter.text() or self._shown() is None:
            if self._card is not None:
                self._card.show_nobody()
            self._right.setCurrentWidget(self._nothing)
        self.verbs_changed.emit()

    def _shown(self) -> int | None:
        """Whom the card shows."""
        return None if self._card is None or self._card.card is None else self._card.card.id

    def show_contact(self, contact_id: int) -> None:
        """Choose somebody, widening the filter where they don't fit it."""
        row = contact_rows.rows([contact_id], self.session.today())[0]
        if row is None:
            return
        if self.stale:
            self.panel.wish = contact_id
        elif not self.view.choose(contact_id):
            self.panel.wish = contact_id
            self.panel.widen(trashed=row.trashed)

    def show_circle(self, circle_id: int | None) -> None:
        """Show the people of a circle; None shows everybody."""
        self.panel.show_circle(circle_id, now=not self.stale)

    def show_people(self, title: str, ids: Sequence[int]) -> None:
        """List exactly these people, until another list is asked for."""
        self.panel.show_these(title, ids, now=not self.stale)

    def circle(self) -> int | None:
        """Return the circle that is shown."""
        return self.panel.circle

    def show_list(self, list_id: int) -> None:
        """Show whom a smart list finds."""
        self.panel.show_list(list_id, now=not self.stale)

    def smart_list(self) -> int | None:
        """Return the smart list that is shown."""
        return self.panel.smart_list

    def selected_contacts(self) -> tuple[int, ...]:
        """Return who is chosen in the list, else whom the right side is about."""
        ids, shown = self.view.chosen_ids(), self._shown()
        if not ids and self._several is not None and self._several.isVisible():
            return self.panel.kept.ids  # a filter hides them
        return ids or (() if shown is None else (shown,))

    def chosen_as_listed(self) -> tuple[int, ...]:
        """Return who is chosen in the order of the list, else whom the card shows."""
        return self.view.chosen_as_listed() or self.selected_contacts()

    def listed_contacts(self) -> tuple[int, ...]:
        """Return whom the circle or the filter shows; nobody where all are shown."""
        wanted = self.header.wanted()
        narrowed = wanted != contact_rows.ContactFilter() and not wanted.trashed
        return tuple(self.panel.model.ids) if narrowed else ()

    def listed_heading(self) -> str:
        """Return what stands over the list."""
        return self.header.title.text()

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
        card = None if self._card is None else self._card.card
        wanted = self.header.wanted()
        if card is None or self.view.chosen_ids():
            return replace(wanted, circle_id=self.panel.circle)
        return replace(wanted, trashed=card.trashed, archived=card.archived, circle_id=None)

    @Slot(object)
    def _edit(self, contact_id: int) -> None:
        if not self.session.read_only and not self.header.wanted().trashed:
            self.contact_edit_requested.emit(contact_id)

    @Slot()
    def _copy_card(self) -> None:
        QApplication.clipboard().setText(self.card.text())
        self.session.show_message(self.tr("Card copied"))

    @Slot(object)
    def _on_menu(self, point: QPoint) -> None:
        self.deeds.open_menu(self.selected_contacts(), self._place(), point)

    def focus_filter(self) -> None:
        """Show the filter and put the cursor into it."""
        self.header.start_filter()

    def set_filter(self, text: str) -> None:
        """Filter by what was typed in the top bar."""
        self.panel.set_text(text)

    def state(self) -> dict[str, Any]:
        """Return filter, order, circle or list, who is chosen and how wide the list is."""
        return {
            "ties": self.header.ties.value,
            "sort": self.header.order(),
            "circle": self.panel.circle,
            "smart_list": self.panel.smart_list,
            "contact": self._shown(),
            "splitter": self.splitter.widths(),
        }

    def restore_state(self, state: dict[str, Any]) -> None:
        """Take up what ``state`` gave."""
        circle, contact = state.get("circle"), state.get("contact")
        smart_list = state.get("smart_list")
        if isinstance(smart_list, int):
            self.panel.show_list(smart_list, now=False)
        elif isinstance(circle, int):
            self.panel.show_circle(circle, now=False)
        self.header.choose(str(state.get("ties", "")), str(state.get("sort", "")))
        if isinstance(contact, int):
            self.panel.wish = contact
        self.splitter.set_widths(state.get("splitter"))
