"""A page as it goes onto paper: slices of documents, rules, small lines of text, bookmarks.

Coordinates are 96ths of an inch from the paper's top left corner; the painter scales them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPen

from netjournal.ui import colors
from netjournal.ui.printing import emoji
from netjournal.ui.printing.fonts import doc_font

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QSizeF
    from PySide6.QtGui import QFont, QPainter

    from netjournal.ui.printing.document import Document
    from netjournal.ui.printing.typeset import Typeset

FOOT_LINE: Final = 18.0
SMALL: Final = 12  # px, of small lines
_TURNED: Final = re.compile("[\u0590-\u08ff\u200e-\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufeff]")
_SURELY_FITS: Final = 24  # letters; measuring takes as long as drawing


@dataclass(frozen=True, slots=True)
class Sheet:
    """The paper and what of it is written on.

    Attributes:
        size: Width and height.
        side, top, foot: Margins.
        columns, gutter: How many columns, and the room between them.
    """

    size: QSizeF
    side: float = 60.0
    top: float = 56.0
    foot: float = 64.0
    columns: int = 1
    gutter: float = 36.0

    @property
    def width(self) -> float:
        """Width of a column."""
        whole = self.size.width() - 2 * self.side
        return (whole - self.gutter * (self.columns - 1)) / self.columns

    @property
    def height(self) -> float:
        """Height of a column."""
        return self.size.height() - self.top - self.foot

    def left(self, column: int) -> float:
        """Return where a column begins."""
        return self.side + column * (self.width + self.gutter)


def sheet(size: QSizeF, columns: int = 1) -> Sheet:
    """Return a sheet with margins that suit the paper: narrow ones on a small page."""
    share = min(1.0, size.width() / 794)  # of A4
    return Sheet(size, 60 * share, 56 * share, 64 * max(0.8, share), columns, 36 * share)


@dataclass(slots=True)
class Slice:
    """A part of a document at a place.

    ``cut`` when it is not made of whole blocks; ``scale`` where it has to be smaller than set,
    which only a ``Document`` can be.
    """

    document: Document | Typeset
    x: float
    y: float
    top: float
    height: float
    cut: bool = False
    scale: float = 1.0


@dataclass(slots=True)
class Small:
    """A quiet line of text in a box; ``align`` is left, right or center.

    Where there is too little room ``text`` is shortened, ``tail`` is not.
    """

    text: str
    box: QRectF
    align: str = "left"
    tail: str = ""


@dataclass(slots=True)
class Page:
    """One page.

    Attributes:
        slices, rules, smalls: What is on it; rules are (line, token of the colour, width).
        drawings: Anything else, drawn first.
        marks: (title, height) to be found in the reader's outline.
    """

    slices: list[Slice] = field(default_factory=list)
    rules: list[tuple[QLineF, str, float]] = field(default_factory=list)
    smalls: list[Small] = field(default_factory=list)
    drawings: list[Callable[[QPainter], None]] = field(default_factory=list)
    marks: list[tuple[str, float]] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Whether nothing is on it yet."""
        return not (self.slices or self.drawings)

    def paint(self, painter: QPainter) -> None:
        """Paint it; the painter's unit is 1/96 inch."""
        for draw in self.drawings:
            draw(painter)
        for piece in self.slices:
            piece.document.paint(painter, piece)
        for line, token, width in self.rules:
            flat = Qt.PenCapStyle.FlatCap
            painter.setPen(QPen(QColor(colors.LIGHT[token]), width, c=flat))
            painter.drawLine(line)
        for small in self.smalls:
            _paint_small(painter, small)


def _paint_small(painter: QPainter, small: Small) -> None:
    font = doc_font(SMALL)
    painter.setPen(QColor(colors.LIGHT["quiet"]))
    emoji.draw_line(painter, small.box, small.align, shown_small(small, font), font)


def shown_small(small: Small, font: QFont) -> str:
    """Return what of a quiet line there is room for."""
    shown = small.text
    if len(shown) > _SURELY_FITS:
        metrics = QFontMetricsF(font)
        room = small.box.width() - metrics.horizontalAdvance(small.tail)
        shown = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, room)
    if _TURNED.search(shown):
        shown = f"\u2068{shown}\u2069"  # a name from right to left doesn't turn the number round
    return f"{shown}{small.tail}"


def footers(paper: Sheet, left: str, title: str, number: str) -> list[Small]:
    """Return the lines at a page's foot: where from and when, then what and which page."""
    y = paper.size.height() - min(50.0, paper.foot * 0.78)
    width = paper.size.width() - 2 * paper.side
    half = width * 0.42
    tail = f" · {number}" if title else number
    return [
        Small(left, QRectF(paper.side, y, half, FOOT_LINE)),
        Small(title, QRectF(paper.side + half, y, width - half, FOOT_LINE), "right", tail),
    ]
