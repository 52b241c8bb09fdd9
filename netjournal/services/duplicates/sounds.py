"""What names in two scripts have in common: their consonants, in a few classes.

Юлия Соловьёва and Yulia Solovyova sound alike. The letters' Unicode names say how they sound, so
no table of our own is needed; Han characters say nothing about it and give no answer.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from netjournal.kept_texts import kept

_CLASSES = dict.fromkeys("bpfvw", "P") | dict.fromkeys("kgqcx", "K") | dict.fromkeys("szj", "S")
_CLASSES |= dict.fromkeys("dt", "T") | {c: c.upper() for c in "lrmn"}
_WEAK = frozenset("wv")  # as much a vowel as a consonant, where scripts differ
_SKIP = frozenset(
    word
    for line in ("letter small capital final syllable character sign with", "farsi hangul")
    for word in line.split()
)
_SPEAKING = re.compile(
    r"(CYRILLIC|GREEK|ARABIC|HEBREW|DEVANAGARI|BENGALI|TAMIL|THAI|HANGUL|HIRAGANA|KATAKANA"
    r"|ARMENIAN|GEORGIAN) "
)
_ONSET = re.compile(r"[^aeiouy]*")
_ALIKE = 0.72
_EACH = 0.6
_UNLIKE = 0.45


def latin(text: str) -> bool:
    """Say whether a folded text is written in Latin letters."""
    return any("a" <= c <= "z" for c in text)


@lru_cache(maxsize=4096)
def _sound(character: str) -> str | None:
    """Return the consonants of a character; None when its name doesn't tell."""
    if character.isascii():
        return character
    name = unicodedata.name(character, "")
    script = _SPEAKING.match(name)
    if script is None:
        return None if character.isalpha() else ""
    if "SIGN" in name or "VOWEL" in name or "MARBUTA" in name:
        return ""
    words = [w for w in name[script.end() :].lower().split() if w not in _SKIP]
    if not words:
        return ""
    if script.group(1) == "HANGUL":
        return words[0]
    onset = _ONSET.match(words[0])
    if onset and onset.group():
        return onset.group()
    return words[0][1:] if script.group(1) == "CYRILLIC" and len(words[0]) == 2 else ""


@kept(1 << 14)
def skeleton(word: str) -> str | None:
    """Return the consonant classes of a folded word, or None when its script doesn't tell."""
    found: list[str] = []
    for character in unicodedata.normalize("NFC", word):
        sound = _sound(character)
        if sound is None:
            return None
        found += [_CLASSES[c] for c in sound if c in _CLASSES and c not in _WEAK]
    return re.sub(r"(.)\1+", r"\1", "".join(found))


def alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool | None:
    """Say whether two names in two scripts sound alike; None when that can't be told.

    Args:
        one: The folded words of a name.
        other: Those of another.
    """
    from rapidfuzz.fuzz import ratio

    a, b = [skeleton(w) for w in one], [skeleton(w) for w in other]
    if None in a or None in b:
        return None
    left, right = [str(w) for w in a], [str(w) for w in b]
    near = max(
        ratio("".join(sorted(left)), "".join(sorted(right))), ratio("".join(left), "".join(right))
    )
    if near < _UNLIKE * 100:
        return False
    if len(left) == len(right):  # each name for itself: a family has one surname
        near = min(max(ratio(mine, theirs) for theirs in right) for mine in left)
        return True if near >= _EACH * 100 else None
    return True if near >= _ALIKE * 100 else None
