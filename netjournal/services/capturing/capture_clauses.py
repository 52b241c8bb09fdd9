"""The clauses of a capture line that a marker begins: needs, promises, likes, skills."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from netjournal.services.capturing import capture_dates
from netjournal.services.capturing.capture_line import MASK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netjournal.services.capturing.capture_grammar import Grammar
    from netjournal.services.capturing.capture_line import Line
    from netjournal.services.capturing.capture_people import Finder

_SEPARATORS = " \t,;:.–—-"


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
def _markers(grammar: Grammar) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w@#])(?:(?P<need>{grammar.need})|(?P<promise>{grammar.promise})|"
        rf"(?P<likes>{grammar.likes})|(?P<skills>{grammar.good_at}))(?=\W|$|(?<=:))",
        re.I,
    )


@cache
def _prose(grammar: Grammar) -> re.Pattern[str]:
    """Return what tells something in prose: "she needs …", "Ana Kovač loves …", "Ana: needs …"."""
    others = "|".join(sorted(grammar.others))
    name = r"[^\W\d_a-z][\w'’-]*"
    no_topic = "|".join(sorted(grammar.no_topics))
    return re.compile(
        rf"(?<![\w@#])(?:(?i:{others})|(?P<name>{name}(?:\s+{name}){{0,3}}))"
        rf"(?:\s*:?\s+|(?=['’]))"
        rf"(?P<verb>(?P<need>(?i:{grammar.need_prose}))|(?:(?P<likes>(?i:{grammar.likes_prose}))|"
        rf"(?P<skills>(?i:{grammar.good_at_prose})))(?!\s+(?i:{no_topic})(?!\w)))\s+(?=\w)"
    )


def take(line: Line, today: int, grammar: Grammar, finder: Finder) -> Clauses:
    """Claim the marked clauses of a line and return what they say."""
    said = Clauses()
    markers = [m for m in _markers(grammar).finditer(line.masked) if _mine(line, grammar, m)]
    for number, marker in enumerate(markers):
        what = str(marker.lastgroup)
        following = markers[number + 1].start() if number + 1 < len(markers) else len(line.text)
        end = min(line.sentence_end(marker.end()), following, _next_tag(line, marker.end()))
        text = line.text[marker.end() : end]
        if not text.strip(_SEPARATORS):
            continue
        if what == "promise":
            _promise(line, (marker.end(), end), today, finder, said)
        elif what == "need":
            _add(said.needs, Told(_plain(text, grammar)))
        else:
            kept = said.likes if what == "likes" else said.skills
            kept += _topics(text, grammar)
        line.claim(marker.start(), end, what)
    _told(line, grammar, finder, said)
    said.likes, said.skills = list(dict.fromkeys(said.likes)), list(dict.fromkeys(said.skills))
    return said


def _topics(text: str, grammar: Grammar) -> list[str]:
    parts = re.split(rf",|;|{grammar.ands}", text)
    return [topic for part in parts if (topic := part.strip(_SEPARATORS + "!?"))]


def of_first(told: Sequence[Told], first: int | str | None, *, alone: bool) -> list[str]:
    """Return the topics told in prose of whoever comes first; "she" is them if they are alone."""
    return [
        one.text
        for one in told
        if first is not None and (one.of == first or (one.of is None and alone))
    ]


def of_people(needs: Sequence[Told], unknown: Sequence[str]) -> tuple[Told, ...]:
    """Return needs with whose they are, as the line names those who are new.

    The need of somebody new who didn't take part is in the note only: there is nobody to keep it.
    """
    found = []
    for one in needs:
        whole = [name for name in unknown if one.of in (name, name.split()[0])]
        if not isinstance(one.of, str):
            found.append(one)
        elif whole:
            found.append(replace(one, of=whole[0]))
    return tuple(found)


def _add(to: list[Told], told: Told) -> None:
    if told.text and told not in to:
        to.append(told)


def _plain(text: str, grammar: Grammar) -> str:
    """Return a clause without what leads on to the next one ("…, and")."""
    bare = re.sub(rf"(?:{grammar.ands})$", "", text.strip(_SEPARATORS) + " ", flags=re.I)
    return bare.strip(_SEPARATORS)


def _promise(line: Line, where: tuple[int, int], today: int, finder: Finder, said: Clauses) -> None:
    grammar = finder.grammar
    start, whom = _to_whom(line, finder, where[0])
    said.mentioned += finder.mentioned(start, where[1])
    value, due = _due(_plain(line.text[start : where[1]], grammar), today, grammar)
    if start > where[0]:
        value = re.sub(rf"^\s*(?:{grammar.to})\s+", "", value, flags=re.I)
    _add(said.promises, Told(value.strip(_SEPARATORS), due, whom))


def _to_whom(line: Line, finder: Finder, at: int) -> tuple[int, int | None]:
    """Take the person in "promised Ben to …"; return where the promise begins, and who it is."""
    begin = at
    while line.masked[begin : begin + 1] == " ":
        begin += 1
    named = finder.person(begin, known_only=True)
    if named is None or len(named.ids) != 1:
        return at, None
    finder.add(named)
    return named.end, named.ids[0]


def _mine(line: Line, grammar: Grammar, marker: re.Match[str]) -> bool:
    """Say whether a promise is the user's: "Ana promised …" and "she promised …" are theirs."""
    if marker.lastgroup != "promise" or marker[0].rstrip().endswith(":"):
        return True
    before = re.search(r"(\w+)\s*$", line.masked[: marker.start()])
    if not before:
        return True
    word = before[1]
    gap = line.masked[before.end(1) : marker.start()]
    named = word.lower() in grammar.others or (word[0].isupper() and word != "I")
    return not (named and gap.strip() == "")


def _next_tag(line: Line, at: int) -> int:
    found = re.compile(r"\s#\w").search(line.masked, at)
    return found.start() if found else len(line.text)


def _due(value: str, today: int, grammar: Grammar) -> tuple[str, int | None]:
    """Split the day a promise is due off its text."""
    words = rf"(?<!\w)(?:{grammar.promise_by})\s+(?:(?:{grammar.time.the})\s+)?"
    for lead in re.finditer(words, value, re.I):
        rest = value[lead.end() :]
        found = capture_dates.end_of_period(rest, today, grammar) or capture_dates.day_in(
            rest, today, grammar, future=True
        )
        if found and not rest[: found.start].strip():
            return value[: lead.start()] + " " + rest[found.end :], found.value
    found = capture_dates.day_in(value, today, grammar, future=True)
    if found and not value[found.end :].strip(" .!"):
        return value[: found.start], found.value
    return value, None


def _told(line: Line, grammar: Grammar, finder: Finder, said: Clauses) -> None:
    """Take what is told in prose ("she needs a flat"); it stays in the note as well."""
    for found in list(_prose(grammar).finditer(line.masked)):
        end = line.sentence_end(found.end())
        for stop in (",", MASK):
            at = line.masked.find(stop, found.end(), end)
            end = at if at > 0 else end
        text = line.text[found.end() : end].strip(_SEPARATORS)
        if not text:
            continue
        of = _whose(found, finder)
        if found["need"]:
            _add(said.needs, Told(text, of=of))
        else:
            kept = said.told_likes if found["likes"] else said.told_skills
            kept += [Told(topic, of=of) for topic in _topics(text, grammar)]
        what = "need" if found["need"] else "likes" if found["likes"] else "skills"
        line.claim(found.start("verb"), end, what, keep=True)


def _whose(found: re.Match[str], finder: Finder) -> int | str | None:
    """Return who is named as having a need."""
    if not found["name"]:
        return None
    named = finder.person(found.start("name"))
    if named is None or named.end < found.end("name") or len(named.ids) > 1:
        return None
    return named.ids[0] if named.ids else str(found["name"])
