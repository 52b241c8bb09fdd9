"""What stands on a typeset line: words of one look, a line that Qt laid out, a picture.

Places are px from the corner of what was typeset; ``draw`` adds where that stands on the page.
``top`` and ``bottom`` are the line's: a page that ends between two lines has whole items only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtGui import QTextCharFormat, QTextLayout

from netjournal.ui.printing.fonts import draw_words, one_line
from netjournal.ui.printing.pictures import draw_picture
from netjournal.ui.printing.type_styles import utf16

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QColor, QGlyphRun, QPainter, QTextLine

    from netjournal.ui.printing.line_breaks import Look
    from netjournal.ui.printing.pictures import Album
    from netjournal.ui.printing.type_styles import Style


class Words:
    """Text of one look, from left to right."""

    __slots__ = ("baseline", "bottom", "style", "text", "top", "x")
    href = ""

    def __init__(self, text: str, style: Style, x: float, baseline: float) -> None:
        """Stand at ``x`` on a baseline."""
        self.text, self.style, self.x, self.baseline = text, style, x, baseline
        self.top = self.bottom = 0.0

    @property
    def edges(self) -> tuple[float, float]:
        """Where it begins and ends."""
        return self.x, self.x + self.style.width(self.text)

    def move_down(self, by: float) -> None:
        """Stand lower."""
        self.top, self.bottom, self.baseline = self.top + by, self.bottom + by, self.baseline + by

    def draw(self, painter: QPainter, dx: float, dy: float) -> None:
        """Draw it as any text."""
        painter.setPen(self.style.color)
        draw_words(painter, self.x + dx, self.baseline + dy, self.text, self.style.font)


class Link(Words):
    """Text of one look that leads somewhere."""

    __slots__ = ("href",)

    def __init__(self, text: str, href: str, style: Style, x: float, baseline: float) -> None:
        """Stand at ``x`` on a baseline."""
        super().__init__(text, style, x, baseline)
        self.href = href

    def draw(self, painter: QPainter, dx: float, dy: float) -> None:
        """Draw it with its link."""
        part = QTextLayout.FormatRange()
        part.start, part.length = 0, utf16(self.text)
        part.format = linked(self.style.format, self.href)
        layout = one_line(self.text, self.style.font, [part])
        top = self.baseline - layout.lineAt(0).ascent()
        layout.draw(painter, QPointF(self.x + dx, top + dy))


class Line:
    """A line laid out by Qt.

    Attributes:
        x, y: Where the layout's corner is.
        ascent: From the line's upper edge to its letters' feet.
    """

    __slots__ = (
        "_layout",
        "_line",
        "_looks",
        "_plain",
        "ascent",
        "bottom",
        "text",
        "top",
        "x",
        "y",
    )

    def __init__(
        self,
        layout: QTextLayout,
        line: QTextLine,
        looks: Sequence[Look],
        place: QPointF,
        *,
        plain: bool,
    ) -> None:
        """Stand where the layout has it, the layout's corner being at ``place``.

        ``plain`` when all of it are words whose widths are known.
        """
        self._layout, self._line = layout, line  # a line is a part of its layout
        self._looks, self._plain = looks, plain
        self.x, self.y = place.x(), place.y()
        start, end = 2 * line.textStart(), 2 * (line.textStart() + line.textLength())
        whole = layout.text().encode("utf-16-le", "surrogatepass")
        self.text = whole[start:end].decode("utf-16-le", "replace")
        self.ascent = line.ascent()
        self.top = self.bottom = 0.0

    @property
    def baseline(self) -> float:
        """Where its letters stand."""
        return self.y + self._line.y() + self.ascent

    @property
    def edges(self) -> tuple[float, float]:
        """Where its letters begin and end."""
        box = self._line.naturalTextRect()
        return self.x + box.left(), self.x + box.right()

    def runs(self) -> Iterator[tuple[list[QGlyphRun], QColor, str]]:
        """Yield glyphs, colour and link of each look on it; places are the layout's."""
        begun, end = self._line.textStart(), self._line.textStart() + self._line.textLength()
        at = 0
        for run, style in self._looks:
            after = at + utf16(run.text)
            start, stop = max(at, begun), min(after, end)
            if start < stop:
                yield self._layout.glyphRuns(start, stop - start), style.color, run.href
            at = after

    def words(self) -> list[tuple[str, Style, str]]:
        """Return text, look and link of each piece on it, from its left edge on, if all is plain.

        Else nothing: what stands where only ``runs`` know then.
        """
        if not self._plain:
            return []
        begun, found, at = self._line.textStart(), [], 0
        end = begun + self._line.textLength()
        for run, style in self._looks:
            text = run.text[max(0, begun - at) : max(0, end - at)]
            if text:
                found.append((text, style, run.href))
            at += len(run.text)
        return found

    def move_down(self, by: float) -> None:
        """Stand lower."""
        self.top, self.bottom, self.y = self.top + by, self.bottom + by, self.y + by

    def draw(self, painter: QPainter, dx: float, dy: float) -> None:
        """Draw it with its links."""
        self._line.draw(painter, QPointF(self.x + dx, self.y + dy))


class Picture:
    """A picture in its place."""

    __slots__ = ("_shared", "bottom", "known", "name", "rect", "text", "top")

    def __init__(self, rect: QRectF, name: str, known: Album, *, shared: bool) -> None:
        """Stand in ``rect``; the rest as ``pictures.draw_picture``."""
        self.rect, self.name, self.known, self._shared = rect, name, known, shared
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
        draw_picture(painter, place, self.name, self.known, shared=self._shared)
        painter.restore()


def linked(form: QTextCharFormat, href: str) -> QTextCharFormat:
    """Return a format that leads somewhere."""
    made = QTextCharFormat(form)
    made.setAnchorHref(href)
    return made


Item = Words | Line | Picture
