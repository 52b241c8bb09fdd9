"""Small painted widgets: ``Avatar``, ``Sparkline``, ``IconCircle``, …Mark.

Each has ``show_…`` to change what it paints, a fixed size that grows with the text size, and an
accessible name that says in words what the picture says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from netjournal.ui import icons, theme
from netjournal.ui.widgets import circles, painting

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence


class _Picture(QWidget):
    """A fixed-size painted widget."""

    def __init__(self, width: int, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = QSize(width, height)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the design's size times the text size."""
        return QSize(theme.px(self._size.width()), theme.px(self._size.height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture over the whole widget."""
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        self._paint(painter, QRectF(self.rect()))
        painter.end()

    def _paint(self, painter: QPainter, area: QRectF) -> None:
        raise NotImplementedError


class Avatar(_Picture):
    """A contact's circle.

    Args:
        side: Diameter: 72 on the card, 40 in Today, 36 in lists, 24 in rows of people.
        parent: Owner.
    """

    def __init__(self, side: int = 36, parent: QWidget | None = None) -> None:
        """Create an empty circle."""
        super().__init__(side, side, parent)
        self._name = ""
        self._key: Hashable = None
        self._photo: QImage | None = None

    def show_person(self, name: str, key: Hashable, photo: QImage | None = None) -> None:
        """Show somebody; the name is also what a screen reader says."""
        self._name, self._key, self._photo = name, key, photo
        self.setAccessibleName(name)
        self.update()

    def _paint(self, painter: QPainter, area: QRectF) -> None:
        circles.draw_avatar(painter, area, self._name, self._key, self._photo)


class Sparkline(_Picture):
    """A small line of values over time.

    Args:
        width: Width; 96 in Today, 230 on the card.
        height: Height; 24 in Today, 60 on the card.
        parent: Owner.
    """

    def __init__(self, width: int = 96, height: int = 28, parent: QWidget | None = None) -> None:
        """Create an empty line."""
        super().__init__(width, height, parent)
        self._values: tuple[float, ...] = ()
        self._tone = "accent"
        self._kept: tuple[Hashable, QPixmap] | None = None

    def show_values(self, values: Sequence[float], words: str, tone: str = "accent") -> None:
        """Show values, oldest first.

        Args:
            values: Any scale.
            words: The translated text a screen reader says.
            tone: accent or warning.
        """
        self._values, self._tone = tuple(values), tone
        self._kept = None
        self.setAccessibleName(words)
        self.update()

    def _paint(self, painter: QPainter, area: QRectF) -> None:
        """Paint the line; its picture is kept, for smooth lines take longer than all words."""
        scale = icons.device_scale(painter)
        look = (self.size().toTuple(), scale, theme.revision())
        if scale != int(scale):  # it may begin between two pixels
            painting.draw_sparkline(painter, area, self._values, self._tone)
            return
        if self._kept is None or self._kept[0] != look:
            picture = QPixmap(self.size() * int(scale))
            picture.setDevicePixelRatio(scale)
            picture.fill(Qt.GlobalColor.transparent)
            inside = QPainter(picture)
            painting.draw_sparkline(inside, area, self._values, self._tone)
            inside.end()
            self._kept = look, picture
        painter.drawPixmap(QPoint(), self._kept[1])


class IconCircle(_Picture):
    """An icon on a soft round ground: the kind of an interaction."""

    def __init__(self, icon: str, side: int = 30, parent: QWidget | None = None) -> None:
        """Create it for an icon name."""
        super().__init__(side, side, parent)
        self._icon = icon
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_icon(self, icon: str, words: str = "") -> None:
        """Show another icon; ``words`` is what a screen reader says."""
        self._icon = icon
        self.setAccessibleName(words)
        self.update()

    def _paint(self, painter: QPainter, area: QRectF) -> None:
        circles.draw_icon_circle(painter, area, self._icon)


class IconMark(_Picture):
    """A bare icon in a tone, beside a text that says the same."""

    def __init__(
        self, icon: str, tone: str = "quiet", side: int = 18, parent: QWidget | None = None
    ) -> None:
        """Create it; ``tone`` is a colour token."""
        super().__init__(side, side, parent)
        self._icon, self._tone = icon, tone

    def show_icon(self, icon: str, tone: str) -> None:
        """Show another icon or tone."""
        self._icon, self._tone = icon, tone
        self.update()

    def _paint(self, painter: QPainter, area: QRectF) -> None:
        icons.draw(painter, area, self._icon, self._tone)
