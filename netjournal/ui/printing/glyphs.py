"""Which characters no font of this computer can show: they would print as empty boxes."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QTextLayout

from netjournal.ui.printing.fonts import doc_font, has_font

if TYPE_CHECKING:
    from netjournal.ui.printing.pages import Page

_BEYOND: Final = "\u0250"  # from here on; every font has Europe's Latin letters
_MOST: Final = 12
# marks and joiners shape their neighbours and have no picture of their own
_SHAPELESS: Final = ("Mn", "Me", "Mc", "Cc", "Cf", "Zs", "Zl", "Zp", "Cs")


def is_western(text: str) -> bool:
    """Say whether a text has Western letters only; a pattern takes thirty times as long."""
    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        return False
    return True


class Seen:
    """Collects the characters of pages."""

    def __init__(self) -> None:
        """Nothing seen yet."""
        self._characters: set[str] = set()

    def look_at(self, page: Page) -> None:
        """Take in what a page says."""
        for piece in page.slices:
            if not is_western(piece.document.html):
                self._characters.update(piece.document.html)

    def missing(self) -> str:
        """Return the first few characters that no font has, in order."""
        found = []
        for character in sorted(self._characters):
            if character >= _BEYOND and not _shown(character):
                found.append(character)
                if len(found) == _MOST:
                    break
        return "".join(found)


@lru_cache(maxsize=8192)
def _shown(character: str) -> bool:
    """Say whether a font has a character."""
    if unicodedata.category(character) in _SHAPELESS or 0xFE00 <= ord(character) <= 0xFE0F:
        return True
    layout = QTextLayout(character, doc_font())
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return all(map(has_font, layout.glyphRuns()))
