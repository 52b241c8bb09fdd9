"""The dialog that adds an event, or changes one: ``EventDialog(session, event_id=None)``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from netjournal.errors import UserError
from netjournal.services import events
from netjournal.services.events import EventForm
from netjournal.ui import dates, labels, messages, theme
from netjournal.ui.dialog_size import open_at
from netjournal.ui.safe import Label, display_safe
from netjournal.ui.tab_order import ReadingOrder
from netjournal.ui.widgets.buttons import button
from netjournal.ui.widgets.day_edit import DayEdit
from netjournal.ui.widgets.field_grid import FieldGrid
from netjournal.ui.widgets.time_edit import ClockEdit

if TYPE_CHECKING:
    from netjournal.ui.session import Session


class EventDialog(ReadingOrder, QDialog):
    """Title, kind, when, where, a link, a note; Ctrl+Enter saves.

    Signals:
        saved: Id of the event.
    """

    saved = Signal(object)

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
        super().__init__(parent)
        self.setObjectName("event_dialog")
        self._session = session
        self._event_id = event_id
        self._form = EventForm(starts_on=session.today())
        if event_id is not None:
            self._form = events.form(event_id)
        self._told = False
        self._make()
        self._lay_out()
        self._show_form()
        for line in (self.name, self.place, self.url):
            line.textChanged.connect(self._on_changed)
        for edit in (self.day, self.until, self.time):
            edit.changed.connect(self._on_changed)
        self._on_changed()

    def _make(self) -> None:
        new = self._event_id is None
        self.setWindowTitle(self.tr("Add event") if new else self.tr("Edit event"))
        self.name = self._line("event_title", self.tr("Rust Berlin meetup"))
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
        self.until.set_name(self.tr("Last day"), self.tr("only when it takes several days"))
        self.time = ClockEdit(self)
        self.time.setObjectName("event_time")
        self.place = self._line("event_place")
        self.url = self._line("event_url", "https://")
        self.note = QPlainTextEdit(self)
        self.note.setObjectName("event_note")
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(theme.px(76))
        self._reason = Label("", "small", "quiet", wrap=True, parent=self)
        self._reason.setObjectName("event_reason")
        self.save_button = button(self.tr("Save"), "primary", name="event_save", parent=self)
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self.save)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.save)

    def _line(self, name: str, hint: str = "") -> QLineEdit:
        line = QLineEdit(self)
        line.setObjectName(name)
        line.setPlaceholderText(hint)
        return line

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
        cancel = button(self.tr("Cancel"), name="event_cancel", parent=self)
        cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._reason, 1)
        foot.addWidget(cancel)
        foot.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(Label(self.windowTitle(), "title", parent=self))
        column.addLayout(grid)
        column.addStretch(1)
        column.addLayout(foot)
        open_at(self, 560)

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

    @Slot()
    def save(self) -> None:
        """Write it as one step and close; say why when it can't be."""
        self._told = True
        problem = self.problem()
        if problem:
            self._show_reason(problem)
            return
        try:
            event_id = self._write(self._read())
        except UserError as error:
            self._show_reason(messages.message(error).text)
            return
        self.saved.emit(event_id)
        self.accept()

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

    def _write(self, form: EventForm) -> int:
        title = display_safe(form.title, 60)
        if self._event_id is None:
            with self._session.edit(
                self.tr("Add event"), self.tr("Added: {event}").format(event=title)
            ):
                return events.create(form)
        with self._session.edit(
            self.tr("Edit event"), self.tr("Changed: {event}").format(event=title)
        ):
            events.update(self._event_id, form)
        return self._event_id

    @Slot()
    def _on_changed(self) -> None:
        problem = self.problem()
        self.save_button.setEnabled(not problem)
        self._show_reason(problem)

    def _show_reason(self, text: str) -> None:
        self._reason.setText(text or self.tr("Ctrl+Enter saves"))
        self._reason.set_tone("warning" if text and self._told else "quiet")
