"""Dates in words of any language that the system knows: ``read_words(text)``.

The order of day, month and year, and small words between them ("12 de mayo de 1990", "1990. máj.
12.", "1990年5月"), tell nothing that the name of the month and the length of the numbers don't.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale

from netjournal.services import partial_dates

if TYPE_CHECKING:
    from collections.abc import Iterator

_EAST: Final = re.compile(r"(?:(\d{4})\s*[年년]\s*)?(\d{1,2})\s*[月월](?:\s*(\d{1,2})\s*[日일])?")
_BETWEEN: Final = 3  # letters of the longest word that may stand between the parts


def read_words(text: str) -> str | None:
    """Return a date in its stored form (``1990-05-12``, ``1990-05``, ``--05-12``), None for none.

    Args:
        text: As somebody writes it in the language of the system.
    """
    wanted = text.strip().casefold()
    east = _EAST.fullmatch(wanted)
    if east is not None:
        return _stored(east[1] or "", int(east[2]), east[3] or "")
    for name, month in sorted(_months(), key=lambda one: -len(one[0])):
        found = re.search(rf"{re.escape(name)}(?!\w)", wanted)
        if found is not None:
            return _around(f"{wanted[: found.start()]} {wanted[found.end() :]}", month)
    return None


def _months() -> Iterator[tuple[str, int]]:
    locale = QLocale()
    for number in range(1, 13):
        for form in (QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat):
            for name in (locale.monthName(number, form), locale.standaloneMonthName(number, form)):
                if plain := name.casefold().rstrip("."):
                    yield plain, number


def _around(rest: str, month: int) -> str | None:
    """Read what stands beside the name of a month: a year, a day, or both."""
    numbers = re.findall(r"\d+", rest)
    years = [number for number in numbers if len(number) == 4]
    days = [number for number in numbers if len(number) <= 2]
    words = re.findall(r"[^\W\d_]+", rest)
    clear = len(years) <= 1 and len(days) <= 1 and 0 < len(numbers) == len(years) + len(days)
    if not clear or any(len(word) > _BETWEEN for word in words):
        return None
    return _stored(next(iter(years), ""), month, next(iter(days), ""))


def _stored(year: str, month: int, day: str) -> str | None:
    first = f"{int(year):04}" if year else "-"
    stored = f"{first}-{month:02}" + (f"-{int(day):02}" if day else "")
    return stored if partial_dates.parse(stored) is not None else None
