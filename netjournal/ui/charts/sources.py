"""From the journal to charts, in the worker or for the command line; no Qt, no drawing.

Several charts come of one reading (``SOURCES``), so that what is on screen reads no more than it
needs and nothing twice.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from netjournal.models import from_day, to_day
from netjournal.services.bonds import (
    network_data,
    network_graph,
    stats,
    strength_calibration,
    tie_history,
    what_works,
)
from netjournal.services.bonds.network_data import Whom
from netjournal.services.bonds.strength_days import month_ends
from netjournal.services.people import circles
from netjournal.ui.charts.circles_chart import CircleLine, CirclesChart
from netjournal.ui.charts.deed_charts import CalendarChart, GiveTakeChart
from netjournal.ui.charts.graph_chart import NetworkChart
from netjournal.ui.charts.network_charts import GrowthChart, LayersChart, StrengthChart
from netjournal.ui.charts.person_chart import PersonChart
from netjournal.ui.charts.way_chart import WaysChart

if TYPE_CHECKING:
    from collections.abc import Callable

    from netjournal.progress import Progress
    from netjournal.services.bonds.network import NetworkSeries
    from netjournal.services.bonds.strength_calibration import Calibration
    from netjournal.ui.charts.chart import Chart

NETWORK, WAYS, DAYS, HELP, GRAPH = "network", "ways", "days", "help", "graph"
CIRCLES: Final = "circles"
EVERYONE: Final = 0
_YEAR: Final = 365
_CALENDAR_DAYS: Final = 370  # 53 whole weeks at most


@dataclass(frozen=True, slots=True)
class Ask:
    """What the charts are asked about.

    Attributes:
        since: First day of the period.
        today: The local day that ends it.
        whom: Whose ties.
        whole: The period is all there is.
        compared: Circles whose strength is drawn side by side, ``EVERYONE`` for all of ``whom``.
    """

    since: int
    today: int
    whom: Whom
    whole: bool
    compared: tuple[int, ...] = ()


def ask_of(years: int, whom: Whom, today: int) -> Ask:
    """Return what to ask for the last so many years, 0 for all."""
    if not years:
        return Ask(stats.default_since(today), today, whom, whole=True)
    day = from_day(today)
    leap = day.month == 2 and day.day == 29
    start = day.replace(year=day.year - years, day=28 if leap else day.day)
    return Ask(to_day(start), today, whom, whole=False)


def _network(ask: Ask, progress: Progress) -> dict[str, Chart]:
    series = stats.growth(ask.since, ask.whom.circle_id, ask.today, progress, ask.whom.via)
    found: dict[str, Chart] = {
        "growth": GrowthChart(series, network_data.departed(ask.whom)),
        "layers": LayersChart(series, _then(series, ask)),
    }
    return found if ask.compared else found | {"strength": StrengthChart(series)}


def _circles(ask: Ask, progress: Progress) -> dict[str, Chart]:
    names = dict(circles.names())
    lines = []
    for circle_id in ask.compared:
        if circle_id != EVERYONE and circle_id not in names:
            continue  # gone meanwhile
        whom = ask.whom if circle_id == EVERYONE else Whom(circle_id, ask.whom.via)
        series = stats.growth(ask.since, whom.circle_id, ask.today, progress, whom.via)
        lines.append(CircleLine(names.get(whom.circle_id or EVERYONE, ""), whom, series))
    if not lines:
        return _network(replace(ask, compared=()), progress)
    return {"strength": CirclesChart(tuple(lines))}


def _then(series: NetworkSeries, ask: Ask) -> int:
    """Return the point that today is compared with: the period's first, at least a year ago's."""
    if not ask.whole:
        return 0
    return next((n for n, day in enumerate(series.days) if day >= ask.today - _YEAR - 15), 0)


def _ways(ask: Ask, progress: Progress) -> dict[str, Chart]:
    progress.step(0, 1)
    since = None if ask.whole else ask.since
    return {"channels": WaysChart(tuple(what_works.ways(ask.whom, since, ask.today)))}


def _days(ask: Ask, progress: Progress) -> dict[str, Chart]:
    progress.step(0, 1)
    since = ask.today - _CALENDAR_DAYS
    if not ask.whole:
        since = max(since, ask.since)
    days = stats.days(since, ask.today, ask.whom)
    return {"calendar": CalendarChart(days, since, ask.today)}


def _help(ask: Ask, progress: Progress) -> dict[str, Chart]:
    progress.step(0, 1)
    known = dict(stats.give_and_take_by_month(ask.since, ask.whom))
    ends = month_ends(min(known, default=ask.since), ask.today)
    firsts = [to_day(from_day(end).replace(day=1)) for end in ends]
    this = to_day(from_day(ask.today).replace(day=1))
    nothing = stats.GiveAndTake(0, 0)
    months = tuple((day, known.get(day, nothing)) for day in sorted({*firsts, this}))
    return {"give-take": GiveTakeChart(months)}


def _graph(ask: Ask, progress: Progress) -> dict[str, Chart]:
    return {"network": NetworkChart(network_graph.graph(ask.whom, ask.today, progress))}


def own_past(ask: Ask, progress: Progress) -> Calibration:
    """Return what the journal's own past says of the chances it gave."""
    progress.step(0, 2)
    ids = network_data.people_ids(ask.whom)
    days = network_data.day_arrays(ids, ask.today)
    progress.step(1, 2)
    return strength_calibration.self_calibration(days, ask.today)


READERS: Final[dict[str, Callable[[Ask, Progress], dict[str, Chart]]]] = {
    NETWORK: _network,
    CIRCLES: _circles,
    WAYS: _ways,
    DAYS: _days,
    HELP: _help,
    GRAPH: _graph,
}
SOURCES: Final = {
    "growth": NETWORK,
    "strength": NETWORK,
    "layers": NETWORK,
    "channels": WAYS,
    "calendar": DAYS,
    "give-take": HELP,
    "network": GRAPH,
}


def source_of(kind: str, ask: Ask) -> str:
    """Return the reading that a kind of chart comes of."""
    return CIRCLES if kind == "strength" and ask.compared else SOURCES[kind]


def chart(kind: str, ask: Ask, progress: Progress, contact_id: int | None = None) -> Chart:
    """Return one chart.

    Args:
        kind: A key of ``SOURCES``, or ``person``.
        ask: Period and people.
        progress: Asked before each long part.
        contact_id: Whose history, for ``person``.
    """
    if kind == "person":
        assert contact_id is not None
        since = None if ask.whole else ask.since
        return PersonChart(tie_history.tie_history(contact_id, ask.today, since))
    return READERS[source_of(kind, ask)](ask, progress)[kind]
