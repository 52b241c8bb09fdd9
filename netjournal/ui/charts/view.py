"""One chart on the page: drawn by matplotlib in the worker, read with mouse, keys or ears.

The picture comes as pixels; the cursor over it is painted here, so hovering redraws nothing of
matplotlib. A picture is asked for when the chart is painted without a fitting one: what is hidden
or scrolled away draws nothing. Arrow keys walk from mark to mark, Home and End along the row,
Enter or a click asks for the people behind the mark; the words of a mark are also what a screen
reader hears.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from netjournal.ui import theme
from netjournal.ui.charts.bubble import draw_bubble
from netjournal.ui.charts.mark_grid import Mark, MarkGrid
from netjournal.ui.widgets.announce import announce

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from netjournal.ui.charts.figures import Picture

_SETTLE_MS: Final = 200
_PAD: Final = 8


class ChartView(QWidget):
    """Shows a ``Picture`` and the words of the mark under the cursor.

    Signals:
        wanted: A picture of this size (device pixels) and ratio is needed: (width, height, ratio).
        activated: The (column, row) that was clicked, or chosen with Enter.
    """

    wanted = Signal(int, int, float)
    activated = Signal(object)

    def __init__(self, name: str, height: int, parent: QWidget | None = None) -> None:
        """Create an empty chart of a given height (design pixels)."""
        super().__init__(parent)
        self.setObjectName(name)
        self.set_height(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._image: QImage | None = None
        self._picture: Picture | None = None
        self._describe: Callable[[int, int], Sequence[str]] = lambda _column, _row: ()
        self._grid = MarkGrid()
        self._over_time = False
        self._said = ""
        self._mark: Mark | None = None
        self._stale = True
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.timeout.connect(self._ask)

    @property
    def mark(self) -> Mark | None:
        """(column, row) of the mark under the cursor."""
        return self._mark

    @property
    def drawn(self) -> bool:
        """Whether there is a picture of what should be shown."""
        return self._picture is not None and not self._stale

    def set_height(self, height: int) -> None:
        """Take at least so much room upwards (design pixels)."""
        self.setMinimumSize(theme.px(180), theme.px(height))

    def show_picture(
        self,
        picture: Picture,
        describe: Callable[[int, int], Sequence[str]],
        *,
        over_time: bool = True,
    ) -> None:
        """Show a drawn chart.

        Args:
            picture: From ``figures.render``.
            describe: (column, row) → lines of text; the first line is the heading.
            over_time: Draw a line through the column under the cursor.
        """
        image = QImage(
            picture.pixels,
            picture.width,
            picture.height,
            picture.width * 4,
            QImage.Format.Format_RGBA8888,
        ).convertToFormat(QImage.Format.Format_RGB32)  # a copy of our own, as it is painted
        image.setDevicePixelRatio(self.devicePixelRatioF())
        self._image, self._picture, self._describe = image, picture, describe
        self._grid = MarkGrid(picture.places, over_time=over_time)
        self._over_time, self._stale, self._said = over_time, False, ""
        if self._mark is not None and self._place(self._mark) is None:
            self.set_mark(None)
        if self._mark is None and self.hasFocus():  # keys were here before the picture
            self.set_mark(self._grid.last())
        self.update()

    def say(self, text: str) -> None:
        """Show words instead of a picture: there is nothing to draw."""
        self._image = self._picture = None
        self._grid = MarkGrid()
        self._said, self._stale = text, False
        self.set_mark(None)
        self.setAccessibleDescription(text)
        self.update()

    def set_mark(self, mark: Mark | None) -> None:
        """Put the cursor on a mark, or away with None."""
        if mark == self._mark:
            return
        self._mark = mark
        if mark is not None:
            self.setAccessibleDescription(", ".join(self._describe(*mark)))
            if self.hasFocus():
                announce(self)
        self.update()

    def ask_again(self) -> None:
        """Colours or data changed: ask for a new picture when next painted."""
        self._stale = True
        self.update()

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
        if not self._said:
            self._stale = True
            self._settle.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture, the cursor and its words; ask for what is missing."""
        if self._stale and not self._settle.isActive():
            self._settle.start(_SETTLE_MS if self._picture else 0)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._image is not None:
            painter.drawImage(QRectF(self.rect()), self._image)
            if self._mark is not None:
                self._paint_cursor(painter, self._mark)
        else:
            painter.setFont(theme.font("small"))
            painter.setPen(theme.color("quiet"))
            how = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            room = self.rect().adjusted(_PAD, 0, -_PAD, 0)
            painter.drawText(room, int(how), self._said or self.tr("Drawing…"))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)  # the words under the cursor leave a ground
            painter.setPen(QPen(theme.color("accent"), 1.5))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    def _paint_cursor(self, painter: QPainter, mark: Mark) -> None:
        place = self._place(mark)
        if place is None or self._picture is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = self._scale()
        painter.setPen(QPen(theme.color("ink"), 1))
        if self._over_time:
            x = place.center().x()
            painter.drawLine(
                QPointF(x, self._picture.top * scale), QPointF(x, self._picture.bottom * scale)
            )
        painter.setPen(QPen(theme.color("ink"), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(place)
        lines = list(self._describe(*mark))
        if lines:
            draw_bubble(painter, lines, place, QRectF(self.rect()))

    # -- marks

    def _scale(self) -> float:
        picture = self._picture
        return self.width() / picture.width if picture and picture.width else 1.0

    def _place(self, mark: Mark) -> QRectF | None:
        """Return where a mark is, in logical pixels."""
        cell, scale = self._grid.place(mark), self._scale()
        if cell is None:
            return None
        left, top, right, bottom = (edge * scale for edge in cell)
        return QRectF(left, top, max(2.0, right - left), max(2.0, bottom - top))

    def mark_at(self, point: QPointF) -> Mark | None:
        """Return the mark at a point, or the nearest one where it is meant."""
        scale = self._scale()
        return self._grid.at(point.x() / scale, point.y() / scale)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse."""
        self.set_mark(self.mark_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask for the people behind the mark that was clicked."""
        mark = self.mark_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and mark is not None:
            self.set_mark(mark)
            self.activated.emit(mark)

    def leaveEvent(self, event: object) -> None:
        """Take the cursor away with the mouse, unless keys hold it."""
        if not self.hasFocus():
            self.set_mark(None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the newest mark when reached by keyboard."""
        super().focusInEvent(event)
        if self._picture and self._mark is None:
            self.set_mark(self._grid.last())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Put the cursor away."""
        super().focusOutEvent(event)
        self.set_mark(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk from mark to mark; Enter asks for the people behind one."""
        if self._picture is None or self._mark is None:
            super().keyPressEvent(event)
            return
        moves = {
            Qt.Key.Key_Left: self._grid.beside(self._mark, -1),
            Qt.Key.Key_Right: self._grid.beside(self._mark, 1),
            Qt.Key.Key_Home: self._grid.end(self._mark, -1),
            Qt.Key.Key_End: self._grid.end(self._mark, 1),
            Qt.Key.Key_Up: self._grid.above(self._mark, 1),
            Qt.Key.Key_Down: self._grid.above(self._mark, -1),
        }
        if event.key() in moves:
            self.set_mark(moves[Qt.Key(event.key())] or self._mark)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.activated.emit(self._mark)
        else:
            super().keyPressEvent(event)
