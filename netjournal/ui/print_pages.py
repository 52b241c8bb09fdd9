"""Summaries set onto pages: blocks one below the other, headings kept with what follows.

``Pages`` paints on anything that has pages (a PDF, a printer, the preview) in one coordinate
system: 96 dots per inch, scaled by the painter. A block that doesn't fit goes to the next page; one
taller than a page is cut between lines and goes on with "continued".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QPen,
)

from netjournal.services import summary
from netjournal.ui import colors, dates
from netjournal.ui.print_pictures import Document, doc_font

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QSizeF

    from netjournal.ui.print_person import Person

MARGIN: Final = 60.0
_TOP: Final = 56.0
_FOOT: Final = 64.0
_GAP: Final = 10.0
_CONTINUED: Final = 24.0


@dataclass(slots=True)
class _Piece:
    """A laid-out block, or a slice of one; ``top``/``height`` within its document."""

    document: Document | None
    top: float
    height: float
    block: summary.Block
    continued: bool = False


class Pages:
    """Lays one person out on pages of a given size."""

    def __init__(self, person: Person, size: QSizeF, today: int) -> None:
        """Lay out.

        Args:
            person: Whom.
            size: The page in 96ths of an inch.
            today: The local day in the footer.
        """
        self._person = person
        self._size = size
        self._today = today
        self._width = size.width() - 2 * MARGIN
        self._height = size.height() - _TOP - _FOOT
        self._pages = self._fill(self._pieces())

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._pages)

    def paint(self, painter: QPainter, number: int) -> None:
        """Paint page ``number`` (from 0); the painter's unit is 1/96 inch."""
        y = _TOP
        for piece in self._pages[number]:
            y = self._paint_piece(painter, piece, y)
        self._paint_footer(painter, number)

    # -- layout

    def _pieces(self) -> list[_Piece]:
        style, font = summary.style(), doc_font()
        found = []
        for block in summary.blocks(self._person.sheet):
            if not block.html:
                found.append(_Piece(None, 0.0, _GAP, block))
                continue
            document = Document(block.html, style, font, self._person.pictures)
            document.setTextWidth(self._width)
            found.append(_Piece(document, 0.0, document.size().height(), block))
        return found

    def _fill(self, pieces: Sequence[_Piece]) -> list[list[_Piece]]:
        pages: list[list[_Piece]] = [[]]
        left = self._height
        waiting = list(pieces)
        while waiting:
            group = _group(waiting)
            need = sum(self._room(piece) for piece in group)
            if need <= left:
                pages[-1] += group
                left -= need
                waiting = waiting[len(group) :]
            elif pages[-1] and need <= self._height:
                pages.append([])
                left = self._height
            else:
                left = self._cut(pages, group, left)
                waiting = waiting[len(group) :]
        return pages

    def _cut(self, pages: list[list[_Piece]], group: Sequence[_Piece], left: float) -> float:
        """Spread a group taller than a page over several, cutting between lines."""
        for piece in group:
            rest = piece
            while self._room(rest) > left:
                head, rest = self._split(rest, left - _GAP)
                if head is not None:
                    pages[-1].append(head)
                pages.append([])
                left = self._height
            pages[-1].append(rest)
            left -= self._room(rest)
        return left

    def _split(self, piece: _Piece, room: float) -> tuple[_Piece | None, _Piece]:
        document = piece.document
        if document is None or room < 40:
            return None, piece
        cut = _line_break(document, piece.top, piece.top + room)
        if cut <= piece.top + 1:
            if room >= self._height - 2 * _GAP:  # one line taller than a page: cut it anyway
                cut = piece.top + room
            else:
                return None, piece
        head = _Piece(document, piece.top, cut - piece.top, piece.block, piece.continued)
        rest = _Piece(document, cut, piece.top + piece.height - cut, piece.block, True)
        return head, rest

    def _room(self, piece: _Piece) -> float:
        extra = _GAP * 2 if piece.block.line or piece.block.rule else _GAP
        return piece.height + extra + (_CONTINUED if piece.continued else 0)

    # -- painting

    def _paint_piece(self, painter: QPainter, piece: _Piece, y: float) -> float:
        block, start = piece.block, y
        if block.rule and not piece.continued:
            painter.setPen(QPen(QColor(colors.LIGHT["ink"]), 1.6))
            painter.drawLine(QPointF(MARGIN, y + 2), QPointF(MARGIN + self._width, y + 2))
        if piece.continued:
            self._small(painter, y, QCoreApplication.translate("print", "continued"), left=True)
            y += _CONTINUED
        if piece.document is not None:
            self._paint_slice(painter, piece, y)
        y = start + self._room(piece)
        if block.line:
            painter.setPen(QPen(QColor(colors.LIGHT["line"]), 1))
            painter.drawLine(
                QPointF(MARGIN, y - _GAP - 2), QPointF(MARGIN + self._width, y - _GAP - 2)
            )
        return y

    def _paint_slice(self, painter: QPainter, piece: _Piece, y: float) -> None:
        assert piece.document is not None
        painter.save()
        painter.translate(MARGIN, y - piece.top)
        whole = piece.top == 0 and piece.height >= piece.document.size().height() - 0.5
        if whole:
            piece.document.drawContents(painter)
        else:
            _draw_lines(painter, piece.document, piece.top, piece.top + piece.height)
        painter.restore()

    def _paint_footer(self, painter: QPainter, number: int) -> None:
        y = self._size.height() - 50
        day = dates.full_day(self._today)
        self._small(painter, y, f"NetJournal · {day}", left=True)
        name = self._person.sheet.name
        page = f"{number + 1} / {self.count}"
        metrics_room = self._width - 260
        self._small(painter, y, f"{_short(painter, name, metrics_room)} · {page}", left=False)

    def _small(self, painter: QPainter, y: float, text: str, *, left: bool) -> None:
        painter.setFont(_small_font())
        painter.setPen(QColor(colors.LIGHT["quiet"]))
        side = Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignRight
        where = QRectF(MARGIN, y, self._width, 18)
        painter.drawText(where, int(side | Qt.AlignmentFlag.AlignVCenter), text)


def _small_font() -> QFont:
    font = doc_font()
    font.setPixelSize(12)
    return font


def _short(painter: QPainter, text: str, room: float) -> str:
    painter.setFont(_small_font())
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room))


def _group(waiting: Sequence[_Piece]) -> list[_Piece]:
    """Return the blocks that stay together: those marked keep, and the one after them."""
    group = []
    for piece in waiting:
        group.append(piece)
        if not piece.block.keep:
            break
    return group


def _draw_lines(painter: QPainter, document: Document, top: float, bottom: float) -> None:
    """Draw the lines that lie between two heights, and no other.

    Qt's own clipping always takes one line more; it would be unseen, but found by copying.
    """
    layout = document.documentLayout()
    block = document.begin()
    painter.setPen(QColor(colors.LIGHT["ink"]))
    while block.isValid():
        text = block.layout()
        start = layout.blockBoundingRect(block).topLeft() - text.boundingRect().topLeft()
        for n in range(text.lineCount()):
            line = text.lineAt(n)
            y = start.y() + line.y()
            if top - 0.5 <= y and y + line.height() <= bottom + 0.5:
                line.draw(painter, start)
        block = block.next()


def _line_break(document: Document, top: float, bottom: float) -> float:
    """Return the lowest bottom of a line of text above ``bottom``."""
    best = top
    layout = document.documentLayout()
    block = document.begin()
    while block.isValid():
        offset = layout.blockBoundingRect(block).top()
        text = block.layout()
        for n in range(text.lineCount()):
            line = text.lineAt(n)
            end = offset + line.y() + line.height()
            if best < end <= bottom:
                best = end
        block = block.next()
    return best
