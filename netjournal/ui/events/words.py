"""What is said about an event: when it is, and its note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netjournal.ui import dates
from netjournal.ui.safe import display_safe

if TYPE_CHECKING:
    from netjournal.services.events import EventForm


def when(form: EventForm, today: int) -> str:
    """Return the day, the hour, and until when, as far as they are known."""
    day = dates.long_day(form.starts_on, today)
    if form.start_minute is not None:
        day = f"{day}, {dates.clock(form.start_minute)}"
    if form.ends_on is not None and form.ends_on > form.starts_on:
        return f"{day} – {dates.long_day(form.ends_on, today)}"
    return day


def lines(text: str) -> str:
    """Several lines, each harmless."""
    return "\n".join(display_safe(line, 2000) for line in text.strip().splitlines())
