"""The screens above and below of a long list, read and painted while nobody scrolls.

Whoever scrolls a page finds its rows read, worded and painted. Nothing is done before somebody
scrolls, and in each turn of the loop little: what is pressed meanwhile waits for no more than a
row. What is prepared lies where what was shown before lies, in the model and among the delegate's
pictures: a change drops both, and neither grows.

Public: ``RowsAhead(view, model)``.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QObject, QTimer, Slot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QModelIndex

    from netjournal.ui.paged_model import PagedTableModel
    from netjournal.ui.widgets.row_table import RowTable

TURN_S: Final = 0.004
_SOON_MS: Final = 2  # after a step; what that shows is painted before
_REST_MS: Final = 120  # after a jump: who drags the bar drags it on


class Painter(Protocol):
    """A delegate that paints rows before they are shown."""

    def room(self) -> int:
        """Return how many painted rows are kept."""

    def prepare(self, index: QModelIndex) -> None:
        """Paint the picture of a row where there is none."""


class RowsAhead(QObject):
    """Prepares what scrolling on would show, then what scrolling back would.

    Args:
        view: The list; its owner.
        model: Its rows.
    """

    def __init__(self, view: RowTable, model: PagedTableModel) -> None:
        """Wait until somebody scrolls."""
        super().__init__(view)
        self._view, self._model = view, model
        self._value, self._down = 0, True
        self._work: Iterator[None] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)
        view.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    @Slot(int)
    def _on_scrolled(self, value: int) -> None:
        by, self._value = value - self._value, value
        self._down, self._work = by > 0, None
        self._timer.start(_SOON_MS if abs(by) <= self._view.height() else _REST_MS)

    @Slot()
    def _go_on(self) -> None:
        """Do as much as fits into a turn."""
        if not self._view.isVisible():
            return
        end = time.perf_counter() + TURN_S
        work = self._work = self._work or self._steps()
        for _ in work:
            if time.perf_counter() > end:
                self._timer.start(0)
                return
        self._work = None

    def _steps(self) -> Iterator[None]:
        """Prepare row by row; the nearest first."""
        painter = self._view.painter
        for rows in self._screens(painter.room() if painter else 0):
            self._model.expect(min(rows) - 1, max(rows) + 1)
            yield
            for row in rows:
                index = self._model.index(row, 0)
                if painter is not None and index.isValid():
                    painter.prepare(index)
                    yield

    def _screens(self, room: int) -> list[range]:
        """Return the rows of the screen that comes next and of the one before.

        Args:
            room: How many rows' pictures are kept: those on screen stay among them.
        """
        first, last = self._view.seen_rows()
        size, count = last - first + 1, self._model.rowCount()
        ahead = min(size, room - size) if room else size
        behind = min(size, room - size - ahead) if room else 0
        below, above = (ahead, behind) if self._down else (behind, ahead)
        downwards = range(last + 1, min(last + 1 + below, count))
        upwards = range(first - 1, max(first - 1 - above, -1), -1)
        both = (downwards, upwards) if self._down else (upwards, downwards)
        return [rows for rows in both if rows]
