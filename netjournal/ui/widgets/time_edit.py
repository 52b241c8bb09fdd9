"""Fields for a time of day and for how long something took, written as people write them.

Public: ``ClockEdit``, ``SpanEdit`` (both: ``value() -> int | None``, ``set_value``, ``is_valid``,
signal ``changed``), ``read_clock(text)``, ``read_span(text)``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from netjournal.services.capturing import capture_times
from netjournal.services.capturing.capture_words import ENGLISH
from netjournal.ui import dates

if TYPE_CHECKING:
    from collections.abc import Callable


def read_clock(text: str) -> int | None:
    """Return minutes after midnight for "19:30", "7pm", "noon" or the locale's form, else None."""
    wanted = text.strip()
    for attempt in (wanted, f"at {wanted}", f"{wanted}:00"):
        found = capture_times.time_in(attempt, ENGLISH)
        if found is not None and (found.start, found.end) == (0, len(attempt)):
            return found.value
    time = QLocale().toTime(wanted, QLocale.FormatType.ShortFormat)
    return time.hour() * 60 + time.minute() if time.isValid() else None


def read_span(text: str) -> int | None:
    """Return minutes for "40", "40 min", "1h30", "half an hour", else None."""
    wanted = text.strip()
    if wanted.isdecimal():
        wanted = f"{wanted} min"
    found = capture_times.minutes_in(wanted, ENGLISH)
    if found is None or (found.start, found.end) != (0, len(wanted)):
        return None
    return found.value


class _ReadEdit(QLineEdit):
    """A line that a function reads; what it cannot read is marked.

    Signals:
        changed: The text changed.
    """

    changed = Signal()

    def __init__(
        self,
        read: Callable[[str], int | None],
        say: Callable[[int], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._read, self._say = read, say
        self._given: tuple[str, int] | None = None
        self.textChanged.connect(self._on_text_changed)

    def value(self) -> int | None:
        """Return what the text says, None when it is empty or says nothing."""
        text = self.text()
        if self._given is not None and text == self._given[0]:
            return self._given[1]
        return self._read(text) if text.strip() else None

    def set_value(self, value: int | None) -> None:
        """Show a value."""
        self._given = None if value is None else (self._say(value), value)
        self.setText(self._given[0] if self._given else "")

    def is_valid(self) -> bool:
        """Return whether it is empty or says something."""
        return not self.text().strip() or self.value() is not None

    @Slot()
    def _on_text_changed(self) -> None:
        wrong = not self.is_valid()
        if bool(self.property("invalid")) != wrong:
            self.setProperty("invalid", wrong)
            self.style().unpolish(self)
            self.style().polish(self)
        self.changed.emit()


class ClockEdit(_ReadEdit):
    """A time of day in minutes after midnight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Create an empty field."""
        super().__init__(read_clock, dates.clock, parent)
        self.setPlaceholderText(dates.clock(19 * 60))
        self.setAccessibleName(self.tr("Time of day"))


class SpanEdit(_ReadEdit):
    """A length of time in minutes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Create an empty field."""
        super().__init__(read_span, dates.span, parent)
        self.setPlaceholderText(dates.span(45))
        self.setAccessibleName(self.tr("How long"))
