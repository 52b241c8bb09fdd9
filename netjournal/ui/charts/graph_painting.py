"""Painting a graph of people once per place and zoom, as fast as very many of them allow."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from netjournal.ui import theme
from netjournal.ui.charts.graph_chart import NAMED, colour_of, radius_of, width_of
from netjournal.ui.safe import display_safe
from netjournal.ui.widgets import painting

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from netjournal.services.bonds.network_graph import Graph
    from netjournal.ui.charts.camera import Camera

_GROUND: Final = 0.8  # how much of what lies under a name it covers
_SMOOTH: Final = 1_000  # above so many links lines are thin and not smoothed: a tenth of the time


def painted(graph: Graph, camera: Camera, view: QWidget) -> QPixmap:
    """Return links, people and names as they lie now.

    Args:
        graph: Who.
        camera: What is seen of it.
        view: Where it will be shown.
    """
    ratio = view.devicePixelRatioF()
    picture = QPixmap(view.size() * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(theme.color("panel"))
    painter = QPainter(picture)
    scale = theme.text_scale()
    places = [camera.place(number) for number in range(len(graph.people))]
    room = QRectF(view.rect())
    _draw_links(painter, graph, places, room if camera.zoom > 1 else None)
    dots: dict[tuple[str, int], QPixmap] = {}
    for number, person in enumerate(graph.people):
        size = round(radius_of(person) * scale * min(2.0, camera.zoom**0.3) * 2)
        key = (person.label, size)
        if key not in dots:
            dots[key] = _dot(theme.strength_color(person.label), size / 2, ratio)
        half = dots[key].deviceIndependentSize().width() / 2
        painter.drawPixmap(places[number] - QPointF(half, half), dots[key])
    _write_names(painter, graph, places, room, round(NAMED * camera.zoom))
    painter.end()
    return picture


def _draw_links(
    painter: QPainter, graph: Graph, places: list[QPointF], room: QRectF | None
) -> None:
    """Draw links, with a room only those that can be seen in it."""
    smooth = len(graph.links) <= _SMOOTH
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)
    pens: dict[tuple[str, float], list[QLineF]] = {}
    for link in graph.links:
        line = QLineF(places[link.one], places[link.other])
        if room is not None and not room.intersects(
            QRectF(line.p1(), line.p2()).normalized().adjusted(-1, -1, 1, 1)
        ):
            continue
        width = round(width_of(link) * 2) / 2 if smooth else 0.0
        pens.setdefault((colour_of(link.why), width), []).append(line)
    for (colour, width), lines in sorted(pens.items(), key=lambda one: one[0][0] == "accent"):
        painter.setPen(QPen(theme.color(colour), width * theme.text_scale()))
        painter.drawLines(lines)


def _write_names(
    painter: QPainter, graph: Graph, places: list[QPointF], room: QRectF, most: int
) -> None:
    """Write names where they have room: first those of the strongest ties."""
    taken: list[QRectF] = []
    ground = QColor(theme.color("panel"))
    ground.setAlphaF(_GROUND)
    high = painting.line_height("small")
    order = sorted(range(len(places)), key=lambda n: -graph.people[n].score)
    for number in order[:most]:
        if not room.contains(places[number]):
            continue
        name = display_safe(graph.people[number].name, 28)
        beside = radius_of(graph.people[number]) * theme.text_scale() + 3
        place = places[number] + QPointF(beside, -high / 2)
        box = QRectF(place.x(), place.y(), painting.text_width(name, "small") + 2, high)
        if box.right() < room.right() and not any(box.intersects(other) for other in taken):
            taken.append(box)
            painter.fillRect(box, ground)  # links must not strike names through
            painting.draw_text(painter, box, name, "small", "soft_ink")


def _dot(colour: QColor, radius: float, ratio: float) -> QPixmap:
    """Return a disc with a rim, to be stamped: many discs drawn one by one take too long."""
    side = ceil(2 * radius) + 2
    picture = QPixmap(round(side * ratio), round(side * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("panel"), 1))
    painter.setBrush(colour)
    painter.drawEllipse(QPointF(side / 2, side / 2), radius, radius)
    painter.end()
    return picture
