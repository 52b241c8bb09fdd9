"""The fields of the log dialog: what they are called, how they lie, what they hold.

Public: ``LogFields(session)``, a widget with ``show_form(form, people)``, ``read(base) ->
InteractionForm`` (without people), ``problem() -> str`` and the signal ``changed()``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from netjournal.services import interactions
from netjournal.ui import dates, icons, labels, theme
from netjournal.ui.safe import display_safe
from netjournal.ui.timeline.event_box import choose, offer_events
from netjournal.ui.timeline.people_edit import PeopleEdit, Someone
from netjournal.ui.widgets.buttons import button
from netjournal.ui.widgets.day_edit import DayEdit
from netjournal.ui.widgets.field_grid import FieldGrid
from netjournal.ui.widgets.time_edit import ClockEdit, SpanEdit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netjournal.services.interactions import InteractionForm
    from netjournal.ui.session import Session

_ALONE: Final = frozenset({"note", "shared_work", "event", "volunteered", "group"})


class LogFields(QWidget):
    """Everything that can be said about an interaction; the rarer half is folded away.

    Signals:
        changed: Something was changed.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Create empty fields."""
        super().__init__(parent)
        self._session = session
        self._make()
        self._lay_out()
        self._listen()

    # -- building

    def _make(self) -> None:
        today = self._session.today
        self.who = PeopleEdit(self._session, self)
        self.kind = self._combo("log_kind")
        for row in interactions.kinds():
            words = labels.kind(row.key, display_safe(row.name, 60))
            self.kind.addItem(icons.icon(icons.kind_icon(row.key), "accent"), words, row.key)
        self.when = DayEdit(today, parent=self)
        self.when.setObjectName("log_when")
        self.when.set_name(self.tr("When"), self.tr("yesterday, 3 Nov, in May 2024…"))
        self.summary = self._line("log_summary")
        self.notes = QPlainTextEdit(self)
        self.notes.setObjectName("log_notes")
        self.notes.setTabChangesFocus(True)
        self.notes.setFixedHeight(theme.px(76))
        self.need = self._line("log_need", self.tr("What would help them?"))
        self.promise = self._line("log_promise", self.tr("What did you say you would do?"))
        self.due = DayEdit(today, future=True, parent=self)
        self.due.setObjectName("log_due")
        self.due.set_name(self.tr("Until when"), self.tr("friday, in 2 weeks…"))
        self.time, self.span = ClockEdit(self), SpanEdit(self)
        self.time.setObjectName("log_time")
        self.span.setObjectName("log_span")
        self.place = self._line("log_place")
        self.event_box = self._combo("log_event")
        self.began = self._combo("log_initiator", labels.options(labels.INITIATORS))
        self.energy = self._combo("log_energy", self._energies())
        self.more = button(self.tr("Time, place, event…"), "link", name="log_more", parent=self)
        self.more.setCheckable(True)

    def _energies(self) -> list[tuple[object, str]]:
        return [
            (None, self.tr("Not said")),
            (2, self.tr("Gave me a lot (+2)")),
            (1, self.tr("Gave me some (+1)")),
            (0, self.tr("Even (0)")),
            (-1, self.tr("Cost me some (−1)")),
            (-2, self.tr("Cost me a lot (−2)")),
        ]

    def _line(self, name: str, hint: str = "") -> QLineEdit:
        line = QLineEdit(self)
        line.setObjectName(name)
        line.setPlaceholderText(hint)
        return line

    def _combo(self, name: str, options: Sequence[tuple[object, str]] = ()) -> QComboBox:
        box = QComboBox(self)
        box.setObjectName(name)
        box.setIconSize(QSize(theme.px(16), theme.px(16)))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(12)
        for value, text in options:
            box.addItem(text, value)
        return box

    def _lay_out(self) -> None:
        grid = FieldGrid()
        grid.add_field(self.tr("Who"), self.who, 0, 0, 2)
        grid.add_field(self.tr("What"), self.kind, 2, 0)
        grid.add_field(self.tr("When"), self.when, 2, 1)
        self._about = grid.add_field(self.tr("About"), self.summary, 4, 0, 2)
        grid.add_field(self.tr("Notes"), self.notes, 6, 0, 2)
        grid.add_field(self.tr("They need"), self.need, 8, 0, 2)
        grid.add_field(self.tr("You promised"), self.promise, 10, 0)
        grid.add_field(self.tr("Until"), self.due, 10, 1)
        self._rest = QWidget(self)
        rest = FieldGrid(self._rest)
        rest.add_field(self.tr("Time"), self.time, 0, 0)
        rest.add_field(self.tr("How long"), self.span, 0, 1)
        rest.add_field(self.tr("Place"), self.place, 2, 0)
        rest.add_field(self.tr("Event"), self.event_box, 2, 1)
        rest.add_field(self.tr("Who started it"), self.began, 4, 0)
        rest.add_field(self.tr("Energy"), self.energy, 4, 1)
        self._rest.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(grid)
        column.addWidget(self.more)
        column.addWidget(self._rest)
        column.addStretch(1)

    def _listen(self) -> None:
        self.more.toggled.connect(self._on_more)
        self.kind.currentIndexChanged.connect(self._on_kind)
        for line in (self.summary, self.need, self.promise, self.place):
            line.textChanged.connect(self.changed)
        self.notes.textChanged.connect(self.changed)
        for edit in (self.who, self.when, self.due, self.time, self.span):
            edit.changed.connect(self.changed)
        for box in (self.event_box, self.began, self.energy):
            box.currentIndexChanged.connect(self.changed)

    # -- what is in them

    def show_form(self, form: InteractionForm, people: Sequence[Someone]) -> None:
        """Fill the fields."""
        self.who.set_people(people)
        choose(self.kind, form.kind)
        self.when.set_day(form.day, form.precision)
        self.summary.setText(form.summary)
        self.notes.setPlainText(form.body)
        self.need.setText(form.need)
        self.promise.setText(form.promise)
        self.due.set_day(form.promise_due)
        self.time.set_value(form.minute)
        self.span.set_value(form.minutes)
        self.place.setText(form.place)
        offer_events(self.event_box, self._session.today(), form.event_id)
        choose(self.began, form.initiator)
        choose(self.energy, form.energy)
        said = (form.minute, form.minutes, form.place or None, form.event_id, form.energy)
        self.more.setChecked(any(value is not None for value in said))
        self._on_kind()

    def choose_kind(self, kind: str) -> None:
        """Choose a kind by its key."""
        choose(self.kind, kind)

    def read(self, base: InteractionForm) -> InteractionForm:
        """Return ``base`` with what the fields say; people are the dialog's."""
        when, due = self.when.day(), self.due.day()
        precision = when.precision if when else base.precision
        promise = self.promise.text().strip()
        return replace(
            base,
            kind=str(self.kind.currentData()),
            day=when.day if when else base.day,
            precision=precision,
            minute=None if precision else self.time.value(),
            minutes=self.span.value(),
            place=self.place.text().strip(),
            event_id=self.event_box.currentData(),
            initiator=str(self.began.currentData()),
            energy=self.energy.currentData(),
            summary=self.summary.text().strip(),
            body=self.notes.toPlainText().strip(),
            need=self.need.text().strip(),
            promise=promise,
            promise_due=due.day if due and promise else None,
        )

    def problem(self) -> str:
        """Return why it can't be saved yet, or nothing."""
        unclear = self.who.unclear()
        if unclear:
            text = self.tr("Several people are called {name}: choose one from the list.")
            return text.format(name=display_safe(unclear, 60))
        return self._people_missing() or self._unreadable()

    def _people_missing(self) -> str:
        typed = bool(self.who.line.text().strip())
        people = len(self.who.people()) + typed
        kind = self.kind.currentData()
        if kind == "introduced" and people < 2:
            return self.tr("Say whom you introduced to whom.")
        if not people and kind not in _ALONE:
            return self.tr("Say who it was with.")
        if self.need.text().strip() and not people:
            return self.tr("Say who needs that.")
        return ""

    def _unreadable(self) -> str:
        if self.when.day() is None:
            return self.tr("Say when it was: “yesterday”, “3 Nov”, “in May 2024”.")
        if not self.due.is_valid():
            return self.tr("Say until when: “friday”, “in 2 weeks”, or leave it empty.")
        if not self.time.is_valid():
            return self.tr("Write the time like {example}, or leave it empty.").format(
                example=dates.clock(19 * 60)
            )
        if not self.span.is_valid():
            return self.tr("Write how long like {example}, or leave it empty.").format(
                example=dates.span(45)
            )
        return ""

    # -- slots

    @Slot(bool)
    def _on_more(self, on: bool) -> None:
        self._rest.setVisible(on)
        self.more.setText(self.tr("Less") if on else self.tr("Time, place, event…"))
        self.updateGeometry()

    @Slot()
    def _on_kind(self) -> None:
        """The first line asks what fits the kind."""
        asks = {
            "helped": self.tr("What did you do for them?"),
            "was_helped": self.tr("What did they do for you?"),
            "introduced": self.tr("Why should they know each other?"),
            "shared_work": self.tr("What did you share?"),
            "note": self.tr("What would you like to remember?"),
        }
        text = asks.get(str(self.kind.currentData()), self.tr("About"))
        self._about.setText(text)
        self.summary.setAccessibleName(text)
        self.changed.emit()
