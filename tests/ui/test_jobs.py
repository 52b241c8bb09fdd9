"""The worker: results and errors on the GUI thread, cancel, replacing, closing."""

from __future__ import annotations

import sys
import threading
import time

import pytest
import shiboken6
from PySide6.QtCore import QObject

from netjournal.errors import Cancelled, DiskError
from netjournal.ui.jobs import Jobs, State


@pytest.fixture
def jobs(qtbot):
    made = Jobs()
    yield made
    made.close()


def until_stopped(progress):
    """Work that goes on until it is cancelled."""
    done = 0
    while True:
        done += 1
        progress.step(done, 0)
        time.sleep(0.001)


def test_work_runs_elsewhere_and_the_result_arrives_here(qtbot, jobs):
    seen = []

    def work(_progress):
        return threading.get_ident()

    job = jobs.run(work, lambda result: seen.append((result, threading.get_ident())))
    with qtbot.waitSignal(job.ended):
        pass
    worker, here = seen[0]
    assert worker != threading.get_ident()
    assert here == threading.get_ident()
    assert job.state is State.DONE
    assert not jobs.busy


def test_jobs_run_one_after_the_other(qtbot, jobs):
    order = []
    for number in range(5):
        last = jobs.run(lambda _p, n=number: n, order.append)
    with qtbot.waitSignal(last.ended):
        pass
    assert order == [0, 1, 2, 3, 4]


def test_an_expected_error_reaches_failed(qtbot, jobs):
    seen = []

    def work(_progress):
        raise DiskError("The disk is full.")

    job = jobs.run(work, failed=seen.append)
    with qtbot.waitSignal(job.ended):
        pass
    assert isinstance(seen[0], DiskError)
    assert job.state is State.FAILED


def test_an_expected_error_without_a_callback_is_told_to_the_window(qtbot, jobs):
    def work(_progress):
        raise DiskError("The disk is full.")

    with qtbot.waitSignal(jobs.failed) as told:
        jobs.run(work)
    assert isinstance(told.args[0], DiskError)


def test_a_bug_reaches_the_crash_hook(qtbot, jobs, monkeypatch):
    caught = []
    monkeypatch.setattr(sys, "excepthook", lambda *info: caught.append(info))
    seen = []
    job = jobs.run(lambda _progress: 1 / 0, seen.append, seen.append)
    with qtbot.waitSignal(job.ended):
        pass
    assert caught[0][0] is ZeroDivisionError
    assert caught[0][2] is not None
    assert seen == []
    assert job.state is State.FAILED


def test_cancel_stops_at_the_next_step(qtbot, jobs):
    seen = []
    job = jobs.run(until_stopped, seen.append, seen.append)
    with qtbot.waitSignal(job.progressed):
        pass
    with qtbot.waitSignal(job.ended):
        job.cancel()
    assert [type(answer) for answer in seen] == [Cancelled]
    assert job.state is State.CANCELLED


def test_cancel_before_the_start_never_runs_the_work(qtbot, jobs):
    ran = []
    first = jobs.run(until_stopped)
    second = jobs.run(lambda _progress: ran.append(True))
    second.cancel()
    with qtbot.waitSignal(second.ended):
        first.cancel()
    assert ran == []
    assert second.state is State.CANCELLED


def test_work_that_finished_despite_cancel_counts_as_done(qtbot, jobs):
    go = threading.Event()
    seen = []
    job = jobs.run(lambda _progress: go.wait(5), seen.append)
    job.cancel() if job.state is State.RUNNING else None
    go.set()
    with qtbot.waitSignal(job.ended):
        pass
    assert job.state in (State.DONE, State.CANCELLED)
    assert bool(seen) == (job.state is State.DONE)


def test_a_newer_request_drops_the_older(qtbot, jobs):
    seen = []
    older = jobs.run(until_stopped, seen.append, seen.append, key="chart")
    other = jobs.run(lambda _p: "other", seen.append, key="duplicates")
    newer = jobs.run(lambda _p: "new", seen.append, seen.append, key="chart")
    with qtbot.waitSignal(newer.ended):
        pass
    assert seen == ["other", "new"]
    assert older.state is State.CANCELLED
    assert other.state is State.DONE


def test_a_late_result_of_an_older_request_is_dropped(qtbot, jobs):
    go = threading.Event()
    seen = []
    jobs.run(lambda _p: go.wait(5) and "old", seen.append, key="chart")
    newer = jobs.run(lambda _p: "new", seen.append, key="chart")
    go.set()
    with qtbot.waitSignal(newer.ended):
        pass
    assert seen == ["new"]


def test_progress_is_throttled_and_ends_complete(qtbot, jobs):
    steps = []

    def work(progress):
        for done in range(1, 20_001):
            progress.step(done, 20_000)

    began = time.monotonic()
    job = jobs.run(work)
    job.progressed.connect(lambda done, total: steps.append((done, total)))
    with qtbot.waitSignal(job.ended):
        pass
    assert steps[0] == (1, 20_000)
    assert steps[-1] == (20_000, 20_000)
    assert len(steps) <= 3 + 10 * (time.monotonic() - began)


def test_totals_beyond_32_bits_arrive_whole(qtbot, jobs):
    job = jobs.run(lambda progress: progress.step(2**40, 2**41))
    with qtbot.waitSignal(job.progressed) as told:
        pass
    assert told.args == [2**40, 2**41]


def test_a_view_that_went_away_is_not_called(qtbot, jobs):
    class View(QObject):
        def __init__(self):
            super().__init__()
            self.seen = []

        def show_result(self, result):
            self.seen.append(result)

    go = threading.Event()
    view = View()
    job = jobs.run(lambda _p: go.wait(5), view.show_result)
    shiboken6.delete(view)
    go.set()
    with qtbot.waitSignal(job.ended):
        pass
    assert view.seen == []


def test_modal_jobs_are_known(qtbot, jobs):
    job = jobs.run(until_stopped, modal=True)
    assert jobs.busy
    assert jobs.modal_busy
    with qtbot.waitSignal(job.ended):
        job.cancel()
    assert not jobs.modal_busy


def test_close_cancels_waits_and_calls_nobody(qtbot):
    jobs = Jobs()
    seen = []
    running = jobs.run(until_stopped, seen.append, seen.append)
    waiting = jobs.run(lambda _p: 1, seen.append, seen.append)
    aside = jobs.run(until_stopped, seen.append, seen.append, aside=True)
    jobs.close()
    assert seen == []
    assert running.state is aside.state is State.CANCELLED
    assert waiting.state is State.CANCELLED
    assert not [t for t in threading.enumerate() if t.name.startswith("netjournal-jobs")]
    with pytest.raises(RuntimeError):
        jobs.run(lambda _p: 1)
    jobs.close()


def test_what_is_put_aside_keeps_nobody_waiting(qtbot, jobs):
    long = jobs.run(until_stopped, aside=True)
    seen = []
    job = jobs.run(lambda _progress: 1, seen.append)
    with qtbot.waitSignal(job.ended):
        pass
    assert seen == [1]
    assert jobs.busy
    assert not jobs.waited_for
    with qtbot.waitSignal(long.ended):
        long.cancel()
    assert not jobs.busy


def test_a_newer_job_replaces_one_that_was_put_aside(qtbot, jobs):
    seen = []
    older = jobs.run(until_stopped, seen.append, aside=True, key="same")
    newer = jobs.run(lambda _progress: 2, seen.append, aside=True, key="same")
    with qtbot.waitSignal(newer.ended):
        pass
    assert older.state is State.CANCELLED
    assert seen == [2]
