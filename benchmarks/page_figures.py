"""Opening things: every page and a card, in the real window.

What opening a page is to somebody: a click in the sidebar until the page is painted, once when
nothing has changed since it was seen, once after a change of what it shows. Beside it, what a page
costs at worst: all it shows read anew, and the whole window painted.
"""

from __future__ import annotations

import itertools
import random
import shutil
import time
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from benchmarks.page_changes import change_all
from benchmarks.timing import Result, compare, milliseconds, result
from benchmarks.windows import session_of
from netjournal.models.engine import connect, uri

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

RUNS: Final = 9
FEWEST: Final = 3  # with the small size, which is to be done soon
_AFTER_CHANGE_MS: Final = 300  # until somebody clicks at the soonest
_QUIET_S: Final = 0.1  # so long nothing is painted any more once a page is up


def pages(path: Path, size: str) -> list[Result]:
    """Each page clicked, unchanged and changed, then read anew; cards one after the other.

    The floor is a page of fifty rows by keyset, and one repaint of a bare window as large that
    shows them in a list. A page is open when it has asked the worker for nothing more and has been
    painted; the loop sleeps meanwhile, as it does when somebody sits before it.
    """
    copy = path.with_name("pages.netjournal")
    shutil.copyfile(path, copy)
    window = _window(copy)
    session = window.session
    floor, end = _floor(window, copy)
    found = []
    for key in window._specs:  # noqa: SLF001
        window.show_page(key)
        settle(session)
        found += _clicked(window, key, size, floor)
    for key in window._specs:  # noqa: SLF001
        window.show_page(key)
        settle(session)
        figure = _reread(window, key)
        name = f"{key} anew, window painted"
        found.append(compare(name, size, figure, floor, goal=4, runs=RUNS, limit_ms=100))
    next_card = _next_card(window)
    found.append(compare("open a card", size, next_card, floor, goal=4, runs=25, limit_ms=100))
    end()
    window.close()
    session.stop()
    session.journal.close()
    copy.unlink()
    return found


def _window(copy: Path) -> Any:
    """Return the app's window of a journal, shown."""
    session = session_of(copy)
    from netjournal.ui.main_window import MainWindow
    from netjournal.ui.preferences import Preferences

    window = MainWindow(session, Preferences(copy.with_name("pages.ini")))
    window.resize(1360, 860)
    window.show()
    return window


def _floor(like: Any, path: Path) -> tuple[Callable[[], None], Callable[[], None]]:
    """Return the floor, in a bare window of the same size with nothing but a list, and its end."""
    from PySide6.QtCore import QStringListModel
    from PySide6.QtWidgets import QListView, QMainWindow

    bare = QMainWindow()
    view = QListView(bare)
    model = QStringListModel(view)
    view.setModel(model)
    bare.setCentralWidget(view)
    bare.resize(like.size())
    bare.show()
    raw = connect(uri(path, mode="ro"))

    def floor() -> None:
        cursor = raw.execute(
            "SELECT * FROM contact WHERE trashed_at IS NULL AND archived_at IS NULL "
            "ORDER BY sort_key LIMIT 50"
        )
        name = [column[0] for column in cursor.description].index("full_name")
        model.setStringList([str(row[name]) for row in cursor.fetchall()])
        bare.repaint()

    def end() -> None:
        bare.close()
        raw.close()

    return floor, end


def _clicked(window: Any, key: str, size: str, floor: Callable[[], None]) -> list[Result]:
    """Return how long a click takes to the last paint of a page, unchanged and changed."""
    other = "shelf" if key != "shelf" else "events"
    found = []
    for what, before in (("unchanged", None), ("changed", partial(change_all, window))):
        ours, theirs = [], []
        for _ in range((FEWEST if size == "small" else RUNS) + 1):
            window.show_page(other)
            settle(window.session)
            if before is not None:
                before()
                let_pass(_AFTER_CHANGE_MS)  # nothing is read ahead yet
            ours.append(_click(window, key))
            theirs.append(milliseconds(floor))
        name = f"click {key}, {what}"
        found.append(result(name, size, ours[1:], theirs[1:], goal=4, limit_ms=100))
    return found


def _click(window: Any, key: str) -> float:
    """Click a page in the sidebar; return milliseconds until it was painted for the last time."""
    from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    class Watch(QObject):
        """Notes when the window was painted last."""

        painted = 0.0

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.UpdateRequest:
                watched.event(event)
                self.painted = time.perf_counter()
                return True
            return False

    watch, handle = Watch(), window.windowHandle()
    for where in (window, handle):
        where.installEventFilter(watch)
    tick = QTimer()
    tick.start(5)
    start = time.perf_counter()
    QTest.mouseClick(window.sidebar._pages[key], Qt.MouseButton.LeftButton)  # noqa: SLF001
    ended = 0.0
    while window.session.jobs.waited_for or max(watch.painted, ended) + _QUIET_S > (
        time.perf_counter()
    ):
        if window.session.jobs.waited_for:
            ended = time.perf_counter()
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    for where in (window, handle):
        where.removeEventFilter(watch)
    return (max(watch.painted, start) - start) * 1000


def _wait(session: Any) -> None:
    """Let the loop run until the worker has done what is waited for."""
    from PySide6.QtCore import QEventLoop
    from PySide6.QtWidgets import QApplication

    while session.jobs.waited_for:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def settle(session: Any) -> None:
    """Let the loop run until nothing is waited for, nor begun by a page that was left."""
    while True:
        let_pass(250)
        if not session.jobs.busy:
            return


def let_pass(ms: int) -> None:
    """Let the loop run for a while, and threads beside it (``QTest.qWait`` would hold them up)."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def _reread(window: Any, key: str) -> Callable[[], None]:
    def show() -> None:
        window.show_page(key)
        window.page.refresh()
        _wait(window.session)
        window.repaint()

    return show


def _next_card(window: Any) -> Callable[[], None]:
    from netjournal.services.people import contacts

    ids = contacts.find_ids(contacts.ContactFilter(), "name", window.session.today())
    turn = itertools.cycle(random.Random(5).sample(list(ids), min(40, len(ids))))
    window.show_contact(next(turn))
    settle(window.session)

    def show() -> None:
        card = window.pages["people"].card
        card.show_contact(next(turn))
        _wait(window.session)
        card.repaint()

    return show
