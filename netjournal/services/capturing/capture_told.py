"""What a capture line tells in prose: "she needs a flat", "Ana loves orchids"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from netjournal.services.capturing.capture_grammar import kind_pattern
from netjournal.services.capturing.capture_line import MASK
from netjournal.services.capturing.capture_names import POSSESSIVE, TOKEN

if TYPE_CHECKING:
    from netjournal.services.capturing.capture_grammar import Grammar
    from netjournal.services.capturing.capture_line import Line
    from netjournal.services.capturing.capture_names import Named
    from netjournal.services.capturing.capture_people import Finder

SEPARATORS = " \t,;:.–—-"
_LONGEST_NAME = 5  # words


@dataclass(frozen=True, slots=True)
class Told:
    """A need or a promise; ``due`` is a day number, ``of`` whose it is.

    ``of`` is a contact id, the name of somebody new, or None for whoever comes first in the line.
    """

    text: str
    due: int | None = None
    of: int | str | None = None


@dataclass(slots=True)
class Clauses:
    """What the marked clauses say; ``mentioned`` are people named in promises."""

    needs: list[Told] = field(default_factory=list)
    promises: list[Told] = field(default_factory=list)
    likes: list[str] = field(default_factory=list)
    skills: list[str] = field(default_factory=list)
    mentioned: list[int] = field(default_factory=list)
    told_likes: list[Told] = field(default_factory=list)
    told_skills: list[Told] = field(default_factory=list)


@cache
def _verbs(grammar: Grammar) -> re.Pattern[str]:
    no_topic = "|".join(sorted(grammar.no_topics))
    return re.compile(
        rf"(?:(?<![\w@#])|(?=['’]))(?P<verb>(?P<need>{grammar.need_prose})|(?:(?P<likes>{grammar.likes_prose})|"
        rf"(?P<skills>{grammar.good_at_prose}))(?!\s+(?:{no_topic})(?!\w)))\s+(?=\w)",
        re.I,
    )


def _unnamed(pattern: re.Pattern[str]) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", pattern.pattern)


@cache
def _ends(grammar: Grammar) -> re.Pattern[str]:
    """Return what ends a clause told in prose: a mark, another clause, "and she …"."""
    return re.compile(
        rf"[,{MASK}]|\s+(?:{grammar.goes_on})|(?:{grammar.ands})(?=(?:[^\s,]+\s+){{0,3}}{_unnamed(_verbs(grammar))})",
        re.I,
    )


def take(line: Line, finder: Finder, said: Clauses) -> None:
    """Take what is told in prose; it stays in the note as well."""
    grammar = finder.grammar
    end: int | None = None
    of: int | str | None = None
    for found in list(_verbs(grammar).finditer(line.masked)):
        goes_on = end is not None and found.start() >= end
        joined = goes_on and re.fullmatch(grammar.ands, line.text[end : found.start()], re.I)
        if not joined:
            subject, of = _subject(line, found.start(), finder)
            if not subject:
                subject, of = _of_sentence(line, found.start(), finder)
            if not subject:
                continue
        end = line.sentence_end(found.end())
        stop = _ends(grammar).search(line.masked, found.end(), end)
        end = stop.start() if stop else end
        text = line.text[found.end() : end].strip(SEPARATORS)
        if not text:
            continue
        if found["need"]:
            add(said.needs, Told(text, of=of))
        else:
            kept = said.told_likes if found["likes"] else said.told_skills
            kept += [Told(topic, of=of) for topic in topics(text, grammar)]
        what = "need" if found["need"] else "likes" if found["likes"] else "skills"
        asked = found.groupdict().get("asked")  # that they asked says what happened, too
        line.claim(found.end() if asked else found.start("verb"), end, what, keep=True)


def _subject(line: Line, at: int, finder: Finder) -> tuple[bool, int | str | None]:
    """Say whether somebody is named before a verb at ``at``, and who: None for "she"."""
    others = "|".join(sorted(finder.grammar.others))
    before = line.masked[:at]
    if re.search(rf"(?<![\w@#])(?:{others})\s*:?\s*$", before, re.I):
        return True, None
    named = named_before(line, at, finder)
    if named is not None and len(named.ids) <= 1:
        return True, named.ids[0] if named.ids else line.text[named.start : named.end]
    return named is not None, None  # somebody, but nobody can say who


def _of_sentence(line: Line, at: int, finder: Finder) -> tuple[bool, int | str | None]:
    """Return whom the sentence begins with, for "Björn got promoted, likes kayaking"."""
    before = line.masked[:at].rstrip(" ")
    if before[-1:] != "," and not re.search(rf"(?:{finder.grammar.ands})$", line.masked[:at], re.I):
        return False, None
    begin = max(before.rfind(mark) for mark in ".!?;\n") + 1
    if before[-1:] == "," and (met := _just_met(line, begin, len(before) - 1, finder)):
        return True, met
    named = finder.person(
        begin + len(before[begin:]) - len(before[begin:].lstrip()), known_only=True
    )
    if named is None or len(named.ids) != 1 or line.text[named.start].islower():
        return False, None
    return True, named.ids[0]


def _just_met(line: Line, begin: int, end: int, finder: Finder) -> int | str | None:
    """Return who alone is named in "met Noor" or "coffee with Ana", before what is told of them."""
    grammar = finder.grammar
    kind = kind_pattern(grammar).match(line.masked, begin)
    if not kind:
        return None
    told = re.compile(rf"\s(?:{grammar.at}|{grammar.about})\s", re.I).search(
        line.masked, begin, end
    )
    found: set[int | str] = set()
    at, end = kind.end(), told.start() if told else end
    for token in TOKEN.finditer(line.masked, at, end):
        if token.start() < at:
            continue
        named = finder.person(token.start(), known_only=token[0][0].islower(), owner=True)
        if named is None or (named.surname and line.text[named.start].islower()):
            continue
        if len(named.ids) > 1:
            return None
        at = named.end
        found.add(named.ids[0] if named.ids else line.text[named.start : named.end])
    return found.pop() if len(found) == 1 else None


def named_before(line: Line, at: int, finder: Finder) -> Named | None:
    """Return who is named right before ``at``, also as "Ana:" or "Ana's"."""
    end = len(line.masked[:at].rstrip(" :"))
    if line.text[end - 2 : end].lower() in POSSESSIVE:
        end -= 2
    tokens = list(TOKEN.finditer(line.masked, max(0, end - 80), end))[-_LONGEST_NAME:]
    for token in tokens:
        small = token[0][0].islower()
        named = finder.person(token.start(), known_only=small, owner=True)
        if named is not None and named.end == end:
            return None if named.surname and small else named
    return None


def topics(text: str, grammar: Grammar) -> list[str]:
    """Return the topics that are listed in a text."""
    parts = re.split(rf",|;|{grammar.ands}", text)
    return [topic for part in parts if (topic := part.strip(SEPARATORS + "!?"))]


def add(to: list[Told], told: Told) -> None:
    """Add what is told, once."""
    if told.text and told not in to:
        to.append(told)
