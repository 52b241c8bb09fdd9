"""Rich text that is laid out once and drawn in slices: ``Document(html, look, pictures)``.

It loads nothing. Its images are drawn by ``pictures`` from what was read of a person; a picture
that isn't one of these stays empty.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QByteArray, QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QPainter,
    QPalette,
    QPyTextObject,
    QTextDocument,
    QTextFormat,
)

from netjournal.errors import UsageError
from netjournal.services.printed import paper
from netjournal.ui import colors
from netjournal.ui.printing import emoji
from netjournal.ui.printing.fonts import doc_font
from netjournal.ui.printing.pictures import draw_picture, pill_width
from netjournal.ui.printing.type_styles import Styles, kept_styles
from netjournal.ui.printing.typeset import lowest_cut

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QTextBlock

    from netjournal.ui.printing.pages import Slice
    from netjournal.ui.printing.pictures import Album

_IMAGE: Final = QTextFormat.ObjectTypes.ImageObject.value
_NAME: Final = QTextFormat.Property.ImageName.value
_WIDTH: Final = QTextFormat.Property.ImageWidth.value
_HEIGHT: Final = QTextFormat.Property.ImageHeight.value
GAP: Final = 10
RULE_GAP: Final = 32  # with a strong line in its middle
_PLAIN: Final = re.compile(
    r"\s*(?:<p(?:\s+(?:class|align)=\"[^\"]*\")*>(?:[^<]|<(?!/?(?:p|table|div|ul|ol|h\d|hr|pre|dl)\b))*</p>\s*)+"
)


@dataclass(frozen=True, slots=True)
class Look:
    """Style sheet, font and templates of a print, read once for all of its pages.

    ``many`` when there are many pages, which share their icons then.
    """

    style: str
    font: QFont
    ink: QPalette
    templates: paper.Templates
    many: bool
    styles: Styles

    def blocks(self, layout: str, values: Mapping[str, Any]) -> list[paper.Block]:
        """Fill a template; see ``paper.Templates``."""
        return self.templates.blocks(layout, values)


def look(*, many: bool = False) -> Look:
    """Return the look of a print that begins now."""
    ink = QPalette()
    ink.setColor(QPalette.ColorRole.Text, QColor(colors.LIGHT["ink"]))
    templates, font = paper.Templates(), doc_font()
    style = templates.style()
    return Look(style, font, ink, templates, many, kept_styles(font, style, ink))


class Document(QTextDocument):
    """Blocks of one template, one below the other, at one width.

    Args:
        blocks: At least one.
        how: Style and font.
        pictures: What images are drawn from, by person.
        width: In 96ths of an inch.

    Attributes:
        html: What it was laid out from.
        spans: (top, height) of each block within the document.
    """

    def __init__(
        self,
        blocks: Sequence[paper.Block],
        how: Look,
        pictures: Album,
        width: float,
        *,
        plain: bool = False,
    ) -> None:
        """Lay the blocks out; ``plain`` when all of them are."""
        super().__init__()
        self._drawing = Drawing(pictures, shared=how.many)
        self._ink = how.ink
        self.setUndoRedoEnabled(False)
        self.setDocumentMargin(0)
        self.setUseDesignMetrics(True)
        self.setDefaultFont(how.font)
        self.setDefaultStyleSheet(how.style)
        self.setTextWidth(width)
        self.documentLayout().registerHandler(_IMAGE, self._drawing)
        self.html = "".join(_spaced(block) if plain else _framed(block) for block in blocks)
        self.setHtml(emoji.pictured(self.html))
        self.spans = self._paragraphs(blocks) if plain else self._tables(blocks)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Load nothing: no file, no network."""
        return QByteArray()

    def _paragraphs(self, blocks: Sequence[paper.Block]) -> list[tuple[float, float]]:
        """Return where each block is; each is so many paragraphs as its HTML has."""
        layout, paragraph = self.documentLayout(), self.begin()
        found = []
        for block in blocks:
            top = layout.blockBoundingRect(paragraph).top()
            for _ in range(block.html.count("<p") - 1):
                paragraph = paragraph.next()
            found.append((top, layout.blockBoundingRect(paragraph).bottom() - top))
            paragraph = paragraph.next()
        return found

    def _tables(self, blocks: Sequence[paper.Block]) -> list[tuple[float, float]]:
        """Return where each block is; each is one table on the outermost floor.

        Only heights are asked for: Qt's top of a table is its first cell's, wherever that stands.
        """
        layout, frames = self.documentLayout(), self.rootFrame().childFrames()
        if len(frames) != len(blocks):
            raise UsageError("A print template of your own has tags that are not closed: mend it.")
        found, top = [], 0.0
        for block, frame in zip(blocks, frames, strict=True):
            height = layout.frameBoundingRect(frame).height()
            found.append((top, height - gap(block)))
            top += height
        return found

    def paint(self, painter: QPainter, part: Slice) -> None:
        """Draw a part; one that is not made of whole blocks line by line."""
        painter.save()
        painter.translate(part.x, part.y)
        painter.scale(part.scale, part.scale)
        (self.draw_lines if part.cut else self.draw)(painter, part.top, part.height)
        painter.restore()

    def draw(self, painter: QPainter, top: float, height: float) -> None:
        """Draw whole blocks between two heights, with ``top`` at the painter's origin."""
        # dark ink whatever the window's colours are
        how = QAbstractTextDocumentLayout.PaintContext()
        how.palette = self._ink
        painter.save()
        painter.translate(0, -top)
        if top > 0 or top + height < self.spans[-1][0] + self.spans[-1][1] - 0.5:
            part = QRectF(0, top + 0.5, self.textWidth(), height - 1)
            how.clip = part
            painter.setClipRect(part, Qt.ClipOperation.IntersectClip)
        self.documentLayout().draw(painter, how)
        painter.restore()

    def draw_lines(self, painter: QPainter, top: float, height: float) -> None:
        """Draw the lines of text that lie between two heights, and no other.

        Qt's own clipping takes one line more; it would be unseen, but found by copying.
        """
        bottom = top + height
        painter.save()
        painter.translate(0, -top)
        painter.setPen(QColor(colors.LIGHT["ink"]))
        for block, start in self._text_blocks():
            text = block.layout()
            for n in range(text.lineCount()):
                line = text.lineAt(n)
                y = start.y() + line.y()
                if top - 0.5 <= y and y + line.height() <= bottom + 0.5:
                    line.draw(painter, start)
        painter.restore()

    def line_break(self, top: float, bottom: float) -> float:
        """Return the lowest height up to ``bottom`` that cuts no line of any column; else ``top``.

        Args:
            top: Where the slice begins.
            bottom: Where it ends at the latest.
        """
        lines = []
        for block, start in self._text_blocks():
            text = block.layout()
            for n in range(text.lineCount()):
                line = text.lineAt(n)
                y = start.y() + line.y()
                if top - 0.5 <= y <= bottom:
                    lines.append((y, y + line.height()))
        return lowest_cut(lines, top, bottom)

    def _text_blocks(self) -> Iterator[tuple[QTextBlock, QPointF]]:
        layout = self.documentLayout()
        block = self.begin()
        while block.isValid():
            # a line's x counts the paragraph's margin, the place of the block doesn't
            place, text = layout.blockBoundingRect(block), block.layout()
            yield block, QPointF(place.left(), place.top() - text.boundingRect().top())
            block = block.next()


def gap(block: paper.Block) -> int:
    """Return the room below a block: where a line stands in it, twice as much or more."""
    if block.rule:
        return RULE_GAP
    return 2 * GAP if block.line else GAP


def is_plain(block: paper.Block) -> bool:
    """Say whether a block is paragraphs and nothing else: a third of a table's work for Qt."""
    return _PLAIN.fullmatch(block.html) is not None


def _spaced(block: paper.Block) -> str:
    """Give the last paragraph of a block the room below it."""
    before, _, last = block.html.rpartition("<p")
    return f'{before}<p style="margin-bottom:{gap(block)}px"{last}'


def _framed(block: paper.Block) -> str:
    """Make a block one table, so that it can be found again in the layout."""
    html, room = block.html, f'<table style="margin-bottom:{gap(block)}px"'
    tag = html[: html.find(">")]
    if tag.startswith("<table") and "style" not in tag and html.count("<table") == 1:
        return room + html[len("<table") :]
    return f'{room} width="100%" cellspacing="0" cellpadding="0"><tr><td>{html}</td></tr></table>'


class Drawing(QPyTextObject):
    """Stands for the images of a document and draws them."""

    def __init__(self, pictures: Album, *, shared: bool) -> None:
        """Draw from ``pictures``; icons as what pages share, or as lines."""
        super().__init__()
        self._shared = shared
        self.setObjectName("print_drawing")
        self._of = pictures

    def intrinsicSize(self, doc: QTextDocument, pos: int, shape: QTextFormat) -> QSizeF:
        """Return the size the text gave it; pills are as wide as their words."""
        width, name = shape.doubleProperty(_WIDTH), shape.stringProperty(_NAME)
        if not width and name.startswith(emoji.KIND):
            return emoji.size(shape)
        if not width:
            width = pill_width(name)
        return QSizeF(width, shape.doubleProperty(_HEIGHT))

    def drawObject(
        self,
        painter: QPainter,
        where: QRectF | QRect,
        doc: QTextDocument,
        pos: int,
        shape: QTextFormat,
    ) -> None:
        """Draw one picture."""
        painter.save()
        name = shape.stringProperty(_NAME)
        draw_picture(painter, QRectF(where), name, self._of, shared=self._shared)
        painter.restore()
