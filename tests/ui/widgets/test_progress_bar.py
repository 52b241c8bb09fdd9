"""Following a job."""

from __future__ import annotations

import threading
import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from netjournal.ui.jobs import Jobs, State
from netjournal.ui.widgets.progress_bar import ProgressDialog, ProgressStrip


@pytest.fixture
def jobs(qtbot):
    made = Jobs()
    yield made
    made.close()


def forever(progress):
    done = 0
    while True:
        done += 1
        progress.step(done, 3_000_000)
        time.sleep(0.001)


def test_it_shows_how_far_a_job_is(qtbot, jobs):
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    go = threading.Event()

    def work(progress):
        progress.step(500, 2000)
        return go.wait(5)

    job = jobs.run(work)
    strip.follow(job, "Importing contacts.csv", at_once=True)
    with qtbot.waitSignal(job.progressed):
        pass
    assert strip.isVisible()
    assert strip.bar.value() == 250
    assert "500" in strip.count.text()
    assert strip.bar.accessibleName() == "Importing contacts.csv"
    go.set()
    with qtbot.waitSignal(job.ended):
        pass
    assert not strip.isVisible()


def test_quick_work_shows_nothing(qtbot, jobs):
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    job = jobs.run(lambda _progress: 1)
    strip.follow(job, "Counting")
    with qtbot.waitSignal(job.ended):
        pass
    assert not strip.isVisible()
    assert not strip._patience.isActive()


def test_cancel_stops_the_job(qtbot, jobs):
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    job = jobs.run(forever, failed=lambda _error: None)
    strip.follow(job, "Working", at_once=True)
    with qtbot.waitSignal(job.ended):
        strip.cancel_button.click()
    assert job.state is State.CANCELLED
    assert not strip.isVisible()


def test_an_unknown_total_only_counts(qtbot, jobs):
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    job = jobs.run(lambda progress: progress.step(7, 0))
    strip.follow(job, "Reading", at_once=True)
    with qtbot.waitSignal(job.progressed):
        pass
    assert strip.bar.maximum() == 0
    assert strip.count.text() == "7"


def test_following_another_job_lets_go_of_the_first(qtbot, jobs):
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    first = jobs.run(lambda _p: 1)
    second = jobs.run(forever, failed=lambda _error: None)
    strip.follow(first, "One", at_once=True)
    strip.follow(second, "Two", at_once=True)
    with qtbot.waitSignal(first.ended):
        pass
    assert strip.isVisible()
    with qtbot.waitSignal(second.ended):
        second.cancel()


@pytest.mark.parametrize("way", ["esc", "close"])
def test_the_dialog_stays_until_the_job_has_stopped(qtbot, jobs, way):
    job = jobs.run(forever, failed=lambda _error: None, modal=True)
    dialog = ProgressDialog(job, "Import", "Importing contacts.csv")
    qtbot.addWidget(dialog)
    dialog.open()
    with qtbot.waitSignal(dialog.finished):
        if way == "esc":
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
        else:
            dialog.close()
        assert dialog.isVisible()
    assert job.over


def test_the_dialog_closes_with_the_job(qtbot, jobs):
    job = jobs.run(lambda _p: 1)
    dialog = ProgressDialog(job, "Import", "Importing")
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.finished):
        dialog.open()
