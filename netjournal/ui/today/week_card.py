"""This week: birthdays, other dates, events; each leads to its card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from netjournal.ui import theme
from netjournal.ui.safe import Label
from netjournal.ui.today import words
from netjournal.ui.widgets.card import RowsCard
from netjournal.ui.widgets.click_row import ClickRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netjournal.services.events import EventRow
    from netjournal.services.nurturing.nurture import DateRow


class WeekCard(RowsCard):
    """Dates and events of the next seven days in one order.

    Signals:
        contact_opened: Id of the person whose date it is.
        event_opened: Id of an event.
    """

    contact_opened = Signal(object)
    event_opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Create an empty card."""
        super().__init__("week_card", parent)
        self._shown: tuple[object, ...] | None = None

    def show_week(self, dates: Sequence[DateRow], events: Sequence[EventRow], today: int) -> int:
        """Show the week; return how many rows there are."""
        shown = tuple(dates), tuple(events), today, theme.revision()
        if shown == self._shown:
            return len(dates) + len(events)
        self._shown = shown
        self.clear()
        found: list[tuple[int, int, _Row]] = []
        for date in dates:
            row = _Row(date.day, words.weekday(date.day, today), words.date_line(date), "", self)
            row.goal = date.contact_id
            row.clicked.connect(self._on_contact)
            found.append((date.day, 0, row))
        for event in events:
            line, people = words.event_line(event), words.event_people(event)
            row = _Row(event.starts_on, words.weekday(event.starts_on, today), line, people, self)
            row.goal = event.id
            row.clicked.connect(self._on_event)
            found.append((event.starts_on, event.start_minute or 0, row))
        for _day, _minute, row in sorted(found, key=lambda one: one[:2]):
            self.add_row(row)
        return len(found)

    @Slot()
    def _on_contact(self) -> None:
        row = self.sender()
        if isinstance(row, _Row):
            self.contact_opened.emit(row.goal)

    @Slot()
    def _on_event(self) -> None:
        row = self.sender()
        if isinstance(row, _Row):
            self.event_opened.emit(row.goal)


class _Row(ClickRow):
    """A weekday and what happens."""

    goal: int = 0

    def __init__(self, day: int, weekday: str, text: str, more: str, parent: QWidget) -> None:
        spoken = ", ".join(part for part in (weekday, text, more) if part)
        super().__init__(spoken, parent)
        self.setObjectName("week_row")
        self.day = day
        self.line.setSpacing(8)
        # "Today" is wider than a weekday: the texts beside stay in line
        name = Label(words.weekday(day, day), "strong", parent=self)
        name.ensurePolished()
        name.setMinimumWidth(max(theme.px(30), name.sizeHint().width()))
        name.setText(weekday)
        self.add(name)
        self.line.setAlignment(name, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(1)
        texts.addWidget(Label(text, "small", wrap=True, parent=self))
        if more:
            texts.addWidget(Label(more, "small", "quiet", wrap=True, parent=self))
        self.line.addLayout(texts, 1)
