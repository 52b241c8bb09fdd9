"""The font of printed pages, and text drawn with it: ``doc_font``, ``draw_words``."""

from __future__ import annotations

import re
from functools import lru_cache
from threading import get_ident
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QGlyphRun, QPainter

_LIGATURE: Final = re.compile("f[bfhijklt]|[^\x00-\u052f\u1e00-\u20cf]")
_ENDLESS: Final = 1e6
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
    _meet_a_letter()
    return font


@lru_cache(maxsize=1)
def _meet_a_letter() -> None:
    """Let the first font that Qt asks for its measures be one for letters.

    What Qt believes any font to measure is limited by the first one's size, for as long as the
    process runs (Qt 6.11). Emoji are pictures of 109 px, and Thai would then be thought broken.
    """
    one_line("x", QFont())


def _option() -> QTextOption:
    made = QTextOption()
    made.setUseDesignMetrics(True)  # as on paper, whatever the screen
    made.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    made.setTextDirection(Qt.LayoutDirection.LeftToRight)
    return made


OPTION: Final = _option()


def one_line(
    text: str, font: QFont, formats: Iterable[QTextLayout.FormatRange] = ()
) -> QTextLayout:
    """Return text laid out in a single line."""
    layout = QTextLayout(text, font)
    layout.setTextOption(OPTION)
    if formats:
        layout.setFormats(list(formats))
    layout.beginLayout()
    line = layout.createLine()
    line.setLeadingIncluded(True)
    line.setLineWidth(_ENDLESS)
    layout.endLayout()
    return layout


def has_font(run: QGlyphRun) -> bool:
    """Say whether glyphs are of a font; else they are empty boxes, and their font may not be asked.

    Asking it for its name ends the process (Qt 6.11).
    """
    return run.rawFont().pixelSize() > 0 and 0 not in run.glyphIndexes()


def draw_words(painter: QPainter, x: float, baseline: float, text: str, font: QFont) -> None:
    """Draw text in the painter's colour, from ``x`` on.

    ``QPainter.drawText`` forgets on paper that the font joins no letters; where it might join some,
    the text is laid out first.
    """
    if _LIGATURE.search(text) is None:
        painter.setFont(font)
        painter.drawText(QPointF(x, baseline), text)
    elif text:
        layout = one_line(text, font)
        layout.draw(painter, QPointF(x, baseline - layout.lineAt(0).ascent()))


def draw_in_box(painter: QPainter, box: QRectF, align: str, text: str, font: QFont) -> None:
    """Draw a line of text in the painter's colour, half way up a box; ``align`` as of ``Small``."""
    metrics = QFontMetricsF(font)
    free = box.width() - metrics.horizontalAdvance(text) if align != "left" else 0.0
    x = box.left() + free * (0.5 if align == "center" else 1.0)
    baseline = box.center().y() + (metrics.ascent() - metrics.descent()) / 2
    draw_words(painter, x, baseline, text, font)
