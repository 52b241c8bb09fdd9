"""Typing into the filter of people: from the key until the list with the answer is painted."""

from __future__ import annotations

import itertools
import time
from typing import TYPE_CHECKING, Any

from benchmarks.timing import Result, result
from benchmarks.windows import session_of
from netjournal.models.engine import connect, uri

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WORDS = ("rob", "berl", "choir", "pil", "sens", "vol", "lisb", "raman", "garden", "contr")
_RUNS = 4  # of each word


def typing(path: Path, size: str) -> list[Result]:
    """The last letter of a word, in the real window.

    The floor is the two hundred newest by full text, with the names that a list shows, put into a
    bare list as large and painted.
    """
    session = session_of(path, read_only=True)
    from netjournal.ui.main_window import MainWindow
    from netjournal.ui.preferences import Preferences

    window = MainWindow(session, Preferences(path.with_name("typing.ini")))
    window.resize(1280, 800)
    window.show()
    window.show_page("people")
    floor = _bare_list(window.page.view.size(), path)
    press = _keys(window)
    ours, theirs = [], []
    for turn, word in itertools.product(range(_RUNS), WORDS):
        took = press(word)
        if turn:  # the first time everything is read for the first time
            ours.append(took)
            begin = time.perf_counter()
            floor(word)
            theirs.append((time.perf_counter() - begin) * 1000)
    found = [result("people: a keystroke, to screen", size, ours, theirs, goal=2, limit_ms=50)]
    window.close()
    session.stop()
    session.journal.close()
    return found


def _keys(window: Any) -> Callable[[str], float]:
    """Return what types a word and says how long its last letter took until it was answered."""
    from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from benchmarks.page_figures import settle

    page = window.page
    settle(window.session)
    page.focus_filter()
    field = page.header.filter
    seen: list[str] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and seen == ["listed"]:
                seen.append("painted")
            return super().eventFilter(watched, event)

    watch = Watch(window)
    page.view.viewport().installEventFilter(watch)
    page.panel.listed.connect(lambda: seen or seen.append("listed"))

    def press(word: str) -> float:
        page.set_filter("")
        QTest.keyClicks(field, word[:-1])
        settle(window.session)
        seen.clear()
        begin = time.perf_counter()
        QTest.keyClick(field, Qt.Key(ord(word[-1].upper())))
        while "painted" not in seen:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        took = (time.perf_counter() - begin) * 1000
        assert page.view.model().rowCount()
        return took

    return press


def _bare_list(size: Any, path: Path) -> Callable[[str], None]:
    from PySide6.QtCore import QStringListModel
    from PySide6.QtWidgets import QListView

    view = QListView()
    model = QStringListModel(view)
    view.setModel(model)
    view.resize(size)
    view.show()
    raw = connect(uri(path, mode="ro"))

    def floor(word: str) -> None:
        rows = raw.execute(
            "SELECT c.full_name FROM (SELECT rowid AS id FROM contact_fts WHERE contact_fts "
            "MATCH ? ORDER BY rowid DESC LIMIT 200) f JOIN contact c ON c.id = f.id",
            (f'"{word}"*',),
        )
        model.setStringList([row[0] for row in rows])
        view.repaint()

    return floor
