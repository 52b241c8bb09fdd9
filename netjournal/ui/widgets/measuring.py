"""What lines of text measure, and what of them fits; most are painted again and again.

Public (``role`` is a key of ``theme.SIZES``, ``revision`` is ``theme.revision()``):
    Type, type_of(role, revision)              a font and what is asked of it for each line
    width(text, role, revision)
    fitted(text, role, room, revision)         what fits into a room, and its width
    shortened(text, role, room, revision)      the same where nobody asks for the width
    runs_from_left(text)
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF

from netjournal.kept_texts import kept
from netjournal.ui import theme

# before Hebrew all scripts run from the left, and so do a few signs
_from_left: Final = re.compile("[\0-\u058f…–—‘’“”]*").fullmatch
_SHORTER: Final = "\x9c"  # after it Qt looks for a shorter wording
_WIDEST: Final = "@%&MWmw"
_NARROW: Final = 0.36  # of a line's height; few letters of a text are as narrow on average
_BEYOND: Final = 16  # letters that must be left beyond the end to know that it ends the same


class Type(NamedTuple):
    """A font and what is asked of it for each line; ``widest`` is no ASCII letter wider."""

    font: QFont
    metrics: QFontMetricsF
    height: float
    ascent: float
    widest: float


@lru_cache(maxsize=64)
def type_of(role: str, _revision: int) -> Type:
    """Return the font of a role, measured."""
    font = theme.font(role)
    metrics = QFontMetricsF(font)
    widest = max(map(metrics.horizontalAdvance, _WIDEST)) * 1.25  # all of ASCII is asked too long
    return Type(font, metrics, metrics.height(), metrics.ascent(), widest)


def runs_from_left(text: str) -> bool:
    """Say whether no letter of a text can run from the right, as far as a glance tells."""
    return text.isascii() or _from_left(text) is not None


@kept(2048)
def fitted(text: str, role: str, room: float, revision: int) -> tuple[str, float]:
    """Return what of a line fits, and its width: most is painted again and again."""
    whole = width(text, role, revision)
    if whole <= room:
        return text, whole
    shown = _elided(text, role, room, revision)
    return shown, width(shown, role, revision)


@kept(2048)
def shortened(text: str, role: str, room: float, revision: int) -> str:
    """Return what of a line fits."""
    if text.isascii() and len(text) * type_of(role, revision).widest <= room:
        return text
    return _elided(text, role, room, revision)


def _elided(text: str, role: str, room: float, revision: int) -> str:
    """Return what of a line fits; of a long one no more is measured than can be seen."""
    type_ = type_of(role, revision)
    most = int(room / (type_.height * _NARROW)) + 2 * _BEYOND
    if len(text) > most and runs_from_left(text) and _SHORTER not in text:
        head = text[:most]
        shown = type_.metrics.elidedText(head, Qt.TextElideMode.ElideRight, room)
        # signs before the first letter go by its script
        if len(shown) + _BEYOND < most and any(map(str.isalpha, head)):
            return shown
    return type_.metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)


@kept(2048)
def width(text: str, role: str, revision: int) -> float:
    """Return how wide a line of text is."""
    return type_of(role, revision).metrics.horizontalAdvance(text)
