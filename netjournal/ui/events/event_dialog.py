"""The dialog that adds an event, or changes one: ``EventDialog(session, event_id=None)``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from netjournal.services import events
from netjournal.services.events import EventForm
from netjournal.ui import dates, labels, theme
from netjournal.ui.safe import display_safe
from netjournal.ui.widgets.day_edit import DayEdit
from netjournal.ui.widgets.field_grid import FieldGrid
from netjournal.ui.widgets.form_dialog import FormDialog
from netjournal.ui.widgets.time_edit import ClockEdit

if TYPE_CHECKING:
    from netjournal.ui.session import Session


class EventDialog(FormDialog):
    """Title, kind, when, where, a link, a note."""

    def __init__(
        self, session: Session, event_id: int | None = None, parent: QWidget | None = None
    ) -> None:
        """Fill the fields.

        Args:
            session: Where to write.
            event_id: The event to change; None for a new one.
            parent: The window.

        Raises:
            NotFound: The event is not in the journal any more.
        """
        form = EventForm(starts_on=session.today())
        if event_id is not None:
            form = events.form(event_id)
        title = self.tr("Add event") if event_id is None else self.tr("Edit event")
        super().__init__("event", title, parent)
        self._session = session
        self._event_id = event_id
        self._form = form
        self._make()
        self._lay_out()
        self._show_form()
        for line in (self.name, self.place, self.url):
            line.textChanged.connect(self.look)
        for edit in (self.day, self.until, self.time):
            edit.changed.connect(self.look)
        key = "event" if event_id is None else f"event-{event_id:d}"
        self.keep_typing(session, key, new=event_id is None)
        self.look()

    def _make(self) -> None:
        self.name = self.line("title", self.tr("Rust Berlin meetup"))
        self.kind = QComboBox(self)
        self.kind.setObjectName("event_kind")
        self.kind.setIconSize(QSize(theme.px(16), theme.px(16)))
        for key, text in labels.options(labels.EVENTS):
            self.kind.addItem(text, key)
        today = self._session.today
        self.day = DayEdit(today, future=True, parent=self)
        self.day.setObjectName("event_day")
        self.day.set_name(self.tr("When"), self.tr("next thursday, 3 Nov, yesterday…"))
        self.until = DayEdit(today, future=True, parent=self)
        self.until.setObjectName("event_until")
        self.until.set_name(self.tr("Last day"), self.tr("only if several days"))
        self.time = ClockEdit(self)
        self.time.setObjectName("event_time")
        self.place = self.line("place")
        self.url = self.line("url", "https://")
        self.note = QPlainTextEdit(self)
        self.note.setObjectName("event_note")
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(theme.px(76))

    def _lay_out(self) -> None:
        grid = FieldGrid()
        grid.add_field(self.tr("Title"), self.name, 0, 0, 2)
        grid.add_field(self.tr("Kind"), self.kind, 2, 0)
        grid.add_field(self.tr("Time"), self.time, 2, 1)
        grid.add_field(self.tr("When"), self.day, 4, 0)
        grid.add_field(self.tr("Last day"), self.until, 4, 1)
        grid.add_field(self.tr("Place"), self.place, 6, 0)
        grid.add_field(self.tr("Link"), self.url, 6, 1)
        grid.add_field(self.tr("Note"), self.note, 8, 0, 2)
        self.lay_out(grid)

    def _show_form(self) -> None:
        form = self._form
        self.name.setText(form.title)
        self.kind.setCurrentIndex(max(0, self.kind.findData(form.kind)))
        self.day.set_day(form.starts_on)
        self.until.set_day(form.ends_on)
        self.time.set_value(form.start_minute)
        self.place.setText(form.place)
        self.url.setText(form.url)
        self.note.setPlainText(form.note)

    def problem(self) -> str:
        """Return why it can't be saved yet, or nothing."""
        if not self.name.text().strip():
            return self.tr("Give it a title.")
        day, until = self.day.day(), self.until.day()
        if day is None or day.precision:
            return self.tr("Say which day: “next thursday”, “3 Nov”.")
        if not self.until.is_valid() or (until is not None and until.precision):
            return self.tr("Say which day is the last, or leave it empty.")
        if until is not None and until.day < day.day:
            return self.tr("It ends before it begins.")
        if not self.time.is_valid():
            example = dates.clock(19 * 60)
            text = self.tr("Write the time like {example}, or leave it empty.")
            return text.format(example=example)
        return ""

    def _read(self) -> EventForm:
        day, until = self.day.day(), self.until.day()
        starts = day.day if day else self._form.starts_on
        return EventForm(
            title=self.name.text().strip(),
            kind=str(self.kind.currentData()),
            starts_on=starts,
            start_minute=self.time.value(),
            ends_on=until.day if until and until.day > starts else None,
            zone=self._form.zone,
            place=self.place.text().strip(),
            url=self.url.text().strip(),
            note=self.note.toPlainText().strip(),
        )

    def write(self) -> int:
        """Write the event as one step and return its id."""
        form = self._read()
        title = display_safe(form.title, 60)
        if self._event_id is None:
            done = self.tr("Added: {event}").format(event=title)
            with self._session.edit(self.tr("Add event"), done):
                self.written()
                return events.create(form)
        done = self.tr("Changed: {event}").format(event=title)
        with self._session.edit(self.tr("Edit event"), done):
            self.written()
            events.update(self._event_id, form)
        return self._event_id
