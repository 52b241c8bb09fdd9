"""The drawn parts of a printed page, as vectors: avatar, code to scan, line of strength, icons.

They stand in the rich text as objects of our own, so that a page holds lines and not pixels, and
nothing else can be loaded from it: a picture that isn't one of these stays empty.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QByteArray, QPointF, QRect, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QPyTextObject,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextImageFormat,
)

from netjournal import paths
from netjournal.ui import colors
from netjournal.ui.widgets.painting import avatar_color, initials

if TYPE_CHECKING:
    from collections.abc import Sequence

_OBJECT: Final = int(QTextFormat.ObjectTypes.UserObject) + 1
_NAME: Final = int(QTextFormat.Property.UserProperty) + 1
_WIDTH: Final = _NAME + 1
_HEIGHT: Final = _NAME + 2


@dataclass(frozen=True, slots=True)
class Pictures:
    """What one person's pictures are drawn from.

    Attributes:
        name: For the initials.
        key: Names their colour.
        photo: Their photo, or None.
        code: Rows of the code to scan, True is dark.
        history: Strength over time, oldest first.
    """

    name: str
    key: int
    photo: QImage | None = None
    code: Sequence[Sequence[bool]] = ()
    history: Sequence[float] = field(default_factory=tuple)


class Document(QTextDocument):
    """Rich text that loads nothing, and draws our pictures itself."""

    def __init__(self, html: str, style: str, font: QFont, pictures: Pictures) -> None:
        """Lay ``html`` out with ``style``."""
        super().__init__()
        self._drawing = Drawing(pictures)
        self.setUndoRedoEnabled(False)
        self.setDocumentMargin(0)
        self.setUseDesignMetrics(True)
        self.setDefaultFont(font)
        self.setDefaultStyleSheet(style)
        self.setHtml(html)
        self.documentLayout().registerHandler(_OBJECT, self._drawing)
        self._take_pictures()

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Load nothing: no file, no network."""
        return QByteArray()

    def _take_pictures(self) -> None:
        """Turn every image into an object of ours."""
        found: list[tuple[int, QTextImageFormat]] = []
        block = self.begin()
        while block.isValid():
            walk = block.begin()
            while not walk.atEnd():
                piece = walk.fragment()
                shape = piece.charFormat()
                if shape.isImageFormat():
                    image = shape.toImageFormat()
                    found += [(piece.position() + n, image) for n in range(piece.length())]
                walk += 1
            block = block.next()
        for position, image in found:
            cursor = QTextCursor(self)
            cursor.setPosition(position)
            cursor.setPosition(position + 1, QTextCursor.MoveMode.KeepAnchor)
            mine = QTextCharFormat()
            mine.setObjectType(_OBJECT)
            mine.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignTop)
            mine.setProperty(_NAME, image.name())
            mine.setProperty(_WIDTH, image.width())
            mine.setProperty(_HEIGHT, image.height())
            cursor.insertText("\ufffc", mine)


class Drawing(QPyTextObject):
    """Draws our pictures where the text has them."""

    def __init__(self, pictures: Pictures) -> None:
        """Draw from ``pictures``."""
        super().__init__()
        self.setObjectName("print_drawing")
        self._of = pictures

    def intrinsicSize(self, doc: QTextDocument, pos: int, shape: QTextFormat) -> QSizeF:
        """Return the size the text gave it."""
        return QSizeF(shape.doubleProperty(_WIDTH), shape.doubleProperty(_HEIGHT))

    def drawObject(
        self,
        painter: QPainter,
        where: QRectF | QRect,
        doc: QTextDocument,
        pos: int,
        shape: QTextFormat,
    ) -> None:
        """Draw one picture."""
        rect = QRectF(where)
        kind, _, rest = shape.stringProperty(_NAME).partition(":")
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if kind == "avatar":
            self._avatar(painter, rect)
        elif kind == "qr":
            draw_code(painter, rect, self._of.code)
        elif kind == "spark":
            draw_line(painter, rect, self._of.history)
        elif kind == "icon":
            draw_icon(painter, rect, rest)
        painter.restore()

    def _avatar(self, painter: QPainter, rect: QRectF) -> None:
        circle = QPainterPath()
        circle.addEllipse(rect)
        if self._of.photo is not None:
            painter.setClipPath(circle)
            painter.drawImage(rect, self._of.photo, _middle(self._of.photo))
            return
        painter.fillPath(circle, avatar_color(self._of.key))
        font = QFont(doc_font())
        font.setPixelSize(round(rect.height() * 0.34))
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor("#ffffff"))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), initials(self._of.name))


def doc_font() -> QFont:
    """Return the font of printed pages, with what other scripts need behind it."""
    font = QFont()
    font.setFamilies(["Noto Sans", "DejaVu Sans", font.defaultFamily()])
    font.setPixelSize(14)
    return font


def draw_code(painter: QPainter, rect: QRectF, code: Sequence[Sequence[bool]]) -> None:
    """Draw a code to scan, a rectangle per run of dark squares."""
    if not code:
        return
    side = rect.width() / len(code)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colors.LIGHT["ink"]))
    for y, row in enumerate(code):
        start = None
        for x, dark in enumerate([*row, False]):
            if dark and start is None:
                start = x
            elif not dark and start is not None:
                box = QRectF(
                    rect.left() + start * side, rect.top() + y * side, (x - start) * side, side
                )
                painter.drawRect(box)
                start = None


def draw_line(painter: QPainter, rect: QRectF, values: Sequence[float]) -> None:
    """Draw strength over time with a dot at its end."""
    if len(values) < 2:
        return
    area = rect.adjusted(1, 4, -4, -4)
    high = max(*values, 1.0)
    step = area.width() / (len(values) - 1)
    points = [
        QPointF(area.left() + n * step, area.bottom() - area.height() * value / high)
        for n, value in enumerate(values)
    ]
    painter.setPen(QPen(QColor(colors.LIGHT["ink"]), 1.4))
    painter.drawPolyline(QPolygonF(points))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colors.LIGHT["ink"]))
    painter.drawEllipse(points[-1], 2.2, 2.2)


def draw_icon(painter: QPainter, rect: QRectF, name: str) -> None:
    """Draw an icon in its circle."""
    from PySide6.QtSvg import QSvgRenderer

    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colors.LIGHT["accent_soft"]))
    painter.drawEllipse(rect)
    source = paths.resource("icons", f"{name}.svg").read_text("utf-8")
    source = source.replace("currentColor", colors.LIGHT["accent"])
    renderer = QSvgRenderer(QByteArray(source.encode("utf-8")))
    inset = rect.width() * 0.24
    renderer.render(painter, rect.adjusted(inset, inset, -inset, -inset))


def _middle(image: QImage) -> QRectF:
    """Return the largest square in the middle of a photo."""
    side = min(image.width(), image.height())
    return QRectF((image.width() - side) / 2, (image.height() - side) / 2, side, side)
