"""Your network at a glance: how many people, how many live ties, and how both grew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from netjournal.ui import theme
from netjournal.ui.safe import Label
from netjournal.ui.widgets.card import Card

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# From the bottom upwards, as on Insights.
LAYERS: Final = ("inner", "close", "warm", "acquaintance", "new", "dormant", "none")


class StackedArea(QWidget):
    """People by strength of tie over time, as layers; no axes, it is only the shape."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Create an empty picture."""
        super().__init__(parent)
        self.setObjectName("growth")
        self._layers: list[tuple[str, tuple[int, ...]]] = []
        self._bands: list[tuple[str, QPolygonF]] = []
        self._bands_of = QSize()  # the size they were worked out for; none yet
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_layers(self, layers: Mapping[str, Sequence[int]], words: str) -> None:
        """Show a series of counts per label, oldest first.

        Args:
            layers: Label → counts; all of one length.
            words: What a screen reader says.
        """
        self._layers = [(label, tuple(layers[label])) for label in LAYERS if label in layers]
        self._bands_of = QSize()
        self.setAccessibleName(words)
        self.setVisible(bool(self._layers) and len(self._layers[0][1]) > 1)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the design's height."""
        return QSize(theme.px(240), theme.px(108))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the layers from the bottom upwards."""
        if not self._layers:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self._bands_of != self.size():
            self._bands_of, self._bands = self.size(), self._outlines()
        for label, band in self._bands:
            painter.setBrush(theme.strength_color(label))
            painter.drawPolygon(band)
        painter.end()

    def _outlines(self) -> list[tuple[str, QPolygonF]]:
        """Return each layer and where it lies; worked out once for a size."""
        area = QRectF(self.rect()).adjusted(0, 2, 0, -1)
        length = len(self._layers[0][1])
        totals = [sum(values[at] for _label, values in self._layers) for at in range(length)]
        scale = area.height() / (max(totals) or 1.0)
        below, found = [0.0] * length, []
        for label, values in self._layers:
            above = [low + value for low, value in zip(below, values, strict=True)]
            found.append((label, _band(area, below, above, scale)))
            below = above
        return found


class NetworkCard(Card):
    """Three figures and the shape of growth."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Create it without figures."""
        super().__init__(name="network_card", parent=parent)
        self.body.setContentsMargins(14, 14, 14, 18)
        figures = QHBoxLayout()
        figures.setSpacing(18)
        self._people = _Figure(self)
        self._live = _Figure(self)
        self._joined = _Figure(self, "accent")
        for figure in (self._people, self._live, self._joined):
            figures.addWidget(figure)
        figures.addStretch(1)
        self.area = StackedArea(self)
        self.area.hide()
        self.body.addLayout(figures)
        self.body.addSpacing(14)
        self.body.addWidget(self.area)

    def show_numbers(self, people: int, live: float, joined: int) -> None:
        """Show how many people, how many likely in touch soon, how many new this month."""
        self._people.show_number(QLocale().toString(people), self.tr("[person|people]", "", people))
        ties = round(live)
        self._live.show_number(QLocale().toString(ties), self.tr("live [tie|ties]", "", ties))
        new = QLocale().toString(joined)
        self._joined.show_number(f"+{new}", self.tr("this month"))

    def show_growth(self, counts: Mapping[str, Sequence[int]]) -> None:
        """Show how many people there were of each strength, oldest first."""
        totals = [sum(month) for month in zip(*counts.values(), strict=True)]
        words = ""
        if totals:
            locale = QLocale()
            words = self.tr("Growth of your network from {first} to {last} people").format(
                first=locale.toString(totals[0]), last=locale.toString(totals[-1])
            )
        self.area.show_layers(counts, words)


class _Figure(QWidget):
    """A number and what it counts."""

    def __init__(self, parent: QWidget, tone: str = "ink") -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._number = Label("", "figure", tone, parent=self)
        self._words = Label("", "small", "quiet", parent=self)
        column.addWidget(self._number)
        column.addWidget(self._words)

    def show_number(self, number: str, text: str) -> None:
        self._number.setText(number)
        self._words.setText(text)
        self.setAccessibleName(f"{number} {text}")


def _band(area: QRectF, below: Sequence[float], above: Sequence[float], scale: float) -> QPolygonF:
    """The outline of a layer; time runs from left to right in every language."""
    step = area.width() / (len(below) - 1)
    upper = [
        QPointF(area.x() + at * step, area.bottom() - value * scale)
        for at, value in enumerate(above)
    ]
    lower = [
        QPointF(area.x() + at * step, area.bottom() - value * scale)
        for at, value in enumerate(below)
    ]
    return QPolygonF([*upper, *reversed(lower)])
