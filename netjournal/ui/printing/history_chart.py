"""One tie over time on paper: its strength as a line, each contact marked, what is meant dashed.

Lines and shapes only, so that it is sharp at any size; what a mark means is told by its shape, as
the page may be printed in gray. Drawn here and not by matplotlib: there may be ten thousand.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from netjournal.services.bonds import strength
from netjournal.ui import colors, dates, labels
from netjournal.ui.printing.fonts import doc_font

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netjournal.services.bonds.tie_history import TieHistory, TiePoint

HEIGHT: Final = 150
_SIDE, _FOOT, _LEGEND, _AIR = 84.0, 18.0, 18.0, 5.0
_SMALL: Final = 11
_TICK: Final = 64.0  # the least room for a month below the line
_NEAR: Final = 12.0  # two words above each other need so much
_FEW, _MANY = 40, 110  # contacts: large marks, small ones, above that only strokes at the foot
_STEPS: Final = (1, 2, 3, 6, 12, 24, 60, 120, 240)  # months between ticks
_HELP: Final = frozenset({"helped", "was_helped", "introduced", "shared_work"})
_TOGETHER: Final = frozenset(
    {"met", "coffee", "worked_together", "volunteered", "event", "group", "helped", "was_helped"}
)
HELP, TOGETHER, AFAR, ANY = "help", "together", "afar", "any"


def shape(kinds: Sequence[str]) -> str:
    """Return how a day of contact is marked: help before meeting before talking from afar."""
    if _HELP.intersection(kinds):
        return HELP
    return TOGETHER if _TOGETHER.intersection(kinds) else AFAR


def draw(painter: QPainter, rect: QRectF, history: TieHistory) -> None:
    """Draw a history; nothing where nobody was in touch.

    Args:
        painter: Where.
        rect: How large, legend included.
        history: Oldest first.
    """
    if history.points:
        _Drawing(painter, rect, history).draw()


class _Drawing:
    """One drawing: where days and strengths stand, and its parts from back to front."""

    def __init__(self, painter: QPainter, rect: QRectF, history: TieHistory) -> None:
        self._on, self._rect, self._of = painter, rect, history
        self._area = rect.adjusted(_SIDE, _AIR, -_AIR, -_FOOT - _LEGEND)
        points = history.points
        self._first, self._last = points[0].day, max(points[-1].day, points[0].day + 30)
        self._top = 1.08 * max(20.0, history.planned or 0.0, *(p.score for p in points))
        self._touched = [point for point in points if point.kinds]

    def draw(self) -> None:
        """Draw it."""
        self._on.setFont(doc_font(_SMALL))
        self._bands()
        self._months()
        self._line()
        shapes = self._marks()
        self._legend(shapes)

    def _x(self, day: float) -> float:
        share = (day - self._first) / (self._last - self._first)
        return self._area.left() + self._area.width() * share

    def _y(self, score: float) -> float:
        return self._area.bottom() - self._area.height() * score / self._top

    def _pen(self, token: str, width: float = 1.0) -> None:
        self._on.setPen(QPen(QColor(colors.LIGHT[token]), width))

    def _bands(self) -> None:
        """Draw a thin line where each label begins, with its name."""
        taken = self._area.bottom() + _NEAR
        for label, cut in reversed(strength.CUTS):
            y = self._y(cut)
            if cut >= self._top:
                break
            self._pen("line")
            self._on.drawLine(QLineF(self._area.left(), y, self._area.right(), y))
            if taken - y >= _NEAR:
                taken = y
                self._pen("quiet")
                box = QRectF(self._rect.left(), y - 8, _SIDE - 10, 16)
                at = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
                self._on.drawText(box, int(at), labels.strength(label))
        self._pen("mark")
        foot = self._area.bottom()
        self._on.drawLine(QLineF(self._area.left(), foot, self._area.right(), foot))

    def _months(self) -> None:
        """Name months or years below the line, as many as there is room for."""
        for day, words in ticks(self._first, self._last, int(self._area.width() / _TICK)):
            x, foot = self._x(day), self._area.bottom()
            self._pen("mark")
            self._on.drawLine(QLineF(x, foot, x, foot + 3))
            box = QRectF(x - _TICK / 2, foot + 3, _TICK, _FOOT - 3)
            if box.right() <= self._rect.right() + 1:
                self._pen("quiet")
                self._on.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)

    def _line(self) -> None:
        places = [QPointF(self._x(p.day), self._y(p.score)) for p in _sparse(self._of.points)]
        foot = self._area.bottom()
        below = [QPointF(places[0].x(), foot), *places, QPointF(places[-1].x(), foot)]
        self._on.setPen(Qt.PenStyle.NoPen)
        self._on.setBrush(QColor(colors.LIGHT["accent_soft"]))
        self._on.drawPolygon(QPolygonF(below))
        if self._of.planned is not None:
            self._dashes(self._area.left(), self._area.right(), self._y(self._of.planned))
        self._on.setBrush(Qt.BrushStyle.NoBrush)
        self._pen("accent", 1.5)
        self._on.drawPolyline(QPolygonF(places))

    def _dashes(self, left: float, right: float, y: float) -> None:
        self._on.setPen(QPen(QColor(colors.LIGHT["ink"]), 0.9, Qt.PenStyle.DashLine))
        self._on.drawLine(QLineF(left, y, right, y))

    def _marks(self) -> list[str]:
        """Mark every contact; returns the shapes that were drawn."""
        many = len(self._touched) > _MANY
        shapes = {point.day: shape(point.kinds) for point in self._touched}
        helping = [day for day in shapes if shapes[day] == HELP]
        if many:
            for day in shapes:
                self._mark(ANY, QPointF(self._x(day), self._area.bottom()), 0)
        size = 3.0 if len(self._touched) <= _FEW else 2.3
        for point in self._touched:
            what = shapes[point.day]
            if not many or (what == HELP and len(helping) <= _FEW):
                self._mark(what, QPointF(self._x(point.day), self._y(point.score)), size)
        if many:
            return [ANY, *([HELP] if 0 < len(helping) <= _FEW else [])]
        return [known for known in (TOGETHER, AFAR, HELP) if known in shapes.values()]

    def _mark(self, what: str, at: QPointF, size: float) -> None:
        self._pen("accent", 1.1)
        if what == ANY:
            self._on.drawLine(QLineF(at.x(), at.y() - 5, at.x(), at.y()))
            return
        self._on.setBrush(QColor(colors.LIGHT["panel" if what == AFAR else "accent"]))
        if what == HELP:
            arm = size * 1.5
            around = ((0, -arm), (arm, 0), (0, arm), (-arm, 0))
            self._on.setBrush(QColor(colors.LIGHT["ink"]))
            self._pen("panel", 0.8)
            self._on.drawPolygon(QPolygonF([at + QPointF(x, y) for x, y in around]))
        else:
            self._on.drawEllipse(at, size, size)

    def _legend(self, shapes: list[str]) -> None:
        """Say below what the marks are."""
        x, y = self._area.left() + 4, self._rect.bottom() - _LEGEND / 2
        words = legend_words()
        for what in shapes:
            self._mark(what, QPointF(x, y + (3 if what == ANY else 0)), 3.0)
            x = self._say(words[what], x + 9, y)
        if self._of.planned is not None:
            self._dashes(x - 4, x + 18, y)
            self._say(words["planned"], x + 24, y)

    def _say(self, words: str, x: float, y: float) -> float:
        """Write words from ``x`` on; returns where the next may begin."""
        width = self._on.fontMetrics().horizontalAdvance(words)
        self._pen("quiet")
        at = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self._on.drawText(QRectF(x, y - 9, width + 8, 18), int(at), words)
        return x + width + 20


def legend_words() -> dict[str, str]:
    """Return what the marks mean."""
    say = QCoreApplication.translate
    return {
        HELP: say("print", "Help"),
        TOGETHER: say("print", "Together"),
        AFAR: say("print", "From afar"),
        ANY: say("print", "In touch"),
        "planned": say("print", "At the rhythm you chose"),
    }


def ticks(first: int, last: int, most: int) -> list[tuple[int, str]]:
    """Return (day, words) of month or year beginnings, at most so many or a few less.

    Args:
        first: A day number.
        last: A later one.
        most: How many there is room for.
    """
    begin, end = dates.to_date(first), dates.to_date(last)
    span = (end.year - begin.year) * 12 + end.month - begin.month
    step = next((step for step in _STEPS if span / step <= max(1, most)), _STEPS[-1])
    found = []
    for number in range(begin.year * 12 + begin.month - 1, end.year * 12 + end.month):
        year, month = divmod(number, 12)
        day = (date(year, month + 1, 1) - dates.to_date(0)).days
        if number % step == 0 and first <= day <= last:
            words = str(year) if step >= 12 else dates.month(year, month + 1)
            found.append((day, words))
    return found


def _sparse(points: Sequence[TiePoint]) -> list[TiePoint]:
    """Leave out points that no eye would miss: on a line with their neighbours."""
    if len(points) < 3:
        return list(points)
    found = [points[0]]
    for here, after in pairwise(points[1:]):
        before = found[-1]
        share = (here.day - before.day) / max(1, after.day - before.day)
        if abs(before.score + (after.score - before.score) * share - here.score) > 0.15:
            found.append(here)
    return [*found, points[-1]]
