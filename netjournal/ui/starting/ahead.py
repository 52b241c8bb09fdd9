"""Loading the other pages' code, and printing's, while nobody waits for it, a piece at a time.

A page's code takes some 25 ms to load. That is nothing to wait for, but seen when it comes on top
of building the page. Not in the worker: PySide makes its classes when they are first named, and
does not lock while it does.
"""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Slot

from netjournal.ui import screens

if TYPE_CHECKING:
    from collections.abc import Callable

    from netjournal.ui.session import Session

BEGIN_MS: Final = 2_000  # after the first page has come to rest
PAUSE_MS: Final = 150  # between two pieces


class Ahead(QObject):
    """Loads ``screens.ahead()`` one after the other, then is of no more use.

    Args:
        parent: The window.
        session: Returns the one that is open, if any; its worker loads libraries at the end.
        begin: Milliseconds until the first.
    """

    def __init__(
        self, parent: QObject, session: Callable[[], Session | None], begin: int = BEGIN_MS
    ) -> None:
        """Begin in a while."""
        super().__init__(parent)
        self._left = [name for name in reversed(screens.ahead()) if name not in sys.modules]
        self._session = session
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._load)
        self._timer.start(begin)

    @Slot()
    def _load(self) -> None:
        if self._left:
            importlib.import_module(self._left.pop())
            self._timer.start(PAUSE_MS)
        elif (session := self._session()) is not None:
            from netjournal.ui.printing import warm

            session.run(warm.libraries, aside=True)
