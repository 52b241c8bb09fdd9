"""The clauses of a capture line that a marker begins: needs, promises, likes, skills."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from netjournal.services import capture_dates
from netjournal.services.capture_line import MASK

if TYPE_CHECKING:
    from netjournal.services.capture_line import Line
    from netjournal.services.capture_people import Finder
    from netjournal.services.capture_words import Grammar

_TO = re.compile(r"^\s*to\s+", re.I)
_SEPARATORS = " \t,;:.–—-"


@dataclass(frozen=True, slots=True)
class Clauses:
    """What the marked clauses say; ``due`` is a day number."""

    need: str = ""
    promise: str = ""
    due: int | None = None
    likes: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    mentioned: tuple[int, ...] = ()  # people named in the promise


@cache
def _markers(grammar: Grammar) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w@#])(?:(?P<need>{grammar.need})|(?P<promise>{grammar.promise})|"
        rf"(?P<likes>{grammar.likes})|(?P<skills>{grammar.good_at}))(?=\W|$|(?<=:))",
        re.I,
    )


@cache
def _prose(grammar: Grammar) -> re.Pattern[str]:
    others = "|".join(sorted(grammar.others))
    return re.compile(
        rf"(?<![\w@#])(?:(?i:{others})|[^\W\d_a-z][\w'’-]*)\s+(?i:{grammar.need_prose})\s+(?=\w)"
    )


def take(line: Line, today: int, grammar: Grammar, finder: Finder) -> Clauses:
    """Claim the marked clauses of a line and return what they say."""
    found: dict[str, list[str]] = {"need": [], "promise": [], "likes": [], "skills": []}
    mentioned: list[int] = []
    due: int | None = None
    markers = [m for m in _markers(grammar).finditer(line.masked) if _mine(line, grammar, m)]
    for number, marker in enumerate(markers):
        what = str(marker.lastgroup)
        following = markers[number + 1].start() if number + 1 < len(markers) else len(line.text)
        end = min(line.sentence_end(marker.end()), following, _next_tag(line, marker.end()))
        start = marker.end()
        if not line.text[start:end].strip(_SEPARATORS):
            continue
        if what == "promise":
            start = _to_whom(line, finder, start)
            mentioned += finder.mentioned(start, end)
            value, day = _due(line.text[start:end], today, grammar)
            value = _TO.sub("", value) if start > marker.end() else value
            due = day if due is None else due
            found[what].append(value)
        elif what == "need":
            found[what].append(line.text[start:end])
        else:
            found[what] += re.split(r",|;|\sand\s", line.text[start:end])
        line.claim(marker.start(), end, what)
    lists = {name: [part.strip(_SEPARATORS) for part in parts] for name, parts in found.items()}
    lists = {name: [part for part in dict.fromkeys(parts) if part] for name, parts in lists.items()}
    return Clauses(
        need="; ".join(lists["need"] or _told(line, grammar)),
        promise="; ".join(lists["promise"]),
        due=due,
        likes=tuple(lists["likes"]),
        skills=tuple(lists["skills"]),
        mentioned=tuple(mentioned),
    )


def _to_whom(line: Line, finder: Finder, at: int) -> int:
    """Take the person in "promised Ben to …"; return where the promise itself begins."""
    while line.masked[at : at + 1] == " ":
        at += 1
    named = finder.person(at, known_only=True)
    if named is None or len(named.ids) != 1:
        return at
    finder.add(named)
    return named.end


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
    words = rf"(?<!\w)(?:{grammar.promise_by})\s+(?:the\s+)?"
    for lead in re.finditer(words, value, re.I):
        rest = value[lead.end() :]
        found = capture_dates.end_of_period(rest, today) or capture_dates.day_in(
            rest, today, grammar, future=True
        )
        if found and not rest[: found.start].strip():
            return value[: lead.start()] + " " + rest[found.end :], found.value
    found = capture_dates.day_in(value, today, grammar, future=True)
    if found and not value[found.end :].strip(" .!"):
        return value[: found.start], found.value
    return value, None


def _told(line: Line, grammar: Grammar) -> list[str]:
    """Return a need told in prose ("she needs a flat"); it stays in the note as well."""
    found = _prose(grammar).search(line.masked)
    if not found:
        return []
    end = line.sentence_end(found.end())
    comma = line.masked.find(",", found.end(), end)
    end = comma if comma > 0 else end
    stop = line.masked.find(MASK, found.end(), end)
    end = stop if stop > 0 else end
    text = line.text[found.end() : end].strip(_SEPARATORS)
    if text:
        name_end = found.start() + len(found[0].split()[0])
        line.claim(name_end, end, "need", keep=True)
    return [text] if text else []
