"""The choices of the print dialog in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from netjournal.ui import dates

if TYPE_CHECKING:
    from collections.abc import Iterable

# PySide6's stubs call what QT_TRANSLATE_NOOP returns (its second argument, a str) an object.
_LAYOUTS: Final[dict[str, object]] = {
    "summary": QT_TRANSLATE_NOOP("print", "Summary, a page each"),
    "brief": QT_TRANSLATE_NOOP("print", "Brief before you meet"),
    "directory": QT_TRANSLATE_NOOP("print", "Directory in columns"),
    "cards": QT_TRANSLATE_NOOP("print", "Cards to cut out"),
    "labels": QT_TRANSLATE_NOOP("print", "Address labels"),
    "event": QT_TRANSLATE_NOOP("print", "Sheet for an event"),
    "report": QT_TRANSLATE_NOOP("print", "Report on a month"),
}
_SECTIONS: Final[dict[str, object]] = {
    "photo": QT_TRANSLATE_NOOP("print", "Photos"),
    "reach": QT_TRANSLATE_NOOP("print", "Ways to reach them"),
    "code": QT_TRANSLATE_NOOP("print", "Code to scan"),
    "met": QT_TRANSLATE_NOOP("print", "How you met"),
    "about": QT_TRANSLATE_NOOP("print", "Interests, birthday, circles"),
    "tie": QT_TRANSLATE_NOOP("print", "Tie and its line"),
    "open": QT_TRANSLATE_NOOP("print", "What is open"),
    "timeline": QT_TRANSLATE_NOOP("print", "Timeline"),
    "address": QT_TRANSLATE_NOOP("print", "Postal address"),
    "circles": QT_TRANSLATE_NOOP("print", "Circles"),
    "marks": QT_TRANSLATE_NOOP("print", "Marks for cutting"),
    "notes": QT_TRANSLATE_NOOP("print", "Notes about them there"),
    "charts": QT_TRANSLATE_NOOP("print", "Charts"),
    "people": QT_TRANSLATE_NOOP("print", "New, back and quiet"),
    "help": QT_TRANSLATE_NOOP("print", "Help"),
    "events": QT_TRANSLATE_NOOP("print", "Events"),
    "channels": QT_TRANSLATE_NOOP("print", "What works for you"),
}
_SORTS: Final[dict[str, object]] = {
    "": QT_TRANSLATE_NOOP("print", "As listed"),
    "name": QT_TRANSLATE_NOOP("print", "By name"),
    "recent": QT_TRANSLATE_NOOP("print", "Last in touch first"),
    "strength": QT_TRANSLATE_NOOP("print", "By strength of the tie"),
    "added": QT_TRANSLATE_NOOP("print", "Last added first"),
}
_CARDS: Final[dict[str, object]] = {
    "business": QT_TRANSLATE_NOOP("print", "Business card, 85 × 55 mm"),
    "us-business": QT_TRANSLATE_NOOP("print", "Business card, 3½ × 2 in"),
    "index": QT_TRANSLATE_NOOP("print", "Index card, 5 × 3 in"),
}
_LABELS: Final[dict[str, object]] = {
    "L7160": QT_TRANSLATE_NOOP("print", "Avery L7160, 21 on A4"),
    "5160": QT_TRANSLATE_NOOP("print", "Avery 5160, 30 on Letter"),
    "free": QT_TRANSLATE_NOOP("print", "A grid of your own"),
}
Options = list[tuple[str, str]]


def _said(table: dict[str, object], keys: Iterable[str]) -> Options:
    found = []
    for key in keys:
        words = str(table[key])
        found.append((key, QCoreApplication.translate("print", words)))
    return found


def layouts() -> Options:
    """Return every layout."""
    return _said(_LAYOUTS, _LAYOUTS)


def sections(keys: Iterable[str]) -> Options:
    """Return sections."""
    return _said(_SECTIONS, keys)


def sorts() -> Options:
    """Return every order."""
    return _said(_SORTS, _SORTS)


def cards() -> Options:
    """Return every size of cards."""
    return _said(_CARDS, _CARDS)


def labels() -> Options:
    """Return every sheet of labels."""
    return _said(_LABELS, _LABELS)


def months(today: int, count: int = 24) -> list[tuple[int, str]]:
    """Return (a day in it, words) of the current month and those before."""
    here = dates.to_date(today)
    found = []
    for back in range(count):
        year, month = divmod(here.year * 12 + here.month - 1 - back, 12)
        day = (here.replace(year=year, month=month + 1, day=1) - dates.to_date(0)).days
        found.append((day, dates.month(year, month + 1)))
    return found
