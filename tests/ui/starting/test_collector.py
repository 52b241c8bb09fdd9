"""Garbage is collected on the GUI thread only."""

from __future__ import annotations

import gc
import threading

import pytest
from PySide6.QtCore import QObject

from netjournal.ui.jobs import Jobs
from netjournal.ui.starting.collector import Collector


class Witness(QObject):
    """Notes which thread destroys it."""

    died_in: list[int] = []  # noqa: RUF012

    def __init__(self):
        super().__init__()
        self.cycle = self

    def __del__(self):
        self.died_in.append(threading.get_ident())


@pytest.fixture
def collector(qtbot):
    made = Collector()
    yield made
    made.stop()


def test_widgets_in_cycles_die_on_the_gui_thread(qtbot, collector):
    Witness.died_in.clear()
    for _ in range(40):
        Witness()
    jobs = Jobs()

    def busy(_progress):
        return len([[] for _ in range(200_000)])  # enough to trigger automatic collection

    with qtbot.waitSignal(jobs.run(busy).ended):
        pass
    assert Witness.died_in == []
    for _ in range(4):
        gc.collect()
    jobs.close()
    assert Witness.died_in == [threading.get_ident()] * 40


def test_it_collects_and_hands_back(qtbot):
    gc.enable()
    collector = Collector()
    assert not gc.isenabled()
    garbage = [[] for _ in range(3000)]
    for item in garbage:
        item.append(item)
    del garbage, item
    collector.collect()
    assert gc.get_count()[0] < 700
    collector.stop()
    assert gc.isenabled()
    gc.disable()  # as it is for all tests
