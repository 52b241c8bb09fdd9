"""A rhythm in words: often, regular, now and then, yearly; each an ideal gap and an at-most one.

Words stand for lengths: ideal gaps are three weeks, two months, six months and a year. What is
counted in days otherwise goes by the word whose length it is nearest to, on a scale of ratios.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from netjournal.services.wording import QT_TRANSLATE_NOOP, every, plain

if TYPE_CHECKING:
    from netjournal.services.wording import Translate


@dataclass(frozen=True, slots=True)
class RhythmWord:
    """One word; ``ideal`` and ``at_most`` are days."""

    key: str
    ideal: int
    at_most: int


# at most: about half as long again, where one would begin to feel the silence
WORDS: Final = (
    RhythmWord("often", 21, 35),
    RhythmWord("regular", 61, 91),
    RhythmWord("now-and-then", 183, 274),
    RhythmWord("yearly", 365, 548),
)
KEYS: Final = tuple(word.key for word in WORDS)
LONGEST: Final = 100_000


def of(key: str) -> RhythmWord:
    """Return the word called ``key``; ValueError when there is none."""
    return WORDS[KEYS.index(key)]


def word_of(ideal: int, at_most: int | None = None) -> str:
    """Return the key of the word that says exactly this rhythm, or "" for one of its own.

    ``at_most`` None counts as the word's own.
    """
    for word in WORDS:
        if word.ideal == ideal and at_most in (None, word.at_most):
            return word.key
    return ""


def nearest(ideal: int) -> RhythmWord:
    """Return the word that comes nearest to an ideal gap in days."""
    return min(WORDS, key=lambda word: abs(math.log(max(ideal, 1) / word.ideal)))


def gaps(key: str) -> tuple[int, int]:
    """Return the shortest and longest ideal gap, in days, that goes by a word (see ``nearest``)."""
    at = KEYS.index(key)
    least = 1 if at == 0 else _border(at) + 1
    most = LONGEST if at == len(WORDS) - 1 else _border(at + 1)
    return least, most


def _border(at: int) -> int:
    """Return the last day that is nearer to the word before ``at``."""
    return math.isqrt(WORDS[at - 1].ideal * WORDS[at].ideal)


NAMES: Final = {
    "often": QT_TRANSLATE_NOOP("rhythm", "Often"),
    "regular": QT_TRANSLATE_NOOP("rhythm", "Regularly"),
    "now-and-then": QT_TRANSLATE_NOOP("rhythm", "Now and then"),
    "yearly": QT_TRANSLATE_NOOP("rhythm", "Yearly"),
}
_WORD: Final = QT_TRANSLATE_NOOP("rhythm", "{word}, {every}")
_AT_MOST: Final = QT_TRANSLATE_NOOP("rhythm", "{rhythm}, at most {every}")


def name(key: str, tr: Translate = plain) -> str:
    """Return a word with its length: "Often, every 3 weeks"."""
    gap = every(of(key).ideal, tr)
    if key == "yearly":
        return tr("rhythm", NAMES[key])
    return tr("rhythm", _WORD).format(word=tr("rhythm", NAMES[key]), every=gap)


def said(ideal: int, at_most: int | None, tr: Translate = plain) -> str:
    """Return a rhythm as people say it: by its word, or "every 45 days, at most every 3 months"."""
    key = word_of(ideal, at_most)
    if key:
        return name(key, tr)
    text = every(ideal, tr)
    if at_most is None or at_most <= ideal:
        return text
    return tr("rhythm", _AT_MOST).format(rhythm=text, every=every(at_most, tr))
