"""The watch over the window's thread notices a turn that is long, on a slow machine, too."""

from __future__ import annotations

import time

from PySide6.QtCore import QTimer

from benchmarks.stalls import Stalls, TurnWatch, slowness


def test_a_turn_is_noted_as_on_a_machine_of_ordinary_pace(qtbot):
    found = Stalls()
    watch = TurnWatch(found)
    wanted_ms = 150.0

    def work():
        end = time.thread_time() + wanted_ms / 1000 * slowness()
        while time.thread_time() < end:
            pass

    QTimer.singleShot(0, work)
    qtbot.wait(20)
    watch.deleteLater()
    longest = found.worst()[0][0]
    assert wanted_ms / 2 < longest < wanted_ms * 2


def test_what_only_waits_is_no_long_turn(qtbot):
    found = Stalls()
    watch = TurnWatch(found)
    QTimer.singleShot(0, lambda: time.sleep(0.2))
    qtbot.wait(20)
    watch.deleteLater()
    assert all(took < 100 for took, *_ in found.worst())
