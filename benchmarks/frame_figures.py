"""Figures of scrolling: a frame of the people and of the timeline, by wheel, by page, by the bar.

A frame is what somebody waits for who scrolls: the event itself, with whatever it reads, and the
list painted. By wheel and key what comes next may have been prepared (``ui/widgets/rows_ahead``);
where the bar is dragged nothing can have been.
"""

from __future__ import annotations

import gc
import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from benchmarks.page_figures import let_pass
from benchmarks.timing import Result, milliseconds, result
from benchmarks.windows import session_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QAbstractItemView, QWidget

_FRAME_MS: Final = 8.0
_FRAMES: Final = 120
_FEW: Final = 12  # with the small size, which is to be done soon


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to scroll: what it is called, how long after the frame before, and what one does."""

    name: str
    pause_ms: int
    go: Callable[[QAbstractItemView, float], None]


def frames(path: Path, size: str) -> list[Result]:
    """A frame of scrolling the people and the timeline, on the GUI thread."""
    session = session_of(path, read_only=True)
    from netjournal.ui.contacts.page import PeoplePage
    from netjournal.ui.timeline.page import TimelinePage

    found: list[Result] = []
    for name, made in (("people", PeoplePage), ("timeline", TimelinePage)):
        page = made(session)
        view = _shown(page)
        gc.collect()
        gc.freeze()  # as the window does once all is made
        found += [_scrolled(view, f"{name}, {way.name}", size, way) for way in _WAYS]
        gc.unfreeze()
        page.hide()
    session.close()
    return found


def _shown(page: QWidget) -> QAbstractItemView:
    """Show a page; return its list."""
    from PySide6.QtWidgets import QAbstractItemView

    page.resize(1148, 800)
    page.show()
    let_pass(1500)
    views = page.findChildren(QAbstractItemView)
    view = max(views, key=lambda one: one.model().rowCount() if one.model() else 0)
    view.setFocus()
    return view


def _scrolled(view: QAbstractItemView, name: str, size: str, way: _Way) -> Result:
    """Scroll a list in one way; each frame against its text drawn once."""
    count = _FEW if size == "small" else _FRAMES
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 3)
    let_pass(300)
    ours, theirs = [], []
    for n in range(count):
        if way.pause_ms:
            let_pass(way.pause_ms)
        ours.append(milliseconds(lambda n=n: _frame(view, way, n / count)))
        theirs.append(milliseconds(lambda n=n: _floor(view, n)))
    most = _FRAME_MS / statistics.median(theirs)  # the goal is in milliseconds
    return result(name, size, ours, theirs, goal=round(most, 1), limit_ms=16)


def _frame(view: QAbstractItemView, way: _Way, part: float) -> None:
    way.go(view, part)
    view.viewport().repaint()


def _floor(view: QAbstractItemView, number: int) -> None:
    """A blank widget as large, and as much text."""
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QPainter, QPixmap

    from netjournal.ui import theme

    blank = QPixmap(view.viewport().size())
    blank.fill(theme.color("panel"))
    painter = QPainter(blank)
    for row in range(14):
        painter.drawText(QRectF(60, row * 57, 240, 20), 0, f"Person {number} {row}")
        painter.drawText(QRectF(60, row * 57 + 20, 240, 20), 0, "Designer, Studio")
    painter.end()


def _by_wheel(view: QAbstractItemView, _part: float) -> None:
    bar = view.verticalScrollBar()
    bar.setValue(bar.value() + view.sizeHintForRow(0))


def _by_key(view: QAbstractItemView, _part: float) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    QTest.keyClick(view, Qt.Key.Key_PageDown)


def _by_bar(view: QAbstractItemView, part: float) -> None:
    bar = view.verticalScrollBar()
    bar.setValue(round(bar.maximum() * part))


_WAYS: Final = (
    _Way("row by row", 16, _by_wheel),
    _Way("page by page", 200, _by_key),  # as soon as somebody can have looked at one
    _Way("Page Down held", 33, _by_key),  # as often as a key repeats itself
    _Way("the bar dragged", 0, _by_bar),
)
