"""Who knows whom, to look around in: zoom, move, point at people, open their cards.

The wheel or plus and minus zoom, dragging moves; arrow keys go to the next person in that
direction, Enter or a click opens the card, 0 shows everybody. Links are painted once per place and
zoom into a picture; pointing paints only what is pointed at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from netjournal.ui import theme
from netjournal.ui.charts.bubble import draw_bubble
from netjournal.ui.charts.camera import CLOSEST, Camera
from netjournal.ui.charts.graph_painting import painted
from netjournal.ui.safe import display_safe
from netjournal.ui.widgets.announce import announce

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import (
        QFocusEvent,
        QKeyEvent,
        QMouseEvent,
        QPaintEvent,
        QResizeEvent,
        QWheelEvent,
    )

    from netjournal.services.bonds.network_graph import Graph

_STEP: Final = 1.25


class GraphView(QWidget):
    """The graph of people.

    Signals:
        wanted: There is no graph to show yet: (width, height, ratio), as ``ChartView`` asks.
        activated: (place, 0) of the person who was clicked, or chosen with Enter.
    """

    wanted = Signal(int, int, float)
    activated = Signal(object)

    def __init__(self, name: str, height: int, parent: QWidget | None = None) -> None:
        """Create it empty."""
        super().__init__(parent)
        self.setObjectName(name)
        self.set_height(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._graph: Graph | None = None
        self._describe: Callable[[int], list[str]] = lambda _place: []
        self._said = ""
        self._stale = True
        self._camera = Camera()
        self._at = -1
        self._grip: QPointF | None = None
        self._moved = False
        self._picture: QPixmap | None = None

    @property
    def drawn(self) -> bool:
        """Whether what should be shown is shown."""
        return self._graph is not None and not self._stale

    @property
    def at(self) -> int:
        """Whom one points at: a place in the graph, -1 for nobody."""
        return self._at

    @property
    def zoom(self) -> float:
        """How much closer than everybody at once."""
        return self._camera.zoom

    def set_height(self, height: int) -> None:
        """Take at least so much room upwards (design pixels)."""
        self.setMinimumSize(theme.px(180), theme.px(height))

    def show_graph(self, graph: Graph, describe: Callable[[int], list[str]]) -> None:
        """Show people and links; ``describe`` gives the lines for a person."""
        self._graph, self._describe = graph, describe
        self._said, self._stale = "", False
        self._camera.people, self._at = graph.people, -1
        self._again()

    def say(self, text: str) -> None:
        """Show words instead: there is nothing to draw."""
        self._graph, self._said, self._stale, self._at = None, text, False, -1
        self.setAccessibleDescription(text)
        self._again()

    def ask_again(self) -> None:
        """Data changed: ask for it when next painted."""
        self._stale = True
        self._again()

    def _again(self) -> None:
        self._picture = None
        self.update()

    def point_at(self, number: int) -> None:
        """Point at a person, -1 for nobody; by keys they are brought into view."""
        if number == self._at:
            return
        self._at = number
        if number >= 0:
            self.setAccessibleDescription(", ".join(self._describe(number)))
            if self.hasFocus():
                announce(self)
                if self._camera.bring(number):
                    self._picture = None
        self.update()

    # -- painting

    def sizeHint(self) -> QSize:
        """Return the least size."""
        return self.minimumSize()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Paint anew."""
        super().resizeEvent(event)
        self._camera.resize(self.width(), self.height())
        self._again()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture, then who is pointed at."""
        if self._stale:
            ratio = self.devicePixelRatioF()
            self.wanted.emit(self.width(), self.height(), ratio)
        painter = QPainter(self)
        if self._graph is not None:
            if self._picture is None:
                self._picture = painted(self._graph, self._camera, self)
            painter.drawPixmap(0, 0, self._picture)
            if self._at >= 0:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                self._paint_pointed(painter, self._graph)
        else:
            painter.setFont(theme.font("small"))
            painter.setPen(theme.color("quiet"))
            how = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect(), int(how), self._said or self.tr("Drawing…"))
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), 1.5))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    def _paint_pointed(self, painter: QPainter, graph: Graph) -> None:
        here = self._camera.place(self._at)
        painter.setPen(QPen(theme.color("ink"), 1.4))
        for link in graph.links:
            if self._at in (link.one, link.other):
                other = link.other if link.one == self._at else link.one
                painter.drawLine(here, self._camera.place(other))
        painter.setBrush(theme.color("ink"))
        size = theme.px(6)
        painter.drawEllipse(here, size, size)
        lines = [display_safe(line, 80) for line in self._describe(self._at)]
        draw_bubble(painter, lines, QRectF(here, here), QRectF(self.rect()))

    # -- mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold, to move."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._grip, self._moved = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move while held, point otherwise."""
        if self._grip is None:
            self.point_at(self._camera.at(event.position()))
            return
        by = event.position() - self._grip
        if self._moved or by.manhattanLength() > 4:
            self._moved, self._grip = True, event.position()
            self._camera.move(by)
            self._again()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the card of who was clicked."""
        clicked, self._grip = self._grip is not None and not self._moved, None
        number = self._camera.at(event.position()) if clicked and self._graph else -1
        if number >= 0:
            self.activated.emit((number, 0))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl; without it the page scrolls."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            factor = _STEP if event.angleDelta().y() > 0 else 1 / _STEP
            self.zoom_by(factor, event.position())
            event.accept()
        else:
            event.ignore()

    def leaveEvent(self, event: object) -> None:
        """Point at nobody, unless keys do."""
        if not self.hasFocus():
            self.point_at(-1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the strongest tie when reached by keyboard."""
        super().focusInEvent(event)
        by_keys = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if self._graph is not None and self._at < 0 and event.reason() in by_keys:
            self._go(QPointF())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Point at nobody."""
        super().focusOutEvent(event)
        self.point_at(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from person to person, zoom, open a card."""
        sides = {
            Qt.Key.Key_Left: QPointF(-1, 0),
            Qt.Key.Key_Right: QPointF(1, 0),
            Qt.Key.Key_Up: QPointF(0, -1),
            Qt.Key.Key_Down: QPointF(0, 1),
        }
        if event.key() in sides and self._graph is not None:
            self._go(sides[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(_STEP)
        elif event.key() == Qt.Key.Key_Minus:
            self.zoom_by(1 / _STEP)
        elif event.key() == Qt.Key.Key_0:
            self.zoom_by(1 / CLOSEST)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._at >= 0:
            self.activated.emit((self._at, 0))
        else:
            super().keyPressEvent(event)

    def zoom_by(self, factor: float, fixed: QPointF | None = None) -> None:
        """Come closer or go back, around a point, who is pointed at, or the middle."""
        if fixed is None:
            fixed = self._camera.place(self._at) if self._at >= 0 else self._camera.middle
        self._camera.zoom_by(factor, fixed)
        self._again()

    def _go(self, side: QPointF) -> None:
        """Point at the nearest person to one side; first at the strongest tie."""
        people = self._camera.people
        if self._at < 0:
            self.point_at(max(range(len(people)), key=lambda n: people[n].score, default=-1))
        else:
            self.point_at(self._camera.beside(self._at, side))
