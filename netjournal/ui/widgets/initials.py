"""The one or two letters in a person's circle: ``initials(name)``."""

from __future__ import annotations

import unicodedata
from typing import Final

from netjournal.kept_texts import kept

# Scripts whose letters join or stack: two initials side by side would read as a word.
_ONE_LETTER_SCRIPTS: Final = (
    *("ARABIC", "SYRIAC", "THAANA", "NKO", "MONGOLIAN"),
    *("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN"),
    *("DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA", "TAMIL", "TELUGU", "KANNADA"),
    *("MALAYALAM", "SINHALA"),
)
_MARKS: Final = 2  # over or under a letter; more would leave the circle
_VIRAMA: Final = 9  # combining class of the sign that says "no vowel", left over at the end


@kept(4096)
def initials(name: str) -> str:
    """Return one or two letters for a name's circle.

    Titles with a full stop ("Dr.") and words without a letter are skipped; East Asian, Arabic and
    Indic names get one letter; an empty name gets "?".
    """
    words = [word for word in name.split() if not word.endswith(".")] or name.split()
    letters = [letter for word in words if (letter := _first_letter(word))]
    if not letters:
        return "?"
    if len(letters) > 1 and letters[0].isascii():
        return (letters[0] + letters[-1]).upper()
    if len(letters) == 1 or unicodedata.name(letters[0][0], "").startswith(_ONE_LETTER_SCRIPTS):
        return letters[0].upper()
    return (letters[0] + letters[-1]).upper()


def _first_letter(word: str) -> str:
    """The first letter with its marks, or nothing for a word of signs."""
    if word.isascii():  # most are, and have neither marks nor other signs that count as letters
        return word[0] if word[0].isalnum() else next(filter(str.isalnum, word), "")
    for at, character in enumerate(word):
        if unicodedata.category(character)[0] in "LN":
            end = at + 1
            while end < min(len(word), at + 1 + _MARKS) and _is_mark(word[end]):
                end += 1
            return unicodedata.normalize("NFC", word[at:end])
    return ""


def _is_mark(character: str) -> bool:
    marks = unicodedata.category(character)[0] == "M"
    return marks and unicodedata.combining(character) != _VIRAMA
