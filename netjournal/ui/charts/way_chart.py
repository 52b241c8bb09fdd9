"""What works for you, drawn: where lasting ties come from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from netjournal.services.bonds.insight_people import Behind
from netjournal.services.bonds.what_works import ALIVE, EVENT, MET, STAGES, VIA
from netjournal.ui.charts.chart import Chart, Columns, Entry, Spot, Spots, Table
from netjournal.ui.charts.plotting import Box, boxes, panel, word

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from netjournal.services.bonds.what_works import Way
    from netjournal.ui.charts.look import Look

_STAGE_COLOURS: Final = {"again": "warm", "helped": "acquaintance", "alive": "inner"}
_STAGE_HATCHES: Final = {"helped": "////"}
_ROWS: Final = (*STAGES, MET)


@dataclass(frozen=True, slots=True)
class WaysChart(Chart):
    """By how people were met: met again, helped one another, alive after a year."""

    ways: tuple[Way, ...]
    kind = "channels"
    over_time = dated = False

    @property
    def empty(self) -> bool:
        """Whether nobody has been known for a year."""
        return not self.ways

    def draw(self, made: Figure, look: Look) -> Spots:
        """Draw three shares per way, the last one thick; few people are said to be few."""
        axes = panel(made, 0, (0.26, 0.02, 0.5, 0.96))
        spots: Columns = []
        tracks: list[Box] = []
        bars: dict[str, list[Box]] = {stage: [] for stage in STAGES}
        for place, way in zip(self._rows, self.ways, strict=True):
            found: list[Spot | None] = []
            low = place + 0.14
            for stage in STAGES:
                high = low + (0.32 if stage == ALIVE else 0.17)
                tracks.append((0, low, 1, high))
                bars[stage].append((0, low, getattr(way, stage) / way.met, high))
                found.append((0, low, 1, high, 0))
                low = high + 0.035
            found.append((1.02, place + 0.1, 1.4, place + 0.9, 0))
            spots.append(found)
            self._say(axes, look, place, way)
        boxes(axes, tracks, look.color("track"))
        for stage in STAGES:
            hatch = _STAGE_HATCHES.get(stage)
            how = {"hatch": hatch, "edgecolor": look.color("panel")} if hatch else {}
            boxes(axes, bars[stage], look.strength(_STAGE_COLOURS[stage]), **how)
        axes.set_xlim(0, 1)
        axes.set_ylim(max(self._rows[-1] + 1, 4), 0)
        where, va, ha = axes.get_yaxis_text1_transform(6)
        for place, way in zip(self._rows, self.ways, strict=True):
            name = look.word(f"{way.group}:{way.key}")
            word(axes, (0, place + 0.5), name, look, transform=where, va=va, ha=ha)
        self._head_events(axes, look)
        return spots

    def _say(self, axes: Axes, look: Look, place: float, way: Way) -> None:
        text = look.word("share_few" if way.few else "share").format(
            percent=round(100 * way.share), met=way.met
        )
        tone = look.color("quiet" if way.few else "ink")
        # so many points beside, however wide the axes get once there is room for these words
        where, _, ha = axes.get_yaxis_text2_transform(10)
        how = {"transform": where, "va": "center_baseline", "ha": ha, "color": tone}
        word(axes, (1, place + 0.5), text, look, **how)

    @property
    def _rows(self) -> list[float]:
        """Where each way stands; the kinds of events come after a line of their own."""
        return [place + (way.group == EVENT) * 1.0 for place, way in enumerate(self.ways)]

    def _head_events(self, axes: Axes, look: Look) -> None:
        first = next((n for n, way in enumerate(self.ways) if way.group == EVENT), None)
        if first is not None:
            at, tone = (0, first + 0.62), look.color("ink")
            word(axes, at, look.word("at_events"), look, va="center_baseline", color=tone)

    def legend(self, look: Look) -> list[Entry]:
        """Return the three shares."""
        return [
            Entry(
                look.strength(_STAGE_COLOURS[stage]),
                look.word(stage),
                "hatched" if stage in _STAGE_HATCHES else "solid",
            )
            for stage in STAGES
        ]

    def table(self, look: Look) -> Table:
        """Return people by way and stage."""
        header = [look.word(key) for key in ("way", MET, *STAGES)]
        return header, [
            [self._name(way, look), way.met, way.again, way.helped, way.alive] for way in self.ways
        ]

    @staticmethod
    def _name(way: Way, look: Look) -> str:
        name = look.word(f"{way.group}:{way.key}")
        return name if way.group == VIA else look.word("at_event").format(event=name)

    def behind(self, column: int, row: int) -> Behind | None:
        """Return who was met so, or reached a stage."""
        way = self.ways[column]
        return Behind("way", _ROWS[row], way=(way.group, way.key))
