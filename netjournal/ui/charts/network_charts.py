"""Charts of the whole network over time: growth with who came and went, strength, layers."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from netjournal.services.bonds.insight_people import ALIVE, FLOWS, Behind
from netjournal.ui.charts.chart import Chart, Columns, Entry, Month, Spot, Spots, Table
from netjournal.ui.charts.look import HATCHES
from netjournal.ui.charts.plotting import area, boxes, curve, over_days, panel, upwards, word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from netjournal.services.bonds.network import NetworkSeries
    from netjournal.ui.charts.look import Look

# Bottom to top, as in the legend from left to right.
ORDER: Final = ("inner", "close", "warm", "acquaintance", "dormant", "new", "none")
_WHEN: Final = ("then", "now")
_FLOW_COLOURS: Final = {"joined": "accent", "revived": "mark", "faded": "warning"}


@dataclass(frozen=True, slots=True)
class GrowthChart(Chart):
    """How many people the network holds by label, and who joined, came back and went quiet.

    Attributes:
        series: The numbers.
        departed: How many of them have died, whom no number counts.
    """

    series: NetworkSeries
    departed: int = 0
    kind = "growth"
    size = (10.0, 6.0)

    @property
    def empty(self) -> bool:
        """Whether there is nobody yet."""
        return not any(any(column) for column in self.series.counts.values())

    def draw(self, made: Figure, look: Look) -> Spots:
        """Stack the labels; below, bars up for who came and down for who went quiet."""
        stack = panel(made, 0, (0.05, 0.32, 0.94, 0.66))
        flows = panel(made, 1, (0.05, 0.07, 0.94, 0.22))
        spots: Columns = [[] for _ in self.series.days]
        edges = edges_of(self.series.days)
        self._stack(stack, look, spots, edges)
        self._flows(flows, look, spots, edges)
        return spots

    def _stack(
        self, axes: Axes, look: Look, spots: Columns, edges: Sequence[tuple[float, float]]
    ) -> None:
        days, base = self.series.days, [0] * len(self.series.days)
        for label in ORDER:
            counts = self.series.counts[label]
            top = [low + n for low, n in zip(base, counts, strict=True)]
            for n, (left, right) in enumerate(edges):
                spots[n].append((left, base[n], right, top[n], 0) if counts[n] else None)
            if any(counts):
                area(
                    axes,
                    days,
                    base,
                    top,
                    facecolors=look.strength(label),
                    edgecolors=look.color("panel") if label in HATCHES else "none",
                    hatch=HATCHES.get(label),
                )
            base = top
        upwards(axes, look, 0, max(base, default=0))
        over_days(axes, days, look, words=False)

    def _flows(
        self, axes: Axes, look: Look, spots: Columns, edges: Sequence[tuple[float, float]]
    ) -> None:
        numbers = {flow: getattr(self.series, flow) for flow in FLOWS}
        base = [0] * len(edges)
        for flow in FLOWS:
            down = flow == "faded"
            some = []
            for n, (left, right) in enumerate(edges):
                pad = (right - left) * 0.12
                low, high = (
                    (-numbers[flow][n], 0) if down else (base[n], base[n] + numbers[flow][n])
                )
                some.append((left + pad, low, right - pad, high))
                spots[n].append((left, low, right, high, 1) if numbers[flow][n] else None)
                base[n] = base[n] if down else high
            how = {"hatch": HATCHES[flow]} if flow in HATCHES else {}
            boxes(axes, some, look.color(_FLOW_COLOURS[flow]), **how)
        upwards(axes, look, -max(0, *numbers["faded"]), max(1, *base), 2)
        over_days(axes, self.series.days, look)

    def legend(self, look: Look) -> list[Entry]:
        """Return the labels that occur, then the flows."""
        found = [
            Entry(
                look.strength(label), look.word(label), "hatched" if label in HATCHES else "solid"
            )
            for label in ORDER
            if any(self.series.counts[label])
        ]
        return found + [
            Entry(
                look.color(_FLOW_COLOURS[flow]),
                look.word(flow),
                "hatched" if flow in HATCHES else "solid",
                apart=n == 0,
            )
            for n, flow in enumerate(one for one in FLOWS if any(getattr(self.series, one)))
        ]

    def table(self, look: Look) -> Table:
        """Return people by label and flows, by month."""
        columns = [self.series.counts[label] for label in ORDER]
        columns += [getattr(self.series, flow) for flow in FLOWS]
        header = [look.word("month"), *(look.word(key) for key in (*ORDER, *FLOWS))]
        return header, [
            [Month(day), *row] for day, *row in zip(self.series.days, *columns, strict=True)
        ]

    def behind(self, column: int, row: int) -> Behind | None:
        """Return who had a label then, or who came or went."""
        day = self.series.days[column]
        if row < len(ORDER):
            return Behind("label", ORDER[row], day)
        return Behind("flow", FLOWS[row - len(ORDER)], day, _before(self.series.days, column))


@dataclass(frozen=True, slots=True)
class StrengthChart(Chart):
    """The live pace of the network, and how many ties are live."""

    series: NetworkSeries
    kind = "strength"

    @property
    def empty(self) -> bool:
        """Whether nothing ever happened."""
        return not any(self.series.pace)

    def draw(self, made: Figure, look: Look) -> Spots:
        """Draw contacts a year above, live ties with their uncertainty below."""
        pace = panel(made, 0, (0.05, 0.55, 0.94, 0.43))
        live = panel(made, 1, (0.05, 0.09, 0.94, 0.38))
        series, days = self.series, self.series.days
        curve(pace, days, series.pace, color=look.color("accent"), linewidth=2.0)
        low = [max(0.0, n - s) for n, s in zip(series.live, series.spread, strict=True)]
        high = [n + s for n, s in zip(series.live, series.spread, strict=True)]
        area(live, days, low, high, facecolors=look.color("warning_soft"))
        style = {"color": look.color("warning"), "linewidth": 1.6, "linestyle": (0, (4, 2))}
        curve(live, days, series.live, **style)
        for axes, top in ((pace, max(series.pace)), (live, max(high))):
            upwards(axes, look, 0, top, 3)
            over_days(axes, days, look, words=axes is live)
        return [
            [(left, p * 0.9, right, p * 1.1 + 1e-6, 0), (left, n * 0.9, right, n * 1.1, 1)]
            for (left, right), p, n in zip(edges_of(days), series.pace, series.live, strict=True)
        ]

    def legend(self, look: Look) -> list[Entry]:
        """Return the two lines."""
        return [
            Entry(look.color("accent"), look.word("pace"), "line"),
            Entry(look.color("warning"), look.word("live"), "dashed"),
        ]

    def table(self, look: Look) -> Table:
        """Return both, with the spread of the second, by month."""
        rows = zip(
            self.series.days, self.series.pace, self.series.live, self.series.spread, strict=True
        )
        header = [look.word(key) for key in ("month", "pace", "live_ties", "spread")]
        return header, [[Month(d), round(p, 1), round(n, 1), round(s, 1)] for d, p, n, s in rows]

    def behind(self, column: int, row: int) -> Behind | None:
        """Return whose ties were alive then."""
        return Behind("label", ALIVE, self.series.days[column])


@dataclass(frozen=True, slots=True)
class LayersChart(Chart):
    """Who was inner, close, warm, …: then and now. No target numbers: they are averages."""

    series: NetworkSeries
    then: int  # which point of the series
    kind = "layers"
    over_time = dated = False

    @property
    def empty(self) -> bool:
        """Whether there is nobody yet."""
        return not any(column[-1] for column in self.series.counts.values())

    @property
    def points(self) -> tuple[int, ...]:
        """Then and now; only now where the journal is too young to know another day."""
        now = len(self.series.days) - 1
        return (self.then, now) if self.then < now else (now,)

    def draw(self, made: Figure, look: Look) -> Spots:
        """Draw two bars for each label, then above now."""
        axes = panel(made, 0, (0.14, 0.04, 0.8, 0.94))
        longest = max(max(self.series.counts[label]) for label in ORDER) or 1
        spots: Columns = []
        for place, label in enumerate(ORDER):
            found: list[Spot | None] = []
            for point in self.points:
                n, now = self.series.counts[label][point], point == self.points[-1]
                low = place + (0.06 if not now else 0.46 if len(self.points) > 1 else 0.26)
                high = low + (0.44 if now else 0.34)
                how: dict[str, Any] = {"alpha": 1.0 if now else 0.45}
                if label in HATCHES:
                    how |= {"hatch": HATCHES[label], "edgecolor": look.color("panel")}
                boxes(axes, [(0, low, max(n, longest * 0.004), high)], look.strength(label), **how)
                middle, tone = (low + high) / 2, look.color("ink" if now else "quiet")
                at = (n + longest * 0.01, middle)
                word(axes, at, f"{n}", look, va="center_baseline", color=tone)
                found.append((0, low, longest * 1.1, high, 0))
            spots.append(found)
        axes.set_xlim(0, longest * 1.1)
        axes.set_ylim(len(ORDER), 0)
        where, va, ha = axes.get_yaxis_text1_transform(6)
        for n, label in enumerate(ORDER):
            word(axes, (0, n + 0.48), look.word(label), look, transform=where, va=va, ha=ha)
        return spots

    def table(self, look: Look) -> Table:
        """Return people by label, then and now."""
        header = [look.word("label"), *(look.word(when) for when in _WHEN[-len(self.points) :])]
        return header, [
            [look.word(label), *(self.series.counts[label][point] for point in self.points)]
            for label in ORDER
        ]

    def legend(self, look: Look) -> list[Entry]:
        """Return which bar is which."""
        if len(self.points) == 1:
            return []
        colours = (look.color("mark"), look.color("accent"))
        return [Entry(*one) for one in zip(colours, map(look.word, _WHEN), strict=True)]

    def behind(self, column: int, row: int) -> Behind | None:
        """Return who had the label then, or has it now."""
        return Behind("label", ORDER[column], self.series.days[self.points[row]])


def edges_of(days: Sequence[int]) -> list[tuple[float, float]]:
    """Return how far each point reaches to either side: halfway to its neighbours."""
    if len(days) == 1:
        return [(float(days[0]), days[0] + 1.0)]
    middles = [(a + b) / 2 for a, b in pairwise(days)]
    return list(zip([float(days[0]), *middles], [*middles, float(days[-1])], strict=True))


def _before(days: Sequence[int], column: int) -> int:
    """Return the point that flows are counted from."""
    from netjournal.services.bonds.network import month_end_before

    return days[column - 1] if column else month_end_before(days[0])
