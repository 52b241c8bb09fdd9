"""What a mark of a chart says, for the cursor and screen readers, and the list it leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication

from netjournal.services.bonds.insight_people import ALIVE, FLOWS
from netjournal.services.bonds.what_works import MET, STAGES, VIA
from netjournal.ui import dates, labels
from netjournal.ui.charts.circles_chart import CirclesChart
from netjournal.ui.charts.deed_charts import CalendarChart, GiveTakeChart
from netjournal.ui.charts.graph_chart import WHYS, NetworkChart
from netjournal.ui.charts.network_charts import ORDER, GrowthChart, LayersChart, StrengthChart
from netjournal.ui.charts.person_chart import PersonChart
from netjournal.ui.charts.way_chart import WaysChart
from netjournal.ui.charts.words import departed, live_ties, month_of, pace, people, word

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from netjournal.ui.charts.chart import Chart


def describe(chart: Chart, column: int, row: int, today: int) -> list[str]:
    """Return the lines for a mark: heading first."""
    return _SAID[type(chart)](chart, column, row, today)


def _growth(chart: GrowthChart, column: int, row: int, today: int) -> list[str]:
    series = chart.series
    heading = when(series.days[column], today)
    if row >= len(ORDER):
        flows = [(word(flow), getattr(series, flow)[column]) for flow in FLOWS]
        return [heading, *_pointed(flows, row - len(ORDER))]
    counts = [(labels.strength(label), series.counts[label][column]) for label in ORDER]
    lines = _pointed(counts, row)[::-1]
    parts = [heading, people(sum(n for _, n in counts)), departed(chart.departed)]
    return [*(part for part in parts if part), *lines]


def person(chart: NetworkChart, place: int) -> list[str]:
    """Return somebody's name, how close they are, and how many links they have."""
    here = chart.graph.people[place]
    links = [link for link in chart.graph.links if place in (link.one, link.other)]
    lines = [here.name, labels.strength(here.label)]
    for why, key in WHYS:
        count = sum(1 for link in links if link.why & why)
        lines += [f"{word(key)}: {count}"] if count else []
    return lines


def _pointed(numbers: list[tuple[str, int]], here: int) -> list[str]:
    """Return what there is any of, with a mark before the one that is pointed at."""
    return [f"{'▸ ' if at == here else ''}{name}: {n}" for at, (name, n) in enumerate(numbers) if n]


def _strength(chart: StrengthChart, column: int, _row: int, today: int) -> list[str]:
    series = chart.series
    return [
        when(series.days[column], today),
        pace(round(series.pace[column])),
        live_ties(round(series.live[column]), round(series.spread[column])),
    ]


def _circles(chart: CirclesChart, column: int, row: int, today: int) -> list[str]:
    """Return one of the two numbers for every circle, with a mark before the one pointed at."""
    which, here = divmod(row, len(chart.lines))
    lines = [when(chart.days[column], today), word(("pace", "live_ties")[which])]
    for n, line in enumerate(chart.lines):
        number = round(line.numbers[which][column])
        lines.append(f"{'▸ ' if n == here else ''}{line.name or word('everyone')}: {number}")
    return lines


def _layers(chart: LayersChart, column: int, _row: int, today: int) -> list[str]:
    label, series = ORDER[column], chart.series
    counts = series.counts[label]
    lines = [f"{when(series.days[point], today)}: {counts[point]}" for point in chart.points]
    return [labels.strength(label), *lines]


def _way(chart: WaysChart, column: int, _row: int, _today: int) -> list[str]:
    way = chart.ways[column]
    lines = [_way_name(way.group, way.key), word("met_then").format(n=way.met)]
    lines += [f"{word(stage)}: {getattr(way, stage)}" for stage in STAGES]
    return [*lines, word("few")] if way.few else lines


def _day(chart: CalendarChart, column: int, row: int, _today: int) -> list[str]:
    day = chart.day(column, row)
    count = chart.days.get(day, 0)
    said = QCoreApplication.translate("charts", "%n interaction(s)", "", count)
    return [dates.full_day(day), said]


def _give_take(chart: GiveTakeChart, column: int, _row: int, _today: int) -> list[str]:
    day, one = chart.months[column]
    given = word("you_helped").format(n=one.given)
    return [month_of(day), given, word("were_helped").format(n=one.received)]


def _point(chart: PersonChart, column: int, _row: int, _today: int) -> list[str]:
    point = chart.history.points[column]
    lines = [dates.full_day(point.day)]
    lines.append(f"{labels.strength(point.label)} · {round(point.score)}")
    return lines + [labels.kind(kind) for kind in point.kinds]


_SAID: Final[Mapping[type, Callable[[Any, int, int, int], list[str]]]] = {
    GrowthChart: _growth,
    StrengthChart: _strength,
    CirclesChart: _circles,
    LayersChart: _layers,
    WaysChart: _way,
    CalendarChart: _day,
    GiveTakeChart: _give_take,
    NetworkChart: lambda chart, column, _row, _today: person(chart, column),
    PersonChart: _point,
}


def _way_name(group: str, key: str) -> str:
    return labels.met_via(key) if group == VIA else labels.event(key)


def when(day: int, today: int) -> str:
    """Return the month of a point, or today."""
    return word("today") if day == today else month_of(day)


def list_title(chart: Chart, column: int, row: int, today: int) -> str:
    """Return the title of the people behind a mark, "" where nobody is."""
    behind = chart.behind(column, row)
    if behind is None:
        return ""
    if behind.kind == "label":
        name = word("alive_then") if behind.key == ALIVE else labels.strength(behind.key)
        if isinstance(chart, CirclesChart) and (circle := chart.lines[row % len(chart.lines)].name):
            name = _at(circle, name)
        return _at(name, when(behind.day, today))
    if behind.kind == "flow":
        return _at(word(behind.key), when(behind.day, today))
    if behind.kind == "day":
        return dates.full_day(behind.day)
    if behind.kind == "help":
        return _at(word(behind.key), month_of(behind.day))
    name = _way_name(*behind.way)
    return name if behind.key == MET else _at(name, word(behind.key))


def _at(what: str, at: str) -> str:
    return word("what_when").format(what=what, when=at)
