"""Loading the other pages' code, and making the pages, while nobody waits for it, piece by piece.

A page's code takes some 25 ms to load, in pieces, and a page as long to make. That is nothing to
wait for, but seen when it comes on top of showing the page. Not in the worker: PySide makes its
classes when they are first named, and does not lock while it does.
"""

from __future__ import annotations

import gc
import importlib
import sys
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Slot

from netjournal.ui import screens

if TYPE_CHECKING:
    from collections.abc import Callable

    from netjournal.progress import Progress
    from netjournal.ui.main_window import MainWindow

BEGIN_MS: Final = 2_000  # after the first page has come to rest
PAUSE_MS: Final = 150  # between two pages
PIECE_MS: Final = 60  # between two pieces of code
_LINES: Final = (  # of each kind of thing that a line may say
    "coffee yesterday with Ana at noon for an hour about sensors, promised to send links by friday",
    "met Bo and Li at the library on 3 May for 2 h, she helped me; needs a job, likes tea #work",
    "Li sensors",
)


class Ahead(QObject):
    """Loads ``screens.ahead()`` one after the other, has pages made, then is of no more use.

    Args:
        parent: Its owner.
        window: Returns the one that is open, if any; its worker loads libraries at the end.
        begin: Milliseconds until the first.
    """

    def __init__(
        self, parent: QObject, window: Callable[[], MainWindow | None], begin: int = BEGIN_MS
    ) -> None:
        """Begin in a while."""
        super().__init__(parent)
        self._left = [name for name in reversed(screens.ahead()) if name not in sys.modules]
        self._window = window
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._load)
        self._timer.start(begin)

    @Slot()
    def _load(self) -> None:
        if self._left:
            importlib.import_module(self._left.pop())
            self._timer.start(PIECE_MS)
        elif (window := self._window()) is not None:
            if window.make_ahead():
                self._timer.start(PAUSE_MS)
                return
            # what is there by now stays: looking through it for garbage each time is a long turn
            window.session.run(libraries, lambda _done: gc.freeze(), aside=True)


def libraries(progress: Progress) -> None:
    """Load what the first print and the first key of a line would wait for; for the worker."""
    from netjournal.services.capturing import capture
    from netjournal.ui.printing import warm

    for line in _LINES:  # their patterns take a tenth of a second to be compiled
        progress.step(0, 0)
        capture.parse(line, 0, capture.NameIndex.of(()))
    warm.libraries(progress)
