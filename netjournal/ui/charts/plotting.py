"""Axes, lines, areas and words, as cheap as matplotlib lets them be.

Its own ticks, autoscaling and patches take longer to make than the whole picture to draw. So axes
are bare and used again, all lines of a grid are one artist, all bars of a colour another, and the
words beside the axes are plain texts.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from netjournal.models import from_day
from netjournal.ui.charts.look import fonts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties
    from matplotlib.transforms import TransformedPath
    from numpy.typing import NDArray

    from netjournal.ui.charts.look import Look

    Colours = str | Sequence[str]
    Numbers = Sequence[float] | NDArray[np.float64]

Box = tuple[float, float, float, float]  # left, bottom, right, top
_PAD = 6.0  # points between axes and words
_CLEAR = 1.0  # from a number to the end of its axis, as a share of its size


def panel(made: Figure, number: int, place: Box) -> Axes:
    """Return bare axes: those that are there, emptied, or new ones.

    Args:
        made: The figure, perhaps of an earlier drawing of the same chart.
        number: Which of its axes.
        place: Left, bottom, width, height in shares of the figure.
    """
    if number < len(made.axes):
        axes = made.axes[number]
        for artist in (*axes.collections, *axes.lines, *axes.patches, *axes.texts):
            artist.remove()
        axes.set_position(place)
        return axes
    axes = made.add_axes(place)
    axes.set_axis_off()
    return axes


def _add(axes: Axes, artist: Artist) -> None:
    """Add an artist that needs no clipping: axes always hold all of their data.

    Making a clip for each takes longer than anything else about a word.
    """
    artist.set_clip_path(_no_clip())
    artist.set_clip_on(False)
    axes.add_artist(artist)


@cache
def _no_clip() -> TransformedPath:
    from matplotlib.path import Path
    from matplotlib.transforms import IdentityTransform, TransformedPath

    return TransformedPath(Path.unit_rectangle(), IdentityTransform())


def upwards(axes: Axes, look: Look, low: float, high: float, lines: int = 4) -> None:
    """Let the axis upwards count, from below 0 where ``low`` is, with faint lines and numbers."""
    room = max(high - low, 1.0) * 0.05
    least, most = low - (room if low < 0 else 0), max(high, 1.0) + room
    size = steps(max(high, -low, 1.0), lines)
    top = max(n for n in size if n <= max(high, 1.0))
    axes.set_ylim(least, max(most, _above(axes, look, least, top)))
    ticks = [-n for n in size[:0:-1] if n <= -low] + [n for n in size if n <= max(high, 1.0)]
    faint = look.color("line") + "bf"  # three quarters of it
    level(axes, [*ticks, 0.0], [*(faint for _ in ticks), look.color("ink")], 0.8)
    where, va, ha = axes.get_yaxis_text1_transform(_PAD)
    for n in ticks:
        word(axes, (0, n), f"{abs(n):g}", look, transform=where, va=va, ha=ha)


def _above(axes: Axes, look: Look, least: float, top: float) -> float:
    """Return where the axis has to end for its highest number to stand beside it, not above it.

    Another axis may end right above.
    """
    points = axes.bbox.height * 72 / axes.figure.dpi
    share = min(0.4, _CLEAR * look.points / points) if points > 0 else 0.0
    return (top - share * least) / (1 - share)


def over_days(axes: Axes, days: Sequence[int], look: Look, *, words: bool = True) -> None:
    """Let the axis across be time, from the first to the last of some days."""
    first, last = days[0], days[-1]
    axes.set_xlim(first, max(last, first + 1))
    if not words:
        return
    where, va, ha = axes.get_xaxis_text1_transform(_PAD)
    for day, text in ticks(from_day(first), from_day(last), look):
        word(axes, (day, 0), text, look, transform=where, va=va, ha=ha)


def ticks(first: date, last: date, look: Look) -> list[tuple[int, str]]:
    """Return (day, text): years over long spans, months over short ones."""
    start = date(1970, 1, 1)
    months = (last.year - first.year) * 12 + last.month - first.month
    if months > 20:
        step = max(1, months // 120)
        years = range(first.year + (first > date(first.year, 1, 15)), last.year + 1, step)
        return [((date(year, 1, 1) - start).days, str(year)) for year in years]
    step = max(1, months // 6)
    found: list[tuple[int, str]] = []
    for n in range(0, months + 1, step):
        year, month = divmod(first.year * 12 + first.month - 1 + n, 12)
        day = date(year, month + 1, 1)
        if day >= first:
            named = month == 0 or not found
            text = f"{look.months[month]} {year}" if named else look.months[month]
            found.append(((day - start).days, text))
    if not found:  # within one month
        found.append(((first - start).days, f"{look.months[first.month - 1]} {first.year}"))
    return found


def steps(top: float, lines: int = 4) -> list[float]:
    """Return round numbers from 0 to ``top``, at most so many besides 0."""
    size = 1.0
    while True:
        for factor in (1, 2, 5):
            if top / (size * factor) <= lines:
                return [n * size * factor for n in range(int(top // (size * factor)) + 1)]
        size *= 10


def word(axes: Axes, at: tuple[float, float], text: str, look: Look, **how: Any) -> None:
    """Write a word, quiet and small unless told otherwise."""
    from matplotlib.text import Text

    how.setdefault("color", look.color("quiet"))
    how.setdefault("transform", axes.transData)
    letters = _letters(how.pop("families", look.families), look.points)
    _add(axes, Text(*at, text, fontproperties=letters, parse_math=False, **how))


@cache
def _letters(families: tuple[str, ...], points: float) -> FontProperties:
    from matplotlib.font_manager import FontProperties as Made

    return Made(family=fonts(families), size=points)


def level(axes: Axes, heights: Sequence[float], colour: Colours, width: float, **how: Any) -> None:
    """Draw level lines from side to side, in one colour or one each."""
    from matplotlib.collections import LineCollection

    lines = [((0.0, y), (1.0, y)) for y in heights]
    where = axes.get_yaxis_transform()
    _add(
        axes,
        LineCollection(lines, colors=colour, linewidths=width, transform=where, zorder=2.5, **how),
    )


def _thin(how: dict[str, Any]) -> dict[str, Any]:
    return {"hatch_linewidth": 0.8} if how.get("hatch") else {}


def curve(axes: Axes, xs: Numbers, ys: Numbers, **how: Any) -> None:
    """Draw a line from point to point, over the grid."""
    how.setdefault("zorder", 3.0)
    from matplotlib.lines import Line2D

    if len(xs) == 1 and how.get("linestyle") != "none":  # one point says the same all day
        xs, ys = [xs[0], xs[0] + 1], [ys[0]] * 2
    _add(axes, Line2D(xs, ys, **how))


def area(axes: Axes, xs: Numbers, low: Numbers, high: Numbers, **how: Any) -> None:
    """Fill between two lines."""
    import numpy as np
    from matplotlib.collections import PolyCollection

    if len(xs) == 1:
        xs, low, high = [xs[0], xs[0] + 1], [low[0]] * 2, [high[0]] * 2
    across = np.array(xs, dtype=float)
    outline = np.empty((2 * across.size, 2))
    outline[:, 0] = np.concatenate([across, across[::-1]])
    outline[:, 1] = np.concatenate([np.array(low, dtype=float), np.array(high, dtype=float)[::-1]])
    _add(axes, PolyCollection([outline], linewidths=0, **how, **_thin(how)))


def boxes(axes: Axes, some: Iterable[Box], colour: str, **how: Any) -> None:
    """Paint rectangles of one colour, as one path."""
    import numpy as np
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    corners = np.array([one for one in some if one[0] != one[2] and one[1] != one[3]], dtype=float)
    if not corners.size:
        return
    outline = corners[:, [0, 1, 0, 3, 2, 3, 2, 1, 0, 1]].reshape(-1, 2)
    codes = np.tile(
        np.array([Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY], np.uint8),
        len(corners),
    )
    how.setdefault("edgecolor", "none")
    made = PathPatch(Path(outline, codes), facecolor=colour, linewidth=0, **how, **_thin(how))
    _add(axes, made)
