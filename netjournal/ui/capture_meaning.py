"""What a capture line was understood as, in words: "Coffee · yesterday · with Priya"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from netjournal.services import contacts
from netjournal.ui import dates, labels
from netjournal.ui.entry_words import with_others
from netjournal.ui.safe import display_safe

if TYPE_CHECKING:
    from netjournal.services.capture import Captured

_PRECISIONS = ("day", "month", "year")


def meaning(captured: Captured, today: int, *, but: int | None = None) -> str:
    """Return what will be written down.

    Args:
        captured: The understood line.
        today: The local day number of today.
        but: The person whose card it is typed on; not named again.
    """
    parts = [labels.kind(captured.kind), _when(captured, today)]
    parts.append(dates.span(captured.minutes) if captured.minutes else "")
    parts.append(display_safe(captured.place, 60))
    parts += _people(captured, today, but)
    parts += _said(captured, today)
    return " · ".join(part for part in parts if part)


def _when(captured: Captured, today: int) -> str:
    if captured.precision:
        return dates.when(captured.day, _PRECISIONS[captured.precision])
    day = dates.short_day(captured.day, today)
    return day if captured.minute is None else f"{day} {dates.clock(captured.minute)}"


def _people(captured: Captured, today: int, but: int | None) -> list[str]:
    say = QCoreApplication.translate
    rows = contacts.rows([one for one in captured.people if one != but], today)
    names = [display_safe(row.full_name, 60) for row in rows if row is not None]
    found = [with_others(names)]
    found += [
        say("capture", "{name} is new").format(name=display_safe(name, 60))
        for name in captured.unknown
    ]
    found += [
        say("capture", "which {name}?").format(name=display_safe(name, 60))
        for name, _ids in captured.ambiguous
    ]
    return found


def _said(captured: Captured, today: int) -> list[str]:
    say = QCoreApplication.translate
    found = [f"#{display_safe(tag, 40)}" for tag in captured.tags]
    if captured.need:
        text = say("capture", "need: {text}")
        found.append(text.format(text=display_safe(captured.need, 80)))
    if captured.promise:
        text = say("capture", "promise: {text}").format(text=display_safe(captured.promise, 80))
        if captured.promise_due is not None:
            due, _tone = dates.due(captured.promise_due, today)
            text = say("capture", "{promise} (due {day})").format(promise=text, day=due)
        found.append(text)
    return found
