"""Whom a capture line names: lists of people at the places where people are named."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from netjournal.services.capturing.capture_line import GLUE, MASK
from netjournal.services.capturing.capture_names import POSSESSIVE, TOKEN, Named
from netjournal.services.capturing.capture_subjects import IDLE, SubjectReader
from netjournal.services.finding.name_index import words_of

if TYPE_CHECKING:
    from netjournal.services.capturing.capture_grammar import Grammar
    from netjournal.services.capturing.capture_line import Line
    from netjournal.services.finding.name_index import NameIndex

_LONGEST_LEAD = 20  # letters of "in the"
_SHORTEST = 3  # letters of a word that may be a name


@dataclass(slots=True)
class People:
    """Everyone a line names, in order."""

    known: list[int] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    ambiguous: list[tuple[str, tuple[int, ...]]] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many people that are."""
        return len(self.known) + len(self.unknown) + len(self.ambiguous)


class Finder(SubjectReader):
    """Finds and claims the people in one line."""

    def __init__(self, line: Line, index: NameIndex, grammar: Grammar) -> None:
        """Look into ``line``; ``stop`` is set to where whom it names ends."""
        super().__init__(line, index, grammar)
        self.together = False  # someone was named after "with"
        self.with_me = False  # "Ana and I"
        self.people = People()
        self.places: dict[int, int] = {}  # where somebody is named first
        self.maybe: list[tuple[int, int]] = []  # small words where a name is expected
        self._at = re.compile(rf"(?<!\w)(?:{grammar.at})\s+(?:(?:{grammar.articles})\s+)?$", re.I)
        self._tells = re.compile(rf"(?:{grammar.tells})(?!\w)", re.I)
        self._lead = re.compile(
            rf"(?:(?P<with>{grammar.with_words})|(?P<to>{grammar.to_whom})|"
            rf"(?P<from>{grammar.from_whom}))(?:\s+|(?<=/))",
            re.I,
        )

    def in_order(self) -> list[int]:
        """Return who is known for sure, in the order of the line."""
        return sorted(self.people.known, key=lambda known: self.places[known])

    def begin(self, kind_at: int) -> bool:
        """Take the people before the kind ("Ana called"); say if there were any."""
        subject = self.subject(kind_at)
        if subject is None or not subject[0]:
            return False
        found, at, self.with_me = subject
        for named in found:
            self.add(named, keep=named.start in self.aside)
        self.glue(at, kind_at)
        return True

    def host(self, kind_at: int) -> bool:
        """Take the person whose occasion it is ("Ana's party"); say if there was one."""
        at = self.first()
        named = self.person(at, known_only=True, owner=True) if at < kind_at else None
        if named is None or self.line.masked[named.end : kind_at].strip() not in POSSESSIVE:
            return False
        self.add(named)
        self.line.claim(named.end, named.end + 2, GLUE)
        return True

    def about_whom(self) -> None:
        """Take the known people a line without a kind begins with ("Ana: …")."""
        at = self.first()
        found, end, _ = self.listed(at, known_only=True)
        follows = len(self.line.masked) - len(self.line.masked[end:].lstrip(" "))
        mark_on = self.line.masked
        mark = mark_on[follows : follows + 1]
        labelled = mark in (":", ",", "", MASK) and not self.line.is_kept(follows)
        if not labelled:
            telling = mark == MASK or self._tells.match(mark_on, follows)
            found = [one for one in found if telling or not (one.surname or self.is_word(one))]
        for named in found:
            self.add(named, keep=not labelled)
        if labelled and found:
            self.glue(at, end)

    def take(self, at: int, *, lead: int | None = None, known_only: bool = False) -> int:
        """Claim the list at ``at`` (and the words from ``lead`` before it); return its end."""
        found, end, _ = self.listed(at, known_only=known_only, runs=True)
        if not found:
            return at
        for named in found:
            self.add(named, keep=named.start in self.aside)
        self.glue(at if lead is None else lead, end)
        return end

    def _bens(self, at: int) -> Named | None:
        """Return whose thing is at ``at``, written without the apostrophe ("fixed bens bike")."""
        token = TOKEN.match(self.line.masked, at)
        if token is None or token[0][-1] != "s" or len(token[0]) < _SHORTEST:
            return None
        hit = self.index.find(words_of(token[0][:-1]))
        return Named(at, token.end() - 1, hit.ids) if hit and not hit.surname else None

    def skip_me(self, at: int) -> None:
        """Claim "me" in "Ana texted me" as saying nothing."""
        found = re.compile(rf"\s+(?:{self.grammar.me})(?![\w'’])", re.I).match(self.line.masked, at)
        if found:
            self.line.claim(found.start(), found.end(), GLUE)

    def after(self, at: int, *, objects: bool, owners: bool = False, whom: bool = False) -> str:
        """Take the people who follow the kind.

        Args:
            at: Where the kind ends.
            objects: Whether they may follow at once ("called Ana").
            owners: Whether whose thing it is counts ("reviewed Ana's CV").
            whom: Whether a word in small letters may be somebody ("called mum").

        Returns:
            How they were led to: "to", "from", "with" or "".
        """
        start = self._skip_gap(at)
        lead = self._lead.match(self.line.masked, start, self.stop)
        if not lead and not objects and not owners:
            return ""
        first = lead.end() if lead else start
        told = lead is None and self.people.count and "," in self.line.text[at:start]
        end = (
            first
            if not lead and not objects
            else self.take(
                first,
                lead=start,
                known_only=bool(told),  # "Ana: lunch, 2h, Trattoria"
            )
        )
        if (
            end == first
            and owners
            and (named := self.person(first, owner=True) or self._bens(first))
        ):
            self.add(named)
            end = named.end + (2 if self._owns(named.end) else 1)
            self.line.claim(named.end, end, GLUE)
        if lead is not None and lead.lastgroup == "with":
            self._perhaps(end)
        elif end == first and lead is None and whom:
            self._perhaps(first)
        if end == first:
            return ""
        self._second(end)
        self.together = self.together or (lead is not None and lead.lastgroup == "with")
        return str(lead.lastgroup) if lead else "to"

    def follows(self, at: int, *, objects: bool, owners: bool = False) -> bool:
        """Say whether people follow a kind, so that it isn't just a word in a sentence."""
        start = self._skip_gap(at)
        lead = self._lead.match(self.line.masked, start, self.stop)
        if not lead and not objects:
            return False
        at = lead.end() if lead else start
        return bool(
            self.listed(at)[0]
            or (owners and (self.person(at, known_only=True, owner=True) or self._bens(at)))
        )

    def _skip_gap(self, at: int) -> int:
        while at < self.stop and self.line.masked[at] in " \t," + MASK:
            at += 1
        return at

    def _second(self, at: int) -> None:
        """Take "… to Elena" after a list (introductions)."""
        lead = re.compile(rf"\s+(?:{self.grammar.to_whom})\s+", re.I).match(
            self.line.masked, at, self.stop
        )
        if lead:
            self.take(lead.end(), lead=lead.start())

    def _perhaps(self, at: int) -> None:
        """Note a word in small letters that stands where somebody is named ("with zoe")."""
        joined = self.ands.match(self.line.masked, at, self.stop)
        token = TOKEN.match(self.line.masked, joined.end() if joined else at, self.stop)
        if token is None or not token[0].islower() or len(token[0]) < _SHORTEST:
            return
        rest = self.line.masked[token.end() : self.stop].lstrip(" ")
        ends = rest[:1] in ("", ",", ".", "!", ":", MASK) or self.ands.match(
            self.line.masked, token.end()
        )
        if ends and token[0] not in self.grammar.not_names and token.span() not in self.maybe:
            self.maybe.append(token.span())

    def led_to(self) -> None:
        """Take the known people that "to" leads to ("shared my post on soil to Ana")."""
        pattern = re.compile(rf"(?<!\w)(?:{self.grammar.to_whom})\s+", re.I)
        at = 0
        while lead := pattern.search(self.line.masked, at, self.stop):
            at = lead.end()
            if self.person(at, known_only=True):
                at = self.take(at, lead=lead.start())

    def together_lists(self, *, known_only: bool = False) -> None:
        """Take everyone named after "with" and whoever is named in full before what was said.

        With ``known_only`` nobody new: "helped Ana with Excel".
        """
        at = 0
        while lead := self.with_words.search(self.line.masked, at, self.stop):
            at = self.take(lead.end(), lead=lead.start(), known_only=known_only)
            self.together = self.together or at > lead.end()
            self._perhaps(at)
        for token in TOKEN.finditer(self.line.masked[: self.stop]):
            if self.line.masked[token.start()] == MASK or token[0][0].islower():
                continue
            if self._led_at(token.start()):
                continue  # "at the Rust Meetup" is a place
            named = self.person(token.start(), known_only=True)
            if named and len(named.ids) == 1 and " " in self.line.text[named.start : named.end]:
                self.add(named)

    def spoken_of(self) -> None:
        """Take the known people whom a line that names nobody else speaks of; they stay in it."""
        for token in TOKEN.finditer(self.line.masked):
            if self._led_at(token.start()):
                continue
            named = self.person(token.start(), known_only=True, owner=True)
            if named is None or len(named.ids) != 1 or named.surname:
                continue
            small = token[0][0].islower()  # "ben's dad died", but no other word in small letters
            if not small or (self._owns(named.end) and not self.is_word(named)):
                self.add(named, keep=True)

    def _led_at(self, at: int) -> bool:
        """Say whether "at" or "in" leads to a word at ``at``: a place begins there."""
        return bool(self._at.search(self.line.masked, max(0, at - _LONGEST_LEAD), at))

    def elsewhere(self, start: int) -> None:
        """Take the known people that sentences after ``start`` begin with; they stay in the note.

        For a line that names nobody before: "lunch yesterday. Ana got the job".
        """
        at = start
        while at < len(self.line.text):
            rest = self.line.masked[at:]
            begin = at + len(rest) - len(rest.lstrip(IDLE + ".!?"))
            named = self.person(begin, known_only=True)
            if named and len(named.ids) == 1 and not self.line.text[begin].islower():
                self.add(named, keep=True)
            end = self.line.sentence_end(begin)
            at = end + 1 if end > at else end + 2

    def add(self, named: Named, *, keep: bool = False) -> None:
        """Count a person in and claim their name; with ``keep`` it stays in the note too."""
        self.line.claim(named.start, named.end, self.count_in(named), keep=keep)

    def count_in(self, named: Named) -> str:
        """Count a person in; return how they are shown."""
        text = self.line.text[named.start : named.end]
        if len(named.ids) == 1:
            if named.ids[0] not in self.people.known:
                self.people.known.append(named.ids[0])
                self.places[named.ids[0]] = named.start
            return "person"
        if named.ids:
            entry = (text, tuple(i for i in named.ids if i > 0))
            if entry not in self.people.ambiguous:
                self.people.ambiguous.append(entry)
            return "ambiguous"
        if text not in self.people.unknown:
            self.people.unknown.append(text)
        return "unknown"
