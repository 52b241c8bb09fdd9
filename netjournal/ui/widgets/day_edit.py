"""A field for a day, in words or from a calendar: "yesterday", "last friday", "3 Nov", "in 2019".

Public: ``DayEdit(today, future=False)`` with ``set_day(day, precision)``, ``day() -> DayValue |
None``, ``is_blank()``, ``is_valid()`` and the signal ``changed()``; ``read_day(text, …)``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, QPoint, Signal, Slot
from PySide6.QtWidgets import (
    QCalendarWidget,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from netjournal.models import to_day
from netjournal.services.capturing import capture_dates
from netjournal.services.capturing.capture_words import ENGLISH
from netjournal.ui import dates
from netjournal.ui.safe import Label
from netjournal.ui.widgets.buttons import icon_button
from netjournal.ui.widgets.calendar import calm

if TYPE_CHECKING:
    from collections.abc import Callable

_PRECISIONS = ("day", "month", "year")


@dataclass(frozen=True, slots=True)
class DayValue:
    """A local day number and how exactly it is known (0 day, 1 month, 2 year)."""

    day: int
    precision: int = 0


def read_day(text: str, today: int, *, future: bool = False) -> DayValue | None:
    """Return the day that ``text`` as a whole names, or None.

    Args:
        text: As typed: day words, ISO, the locale's own forms, "in May 2019", "2019".
        today: The local day.
        future: Read "friday" and "14 Nov" as days to come.
    """
    wanted = text.strip().strip(".!,;")
    if future:
        period = capture_dates.end_of_period(wanted, today, ENGLISH)
        if period is not None and period.end == len(wanted):
            return DayValue(period.value)
    for attempt in (wanted, f"in {wanted}"):
        found = capture_dates.day_in(attempt, today, ENGLISH, future=future)
        if found is not None and not (attempt[: found.start] + attempt[found.end :]).strip():
            return DayValue(found.value, found.precision)
    locale = QLocale()
    for form in (QLocale.FormatType.ShortFormat, QLocale.FormatType.LongFormat):
        date = locale.toDate(wanted, form)
        if date.isValid() and date.year() >= 1900:
            return DayValue(to_day(date.toPython()))  # type: ignore[arg-type]  # stubs say object
    return None


class DayEdit(QWidget):
    """A line for a day, a calendar to pick one from, and what was understood below.

    Signals:
        changed: The text changed; ``day`` may be another one.
    """

    changed = Signal()

    def __init__(
        self, today: Callable[[], int], *, future: bool = False, parent: QWidget | None = None
    ) -> None:
        """Create an empty field.

        Args:
            today: Gives the local day.
            future: Whether the day is usually ahead (a promise) or past.
            parent: Owner.
        """
        super().__init__(parent)
        self._today = today
        self._future = future
        self._given: tuple[str, DayValue] | None = None
        self.line = QLineEdit(self)
        self.line.setObjectName("day_line")
        self.line.textChanged.connect(self._on_text_changed)
        self._pick = icon_button("calendar", self.tr("Pick a day"), "day_pick", self)
        self._pick.clicked.connect(self._on_pick)
        self._said = Label("", "caption", "quiet", parent=self)
        self._said.setObjectName("day_understood")
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(self.line, 1)
        row.addWidget(self._pick)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self._said)
        self.setFocusProxy(self.line)

    def set_name(self, text: str, placeholder: str = "") -> None:
        """Say what the day is for, to screen readers and in the empty line."""
        self.line.setAccessibleName(text)
        self.line.setPlaceholderText(placeholder)

    def set_day(self, day: int | None, precision: int = 0) -> None:
        """Show a day as exactly as it is known, None for none."""
        if day is None:
            self._given = None
            self.line.clear()
            return
        today = self._today()
        text = dates.short_day(day, today) if 0 <= today - day <= 1 and not precision else ""
        text = text or dates.when(day, _PRECISIONS[precision])
        self._given = (text, DayValue(day, precision))
        self.line.setText(text)
        self._on_text_changed()

    def day(self) -> DayValue | None:
        """Return the day the text names; None when it is empty or names none."""
        text = self.line.text()
        if self._given is not None and text == self._given[0]:
            return self._given[1]
        return read_day(text, self._today(), future=self._future) if text.strip() else None

    def is_blank(self) -> bool:
        """Return whether nothing is entered."""
        return not self.line.text().strip()

    def is_valid(self) -> bool:
        """Return whether it is empty or names a day."""
        return self.is_blank() or self.day() is not None

    @Slot()
    def _on_text_changed(self) -> None:
        value = self.day()
        wrong = value is None and not self.is_blank()
        if value is None:
            text = self.tr("Not a day I know. Try “yesterday” or “3 Nov”.") if wrong else ""
        elif value.precision:
            text = self.tr("sometime in {period}").format(
                period=dates.when(value.day, _PRECISIONS[value.precision])
            )
        else:
            text = self.tr("{weekday}, {day}").format(
                weekday=dates.weekday(value.day), day=dates.full_day(value.day)
            )
        self._said.setText(text)
        self._said.set_tone("late" if wrong else "quiet")
        if bool(self.line.property("invalid")) != wrong:
            self.line.setProperty("invalid", wrong)
            self.line.style().unpolish(self.line)
            self.line.style().polish(self.line)
        self.changed.emit()

    @Slot()
    def _on_pick(self) -> None:
        menu = QMenu(self)
        calendar = QCalendarWidget(menu)
        calm(calendar)
        value = self.day()
        day = dates.to_date(value.day if value else self._today())
        calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(calendar)
        menu.addAction(holder)
        calendar.activated.connect(self._on_picked)
        calendar.clicked.connect(self._on_picked)
        calendar.clicked.connect(menu.close)
        calendar.activated.connect(menu.close)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._pick.mapToGlobal(QPoint(0, self._pick.height())))
        calendar.setFocus()

    @Slot(QDate)
    def _on_picked(self, date: QDate) -> None:
        self.set_day(to_day(date.toPython()))  # type: ignore[arg-type]  # stubs say object
        self.line.setFocus()
