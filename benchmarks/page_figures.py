"""Opening things: every page, a card, a jump on the timeline; in the real window."""

from __future__ import annotations

import itertools
import os
import random
from typing import TYPE_CHECKING, Any

from benchmarks.data_figures import drawing
from benchmarks.timing import Result, compare
from netjournal.models import Journal
from netjournal.models.engine import connect, uri

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def pages(path: Path, size: str) -> list[Result]:
    """Each page shown again with what it shows read anew, and cards one after the other.

    The floor is a page of fifty rows by keyset, and one repaint. A page is open when it has asked
    the worker for nothing more and has been painted.
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
    _, draw = drawing()
    raw = connect(uri(path, mode="ro"))

    def floor() -> None:
        cursor = raw.execute(
            "SELECT * FROM contact WHERE trashed_at IS NULL AND archived_at IS NULL "
            "ORDER BY sort_key LIMIT 50"
        )
        name = [column[0] for column in cursor.description].index("full_name")
        draw([str(row[name]) for row in cursor.fetchall()])

    found = []
    for key in window._specs:  # noqa: SLF001
        window.show_page(key)
        _settle(session)
        figure = _reread(window, key)
        found.append(compare(f"open {key}", size, figure, floor, goal=4, runs=9, limit_ms=100))
    found.append(compare("open a card", size, _next_card(window), floor, goal=4, runs=25))
    window.close()
    session.stop()
    raw.close()
    session.journal.close()
    return found


def _settle(session: Any) -> None:
    """Let the loop run until nothing is waited for."""
    from PySide6.QtCore import QEventLoop, QTimer

    while True:
        loop = QEventLoop()
        QTimer.singleShot(60, loop.quit)
        loop.exec()
        if not session.jobs.busy:
            return


def _reread(window: Any, key: str) -> Callable[[], None]:
    from PySide6.QtWidgets import QApplication

    def show() -> None:
        window.show_page(key)
        window.page.refresh()
        while window.session.jobs.waited_for:
            QApplication.processEvents()
        window.repaint()

    return show


def _next_card(window: Any) -> Callable[[], None]:
    from PySide6.QtWidgets import QApplication

    from netjournal.services.people import contacts

    ids = contacts.find_ids(contacts.ContactFilter(), "name", window.session.today())
    turn = itertools.cycle(random.Random(5).sample(list(ids), min(40, len(ids))))
    window.show_contact(next(turn))
    _settle(window.session)

    def show() -> None:
        card = window.pages["people"].card
        card.show_contact(next(turn))
        while window.session.jobs.waited_for:
            QApplication.processEvents()
        card.repaint()

    return show
