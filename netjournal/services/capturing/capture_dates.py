"""Days in a capture line, as local day numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from netjournal.models import from_day, to_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netjournal.services.capturing.capture_grammar import Grammar

BY_DAY, BY_MONTH, BY_YEAR = 0, 1, 2
_ISO = re.compile(r"(?<![\w-])(\d{4})-(\d\d)-(\d\d)(?![\w-])")
_DOTTED = re.compile(r"(?<![\w.])(\d{1,2})\.(\d{1,2})\.(\d{4}|\d\d)?(?!\w)")
_SLASHED = re.compile(r"(?<![\w/])(\d{1,2})/(\d{1,2})(?:/(\d{4}))?(?![\w/])")


@dataclass(frozen=True, slots=True)
class Found:
    """Something recognised at ``start``…``end``: a day, a minute of the day or minutes."""

    start: int
    end: int
    value: int
    precision: int = BY_DAY


def day_in(text: str, today: int, grammar: Grammar, *, future: bool = False) -> Found | None:
    """Return the first day named in ``text``.

    Args:
        text: Where to look.
        today: The local day.
        grammar: The language's words.
        future: Read "friday" and "14 Nov" as days to come (a promise) rather than gone by.
    """
    hits = [
        hit
        for look in (_numeric, _relative, _ago, _weekday, _weekend, _named_month, _period)
        if (hit := look(text, today, grammar, future)) is not None
    ]
    return min(hits, key=lambda hit: (hit.start, -hit.end)) if hits else None


def day_back(text: str, today: int, grammar: Grammar) -> Found | None:
    """Return the last day told from today on backwards ("yesterday", "3 days ago"), if any."""
    found: Found | None = None
    at = 0
    while True:
        hits = [
            hit
            for look in (_relative, _ago, _weekday, _weekend)
            if (hit := look(text[at:], today, grammar, False)) is not None and hit.value <= today
        ]
        if not hits:
            return found
        hit = min(hits, key=lambda one: (one.start, -one.end))
        found = Found(at + hit.start, at + hit.end, hit.value)
        at += hit.end


def _made(year: int, month: int, day: int) -> int | None:
    try:
        return to_day(date(year, month, day))
    except ValueError:
        return None


def _nearest(month: int, day: int, today: int, future: bool) -> int | None:
    """Return the last such day up to today, or the next one from today on."""
    year = from_day(today).year
    years = range(year, year + 9) if future else range(year, year - 9, -1)
    for candidate in (_made(y, month, day) for y in years):
        if candidate is not None and (candidate >= today if future else candidate <= today):
            return candidate
    return None


def _numeric(text: str, today: int, grammar: Grammar, future: bool) -> Found | None:
    for pattern, read in ((_ISO, _iso), (_DOTTED, _dotted), (_SLASHED, _slashed)):
        for found in pattern.finditer(text):
            day = read(found, today, future)
            if day is not None:
                on = compiled(rf"(?<!\w)(?:{grammar.time.on})\s+$").search(text[: found.start()])
                return Found(on.start() if on else found.start(), found.end(), day)
    return None


def _iso(found: re.Match[str], today: int, future: bool) -> int | None:
    return _made(int(found[1]), int(found[2]), int(found[3]))


def _dotted(found: re.Match[str], today: int, future: bool) -> int | None:
    day, month, year = int(found[1]), int(found[2]), found[3]
    if not year:
        return _nearest(month, day, today, future)
    return _made(int(year) + (2000 if len(year) == 2 else 0), month, day)


def _slashed(found: re.Match[str], today: int, future: bool) -> int | None:
    first, second = int(found[1]), int(found[2])
    if (first > 12) == (second > 12) or found[0] == "24/7":
        return None  # nobody can say which is the month
    month, day = (second, first) if first > 12 else (first, second)
    return _made(int(found[3]), month, day) if found[3] else _nearest(month, day, today, future)


def alternatives(words: Iterable[str]) -> str:
    """Return the pattern that matches any of the phrases, longest first."""
    return _alternatives(tuple(words))


@cache
def _alternatives(words: tuple[str, ...]) -> str:
    longest = sorted(words, key=len, reverse=True)
    return "|".join(r"\s+".join(map(re.escape, word.split())) for word in longest)


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return a caseless pattern, compiled once."""
    return re.compile(pattern, re.I)


def key_of(text: str) -> str:
    """Return a phrase as the grammar's tables have it."""
    return " ".join(text.lower().split())


def _relative(text: str, today: int, grammar: Grammar, future: bool) -> Found | None:
    words = grammar.time
    found = compiled(
        rf"(?<![\w@#])(?:(?:{words.on})\s+)?({alternatives(grammar.days)})(?!\w)"
    ).search(text)
    if not found:
        return None
    return Found(found.start(), found.end(), today + grammar.days[key_of(found[1])])


def _ago(text: str, today: int, grammar: Grammar, future: bool) -> Found | None:
    words = grammar.time
    pattern = (
        rf"(?<!\w)(?:(?P<in>{words.coming})\s+|(?P<before>{words.ago_before})\s+)?"
        rf"(?P<n>\d{{1,4}}|{alternatives(grammar.numbers)})\s+"
        rf"(?P<unit>{alternatives(words.units)})(?:\s+(?P<after>{words.ago_after}))?(?!\w)"
    )
    for found in compiled(pattern).finditer(text):
        ago = bool(found["before"] or found["after"])
        if not ago and not (found["in"] and future):
            continue
        number = int(found["n"]) if found["n"].isdigit() else grammar.numbers[key_of(found["n"])]
        day = _shifted(today, -number if ago else number, words.units[key_of(found["unit"])])
        if day is not None:
            return Found(found.start(), found.end(), day)
    return None


def _shifted(today: int, number: int, unit: str) -> int | None:
    try:
        if unit in ("day", "week"):
            return to_day(from_day(today) + timedelta(days=number * (7 if unit == "week" else 1)))
        at = from_day(today)
        months = at.year * 12 + at.month - 1 + number * (12 if unit == "year" else 1)
        year, month = divmod(months, 12)
        last = _last_of_month(year, month + 1)
        return to_day(date(year, month + 1, min(at.day, last)))
    except (ValueError, OverflowError):
        return None


def _last_of_month(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - timedelta(days=1)).day


def _weekday(text: str, today: int, grammar: Grammar, future: bool) -> Found | None:
    words, names = grammar.time, alternatives(grammar.weekdays)
    which = rf"(?P<last>{words.last})\s+|(?P<next>{words.next})\s+|(?:{words.this})\s+"
    pattern = rf"(?<![\w@#])(?:(?:{words.on})\s+)?(?:{which})?(?P<day>{names})"
    pattern += rf"(?:\s+(?:{words.day_parts}))?(?!\w)"
    for found in compiled(pattern).finditer(text):
        ahead = (grammar.weekdays[key_of(found["day"])] - from_day(today).weekday()) % 7
        if found["next"]:  # the one in next week: on Monday, "next Tuesday" isn't tomorrow
            of_week = grammar.weekdays[key_of(found["day"])]
            days = 7 - from_day(today).weekday() + of_week
            return Found(found.start(), found.end(), today + days)
        if future and not found["last"]:
            return Found(found.start(), found.end(), today + (ahead or 7))
        return Found(found.start(), found.end(), today - ((7 - ahead) % 7 or 7))
    return None


def _weekend(text: str, today: int, grammar: Grammar, future: bool) -> Found | None:
    """Find "last weekend": its Saturday."""
    words = grammar.time
    which = rf"(?P<last>{words.last})|{words.this}|{words.the}"
    lead = rf"(?:(?:{grammar.at}|{words.on})\s+)?"
    found = compiled(rf"(?<!\w){lead}(?:{which})\s+(?:{words.weekend})(?!\w)").search(text)
    long = rf"(?<!\w)(?:{words.lasting})\s+$"
    if not found or future or compiled(long).search(text[: found.start()]):
        return None
    weekday = from_day(today).weekday()
    since = (weekday - 5) % 7
    return Found(found.start(), found.end(), today - since - 7 * bool(found["last"] and since < 2))


def _named_month(text: str, today: int, grammar: Grammar, future: bool) -> Found | None:
    words, names = grammar.time, alternatives(grammar.months)
    on = rf"(?:(?:{words.on})\s+)?"
    day = rf"(?P<d>0?[1-9]|[12]\d|3[01])(?:{words.ordinal})?\.?"
    year = r"(?:,?\s+(?P<y>\d{4}))?"
    for pattern in (
        rf"(?<![\w.:]){on}(?:(?:{words.the})\s+)?{day}\s+(?:(?:{words.of})\s+)?(?P<m>{names})\b\.?{year}(?!\w)",
        rf"(?<![\w@#]){on}(?P<m>{names})\.?\s+{day}(?!\w|:\d){year}(?!\w)",
    ):
        for found in compiled(pattern).finditer(text):
            month, number = grammar.months[key_of(found["m"])], int(found["d"])
            if found["y"]:
                value = _made(int(found["y"]), month, number)
            else:
                value = _nearest(month, number, today, future)
            if value is not None:
                return Found(found.start(), found.end(), value)
    return _day_of_month(text, today, grammar, future)


def _day_of_month(text: str, today: int, grammar: Grammar, future: bool) -> Found | None:
    words = grammar.time
    found = compiled(
        rf"(?<!\w)(?:(?:{words.on})\s+)?(?:{words.the})\s+([1-9]|[12]\d|3[01])"
        rf"(?:{words.ordinal})(?!\w)"
    ).search(text)
    if not found:
        return None
    at = from_day(today)
    for step in range(13):
        months = at.year * 12 + at.month - 1 + (step if future else -step)
        day = _made(months // 12, months % 12 + 1, int(found[1]))
        if day is not None and (day >= today if future else day <= today):
            return Found(found.start(), found.end(), day)
    return None


def _period(text: str, today: int, grammar: Grammar, future: bool) -> Found | None:
    """Find a month or year: its last day, or today when it isn't over, honestly imprecise."""
    if future:
        return None
    words, names = grammar.time, alternatives(grammar.months)
    at = from_day(today)
    found = compiled(rf"(?<!\w)({alternatives(words.periods)})(?!\w)").search(text)
    if found and words.periods[key_of(found[1])] == "year":
        return Found(found.start(), found.end(), to_day(date(at.year - 1, 12, 31)), BY_YEAR)
    if found:
        return Found(found.start(), found.end(), to_day(at.replace(day=1)) - 1, BY_MONTH)
    found = compiled(rf"(?<!\w)(?:{words.in_month})\s+({names})(?:\s+(\d{{4}}))?(?!\w)").search(
        text
    )
    if found:
        month = grammar.months[key_of(found[1])]
        year = int(found[2]) if found[2] else at.year - (month > at.month)
        if year >= 1 and (year, month) <= (at.year, at.month):
            end = to_day(date(year, month, _last_of_month(year, month)))
            return Found(found.start(), found.end(), min(end, today), BY_MONTH)
    found = compiled(
        rf"(?<!\w)(?:(?:{words.in_month})|(?P<season>{words.season}))\s+(?P<y>(?:19|20)\d\d)(?!\w)"
    ).search(text)
    if found and int(found["y"]) <= at.year:
        end = to_day(date(int(found["y"]), 12, 31))
        start = found.start("y" if found["season"] else 0)  # the season stays in the note
        return Found(start, found.end(), min(end, today), BY_YEAR)
    return None


def end_of_period(text: str, today: int, grammar: Grammar) -> Found | None:
    """Return the day of "end of the month" at the beginning of ``text``."""
    words = grammar.time
    found = compiled(rf"(?:{words.end_of})\s+(?P<unit>{alternatives(words.units)})(?!\w)").match(
        text
    )
    unit = words.units[key_of(found["unit"])] if found else "day"
    if not found or unit == "day":
        return None
    at = from_day(today)
    if unit == "week":
        return Found(0, found.end(), today + 6 - at.weekday())
    month = 12 if unit == "year" else at.month
    return Found(0, found.end(), to_day(date(at.year, month, _last_of_month(at.year, month))))
