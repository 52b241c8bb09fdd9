"""Rows kept as pictures: what is painted again as it was costs a copy of its pixels.

Public: ``KeptPictures(most)`` with ``paint(painter, area, key, ground, draw)``, ``Ground``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QPainter, QPixmap

from netjournal.kept_texts import on_forget
from netjournal.ui import icons, theme

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from PySide6.QtCore import QRect, QSize

    Draw = Callable[[QPainter, QRectF], None]

_GROUNDS = 12  # first, middle and last rows, chosen ones, under the mouse


@dataclass(frozen=True, slots=True)
class Ground:
    """What many rows have in common, painted first.

    Attributes:
        token: The colour token of what lies behind, as pictures see through nowhere: letters
            would be smoothed differently.
        key: All that the ground shows.
        draw: Draws it into a rectangle.
    """

    token: str
    key: Hashable
    draw: Draw = field(compare=False)


class KeptPictures:
    """The pictures painted last.

    Args:
        most: How many are kept; a screenful and what a change or the mouse brings beside. With 0
            nothing is kept, and all painted as if there were no pictures.
    """

    def __init__(self, most: int) -> None:
        """Keep nothing yet; pictures show what people wrote, and go when that is forgotten."""
        self._most = most
        self._kept: dict[Hashable, QPixmap] = {}  # oldest first; emptied in any thread
        self._grounds: dict[Hashable, QPixmap] = {}
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
            ground.draw(painter, QRectF(area))
            draw(painter, QRectF(area))
            return
        size = area.size() * int(scale)
        look = (size.width(), size.height(), scale, ground, theme.revision())
        whole = (key, look)
        picture = self._kept.pop(whole, None)
        if picture is None:
            picture = self._spare(size, scale)
            inside = QPainter(picture)
            inside.setLayoutDirection(painter.layoutDirection())
            inside.drawPixmap(QPoint(), self._ground(ground, look, size, inside))
            draw(inside, QRectF(0, 0, area.width(), area.height()))
            inside.end()
        self._kept[whole] = picture
        painter.drawPixmap(area.topLeft(), picture)

    def _spare(self, size: QSize, scale: float) -> QPixmap:
        """Return a picture to paint on; one that nobody needs any more saves asking for memory."""
        if len(self._kept) >= self._most:
            oldest = self._kept.pop(next(iter(self._kept), None), None)
            if oldest is not None and oldest.size() == size and oldest.devicePixelRatio() == scale:
                return oldest
        picture = QPixmap(size)
        picture.setDevicePixelRatio(scale)
        return picture

    def _ground(self, ground: Ground, look: Hashable, size: QSize, like: QPainter) -> QPixmap:
        picture = self._grounds.get(look)
        if picture is None:
            scale = like.device().devicePixelRatio()
            picture = QPixmap(size)
            picture.setDevicePixelRatio(scale)
            picture.fill(theme.color(ground.token))
            inside = QPainter(picture)
            inside.setLayoutDirection(like.layoutDirection())
            ground.draw(inside, QRectF(0, 0, size.width() / scale, size.height() / scale))
            inside.end()
            if len(self._grounds) >= _GROUNDS:
                self._grounds.clear()
            self._grounds[look] = picture
        return picture
