"""The strength of some circles over time, side by side: contacts a year, and live ties."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final

from netjournal.services.bonds.insight_people import ALIVE, Behind
from netjournal.ui.charts.chart import Chart, Columns, Entry, Month, Spots, Table
from netjournal.ui.charts.look import dashes
from netjournal.ui.charts.network_charts import edges_of
from netjournal.ui.charts.plotting import curve, over_days, panel, upwards, word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.figure import Figure

    from netjournal.services.bonds.network import NetworkSeries
    from netjournal.services.bonds.network_data import Whom
    from netjournal.ui.charts.look import Look

MOST: Final = 5  # circles: so many lines can be told apart, by colour and by dashes
_STYLES: Final = ("line", "dashed", "dotted", "long", "dashdot")


@dataclass(frozen=True, slots=True)
class CircleLine:
    """One line: whose ties, what they are called ("" for everyone), and how they went."""

    name: str
    whom: Whom
    series: NetworkSeries

    @property
    def numbers(self) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """Contacts a year that are still alive, and live ties."""
        return self.series.pace, self.series.live


@dataclass(frozen=True, slots=True)
class CirclesChart(Chart):
    """A line for each circle: the live pace above, live ties below.

    Rows of marks are the lines above, then the lines below.
    """

    lines: tuple[CircleLine, ...]
    kind = "strength"

    @property
    def empty(self) -> bool:
        """Whether nothing ever happened in any of them."""
        return not any(any(line.series.pace) for line in self.lines)

    @property
    def days(self) -> Sequence[int]:
        """The points, the same for all lines."""
        return self.lines[0].series.days

    def name(self, row: int, look: Look) -> str:
        """Return whose line a row of marks is on."""
        return self.lines[row % len(self.lines)].name or look.word("everyone")

    def draw(self, made: Figure, look: Look) -> Spots:
        """Draw everyone below the circles, so that no circle is hidden."""
        panels = panel(made, 0, (0.05, 0.57, 0.94, 0.34)), panel(made, 1, (0.05, 0.09, 0.94, 0.34))
        spots: Columns = [[] for _ in self.days]
        for which, axes in enumerate(panels):
            for line, entry in zip(self.lines, self._entries(look), strict=True):
                curve(
                    axes,
                    self.days,
                    line.numbers[which],
                    color=entry.colour,
                    linewidth=2.0 if line.name else 3.2,
                    linestyle=dashes(entry.style),
                    zorder=3.0 if line.name else 2.9,
                )
                for n, (left, right) in enumerate(edges_of(self.days)):
                    value = line.numbers[which][n]
                    spots[n].append((left, value * 0.98, right, value * 1.02 + 1e-6, which))
            highest = max(chain.from_iterable(line.numbers[which] for line in self.lines))
            upwards(axes, look, 0, highest, 3)
            over_days(axes, self.days, look, words=which == 1)
            what = look.word(("pace", "live_ties")[which])
            word(axes, (0, 1.02), what, look, transform=axes.transAxes, va="bottom")
        return spots

    def _entries(self, look: Look) -> list[Entry]:
        """Return name, colour and dashes of each line; those of circles by their place."""
        found, place = [], 0
        for n, line in enumerate(self.lines):
            if line.name:
                found.append(Entry(look.series(place), line.name, _STYLES[place % len(_STYLES)]))
                place += 1
            else:
                found.append(Entry(look.color("mark"), self.name(n, look), "line"))
        return found

    def legend(self, look: Look) -> list[Entry]:
        """Return the lines."""
        return self._entries(look)

    def table(self, look: Look) -> Table:
        """Return both numbers of each line by month."""
        header, columns = [look.word("month")], []
        for n, line in enumerate(self.lines):
            for key, numbers in zip(("pace", "live_ties"), line.numbers, strict=True):
                header.append(f"{self.name(n, look)}: {look.word(key)}")
                columns.append([round(number, 1) for number in numbers])
        rows = zip(self.days, *columns, strict=True)
        return header, [[Month(day), *numbers] for day, *numbers in rows]

    def behind(self, column: int, row: int) -> Behind | None:
        """Return whose ties of that circle were alive then."""
        line = self.lines[row % len(self.lines)]
        return Behind("label", ALIVE, self.days[column], whom=line.whom)
