"""Icons: the SVGs of resources/icons, painted in the theme's colours at any size and scale.

Public:
    icon(name, tone="soft_ink", on_tone="accent") -> QIcon   follows light/dark, disabled, checked
    pixmap(name, size, tone="soft_ink", dpr=1.0) -> QPixmap  one picture, cached
    draw(painter, rect, name, tone)                          straight into a delegate's painter
    device_scale(painter) -> float                           device pixels per logical pixel
    kind_icon(kind) -> str                                   interaction kind → icon name
    names() -> list[str]                                     every icon there is

``tone`` is a colour token of ``colors``. QtSvg is loaded when the first icon is painted.
"""

from __future__ import annotations

import os
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap

from netjournal import paths
from netjournal.ui import theme

# Interaction kinds whose icon is not called like the kind.
_KINDS: Final = {
    "meal": "coffee",
    "lunch": "coffee",
    "coffee_meal": "coffee",
    "video_call": "video",
    "video_message": "video",
    "e_mail": "email",
    "mail": "email",
    "worked_together": "work",
    "volunteered_together": "volunteering",
    "volunteered": "volunteering",
    "was_helped": "was-helped",
    "shared_work": "share",
    "shared_my_work": "share",
    "thanked": "thank",
    "congratulated": "congratulate",
    "group_occasion": "group",
}


@lru_cache(maxsize=256)
def kind_icon(kind: str) -> str:
    """Return the icon name of an interaction kind (``was_helped`` → ``was-helped``).

    Args:
        kind: The kind's key, in any case, with ``_``, ``-`` or blanks between words.

    Returns:
        A name that ``icon`` knows; ``kind-other`` for a custom kind without a picture.
    """
    key = kind.casefold().replace("-", "_").replace(" ", "_")
    name = _KINDS.get(key, key.replace("_", "-"))
    return name if _exists(name) else "kind-other"


def names() -> list[str]:
    """Return the names of all icons, sorted (``mark-…`` belong to the style sheet)."""
    found = (path.stem for path in paths.resource("icons").glob("*.svg"))
    return sorted(name for name in found if not name.startswith("mark-"))


def icon(name: str, tone: str = "soft_ink", on_tone: str = "accent") -> QIcon:
    """Return an icon that follows the theme.

    Args:
        name: File name in resources/icons without its ending.
        tone: Colour token while off.
        on_tone: Colour token while checked or selected.

    Raises:
        KeyError: There is no such icon.
    """
    if not _exists(name):
        raise KeyError(name)
    return QIcon(_ThemedEngine(name, tone, on_tone))


def pixmap(name: str, size: int, tone: str = "soft_ink", dpr: float = 1.0) -> QPixmap:
    """Return a square picture of ``size`` logical pixels, sharp at the device pixel ratio."""
    return _rendered(name, theme.css(tone), round(size * dpr), dpr)


def draw(painter: QPainter, rect: QRectF, name: str, tone: str = "soft_ink") -> None:
    """Paint an icon into ``rect`` (square), sharp on whatever ``painter`` paints on."""
    dpr = device_scale(painter)
    painter.drawPixmap(rect.topLeft(), pixmap(name, round(rect.width()), tone, dpr))


def device_scale(painter: QPainter) -> float:
    """Return how many device pixels a logical pixel has where ``painter`` paints.

    The device's own ratio is not enough: while a widget is rendered into a picture, the painter
    still names the widget as its device.
    """
    to_device = painter.deviceTransform()
    return max(1.0, abs(to_device.m11()), abs(to_device.m12()))


def _exists(name: str) -> bool:
    return f"{name}.svg" in _files()


@lru_cache(maxsize=1)
def _files() -> frozenset[str]:
    """What is in the folder of icons: read once, a start asks for thirty of them."""
    return frozenset(os.listdir(paths.resource("icons")))


@lru_cache(maxsize=128)
def _source(name: str) -> bytes:
    return bytes(paths.resource("icons", f"{name}.svg").read_bytes())


@lru_cache(maxsize=512)
def _rendered(name: str, css_color: str, pixels: int, dpr: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer

    drawing = _source(name).replace(b"currentColor", css_color.encode("ascii"))
    result = QPixmap(pixels, pixels)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    QSvgRenderer(QByteArray(drawing)).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    result.setDevicePixelRatio(dpr)
    return result


class _ThemedEngine(QIconEngine):
    """Asks the theme for its colour at every paint, so a theme change needs no new icons."""

    def __init__(self, name: str, tone: str, on_tone: str) -> None:
        super().__init__()
        self._name = name
        self._tone = tone
        self._on_tone = on_tone

    def clone(self) -> QIconEngine:
        return _ThemedEngine(self._name, self._tone, self._on_tone)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        """Return a picture of ``size`` logical pixels for a device pixel ratio of ``scale``."""
        pixels = round(min(size.width(), size.height()) * scale)
        if pixels < 1:  # asked for by a button that is squeezed while its page is laid out
            return QPixmap()
        return _rendered(self._name, self._css(mode, state), pixels, scale)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        dpr = device_scale(painter)
        side = min(rect.width(), rect.height())
        corner = rect.center() - QPoint((side - 1) // 2, (side - 1) // 2)
        picture = _rendered(self._name, self._css(mode, state), round(side * dpr), dpr)
        painter.drawPixmap(corner, picture)

    def _css(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        if mode == QIcon.Mode.Disabled:
            return theme.css("border")
        if state == QIcon.State.On or mode == QIcon.Mode.Selected:
            return theme.css(self._on_tone)
        return theme.css(self._tone)
