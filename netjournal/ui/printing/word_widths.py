"""Widths of words in a font, each measured once: ``Widths``."""

from __future__ import annotations

import re
from array import array
from typing import Final

from PySide6.QtGui import QFont

from netjournal.ui.printing.fonts import has_font, one_line

# letters that one font sets one after the other, from left to right
_PLAIN: Final = re.compile(
    "[!-~\u00a0-\u00ac\u00ae-\u024f\u0370-\u0527\u1e00-\u1fff\u2010-\u205e]+"
)
MOST_WORDS: Final = 4_000  # and texts: more are rare, and would take megabytes
SHORT: Final = 30
NOT_PLAIN: Final = -1e9  # no line is that long


class Widths(dict[str, float]):
    """Widths of words in a font; each is measured when it is first asked for.

    They are kept for the next print, unlike the font, which Qt may have let go of meanwhile.

    Attributes:
        font: What words are measured with.
        blank: Width of a blank.
        family: What the font has its letters from, which is the first of those asked for that there
            is; a word with letters of another one is set by Qt.
        texts: Widths of short texts, many of which come again: headings, kinds, days.
        shapes: Of words that were measured, so that who draws them need not have them shaped
            again: the numbers of their glyphs, where each stands, where the last one ends. Qt's
            places are 64ths, which fit into half of a float as other numbers do.
    """

    def __init__(self) -> None:
        """Know only that no word takes no room."""
        super().__init__({"": 0.0})
        self.font = QFont()
        self.blank = 0.0
        self.family = ""
        self.texts: dict[str, float] = {}
        self.shapes: dict[str, array[float]] = {}

    def begin(self, font: QFont) -> None:
        """Measure with a font from now on."""
        self.font = font
        if not self.blank:
            apart, letter = one_line("x x", font), one_line("x", font)
            both, one = apart.lineAt(0), letter.lineAt(0)
            self.blank = both.horizontalAdvance() - 2 * one.horizontalAdvance()
            runs = letter.glyphRuns()
            self.family = runs[0].rawFont().familyName() if runs and has_font(runs[0]) else ""

    def __missing__(self, word: str) -> float:
        """Measure a word: ``NOT_PLAIN`` if Qt has to set it."""
        if len(self) > MOST_WORDS:
            self.clear()
            self.shapes.clear()
            self[""] = 0.0
        self[word] = found = self._measured(word)
        return found

    def _measured(self, word: str) -> float:
        if _PLAIN.fullmatch(word) is None:
            return NOT_PLAIN
        layout = one_line(word, self.font)
        runs = layout.glyphRuns()
        if len(runs) != 1 or not has_font(runs[0]):
            return NOT_PLAIN
        if runs[0].rawFont().familyName() != self.family:
            return NOT_PLAIN
        wide = layout.lineAt(0).horizontalAdvance()
        across = [place.x() for place in runs[0].positions()]
        self.shapes[word] = array("f", [*runs[0].glyphIndexes(), *across, wide])
        return wide
