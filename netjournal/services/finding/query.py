"""What a filter asks for: plain words and query words (``in:Berlin last:>90d -circle:work``).

Everything that isn't a query word with a value it can mean is plain text to be found as it stands,
so that nothing typed is ever an error. A query word is ``key:value``; several values separated by
commas mean any of them, quotes keep blanks together (``in:"New York"``), a hyphen in front means
*not*. All terms must hold.

Lengths are d, w, m (30 days) and y (365 days): ``last:>90d`` is longer ago than 90 days,
``last:<2w`` more lately. Days and parts of them are ISO: ``met:2025``, ``met:>2024-06``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from netjournal.folding import fold
from netjournal.models.contact import MET_VIA
from netjournal.models.handle import from_day, to_day
from netjournal.services.bonds import strength

if TYPE_CHECKING:
    from collections.abc import Callable

# what is typed -> what it asks for; a translation adds its own words
KEYS: Final = {
    "in": "in",
    "likes": "likes",
    "interest": "likes",
    "good": "good",
    "skill": "good",
    "knows": "good",
    "ask": "ask",
    "last": "last",
    "via": "via",
    "circle": "circle",
    "has": "has",
    "strength": "strength",
    "tie": "strength",
    "met": "met",
    "through": "through",
    "at": "at",
    "rhythm": "rhythm",
    "added": "added",
    "name": "name",
}
HAS: Final = {
    "need": "need",
    "needs": "need",
    "promise": "promise",
    "promises": "promise",
    "email": "email",
    "mail": "email",
    "phone": "phone",
    "link": "url",
    "messenger": "messenger",
    "address": "address",
    "birthday": "birthday",
    "photo": "photo",
    "note": "note",
    "interest": "interest",
    "interests": "interest",
    "skill": "skill",
    "skills": "skill",
    "question": "question",
    "circle": "circle",
    "work": "work",
    "rhythm": "rhythm",
    "booster": "booster",
    "help": "help",
    "introducer": "introducer",
}
RHYTHMS: Final = ("often", "regular", "now-and-then", "yearly", "none", "paused", "never")
MOST_TERMS = 20
MOST_VALUES = 50  # alternatives of one term; SQLite takes 500 parts in a union
NEVER = "never"
_TERM = re.compile(r"(?<!\S)(?P<no>-)?(?P<key>[^\W\d_]+):(?P<value>(?:\"[^\"]*\"|[^\s\"])*)(?!\S)")
_UNFINISHED = re.compile(r"[<>]?=?\d*")
_VALUE = re.compile(r"\"([^\"]*)\"|([^,\"]+)")
_LENGTH = re.compile(r"(\d{1,5})\s*(d|w|m|y)[a-z]*", re.I)
_ISO = re.compile(r"(\d{4})(?:-(\d\d?))?(?:-(\d\d?))?")
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}


@dataclass(frozen=True, slots=True)
class Span:
    """Days from ``first`` to ``last``, both included; None is open."""

    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class Term:
    """One query word: ``values`` are alternatives; ``spans`` are theirs where days are asked for.

    A day asked for as ``never`` has no span and stays among the values.
    """

    key: str
    values: tuple[str, ...]
    spans: tuple[Span, ...] = ()
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for: ``words`` anywhere in what is written, and every term."""

    words: str = ""
    terms: tuple[Term, ...] = ()


def parse(text: str, today: int) -> Query:
    """Return what ``text`` asks for; never fails.

    Args:
        text: As typed.
        today: The local day that lengths are counted from.
    """
    terms: list[Term] = []
    words: list[str] = []
    at = 0
    for found in _TERM.finditer(text):
        term = _term(found, today) if len(terms) < MOST_TERMS else None
        if term is None and not _is_unfinished(found, text):
            continue
        words.append(text[at : found.start()])
        at = found.end()
        terms += [term] if term is not None else []
    words.append(text[at:])
    return Query(" ".join(" ".join(words).split()), tuple(terms))


def quoted(value: str) -> str:
    """Return a value as it has to be typed."""
    plain = value.replace('"', "")
    return f'"{plain}"' if re.search(r"[\s,]", plain) else plain


def with_circle_renamed(text: str, old: str, new: str) -> str:
    """Return what was typed, with a circle's whole name replaced wherever it is asked for."""

    def value(found: re.Match[str]) -> str:
        same = fold(found[1] or found[2]) == fold(old)
        return quoted(new) if same else found[0]

    def term(found: re.Match[str]) -> str:
        if KEYS.get(fold(found["key"])) != "circle":
            return found[0]
        kept = found[0].removesuffix(found["value"]) if found["value"] else found[0]
        return kept + _VALUE.sub(value, found["value"])

    return _TERM.sub(term, text)


def _is_unfinished(found: re.Match[str], text: str) -> bool:
    """Say whether a query word is still being typed: until then it asks for nothing."""
    known = fold(found["key"]) in KEYS and found.end() == len(text.rstrip())
    return known and _UNFINISHED.fullmatch(found["value"]) is not None


def _term(found: re.Match[str], today: int) -> Term | None:
    key = KEYS.get(fold(found["key"]))
    if key is None:
        return None
    raw = [quoted or bare for quoted, bare in _VALUE.findall(found["value"])]
    values = tuple(value.strip() for value in raw if value.strip())[:MOST_VALUES]
    negated = bool(found["no"])
    if key in ("last", "met", "added"):
        spans = [span(value, today) for value in values if value.lower() != NEVER]
        if not values or None in spans:
            return None
        never = tuple(value.lower() for value in values if value.lower() == NEVER)
        return Term(key, never, tuple(one for one in spans if one is not None), negated)
    read = _READERS.get(key)
    known = tuple(dict.fromkeys(word for value in values for word in _known(read, value)))
    if not known or (read is not None and any(not _known(read, value) for value in values)):
        return None
    return Term(key, known, (), negated)


def _known(read: Callable[[str], tuple[str, ...]] | None, value: str) -> tuple[str, ...]:
    return (value,) if read is None else read(fold(value))


def _has(value: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(HAS[word] for word in HAS if word.startswith(value)))


def _via(value: str) -> tuple[str, ...]:
    asked = value.replace("-", " ").replace("_", " ")
    return tuple(key for key in MET_VIA if key.replace("_", " ").startswith(asked))


def _strength(value: str) -> tuple[str, ...]:
    return tuple(key for key in (*strength.LABELS, "fading") if key.startswith(value))


def _rhythm(value: str) -> tuple[str, ...]:
    asked = value.replace(" ", "-").replace("_", "-")
    return tuple(key for key in RHYTHMS if key.startswith(asked))


_READERS: Final[dict[str, Callable[[str], tuple[str, ...]]]] = {
    "has": _has,
    "via": _via,
    "strength": _strength,
    "rhythm": _rhythm,
}


def span(value: str, today: int) -> Span | None:
    """Return the days that a value like ``>90d``, ``2025`` or ``<2025-06-01`` means, or None."""
    asked = value.strip()
    sign = asked[:2] if asked[:2] in (">=", "<=") else asked[:1] if asked[:1] in "<>" else ""
    rest = asked[len(sign) :].strip()
    length = _LENGTH.fullmatch(rest)
    if length:
        return _ago(sign, today - int(length[1]) * _DAYS[length[2].lower()])
    known = _period(rest, today)
    if known is None:
        return None
    first, last = known
    return {
        "": Span(first, last),
        ">": Span(last + 1, None),
        ">=": Span(first, None),
        "<": Span(None, first - 1),
        "<=": Span(None, last),
    }[sign]


def _ago(sign: str, day: int) -> Span:
    """Return the days longer ago than ``day`` (``>``), or as lately as it."""
    return {
        ">": Span(None, day - 1),
        ">=": Span(None, day),
        "<": Span(day + 1, None),
    }.get(sign, Span(day, None))


def _period(text: str, today: int) -> tuple[int, int] | None:
    """Return the first and last day of a year, month or day."""
    if text.lower() in ("today", "yesterday"):
        day = today - (text.lower() == "yesterday")
        return day, day
    if text.lower() in ("week", "month", "year"):
        return _current(text.lower(), today), today
    found = _ISO.fullmatch(text)
    if not found:
        return None
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    try:
        if day:
            only = to_day(date(year, month, day))
            return only, only
        first = date(year, month or 1, 1)
        following = date(year + (not month or month == 12), month % 12 + 1 if month else 1, 1)
        return to_day(first), to_day(following - timedelta(days=1))
    except ValueError:
        return None


def _current(unit: str, today: int) -> int:
    at = from_day(today)
    if unit == "week":
        return today - at.weekday()
    return to_day(at.replace(day=1) if unit == "month" else at.replace(month=1, day=1))
