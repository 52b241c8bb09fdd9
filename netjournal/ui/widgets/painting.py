"""What list delegates and small widgets paint: strength strips, sparklines, pills, text.

Circles of people and kinds are in ``widgets.circles``.

Public (``painter`` is active, rectangles are logical pixels, everything is sharp at any scale):
    draw_strength(painter, rect, label)            five segments, filled from the reading side
    draw_sparkline(painter, rect, values, tone="accent")
    draw_pill(painter, left, middle, text, tone) -> QRectF,  pill_size(text) -> QSizeF
    draw_text(painter, rect, text, role="body", tone="ink", align=…) -> float
    put_text(…)                                    the same where nobody asks for the width
    text_width(text, role), line_height(role)
``tone`` is a colour token or pill tone.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QPainter,
    QPen,
    QPixmap,
    QPolygonF,
)

from netjournal.ui import colors, icons, theme
from netjournal.ui.widgets import measuring

if TYPE_CHECKING:
    from collections.abc import Sequence

SEGMENTS: Final = 5
STRIP_WIDTH: Final = 82
STRIP_HEIGHT: Final = 5
_SEGMENT_GAP: Final = 3
_PILL_PAD: Final = 7
_PILL_HEIGHT: Final = 20
_FROM_RIGHT: Final = "\u200f"
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

# Pill tone → (text token, background token).
PILL_TONES: Final = {
    "neutral": ("soft_ink", "chip"),
    "accent": ("accent", "accent_soft"),
    "warning": ("warning_text", "warning_soft"),
    "late": ("late_text", "late_soft"),
    "new": ("new_text", "new_soft"),
}


def draw_strength(painter: QPainter, rect: QRectF, label: str) -> None:
    """Paint the five segments of a tie; both their number and their colour carry the label.

    Args:
        painter: Its layout direction decides from which side the segments fill.
        rect: Where; ``STRIP_WIDTH`` by ``STRIP_HEIGHT`` in the design.
        label: inner, close, warm, acquaintance, dormant or new, in any case.
    """
    mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    look = label.casefold(), rect.width(), rect.height(), mirrored
    painter.drawPixmap(rect.topLeft(), _strip(look, icons.device_scale(painter), theme.revision()))


@lru_cache(maxsize=64)
def _strip(look: tuple[str, float, float, bool], dpr: float, _revision: int) -> QPixmap:
    """Return the segments of a tie: a list shows the same few again and again."""
    label, whole, height, mirrored = look
    filled = colors.STRENGTH_SEGMENTS.get(label, 0)
    width = (whole - _SEGMENT_GAP * (SEGMENTS - 1)) / SEGMENTS
    picture = QPixmap(math.ceil(whole * dpr), math.ceil(height * dpr))
    picture.fill(Qt.GlobalColor.transparent)
    picture.setDevicePixelRatio(dpr)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for step in range(SEGMENTS):
        at = SEGMENTS - 1 - step if mirrored else step
        segment = QRectF(at * (width + _SEGMENT_GAP), 0, width, height)
        shade = theme.strength_color(label) if step < filled else theme.color("track")
        painter.setBrush(shade)
        painter.drawRoundedRect(segment, height / 2, height / 2)
    painter.end()
    return picture


def draw_sparkline(
    painter: QPainter, rect: QRectF, values: Sequence[float], tone: str = "accent"
) -> None:
    """Paint a small line of values over time with a dot at its end.

    Args:
        painter: Where; the newest value is always on the right, as on every time axis.
        rect: Where; the dot stays inside.
        values: Oldest first, scaled to the largest of them; fewer than two paint nothing.
        tone: Colour token.
    """
    if len(values) < 2:
        return
    area = rect.adjusted(1, 3, -3, -3)
    low, high = min(0.0, min(values)), max(values)
    span = (high - low) or 1.0
    step = area.width() / (len(values) - 1)
    points = QPolygonF(
        [
            QPointF(area.x() + step * at, area.bottom() - area.height() * (value - low) / span)
            for at, value in enumerate(values)
        ]
    )
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(theme.color(tone), 1.75)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.drawPolyline(points)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(tone))
    painter.drawEllipse(points.last(), 2.5, 2.5)
    painter.restore()


def pill_size(text: str) -> QSizeF:
    """Return the size ``draw_pill`` needs."""
    return QSizeF(text_width(text, "small") + 2 * _PILL_PAD, theme.px(_PILL_HEIGHT))


def draw_pill(painter: QPainter, left: float, middle: float, text: str, tone: str) -> QRectF:
    """Paint a pill that starts at ``left`` and is centred on ``middle``; return where it is.

    Args:
        painter: Where.
        left: Left edge.
        middle: Vertical centre.
        text: What it says.
        tone: A key of ``PILL_TONES``.
    """
    ink, ground = PILL_TONES[tone]
    size = pill_size(text)
    rect = QRectF(left, middle - size.height() / 2, size.width(), size.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(ground))
    painter.drawRoundedRect(rect, 4, 4)
    painter.restore()
    draw_text(painter, rect.adjusted(_PILL_PAD, 0, _PILL_PAD, 0), text, "small", ink)
    return rect


def text_width(text: str, role: str = "body") -> float:
    """Return how wide a line of text is."""
    return measuring.width(text, role, theme.revision())


def line_height(role: str = "body") -> float:
    """Return the height of a line of text."""
    return measuring.type_of(role, theme.revision()).height


def draw_text(
    painter: QPainter,
    rect: QRectF,
    text: str,
    role: str = "body",
    tone: str = "ink",
    align: Qt.AlignmentFlag = _LEFT,
) -> float:
    """Paint one line, shortened with an ellipsis where it does not fit.

    Args:
        painter: Where.
        rect: Where; ``align`` is literal, mirror the rectangle and it for right-to-left.
        text: What.
        role: Type size, a key of ``theme.SIZES``.
        tone: Colour token.
        align: Qt alignment.

    Returns:
        The width of what was painted.
    """
    shown, width = measuring.fitted(text, role, rect.width(), theme.revision())
    _draw(painter, rect, shown, role, tone, align)
    return width


def put_text(
    painter: QPainter,
    rect: QRectF,
    text: str,
    role: str = "body",
    tone: str = "ink",
    align: Qt.AlignmentFlag = _LEFT,
) -> None:
    """Paint one line as ``draw_text`` does; a long one is measured once instead of thrice."""
    shown = measuring.shortened(text, role, rect.width(), theme.revision())
    _draw(painter, rect, shown, role, tone, align)


def _draw(
    painter: QPainter, rect: QRectF, shown: str, role: str, tone: str, align: Qt.AlignmentFlag
) -> None:
    revision = theme.revision()
    type_ = measuring.type_of(role, revision)
    painter.setFont(type_.font)
    painter.setPen(_pen(tone, revision))
    direction = painter.layoutDirection()
    if direction == Qt.LayoutDirection.LeftToRight and measuring.runs_from_left(shown):
        if align == _LEFT:  # needs no layout: three quarters of the time
            foot = rect.y() + (rect.height() - type_.height) / 2 + type_.ascent
            painter.drawText(QPointF(rect.x(), foot), shown)
        else:
            painter.drawText(rect, _flags(align), shown)
        return
    # The text itself decides how it runs: "2 yr ago" in a right-to-left window is still English.
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    painter.drawText(rect, _flags(align), shown)
    painter.setLayoutDirection(direction)


@lru_cache(maxsize=64)
def _flags(align: Qt.AlignmentFlag) -> int:
    return int(align | Qt.AlignmentFlag.AlignAbsolute | Qt.TextFlag.TextSingleLine)


def after(text: str, *, mirrored: bool) -> str:
    """Return a text with a dot that parts it from what stands before; "" stays so.

    Args:
        text: What is painted after something else.
        mirrored: Whether the line is read from the right: the dot goes to that side, too.
    """
    return f"{_FROM_RIGHT if mirrored else ''} · {text}" if text else ""


@lru_cache(maxsize=64)
def _pen(tone: str, _revision: int) -> QPen:
    return QPen(theme.color(tone))
