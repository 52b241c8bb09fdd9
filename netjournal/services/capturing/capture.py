"""One line of text -> what happened, with whom, when; what isn't understood stays in the note."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from netjournal.services.capturing import (
    capture_clauses,
    capture_dates,
    capture_guesses,
    capture_places,
    capture_times,
)
from netjournal.services.capturing.capture_grammar import Grammar, kind_pattern
from netjournal.services.capturing.capture_line import MASK, Line
from netjournal.services.capturing.capture_people import Finder
from netjournal.services.capturing.capture_said import Captured
from netjournal.services.capturing.capture_words import ENGLISH
from netjournal.services.capturing.capture_writing import Written, commit
from netjournal.services.finding.name_index import NameIndex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netjournal.services.capturing.capture_clauses import Clauses

__all__ = ["Captured", "NameIndex", "Written", "commit", "parse"]

LONGEST = 4_000  # characters looked at; what follows is note
_ENERGY = re.compile(r"(?<!\S)(?:([+-])|([−–]))([0-2])(?![\w.:%])")
_TAG = re.compile(r"(?<![\w#&/])#(?=[^\W\d_]|\d+[^\W\d_])([\w-]+)")
_CLAUSES = ("likes", "skills", "promises")
_SAYS_MORE = ("coffee", "call", "video_call", "message", "email")
_HELD = ("group", "event")  # "Ana's party"
_COLON = re.compile(r":\s|\s[-–—]\s")


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
    line = Line(text[:LONGEST])
    finder = Finder(line, names, grammar)
    mail = capture_guesses.mail(line, finder)
    said = capture_clauses.take(line, today, grammar, finder)
    tags = _take_all(line, _TAG, "tag")
    head = 0 if mail else _head(line, grammar)
    energy, times = _take_energy(line), _Times(line, today, grammar, head)
    kind, initiator = mail or _happened(line, finder, grammar, head)
    place = capture_places.take(line, grammar, _head(line, grammar))
    _take_about(line, grammar, head)
    everyone = _everyone(finder, present, said, head if kind else None)
    return Captured(
        typed=text,
        kind=_settled(kind, finder, everyone),
        **times.said(),
        place=place,
        initiator=initiator,
        energy=energy,
        people=everyone,
        unknown=tuple(finder.people.unknown),
        ambiguous=tuple(finder.people.ambiguous),
        tags=tags,
        **_clauses(said, finder, everyone),
        note=(line.note(grammar) + " " + text[LONGEST:].strip()).strip(),
        spans=line.visible(),
        maybe=tuple(finder.maybe),
        works=capture_guesses.works(text, kind, grammar),
    )


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
        finder.elsewhere(head)
    everyone = tuple(dict.fromkeys((*present, *finder.in_order())))
    return everyone if everyone or finder.people.count else tuple(said.mentioned[:1])


def _settled(kind: str, finder: Finder, everyone: tuple[int, ...]) -> str:
    """Return the kind, given who took part."""
    others = len(finder.people.unknown) + len(finder.people.ambiguous)
    if kind == "introduced" and len(everyone) + others < 2:
        return "note"
    if kind:
        return kind
    return "met" if finder.together and (everyone or others) else "note"


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
    return bool(re.search(rf"(?<!\w)(?:{grammar.ahead})(?!\w)", line.masked[start:at], re.I))


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


def _happened(line: Line, finder: Finder, grammar: Grammar, head: int) -> tuple[str, str]:
    """Find the kind, who began it, and the people, who stand around it."""
    finder.stop = head
    match = _kind(finder, line, grammar, head)
    colon = _COLON.search(line.masked, match.end() if match else 0, head)
    if colon:
        finder.stop = colon.start()
    if match is None and (guess := capture_guesses.misspelt(line, finder)):
        return guess, "unknown"
    if match is None or (colon and match.start() > colon.start()):
        _no_kind(line, finder, head if match is None else finder.stop)
        return "", "unknown"
    kind = dict(grammar.kinds)[" ".join(match["kind"].lower().split())]
    for pattern, other in ((grammar.helped_me, "was_helped"), (grammar.introduced_me, "met")):
        special = re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.I).match(
            line.masked, match.start("kind"), head
        )
        if special:
            line.claim(match.start(), special.end(), "kind")
            theirs = finder.begin(match.start())
            finder.after(special.end(), objects=other == "met")
            return other, "them" if theirs else "unknown"
    line.claim(match.start(), match.end(), "kind")
    theirs = finder.begin(match.start())
    if theirs:
        finder.skip_me(match.end())
    mine = finder.after(match.end(), objects=kind in grammar.object_kinds, owners=kind == "helped")
    finder.together_lists()
    if kind == "shared_work" and not finder.people.count:
        finder.led_to()
    kind = capture_guesses.my_work(line, grammar, kind, mine) or _refined(line, grammar, kind, head)
    return kind, _initiator(grammar, kind, theirs, mine, finder)


def _no_kind(line: Line, finder: Finder, head: int) -> None:
    """Take the people of a line that says no kind."""
    finder.about_whom()
    if any(what == "date" for *_, what in line.spans):
        finder.stop = head  # "summer 2024: sailing with Łukasz"
    finder.together_lists()


def _kind(finder: Finder, line: Line, grammar: Grammar, head: int) -> re.Match[str] | None:
    """Return the first kind word that says what happened, not one in the middle of prose."""
    for match in kind_pattern(grammar).finditer(line.masked, 0, head):
        key = dict(grammar.kinds)[" ".join(match["kind"].lower().split())]
        if finder.leads_to(match.start()) or (key in _HELD and finder.host(match.start())):
            return match
        if finder.follows(match.end(), objects=key in grammar.object_kinds):
            return match
    return None


def _initiator(grammar: Grammar, kind: str, theirs: bool, mine: str, finder: Finder) -> str:
    if mine == "from":
        return "them"
    if theirs and kind in grammar.subject_kinds and not finder.with_me:
        return "them"
    began = kind in grammar.subject_kinds - {"met", "was_helped"}
    return "me" if mine == "to" and began else "unknown"


@cache
def _more(grammar: Grammar) -> re.Pattern[str]:
    phrases = "|".join(re.escape(phrase) for phrase, key in grammar.kinds if key in _SAYS_MORE)
    return re.compile(
        rf"(?<!\w)(?:{grammar.for_kind})\s+(?:(?:{grammar.articles})\s+)?"
        rf"(?P<kind>{phrases})(?![\w'’])",
        re.I,
    )


def _refined(line: Line, grammar: Grammar, kind: str, head: int) -> str:
    """Return what "met Ana for coffee" or "spoke with Ana on the phone" was."""
    if kind != "met":
        return kind
    found = _more(grammar).search(line.masked, 0, head)
    if not found:
        return kind
    line.claim(found.start(), found.end(), "kind")
    return dict(grammar.kinds)[capture_dates.key_of(found["kind"])]


def _take_about(line: Line, grammar: Grammar, head: int) -> None:
    found = re.compile(rf"(?:{grammar.about})(?!\w)", re.I).match(line.masked, head)
    before = line.masked[:head].rstrip(" ,;:")
    if found and before[-1:] in ("", MASK):
        line.claim(found.start(), found.end(), "about")
