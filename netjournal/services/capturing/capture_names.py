"""Names in a capture line: one person, or a list of people, at a given place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netjournal.services.finding.name_index import words_of
from netjournal.services.people import names

if TYPE_CHECKING:
    from netjournal.services.capturing.capture_grammar import Grammar
    from netjournal.services.capturing.capture_line import Line
    from netjournal.services.finding.name_index import NameIndex

TOKEN = re.compile(r"[^\W_]+")
_BETWEEN = re.compile(r"\.?[ \u00a0]|['’‐-]|\.(?=\w)")
_PARTICLES = (
    *("van", "von", "der", "den", "de", "da", "di", "do", "dos", "du", "la", "le", "el", "al"),
    *("bin", "ibn", "ben", "af", "av", "zu"),
)
POSSESSIVE = ("'s", "’s")


@dataclass(frozen=True, slots=True)
class Named:
    """One person named at ``start``…``end``; ``ids`` who it may be: none new, several doubtful."""

    start: int
    end: int
    ids: tuple[int, ...]


class NameReader:
    """Reads names in one line; claims nothing."""

    def __init__(self, line: Line, index: NameIndex, grammar: Grammar) -> None:
        """Look into ``line`` for the people that ``index`` knows."""
        self.line = line
        self.index = index
        self.grammar = grammar
        self._ands = re.compile(rf"{grammar.ands}|\s?/\s?(?=[^\W\d])", re.I)  # "Ana/Ben"
        self._own = re.compile(
            rf"(?:{'|'.join(map(re.escape, sorted(grammar.own)))})(?![\w'’])", re.I
        )

    def person(self, at: int, *, known_only: bool = False, owner: bool = False) -> Named | None:
        """Return the person named at ``at``, or None; with ``owner`` also in "Ana's"."""
        tokens = self._tokens(at)
        if not tokens:
            return None
        words = ["".join(words_of(token[0])) or token[0] for token in tokens]
        hit = self.index.find(words)
        if hit is not None:
            end = tokens[hit.words - 1].end()
            if not owner and self._owns(end):
                return None
            longer = self._run(tokens)
            if longer <= hit.words:
                return Named(at, end, hit.ids)
            # more of a name than anybody known by that part has: someone new, or written shorter
            end = tokens[longer - 1].end()
            return Named(at, end, (*hit.ids, -1) if hit.whole else ())
        if known_only:
            return None
        length = self._run(tokens)
        end = tokens[length - 1].end() if length else at
        if not length or (not owner and self._owns(end)):
            return None
        return Named(at, end, ())

    def _owns(self, end: int) -> bool:
        return self.line.text[end : end + 2].lower() in POSSESSIVE

    def _tokens(self, at: int) -> list[re.Match[str]]:
        tokens: list[re.Match[str]] = []
        end = at
        while len(tokens) < 6:
            found = TOKEN.match(self.line.masked, end)
            if not found:
                break
            tokens.append(found)
            gap = _BETWEEN.match(self.line.masked, found.end())
            if not gap or (gap[0] == ". " and not names.is_short(found[0])):
                break
            end = gap.end()
        return tokens

    def _run(self, tokens: list[re.Match[str]]) -> int:
        """Return how many tokens look like a name: capitals, with particles between them."""
        length = 0
        for number, token in enumerate(tokens[:5]):
            word = token[0]
            if number == 0 and word.lower() in self.grammar.not_names:
                return 0
            if word[0].isalpha() and not word[0].islower() and not self._stops(word, number):
                length = number + 1
            elif not (number and word.lower() in _PARTICLES):
                break
        return length

    def _stops(self, word: str, number: int) -> bool:
        return number > 0 and (word.lower() in self.grammar.not_names or word == "I")

    def listed(self, at: int, *, known_only: bool = False) -> tuple[list[Named], int, bool]:
        """Return the people listed at ``at`` ("A, B & me"), its end, and if "me" is in it."""
        found: list[Named] = []
        end, me = at, False
        start = at
        while True:
            own = self._own.match(self.line.masked, start)
            if not own and self.line.masked[start : start + 1] == "@":  # "with @Ana"
                start += self.person(start + 1, known_only=True) is not None
            named = None if own else self.person(start, known_only=known_only)
            if own:
                me, end = True, own.end()
            elif named:
                found.append(named)
                end = named.end
            else:
                return found, end, me
            more = self._ands.match(self.line.masked, end)
            if not more:
                return found, end, me
            start = more.end()

    def mentioned(self, start: int, end: int) -> list[int]:
        """Return the people known for sure who are named in ``start``…``end``; claims nothing."""
        found: list[int] = []
        for token in TOKEN.finditer(self.line.masked, start, end):
            if not token[0][0].islower():
                named = self.person(token.start(), known_only=True, owner=True)
                if named and len(named.ids) == 1:
                    found += named.ids
        return found
