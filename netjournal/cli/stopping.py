"""A command that is asked to stop clears up first: ``with stoppable():``.

Ctrl+C, ``kill`` and a terminal that is closed all mean the same: ``KeyboardInterrupt``, on which
every block takes back what it began. Without this, ``kill`` ends the process where it stands, and
leaves a half-written file behind.
"""

from __future__ import annotations

import signal
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

_NAMES: Final = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")  # what this system has of them
_PATIENCE: Final = 2.0  # seconds in which asking again does not disturb the clearing up


@contextmanager
def stoppable() -> Iterator[None]:
    """Let every way of asking to stop raise ``KeyboardInterrupt`` in the block."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread is told
        return
    before = {}
    asked = -_PATIENCE

    def stop(_number: int, _frame: FrameType | None) -> None:
        nonlocal asked
        now = time.monotonic()
        if now - asked >= _PATIENCE:
            asked = now
            raise KeyboardInterrupt

    for name in _NAMES:
        number = getattr(signal, name, None)
        # nohup and background jobs of a shell ignore some on purpose
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            before[number] = signal.signal(number, stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler if handler is not None else signal.SIG_DFL)
