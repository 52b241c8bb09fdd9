"""Charts of what one does: the days, give and take."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from netjournal.models import from_day, to_day
from netjournal.services.bonds.insight_people import Behind
from netjournal.ui.charts.chart import Chart, Columns, Day, Entry, Month, Spot, Spots, Table
from netjournal.ui.charts.plotting import boxes, over_days, panel, upwards, word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from netjournal.services.bonds.stats import GiveAndTake
    from netjournal.ui.charts.look import Look

_SHADES: Final = 4


@dataclass(frozen=True, slots=True)
class CalendarChart(Chart):
    """How many interactions each day had, by week."""

    days: Mapping[int, int]
    since: int
    today: int
    kind = "calendar"
    size = (10.0, 1.9)
    over_time = words_beside = False

    @property
    def empty(self) -> bool:
        """Whether nothing happened in all this time."""
        return not self.days

    @property
    def monday(self) -> int:
        """The first day of the first column (day 4 of the epoch was a Monday)."""
        return self.since - (self.since - 4) % 7

    @property
    def weeks(self) -> int:
        """How many columns there are."""
        return (self.today - self.monday) // 7 + 1

    def day(self, column: int, row: int) -> int:
        """Return the day of a square."""
        return self.monday + column * 7 + row

    def draw(self, made: Figure, look: Look) -> Spots:
        """Draw a square for each day, the more the darker, with the months above."""
        across, down = made.get_size_inches() * 100
        text = look.points * 2.2
        cell = min(across / (self.weeks + 0.5), (down - text) / 7)
        wide, high = cell * self.weeks / across, cell * 7 / down
        axes = panel(made, 0, (0.0, 1 - high - text / down, wide, high))
        axes.set_xlim(0, self.weeks)
        axes.set_ylim(7, 0)
        shades = [look.color("track"), *_mixed(look)]
        squares: list[list[tuple[float, float, float, float]]] = [[] for _ in shades]
        spots: Columns = []
        for column in range(self.weeks):
            found: list[Spot | None] = []
            for row in range(7):
                day = self.day(column, row)
                if not self.since <= day <= self.today:
                    found.append(None)
                    continue
                squares[min(_SHADES, self.days.get(day, 0))].append(
                    (column + 0.06, row + 0.06, column + 0.9, row + 0.9)
                )
                found.append((column, row, column + 1, row + 1, 0))
            spots.append(found)
        for shade, some in zip(shades, squares, strict=True):
            boxes(axes, some, shade)
        self._months(axes, look, cell)
        return spots

    def _months(self, axes: Axes, look: Look, cell: float) -> None:
        needed, free_from = look.points * 3.2 / cell, 0.0
        for column in range(self.weeks):
            date = from_day(self.day(column, 6))
            if date.day <= 7 and column >= free_from and column + needed <= self.weeks + 1:
                word(axes, (column, -0.35), look.months[date.month - 1], look)
                free_from = column + needed

    def table(self, look: Look) -> Table:
        """Return the days on which something happened."""
        return [look.word("day"), look.word("interactions")], [
            [Day(day), self.days[day]] for day in sorted(self.days)
        ]

    def behind(self, column: int, row: int) -> Behind | None:
        """Return with whom the day was spent."""
        return Behind("day", day=self.day(column, row))


@dataclass(frozen=True, slots=True)
class GiveTakeChart(Chart):
    """How often one helped and was helped, by month; never a debt."""

    months: tuple[tuple[int, GiveAndTake], ...]  # every month from first to last
    kind = "give-take"
    size = (10.0, 3.5)

    @property
    def empty(self) -> bool:
        """Whether no help is written down."""
        return not any(one.given or one.received for _, one in self.months)

    @property
    def total(self) -> tuple[int, int]:
        """Help given and received in all."""
        return sum(o.given for _, o in self.months), sum(o.received for _, o in self.months)

    def draw(self, made: Figure, look: Look) -> Spots:
        """Draw help given upwards and help received downwards."""
        axes = panel(made, 0, (0.05, 0.12, 0.94, 0.84))
        given, received = [], []
        spots: Columns = []
        for first, one in self.months:
            last = next_month(first)
            pad = (last - first) * 0.1
            given.append((first + pad, 0, last - pad, one.given))
            received.append((first + pad, -one.received, last - pad, 0))
            spots.append(
                [
                    (first, -one.received, last, 0.0, 0) if one.received else None,
                    (first, 0, last, one.given, 0) if one.given else None,
                ]
            )
        boxes(axes, given, look.color("accent"))
        hatch = {"hatch": "////", "edgecolor": look.color("panel")}
        boxes(axes, received, look.strength("warm"), **hatch)
        up = max(one.given for _, one in self.months)
        down = max(one.received for _, one in self.months)
        upwards(axes, look, -max(1, down), max(1, up), 3)
        over_days(axes, [self.months[0][0], next_month(self.months[-1][0])], look)
        return spots

    def legend(self, look: Look) -> list[Entry]:
        """Return the two directions."""
        return [
            Entry(look.color("accent"), look.word("given")),
            Entry(look.strength("warm"), look.word("received"), "hatched"),
        ]

    def table(self, look: Look) -> Table:
        """Return both directions by month."""
        header = [look.word("month"), look.word("given"), look.word("received")]
        return header, [[Month(day), one.given, one.received] for day, one in self.months]

    def behind(self, column: int, row: int) -> Behind | None:
        """Return whom one helped, or who helped, in a month."""
        return Behind("help", ("received", "given")[row], self.months[column][0])


def next_month(first: int) -> int:
    """Return the first day of the month after the one that begins with ``first``."""
    day = from_day(first)
    return to_day(day.replace(year=day.year + day.month // 12, month=day.month % 12 + 1))


def _mixed(look: Look) -> list[str]:
    """Return shades from a soft to the strongest accent; their lightness tells them apart."""
    low, high = look.color("accent_soft"), look.strength("inner")

    def part(text: str, at: int) -> int:
        return int(text[at : at + 2], 16)

    return [
        "#"
        + "".join(
            f"{round(part(low, at) + (part(high, at) - part(low, at)) * share):02x}"
            for at in (1, 3, 5)
        )
        for share in (0.25, 0.5, 0.75, 1.0)
    ]
