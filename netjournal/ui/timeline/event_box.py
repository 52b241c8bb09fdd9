"""Boxes that pick one: ``choose(box, value)``; ``offer_events(box, today, chosen)``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from netjournal.services import events
from netjournal.ui import dates
from netjournal.ui.safe import display_safe

if TYPE_CHECKING:
    from PySide6.QtWidgets import QComboBox

_MOST: Final = 200


def choose(box: QComboBox, value: object) -> None:
    """Choose a value; the first entry when it isn't offered."""
    for at in range(box.count()):
        if box.itemData(at) == value:
            box.setCurrentIndex(at)
            return
    box.setCurrentIndex(0)


def offer_events(box: QComboBox, today: int, chosen: int | None) -> None:
    """Fill a box with events, the nearest in time first, and choose one.

    Args:
        box: Where; "None" is its first entry.
        today: The local day.
        chosen: Event id, or None.
    """
    say = QCoreApplication.translate
    rows = events.events("all", today)
    rows.sort(key=lambda row: (row.id != chosen, abs(row.starts_on - today)))
    box.clear()
    box.addItem(say("log", "None"), None)
    for row in rows[:_MOST]:
        day = dates.short_day(row.starts_on, today)
        text = say("log", "{event}, {day}").format(event=display_safe(row.title, 60), day=day)
        box.addItem(text, row.id)
    choose(box, chosen)
