"""Days and times in words, in the user's language and order.

A day is a ``datetime.date`` or the journal's day number (days since 1 January 1970, local);
``today`` is always given, so that midnight and tests are the caller's.

Public:
    short_day(day, today)      "today", "yesterday", "3 Sep", "2 yr ago" - for lists
    full_day(day)              "14 Jun 2024"
    long_day(day, today)       "Monday, 23 November"; with the year when it is another
    heading(day, today)        ("Yesterday", "22 Nov") - for the timeline
    weekday(day)               "Thu"
    ago(day, today)            "41 days ago", "in 3 days"
    due(day, today)            ("2 days late", "late"): words and pill tone
    when(day, precision)       "14 Jun 2024", "Jun 2024", "2024"
    month(year, month)         "Nov 2026"
    partial(text)              a partial date ("--05-12", "1990-05", "1990") in words
    clock(minute)              "19:00" for minutes after midnight
    span(minutes)              "1 h 30 min"
    stamp(milliseconds, today) "today 09:12" for a UTC time stamp
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import takewhile
from typing import Final

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

Day = date | int
_EPOCH: Final = date(1970, 1, 1)
_LONG: Final = QLocale.FormatType.LongFormat
_LATIN_YEARS_DAYS: Final = 365.2425

# QLocale knows whole dates only; shorter ones are cut out of its long form.
_TOKEN: Final = re.compile(r"'[^']*'|d+|M+|y+|[^'dMy]+")
_ATTACHED: Final = re.compile(r"^(?:'[^']*'|[^\s,،⹁፥፡'/-])+")
_YEAR_FIRST: Final = re.compile(r"^yyyy(?:\s*'m'\.)?[年년.]?\s*")
_PARTIAL: Final = re.compile(r"(?:(\d{4})|-)(?:-(\d{2}))?(?:-(\d{2}))?")


def to_date(day: Day) -> date:
    """Return a day as a date."""
    return day if isinstance(day, date) else _EPOCH + timedelta(days=day)


def short_day(day: Day, today: Day, *, in_words: bool = True) -> str:
    """Return the shortest clear wording, as lists show the last touch.

    ``in_words`` says whether days close by are "today" and "tomorrow".
    """
    there, here = to_date(day), to_date(today)
    near = _near(there, here) if in_words else ""
    if near:
        return near
    distance = (here - there).days
    if distance >= 365:
        years = int(distance / _LATIN_YEARS_DAYS + 0.01)
        return QCoreApplication.translate("dates", "%n yr ago", "", max(1, years))
    if abs(distance) < 300 or there.year == here.year:
        return _in_locale(there, _pattern("d MMM"))
    return full_day(there)


def full_day(day: Day) -> str:
    """Return day, short month and year."""
    return _in_locale(to_date(day), _pattern("d MMM y"))


def long_day(day: Day, today: Day) -> str:
    """Return weekday, day and month, with the year when it is not today's."""
    there = to_date(day)
    same = there.year == to_date(today).year
    return _in_locale(there, _pattern("w d MMM" if same else "w d MMM y"))


def heading(day: Day, today: Day) -> tuple[str, str]:
    """Return the two lines beside a day of the timeline: its name, and its date."""
    there, here = to_date(day), to_date(today)
    near = _near(there, here)
    name = near[:1].upper() + near[1:] if near else _weekday_name(there)
    old = there.year != here.year
    return name, full_day(there) if old else _in_locale(there, _pattern("d MMM"))


def weekday(day: Day) -> str:
    """Return the short name of the weekday."""
    short = QLocale.FormatType.ShortFormat
    return QLocale().standaloneDayName(to_date(day).isoweekday(), short)


def ago(day: Day, today: Day) -> str:
    """Return the distance in words, rounded as people say it."""
    there, here = to_date(day), to_date(today)
    distance = (here - there).days
    near = _near(there, here)
    if near:
        return near
    if distance < 0:
        return QCoreApplication.translate("dates", "in %n day(s)", "", -distance)
    if distance < 60:
        return QCoreApplication.translate("dates", "%n day(s) ago", "", distance)
    if distance < 730:
        return QCoreApplication.translate("dates", "%n month(s) ago", "", round(distance / 30.44))
    return QCoreApplication.translate(
        "dates", "%n year(s) ago", "", int(distance / _LATIN_YEARS_DAYS)
    )


def due(day: Day, today: Day) -> tuple[str, str]:
    """Return what a due date says and its tone (a pill tone: late, warning, neutral)."""
    there, here = to_date(day), to_date(today)
    late = (here - there).days
    if late > 0:
        return QCoreApplication.translate("dates", "%n day(s) late", "", late), "late"
    if late == 0:
        return _near(there, here), "warning"
    if late >= -6:
        return _near(there, here) or _weekday_name(there), "neutral"
    return short_day(there, here), "neutral"


def when(day: Day, precision: str) -> str:
    """Return a date as exactly as it is known.

    Args:
        day: The day; for coarser precisions any day in that month or year.
        precision: day or time, month, year.
    """
    there = to_date(day)
    if precision == "year":
        return str(there.year)
    if precision == "month":
        return month(there.year, there.month)
    return full_day(there)


def year_alone(year: int) -> str:
    """Return a year in the locale's digits."""
    return QLocale().toString(QDate(year, 1, 1), "yyyy")


def month(year: int, number: int) -> str:
    """Return a month with its year."""
    locale = QLocale()
    name = locale.standaloneMonthName(number, QLocale.FormatType.ShortFormat)
    first = _YEAR_FIRST.match(locale.dateFormat(QLocale.FormatType.LongFormat))
    if first is None:
        return f"{name} {year_alone(year)}"
    return f"{locale.toString(QDate(year, number, 1), first[0])}{name}"


def partial(text: str) -> str:
    """Return a partial date (ISO with missing parts: 1990-05-12, --05-12, 1990-05, 1990) in words.

    Text that is none comes back unchanged.
    """
    found = _PARTIAL.fullmatch(text)
    if found is None:
        return text
    year, number, day = (int(part) if part else 0 for part in found.groups())
    try:
        if number and day:
            there = date(year or 2000, number, day)  # 2000 had a 29 February
            return full_day(there) if year else _in_locale(there, _pattern("d MMMM"))
        if year and number:
            return month(date(year, number, 1).year, number)
    except ValueError:
        return text
    return str(year) if year else text


def clock(minute: int) -> str:
    """Return a time of day from minutes after midnight."""
    hours, minutes = divmod(minute % 1440, 60)
    return QLocale().toString(QTime(hours, minutes), QLocale.FormatType.ShortFormat)


def span(minutes: int) -> str:
    """Return a length of time in hours and minutes."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return QCoreApplication.translate("dates", "{minutes} min").format(minutes=rest)
    if not rest:
        return QCoreApplication.translate("dates", "{hours} h").format(hours=hours)
    return QCoreApplication.translate("dates", "{hours} h {minutes} min").format(
        hours=hours, minutes=rest
    )


def stamp(milliseconds: int, today: Day) -> str:
    """Return a UTC time stamp as local day and time."""
    local = datetime.fromtimestamp(milliseconds / 1000)
    time = clock(local.hour * 60 + local.minute)
    text = QCoreApplication.translate("dates", "{day} {time}")
    return text.format(day=short_day(local.date(), today), time=time)


def _near(there: date, here: date) -> str:
    distance = (here - there).days
    if not -1 <= distance <= 1:  # most are: a list asks for each row
        return ""
    words = {
        0: QCoreApplication.translate("dates", "today"),
        1: QCoreApplication.translate("dates", "yesterday"),
        -1: QCoreApplication.translate("dates", "tomorrow"),
    }
    return words[distance]


def _weekday_name(day: date) -> str:
    return QLocale().standaloneDayName(day.isoweekday(), QLocale.FormatType.LongFormat)


def _in_locale(day: date, pattern: str) -> str:
    return _told(day, pattern, QLocale().bcp47Name())


@lru_cache(maxsize=2048)
def _told(day: date, pattern: str, _locale: str) -> str:
    """Many pages name the same days, and Qt takes long to tell one."""
    return QLocale().toString(QDate(day.year, day.month, day.day), pattern)


def _pattern(parts: str) -> str:
    return _cut(QLocale().dateFormat(_LONG), parts)


@lru_cache(maxsize=64)
def _cut(pattern: str, parts: str) -> str:
    """The locale's long date with only some parts: w(eekday), d(ay), MMM or MMMM, y(ear).

    What stands between two wanted parts stays, and so does what is attached to the last one ("d.",
    "d일"); words beside them ("de", "den", "г.") go.
    """
    tokens = _TOKEN.findall(pattern)
    places = {_field(token): at for at, token in enumerate(tokens) if _field(token)}
    if not {"d", "M"} <= set(places):
        return "d MMM yyyy" if "y" in parts else "d MMM"
    wanted = [places["d"], places["M"]]
    if "y" in parts and "y" in places:
        wanted.append(places["y"])
    cut = _between(tokens, wanted)
    if "w" in parts and "w" in places:
        whole = [*wanted, places["w"]]
        inside = range(min(whole), max(whole) + 1)
        if "y" not in parts and places.get("y", -1) in inside:
            ends = ("dddd", cut) if places["w"] < min(wanted) else (cut, "dddd")
            cut = ", ".join(ends)
        else:
            cut = _between(tokens, whole)
    elif "MMMM" not in parts:
        cut = cut.replace("MMMM", "MMM")
    return cut


def _field(token: str) -> str:
    """Which part of a date a token of a pattern is: w, d, M, y or none."""
    if token.startswith("d"):
        return "w" if len(token) > 2 else "d"
    return token[0] if token[0] in "My" else ""


def _between(tokens: list[str], places: list[int]) -> str:
    end = max(places) + 1
    rest = "".join(takewhile(lambda token: not _field(token), tokens[end:]))
    after = _ATTACHED.match(rest)
    return "".join(tokens[min(places) : end]) + (after[0] if after else "")
