"""Names in a capture line: one person at a given place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netjournal.services.finding.name_index import words_of
from netjournal.services.people import names

if TYPE_CHECKING:
    from netjournal.services.capturing.capture_grammar import Grammar
    from netjournal.services.capturing.capture_line import Line
    from netjournal.services.finding.name_index import Match, NameIndex

TOKEN = re.compile(r"[^\W_]+")
_BETWEEN = re.compile(r"\.?[ \u00a0]|['’‐-]|\.(?=\w)")
_WITHIN = re.compile(rf"\s&\s|{_BETWEEN.pattern}")  # a name as the journal has it: "Rust & Rye"
_ELIDED = re.compile(r"[dDlL]['’][^\W\d_]")  # "d'Arcy", "dell'Acqua" in parts
_PARTICLES = (
    *("van", "von", "der", "den", "de", "da", "di", "do", "dos", "du", "la", "le", "el", "al"),
    *("bin", "ibn", "ben", "af", "av", "zu"),
)
POSSESSIVE = ("'s", "’s")


def _words(tokens: list[re.Match[str]]) -> list[str]:
    """Return the words to look up: up to an article, which is no initial ("gave Rose a jar")."""
    words = []
    for number, token in enumerate(tokens):
        if number and token[0] in ("a", "i"):
            break
        words.append("".join(words_of(token[0])) or token[0])
    return words


@dataclass(frozen=True, slots=True)
class Named:
    """One person named at ``start``…``end``; ``ids`` who it may be: none new, several doubtful.

    ``surname``: by the family name alone, in small letters it may be any word.
    """

    start: int
    end: int
    ids: tuple[int, ...]
    surname: bool = False


class NameReader:
    """Reads names in one line; claims nothing."""

    def __init__(self, line: Line, index: NameIndex, grammar: Grammar) -> None:
        """Look into ``line`` for the people that ``index`` knows."""
        self.line = line
        self.index = index
        self.grammar = grammar

    def person(self, at: int, *, known_only: bool = False, owner: bool = False) -> Named | None:
        """Return the person named at ``at``, or None; with ``owner`` also in "Ana's"."""
        tokens = self._tokens(at)
        if not tokens:
            return None
        hit, skipped = self._known(at, tokens)
        if hit is not None:
            words = skipped + hit.words
            end = (tokens if words <= len(tokens) else self._tokens(at, _WITHIN))[words - 1].end()
            if not owner and self._owns(end):
                return None
            longer = self._run(tokens)
            if longer <= words:
                return Named(at, end, hit.ids, hit.surname)
            # more of a name than anybody known by that part has: someone new, or written shorter
            end = tokens[longer - 1].end()
            return Named(at, end, (*hit.ids, -1) if hit.whole else ())
        if known_only:
            return self._kin(at, tokens)
        length = self._run(tokens)
        end = tokens[length - 1].end() if length else at
        if not length or (not owner and self._owns(end)):
            return None
        return self._kin(at, tokens) or Named(at, end, ())

    def _kin(self, at: int, tokens: list[re.Match[str]]) -> Named | None:
        """Return who "Aunt Rose" may be, if a Rose is known."""
        if len(tokens) < 2 or not re.fullmatch(self.grammar.kin, tokens[0][0], re.I):
            return None
        hit = self.index.find(_words(tokens[1:]))
        if hit is None or self._run(tokens) != 1 + hit.words:
            return None
        return Named(at, tokens[hit.words].end(), (*hit.ids, -1))

    def _known(self, at: int, tokens: list[re.Match[str]]) -> tuple[Match | None, int]:
        """Return who is named by the words at ``at``, and how many of them are titles before."""
        hit = self.index.find(_words(tokens))
        whole = self.line.masked.find("&", at, tokens[-1].end() + 2) > 0
        longer = self.index.find(_words(self._tokens(at, _WITHIN))) if whole else None
        if longer and longer.whole and longer.words > (hit.words if hit else 0):
            return longer, 0
        if hit is None and len(tokens) > 1 and names.is_title(tokens[0][0]):
            return self.index.find(_words(tokens[1:])), 1
        return hit, 0

    def _owns(self, end: int) -> bool:
        return self.line.text[end : end + 2].lower() in POSSESSIVE

    def _tokens(self, at: int, between: re.Pattern[str] = _BETWEEN) -> list[re.Match[str]]:
        tokens: list[re.Match[str]] = []
        end = at
        while len(tokens) < 6:
            found = TOKEN.match(self.line.masked, end)
            if not found:
                break
            tokens.append(found)
            gap = between.match(self.line.masked, found.end())
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
            elif not number or (
                word.lower() not in _PARTICLES
                and not _ELIDED.match(self.line.masked, token.start())
            ):
                break
        return length

    def _stops(self, word: str, number: int) -> bool:
        return number > 0 and (word.lower() in self.grammar.not_names or word == "I")

    def mentioned(self, start: int, end: int) -> list[int]:
        """Return the people known for sure who are named in ``start``…``end``; claims nothing."""
        found: list[int] = []
        for token in TOKEN.finditer(self.line.masked, start, end):
            if not token[0][0].islower():
                named = self.person(token.start(), known_only=True, owner=True)
                if named and len(named.ids) == 1:
                    found += named.ids
        return found
