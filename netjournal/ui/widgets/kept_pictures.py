"""Rows kept as pictures: what is painted again as it was costs a copy of its pixels.

Public:
    KeptPictures(most)   with ``paint(painter, area, key, ground, draw)``,
                         ``prepare(key, ground, draw)``, ``room()``
    Ground, paint_plain(painter, area, ground, draw), OF_ONE_ROW
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QStyle

from netjournal.kept_texts import on_forget
from netjournal.ui import icons, theme

if TYPE_CHECKING:
    from PySide6.QtCore import QRect

_STATE: Final = QStyle.StateFlag
# what few rows are in: chosen, under the mouse, at the keyboard
OF_ONE_ROW: Final = (_STATE.State_Selected | _STATE.State_MouseOver | _STATE.State_HasFocus).value
Draw = Callable[[QPainter, QRectF], None]
Size = tuple[int, int, float]  # in device pixels, and how many of them a logical one has
Look = tuple[Size, str, Hashable, bool, int]
MOST_BYTES: Final = 24_000_000
_BYTES: Final = 4  # of a pixel
_GROUNDS: Final = 12  # first, middle and last rows, chosen ones, under the mouse


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
        most: How many are kept; a screenful, what a change or the mouse brings beside, and the
            screens above and below; of large ones as many as take ``MOST_BYTES``. With 0 nothing is
            kept, and all painted as if there were no pictures.
    """

    def __init__(self, most: int) -> None:
        """Keep nothing yet; pictures show what people wrote, and go when that is forgotten."""
        self._most = most
        self._size: Size | None = None  # of the row that was painted last, where pictures are kept
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
            self._size = None
            paint_plain(painter, area, ground, draw)
            return
        self._size = area.width() * int(scale), area.height() * int(scale), scale
        painter.drawPixmap(area.topLeft(), self._picture(self._size, key, ground, draw))

    def prepare(self, key: Hashable, ground: Ground, draw: Draw) -> None:
        """Paint the picture of a row that isn't shown yet, as large as the one painted last.

        Args:
            key: As for ``paint``.
            ground: What is painted first.
            draw: Draws the row.
        """
        if self._size is not None:
            self._picture(self._size, key, ground, draw)

    def room(self) -> int:
        """Return how many pictures are kept of rows like the one painted last."""
        if self._size is None:
            return 0
        return min(self._most, MOST_BYTES // max(1, self._size[0] * self._size[1] * _BYTES))

    def _picture(self, size: Size, key: Hashable, ground: Ground, draw: Draw) -> QPixmap:
        mirrored = ground.direction == Qt.LayoutDirection.RightToLeft
        look = (size, ground.token, ground.key, mirrored, theme.revision())
        whole = (look, key)
        picture = self._kept.pop(whole, None)
        if picture is None:
            width, height, scale = size
            picture = self._spare(size)
            inside = QPainter(picture)
            inside.setLayoutDirection(ground.direction)
            inside.drawPixmap(0, 0, self._ground(ground, look))
            draw(inside, QRectF(0, 0, width / scale, height / scale))
            inside.end()
        self._kept[whole] = picture
        return picture

    def _spare(self, size: Size) -> QPixmap:
        """Return a picture to paint on; one that nobody needs any more saves asking for memory."""
        spare = None
        while len(self._kept) >= max(1, self.room()):
            oldest = next(iter(self._kept), None)
            picture = None if oldest is None else self._kept.pop(oldest, None)
            if oldest is not None and picture is not None and oldest[0][0] == size:
                spare = picture
        return spare or _picture(size)

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
