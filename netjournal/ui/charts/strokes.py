"""Hatching as lines of its own: ``stroked(figure, colour)``, for files that Qt reads.

Qt makes a picture of each cell of an SVG pattern: a report of one page came to a megabyte.
"""

from __future__ import annotations

from itertools import pairwise
from math import ceil, floor, sqrt
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    Point = tuple[float, float]

_GAP: Final = 6.0  # between lines, in pixels of the figure
_WIDTH: Final = {"/": 0.8, ".": 1.3}
_DOTS: Final = (0, (0.01, 3.0))
_HALF: Final = 1 / sqrt(2)


def stroked(made: Figure, colour: str) -> None:
    """Put lines in place of every hatching; the figure's limits must be set.

    Args:
        made: The drawn figure.
        colour: Of the lines.
    """
    for axes in made.axes:
        artists: list[Any] = [*axes.collections, *axes.patches]
        for artist in artists:
            hatch = artist.get_hatch()
            if hatch:
                artist.set_hatch(None)
                _add(axes, artist, hatch[0], colour)


def _add(axes: Axes, artist: Any, sign: str, colour: str) -> None:
    from matplotlib.collections import LineCollection

    paths = artist.get_paths() if hasattr(artist, "get_paths") else [artist.get_path()]
    shown = axes.transData
    outlines = [
        [tuple(point) for point in polygon]
        for path in paths
        for polygon in path.transformed(shown).to_polygons()
    ]
    back = shown.inverted()
    lines = LineCollection(
        [back.transform(line) for line in across(outlines, _GAP)],
        colors=colour,
        linewidths=_WIDTH.get(sign, 0.8),
        linestyles=_DOTS if sign == "." else "solid",
        capstyle="round" if sign == "." else "butt",
        zorder=artist.get_zorder() + 0.01,
    )
    axes.add_collection(lines, autolim=False)


def across(outlines: Iterable[list[Point]], gap: float) -> list[tuple[Point, Point]]:
    """Return the parts of slanting lines that lie within polygons.

    Args:
        outlines: Closed polygons (the first point is the last one, too).
        gap: Between the lines.
    """
    edges = [
        ((_along(a), _off(a)), (_along(b), _off(b)))
        for outline in outlines
        for a, b in pairwise(outline)
    ]
    crossings: dict[int, list[float]] = {}
    for start, end in edges:
        for number, along in _crossed(start, end, gap):
            crossings.setdefault(number, []).append(along)
    return [
        (_point(begin, number * gap), _point(stop, number * gap))
        for number, found in crossings.items()
        for begin, stop in zip(*(iter(sorted(found)),) * 2, strict=False)
    ]


def _crossed(start: Point, end: Point, gap: float) -> Iterator[tuple[int, float]]:
    """Yield (number of a line, how far along it) where an edge crosses it; its lower end counts."""
    low, high = sorted((start, end), key=lambda point: point[1])
    for number in range(ceil(low[1] / gap), floor(high[1] / gap) + 1):
        if number * gap < high[1]:
            share = (number * gap - low[1]) / (high[1] - low[1])
            yield number, low[0] + (high[0] - low[0]) * share


def _along(point: Point) -> float:
    return (point[0] + point[1]) * _HALF


def _off(point: Point) -> float:
    return (point[1] - point[0]) * _HALF


def _point(along: float, off: float) -> Point:
    return (along - off) * _HALF, (along + off) * _HALF
