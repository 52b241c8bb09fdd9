"""Opening things: every page, a card, a jump on the timeline; in the real window."""

from __future__ import annotations

import itertools
import os
import random
from typing import TYPE_CHECKING, Any

from benchmarks.timing import Result, compare
from netjournal.models import Journal
from netjournal.models.engine import connect, uri

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def pages(path: Path, size: str) -> list[Result]:
    """Each page shown again with what it shows read anew, and cards one after the other.

    The floor is a page of fifty rows by keyset, and one repaint of a bare window as large that
    shows them in a list. A page is open when it has asked the worker for nothing more and has been
    painted; the loop sleeps meanwhile, as it does when somebody sits before it.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["NETJOURNAL_HOME"] = str(path.with_name("home"))
    from PySide6.QtWidgets import QApplication

    from netjournal.ui import theme
    from netjournal.ui.jobs import Jobs
    from netjournal.ui.main_window import MainWindow
    from netjournal.ui.preferences import Preferences
    from netjournal.ui.session import Session

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app, "light")
    session = Session(Journal.open(path, read_only=True), Jobs())
    window = MainWindow(session, Preferences(path.with_name("pages.ini")))
    window.resize(1360, 860)
    window.show()
    bare, shown = _bare_window(window)
    raw = connect(uri(path, mode="ro"))

    def floor() -> None:
        cursor = raw.execute(
            "SELECT * FROM contact WHERE trashed_at IS NULL AND archived_at IS NULL "
            "ORDER BY sort_key LIMIT 50"
        )
        name = [column[0] for column in cursor.description].index("full_name")
        shown.setStringList([str(row[name]) for row in cursor.fetchall()])
        bare.repaint()

    found = []
    for key in window._specs:  # noqa: SLF001
        window.show_page(key)
        settle(session)
        figure = _reread(window, key)
        found.append(compare(f"open {key}", size, figure, floor, goal=4, runs=9, limit_ms=100))
    found.append(compare("open a card", size, _next_card(window), floor, goal=4, runs=25))
    bare.close()
    window.close()
    session.stop()
    raw.close()
    session.journal.close()
    return found


def _bare_window(like: Any) -> tuple[Any, Any]:
    """Return a window of the same size that holds nothing but a list, and the list's model."""
    from PySide6.QtCore import QStringListModel
    from PySide6.QtWidgets import QListView, QMainWindow

    bare = QMainWindow()
    view = QListView(bare)
    model = QStringListModel(view)
    view.setModel(model)
    bare.setCentralWidget(view)
    bare.resize(like.size())
    bare.show()
    return bare, model


def _wait(session: Any) -> None:
    """Let the loop run until the worker has done what is waited for."""
    from PySide6.QtCore import QEventLoop
    from PySide6.QtWidgets import QApplication

    while session.jobs.waited_for:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def settle(session: Any) -> None:
    """Let the loop run until nothing is waited for, nor begun by a page that was left."""
    from PySide6.QtCore import QEventLoop, QTimer

    while True:
        loop = QEventLoop()
        QTimer.singleShot(500, loop.quit)
        loop.exec()
        if not session.jobs.busy:
            return


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
