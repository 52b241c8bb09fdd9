"""The words beside a mark: a small box that covers as little as it can."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from netjournal.ui import theme
from netjournal.ui.widgets import painting

if TYPE_CHECKING:
    from collections.abc import Sequence

_PAD: Final = 8


def draw_bubble(painter: QPainter, lines: Sequence[str], mark: QRectF, room: QRectF) -> None:
    """Paint lines beside a mark, the first one strong.

    Args:
        painter: Where.
        lines: At least one.
        mark: What they speak of.
        room: What the box must not leave.
    """
    high = painting.line_height("small")
    width = max(
        painting.text_width(line, "small" if n else "strong") for n, line in enumerate(lines)
    )
    width = min(width + 2 * _PAD + 4, room.width() - 4)
    height = high * len(lines) + 2 * _PAD
    x, beside = mark.right() + 10, mark.left() - 10 - width
    if x + width > room.right() and beside >= room.left():
        x = beside
    x = max(room.left() + 2, min(x, room.right() - width - 2))
    top = mark.center().y() - height / 2
    top = max(room.top() + 2, min(top, room.bottom() - height - 2))
    ground = QColor(theme.color("panel"))
    ground.setAlphaF(0.96)
    painter.setPen(QPen(theme.color("border"), 1))
    painter.setBrush(ground)
    painter.drawRoundedRect(QRectF(x, top, width, height), 6, 6)
    for n, line in enumerate(lines):
        where = QRectF(x + _PAD, top + _PAD + n * high, width - 2 * _PAD, high)
        painting.draw_text(painter, where, line, "strong" if n == 0 else "small")
