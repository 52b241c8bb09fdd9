"""The watch over the window's thread notices a turn that is long, on a slow machine, too."""

from __future__ import annotations

import gc
import time

import pytest
from PySide6.QtCore import QTimer

from benchmarks.stalls import Stalls, TurnWatch, slowness


@pytest.fixture
def found():
    noted = Stalls()
    watch = TurnWatch(noted)
    yield noted
    watch.stop()


def test_a_turn_is_noted_as_on_a_machine_of_ordinary_pace(qtbot, found):
    wanted_ms, steps = 150.0, 1_500_000  # ``slowness``: a step takes .1 µs

    def work():
        total = 0
        for step in range(steps):
            total += step

    for _ in range(3):  # the pace may change in the middle of one
        QTimer.singleShot(0, work)
        qtbot.wait(20)
    assert len([1 for took, *_ in found.longest if took > wanted_ms / 2]) == 3
    assert any(wanted_ms / 2 < took < wanted_ms * 2 for took, *_ in found.longest)


def test_only_a_look_at_all_objects_of_a_run_is_no_part_of_a_turn(qtbot, found):
    heap = [[number] for number in range(1_000_000)]
    for generation in (2, 1):
        gc.collect(1)
        del heap[::2]
        heap += [[number] for number in range(500_000)]
        found.clear()
        took = []

        def work(generation=generation, took=took):
            began = time.thread_time()
            gc.collect(generation)
            took.append((time.thread_time() - began) * 1000)

        QTimer.singleShot(0, work)
        qtbot.wait(20)
        noted = max((one[0] for one in found.longest), default=0.0)
        assert (noted > took[0] / slowness() / 3) is (generation < 2)


def test_what_only_waits_is_no_long_turn(qtbot, found):
    QTimer.singleShot(0, lambda: time.sleep(0.2))
    qtbot.wait(20)
    assert all(took < 100 for took, *_ in found.worst())
