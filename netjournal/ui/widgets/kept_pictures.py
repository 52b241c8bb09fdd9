"""Rows kept as pictures: what is painted again as it was costs a copy of its pixels.

Public: ``KeptPictures(most)`` with ``paint(painter, area, key, ground, draw)``, ``Ground``.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from netjournal.kept_texts import on_forget
from netjournal.ui import icons, theme

if TYPE_CHECKING:
    from PySide6.QtCore import QRect

Draw = Callable[[QPainter, QRectF], None]
Size = tuple[int, int, float]  # in device pixels, and how many of them a logical one has
Look = tuple[Size, str, Hashable, bool, int]
_GROUNDS = 12  # first, middle and last rows, chosen ones, under the mouse


class Ground(NamedTuple):
    """What many rows have in common, painted first.

    Attributes:
        token: The colour token of what lies behind, as pictures see through nowhere: letters
            would be smoothed differently.
        key: All that the ground shows.
        direction: The reading direction it and the row are painted with.
        draw: Draws it into a rectangle.
    """

    token: str
    key: Hashable
    direction: Qt.LayoutDirection
    draw: Draw


class KeptPictures:
    """The pictures painted last.

    Args:
        most: How many are kept; a screenful and what a change or the mouse brings beside. With 0
            nothing is kept, and all painted as if there were no pictures.
    """

    def __init__(self, most: int) -> None:
        """Keep nothing yet; pictures show what people wrote, and go when that is forgotten."""
        self._most = most
        self._kept: dict[tuple[Look, Hashable], QPixmap] = {}  # oldest first; any thread empties it
        self._grounds: dict[Look, QPixmap] = {}
        on_forget(self._kept.clear)

    def paint(
        self, painter: QPainter, area: QRect, key: Hashable, ground: Ground, draw: Draw
    ) -> None:
        """Paint a row, from its picture where there is one.

        Args:
            painter: Where; nothing but moved and scaled.
            area: The row.
            key: All that the picture shows but size, theme and ground.
            ground: What is painted first.
            draw: Draws the row into a rectangle, on its ground.
        """
        scale = icons.device_scale(painter)
        if not self._most or scale != int(scale):  # rows begin between two pixels
            paint_plain(painter, area, ground, draw)
            return
        mirrored = ground.direction == Qt.LayoutDirection.RightToLeft
        size = area.width() * int(scale), area.height() * int(scale), scale
        look = (size, ground.token, ground.key, mirrored, theme.revision())
        whole = (look, key)
        picture = self._kept.pop(whole, None)
        if picture is None:
            picture = self._spare(size)
            inside = QPainter(picture)
            inside.setLayoutDirection(ground.direction)
            inside.drawPixmap(0, 0, self._ground(ground, look))
            draw(inside, QRectF(0, 0, area.width(), area.height()))
            inside.end()
        self._kept[whole] = picture
        painter.drawPixmap(area.topLeft(), picture)

    def _spare(self, size: Size) -> QPixmap:
        """Return a picture to paint on; one that nobody needs any more saves asking for memory."""
        if len(self._kept) >= self._most:
            oldest = next(iter(self._kept), None)
            picture = None if oldest is None else self._kept.pop(oldest, None)
            if oldest is not None and picture is not None and oldest[0][0] == size:
                return picture
        return _picture(size)

    def _ground(self, ground: Ground, look: Look) -> QPixmap:
        picture = self._grounds.get(look)
        if picture is None:
            width, height, scale = look[0]
            picture = _picture(look[0])
            picture.fill(theme.color(ground.token))
            inside = QPainter(picture)
            inside.setLayoutDirection(ground.direction)
            ground.draw(inside, QRectF(0, 0, width / scale, height / scale))
            inside.end()
            if len(self._grounds) >= _GROUNDS:
                self._grounds.clear()
            self._grounds[look] = picture
        return picture


def paint_plain(painter: QPainter, area: QRect, ground: Ground, draw: Draw) -> None:
    """Paint a row without any picture."""
    painter.save()
    painter.setLayoutDirection(ground.direction)
    ground.draw(painter, QRectF(area))
    draw(painter, QRectF(area))
    painter.restore()


def _picture(size: Size) -> QPixmap:
    width, height, scale = size
    picture = QPixmap(width, height)
    picture.setDevicePixelRatio(scale)
    return picture
