"""The legend of a chart: coloured squares with their words, in as many lines as needed."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from netjournal.ui import theme
from netjournal.ui.charts.look import LINES
from netjournal.ui.widgets import painting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from netjournal.ui.charts.chart import Entry

_SWATCH: Final = 10  # design pixels, as those below
_BESIDE: Final = 6
_APART: Final = 20
_LINE: Final = 24  # long enough for its dashes
_PEN: Final = 2.2


class Legend(QWidget):
    """Coloured squares with their words, in as many lines as the room asks for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Create it empty."""
        super().__init__(parent)
        self._entries: list[Entry] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Show entries from the reading side on."""
        self._entries = list(entries)
        self.setAccessibleName(", ".join(entry.words for entry in entries))
        self.updateGeometry()
        self.update()

    def _step(self, entry: Entry) -> float:
        beside = _wide(entry) + theme.px(_BESIDE)
        return beside + painting.text_width(entry.words, "small") + theme.px(16)

    def _line(self) -> int:
        return round(painting.line_height("small")) + 4

    def _lines(self, width: float) -> list[list[Entry]]:
        """Return the entries of each line, filled one after the other; what is apart begins one."""
        steps = [self._step(entry) for entry in self._entries]
        all_fit = self.sizeHint().width() <= ceil(width)
        lines: list[list[Entry]] = [[]]
        used = 0.0
        for entry, step in zip(self._entries, steps, strict=True):
            if lines[-1] and not all_fit and (entry.apart or used + step > width + 0.5):
                lines.append([])
                used = 0.0
            lines[-1].append(entry)
            used += step
        return lines

    def sizeHint(self) -> QSize:
        """Return the room all entries need side by side."""
        steps = (self._step(entry) + _before(entry) for entry in self._entries)
        return QSize(ceil(sum(steps)), self._line())

    def minimumSizeHint(self) -> QSize:
        """Return the room the longest entry needs."""
        steps = [self._step(entry) for entry in self._entries]
        return QSize(ceil(max(steps, default=0.0)), self._line())

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines at a width."""
        return len(self._lines(width)) * self._line()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint squares (or lines) and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lines = self._lines(self.width())
        top = (self.height() - len(lines) * self._line()) / 2
        for line in lines:
            x = 0.0
            for entry in line:
                step = self._step(entry)
                x += _before(entry) if x else 0
                self._paint_entry(painter, QRectF(x, top, step, self._line()), entry)
                x += step
            top += self._line()
        painter.end()

    def _paint_entry(self, painter: QPainter, place: QRectF, entry: Entry) -> None:
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if mirrored:
            place.moveLeft(self.width() - place.right())
        wide = _wide(entry)
        high = theme.px(_SWATCH)
        mark = QRectF(place.left(), place.center().y() - high / 2, wide, high)
        if mirrored:
            mark.moveLeft(place.right() - wide)
        if entry.style in LINES:
            _paint_line(painter, mark, entry)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(entry.colour))
            painter.drawRoundedRect(mark, 2, 2)
        if entry.style == "hatched":
            painter.setBrush(QBrush(theme.color("panel"), Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(mark, 2, 2)
        beside = wide + theme.px(_BESIDE)
        text = place.adjusted(0, 0, -beside, 0) if mirrored else place.adjusted(beside, 0, 0, 0)
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        align = side | Qt.AlignmentFlag.AlignVCenter
        painting.draw_text(painter, text, entry.words, "small", align=align)


def _before(entry: Entry) -> int:
    return theme.px(_APART) if entry.apart else 0


def _wide(entry: Entry) -> int:
    return theme.px(_LINE if entry.style in LINES else _SWATCH)


def _paint_line(painter: QPainter, mark: QRectF, entry: Entry) -> None:
    pen = QPen(QColor(entry.colour), _PEN * theme.text_scale())
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if LINES[entry.style]:
        pen.setDashPattern(LINES[entry.style])
    painter.setPen(pen)
    y = round(mark.center().y()) + 0.5
    painter.drawLine(QPointF(mark.left(), y), QPointF(mark.right(), y))
