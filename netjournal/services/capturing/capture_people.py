"""Whom a capture line names: lists of people at the places where people are named."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from netjournal.services.capturing.capture_line import GLUE, MASK
from netjournal.services.capturing.capture_names import POSSESSIVE, TOKEN, Named, NameReader

if TYPE_CHECKING:
    from netjournal.services.capturing.capture_grammar import Grammar
    from netjournal.services.capturing.capture_line import Line
    from netjournal.services.finding.name_index import NameIndex

_SHORTEST = 3  # letters of a word that may be a name
_IDLE = " \t\r\n,;:.-–—&" + MASK


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


class Finder(NameReader):
    """Finds and claims the people in one line."""

    def __init__(self, line: Line, index: NameIndex, grammar: Grammar) -> None:
        """Look into ``line``; ``stop`` is set to where whom it names ends."""
        super().__init__(line, index, grammar)
        self.stop = len(line.text)
        self.together = False  # someone was named after "with"
        self.with_me = False  # "Ana and I"
        self.people = People()
        self.places: dict[int, int] = {}  # where somebody is named first
        self.maybe: list[tuple[int, int]] = []  # small words where a name is expected
        self._lead = re.compile(
            rf"(?:(?P<with>{grammar.with_words})|(?P<to>{grammar.to_whom})|"
            rf"(?P<from>{grammar.from_whom}))(?:\s+|(?<=/))",
            re.I,
        )

    def leads_to(self, kind_at: int) -> bool:
        """Say whether nothing but people stands before a kind ("Ana and I had lunch")."""
        return self._subject(kind_at) is not None

    def _subject(self, kind_at: int) -> tuple[list[Named], int, bool] | None:
        """Return (people, where they begin, whether the user is one) if only they come first."""
        at = self._first()
        if at >= kind_at:
            return [], at, False
        found, end, own = self.listed(at)
        joined = self._ands.match(self.line.masked, end)
        if joined and joined.end() <= kind_at:
            end, own = joined.end(), True
        if self.line.masked[end:kind_at].strip(_IDLE) or not (found or own):
            return None
        return found, at, own

    def in_order(self) -> list[int]:
        """Return who is known for sure, in the order of the line."""
        return sorted(self.people.known, key=lambda known: self.places[known])

    def begin(self, kind_at: int) -> bool:
        """Take the people before the kind ("Ana called"); say if there were any."""
        subject = self._subject(kind_at)
        if subject is None or not subject[0]:
            return False
        found, at, self.with_me = subject
        for named in found:
            self.add(named)
        self.line.claim(at, kind_at, GLUE)
        return True

    def host(self, kind_at: int) -> bool:
        """Take the person whose occasion it is ("Ana's party"); say if there was one."""
        at = self._first()
        named = self.person(at, known_only=True, owner=True) if at < kind_at else None
        if named is None or self.line.masked[named.end : kind_at].strip() not in POSSESSIVE:
            return False
        self.add(named)
        self.line.claim(named.end, named.end + 2, GLUE)
        return True

    def about_whom(self) -> None:
        """Take the known people a line without a kind begins with ("Ana: …")."""
        at = self._first()
        found, end, _ = self.listed(at, known_only=True)
        follows = len(self.line.masked) - len(self.line.masked[end:].lstrip(" "))
        mark = self.line.masked[follows : follows + 1]
        labelled = mark in (":", ",", "", MASK) and not self.line.is_kept(follows)
        for named in found:
            self.add(named, keep=not labelled)
        if labelled and found:
            self.line.claim(at, end, GLUE)

    def _first(self) -> int:
        at = 0
        while at < self.stop and self.line.masked[at] in _IDLE:
            at += 1
        return at

    def take(self, at: int, *, lead: int | None = None) -> int:
        """Claim the list at ``at`` (and the words from ``lead`` before it); return its end."""
        found, end, _ = self.listed(at)
        if not found:
            return at
        for named in found:
            self.add(named)
        start = at if lead is None else lead
        self.line.claim(start, end, GLUE)
        return end

    def skip_me(self, at: int) -> None:
        """Claim "me" in "Ana texted me" as saying nothing."""
        found = re.compile(rf"\s+(?:{self.grammar.me})(?![\w'’])", re.I).match(self.line.masked, at)
        if found:
            self.line.claim(found.start(), found.end(), GLUE)

    def after(self, at: int, *, objects: bool, owners: bool = False) -> str:
        """Take the people who follow the kind.

        Args:
            at: Where the kind ends.
            objects: Whether they may follow at once ("called Ana").
            owners: Whether whose thing it is counts ("reviewed Ana's CV").

        Returns:
            How they were led to: "to", "from", "with" or "".
        """
        start = self._skip_gap(at)
        lead = self._lead.match(self.line.masked, start, self.stop)
        if not lead and not objects:
            return ""
        first = lead.end() if lead else start
        end = self.take(first, lead=start)
        if end == first and owners and (named := self.person(first, owner=True)):
            self.add(named)
            end = named.end + 2
            self.line.claim(named.end, end, GLUE)
        if lead is not None and lead.lastgroup == "with":
            self._perhaps(end)
        if end == first:
            return ""
        self._second(end)
        self.together = self.together or (lead is not None and lead.lastgroup == "with")
        return str(lead.lastgroup) if lead else "to"

    def follows(self, at: int, *, objects: bool) -> bool:
        """Say whether people follow a kind, so that it isn't just a word in a sentence."""
        start = self._skip_gap(at)
        lead = self._lead.match(self.line.masked, start, self.stop)
        if not lead and not objects:
            return False
        return bool(self.listed(lead.end() if lead else start)[0])

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
        joined = self._ands.match(self.line.masked, at, self.stop)
        token = TOKEN.match(self.line.masked, joined.end() if joined else at, self.stop)
        if token is None or not token[0].islower() or len(token[0]) < _SHORTEST:
            return
        rest = self.line.masked[token.end() : self.stop].lstrip(" ")
        ends = rest[:1] in ("", ",", ".", "!", ":", MASK) or self._ands.match(
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

    def together_lists(self) -> None:
        """Take everyone named after "with" and whoever is named in full before what was said."""
        pattern = re.compile(rf"(?<!\w)(?:{self.grammar.with_words})(?:\s+|(?<=/))", re.I)
        at = 0
        while lead := pattern.search(self.line.masked, at, self.stop):
            at = self.take(lead.end(), lead=lead.start())
            self.together = self.together or at > lead.end()
            self._perhaps(at)
        for token in TOKEN.finditer(self.line.masked[: self.stop]):
            if self.line.masked[token.start()] == MASK or token[0][0].islower():
                continue
            named = self.person(token.start(), known_only=True)
            if named and len(named.ids) == 1 and " " in self.line.text[named.start : named.end]:
                self.add(named)

    def elsewhere(self, start: int) -> None:
        """Take the known people that sentences after ``start`` begin with; they stay in the note.

        For a line that names nobody before: "lunch yesterday. Ana got the job".
        """
        at = start
        while at < len(self.line.text):
            rest = self.line.masked[at:]
            begin = at + len(rest) - len(rest.lstrip(_IDLE + ".!?"))
            named = self.person(begin, known_only=True)
            if named and len(named.ids) == 1 and not self.line.text[begin].islower():
                self.add(named, keep=True)
            end = self.line.sentence_end(begin)
            at = end + 1 if end > at else end + 2

    def add(self, named: Named, *, keep: bool = False) -> None:
        """Count a person in and claim their name; with ``keep`` it stays in the note too."""
        text = self.line.text[named.start : named.end]
        if len(named.ids) == 1:
            what = "person"
            if named.ids[0] not in self.people.known:
                self.people.known.append(named.ids[0])
                self.places[named.ids[0]] = named.start
        elif named.ids:
            what = "ambiguous"
            entry = (text, tuple(i for i in named.ids if i > 0))
            if entry not in self.people.ambiguous:
                self.people.ambiguous.append(entry)
        else:
            what = "unknown"
            if text not in self.people.unknown:
                self.people.unknown.append(text)
        self.line.claim(named.start, named.end, what, keep=keep)
