"""From a mark of a chart to the people behind it: found in the worker, given with a title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netjournal.services.bonds import insight_people
from netjournal.ui.charts import mark_words, words

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable

    from netjournal.progress import Progress
    from netjournal.services.bonds.insight_people import Behind
    from netjournal.ui.charts.chart import Chart
    from netjournal.ui.charts.filter_bar import FilterBar
    from netjournal.ui.charts.sources import Ask
    from netjournal.ui.session import Session


def title(chart: Chart, mark: tuple[int, int], ask: Ask, filters: FilterBar) -> str:
    """Return what the people behind a mark are called: the mark, and what is chosen above."""
    column, row = mark
    said = mark_words.list_title(chart, column, row, ask.today)
    behind = chart.behind(column, row)
    own = behind is not None and behind.whom is not None
    chosen = filters.words(circle=not own)
    return words.word("what_when").format(what=said, when=chosen) if chosen else said


def find(session: Session, behind: Behind, ask: Ask, show: Callable[[array[int]], None]) -> None:
    """Find the people behind a mark in the worker, then show them."""

    def work(progress: Progress) -> array[int]:
        progress.step(0, 1)
        since = None if ask.whole else ask.since
        return insight_people.find(behind, ask.whom, since, ask.today)

    session.run(work, show, key="insights_people")
