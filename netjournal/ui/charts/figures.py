"""Data to matplotlib axes; no Qt, so that the command line draws the same pictures.

Every chart is a pure function of a series and a ``Look``; ``render`` gives pixels for the window,
``save`` a PNG, SVG or PDF. Figures are made without pyplot, whose global state leaks.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from netjournal.models import from_day
from netjournal.ui.charts.look import Look, fonts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from netjournal.services.network import NetworkSeries

# Bottom to top, as in the legend from left to right.
ORDER: Final = ("inner", "close", "warm", "acquaintance", "dormant", "new", "none")
# Told apart without colour, too (print in black and white).
_HATCHES: Final = {"new": "////", "none": "...."}


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn chart as the window shows it.

    Attributes:
        width, height: Device pixels.
        pixels: RGBA, 4 · width · height bytes.
        box: Left, top, right, bottom of the plotting area in device pixels.
        xs: Device x of every point of the series, in order.
    """

    width: int
    height: int
    pixels: bytes
    box: tuple[float, float, float, float]
    xs: tuple[float, ...]


def draw_growth(axes: Axes, series: NetworkSeries, look: Look) -> None:
    """Stack how many people the network holds, by strength label then."""
    import numpy as np

    x = np.array(series.days, dtype=float)
    base = np.zeros(len(x))
    for label in ORDER:
        if not any(series.counts[label]):
            continue
        counts = np.array(series.counts[label], dtype=float)
        top = base + counts
        axes.fill_between(
            x,
            base,
            top,
            facecolor=look.strength(label),
            edgecolor=look.color("panel") if label in _HATCHES else "none",
            hatch=_HATCHES.get(label),
            linewidth=0,
            label=look.word(label),
        )
        base = top
    _frame(axes, series, look, float(base.max(initial=0.0)))


def draw_strength(axes: Axes, series: NetworkSeries, look: Look) -> None:
    """Draw the live pace of the whole network and the number of live ties."""
    axes.plot(
        series.days,
        series.pace,
        color=look.color("accent"),
        linewidth=2.0,
        solid_joinstyle="round",
        label=look.word("pace"),
    )
    axes.plot(
        series.days,
        series.live,
        color=look.color("warning"),
        linewidth=1.6,
        linestyle=(0, (4, 2)),
        label=look.word("live"),
    )
    top = max((*series.pace, *series.live), default=0.0)
    _frame(axes, series, look, top)


CHARTS: Final[dict[str, Any]] = {"growth": draw_growth, "strength": draw_strength}


def _frame(axes: Axes, series: NetworkSeries, look: Look, top: float) -> None:
    """Only what the eye needs: faint lines, years below, room above."""
    from matplotlib.ticker import FixedLocator, MaxNLocator

    for side in ("top", "left", "right"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(look.color("ink"))
    axes.set_axisbelow(False)
    axes.grid(visible=True, axis="y", color=look.color("line"), linewidth=0.8, alpha=0.75)
    axes.set_ylim(0, max(top * 1.05, 1.0))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=4, integer=True))
    size = 11.5 * look.scale * 0.72  # pixels of the design as points at 100 dots per inch
    axes.tick_params(axis="both", length=0, labelsize=size, labelcolor=look.color("quiet"), pad=6)
    first, last = series.days[0], series.days[-1]
    axes.set_xlim(first, max(last, first + 1))
    ticks = _ticks(from_day(first), from_day(last))
    axes.xaxis.set_major_locator(FixedLocator([float(day) for day, _ in ticks]))
    axes.set_xticklabels([text for _, text in ticks])


def _ticks(first: date, last: date) -> list[tuple[int, str]]:
    """Return (day, text): years over long spans, months (as numbers) over short ones."""
    start = date(1970, 1, 1)
    months = (last.year - first.year) * 12 + last.month - first.month
    if months > 20:
        step = max(1, months // 120)
        years = range(first.year + (first > date(first.year, 1, 15)), last.year + 1, step)
        return [((date(year, 1, 1) - start).days, str(year)) for year in years]
    step = max(1, months // 6)
    found = []
    for n in range(0, months + 1, step):
        year, month = divmod(first.year * 12 + first.month - 1 + n, 12)
        day = date(year, month + 1, 1)
        if day >= first:
            found.append(((day - start).days, f"{year}-{month + 1:02d}"))
    return found


def figure(kind: str, series: NetworkSeries, look: Look, size: tuple[float, float]) -> Figure:
    """Return a drawn figure.

    Args:
        kind: ``growth`` or ``strength``.
        series: At least one point.
        look: Colours and words.
        size: Width and height in inches at 100 dots per inch.
    """
    import matplotlib as mpl
    from matplotlib.figure import Figure as Made

    with mpl.rc_context({"font.family": fonts(look.families), "hatch.linewidth": 0.8}):
        made = Made(figsize=size, dpi=100, facecolor=look.color("panel"))
        axes = made.add_axes((0.045, 0.09, 0.94, 0.88), facecolor=look.color("panel"))
        CHARTS[kind](axes, series, look)
    return made


def render(
    kind: str, series: NetworkSeries, look: Look, pixels: tuple[int, int], ratio: float
) -> Picture:
    """Draw for the window; runs in the worker.

    Args:
        kind: ``growth`` or ``strength``.
        series: The data.
        look: Colours and words.
        pixels: Width and height in device pixels.
        ratio: Device pixels per logical pixel.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    width, height = max(80, pixels[0]), max(60, pixels[1])
    made = figure(kind, series, look, (width / 100 / ratio, height / 100 / ratio))
    made.set_dpi(100 * ratio)
    canvas = FigureCanvasAgg(made)
    _fit(made, canvas)
    canvas.draw()
    axes = made.axes[0]
    box = axes.bbox
    across = axes.transData.transform([(float(day), 0.0) for day in series.days])
    shape = canvas.get_width_height(physical=True)
    return Picture(
        shape[0],
        shape[1],
        bytes(canvas.buffer_rgba()),
        (box.x0, shape[1] - box.y1, box.x1, shape[1] - box.y0),
        tuple(float(x) for x, _ in across),
    )


def _fit(made: Figure, canvas: Any) -> None:
    """Give the axes' words the room they need, and no more."""
    axes = made.axes[0]
    box = axes.get_tightbbox(canvas.get_renderer())
    if box is None:
        return
    full = made.bbox
    position = axes.get_position()
    left = position.x0 - (box.x0 - 2) / full.width
    right = position.x1 - (box.x1 - full.width + 2) / full.width
    bottom = position.y0 - (box.y0 - 2) / full.height
    axes.set_position((left, bottom, right - left, 0.98 - bottom))


def save(
    kind: str, series: NetworkSeries, look: Look, ending: str, *, legend: bool = True
) -> bytes:
    """Return a picture file.

    Args:
        kind: ``growth`` or ``strength``.
        series: The data.
        look: Colours and words; light for paper.
        ending: ``png``, ``svg`` or ``pdf``.
        legend: Whether the picture explains its colours.
    """
    import matplotlib as mpl

    made = figure(kind, series, look, (10.0, 5.0))
    axes = made.axes[0]
    if legend:
        axes.legend(
            loc="upper left", frameon=False, labelcolor=look.color("ink"), fontsize=10 * look.scale
        )
    out = io.BytesIO()
    # text stays text (searchable, small); dates and program names would differ at every run
    settings: Any = {"svg.fonttype": "none", "pdf.fonttype": 42, "svg.hashsalt": "netjournal"}
    with mpl.rc_context(settings):
        metadata = {"png": None, "svg": {"Date": None}, "pdf": {"CreationDate": None}}[ending]
        made.savefig(out, format=ending, metadata=metadata, dpi=150)
    return out.getvalue()


def content(kind: str, series: NetworkSeries, ending: str, look: Look) -> bytes:
    """Return the bytes of a file with this chart, or with its numbers.

    Args:
        kind: ``growth`` or ``strength``.
        series: The data.
        ending: ``png``, ``svg``, ``pdf`` or ``csv``.
        look: The words to use; pictures are light, for paper and pages.
    """
    if ending != "csv":
        return save(kind, series, Look(words=look.words), ending)
    import csv

    out = io.StringIO(newline="")
    header, rows = table(kind, series, look)
    csv.writer(out, lineterminator="\r\n").writerows([header, *rows])
    return out.getvalue().encode("utf-8")


def table(kind: str, series: NetworkSeries, look: Look) -> tuple[list[str], list[Sequence[Any]]]:
    """Return a chart's numbers: header cells and rows, ISO days first."""
    if kind == "growth":
        header = [look.word("day"), *(look.word(label) for label in ORDER)]
        columns: list[Sequence[Any]] = [series.counts[label] for label in ORDER]
    else:
        header = [look.word("day"), look.word("pace"), look.word("live")]
        columns = [[round(v, 2) for v in series.pace], [round(v, 2) for v in series.live]]
    days = [from_day(day).isoformat() for day in series.days]
    return header, [list(row) for row in zip(days, *columns, strict=True)]
