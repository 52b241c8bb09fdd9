"""One person's history: strength over time, every contact marked, and the line that is meant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netjournal.ui.charts.chart import Chart, Day, Entry, Spots, Table
from netjournal.ui.charts.plotting import area, curve, level, over_days, panel, upwards

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from netjournal.services.bonds.tie_history import TieHistory
    from netjournal.ui.charts.look import Look


@dataclass(frozen=True, slots=True)
class PersonChart(Chart):
    """How strong one tie was, and what happened in it."""

    history: TieHistory
    kind = "person"
    size = (10.0, 4.0)

    @property
    def empty(self) -> bool:
        """Whether nothing is known yet."""
        return not self.history.points

    def draw(self, made: Figure, look: Look) -> Spots:
        """Draw the line, a dot for each contact, and the planned strength dashed."""
        axes = panel(made, 0, (0.05, 0.1, 0.94, 0.86))
        points = self.history.points
        days, scores = [p.day for p in points], [p.score for p in points]
        area(axes, days, [0.0] * len(days), scores, facecolors=look.color("accent_soft"))
        curve(axes, days, scores, color=look.color("accent"), linewidth=1.8)
        touched = [p for p in points if p.kinds]
        curve(
            axes,
            [p.day for p in touched],
            [p.score for p in touched],
            linestyle="none",
            marker="o",
            markersize=4,
            color=look.color("panel"),
            markeredgecolor=look.color("accent"),
            markeredgewidth=1.4,
        )
        planned = self.history.planned
        if planned is not None:
            level(axes, [planned], look.color("warning"), 1.4, linestyles=(0, (4, 2)))
        upwards(axes, look, 0, max(10.0, *scores, planned or 0.0))
        over_days(axes, days, look)
        width = max(1.0, (days[-1] - days[0]) / 200)
        return [
            [(day - width, 0, day + width, score if score > 1 else 1.0, 0)]
            for day, score in zip(days, scores, strict=True)
        ]

    def legend(self, look: Look) -> list[Entry]:
        """Return the line, and the planned one where there is a rhythm."""
        found = [Entry(look.color("accent"), look.word("score"), "line")]
        if self.history.planned is not None:
            found.append(Entry(look.color("warning"), look.word("planned"), "dashed"))
        return found

    def table(self, look: Look) -> Table:
        """Return the strength by day, with what happened."""
        header = [look.word(key) for key in ("day", "score", "happened")]
        return header, [
            [Day(p.day), round(p.score, 1), ", ".join(look.word(f"kind:{k}") for k in p.kinds)]
            for p in self.history.points
        ]
