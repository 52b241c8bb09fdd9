"""Dates as files write them, to ISO 8601; partial dates stay partial, nothing is made up.

Month names are known in English, German, French, Spanish, Portuguese, Italian and Dutch, whole or
shortened, with or without a dot.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

from netjournal.formats.tables.headernames import key
from netjournal.kept_texts import kept

if TYPE_CHECKING:
    from collections.abc import Iterable

_MONTHS = (
    "jan january januar janvier enero janeiro gennaio januari janv ene gen jaen",
    "feb february februar fevrier febrero fevereiro febbraio februari fevr fev febr",
    "mar march marz marzo mars marco maart mrz maerz mrt mär",
    "apr april avril abril aprile avr abr",
    "may mai mayo maio maggio mei mag",
    "jun june juni juin junio junho giugno giu",
    "jul july juli juillet julio julho luglio juil lug",
    "aug august aout agosto augustus ago",
    "sep september septembre septiembre setembro settembre sept set",
    "oct october oktober octobre octubre outubro ottobre okt out ott",
    "nov november novembre noviembre novembro",
    "dec december dezember decembre diciembre dezembro dicembre dez dic",
)
_MONTH = {key(name): n for n, names in enumerate(_MONTHS, start=1) for name in names.split()}

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ].*)?")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
_NO_YEAR = re.compile(r"--(\d\d)-?(\d\d)")
_YEAR_MONTH = re.compile(r"(\d{4})(?:[-/.](\d{1,2}))?")
_NUMBERS = re.compile(
    r"(\d{1,4})\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,4})?)?\s*[日.]?(?:,?\s+\d{1,2}[:.]\d\d.*)?"
)
_WORDS = re.compile(r"[^\W\d_]+|\d+")
_CLOCK = re.compile(r"(\d{1,2}):(\d\d)(?::\d\d(?:\.\d+)?)?\s*([AaPp])?")
_ONLY_CLOCK = re.compile(rf"\s*{_CLOCK.pattern}(?:\.?\s?[Mm]\.?)?\s*", re.ASCII)


@kept(2048)
def parse_date(text: str, order: str = "mdy") -> str:
    """Return a date in ISO form.

    Args:
        text: A date as a file writes it; a time after it is ignored.
        order: How to read 3/4/2020 when the numbers don't tell: ``mdy``, ``dmy`` or ``ymd``.

    Returns:
        ``1990-05-12``, ``1990-05``, ``1990``, ``--05-12``, or empty text when there is no date in
        it (also for ``0/0/00``) or it doesn't exist.
    """
    text = text.strip().strip("\u200e\u200f\u202a\u202c\u202d")
    if match := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
        return _date(*map(int, match.groups()))
    if match := _NO_YEAR.fullmatch(text):
        return _date(0, int(match[1]), int(match[2]))
    if match := _YEAR_MONTH.fullmatch(text):
        return _year_month(match)
    if match := _NUMBERS.fullmatch(text):
        return _numeric(match[1], match[2], match[3] or "", order)
    return _in_words(text)


def parse_time(text: str) -> str:
    """Return the clock time in a date and time as ``HH:MM``, or empty text."""
    match = _CLOCK.search(text)
    if not match:
        return ""
    hour, minute, half = int(match[1]), int(match[2]), (match[3] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""


def clock_cell(text: str) -> str:
    """Return a cell of clock times as ``HH:MM`` where a spreadsheet wrote it otherwise.

    Args:
        text: "9:30", "09:30:00" or "2:30 PM"; anything else is returned as it is.
    """
    return (parse_time(text) if _ONLY_CLOCK.fullmatch(text) else "") or text


def decide_order(texts: Iterable[str], default: str) -> str:
    """Return how a file orders its numeric dates.

    Args:
        texts: Dates of the file; the first that can be read in only one way decides.
        default: The answer when none does.
    """
    found: set[bool] = set()  # whether the year comes first
    for text in texts:
        match = _NUMBERS.fullmatch(text.strip())
        if not match or not match[3]:
            continue
        first, second = int(match[1]), int(match[2])
        found.add(len(match[1]) > 2)
        if len(match[1]) > 2:  # says nothing about dates that begin otherwise
            continue
        if first > 12 and second <= 12:
            return "dmy"
        if second > 12 and first <= 12:
            return "mdy"
    return "ymd" if found == {True} else default


def _year_month(match: re.Match[str]) -> str:
    if match[2] is None:
        return match[1] if int(match[1]) else ""
    month = int(match[2])
    return f"{match[1]}-{month:02}" if 1 <= month <= 12 and int(match[1]) else ""


def _numeric(first: str, second: str, third: str, order: str) -> str:
    a, b = int(first), int(second)
    if len(first) > 2:
        return _date(a, b, int(third or 0)) if third else ""
    day_first = order == "dmy" or (order == "ymd" and len(third) == 4)
    if order == "ymd" and 0 < len(third) <= 2:
        return _date(_century(first), b, int(third))
    day, month = (a, b) if day_first else (b, a)
    if month > 12 >= day:
        day, month = month, day
    return _date(_century(third) if third else 0, month, day)


def _in_words(text: str) -> str:
    """Read a date with a month's name; other words are passed over ("12 de marzo de 2020")."""
    words = _WORDS.findall(text)
    month = next((_MONTH[key(w)] for w in words if key(w) in _MONTH), 0)
    at = next((i for i, w in enumerate(words) if key(w) in _MONTH), -1)
    numbers = [w for w in words[:at] + words[at + 1 :] if w.isdigit() and w.isascii()][:2]
    if not month or len(words) > 12:
        return ""
    if not numbers:
        return ""
    if len(numbers[0]) == 4:
        day = int(numbers[1]) if len(numbers) > 1 and at < 2 else 0
        return _date(int(numbers[0]), month, day) if day else f"{numbers[0]}-{month:02}"
    year = _century(numbers[1]) if len(numbers) > 1 and len(numbers[1]) in (2, 4) else 0
    return _date(year, month, int(numbers[0]))


def _century(year: str) -> int:
    """Return a year in full: two digits are this century unless that is in the future."""
    if len(year) > 2:
        return int(year)
    this = date.today().year
    full = this // 100 * 100 + int(year)
    return full - 100 if full > this else full


def _date(year: int, month: int, day: int) -> str:
    """Return the date when it exists; year 0 stands for no year."""
    if not (1 <= month <= 12 and 1 <= day <= monthrange(year or 2000, month)[1]) or year > 9999:
        return ""
    return f"{year:04}-{month:02}-{day:02}" if year else f"--{month:02}-{day:02}"
