"""How long the window's thread is busy with one thing: the gap between turns of its event loop.

Two ways to look, because one is exact and the other costs nothing:

* ``TurnWatch`` runs in every test of a window: it adds up the thread's own processor time between
  two waits of the loop, so that a busy machine tells no tales.
* ``WatchedApplication`` is for the scripted run of the window (``python -m benchmarks --only
  stalls``): it takes the time on the clock, which is what a person feels, of each single event.
"""

from __future__ import annotations

import gc
import heapq
import os
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractEventDispatcher, QObject, Slot
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent

KEPT = 40
FRAME_MS, MOST_MS = 16.0, 50.0
_LONG_MS = 100.0  # from here on a turn is held against the machine's pace
_STEPS, _ORDINARY_S = 400_000, 1e-7  # seconds a step: an ordinary machine, busy
_EVERYTHING: Final = 2  # the generation of the collector that holds what is old
_GUI: Final = threading.main_thread()
_FEW, _ASKED_EVERY_S = 40_000, 0.5  # steps to ask the pace beforehand, and how often


@dataclass(slots=True)
class Stalls:
    """What was timed: how many turns there were, how many were long, and the longest.

    Attributes:
        turns: Events delivered.
        over_frame: Those that took more than 16 ms.
        longest: (milliseconds, what, during what) of the longest, at most ``KEPT``.
        during: Set by whoever runs things, to find them again.
    """

    turns: int = 0
    over_frame: int = 0
    during: str = ""
    longest: list[tuple[float, str, str]] = field(default_factory=list)

    def note(self, took_ms: float, what: str) -> None:
        """Count one turn."""
        self.turns += 1
        if took_ms > FRAME_MS:
            self.over_frame += 1
            entry = took_ms, what, self.during
            if len(self.longest) < KEPT:
                heapq.heappush(self.longest, entry)
            else:
                heapq.heappushpop(self.longest, entry)

    def clear(self) -> None:
        """Begin anew."""
        self.turns = self.over_frame = 0
        self.longest.clear()

    def worst(self) -> list[tuple[float, str, str]]:
        """Return the longest, longest first."""
        return sorted(self.longest, reverse=True)


def slowness(steps: int = _STEPS) -> float:
    """Return how many times longer than usual this machine takes just now, at least 1.

    Shared processors run at a fifth of their pace at times, by turns of a tenth of a second, and a
    thread's own processor time grows with that; some runs of the same few steps tell.
    """
    begin, total = time.thread_time(), 0
    for step in range(steps):
        total += step
    return max(1.0, (time.thread_time() - begin) / (steps * _ORDINARY_S))


class TurnWatch(QObject):
    """Notes how much processor time each turn of this thread's event loop takes.

    Long turns are noted as on a machine of ordinary pace (``slowness``), which is asked after the
    turn and shortly before it: pace may have changed by the end of a long one.

    A look at every object there is for cycles is no part of a turn: a run of all tests has half a
    million objects of its own, several times what the application has. The scripted run of the
    window has nothing else, and counts them.

    Args:
        stalls: Where to note it.
    """

    def __init__(self, stalls: Stalls) -> None:
        """Begin to watch."""
        super().__init__()
        self._stalls = stalls
        self._begin: float | None = None
        self._collecting, self._collected = 0.0, 0.0  # since when, and how long in this turn
        self._asked, self._pace = 0.0, 1.0  # when, and what the pace was
        loop = QAbstractEventDispatcher.instance()
        loop.aboutToBlock.connect(self._on_wait)
        loop.awake.connect(self._on_done)
        gc.callbacks.append(self._on_collection)

    def stop(self) -> None:
        """Watch no longer; it is deleted by the loop."""
        gc.callbacks.remove(self._on_collection)
        self.deleteLater()

    def _on_collection(self, phase: str, info: dict[str, int]) -> None:
        if info["generation"] < _EVERYTHING or threading.current_thread() is not _GUI:
            return
        if phase == "start":
            self._collecting = time.thread_time()
        else:
            self._collected += time.thread_time() - self._collecting

    @Slot()
    def _on_wait(self) -> None:
        if time.monotonic() - self._asked >= _ASKED_EVERY_S:
            self._pace = slowness(_FEW)
            self._asked = time.monotonic()
        self._begin, self._collected = time.thread_time(), 0.0

    @Slot()
    def _on_done(self) -> None:
        if self._begin is not None:
            took = (time.thread_time() - self._begin - self._collected) * 1000
            pace = max(slowness(), self._pace) if took > _LONG_MS else 1.0
            self._stalls.note(took / pace, "a turn")
            self._begin = None


class WatchedApplication(QApplication):
    """An application whose events are timed, those apart that are sent while one is handled.

    Attributes:
        stalls: Where they are noted.
        apart: Seconds of the event that is handled which a script took for itself, to choose what
            to do next; they are no part of it.
    """

    stalls = Stalls()
    # thread_time tells the work of this thread alone, on a machine that is busy with others
    clock = time.thread_time if os.environ.get("NETJOURNAL_STALL_CLOCK") else time.perf_counter
    apart = 0.0
    _deep = False

    def notify(self, receiver: QObject, event: QEvent) -> bool:
        """Deliver an event, and note how long that took."""
        cls = WatchedApplication
        if cls._deep:
            return super().notify(receiver, event)
        cls._deep, cls.apart = True, 0.0
        kind, name = event.type(), type(receiver).__name__
        begin, worked = cls.clock(), time.thread_time()
        try:
            return super().notify(receiver, event)
        finally:
            took = (cls.clock() - begin - cls.apart) * 1000
            # the rest is waiting for others
            worked = (time.thread_time() - worked - cls.apart) * 1000
            cls._deep = False
            what = ""
            if took > FRAME_MS:
                owner = type(receiver.parent()).__name__  # of a timer, which says little itself
                what = f"{name} of {owner}: {kind.name}, {worked:.0f} ms of it work"
            cls.stalls.note(took, what)
