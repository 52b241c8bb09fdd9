"""The date and time that a line of a chat begins with, as telephones in many countries write it.

``[20.01.19, 11:23:45] Ana: …`` (iOS), ``1/20/19, 5:46 PM - Ana: …`` (Android). Which number is the
day is decided over all dates of a file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

Numbers = tuple[str, str, str]

_S = "[ \u00a0\u202f\u2009]"
_B = "[\u200e\u200f\u202a-\u202e\u2066-\u2069]*"
_MORNING = "上午|凌晨|清晨|早上|午前|오전|ص|ق\\.ظ|π\\.μ\\.|SA|ÖÖ|FM|fm|ap\\.?|de\\.|dop\\."
_EVENING = "下午|中午|晚上|午後|오후|م|ب\\.ظ|μ\\.μ\\.|CH|ÖS|EM|em|ip\\.?|du\\.|odp\\."
_MARK = f"(?:[AaPp]\\.?{_S}?[Mm]\\b\\.?|{_MORNING}|{_EVENING})"
_LATE = re.compile(f"[Pp].*|{_EVENING}")
_SEP = f"{_B}{_S}?[-./年月년월]{_B}{_S}?"
_DATE = rf"(\d{{1,4}}){_SEP}(\d{{1,2}}){_SEP}(\d{{1,4}}){_S}?[.日일]?"
_TIME = rf"(\d{{1,2}})(?:[:.]|{_S}?h{_S}?)(\d\d)(?:[:.]\d\d)?"
_AT = rf"(?:(?:klo|kl\.?|um|at|à|às|alle|a las){_S}+)?"
_STAMP = re.compile(
    rf"{_B}(\[)?{_B}{_DATE}{_B}[,،]?{_S}*{_AT}{_B}(?:({_MARK}){_S}*)?{_TIME}"
    rf"(?:{_B}{_S}?({_MARK}))?{_B}{_S}?(?(1)\]{_S}?|(?:[-\u2013]|:(?={_S})){_S})(.*)",
    re.DOTALL,
)
ORDERS = ("dmy", "mdy", "ymd")
_PLACES = {"dmy": (2, 1, 0), "mdy": (2, 0, 1), "ymd": (0, 1, 2)}


@dataclass(frozen=True, slots=True)
class Stamp:
    """The start of a message: the date's numbers as written, ``HH:MM``, and the rest of the line.

    ``american`` says that the line has the marks of a country that writes the month first.
    """

    numbers: Numbers
    time: str
    rest: str
    american: bool


def stamp(line: str) -> Stamp | None:
    """Read the start of a line; None when no message begins here."""
    match = _STAMP.match(line)
    if match is None:
        return None
    _, a, b, c, before, hour, minute, after, rest = match.groups()
    clock = _clock(int(hour), int(minute), before or after or "")
    if not clock:
        return None
    slashes = "/" in line[: match.start(4)]
    return Stamp((a, b, c), clock, rest, slashes and (after or "") in ("AM", "PM"))


def _clock(hour: int, minute: int, mark: str) -> str:
    if mark:
        hour = hour % 12 + (12 if _LATE.match(mark) else 0) if hour <= 12 else hour
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""


def day_of(numbers: Numbers, order: str) -> str:
    """Return the ISO date of three numbers, empty when there is no such day."""
    found = _date(numbers, order)
    return found.isoformat() if found else ""


def decide(dates: Iterable[Numbers], *, american: bool = False) -> tuple[str, bool]:
    """Return how a file orders its dates, and whether that is certain.

    An order in which some date doesn't exist is out. Of the others the one in which time runs
    forwards is right. Where both run so, the one that makes the chat shorter is likely. A year of
    two digits comes first only where nothing else is possible.

    Args:
        dates: Every date of the file, in its order.
        american: What to believe when nothing tells.
    """
    every = list(dates)
    faults = {order: (_bad(every, order), _backwards(every, order)) for order in ORDERS}
    orders = [order for order in ORDERS if faults[order] == min(faults.values())]
    if len(orders) > 1 and "ymd" in orders:
        orders.remove("ymd")
    if len(orders) == 1 or all(day_of(n, "dmy") == day_of(n, "mdy") for n in every):
        return orders[0], True
    orders.sort(key=lambda order: (order == "mdy") != american)
    spans = {order: _span(every, order) for order in orders}
    likely = min(orders, key=lambda order: spans[order])
    return (likely if 3 * spans[likely] < spans[orders[0]] else orders[0]), False


def _date(numbers: Numbers, order: str) -> date | None:
    year, month, day = (numbers[at] for at in _PLACES[order])
    if len(year) not in (2, 4) or len(day) > 2 or len(month) > 2:
        return None
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError:
        return None


def _bad(dates: list[Numbers], order: str) -> int:
    return sum(_date(numbers, order) is None for numbers in dates)


def _days(dates: list[Numbers], order: str) -> list[date]:
    return [found for numbers in dates if (found := _date(numbers, order))]


def _backwards(dates: list[Numbers], order: str) -> int:
    days = _days(dates, order)
    return sum(later < earlier for earlier, later in pairwise(days))


def _span(dates: list[Numbers], order: str) -> int:
    days = _days(dates, order)
    return (max(days) - min(days)).days if days else 0
