"""A capture line while it is being understood: what was recognised where, and what is left."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netjournal.services.people import names

if TYPE_CHECKING:
    from netjournal.services.capturing.capture_grammar import Grammar

MASK = "\ue000"  # stands for recognised text: no word, no blank, so nothing matches across it
GLUE = ""  # recognised words that say nothing by themselves ("with", "and")
_MEANT_LITERALLY = "\ue001"  # stands for a word after a backslash: it means nothing but itself
_ESCAPED = re.compile(r"(?<!\S)\\\S+")
_UNMASKED = re.compile(f"[^{MASK}]+")
_ESCAPE = re.compile(r"(?<!\S)\\(?=\S)")
_WORD = re.compile(r"\w+")
_SHORT = ("w", "incl", "approx", "resp")  # a dot after these ends no sentence
_ENDS = " \t\n\r,;:.–—-&+|" + MASK
# a number by itself with a point is a day in many languages ("14. November")
_SENTENCE = re.compile(r"(?<!\s\d)(?<!\s\d\d)[.!?]\s+(?=[^\W\d_a-zà-öø-ÿ]|[\"“(])|[;\n]")


class Line:
    """The text, the spans claimed so far, and a copy in which those are masked."""

    def __init__(self, text: str) -> None:
        """Begin with nothing recognised."""
        self.text = text
        self.masked = _ESCAPED.sub(lambda found: _MEANT_LITERALLY * len(found[0]), text).replace(
            MASK, "?"
        )
        self.spans: list[tuple[int, int, str]] = []
        self._kept: list[tuple[int, int]] = []

    def claim(self, start: int, end: int, what: str, *, keep: bool = False) -> None:
        """Say that ``start``…``end`` means ``what``; with ``keep`` it stays in the note too.

        What is claimed already stays as it is.
        """
        for piece in _UNMASKED.finditer(self.masked, start, end):
            at, stop = piece.span()
            at += len(piece[0]) - len(piece[0].lstrip())
            stop -= len(piece[0]) - len(piece[0].rstrip())
            if at >= stop:
                continue
            self.spans.append((at, stop, what))
            if keep:
                self._kept.append((at, stop))
        self.masked = self.masked[:start] + MASK * (end - start) + self.masked[end:]

    def is_kept(self, at: int) -> bool:
        """Say whether what was recognised at ``at`` stays in the note."""
        return any(start <= at < end for start, end in self._kept)

    def visible(self) -> tuple[tuple[int, int, str], ...]:
        """Return what to colour: (start, end, what), in order, never overlapping."""
        return tuple(sorted(span for span in self.spans if span[2] != GLUE))

    def sentence_end(self, start: int) -> int:
        """Return where the clause that goes on at ``start`` ends (sentence, semicolon, line)."""
        for found in _SENTENCE.finditer(self.masked, start):
            word = re.search(r"\w+$", self.masked[: found.start()])
            short = word is not None and (names.is_title(word[0]) or word[0] in _SHORT)
            if found[0][0] != "." or not short:
                return found.start()
        return len(self.text)

    def note(self, grammar: Grammar) -> str:
        """Return what wasn't understood, in order, without dangling separators and connectors."""
        pieces = []
        at = 0
        taken = [span for span in sorted(self.spans) if span[:2] not in self._kept]
        for start, end, _ in [*taken, (len(self.text), len(self.text), GLUE)]:
            piece = _ESCAPE.sub("", self.text[at:start])
            if self.text[:at].count("(") > self.text[:at].count(")") and "(" not in piece:
                piece = piece.replace(")", "", 1)  # what it closed was understood
            at = max(at, end)
            piece = _trimmed(piece, grammar)
            if piece:
                pieces.append(piece)
        return _joined(pieces)


def _trimmed(piece: str, grammar: Grammar) -> str:
    """Drop separators at both ends and connectors that lead to or from something recognised."""
    piece = piece.lstrip(_ENDS + "!?").rstrip(_ENDS.replace(".", "").replace("-", "") + "-")
    if piece.endswith("("):
        piece = piece[:-1].rstrip(_ENDS)
    while True:
        first = _WORD.match(piece)
        if not first or first[0].lower() not in grammar.connectors:
            break
        rest = piece[first.end() :]
        if rest and not rest[0].isspace() and rest[0] not in ",;:.":
            break
        piece = rest.lstrip(_ENDS)
    return "" if piece.strip(_ENDS + "!?\"'()") == "" and not _WORD.search(piece) else piece


def _joined(pieces: list[str]) -> str:
    text = ""
    for piece in pieces:
        if text and text[-1] not in ".!?":
            text += ", " if piece[:1].islower() or len(pieces) > 1 else " "
        elif text:
            text += " "
        text += piece
    return text
