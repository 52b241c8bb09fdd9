"""What stands on a typeset line: words of one look, a line that Qt laid out, a picture.

Places are px from the corner of what was typeset; ``draw`` adds where that stands on the page.
``top`` and ``bottom`` are the line's: a page that ends between two lines has whole items only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from netjournal.ui.printing.fonts import draw_words
from netjournal.ui.printing.pictures import draw_picture

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QPainter, QTextLayout, QTextLine

    from netjournal.ui.printing.pictures import Album
    from netjournal.ui.printing.type_styles import Style


class Words:
    """Text of one look, from left to right."""

    __slots__ = ("baseline", "bottom", "style", "text", "top", "x")

    def __init__(self, text: str, style: Style, x: float, baseline: float) -> None:
        """Stand at ``x`` on a baseline."""
        self.text, self.style, self.x, self.baseline = text, style, x, baseline
        self.top = self.bottom = 0.0

    def move_down(self, by: float) -> None:
        """Stand lower."""
        self.top, self.bottom, self.baseline = self.top + by, self.bottom + by, self.baseline + by

    def draw(self, painter: QPainter, dx: float, dy: float) -> None:
        """Draw it as any text."""
        painter.setPen(self.style.color)
        draw_words(painter, self.x + dx, self.baseline + dy, self.text, self.style.font)


class Line:
    """A line laid out by Qt."""

    __slots__ = ("_layout", "_line", "_x", "_y", "ascent", "bottom", "text", "top")

    def __init__(self, layout: QTextLayout, line: QTextLine, x: float, y: float) -> None:
        """Stand where the layout has it, the layout's corner being at (x, y)."""
        self._layout, self._line = layout, line  # a line is a part of its layout
        self._x, self._y = x, y
        start = line.textStart()
        self.text = layout.text()[start : start + line.textLength()]
        self.ascent = line.ascent()
        self.top = self.bottom = 0.0

    def move_down(self, by: float) -> None:
        """Stand lower."""
        self.top, self.bottom, self._y = self.top + by, self.bottom + by, self._y + by

    def draw(self, painter: QPainter, dx: float, dy: float) -> None:
        """Draw it with its links."""
        self._line.draw(painter, QPointF(self._x + dx, self._y + dy))


class Picture:
    """A picture in its place."""

    __slots__ = ("_known", "_name", "_shared", "bottom", "rect", "text", "top")

    def __init__(self, rect: QRectF, name: str, known: Album, *, shared: bool) -> None:
        """Stand in ``rect``; the rest as ``pictures.draw_picture``."""
        self.rect, self._name, self._known, self._shared = rect, name, known, shared
        self.text = ""
        self.top = self.bottom = 0.0

    def move_down(self, by: float) -> None:
        """Stand lower."""
        self.top, self.bottom = self.top + by, self.bottom + by
        self.rect.translate(0, by)

    def draw(self, painter: QPainter, dx: float, dy: float) -> None:
        """Draw it, leaving the painter as it was."""
        painter.save()
        place = self.rect.translated(dx, dy)
        draw_picture(painter, place, self._name, self._known, shared=self._shared)
        painter.restore()


Item = Words | Line | Picture
