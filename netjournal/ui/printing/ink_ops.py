"""PDF's operators as bytes: numbers, colours, outlines; lengths in px."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QColor, qGray

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF

_ROUND: Final = 0.5523  # where the handles of a quarter of a circle are


def num(value: float) -> bytes:
    """Return a number, exact to a hundredth."""
    return b"%d" % value if value == int(value) else b"%.2f" % value


@lru_cache(maxsize=64)
def rgb(name: str) -> int:
    """Return a colour by its name ("#20262e") as one number."""
    return QColor(name).rgb()


@lru_cache(maxsize=128)
def fill(color: int, *, gray: bool) -> bytes:
    """Return the order to fill with a colour from now on."""
    return _color(color, gray) + (b" g" if gray else b" rg")


@lru_cache(maxsize=128)
def stroke(color: int, *, gray: bool) -> bytes:
    """Return the order to draw lines with a colour from now on."""
    return _color(color, gray) + (b" G" if gray else b" RG")


def _color(rgb: int, gray: bool) -> bytes:
    if gray:
        return b"%.3f" % (qGray(rgb) / 255)
    parts = (rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255)
    return b" ".join(b"%.3f" % (part / 255) for part in parts)


def circle(rect: QRectF) -> bytes:
    """Return the outline of a circle."""
    return _circle(rect.center().x(), rect.center().y(), rect.width() / 2)


@lru_cache(maxsize=64)
def _circle(x: float, y: float, r: float) -> bytes:
    k = r * _ROUND
    quarters = (
        (x + k, y - r, x + r, y - k, x + r, y),
        (x + r, y + k, x + k, y + r, x, y + r),
        (x - k, y + r, x - r, y + k, x - r, y),
        (x - r, y - k, x - k, y - r, x, y - r),
    )
    curves = b" ".join(b" ".join(map(num, one)) + b" c" for one in quarters)
    return b"%s %s m %s h" % (num(x), num(y - r), curves)


def rounded(rect: QRectF, radius: float) -> bytes:
    """Return the outline of a box with round corners."""
    x0, y0, x1, y1 = rect.left(), rect.top(), rect.right(), rect.bottom()
    r, k = radius, radius * (1 - _ROUND)
    turns = (
        ((x1 - r, y0), (x1 - k, y0), (x1, y0 + k), (x1, y0 + r)),
        ((x1, y1 - r), (x1, y1 - k), (x1 - k, y1), (x1 - r, y1)),
        ((x0 + r, y1), (x0 + k, y1), (x0, y1 - k), (x0, y1 - r)),
        ((x0, y0 + r), (x0, y0 + k), (x0 + k, y0), (x0 + r, y0)),
    )
    parts = [b"%s %s m" % (num(x0 + r), num(y0))]
    for start, *curve in turns:
        parts.append(b"%s %s l" % (num(start[0]), num(start[1])))
        numbers = b" ".join(num(value) for place in curve for value in place)
        parts.append(numbers + b" c")
    return b" ".join(parts) + b" h"
