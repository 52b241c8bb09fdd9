"""Locks a journal that has a passphrase when nobody is there, and when the computer slept."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal, Slot

if TYPE_CHECKING:
    from netjournal.ui.preferences import Preferences

_LOOK_MS: Final = 10_000
_ASLEEP_S: Final = 60.0  # a look that comes so late means that the computer was suspended
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
        due: Nobody has touched anything for the minutes that the preferences say.
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
        """Notice that somebody is there."""
        if event.type() in _SIGNS:
            self._touched = time.monotonic()
        return False

    @Slot()
    def look(self) -> None:
        """See whether it is time."""
        now, minutes = time.time(), self._preferences.lock_minutes
        slept = now - self._looked > _ASLEEP_S + _LOOK_MS / 1000
        self._looked = now
        idle = minutes and time.monotonic() - self._touched >= minutes * 60
        if slept or idle:
            self._touched = time.monotonic()
            self.due.emit()
