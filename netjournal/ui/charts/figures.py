"""Charts to pixels, files and tables; no Qt, so that the command line draws the same pictures.

``render`` gives pixels and the places of all marks for the window, ``content`` a PNG, SVG or PDF,
or the numbers as CSV. Figures are made without pyplot, whose global state leaks.
"""

from __future__ import annotations

import io
import threading
import warnings
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from netjournal.models import from_day
from netjournal.ui.charts.chart import as_text
from netjournal.ui.charts.look import LINES, WORLDWIDE, Look, dashes, fonts

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from matplotlib.axes import Axes
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.text import Text
    from numpy.typing import NDArray

    from netjournal.ui.charts.chart import Chart, Columns, Spots

Place = tuple[float, float, float, float]  # left, top, right, bottom in device pixels
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_ACROSS: Final = 5  # entries of a legend side by side
_SIDES: Final = 4  # columns of words that may reach out of the axes
_FIGURES: Final = threading.local()


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn chart as the window shows it.

    Attributes:
        width, height: Device pixels.
        pixels: RGBA, 4 · width · height bytes.
        places: Where each mark is, by column and row; None where there is none.
        top, bottom: How far a cursor over time reaches, device pixels.
    """

    width: int
    height: int
    pixels: bytes
    places: tuple[tuple[Place | None, ...], ...]
    top: float
    bottom: float


def figure(chart: Chart, look: Look, size: tuple[float, float]) -> tuple[Figure, Spots]:
    """Return a drawn figure and its marks.

    Args:
        chart: Not empty.
        look: Colours and words.
        size: Width and height in inches at 100 dots per inch.
    """
    from matplotlib.figure import Figure as Made

    return _draw(Made(figsize=size, dpi=100), chart, look)


def _draw(made: Figure, chart: Chart, look: Look) -> tuple[Figure, Spots]:
    made.set_facecolor(look.color("panel"))
    return made, chart.draw(made, look)


def render(chart: Chart, look: Look, pixels: tuple[int, int], ratio: float) -> Picture:
    """Return the chart as pixels.

    Args:
        chart: Not empty.
        look: Colours and words; its scale enlarges lines, dots and hatching with the text.
        pixels: Width and height in device pixels.
        ratio: Device pixels per logical pixel.
    """
    width, height = max(80, pixels[0]), max(60, pixels[1])
    canvas = _used(chart.kind)
    made = canvas.figure
    dots = 100 * ratio * look.scale
    made.set_size_inches(width / dots, height / dots)
    made.set_dpi(dots)
    _, spots = _draw(made, chart, replace(look, scale=1.0))
    if chart.words_beside:
        fit(made, canvas)
    canvas.draw()
    wide, high = canvas.get_width_height(physical=True)
    return Picture(
        wide,
        high,
        bytes(canvas.buffer_rgba()),
        _places(made, spots, high),
        high - max(axes.bbox.y1 for axes in made.axes),
        high - min(axes.bbox.y0 for axes in made.axes),
    )


def _used(kind: str) -> FigureCanvasAgg:
    """Return this thread's canvas and figure for a kind of chart.

    Making axes anew costs as much as a draw, and words are measured once per canvas.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure as Made

    known: dict[str, FigureCanvasAgg] = _FIGURES.__dict__.setdefault("known", {})
    if kind not in known:
        known[kind] = FigureCanvasAgg(Made(dpi=100))
    return known[kind]


def _places(made: Figure, spots: Spots, height: int) -> tuple[tuple[Place | None, ...], ...]:
    """Return the marks in device pixels from the top left."""
    import numpy as np

    table = spots if isinstance(spots, np.ndarray) else _as_array(spots)
    corners, which = table[:, :4], table[:, 4]
    for number, axes in enumerate(made.axes):
        mine = which == number
        for at in (0, 2):
            corners[mine, at : at + 2] = axes.transData.transform(corners[mine, at : at + 2])
    left, right = np.sort(corners[:, ::2], axis=1).T
    low, high = np.sort(corners[:, 1::2], axis=1).T
    table = np.stack([left, height - high, right, height - low], axis=1)
    found: Iterator[Place] = zip(*table.T.tolist(), strict=True)
    if isinstance(spots, np.ndarray):
        return tuple(zip(found))
    return tuple(
        tuple([None if spot is None else next(found) for spot in column]) for column in spots
    )


def _as_array(spots: Columns) -> NDArray[np.float64]:
    import numpy as np

    every = [spot for column in spots for spot in column if spot is not None]
    flat = chain.from_iterable(every)
    return np.fromiter(flat, dtype=np.float64, count=5 * len(every)).reshape(-1, 5)


def fit(made: Figure, canvas: Any) -> None:
    """Give the words beside the axes the room they need, and no more."""
    renderer, full = canvas.get_renderer(), made.bbox
    left = right = low = 0.0
    for axes in made.axes:
        inside = axes.bbox
        for text in _outermost(axes):
            box = text.get_window_extent(renderer)
            left, right = max(left, inside.x0 - box.x0), max(right, box.x1 - inside.x1)
            low = max(low, inside.y0 - box.y0)
    bottom = (low + 2) / full.height if low else 0.02
    lowest = min(axes.get_position().y0 for axes in made.axes)
    scale = (0.98 - bottom) / (0.98 - lowest)  # what the words below take, all axes give
    for axes in made.axes:
        place = axes.get_position()
        x0 = (left + 2) / full.width
        width = max(0.05, 1 - x0 - (right + 2) / full.width)
        axes.set_position((x0, bottom + (place.y0 - lowest) * scale, width, place.height * scale))


def _outermost(axes: Axes) -> set[Text]:
    """Return the words that reach out farthest; to measure one takes as long as to draw it."""
    columns: dict[tuple[str, float], list[Text]] = {}
    for text in axes.texts:
        side = text.get_horizontalalignment()
        at = text.get_position()[0] if side == "left" else 0.0
        columns.setdefault((side, at), []).append(text)
    outer = sorted(columns)[-_SIDES:]
    longest = {max(columns[one], key=lambda text: len(text.get_text())) for one in outer}
    return longest | set(axes.texts[-1:])


def save(chart: Chart, look: Look, ending: str, *, legend: bool = True) -> bytes:
    """Return a picture file.

    Args:
        chart: Not empty.
        look: Colours and words; light for paper.
        ending: ``png``, ``svg`` or ``pdf``.
        legend: Whether the picture explains its colours.
    """
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    made, _ = figure(chart, look, chart.size)
    canvas = FigureCanvasAgg(made)
    if chart.words_beside:
        fit(made, canvas)
    if legend:
        _explain(made, chart, look)
    out = io.BytesIO()
    # text stays text (searchable, small); dates and program names would differ at every run
    settings: Any = {"svg.fonttype": "none", "pdf.fonttype": 42, "svg.hashsalt": "netjournal"}
    with mpl.rc_context(settings), warnings.catch_warnings():
        # a letter that no font here has is drawn as a box, and nobody can help it
        warnings.filterwarnings("ignore", r"Glyph .* missing from font")
        metadata = {"png": None, "svg": {"Date": None}, "pdf": {"CreationDate": None}}[ending]
        made.savefig(out, format=ending, metadata=metadata, dpi=150, bbox_inches="tight")
    return out.getvalue()


def _explain(made: Figure, chart: Chart, look: Look) -> None:
    """Put the legend above the picture."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    entries = chart.legend(look)
    if not entries:
        return
    marks: list[Any] = []
    for one in entries:
        if one.style in LINES:
            how = {"color": one.colour, "linestyle": dashes(one.style)}
            marks.append(Line2D([], [], linewidth=2, label=one.words, **how))
        else:
            hatch = "////" if one.style == "hatched" else None
            edge = look.color("panel") if hatch else "none"
            marks.append(Patch(facecolor=one.colour, edgecolor=edge, hatch=hatch, label=one.words))
    across = min(_ACROSS, len(marks))
    # matplotlib goes down column by column; legends are read line by line
    marks = [one for column in range(across) for one in marks[column::across]]
    legend = made.legend(
        handles=marks,
        loc="lower left",
        bbox_to_anchor=(0.0, 1.0),
        ncols=across,
        frameon=False,
        labelcolor=look.color("ink"),
        prop={"family": fonts((*look.families, *WORLDWIDE)), "size": 10 * look.scale},
        handlelength=3.2 if any(one.style in LINES for one in entries) else 2.0,
    )
    for text in legend.get_texts():  # what a user named is no formula
        text.set_parse_math(False)


def content(chart: Chart, ending: str, look: Look) -> bytes:
    """Return the bytes of a file with this chart, or with its numbers.

    Args:
        chart: Not empty, for pictures.
        ending: ``png``, ``svg``, ``pdf`` or ``csv``.
        look: The words to use; pictures are light, for paper and pages.
    """
    if ending != "csv":
        return save(chart, Look(words=look.words, months=look.months), ending)
    import csv

    header, rows = chart.table(look)
    out = io.StringIO(newline="")
    named = [[_plain(cell) for cell in row] for row in [header, *rows]]
    lines = (as_text(row, lambda day: from_day(day).isoformat(), str) for row in named)
    csv.writer(out, lineterminator="\r\n").writerows(lines)
    return out.getvalue().encode("utf-8")


def _plain(cell: Any) -> Any:
    """Put an apostrophe before a name that a spreadsheet could run as a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in _FORMULA else cell
