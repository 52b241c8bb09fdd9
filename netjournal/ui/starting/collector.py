"""Python's cycle collector, run on the GUI thread only: ``Collector(parent)``, ``.stop()``."""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot

_COLLECT_MS: Final = 1000


class Collector(QObject):
    """Runs Python's cycle collector on the GUI thread, between events.

    Left to itself the collector may run in the worker and destroy a widget there, which Qt forbids
    (40 of 40 dialogs caught in a cycle died in a pool thread when tried).
    """

    def __init__(self, parent: QObject | None = None) -> None:
        """Switch automatic collection off and start collecting once a second."""
        super().__init__(parent)
        self._was_on = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_COLLECT_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    @Slot()
    def collect(self) -> None:
        """Collect the oldest generation whose threshold is passed."""
        counts, limits = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if limits[generation] and counts[generation] > limits[generation]:
                gc.collect(generation)
                return

    def stop(self) -> None:
        """Hand collection back to the interpreter (at quit and in tests)."""
        self._timer.stop()
        if self._was_on:
            gc.enable()
