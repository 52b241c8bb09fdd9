"""Figures of finding and writing down: the palette, query words, one line from Enter to screen."""

from __future__ import annotations

import itertools
import shutil
import time
from typing import TYPE_CHECKING

from benchmarks.data_figures import committing, drawing
from benchmarks.timing import Result, compare, result
from benchmarks.windows import session_of
from netjournal.models import Journal
from netjournal.models.engine import connect, uri

if TYPE_CHECKING:
    from pathlib import Path

_LINES = 120  # more than full text takes to tidy itself up once, which one of fifty waits for

# words as they grow under the fingers, rare and common ones, two together, and a slip
_GROWING = ("robotics", "berlin", "whitfield", "priya ra", "zoe 12", "choir", "circle 3", "sensro")
TYPED = [word[:length] for word in _GROWING for length in range(1, len(word) + 1)]
ASKED = (
    *("in:Berlin", "likes:rust", "last:>90d", "last:<2w", "via:meetup", "circle:3", "has:need"),
    *("in:Berlin last:>90d likes:pilot", "-circle:3 pilot", "met:2025", "through:ana"),
)


def finding(path: Path, size: str) -> list[Result]:
    """A keystroke in the palette over everything, and query words in the filter of people."""
    from netjournal.services.finding import palette
    from netjournal.services.people import contacts

    journal = Journal.open(path, read_only=True)
    raw = connect(uri(path, mode="ro"))
    today = journal.today()
    app, draw = drawing()
    typed, floor, asked = (itertools.cycle(words) for words in (TYPED, TYPED, ASKED))

    def find() -> None:
        draw([one.title or one.detail for one in palette.find(next(typed), today).found])

    def prefix() -> None:
        word = next(floor).split()[-1]
        rows = raw.execute(
            "SELECT rowid FROM interaction_fts WHERE interaction_fts MATCH ? "
            "ORDER BY rowid DESC LIMIT 50",
            (f'"{word}"*',),
        ).fetchall()
        draw([str(row[0]) for row in rows])

    def ask() -> None:
        found = contacts.find_ids(contacts.ContactFilter(text=next(asked)), "name", today)
        draw([row.full_name for row in contacts.rows(found[:50], today) if row])

    runs = 2 * len(TYPED)
    found = [
        compare("palette: a keystroke", size, find, prefix, goal=5, runs=runs, limit_ms=50),
        compare("people: query words", size, ask, prefix, goal=25, runs=33, limit_ms=50),
    ]
    raw.close()
    journal.close()
    del app
    return found


def writing(path: Path, size: str) -> list[Result]:
    """One line written down: from Enter until the timeline shows it, against one durable commit."""
    copy = path.with_name("writing.netjournal")
    shutil.copyfile(path, copy)
    bare = path.with_name("floor.db")
    raw, commit = committing(bare)
    session = session_of(copy)
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from benchmarks.page_figures import let_pass
    from netjournal.ui.main_window import MainWindow
    from netjournal.ui.preferences import Preferences

    window = MainWindow(session, Preferences(path.with_name("home") / "bench.ini"))
    window.resize(1280, 800)
    window.show()
    window.show_page("timeline")
    let_pass(3_000)
    page = window.page
    ours, theirs = [], []
    for number in range(_LINES):
        page.capture.line.setText(
            f"coffee with Sam Vogt {number} about the pilot and number {number}"
        )
        page.capture.understand()
        let_pass(60)
        before = len(page.model.ids)
        start = time.perf_counter()
        QTest.keyClick(page.capture.line, Qt.Key.Key_Return)
        while len(page.model.ids) == before:
            QApplication.processEvents()
        page.view.viewport().repaint()
        ours.append((time.perf_counter() - start) * 1000)
        start = time.perf_counter()
        commit()
        theirs.append((time.perf_counter() - start) * 1000)
    found = [result("write one line, to screen", size, ours[2:], theirs[2:], goal=5, limit_ms=50)]
    window.close()
    session.close()
    raw.close()
    for left in (copy, bare):
        left.unlink()
    return found
