"""The round marks of lists: a person's circle with initials or photo, a kind's circle with an icon.

Discs, letters and icons are kept as small pictures: a long list shows few different ones.

Public (``painter`` is active, rectangles are logical pixels, sharp at any scale):
    avatar_color(key) -> QColor
    draw_avatar(painter, rect, name, key, photo=None)
    draw_icon_circle(painter, circle, icon)
``key`` is anything stable about a contact (its id).
"""

from __future__ import annotations

import zlib
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QImage, QPainter, QPainterPath, QPixmap

from netjournal.kept_texts import kept
from netjournal.ui import colors, icons, theme
from netjournal.ui.widgets.initials import initials

if TYPE_CHECKING:
    from collections.abc import Hashable


def avatar_color(key: Hashable) -> QColor:
    """Return the muted colour that belongs to a contact for good; white text is readable on it."""
    return QColor(_avatar_css(key))


def _avatar_css(key: Hashable) -> str:
    number = zlib.crc32(str(key).encode("utf-8", "surrogatepass"))
    return colors.AVATARS[number % len(colors.AVATARS)]


def draw_avatar(
    painter: QPainter, rect: QRectF, name: str, key: Hashable, photo: QImage | None = None
) -> None:
    """Paint a circle with initials, or the contact's photo cut to a circle.

    Args:
        painter: Where.
        rect: A square.
        name: The name as shown.
        key: What the colour is stable for.
        photo: A picture that went through the safe loader.
    """
    if photo is not None and not photo.isNull():
        _draw_photo(painter, rect, photo)
        return
    dpr, side, corner = icons.device_scale(painter), rect.width(), rect.topLeft()
    painter.drawPixmap(corner, _disc(_avatar_css(key), round(side * dpr), dpr))
    painter.drawPixmap(corner, _letters(initials(name), side, dpr, theme.revision()))


def draw_icon_circle(painter: QPainter, circle: QRectF, icon: str) -> None:
    """Paint an icon on a soft round ground, as the timeline shows kinds."""
    dpr = icons.device_scale(painter)
    picture = _icon_circle(icon, circle.width(), dpr, theme.revision())
    painter.drawPixmap(circle.topLeft(), picture)


def _blank(side: float, dpr: float) -> QPixmap:
    pixels = round(side * dpr)
    picture = QPixmap(pixels, pixels)
    picture.fill(Qt.GlobalColor.transparent)
    picture.setDevicePixelRatio(dpr)
    return picture


@lru_cache(maxsize=64)
def _disc(css: str, pixels: int, dpr: float) -> QPixmap:
    picture = _blank(pixels / dpr, dpr)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(css))
    painter.drawEllipse(QRectF(0, 0, pixels / dpr, pixels / dpr))
    painter.end()
    return picture


@kept(1024)
def _letters(letters: str, side: float, dpr: float, revision: int) -> QPixmap:
    picture = _blank(side, dpr)
    painter = QPainter(picture)
    painter.setFont(_letters_font(side, revision))
    painter.setPen(QColor(colors.AVATAR_TEXT))
    span = picture.deviceIndependentSize()
    area = QRectF(0, 0, span.width(), span.height())
    painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), letters)
    painter.end()
    return picture


@lru_cache(maxsize=16)
def _letters_font(side: float, _revision: int) -> QFont:
    font = theme.font("name")
    font.setPixelSize(max(6, round(side * (0.37 if side > 28 else 0.4))))
    font.setWeight(QFont.Weight.Bold)
    return font


@lru_cache(maxsize=128)
def _icon_circle(icon: str, width: float, dpr: float, _revision: int) -> QPixmap:
    picture = _disc(theme.css("accent_soft"), round(width * dpr), dpr).copy()
    side = round(width * 0.54)
    inset = round((width - side) / 2)
    painter = QPainter(picture)
    icons.draw(painter, QRectF(inset, inset, side, side), icon, "accent")
    painter.end()
    return picture


def _draw_photo(painter: QPainter, rect: QRectF, photo: QImage) -> None:
    side = min(photo.width(), photo.height())
    source = QRectF((photo.width() - side) / 2, (photo.height() - side) / 2, side, side)
    circle = QPainterPath()
    circle.addEllipse(rect)
    painter.save()
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
    )
    # A texture brush has smooth edges; a clip path would cut them hard.
    brush = QBrush(photo)
    scale = rect.width() / side
    transform = painter.transform()
    transform.reset()
    transform.translate(rect.x() - source.x() * scale, rect.y() - source.y() * scale)
    transform.scale(scale, scale)
    brush.setTransform(transform)
    painter.fillPath(circle, brush)
    painter.restore()
