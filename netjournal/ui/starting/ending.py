"""Ends the window as *Quit* does when asked from outside: ``kill``, Ctrl+C, a closed terminal.

Desktops without a session manager end programs like that at logout. Without this the process stops
where it stands: no backup, no place in the list, the last half second of typing gone.

Python calls a handler only between two of its own instructions, of which there are none while Qt
waits. So the signal also writes to a pipe, and Qt listens to that. On Windows Qt is asked itself.
"""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot

if TYPE_CHECKING:
    from types import FrameType

_NAMES: Final = ("SIGINT", "SIGTERM", "SIGHUP")


class Ending(QObject):
    """Listens to the system for as long as the window lives.

    Signals:
        asked: NetJournal shall end now.
    """

    asked = Signal()

    def __init__(self, parent: QObject) -> None:
        """Listen from now on; what is ignored on purpose (``nohup``) stays so."""
        super().__init__(parent)
        self._before: dict[int, object] = {}
        if os.name != "posix":
            return
        self._reads, self._writes = os.pipe()
        for end in (self._reads, self._writes):
            os.set_blocking(end, False)
        self._notifier = QSocketNotifier(self._reads, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_woken)
        self._woken_before = signal.set_wakeup_fd(self._writes, warn_on_full_buffer=False)
        for number in (getattr(signal, name) for name in _NAMES):
            if signal.getsignal(number) is not signal.SIG_IGN:
                self._before[number] = signal.signal(number, _nothing)

    def release(self) -> None:
        """Give everything back as it was."""
        if not self._before:
            return
        for number, handler in self._before.items():
            signal.signal(number, handler if handler is not None else signal.SIG_DFL)  # type: ignore[arg-type]
        self._before.clear()
        signal.set_wakeup_fd(self._woken_before)
        self._notifier.setEnabled(False)
        for end in (self._reads, self._writes):
            os.close(end)

    @Slot()
    def _on_woken(self) -> None:
        numbers = os.read(self._reads, 64)
        if any(number in self._before for number in numbers):
            self.asked.emit()


def _nothing(_number: int, _frame: FrameType | None) -> None:
    """Take a signal; the pipe tells of it."""
