"""Charts for a printed page: a vector drawing at its true size, its legend told in words beside."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from netjournal.ui.charts import figures, strokes, words
from netjournal.ui.charts.network_charts import GrowthChart, StrengthChart

if TYPE_CHECKING:
    from netjournal.services.bonds.network import NetworkSeries

_CHARTS: Final = {"growth": GrowthChart, "strength": StrengthChart}
# for each colour of the legend; what is hatched in the chart is told apart without colour, too
_MARKS: Final = {"solid": "■", "hatched": "▨", "line": "━", "dashed": "╌"}


def svg(kind: str, series: NetworkSeries, size: tuple[float, float]) -> bytes:
    """Return a chart as SVG; text stays text. Empty when there is nothing to draw.

    Args:
        kind: ``growth`` or ``strength``.
        series: The data.
        size: Width and height in inches.
    """
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    chart = _CHARTS[kind](series)
    if chart.empty:
        return b""
    look = words.paper_look()
    made, _ = figures.figure(chart, look, size)
    canvas = FigureCanvasAgg(made)
    if chart.words_beside:
        figures.fit(made, canvas)
    strokes.stroked(made, look.color("panel"))
    out = io.BytesIO()
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "netjournal"}):
        made.savefig(out, format="svg", metadata={"Date": None})
    return out.getvalue()


def legend(kind: str, series: NetworkSeries) -> list[tuple[str, str, str]]:
    """Return (mark, colour, words) of what a chart shows, as it stands in the chart."""
    chart = _CHARTS[kind](series)
    found = chart.legend(words.paper_look())
    return [
        (_MARKS.get(one.style, "■"), one.colour, one.words.replace(" ", "\xa0")) for one in found
    ]
