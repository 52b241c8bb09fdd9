"""The clauses of a capture line that a marker begins: needs, promises, likes, skills."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from netjournal.services.capturing import capture_dates, capture_told
from netjournal.services.capturing.capture_line import GLUE, MASK
from netjournal.services.capturing.capture_told import SEPARATORS as _SEPARATORS
from netjournal.services.capturing.capture_told import Clauses, Told, add, topics

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netjournal.services.capturing.capture_grammar import Grammar
    from netjournal.services.capturing.capture_line import Line
    from netjournal.services.capturing.capture_people import Finder


@cache
def _markers(grammar: Grammar) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w@#])(?:(?:(?P<need>{grammar.need})|(?P<promise>{grammar.promise})|"
        rf"(?P<likes>{grammar.likes})|(?P<skills>{grammar.good_at}))(?=\W|$|(?<=:))"
        rf"|(?P<todo>)(?=(?:{grammar.todo})\s+\S))",
        re.I,
    )


def take(line: Line, today: int, grammar: Grammar, finder: Finder) -> Clauses:
    """Claim the marked clauses of a line and return what they say."""
    said = Clauses()
    markers = [m for m in _markers(grammar).finditer(line.masked) if _mine(line, grammar, m)]
    for number, marker in enumerate(markers):
        what = str(marker.lastgroup).replace("todo", "promise")
        following = markers[number + 1].start() if number + 1 < len(markers) else len(line.text)
        end = min(line.sentence_end(marker.end()), following, _next_tag(line, marker.end()))
        text = line.text[marker.end() : end]
        if not text.strip(_SEPARATORS):
            continue
        if marker.lastgroup == "todo":
            said.mentioned += _whom(line, marker.end(), finder)
        if what == "promise":
            _promise(line, (marker.end(), end), today, finder, said)
        elif what == "need":
            _need(line, marker, end, finder, said)
        else:
            kept = said.likes if what == "likes" else said.skills
            kept += topics(text, grammar)
        line.claim(marker.start(), end, what)
    capture_told.take(line, finder, said)
    said.likes, said.skills = list(dict.fromkeys(said.likes)), list(dict.fromkeys(said.skills))
    return said


def _need(line: Line, marker: re.Match[str], end: int, finder: Finder, said: Clauses) -> None:
    """Take a marked need, with whose it is: "Ana's need: …", "Elena needs: …", "need: Ben – …"."""
    of, begin = None, marker.end()
    owner = capture_told.named_before(line, marker.start(), finder)
    before = line.masked[: owner.start].rstrip(" " + MASK) if owner else ""
    if owner is not None and len(owner.ids) == 1 and before[-1:] in ("", *".!?;\n"):
        of = owner.ids[0]
        finder.add(owner)
        line.claim(owner.end, marker.start(), GLUE)
    else:
        at = begin + len(line.masked[begin:]) - len(line.masked[begin:].lstrip())
        named = finder.person(at, known_only=True)
        dash = re.compile(r"\s*[:–—]\s|\s-\s").match(line.masked, named.end) if named else None
        if named and dash and len(named.ids) == 1:
            finder.add(named)
            of, begin = named.ids[0], dash.end()
    add(said.needs, Told(_plain(line.text[begin:end], finder.grammar), of=of))


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
    add(said.promises, Told(value.strip(_SEPARATORS), due, whom))


def _to_whom(line: Line, finder: Finder, at: int) -> tuple[int, int | None]:
    """Take the person in "promised Ben to …"; return where the promise begins, and who it is."""
    begin = at
    while line.masked[begin : begin + 1] == " ":
        begin += 1
    found, end, _ = finder.listed(begin, known_only=True)
    if not found or len(found[0].ids) != 1:
        return at, None
    for named in found:
        finder.add(named)
    return end, found[0].ids[0]


def _whom(line: Line, at: int, finder: Finder) -> list[int]:
    """Return who is known for sure right after what is to be done, in small letters ("ask ana")."""
    verb = re.compile(rf"(?:{finder.grammar.todo})\s+", re.I).match(line.masked, at)
    named = finder.person(verb.end(), known_only=True) if verb else None
    sure = named is not None and len(named.ids) == 1 and not named.surname
    return list(named.ids) if named and sure and not finder.is_word(named) else []


def _mine(line: Line, grammar: Grammar, marker: re.Match[str]) -> bool:
    """Say whether a promise is the user's: "Ana promised …" and "she promised …" are theirs."""
    if marker.lastgroup == "todo":
        return _begins(line, marker.start(), grammar)
    if marker.lastgroup != "promise" or marker[0].rstrip().endswith(":"):
        return True
    before = re.search(r"(\w+)\s*$", line.masked[: marker.start()])
    if not before:
        return True
    word = before[1]
    gap = line.masked[before.end(1) : marker.start()]
    named = word.lower() in grammar.others or (word[0].isupper() and word != "I")
    return not (named and gap.strip() == "")


def _begins(line: Line, at: int, grammar: Grammar) -> bool:
    """Say whether a sentence begins at ``at``, or goes on with "…, send her the notes"."""
    before = line.masked[:at].rstrip(" " + MASK)
    if not before or before[-1] in ".!?;\n":
        return True
    told = re.compile(rf"\w+\s+(?:{grammar.them})(?!\w)", re.I)
    return before[-1] == "," and told.match(line.masked, at) is not None


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
