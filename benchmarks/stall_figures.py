"""The window used by a script: how long its thread is ever busy with one thing.

Steps as a person would take them, one every 150 ms: pages, scrolling, typing in the filter and the
palette, cards, writing a line down, undo. Each event delivered by the loop is timed on the clock.
``NETJOURNAL_STALL_MINUTES`` says for how long: half a minute without, the goal is about ten.
"""

from __future__ import annotations

import itertools
import json
import os
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.timing import Result

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.stalls import Stalls
    from netjournal.ui.main_window import MainWindow

STEP_MS: Final = 150
WARM_MS: Final = 4_000  # the start has figures of its own
FLOOR_MS: Final = 16.0  # a frame; what the longest turn is compared with
Step = tuple[str, "Callable[[], object]"]


def stalls(path: Path, size: str) -> list[Result]:
    """Play the script in a process of its own; return its longest turn, compared with a frame."""
    minutes = "0.25" if size == "small" else "0.5"
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.stall_figures", str(path)],
        env={"NETJOURNAL_STALL_MINUTES": minutes, **os.environ},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    *told, last = done.stdout.splitlines()
    print("\n".join(told))
    worst = float(json.loads(last)["worst_ms"])
    ratio = worst / FLOOR_MS
    return [Result("longest turn of the loop", size, worst, FLOOR_MS, ratio, 50 / 16, worst, 50)]


def play(path: Path) -> None:
    """Play the script on a copy of the journal; print what was long, and the longest as JSON."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["NETJOURNAL_HOME"] = str(path.with_name("home"))
    from netjournal.ui.starting import quick_enums

    quick_enums.install()  # as the app does before Qt is loaded
    from PySide6.QtCore import QTimer

    from benchmarks.stalls import WatchedApplication
    from netjournal.models import Journal
    from netjournal.ui import theme
    from netjournal.ui.jobs import Jobs
    from netjournal.ui.main_window import MainWindow
    from netjournal.ui.preferences import Preferences
    from netjournal.ui.session import Session
    from netjournal.ui.starting import quick_start
    from netjournal.ui.starting.ahead import Ahead
    from netjournal.ui.starting.collector import Collector

    quick_start.leave_sources_unread()  # as the application does
    copy = path.with_name("stalls.netjournal")
    shutil.copyfile(path, copy)
    app = WatchedApplication([])
    theme.apply(app, "light")
    collector = Collector()
    session = Session(Journal.open(copy), Jobs())
    window = MainWindow(session, Preferences(path.with_name("stalls.ini")))
    window.resize(1360, 860)
    window.show()
    Ahead(window, lambda: window, begin=500)
    watch = WatchedApplication.stalls
    script = _script(window)
    timer = QTimer()

    def step() -> None:
        begin = WatchedApplication.clock()
        watch.during, act = next(script)
        WatchedApplication.apart = WatchedApplication.clock() - begin
        act()

    timer.timeout.connect(step)
    QTimer.singleShot(WARM_MS, lambda: timer.start(STEP_MS))
    minutes = float(os.environ.get("NETJOURNAL_STALL_MINUTES", "0.5"))
    QTimer.singleShot(round(minutes * 60_000) + WARM_MS, app.quit)
    QTimer.singleShot(WARM_MS - 100, watch.clear)
    app.exec()
    timer.stop()
    collector.stop()
    window.close()
    session.close()
    copy.unlink()
    _tell(watch)


def _tell(watch: Stalls) -> None:
    from benchmarks.stalls import FRAME_MS

    for took, what, during in watch.worst()[:12]:
        print(f"    {took:7.1f} ms  {during}  ({what})")
    worst = watch.worst()[0][0] if watch.longest else 0.0
    share = 100 * watch.over_frame / max(1, watch.turns)
    print(f"    {watch.turns} turns, {watch.over_frame} over {FRAME_MS:g} ms ({share:.2f} %)")
    print(json.dumps({"worst_ms": worst, "share": share}))


def _script(window: MainWindow) -> Iterator[Step]:
    """Yield steps without end; each is named for the report."""
    for number in itertools.count():
        for key in window._specs:  # noqa: SLF001
            yield from _scrolled(window, key)
        yield from _people(window)
        yield from _palette(window, "priya sensors")
        yield from _written(window, number)


def _scrolled(window: MainWindow, key: str) -> Iterator[Step]:
    from PySide6.QtWidgets import QAbstractScrollArea

    yield f"page {key}", partial(window.show_page, key)
    for _ in range(6):
        yield f"{key}: at rest", lambda: None
    areas = [a for a in window.page.findChildren(QAbstractScrollArea) if a.isVisible()]
    for area in areas:
        bar = area.verticalScrollBar()
        for part in (10, 30, 50, 90, 100, 0):
            yield f"{key}: scroll", partial(bar.setValue, bar.maximum() * part // 100)


def _people(window: MainWindow) -> Iterator[Step]:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    yield "page people", partial(window.show_page, "people")
    view = window.pages["people"].view  # type: ignore[attr-defined]
    for _ in range(12):
        yield "people: down", partial(QTest.keyClick, view, Qt.Key.Key_Down)
    for text in ("anna", "in:Berlin", "zoe 12"):
        for length in range(1, len(text) + 1):
            yield "people: filter", partial(window.page.set_filter, text[:length])
        yield "people: filter off", partial(window.page.set_filter, "")


def _palette(window: MainWindow, text: str) -> Iterator[Step]:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    field = window.top_bar.search
    yield "palette: focus", window.top_bar.start_search
    for letter in text:
        yield "palette: a letter", partial(QTest.keyClicks, field, letter)
    for _ in range(3):
        yield "palette: Esc", partial(QTest.keyClick, field, Qt.Key.Key_Escape)


def _written(window: MainWindow, number: int) -> Iterator[Step]:
    from netjournal.services import interactions

    form = interactions.InteractionForm(
        kind="coffee",
        day=window.session.today(),
        contact_ids=list(window.page.selected_contacts()[:1]),
        summary=f"About sensors {number}",
    )
    log = partial(interactions.log, form)
    yield "log a line", partial(window.session.act, "Log", log)
    yield "undo", window.session.undo
    yield "redo", window.session.redo


if __name__ == "__main__":
    play(Path(sys.argv[1]))
