"""The font of printed pages: ``doc_font(pixels, weight)``."""

from __future__ import annotations

from functools import lru_cache
from threading import get_ident
from typing import Final

from PySide6.QtGui import QFont

_NORMAL: Final = QFont.Weight.Normal


def doc_font(pixels: int = 14, weight: QFont.Weight = _NORMAL) -> QFont:
    """Return a font with what other scripts need behind it; not to be changed."""
    return _made(max(1, pixels), weight, get_ident())


@lru_cache(maxsize=64)
def _made(pixels: int, weight: QFont.Weight, thread: int) -> QFont:
    """Make a font, which takes as long as drawing a word.

    Two threads must not share one: it finds its shapes when it is first used in each.
    """
    font = QFont()
    font.setFamilies(["Noto Sans", "DejaVu Sans", font.defaultFamily()])
    font.setPixelSize(pixels)
    font.setWeight(weight)
    font.setFeature(QFont.Tag("liga"), 0)  # "ﬁ" would not be found by who looks for "fi"
    return font
