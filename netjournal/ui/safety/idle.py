"""Locks a journal that has a passphrase when nobody is there, and when the computer slept."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal, Slot

if TYPE_CHECKING:
    from netjournal.ui.preferences import Preferences

_LOOK_MS: Final = 2_000
_ASLEEP_S: Final = 15.0  # a look that comes so late means that the computer was suspended
_SIGNS: Final = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    )
)


class IdleLock(QObject):
    """Tells when a journal should be locked.

    Signals:
        due: Nobody has touched anything for the minutes that the preferences say, or the computer
            was asleep.
    """

    due = Signal()

    def __init__(self, preferences: Preferences, parent: QObject | None = None) -> None:
        """Begin to listen to keyboard and mouse; only journals with a passphrase pay for that."""
        super().__init__(parent)
        self._preferences = preferences
        self._touched = time.monotonic()
        self._looked = time.time()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(_LOOK_MS)
        app = QCoreApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice that somebody is there; the first sign after a sleep is not for the journal."""
        if event.type() not in _SIGNS:
            return False
        if self._has_slept():
            self.look()
            return True
        self._touched = time.monotonic()
        return False

    def _has_slept(self) -> bool:
        return time.time() - self._looked > _ASLEEP_S + _LOOK_MS / 1000

    @Slot()
    def look(self) -> None:
        """See whether it is time."""
        minutes, slept = self._preferences.lock_minutes, self._has_slept()
        self._looked = time.time()
        idle = minutes and time.monotonic() - self._touched >= minutes * 60
        if slept or idle:
            self._touched = time.monotonic()
            self.due.emit()
