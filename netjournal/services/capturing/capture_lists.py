"""Lists of people in a capture line: "Ana, her sister Petra & me", "Olu (design) and Freya"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netjournal.services.capturing.capture_line import GLUE, MASK
from netjournal.services.capturing.capture_names import TOKEN, Named, NameReader

if TYPE_CHECKING:
    from netjournal.services.capturing.capture_grammar import Grammar
    from netjournal.services.capturing.capture_line import Line
    from netjournal.services.finding.name_index import NameIndex


class ListReader(NameReader):
    """Reads lists of people in one line, and who stands before what happened."""

    def __init__(self, line: Line, index: NameIndex, grammar: Grammar) -> None:
        """Look into ``line``; ``stop`` is set to where whom it names ends."""
        super().__init__(line, index, grammar)
        self.stop = len(line.text)
        self.ands = re.compile(rf"{grammar.ands}|\s?/\s?(?=[^\W\d])", re.I)  # "Ana/Ben"
        self.until = len(line.text)  # what comes there ends a list of people
        self.kept: list[tuple[int, int]] = []  # said about people inside a list of them
        self.aside: set[int] = set()  # where those are named of whom something is said
        self._relations = re.compile(
            rf"(?P<who>{grammar.relations})(?:\s*(?<!\w)(?:{grammar.called})(?!\w))?\s*:?\s+(?=\S)",
            re.I,
        )
        self._no_run = re.compile(rf"{grammar.ahead}|{'|'.join(grammar.months) or '(?!)'}", re.I)
        joins = "|".join((grammar.with_words, grammar.to_whom, grammar.at, grammar.about))
        words = "|".join((joins, *sorted(grammar.connectors)))
        self._after_names = re.compile(
            rf"\s*(?:$|[,;:.!?()/{MASK}+&–—]|{grammar.ands}|(?:{words})(?!\w))", re.I
        )
        self._own = re.compile(
            rf"(?:{'|'.join(map(re.escape, sorted(grammar.own)))})(?![\w'’])", re.I
        )
        self.with_words = re.compile(rf"(?<!\w)(?:{grammar.with_words})(?:\s+|(?<=/))", re.I)

    def listed(
        self, at: int, *, known_only: bool = False, runs: bool = False
    ) -> tuple[list[Named], int, bool]:
        """Return the people listed at ``at`` ("A, B & me"), its end, and if "me" is in it.

        With ``runs`` also known ones with only blanks between them ("dinner ana ben").
        """
        found: list[Named] = []
        end, me = at, False
        start = at
        while True:
            own = self._own.match(self.line.masked, start)
            if not own and self.line.masked[start : start + 1] == "@":  # "with @Ana"
                start += self.person(start + 1, known_only=True) is not None
            named = None if own else self._member(start, known_only=known_only)
            if own:
                me, end = True, own.end()
            elif named:
                found.append(named)
                end = named.end
                if runs and named.ids:
                    end = self._run_on(found, end)
            else:
                return found, end, me
            more = self.ands.match(self.line.masked, self._past_aside(found, end))
            if not more:
                return found, end, me
            start = more.end()

    def _member(self, at: int, *, known_only: bool) -> Named | None:
        """Return the person at ``at``, also one led to by a relation ("her sister Petra")."""
        relation = self._relations.match(self.line.masked, at)
        named = self.person(relation.end() if relation else at, known_only=known_only)
        if named is None:
            return None
        if relation:
            self.kept.append((relation.start(), relation.end("who")))
        elif self.any_word(named) and not self._settles(named.end):
            return None
        return named

    def any_word(self, named: Named) -> bool:
        """Say whether a family name in small letters may be just a word."""
        return named.surname and self.line.text[named.start].islower()

    def _settles(self, end: int) -> bool:
        """Say whether what follows a name at ``end`` can't belong to the same phrase."""
        return bool(self._after_names.match(self.line.masked, end))

    def _run_on(self, found: list[Named], end: int) -> int:
        """Add the known people who follow with nothing but blanks between; return their end."""
        more: list[Named] = []
        at = end
        while blank := re.compile(r" +").match(self.line.masked, at):
            word = TOKEN.match(self.line.masked, blank.end())
            if word is None or (word[0].islower() and self._no_run.fullmatch(word[0])):
                break
            named = self.person(blank.end(), known_only=True)
            if named is None or named.surname:
                break
            more.append(named)
            at = named.end
        if more and (self._settles(at) or not self.line.masked[at : self.until].strip(" ")):
            found += more
            return at
        return end

    def _past_aside(self, found: list[Named], end: int) -> int:
        """Return where the list goes on after words in brackets ("Olu (design) and Freya")."""
        aside = re.compile(r"\s*\([^()\n]*\)").match(self.line.masked, end)
        more = self.ands.match(self.line.masked, aside.end()) if aside else None
        if not aside or not more or not found or not self.person(more.end()):
            return end
        self.kept.append((end, aside.end()))
        self.aside.add(found[-1].start)
        return aside.end()

    def glue(self, start: int, end: int) -> None:
        """Claim what joins people, but for words that say something of them."""
        for begin, stop in sorted(self.kept):
            if start <= begin < end:
                self.line.claim(start, begin, GLUE)
                start = stop
        self.line.claim(start, max(start, end), GLUE)
