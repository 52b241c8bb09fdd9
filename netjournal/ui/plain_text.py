"""Text that is harmless to show: ``display_safe(text)`` and ``tooltip(text)``; see ``safe``.

``breakable(text)`` lets long addresses go on in another line instead of being cut.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_MAX_MARKS: Final = 3
_LONG: Final = re.compile(r"\S{22,}")  # about what a narrow column holds
_JOINT: Final = r"[^\s@._/+-]{1,%d}(?![\u0300-\u036f])[@._/+-]?|[@._/+-]"
# Zero-width joiners shape Indic and Arabic words and emoji: the only format characters kept.
_KEPT_FORMATS: Final = frozenset("\u200c\u200d")
# Latin letters and the marks of writing: nothing of them is invisible, nothing stands on a letter.
_plain: Final = re.compile("[ -\u02ff\u2010-\u2027\u2030-\u205e]*").fullmatch
_BREAKS: Final = frozenset("\n\r\t\v\f\x1c\x1d\x1e\x85\u2028\u2029")


def display_safe(text: str, limit: int = 400) -> str:
    """Return ``text`` as one line that is harmless to show.

    Line breaks become blanks; control, direction and other invisible format characters, private use
    and unpaired surrogates are dropped; at most three combining marks stay on a letter.

    Args:
        text: Anything a person or a file wrote.
        limit: Longest result in code points; longer text ends with an ellipsis.

    Returns:
        The cleaned text, ends stripped.
    """
    if len(text) <= limit and text.isprintable() and (text.isascii() or _plain(text)):
        return text.strip()
    kept: list[str] = []
    marks = 0
    for character in text[: limit * 4]:
        if character in _BREAKS:
            kept.append(" ")
            continue
        category = unicodedata.category(character)
        if category in ("Mn", "Me"):
            marks += 1
            if marks > _MAX_MARKS:
                continue
        else:
            marks = 0
        if category[0] != "C" or character in _KEPT_FORMATS:
            kept.append(character)
    clean = "".join(kept).strip()
    return clean if len(clean) <= limit else f"{clean[: limit - 1].rstrip()}…"


def breakable(text: str, most: int = 18) -> str:
    """Return ``text`` with unseen places to break long words at; not to be copied from.

    Args:
        text: Harmless text.
        most: Letters of a long word that stay together.
    """
    joint = re.compile(_JOINT % most)
    return _LONG.sub(lambda word: joint.sub("\\g<0>\u200b", word[0]), text)


def tooltip(text: str) -> str:
    """Return ``text`` for a tooltip or ``ToolTipRole``, where Qt would otherwise guess HTML."""
    lines = (display_safe(line, 2000) for line in text.splitlines()[:40])
    escaped = "<br>".join(_escaped(line) for line in lines)
    return f"<qt>{escaped}</qt>" if escaped else ""


def _escaped(line: str) -> str:
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
