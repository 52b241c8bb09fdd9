"""Blocks set line by line, without a ``QTextDocument``: ``typeset(blocks, …)``.

The same result in a fraction of the time, for what ``markup`` can read and fonts set from left to
right. Hebrew and Arabic, emoji, and what a template of the user's own may say beyond that stay with
``document.Document``; a test compares the two.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from netjournal.ui.printing import emoji, markup
from netjournal.ui.printing.glyphs import is_western
from netjournal.ui.printing.line_setter import LineSetter, TooMuch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from netjournal.services.printed.paper import Block
    from netjournal.ui.printing.line_items import Item
    from netjournal.ui.printing.line_setter import Place
    from netjournal.ui.printing.markup import Cell, Paragraph
    from netjournal.ui.printing.pages import Slice
    from netjournal.ui.printing.pictures import Album
    from netjournal.ui.printing.type_styles import Styles

_RIGHT_TO_LEFT: Final = "\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufeff"
_TURNED: Final = re.compile(f"[{_RIGHT_TO_LEFT}]")
_DOUBTFUL: Final = re.compile(f"[{_RIGHT_TO_LEFT}\u2190-\u2bff\U0001f1e6-\U0010ffff]")
_NEAR: Final = 0.5


class Typeset:
    """One block in its place; it is drawn and cut as a ``Document`` is.

    Attributes:
        html: What it was set from.
        width, height: What it was set for, and what it takes; in 96ths of an inch.
        items: What stands on its lines, in reading order.
    """

    def __init__(self, html: str, width: float, height: float, items: Sequence[Item]) -> None:
        """Keep what was set."""
        self.html, self.width, self.height, self.items = html, width, height, items

    def paint(self, painter: QPainter, part: Slice) -> None:
        """Draw a part."""
        for item in self.shown(part):
            item.draw(painter, part.x, part.y - part.top)

    def shown(self, part: Slice) -> Sequence[Item]:
        """Return what is on the lines that are wholly in a part."""
        if not part.cut:
            return self.items
        top, bottom = part.top - _NEAR, part.top + part.height + _NEAR
        return [item for item in self.items if top <= item.top and item.bottom <= bottom]

    def line_break(self, top: float, bottom: float) -> float:
        """Return the lowest height up to ``bottom`` that cuts no line; else ``top``."""
        lines = [
            (item.top, item.bottom) for item in self.items if top - _NEAR <= item.top <= bottom
        ]
        return lowest_cut(lines, top, bottom)


def lowest_cut(lines: Sequence[tuple[float, float]], top: float, bottom: float) -> float:
    """Return the lowest lower edge of a line up to ``bottom`` that cuts no other; else ``top``."""
    for cut in sorted({end for _, end in lines if end <= bottom + _NEAR}, reverse=True):
        if not any(start < cut - _NEAR and end > cut + _NEAR for start, end in lines):
            return min(cut, bottom)
    return top


def typeset(
    block: Block, styles: Styles, pictures: Album, width: float, *, shared: bool
) -> Typeset | None:
    """Set a block at a width (96ths of an inch); None when it needs a ``Document``.

    Args:
        block: What to set.
        styles: Of the print.
        pictures: What images are drawn from, by person.
        width: In 96ths of an inch.
        shared: Whether icons are pictures that pages share.
    """
    html = block.html
    if not is_western(html) and _is_doubtful(html):
        return None
    content = markup.read(block.html)
    if content is None:
        return None
    paragraphs, cells = content
    setter = LineSetter(styles, pictures, shared=shared)
    try:
        if cells:
            height = _row(setter, styles, cells, width)
        else:
            height = _column(setter, paragraphs, (0.0, 0.0, width))
    except TooMuch:
        return None
    return Typeset(block.html, width, height, setter.items)


def _is_doubtful(html: str) -> bool:
    if _DOUBTFUL.search(html) is None:
        return False
    return bool(_TURNED.search(html) or emoji.SEQUENCE.search(html))


def _row(setter: LineSetter, styles: Styles, cells: Sequence[Cell], width: float) -> float:
    """Set a row; return its height."""
    columns = styles.columns(tuple(cell.tag for cell in cells), width)
    if len(columns) != len(cells):
        raise TooMuch
    parts: list[tuple[int, float]] = []
    for cell, (x, room) in zip(cells, columns, strict=True):
        begun = len(setter.items)
        end = _column(setter, cell.paragraphs, (x, cell.padding[0], room), cell.align)
        parts.append((begun, end + cell.padding[1]))
    height = max(end for _, end in parts)
    ends = [begun for begun, _ in parts[1:]] + [len(setter.items)]
    for cell, (begun, end), after in zip(cells, parts, ends, strict=True):
        down = {"top": 0.0, "middle": (height - end) / 2}.get(cell.valign)
        if down is None:
            raise TooMuch
        for item in setter.items[begun:after] if down else ():
            item.move_down(down)
    return height


def _column(
    setter: LineSetter,
    paragraphs: Sequence[Paragraph],
    place: Place,
    align: str = "",
) -> float:
    """Set paragraphs one below the other, at (x, y, width); return where the last one ends."""
    x, y, width = place
    below = None  # the margin of the paragraph before
    for one in paragraphs:
        shape = setter.shape(one)
        if below is not None:
            y += max(below, shape.top)
        at_right = (align == "right" and " align=" not in one.tag) or shape.at_right
        image = one.runs[0].image if len(one.runs) == 1 else None
        if align not in ("", "left", "right") or (not one.tag and len(paragraphs) > 1):
            raise TooMuch
        if image is not None and image.width:
            if width < image.width:
                raise TooMuch
            y = setter.picture(image, x + shape.left + (width - image.width) * at_right, y)
        else:
            y = setter.paragraph(one, shape, (x, y, width), at_right=at_right)
        below = shape.bottom
    return y
