"""Where it happened: the place in a capture line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netjournal.services.capturing.capture_line import GLUE, MASK
from netjournal.services.capturing.capture_names import POSSESSIVE

if TYPE_CHECKING:
    from netjournal.services.capturing.capture_grammar import Grammar
    from netjournal.services.capturing.capture_line import Line
    from netjournal.services.capturing.capture_people import Finder

_QUOTED = re.compile(r"@\s*[\"“]([^\"”\n]+)[\"”]")
_AT_SIGN = re.compile(r"(?<![\w@])@(?=[^\s@])")
_PLACE_WORD = re.compile(r"[^\s,;:()@#" + MASK + r"]+")
_SMALL = (
    *("the", "a", "an", "and", "&", "of", "for", "de", "del", "la", "le", "du", "di", "da"),
    *("der", "die", "das", "am", "im", "zum", "zur", "von", "van"),
)


_OCCASIONS = ("event", "group")
_MOST_WORDS = 6
_GATHERINGS = ("met", "coffee", "group")


def take(line: Line, finder: Finder, head: int, kind: str) -> str:
    """Claim the first place in a line ("@Café Anno", "at Café Anno") and return its name.

    Where people gather, whose place it is takes part ("dinner at Ana's place").
    """
    found = _QUOTED.search(line.masked)
    if found:
        line.claim(found.start(), found.end(), "place")
        return found[1].strip()
    found = _AT_SIGN.search(line.masked)
    if found:
        end = _place_end(line.masked, found.end(), first_any=True)
        if end > found.end():
            line.claim(found.start(), end, "place")
            return line.text[found.end() : end].strip()
    return _told(line, finder, head, kind) if kind else ""


def _told(line: Line, finder: Finder, head: int, kind: str) -> str:
    """Claim the place that "at", "in" or a sign by itself leads to."""
    grammar = finder.grammar
    articles = rf"(?:(?:{grammar.articles})\s+(?=[^\W\d_a-zà-öø-ÿ]))?"
    for found in re.finditer(rf"(?<![\w@])(?i:{grammar.at})\s+{articles}", line.masked[:head]):
        if _is_time(line.masked, found.end(), grammar) or _of_them(line, found.start(), grammar):
            continue
        end = _place_end(line.masked, found.end(), first_any=False)
        if end == found.end() and kind in _GATHERINGS:
            end = _owners_end(line, finder, found.end())
        if end > found.end():
            end = _occasion_end(line.masked, end, grammar)
        elif found[0].startswith("@"):
            end = _words_end(line.masked, end, finder)
        if found.end() < end <= head:
            line.claim(found.start(), found.end(), GLUE)
            if kind in _GATHERINGS:
                _host(line, finder, found.end(), end)
            line.claim(found.end(), end, "place")
            return line.text[found.end() : end].strip()
    return ""


def _host(line: Line, finder: Finder, start: int, end: int) -> None:
    named = finder.person(start, known_only=True, owner=True)
    if named is None or not named.ids or named.surname or named.end > end - 2:
        return
    rest = line.text[named.end + 2 : end].strip()
    owned = line.text[named.end : named.end + 2].lower() in POSSESSIVE
    if owned and (not rest or re.fullmatch(finder.grammar.homes, rest, re.I)):
        finder.count_in(named)


def _owners_end(line: Line, finder: Finder, at: int) -> int:
    """Return where "ben's place" ends, in small letters; ``at`` where there is no such thing."""
    named = finder.person(at, known_only=True, owner=True)
    if named is None or not named.ids or line.text[named.end : named.end + 2] not in POSSESSIVE:
        return at
    home = re.compile(rf"\s+(?:{finder.grammar.homes})(?!\w)", re.I)
    found = home.match(line.masked, named.end + 2)
    return found.end() if found else named.end + 2


def _of_them(line: Line, at: int, grammar: Grammar) -> bool:
    """Say whether a place tells of somebody, not of where it happened ("works at Bosch")."""
    return bool(re.search(rf"(?<!\w)(?:{grammar.about_them})\s+$", line.masked[:at], re.I))


def _is_time(text: str, at: int, grammar: Grammar) -> bool:
    """Say whether a number, month or weekday follows "in" or "at": no place begins with one."""
    word = _PLACE_WORD.match(text, at)
    return word is not None and (
        word[0][0].isdigit()
        or word[0].lower() in grammar.months.keys() | grammar.weekdays.keys() | grammar.not_places
    )


def _occasion_end(text: str, end: int, grammar: Grammar) -> int:
    """Return where a place ends that is an occasion: "Rust meetup"."""
    words = "|".join(re.escape(phrase) for phrase, kind in grammar.kinds if kind in _OCCASIONS)
    found = re.compile(rf"\s+(?:{words})(?!\w)", re.I).match(text, end)
    return found.end() if found else end


def _words_end(text: str, at: int, finder: Finder) -> int:
    """Return where plain words after "@ " end: at a mark, or where people or more are told."""
    grammar = finder.grammar
    stop = re.compile(
        rf"\s*(?:$|[,;:()#{MASK}]|[.!?](?:\s|$)|\s(?:{grammar.with_words}|{grammar.about})(?!\w))",
        re.I,
    ).search(text, at)
    return stop.start() if stop and len(text[at : stop.start()].split()) <= _MOST_WORDS else at


def _place_end(text: str, at: int, *, first_any: bool) -> int:
    """Return where a place's name ends: capitals and numbers, small words between them."""
    end = at
    first = True
    while word := _PLACE_WORD.match(text, at):
        token = word[0].rstrip(".!?")
        small = token.lower() in _SMALL
        if (first and first_any) or (token[:1].isalnum() and not token[0].islower()):
            end = at + len(token)
        elif not small or (first and not first_any):
            return end
        if len(token) < len(word[0]):
            return end
        if token.endswith(("'s", "’s")):
            thing = _PLACE_WORD.match(text, word.end() + 1)
            return thing.end() if thing else end
        first = first and first_any and small
        at = word.end() + len(text[word.end() :]) - len(text[word.end() :].lstrip(" "))
    return end
