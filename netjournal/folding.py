"""Text as it is compared: without case, accents and the letters accents alone don't explain.

Normalised copies serve search and matching only; what a person wrote is kept as written.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
    | {"ð": "d", "ŋ": "n", "ĸ": "k", "ß": "ss"}
)
# scripts written without blanks: each character is its own index word, so that parts are found
_RANGES = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"


@cache
def _words() -> re.Pattern[str]:  # compiled when first needed: a start folds nothing
    return re.compile(r"\w+")


@cache
def _unspaced() -> re.Pattern[str]:
    return re.compile(f"[{_RANGES}]")


@cache
def _beyond_accents() -> re.Pattern[str]:
    """What makes a text need words of its own in the index; most have none of it."""
    return re.compile(f"[{_RANGES}łŁøØđĐħĦŧŦıæÆœŒþÞðÐŋŊĸß]")


def fold(text: str) -> str:
    """Return ``text`` in comparison form.

    NFKD, case folded, combining marks removed, ł ø ß æ … replaced, white space runs as one blank,
    ends stripped. Folding twice changes nothing.

    Args:
        text: Any text.

    Returns:
        The folded text; it may be empty.
    """
    if text.isascii():
        return " ".join(text.lower().split())
    return " ".join(_settle(text).split())


def _settle(text: str) -> str:
    """Fold letters until nothing changes (a compatibility form can unfold into new capitals)."""
    for _ in range(4):
        folded = _once(text)
        if folded == text or folded.isascii():
            return folded
        text = folded
    return text


def _once(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return unicodedata.normalize("NFKD", decomposed).translate(_BARE)


class _Bare(dict[int, str | int | None]):
    """What becomes of a letter: nothing of a combining mark; looked up once for each."""

    def __missing__(self, code: int) -> str | int | None:
        found = None if unicodedata.combining(chr(code)) else _LETTERS.get(code, code)
        self[code] = found
        return found


_BARE = _Bare()


def index_words(text: str) -> str:
    """Return what the full-text index needs beside ``text`` itself.

    The index's own tokenizer folds case and accents; it knows neither ł ø ß æ nor words in scripts
    without blanks. Those come back here, folded, single characters apart.

    Args:
        text: Any text.

    Returns:
        Words joined by blanks; mostly empty.
    """
    if text.isascii() or not _beyond_accents().search(text):
        return ""
    words: list[str] = []
    for word in _words().findall(text):
        if word.isascii():
            continue
        if _unspaced().search(word):
            words += [fold(c) or c for c in word]
        elif any(ord(c) in _LETTERS for c in word.casefold()) or "ß" in word:
            words.append(fold(word))
    return " ".join(words)


def is_unspaced(word: str) -> bool:
    """Say whether a word belongs to a script written without blanks."""
    return _unspaced().search(word) is not None
