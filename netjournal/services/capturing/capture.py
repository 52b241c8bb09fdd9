"""One line of text -> what happened, with whom, when; what isn't understood stays in the note."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from netjournal.services.capturing import (
    capture_clauses,
    capture_dates,
    capture_guesses,
    capture_kinds,
    capture_places,
    capture_times,
)
from netjournal.services.capturing.capture_grammar import kind_pattern
from netjournal.services.capturing.capture_line import GLUE, MASK, Line
from netjournal.services.capturing.capture_people import Finder
from netjournal.services.capturing.capture_said import Captured
from netjournal.services.capturing.capture_words import ENGLISH
from netjournal.services.capturing.capture_writing import Written, commit
from netjournal.services.finding.name_index import NameIndex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netjournal.services.capturing.capture_grammar import Grammar
    from netjournal.services.capturing.capture_told import Clauses

__all__ = ["Captured", "NameIndex", "Written", "commit", "parse"]

LONGEST = 4_000  # characters looked at; what follows is note
_ENERGY = re.compile(r"(?<!\S)(?:([+-])|([−–]))([0-2])(?![\w.:%])")
_TAG = re.compile(r"(?<![\w#&/])#(?=[^\W\d_]|\d+[^\W\d_])([\w-]+)")
_CLAUSES = ("likes", "skills", "promises")


def parse(
    text: str,
    today: int,
    names: NameIndex,
    *,
    present: Sequence[int] = (),
    grammar: Grammar = ENGLISH,
) -> Captured:
    """Understand a capture line as far as possible; never fails.

    Args:
        text: As typed. A leading backslash makes all of it a note.
        today: The local day.
        names: Who is known.
        present: Contact ids that take part whatever the line says (the card it was typed on).
        grammar: The language's words.
    """
    if text.lstrip().startswith("\\"):
        literal = text.lstrip()[1:].strip()
        return Captured(text, "note", today, people=tuple(present), note=literal)
    finder = Finder(line := Line(text[:LONGEST]), names, grammar)
    mail = capture_guesses.mail(line, finder)
    said = capture_clauses.take(line, today, grammar, finder)
    tags = _take_all(line, _TAG, "tag")
    head = 0 if mail else _after_a_need(line, said, grammar)
    if not mail and capture_kinds.did_not(line, finder, grammar, head):
        energy, times = None, _Times(Line(""), today, grammar, 0)
        kind, initiator = "note", "unknown"
    else:
        energy, times = _take_energy(line), _Times(line, today, grammar, head)
        kind, initiator = mail or capture_kinds.happened(line, finder, grammar, head)
    what = kind or ("met" if finder.together else "")
    place = capture_places.take(line, finder, _head(line, grammar), what)
    _take_about(line, grammar, head)
    everyone = _everyone(finder, present, said, head if kind else None)
    return Captured(
        typed=text,
        kind=capture_kinds.settled(kind, finder, everyone, times.minutes),
        place=place,
        initiator=initiator,
        energy=energy,
        tags=tags,
        **times.said(),
        **_people(finder, everyone),
        **_clauses(said, finder, everyone),
        note=(line.note(grammar) + " " + text[LONGEST:].strip()).strip(),
        spans=line.visible(),
        works=capture_guesses.works(text, kind, grammar),
    )


def _people(finder: Finder, everyone: tuple[int, ...]) -> dict[str, Any]:
    return {
        "people": everyone,
        "unknown": tuple(finder.people.unknown),
        "ambiguous": tuple(finder.people.ambiguous),
        "maybe": tuple(finder.maybe),
    }


def _clauses(said: Clauses, finder: Finder, everyone: Sequence[int]) -> dict[str, Any]:
    """Return what the clauses say, each need with whose it is."""
    needs = capture_clauses.of_people(said.needs, finder.people.unknown)
    named: list[int | str] = [*everyone, *finder.people.unknown]
    first = named[0] if named else None
    alone = len(everyone) + len(finder.people.unknown) + len(finder.people.ambiguous) == 1
    found = {name: tuple(getattr(said, name)) for name in _CLAUSES} | {"needs": needs}
    for name in ("likes", "skills"):
        told = capture_clauses.of_first(getattr(said, f"told_{name}"), first, alone=alone)
        found[name] = tuple(dict.fromkeys((*found[name], *told)))
    return found


def _everyone(
    finder: Finder, present: Sequence[int], said: Clauses, head: int | None
) -> tuple[int, ...]:
    """Return who took part for sure; when nobody did, whom later sentences or a promise name."""
    if head is not None and not (present or finder.people.count):
        finder.stop = finder.line.sentence_end(head)
        finder.together_lists(known_only=True)  # "talked about Ana with Ben"
        if not finder.people.count:
            finder.elsewhere(head)
    everyone = tuple(dict.fromkeys((*present, *finder.in_order())))
    return everyone if everyone or finder.people.count else tuple(said.mentioned[:1])


def _take_all(line: Line, pattern: re.Pattern[str], what: str) -> tuple[str, ...]:
    found = list(pattern.finditer(line.masked))
    for one in found:
        line.claim(one.start(), one.end(), what)
    return tuple(dict.fromkeys(one[1] for one in found))


def _take_energy(line: Line) -> int | None:
    found = _ENERGY.search(line.masked)
    if not found:
        return None
    line.claim(found.start(), found.end(), "energy")
    return int(found[3]) * (1 if found[1] == "+" else -1)


def _head(line: Line, grammar: Grammar) -> int:
    """Return where the part ends that says who, when and how; then comes what was said."""
    end = line.sentence_end(0)
    about = re.search(rf"(?<![\w@#])(?:{grammar.about})(?!\w)(?!\s*~?\d)", line.masked, re.I)
    return min(end, about.start()) if about else end


def _after_a_need(line: Line, said: Clauses, grammar: Grammar) -> int:
    """Return where the part ends that says what happened, also if a need was told before it.

    "Li needs a bike; helped Ben move": the need stays in words, too.
    """
    head = _head(line, grammar)
    begin = head + 1
    begin += len(line.masked[begin:]) - len(line.masked[begin:].lstrip())
    if not said.needs or kind_pattern(grammar).search(line.masked, 0, head):
        return head
    if not kind_pattern(grammar).match(line.masked, begin):
        return head
    line.claim(0, head, GLUE, keep=True)
    return line.sentence_end(begin)


class _Times:
    """Day, time of day and duration of a line, claimed in it."""

    def __init__(self, line: Line, today: int, grammar: Grammar, head: int) -> None:
        self.day, self.precision = today, capture_dates.BY_DAY
        self.minute: int | None = None
        self.minutes: int | None = None
        length = capture_times.minutes_in(line.masked[:head], grammar) or _at_the_end(
            line, head, capture_times.minutes_in(line.masked[head:], grammar), grammar
        )
        if length:
            self.minutes = length.value
            line.claim(length.start, length.end, "duration")
        day = _not_due(line, capture_dates.day_in(line.masked[:head], today, grammar), grammar)
        day = day or _at_the_end(
            line, head, capture_dates.day_back(line.masked[head:], today, grammar), grammar
        )
        if day:
            self.day, self.precision = day.value, day.precision
            line.claim(day.start, day.end, "date")
        time = capture_times.time_in(line.masked[:head], grammar)
        if time:
            self.minute = time.value
            self.minutes = self.minutes or time.minutes
            line.claim(time.start, time.end, "time")

    def said(self) -> dict[str, Any]:
        """Return what of a capture they are."""
        whole = {"minute": self.minute, "minutes": self.minutes}
        return {"day": self.day, "precision": self.precision, **whole}


def _is_due(line: Line, at: int, grammar: Grammar) -> bool:
    """Say whether a day is when something is due ("by friday")."""
    return bool(re.search(rf"(?<!\w)(?:{grammar.promise_by})\s+$", line.masked[:at], re.I))


def _not_due(
    line: Line, found: capture_dates.Found | None, grammar: Grammar
) -> capture_dates.Found | None:
    if (
        found is None
        or _is_due(line, found.start, grammar)
        or _is_ahead(line, 0, found.start, grammar)
    ):
        return None
    return found


def _is_ahead(line: Line, start: int, at: int, grammar: Grammar) -> bool:
    """Say whether a day is when something will happen ("Ana will call on Monday")."""
    told = re.finditer(rf"(?<!\w)(?:{grammar.ahead})(?!\w)", line.masked[start:at], re.I)
    return any(not one[0].istitle() or not one[0].isalpha() for one in told)  # "Will" is a name


def _at_the_end(
    line: Line, head: int, found: capture_dates.Found | None, grammar: Grammar
) -> capture_dates.Found | None:
    """Return what was found after ``head`` only when nothing but marks follows it."""
    if found is None:
        return None
    start, end = head + found.start, head + found.end
    if _is_due(line, start, grammar) or _is_ahead(line, head, start, grammar):
        return None  # somebody else's promise, or what is still to come
    if line.masked[end:].strip(" .!,;" + MASK):
        return None
    return capture_dates.Found(start, end, found.value)


def _take_about(line: Line, grammar: Grammar, head: int) -> None:
    found = re.compile(rf"(?:{grammar.about})(?!\w)", re.I).match(line.masked, head)
    before = line.masked[:head].rstrip(" ,;:")
    if found and before[-1:] in ("", MASK):
        line.claim(found.start(), found.end(), "about")
