"""Rows kept as pictures: what is painted again as it was costs a copy of its pixels.

Public: ``KeptPictures(most)`` with ``paint(painter, area, key, ground, draw)``.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPixmap

from netjournal.kept_texts import on_forget
from netjournal.ui import icons, theme

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from PySide6.QtCore import QRect


class KeptPictures:
    """The pictures painted last.

    Args:
        most: How many are kept; a screenful and what a change or the mouse brings beside. With 0
            nothing is kept, and all painted as if there were no pictures.
    """

    def __init__(self, most: int) -> None:
        """Keep nothing yet; pictures show what people wrote, and go when that is forgotten."""
        self._most = most
        self._kept: OrderedDict[Hashable, QPixmap] = OrderedDict()
        on_forget(self._kept.clear)

    def paint(
        self,
        painter: QPainter,
        area: QRect,
        key: Hashable,
        ground: str,
        draw: Callable[[QPainter, QRectF], None],
    ) -> None:
        """Paint a row, from its picture where there is one.

        Args:
            painter: Where; nothing but moved and scaled.
            area: The row.
            key: All that the picture shows but size, theme and ground.
            ground: The colour token of what lies behind, as pictures see through nowhere: letters
                would be smoothed differently.
            draw: Draws the row into a rectangle.
        """
        scale = icons.device_scale(painter)
        if not self._most or scale != int(scale):  # rows begin between two pixels
            draw(painter, QRectF(area))
            return
        size = area.size() * int(scale)
        whole = (key, size.width(), size.height(), scale, ground, theme.revision())
        picture = self._kept.get(whole)
        if picture is None:
            picture = QPixmap(size)
            picture.setDevicePixelRatio(scale)
            picture.fill(theme.color(ground))
            inside = QPainter(picture)
            inside.setLayoutDirection(painter.layoutDirection())
            draw(inside, QRectF(0, 0, area.width(), area.height()))
            inside.end()
            self._kept[whole] = picture
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(whole)
        painter.drawPixmap(area.topLeft(), picture)
