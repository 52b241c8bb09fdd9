"""The drawn parts of a printed page: avatar, code to scan, strength over time, icons, pills.

A page holds lines and not pixels, photos and icons excepted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from threading import get_ident
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPaintEngine,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
)
from PySide6.QtSvg import QSvgRenderer

from netjournal import paths
from netjournal.kept_texts import kept
from netjournal.services.printed import qr
from netjournal.ui import colors
from netjournal.ui.printing import emoji, history_chart
from netjournal.ui.printing.fonts import doc_font, draw_in_box
from netjournal.ui.widgets.circles import avatar_color
from netjournal.ui.widgets.initials import initials

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netjournal.services.bonds.tie_history import TieHistory

    Album = Mapping[str, "Pictures"]

_ICON: Final = 120  # pixels; on paper 384 to the inch
_HANGING: Final = 30.0
_PILL_PAD: Final = 6.0
_TONES: Final = {
    "accent": ("accent", "accent_soft"),
    "warning": ("warning_text", "warning_soft"),
    "late": ("late_text", "late_soft"),
    "new": ("new_text", "new_soft"),
}
_OTHER_TONE: Final = ("soft_ink", "chip")


@dataclass(frozen=True, slots=True)
class Pictures:
    """What one person's pictures are drawn from.

    Attributes:
        name: For the initials.
        key: Names their colour.
        photo: Their photo, or None.
        code: The code to scan, or None.
        history: Strength over time, oldest first.
        drawing: An SVG drawing.
        tie: Strength over time with every contact, or None.
    """

    name: str = ""
    key: int = 0
    photo: QImage | None = None
    code: qr.Code | None = None
    history: Sequence[float] = field(default_factory=tuple)
    drawing: bytes = b""
    tie: TieHistory | None = None


NOBODY: Final = Pictures()


def draw_picture(
    painter: QPainter, rect: QRectF, name: str, known: Album, *, shared: bool = False
) -> None:
    """Draw what ``name`` says ("avatar:7", "icon:coffee", …); anything else is nothing.

    Args:
        painter: Where.
        rect: How large.
        name: Kind and, after a colon, whose or which.
        known: What there is, by the key of the person.
        shared: Whether icons are pictures that pages share.
    """
    kind, _, rest = name.partition(":")
    of = known.get(rest, NOBODY)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if kind == "avatar" and rest in known:
        _avatar(painter, rect, of)
    elif kind == "qr":
        draw_code(painter, rect, of.code)
    elif kind in ("spark", "history"):
        _over_time(painter, rect, kind, of)
    elif kind in ("icon", "mark"):
        draw_icon(painter, hanging(rect) if kind == "mark" else rect, rest, shared=shared)
    elif kind == "emoji":
        emoji.draw(painter, rect, rest)
    elif kind == "pill":
        _pill(painter, rect, *pill_parts(name))
    elif kind == "chart":
        QSvgRenderer(QByteArray(of.drawing)).render(painter, rect)


def hanging(rect: QRectF) -> QRectF:
    """Return where the icon of a paragraph is, which is taller than its first line."""
    return QRectF(rect.left(), rect.top() + 1, _HANGING, _HANGING)


def initials_size(rect: QRectF) -> int:
    """Return the size of initials in a circle."""
    return round(rect.height() * 0.34)


def _avatar(painter: QPainter, rect: QRectF, of: Pictures) -> None:
    circle = QPainterPath()
    circle.addEllipse(rect)
    if of.photo is not None:
        painter.setClipPath(circle)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(rect, of.photo, middle(of.photo))
        return
    painter.fillPath(circle, avatar_color(of.key))
    painter.setPen(QColor("#ffffff"))
    font = doc_font(initials_size(rect), QFont.Weight.DemiBold)
    draw_in_box(painter, rect, "center", initials(of.name), font)


def draw_code(painter: QPainter, rect: QRectF, code: qr.Code | None) -> None:
    """Draw a code to scan, as a picture of one bit a dot: a third of the bytes of rectangles."""
    if code is None:
        return
    side = code.size * qr.DOTS
    image = QImage(code.bits, side, side, len(code.bits) // side, QImage.Format.Format_Mono)
    image.setColorTable([0xFF000000, 0xFFFFFFFF])  # in this order Qt writes one bit a dot
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
    painter.drawImage(rect, image)


def _over_time(painter: QPainter, rect: QRectF, kind: str, of: Pictures) -> None:
    if kind == "spark":
        draw_line(painter, rect, of.history)
    elif of.tie is not None:
        history_chart.draw(painter, rect, of.tie)


def draw_line(painter: QPainter, rect: QRectF, values: Sequence[float]) -> None:
    """Draw strength over time with a dot at its end."""
    points = line_points(rect, values)
    if not points:
        return
    painter.setPen(QPen(QColor(colors.LIGHT["ink"]), 1.4))
    painter.drawPolyline(QPolygonF([QPointF(*point) for point in points]))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colors.LIGHT["ink"]))
    painter.drawEllipse(QPointF(*points[-1]), 2.2, 2.2)


def line_points(rect: QRectF, values: Sequence[float]) -> list[tuple[float, float]]:
    """Return the corners (x, y) of a line of strength; none where there is nothing to see in it."""
    if len(values) < 2:
        return []
    area = rect.adjusted(1, 4, -4, -4)
    high = max(*values, 1.0)
    step, scale = area.width() / (len(values) - 1), area.height() / high
    left, bottom = area.left(), area.bottom()
    return [(left + n * step, bottom - scale * value) for n, value in enumerate(values)]


def draw_icon(painter: QPainter, rect: QRectF, name: str, *, shared: bool = False) -> None:
    """Draw an icon in its circle; the circle alone when there is no such icon.

    In a PDF of many pages it is a picture, which the file then holds once. As lines it would be
    written anew on every page for each of its entries, which made half of a page's bytes.
    """
    if not shared or painter.paintEngine().type() != QPaintEngine.Type.Pdf:
        _paint_icon(painter, rect, name)
        return
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    painter.drawImage(rect, icon_image(name))


@lru_cache(maxsize=64)
def icon_image(name: str) -> QImage:
    """Return an icon in its circle, on white."""
    image = QImage(_ICON, _ICON, QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_icon(painter, QRectF(image.rect()), name)
    painter.end()
    return image


def _paint_icon(painter: QPainter, rect: QRectF, name: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colors.LIGHT["accent_soft"]))
    painter.drawEllipse(rect)
    drawing = _icon_drawing(name, get_ident())
    if drawing is not None:
        inset = rect.width() * 0.24
        drawing.render(painter, rect.adjusted(inset, inset, -inset, -inset))


@lru_cache(maxsize=128)
def _icon_drawing(name: str, _thread: int) -> QSvgRenderer | None:
    """Return an icon's drawing, for one thread; None when there is no such icon."""
    if not name.replace("-", "").isalnum():
        return None
    try:
        source = paths.resource("icons", f"{name}.svg").read_text("utf-8")
    except FileNotFoundError:
        return None
    source = source.replace("currentColor", colors.LIGHT["accent"])
    return QSvgRenderer(QByteArray(source.encode("utf-8")))


def pill_parts(name: str) -> tuple[str, str]:
    """Return tone and words of ``pill:TONE:WORDS``."""
    _, tone, words = (*name.split(":", 2), "", "")[:3]
    return tone, words


def pill_width(name: str) -> float:
    """Return how wide a pill is."""
    return _text_width(pill_parts(name)[1]) + 2 * _PILL_PAD


@kept(256)
def _text_width(words: str) -> float:
    return QFontMetricsF(doc_font(12)).horizontalAdvance(words)


def tones(tone: str) -> tuple[str, str]:
    """Return the tokens of a pill's words and its ground."""
    return _TONES.get(tone, _OTHER_TONE)


def _pill(painter: QPainter, rect: QRectF, tone: str, words: str) -> None:
    ink, ground = tones(tone)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colors.LIGHT[ground]))
    painter.drawRoundedRect(rect, 4, 4)
    painter.setPen(QColor(colors.LIGHT[ink]))
    draw_in_box(painter, rect, "center", words, doc_font(12))


def middle(image: QImage) -> QRectF:
    """Return the largest square in the middle of a photo."""
    side = min(image.width(), image.height())
    return QRectF((image.width() - side) / 2, (image.height() - side) / 2, side, side)
