"""The line of one tie over two years on the card: every contact a dot, what is meant a dashed line.

The mouse and the arrow keys go from contact to contact and say what happened; Enter or a click asks
for the whole history. Painted here, as it is small and a card must be there at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from netjournal.ui import dates, labels, theme
from netjournal.ui.safe import tooltip
from netjournal.ui.widgets.announce import announce

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from netjournal.services.bonds.tie_history import TieHistory, TiePoint

_SIZE: Final = (230, 64)
_DOT: Final = 2.0
_MANY: Final = 60  # above so many contacts, dots would hide the line


class HistoryLine(QWidget):
    """One tie's line.

    Signals:
        opened: The whole history is asked for.
    """

    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Create it empty."""
        super().__init__(parent)
        self.setObjectName("tie_line")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._points: tuple[TiePoint, ...] = ()
        self._stops: list[TiePoint] = []
        self._planned: float | None = None
        self._tone = "accent"
        self._top = 1.0
        self._at = -1

    @property
    def at(self) -> int:
        """Which contact is pointed at, counted from the oldest; -1 for none."""
        return self._at

    def show_history(self, history: TieHistory, words: str, tone: str) -> None:
        """Show a line.

        Args:
            history: Oldest first.
            words: What a screen reader says of the whole.
            tone: accent or warning.
        """
        self._points, self._planned, self._tone = history.points, history.planned, tone
        self._stops = [point for point in history.points if point.kinds]
        self._top = max([history.planned or 0.0, 1.0, *(p.score for p in history.points)])
        self._at = -1
        self.setAccessibleName(words)
        self.setAccessibleDescription("")
        self.update()

    def sizeHint(self) -> QSize:
        """Return the design's size times the text size."""
        return QSize(theme.px(_SIZE[0]), theme.px(_SIZE[1]))

    # -- painting

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(4, 5, -5, -4)

    def _place(self, point: TiePoint) -> QPointF:
        area, first, last = self._area(), self._points[0].day, self._points[-1].day
        across = (point.day - first) / max(1, last - first)
        return QPointF(
            area.left() + area.width() * across,
            area.bottom() - area.height() * point.score / self._top,
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is meant, the line, the contacts, and where one points."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._points:
            self._paint(painter)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), 1.5))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    def _paint(self, painter: QPainter) -> None:
        area, ink = self._area(), theme.color(self._tone)
        if self._planned is not None:
            y = area.bottom() - area.height() * self._planned / self._top
            painter.setPen(QPen(theme.color("mark"), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        painter.setPen(QPen(ink, 1.6))
        painter.drawPolyline(QPolygonF([self._place(point) for point in self._points]))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        if len(self._stops) <= _MANY:
            for stop in self._stops:
                painter.drawEllipse(self._place(stop), _DOT, _DOT)
        painter.drawEllipse(self._place(self._points[-1]), 2.6, 2.6)
        if self._at >= 0:
            here = self._place(self._stops[self._at])
            painter.setPen(QPen(theme.color("ink"), 1))
            painter.drawLine(QPointF(here.x(), area.top()), QPointF(here.x(), area.bottom()))
            painter.setBrush(theme.color("panel"))
            painter.drawEllipse(here, 3.5, 3.5)

    # -- pointing

    def _point_at(self, at: int) -> None:
        if at == self._at:
            return
        self._at = at
        self.update()
        if at < 0:
            QToolTip.hideText()
            return
        stop = self._stops[at]
        what = ", ".join(dict.fromkeys(labels.kind(kind) for kind in stop.kinds))
        strength = f"{labels.strength(stop.label)} · {round(stop.score)}"
        lines = (dates.full_day(stop.day), what, strength)
        self.setAccessibleDescription(", ".join(lines))
        where = self._place(stop).toPoint()
        QToolTip.showText(self.mapToGlobal(where), tooltip("\n".join(lines)), self)
        if self.hasFocus():
            announce(self)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at the contact nearest to the mouse."""
        if self._stops:
            x = event.position().x()
            away = [abs(self._place(stop).x() - x) for stop in self._stops]
            self._point_at(away.index(min(away)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask for the whole history."""
        if event.button() == Qt.MouseButton.LeftButton and self._points:
            self.opened.emit()

    def leaveEvent(self, event: object) -> None:
        """Point at nothing any more, unless keys do."""
        if not self.hasFocus():
            self._point_at(-1)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Point at nothing any more."""
        super().focusOutEvent(event)
        self._point_at(-1)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from contact to contact; Enter asks for the whole history."""
        last = len(self._stops) - 1
        here = last + 1 if self._at < 0 else self._at
        moves = {
            Qt.Key.Key_Left: max(0, here - 1),
            Qt.Key.Key_Right: min(last, here + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if event.key() in moves and last >= 0:
            self._point_at(moves[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit()
        else:
            super().keyPressEvent(event)
