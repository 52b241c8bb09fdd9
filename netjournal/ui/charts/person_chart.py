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
        import numpy as np

        axes = panel(made, 0, (0.05, 0.1, 0.94, 0.86))
        points = self.history.points
        days = np.array([p.day for p in points], dtype=float)
        scores = np.array([p.score for p in points])
        touched = np.array([bool(p.kinds) for p in points])
        area(axes, days, np.zeros(days.size), scores, facecolors=look.color("accent_soft"))
        curve(axes, days, scores, color=look.color("accent"), linewidth=1.8)
        curve(
            axes,
            days[touched],
            scores[touched],
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
        upwards(axes, look, 0, max(10.0, float(scores.max()), planned or 0.0))
        over_days(axes, [points[0].day, points[-1].day], look)
        width = max(1.0, (days[-1] - days[0]) / 200)
        low, high = np.zeros(days.size), np.maximum(scores, 1.0)
        return np.stack([days - width, low, days + width, high, low], axis=1)

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
