"""Sets paragraphs into lines: ``LineSetter(styles, pictures).paragraph(…)``.

Words are measured once; as long as lines end at blanks only, they are added up. Where Unicode's
rules for line ends, another script or a link have a say, Qt lays the paragraph out.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextLayout

from netjournal.ui.printing.fonts import OPTION
from netjournal.ui.printing.line_breaks import TIE, broken
from netjournal.ui.printing.line_items import Line, Link, Picture, Words, linked
from netjournal.ui.printing.pictures import pill_width
from netjournal.ui.printing.type_styles import utf16

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFont, QTextLine

    from netjournal.ui.printing.line_items import Item
    from netjournal.ui.printing.markup import Paragraph
    from netjournal.ui.printing.markup_plan import Image, Run
    from netjournal.ui.printing.pictures import Album
    from netjournal.ui.printing.type_styles import Shape, Style, Styles

    Look = tuple[Run, Style]
    Piece = tuple[str, Style, float]  # text, look, width
    Place = tuple[float, float, float]  # left, top, width


class TooMuch(Exception):
    """Something that only a ``QTextDocument`` can set."""


class LineSetter:
    """Sets paragraphs one by one; ``items`` is what came of them."""

    def __init__(self, styles: Styles, pictures: Album, *, shared: bool) -> None:
        """Draw pictures from ``pictures``."""
        self.items: list[Item] = []
        self._styles, self._pictures, self._shared = styles, pictures, shared

    def shape(self, what: Paragraph) -> Shape:
        """Return the shape of a paragraph.

        Raises:
            TooMuch: It has one that is not known here.
        """
        found = self._styles.shape(what.tag)
        if found is None:
            raise TooMuch
        return found

    def paragraph(self, what: Paragraph, shape: Shape, place: Place, *, at_right: bool) -> float:
        """Set a paragraph of a shape with its corner at (x, y); return where it ends.

        Raises:
            TooMuch: It needs a document.
        """
        runs = what.runs
        x, y, width = place
        x, room = x + shape.left, width - shape.left - shape.right
        begun = len(self.items)
        mark = runs[0].image if runs and runs[0].image and shape.indent else None
        least = 0.0  # how far the first line reaches up at least
        if mark is not None:
            runs, least = runs[1:], float(mark.height)
        if shape.indent and (mark is None or mark.width != -shape.indent):
            raise TooMuch
        looks = [(run, self._look(what.tag, run.inline)) for run in runs]
        widths = _widths(looks)
        total = sum(widths)
        if not looks:
            bottom = y + self._look(what.tag, ()).height
        elif 0 <= total <= room - TIE:
            spot = x + (room - total) * at_right, y
            bottom = self._in_one(looks, widths, spot, least)
        elif at_right or any(run.image for run in runs):
            raise TooMuch
        else:
            plain = total >= 0
            lines = _at_blanks(looks, room) if plain else None
            if lines is None:
                looks = _with_blank(looks) if what.blank else looks
                bottom = self._by_qt(looks, (x, y, room), least, plain=plain)
            else:
                bottom = self._in_lines(lines, (x, y), least)
        if mark is not None:
            self._set_mark(mark, x + shape.indent, begun)
        return bottom

    def picture(self, image: Image, x: float, y: float) -> float:
        """Set a picture that is a line of its own; return where it ends."""
        bottom = y + image.height
        self._add(self._drawn(image, x, y), y, bottom)
        return bottom

    def _look(self, tag: str, inline: tuple[str, ...]) -> Style:
        found = self._styles.style(tag, inline)
        if found is None:
            raise TooMuch
        return found

    def _add(self, item: Item, top: float, bottom: float) -> None:
        item.top, item.bottom = top, bottom
        self.items.append(item)

    def _drawn(self, image: Image, x: float, y: float) -> Picture:
        rect = QRectF(x, y, _image_width(image), image.height)
        return Picture(rect, image.name, self._pictures, shared=self._shared)

    def _set_mark(self, mark: Image, x: float, begun: int) -> None:
        """Set a picture into the indent, standing on the first line."""
        first = self.items[begun]
        base = first.top + (first.ascent if isinstance(first, Line) else 0)
        if isinstance(first, Words):
            base = first.baseline
        item = self._drawn(mark, x, base - mark.height)
        item.top, item.bottom = first.top, first.bottom
        self.items.insert(begun, item)

    # -- one line

    def _in_one(
        self,
        looks: Sequence[Look],
        widths: Sequence[float],
        spot: tuple[float, float],
        least: float,
    ) -> float:
        """Set everything in a line; return its lower edge."""
        x, y = spot
        if len(looks) == 1:
            ascent, descent = looks[0][1].ascent, looks[0][1].descent
        else:
            ascent, descent = self._line_height(looks)
        ascent = max(ascent, least)
        baseline, bottom = y + ascent, y + math.ceil(ascent + descent)
        for (run, style), wide in zip(looks, widths, strict=True):
            image = run.image
            if image is not None:
                high = (
                    (ascent + descent - image.height) / 2 if image.middle else ascent - image.height
                )
                self._add(self._drawn(image, x, y + high), y, bottom)
            elif run.href:
                self._add(Link(run.text, run.href, style, x, baseline), y, bottom)
            else:
                self._add(Words(run.text, style, x, baseline), y, bottom)
            x += wide
        return bottom

    def _line_height(self, looks: Sequence[Look]) -> tuple[float, float]:
        """Return ascent and descent of a line with these."""
        styles = tuple(dict.fromkeys(style for run, style in looks if run.image is None))
        ascent, descent = self._styles.line(styles) if styles else (0.0, 0.0)
        for run, style in looks:
            if run.image is not None:
                above, below = _around_base(run.image, style)
                ascent, descent = max(ascent, above), max(descent, below)
        return ascent, descent

    # -- more lines

    def _in_lines(
        self, lines: Sequence[Sequence[Piece]], spot: tuple[float, float], least: float
    ) -> float:
        x, y = spot
        for line in lines:
            if len(line) == 1:
                ascent, descent = line[0][1].ascent, line[0][1].descent
            else:
                ascent, descent = self._styles.line(tuple(dict.fromkeys(one[1] for one in line)))
            raised, ascent = least > ascent, max(ascent, least)
            bottom, at, least = y + math.ceil(ascent + descent), x, 0.0
            if raised and line is not lines[-1]:
                bottom -= 1  # as Qt takes back what a picture adds between lines
            for text, style, wide in line:
                self._add(Words(text, style, at, y + ascent), y, bottom)
                at += wide
            y = bottom
        return y

    def _by_qt(self, looks: Sequence[Look], place: Place, least: float, *, plain: bool) -> float:
        x, y, room = place
        layout = _layout(looks, self._styles.font)
        at = 0.0
        lines = []
        while (line := _next_line(layout, at, room)).isValid():
            lines.append(line)
            at += line.height()
        layout.endLayout()
        if lines and lines[0].ascent() < least:
            raise TooMuch
        for line in lines:
            item = Line(layout, line, looks, QPointF(x, y), plain=plain)
            self._add(item, y + line.y(), y + line.y() + line.height())
        return y + at


def _at_blanks(looks: Sequence[Look], room: float) -> Sequence[Sequence[Piece]] | None:
    """Return words whose widths are known in lines; None where Qt decides."""
    return None if any(run.href for run, _ in looks) else broken(looks, room)


def _with_blank(looks: Sequence[Look]) -> list[Look]:
    """Return the same with a blank at its end, which lets more of a line's last letter fit."""
    last, style = looks[-1]
    return [*looks[:-1], (last._replace(text=f"{last.text} "), style)]


def _image_width(image: Image) -> float:
    return image.width or pill_width(image.name)


def _around_base(image: Image, style: Style) -> tuple[float, float]:
    """Return how far a picture stands above and below the line of letters."""
    if not image.middle:
        return image.height, 0.0
    return image.height / 2 + style.x_height / 4, image.height / 2 - style.x_height / 4


def _widths(looks: Sequence[Look]) -> list[float]:
    """Return how wide each piece is; less than nothing where Qt has to say it."""
    return [
        style.width(run.text) if run.image is None else _image_width(run.image)
        for run, style in looks
    ]


def _layout(looks: Sequence[Look], font: QFont) -> QTextLayout:
    """Begin a layout of Qt's with these."""
    ranges, at = [], 0
    for run, style in looks:
        part = QTextLayout.FormatRange()
        part.start, part.length, part.format = at, utf16(run.text), style.format
        if run.href:
            part.format = linked(style.format, run.href)
        at += part.length
        ranges.append(part)
    layout = QTextLayout("".join(run.text for run, _ in looks), font)
    layout.setTextOption(OPTION)
    layout.setFormats(ranges)
    layout.beginLayout()
    return layout


def _next_line(layout: QTextLayout, y: float, room: float) -> QTextLine:
    line = layout.createLine()
    if line.isValid():
        line.setLeadingIncluded(True)
        line.setLineWidth(room)
        line.setPosition(QPointF(0, y))
    return line
