"""The Events page: meetups, talks, volunteering; who was there, who was met."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QMenu, QWidget

from netjournal.services import events
from netjournal.ui import icons
from netjournal.ui.events.detail import EventDetail
from netjournal.ui.events.event_dialog import EventDialog
from netjournal.ui.events.event_list import TRASH, EventsModel
from netjournal.ui.events.head import EventsHead
from netjournal.ui.record_page import RecordPage
from netjournal.ui.safe import display_safe
from netjournal.ui.widgets.banner import Banner
from netjournal.ui.widgets.empty_state import EmptyState
from netjournal.ui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint

    from netjournal.models.journal import ChangeSet
    from netjournal.ui.session import Session


class EventsPage(RecordPage):
    """List of events at the left, one event at the right."""

    key: ClassVar[str] = "events"
    record: ClassVar[str] = "event"
    tables: ClassVar[tuple[str, ...]] = (
        *("event", "event_contact", "contact", "interaction", "interaction_contact"),
        *("followup", "help", "contact_tag", "contact_topic"),
    )

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Build the page; events are read when it is shown."""
        super().__init__(session, parent)
        self.model = EventsModel(session, self)
        self._build()
        self.when.chosen.connect(self.refresh)
        self.search.searched.connect(self._on_searched)
        self.search.down_pressed.connect(self._on_filter_left)
        self.view.edit_wanted.connect(self._on_edit_wanted)
        self.view.menu_wanted.connect(self._on_menu_wanted)
        self.detail.contact_opened.connect(self.contact_activated)
        self.detail.log_wanted.connect(self.log_requested)
        self.detail.briefs_wanted.connect(self.print_briefs_requested)
        self.detail.print_wanted.connect(self._on_print)
        self.detail.edit_wanted.connect(self.edit_chosen)
        self.detail.trash_wanted.connect(self.delete_chosen)
        self.add.clicked.connect(self.add_event)
        self.banner.triggered.connect(self._on_restore)
        self.empty.triggered.connect(self._on_empty_action)

    def _build(self) -> None:
        self.head = EventsHead(self.title(), writable=not self.session.read_only, parent=self.left)
        self.when, self.add = self.head.when, self.head.add
        self.search = SearchBox(self.tr("Filter events"), parent=self.left)
        self.search.setObjectName("events_filter")
        self.search.hide()
        self.banner = Banner(self.left)
        self.make_list(self.model, self.model.view_of)
        self.detail = EventDetail(self.session, self.body)
        self.empty = EmptyState("events", parent=self.stack)
        self._add_first = self.empty.add_action("add", self.tr("Add event"), primary=True)
        self.put_together((self.head, self.search, self.banner), self.detail, self.empty)

    def title(self) -> str:
        """Return the page's name."""
        return self.tr("Events")

    def fit_head(self, width: int) -> None:
        """Put the head's parts below each other where they don't fit."""
        self.head.fit(width)

    # -- reading

    @Slot()
    def refresh(self) -> None:
        """Read the events anew; the chosen one stays chosen."""
        wanted = self.remembered()
        when, text = str(self.when.value), self.search.text().strip()
        self.model.show_events(when, text)
        number = self.model.rowCount()
        self.head.show_count(number)
        self._show_state(when, text, number)
        self.choose_again(wanted)

    def show_chosen(self) -> None:
        """Show the event that is chosen."""
        self.detail.show_event(self.view.current_id())

    def _show_state(self, when: str, text: str, number: int) -> None:
        if when == TRASH and number:
            restore = "" if self.session.read_only else self.tr("Restore selected")
            said = self.tr("These events were deleted.")
            self.banner.show_message(said, restore, closable=False)
        else:
            self.banner.hide()
        # with a filter the head has to stay: it is the way back
        filtered = bool(text) or when != "all"
        self.stack.setCurrentIndex(0 if number or filtered else 1)
        self.show_number(number, self._why_none(when, text))
        self._add_first.setVisible(not self.session.read_only)
        self.empty.set_texts(
            self.tr("Where do you meet people?"),
            self.tr(
                "Add a meetup, a talk or a day of volunteering. Afterwards, write everyone you "
                "met in one line: Ana (Rust), Li (climbing), Sam."
            ),
        )

    def _why_none(self, when: str, text: str) -> str:
        if text:
            return self.tr("No event has these words.")
        if when == TRASH:
            return self.tr("No event was deleted.")
        return self.tr("Nothing is planned.") if when == "upcoming" else self.tr("Nothing yet.")

    def heard(self, change: ChangeSet) -> None:
        """Have the list's order read again when an event was touched."""
        if change.touches("event"):
            self.model.forget_order()

    def on_changed(self, change: ChangeSet) -> None:
        """Read anew what is shown."""
        if change.touches("event", "event_contact"):
            self.refresh()
        else:
            self.detail.show_event(self.detail.event_id)

    # -- what the window asks

    def focus_filter(self) -> None:
        """Show the search field with the cursor in it."""
        self.search.show()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def set_filter(self, text: str) -> None:
        """Show only events with these words."""
        self.search.set_query(text)
        self.search.setVisible(bool(text))

    def show_event(self, event_id: int) -> None:
        """Bring an event into view."""
        self.show_record(event_id)

    def clear_filter(self) -> None:
        """Let every event be in the list."""
        self.when.set_value("all")
        self.set_filter("")

    def selected_contacts(self) -> tuple[int, ...]:
        """Return who was at the event shown."""
        event_id = self.detail.event_id
        if event_id is None:
            return ()
        return tuple(person.contact_id for person in events.people(event_id))

    def printed_event(self) -> int | None:
        """Return the event shown."""
        return self.detail.event_id

    @Slot()
    def _on_print(self) -> None:
        self.print_event_requested.emit(self.detail.event_id)

    def changeable(self) -> bool:
        """Say whether events can be edited and deleted: not in the trash."""
        return super().changeable() and self.when.value != TRASH

    # -- verbs

    @Slot()
    def add_event(self) -> None:
        """Open an empty event dialog."""
        self.open_record(None)

    def open_record(self, event_id: int | None) -> None:
        """Open the form of an event."""
        dialog = EventDialog(self.session, event_id, self.window())
        if event_id is None:
            dialog.accepted.connect(self._on_added)
        self.open_form(dialog)

    @Slot()
    def _on_added(self) -> None:
        """Who was there comes next."""
        self.detail.guests_line.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def edit_chosen(self) -> None:
        """Open the dialog of the event that is chosen."""
        self._on_edit_wanted(self.view.current_id())

    @Slot(object)
    def _on_edit_wanted(self, event_id: int | None) -> None:
        if event_id is not None and self.changeable():
            self.open_record(event_id)

    @Slot()
    def delete_chosen(self) -> None:
        """Delete the events that are chosen, as one step."""
        ids = self.view.chosen_ids()
        if not ids or self.session.read_only:
            return
        if len(ids) == 1:
            title = display_safe(events.form(ids[0]).title, 60)
            label = self.tr("Delete {event}").format(event=title)
            done = self.tr("Deleted {event}").format(event=title)
        else:
            label = self.tr("Delete %n event(s)", "", len(ids))
            done = self.tr("%n event(s) deleted", "", len(ids))
        self.session.act(label, lambda: events.trash(ids), done)

    @Slot()
    def _on_restore(self) -> None:
        ids = self.view.chosen_ids()
        label = self.tr("Restore %n event(s)", "", len(ids))
        done = self.tr("%n event(s) restored", "", len(ids))
        self.session.act(label, lambda: events.restore(ids), done)

    # -- slots

    @Slot(str)
    def _on_searched(self, text: str) -> None:
        if not text and not self.search.hasFocus():
            self.search.hide()
        self.refresh()

    @Slot()
    def _on_filter_left(self) -> None:
        self.view.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(object)
    def _on_menu_wanted(self, point: QPoint) -> None:
        if not self.view.chosen_ids() or self.session.read_only:
            return
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        if self.when.value == TRASH:
            menu.addAction(icons.icon("restore"), self.tr("Restore"), self._on_restore)
        else:
            menu.addAction(icons.icon("edit"), self.tr("Edit…"), self.edit_chosen)
            menu.addAction(icons.icon("trash"), self.tr("Delete"), self.delete_chosen)
        menu.popup(point)

    @Slot(str)
    def _on_empty_action(self, name: str) -> None:
        if name == "add":
            self.add_event()
