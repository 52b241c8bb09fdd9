"""One chart on the page: drawn by matplotlib in the worker, read with mouse, keys or ears.

The picture comes as pixels; the cursor over it is painted here, so hovering redraws nothing of
matplotlib. Left and Right move through the points, Home and End to the ends; the words of a point
are also what a screen reader hears.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from netjournal.ui import theme
from netjournal.ui.widgets import painting

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from netjournal.ui.charts.figures import Picture

_SETTLE_MS: Final = 200
_PAD: Final = 8


class ChartView(QWidget):
    """Shows a ``Picture`` and the words of the point under the cursor.

    Signals:
        wanted: A picture of this size (device pixels) and ratio is needed: (width, height, ratio).
        point_changed: The index of the point under the cursor, or -1.
    """

    wanted = Signal(int, int, float)
    point_changed = Signal(int)

    def __init__(self, name: str, height: int, parent: QWidget | None = None) -> None:
        """Create an empty chart of a given height (design pixels)."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setMinimumSize(theme.px(220), theme.px(height))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._image: QImage | None = None
        self._picture: Picture | None = None
        self._describe: Callable[[int], Sequence[str]] = lambda _index: ()
        self._point = -1
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.timeout.connect(self._ask)

    @property
    def point(self) -> int:
        """Index of the point under the cursor, or -1."""
        return self._point

    @property
    def drawn(self) -> bool:
        """Whether there is a picture."""
        return self._picture is not None

    def show_picture(self, picture: Picture, describe: Callable[[int], Sequence[str]]) -> None:
        """Show a drawn chart.

        Args:
            picture: From ``figures.render``.
            describe: Point index → lines of text; the first line is the heading.
        """
        image = QImage(
            picture.pixels,
            picture.width,
            picture.height,
            picture.width * 4,
            QImage.Format.Format_RGBA8888,
        ).copy()  # our own copy: QImage would otherwise point into bytes that may go
        image.setDevicePixelRatio(self.devicePixelRatioF())
        self._image, self._picture, self._describe = image, picture, describe
        self.set_point(min(self._point, len(picture.xs) - 1))
        self.update()

    def set_point(self, index: int) -> None:
        """Put the cursor on a point, or away with -1."""
        if index == self._point:
            return
        self._point = index
        if index >= 0:
            self.setAccessibleDescription(", ".join(self._describe(index)))
        self.point_changed.emit(index)
        self.update()

    def ask_again(self) -> None:
        """Ask for a new picture soon (colours or data changed)."""
        self._settle.start(0)

    def _ask(self) -> None:
        ratio = self.devicePixelRatioF()
        size = self.size() * ratio
        self.wanted.emit(size.width(), size.height(), ratio)

    # -- Qt

    def sizeHint(self) -> QSize:
        """Return the least size."""
        return self.minimumSize()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for a picture of the new size once it has settled."""
        super().resizeEvent(event)
        self._settle.start(_SETTLE_MS if self._picture else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture, the cursor and its words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._image is not None:
            painter.drawImage(QRectF(self.rect()), self._image)
            if self._point >= 0:
                self._paint_cursor(painter)
        else:
            middle = Qt.AlignmentFlag.AlignCenter
            text = self.tr("Drawing…")
            painting.draw_text(painter, QRectF(self.rect()), text, "small", "quiet", middle)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)  # the words under the cursor leave a ground
            painter.setPen(QPen(theme.color("accent"), 1.5))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    def _paint_cursor(self, painter: QPainter) -> None:
        assert self._picture is not None
        left, top, right, bottom = self._logical_box()
        x = self._xs()[self._point]
        painter.setPen(QPen(theme.color("ink"), 1))
        painter.drawLine(QPointF(x, top), QPointF(x, bottom))
        lines = list(self._describe(self._point))
        if not lines:
            return
        height = painting.line_height("small")
        width = max(painting.text_width(line, "small") for line in lines) + 2 * _PAD + 4
        start = x + 10 if x + 10 + width < right else max(left, x - 10 - width)
        box = QRectF(start, top + 6, width, height * len(lines) + 2 * _PAD)
        ground = QColor(theme.color("panel"))
        ground.setAlphaF(0.96)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("border"), 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(box, 6, 6)
        for n, line in enumerate(lines):
            where = QRectF(
                box.left() + _PAD, box.top() + _PAD + n * height, width - 2 * _PAD + 4, height
            )
            painting.draw_text(painter, where, line, "strong" if n == 0 else "small")

    def _scale(self) -> float:
        picture = self._picture
        return self.width() / picture.width if picture and picture.width else 1.0

    def _logical_box(self) -> tuple[float, float, float, float]:
        assert self._picture is not None
        left, top, right, bottom = (v * self._scale() for v in self._picture.box)
        return left, top, right, bottom

    def _xs(self) -> list[float]:
        assert self._picture is not None
        return [x * self._scale() for x in self._picture.xs]

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse to the nearest point."""
        if self._picture is None:
            return
        x = event.position().x()
        xs = self._xs()
        self.set_point(min(range(len(xs)), key=lambda n: abs(xs[n] - x)) if xs else -1)

    def leaveEvent(self, event: object) -> None:
        """Take the cursor away with the mouse, unless keys hold it."""
        if not self.hasFocus():
            self.set_point(-1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the newest point when reached by keyboard."""
        super().focusInEvent(event)
        if self._picture and self._point < 0:
            self.set_point(len(self._picture.xs) - 1)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Put the cursor away."""
        super().focusOutEvent(event)
        self.set_point(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move through the points."""
        if self._picture is None:
            super().keyPressEvent(event)
            return
        last = len(self._picture.xs) - 1
        moves = {
            Qt.Key.Key_Left: max(0, self._point - 1),
            Qt.Key.Key_Right: min(last, self._point + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if event.key() in moves:
            self.set_point(moves[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)
