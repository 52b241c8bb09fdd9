"""Figures of strength and charts: from scratch, month ends, an update, a chart after a change."""

from __future__ import annotations

import itertools
import os
import shutil
import time
from itertools import chain
from typing import TYPE_CHECKING

from benchmarks.timing import Result, compare, milliseconds, result
from netjournal.models import Journal
from netjournal.models.handle import db, from_day, to_day
from netjournal.progress import Silent

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from netjournal.models.engine import Connection
    from netjournal.ui.charts.chart import Chart
    from netjournal.ui.charts.page import InsightsPage
    from netjournal.ui.session import Session

YEARS = 3650


def _columns() -> NDArray[np.float64]:
    """Read the needed columns into an array: the floor of everything about strength."""
    import numpy as np

    rows = db.execute_sql("SELECT contact_id, day, w, touch FROM contact_day").fetchall()
    return np.array(list(chain.from_iterable(rows)), dtype=np.float64).reshape(-1, 4)


def network(path: Path, size: str) -> list[Result]:
    """Strength of everybody from scratch, ten years of month ends, and one tie's update."""
    from netjournal.services.bonds import month_history, network_data, stats, strength_bulk
    from netjournal.services.bonds.network_data import Whom

    copy = path.with_name("network.netjournal")
    shutil.copyfile(path, copy)
    journal = Journal.open(copy)
    today = journal.today()

    def scratch() -> None:
        who = network_data.people_ids(Whom())
        days = network_data.day_arrays(who, today)
        strength_bulk.strengths(strength_bulk.ties_from_days(days, today), today)

    def history() -> object:
        return stats.growth(today - YEARS, None, today, Silent())

    def forgotten() -> object:
        with journal.housekeeping() as connection:
            connection.execute("DELETE FROM month_snapshot")
        return history()

    found = [
        compare("strength from scratch", size, scratch, _columns, goal=1.5, runs=5),
        compare("month ends of ten years", size, forgotten, scratch, goal=3, runs=5),
    ]
    month_history.rebuild(journal, today - YEARS)
    found.append(compare("month ends, kept", size, history, scratch, goal=3, runs=5))
    journal.close()
    copy.unlink()
    return [*found, _update(path, size, spread=True), _update(path, size, spread=False)]


def _update(path: Path, size: str, *, spread: bool) -> Result:
    """What ties add to writing one interaction of today: ties of all kinds, or the busiest."""
    from netjournal.services import interactions

    copy = path.with_name("update.netjournal")
    shutil.copyfile(path, copy)
    journal = Journal.open(copy)
    every = [
        row[0] for row in db.execute_sql("SELECT contact_id FROM tie_state ORDER BY touches DESC")
    ]
    some = every[:: max(1, len(every) // 40)] if spread else every[:40]
    from netjournal.models import derived_ties

    spent: list[float] = []
    ties = derived_ties.recompute

    def timed(connection: Connection, today: int) -> None:
        begin = time.perf_counter()
        ties(connection, today)
        spent.append((time.perf_counter() - begin) * 1000)

    derived_ties.recompute = timed
    turn = itertools.cycle(some)
    for _ in range(40):
        form = interactions.InteractionForm("coffee", journal.today(), contact_ids=[next(turn)])
        with journal.edit("Log"):
            interactions.log(form)
    derived_ties.recompute = ties
    journal.close()
    copy.unlink()
    name = "one tie" if spread else "the busiest ties"
    # the goal is in milliseconds; against 2 ms the ratio says the same
    return result(f"update of {name}", size, spent, [2.0], goal=1)


def charts(path: Path, size: str) -> list[Result]:
    """Each chart drawn anew against a redraw of the same artists; pointing; the GUI thread."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["NETJOURNAL_HOME"] = str(path.with_name("home"))
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from PySide6.QtWidgets import QApplication

    from netjournal.ui.charts import figures, words

    app = QApplication.instance() or QApplication([])
    journal = Journal.open(path, read_only=True)
    look = words.paper_look()
    found = []
    for chart in _every_chart(journal.today()):
        made, _ = figures.figure(chart, look, (10, 3.5))
        canvas = FigureCanvasAgg(made)
        found.append(
            compare(
                f"chart {chart.kind}",
                size,
                lambda chart=chart: figures.render(chart, look, (1000, 350), 1.0),
                canvas.draw,
                goal=1.5,
                runs=9,
            )
        )
    journal.close()
    found += _on_the_page(path, size)
    del app
    return found


def _every_chart(today: int) -> list[Chart]:
    """Return a chart of each kind; the seeded journals hold no help, so that is made up."""
    from netjournal.services.bonds import tie_history
    from netjournal.services.bonds.network_data import Whom
    from netjournal.services.bonds.stats import GiveAndTake
    from netjournal.ui.charts import sources
    from netjournal.ui.charts.deed_charts import GiveTakeChart
    from netjournal.ui.charts.person_chart import PersonChart

    ask = sources.ask_of(0, Whom(), today)
    found: list[Chart] = []
    for source in (sources.NETWORK, sources.WAYS, sources.DAYS):  # Qt paints the graph of people
        found += sources.READERS[source](ask, Silent()).values()
    months = sorted({to_day(from_day(day).replace(day=1)) for day in range(today - YEARS, today)})
    helped = ((month, GiveAndTake(n % 7, n % 5)) for n, month in enumerate(months))
    found.append(GiveTakeChart(tuple(helped)))
    busiest = db.execute_sql("SELECT contact_id FROM tie_state ORDER BY touches DESC LIMIT 1")
    found.append(PersonChart(tie_history.tie_history(busiest.fetchone()[0], today, None)))
    return found


def _wait(ms: int) -> None:
    """Let the event loop run (``QTest.qWait`` would keep the worker from running meanwhile)."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def _on_the_page(path: Path, size: str) -> list[Result]:
    """Longest block of the event loop while a change is drawn, and one step of the cursor."""
    from PySide6.QtCore import QPointF

    from netjournal.ui.charts.page import InsightsPage
    from netjournal.ui.jobs import Jobs
    from netjournal.ui.session import Session

    session = Session(Journal.open(path, read_only=True), Jobs())
    page = InsightsPage(session)
    page.resize(1148, 800)
    page.show()
    view = page.cards["growth"].view
    for _ in range(1200):
        _wait(50)
        if view.drawn and not session.jobs.busy:
            break
    card = page.cards["growth"]
    chart = card.chart
    assert chart is not None
    from netjournal.ui.charts import figures

    ratio = view.devicePixelRatioF()
    picture = figures.render(chart, page.look(), (view.width(), view.height()), ratio)
    shown = []
    for _ in range(9):
        begin = time.perf_counter()
        card.show_chart(chart, page.look())
        card.show_picture(chart, picture, session.today())
        view.repaint()
        shown.append((time.perf_counter() - begin) * 1000)
    pointed = []
    for n in range(60):
        at = QPointF(60 + n * 15, 40 + n * 3)
        pointed.append(
            milliseconds(lambda at=at: (view.set_mark(view.mark_at(at)), view.repaint()))
        )
    graph = _looking_around(page, session, size)
    session.close()
    return [
        graph,
        result("chart: GUI thread's part", size, shown, [50.0], goal=1, limit_ms=50),
        result("chart: hover", size, pointed, [5.0], goal=1, limit_ms=5),
    ]


def _looking_around(page: InsightsPage, session: Session, size: str) -> Result:
    """Each step of coming closer to the graph of people, painted."""
    card = page.cards["network"]
    page.cards.ensureWidgetVisible(card.view)
    for _ in range(1200):
        _wait(50)
        nobody = card.chart is not None and card.chart.empty
        if (card.graph.drawn or nobody) and not session.jobs.busy:
            break
    steps = []
    for n in range(16):
        factor = 1.25 if n < 8 else 0.8
        steps.append(milliseconds(lambda by=factor: (card.graph.zoom_by(by), card.graph.repaint())))
    return result("graph: a step closer", size, steps, [50.0], goal=1, limit_ms=50)
