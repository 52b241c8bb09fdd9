"""One event: what, when and where it is, and who was there.

Public: ``EventDetail(session)`` with ``show_event(id | None)``.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QLocale, Qt, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from netjournal.errors import NotFound, UserError
from netjournal.services import events
from netjournal.services.keeping import drafts
from netjournal.ui import labels, safe, theme
from netjournal.ui.events import words
from netjournal.ui.events.around import EventAround
from netjournal.ui.events.guest_row import GuestWidget
from netjournal.ui.events.guests_line import GuestsLine
from netjournal.ui.row_steps import RowSteps
from netjournal.ui.safe import Label, display_safe
from netjournal.ui.widgets.buttons import Pill, button
from netjournal.ui.widgets.card import RowsCard, section
from netjournal.ui.widgets.flow_layout import FlowLayout
from netjournal.ui.widgets.name_label import NameLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QPushButton

    from netjournal.services.events import EventForm, EventPerson
    from netjournal.ui.session import Session

_FEW: Final = 60
_NARROW: Final = 480
_VERBS: Final = 400


class EventDetail(QScrollArea):
    """The right half of the page.

    Signals:
        contact_opened: Id of a person who was there.
        log_wanted: Ids of everybody who was there.
        briefs_wanted: Ids of everybody who is or was there, its title: their briefs on paper.
        print_wanted: Its sheet is to be printed.
        edit_wanted: The event is to be changed.
        trash_wanted: The event is to be deleted.
    """

    contact_opened = Signal(object)
    log_wanted = Signal(object)
    briefs_wanted = Signal(object, str)
    print_wanted = Signal()
    edit_wanted = Signal()
    trash_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Create it without an event."""
        super().__init__(parent)
        self.setObjectName("event_detail")
        self._session = session
        self.event_id: int | None = None
        self._form: EventForm | None = None
        self._people: list[EventPerson] = []
        self._all = False
        self._build()

    def _build(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget(self)
        inside.setObjectName("event_inside")
        self.setWidget(inside)  # before it is filled: who changes owners is styled anew, with all
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 12, 24)
        column.setSpacing(0)
        column.addLayout(self._head(inside))
        self._where = Label("", "body", "quiet", wrap=True, parent=inside)
        self._where.setObjectName("event_where")
        self._note = Label("", "body", wrap=True, selectable=True, parent=inside)
        self._link = button("", "link", name="event_link", parent=inside)
        self._link.clicked.connect(self._on_link)
        for widget, space in ((self._where, 4), (self._note, 10), (self._link, 6)):
            column.addSpacing(space)
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        self._build_people(column, inside)
        RowSteps(self, lambda: [self.guests, self.around.lane.card, self.around.likely])
        column.addStretch(1)
        for see_through in (self.viewport(), inside):
            see_through.setAutoFillBackground(False)

    def _build_people(self, column: QVBoxLayout, inside: QWidget) -> None:
        self._who = section(self.tr("Who was there"), inside)
        self._count = Label("", "small", "quiet", parent=inside)
        self._count.setObjectName("event_count")
        heading = QHBoxLayout()
        heading.addWidget(self._who)
        heading.addStretch(1)
        heading.addWidget(self._count)
        self.guests_line = GuestsLine(self._session, inside)
        self.guests = RowsCard("guests_card", inside)
        self._more = button("", "link", name="guests_more", parent=inside)
        self._more.clicked.connect(self._on_more)
        column.addSpacing(18)
        column.addLayout(heading)
        column.addSpacing(8)
        column.addWidget(self.guests_line)
        column.addSpacing(8)
        column.addWidget(self.guests)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self.around = EventAround(self._session, inside)
        self.around.contact_opened.connect(self.contact_opened)
        self.around.log_wanted.connect(self.log_wanted)
        column.addSpacing(12)
        column.addWidget(self.around)

    def _head(self, inside: QWidget) -> QVBoxLayout:
        self._title = NameLabel(inside)
        self._title.setObjectName("event_name")
        self._kind = Pill("", "accent", inside)
        self._verbs: list[QPushButton] = []
        verbs = FlowLayout(spacing=8)
        verbs.addWidget(self._kind)
        for name, text, slot in (
            ("event_log", self.tr("Log"), self._on_log),
            ("event_briefs", self.tr("Briefs…"), self._on_briefs),
            ("event_print", self.tr("Print…"), self.print_wanted.emit),
            ("event_edit", self.tr("Edit"), self.edit_wanted.emit),
            ("event_trash", self.tr("Delete"), self.trash_wanted.emit),
        ):
            verb = button(text, "small", name=name, parent=inside)
            verb.clicked.connect(slot)
            verbs.addWidget(verb)
            self._verbs.append(verb)
        self._head_row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head_row.setSpacing(8)
        self._head_row.addWidget(self._title, 1)
        self._head_row.addLayout(verbs)
        column = QVBoxLayout()
        column.addLayout(self._head_row)
        return column

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the verbs below the title, and leave roles out, where there is little room."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        way = QBoxLayout.Direction
        narrow = self.width() < theme.px(_NARROW)
        title = self._title.fontMetrics().horizontalAdvance(self._title.accessibleName())
        below = narrow or title > 2 * (self.width() - theme.px(_VERBS))  # else in many short lines
        self._head_row.setDirection(way.TopToBottom if below else way.LeftToRight)
        for row in self.guests.rows():
            if isinstance(row, GuestWidget):
                row.show_role(shown=not narrow)

    # -- showing

    def show_event(self, event_id: int | None) -> None:
        """Show an event; None, or one that is gone, hides everything."""
        if event_id != self.event_id:
            self._all = False
            self.verticalScrollBar().setValue(0)
        self.event_id = event_id
        try:
            self._form = events.form(event_id) if event_id is not None else None
        except NotFound:
            self.event_id, self._form = None, None
        self.setVisible(self._form is not None)
        if self._form is None or event_id is None:
            return
        self._show_form(self._form)
        self._people = events.people(event_id)
        self._show_people()

    def _show_form(self, form: EventForm) -> None:
        today = self._session.today()
        self._title.setText(display_safe(form.title))
        self._kind.setText(labels.event(form.kind))
        parts = [words.when(form, today), display_safe(form.place, 120)]
        self._where.setText(" · ".join(part for part in parts if part))
        self._note.setText(words.lines(form.note))
        self._note.setVisible(bool(form.note.strip()))
        self._link.setText(display_safe(form.url, 80).replace("&", "&&"))
        self._link.setVisible(bool(form.url.strip()))
        ahead = form.starts_on > today
        self._who.setText(self.tr("Who will be there") if ahead else self.tr("Who was there"))
        self.guests_line.show_event(self.event_id, ahead=ahead)
        self.around.show_event(self.event_id, ahead=ahead)
        for verb in self._verbs:
            reads = verb.objectName() in ("event_briefs", "event_print")
            verb.setVisible(reads or not self._session.read_only)

    def _show_people(self) -> None:
        for row in self.guests.rows():
            if isinstance(row, GuestWidget):
                row.put_aside()
        self.guests.clear()
        shown = self._people if self._all else self._people[:_FEW]
        event_id, writable = self.event_id or 0, not self._session.read_only
        typed = drafts.guest_notes(event_id)
        for person in shown:
            row = GuestWidget(person, writable=writable, parent=self.guests)
            if writable:
                key = drafts.guest_key(event_id, person.contact_id)
                row.keep_typing(self._session, key, typed.get(person.contact_id, ""))
            row.opened.connect(self.contact_opened)
            row.noted.connect(self._on_noted)
            row.role_chosen.connect(self._on_role_chosen)
            row.removed.connect(self._on_removed)
            self.guests.add_row(row)
        self.guests.setVisible(bool(shown))
        self._arrange()
        number = len(self._people)
        met = sum(person.role == "met" for person in self._people)
        parts = [self.tr("%n [person|people]", "", number)] if number else []
        parts += [self.tr("%n met", "", met)] if met else []
        self._count.setText(" · ".join(parts))
        self._more.setVisible(number > len(shown))
        every = QLocale().toString(number)
        self._more.setText(self.tr("Show all {number}").format(number=every))
        for verb in self._verbs[:2]:
            verb.setEnabled(number > 0)

    # -- changing

    def _set_people(
        self, label: str, people: list[EventPerson], done: str, note_of: int = 0
    ) -> None:
        event_id = self.event_id
        if event_id is None:
            return
        wanted: list[tuple[int | str, str, str]] = [
            (person.contact_id, person.role, person.note) for person in people
        ]
        key = drafts.guest_key(event_id, note_of)

        def verb() -> None:
            drafts.written(key)
            events.set_people(event_id, wanted)

        if not self._session.act(label, verb, done):
            self.show_event(event_id)
        elif note_of:
            with suppress(UserError):
                drafts.put(self._session.journal, key, "")  # what a full disk did not take

    def _changed(self, contact_id: int, **what: Any) -> list[EventPerson]:
        return [
            replace(person, **what) if person.contact_id == contact_id else person
            for person in self._people
        ]

    @Slot(object, str)
    def _on_noted(self, contact_id: int, note: str) -> None:
        people = self._changed(contact_id, note=note)
        self._set_people(self.tr("Edit note"), people, self.tr("Note saved"), contact_id)

    @Slot(object, str)
    def _on_role_chosen(self, contact_id: int, role: str) -> None:
        people = self._changed(contact_id, role=role)
        self._set_people(self.tr("Change who was there"), people, self.tr("Saved"))

    @Slot(object, str)
    def _on_removed(self, contact_id: int, name: str) -> None:
        people = [person for person in self._people if person.contact_id != contact_id]
        label = self.tr("Remove {name} from the event").format(name=name)
        done = self.tr("{name} was not there").format(name=name)
        self._set_people(label, people, done)

    # -- slots

    @Slot()
    def _on_log(self) -> None:
        self.log_wanted.emit(tuple(person.contact_id for person in self._people))

    @Slot()
    def _on_briefs(self) -> None:
        title = "" if self._form is None else self._form.title
        self.briefs_wanted.emit(tuple(person.contact_id for person in self._people), title)

    @Slot()
    def _on_more(self) -> None:
        self._all = True
        self._show_people()

    @Slot()
    def _on_link(self) -> None:
        if self._form is None:
            return
        try:
            safe.open_url(self._form.url, self)
        except UserError as error:
            self._session.show_error(error)
