"""Slow work off the window's thread: a worker, results and progress back on the GUI thread.

Public:
    Jobs(parent=None)
        .run(work, done=None, failed=None, *, modal=False, aside=False, key=None) -> Job
        .busy, .waited_for, .modal_busy, .close(), signals started, ended(Job), failed(Exception)
    Job        .cancel(), .state, .modal, .key, signals progressed(done, total), ended()

``work`` is a plain function ``work(progress) -> result`` from ``services``. It runs in the worker
thread and returns plain data, never model instances and never Qt objects. ``done`` and ``failed``
run on the GUI thread. A job with the same ``key`` replaces the older one.

One thread, as there is one writer; a second for long reading that nobody waits for: executors, as
QRunnable and moveToThread bring lifetimes that Python does not see.
"""

from __future__ import annotations

import enum
import sys
import threading
import time
from typing import TYPE_CHECKING, Any, Final, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, SignalInstance, Slot

from netjournal.errors import Cancelled, UserError
from netjournal.models.engine import of_the_world

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from concurrent.futures import ThreadPoolExecutor

    from netjournal.progress import Progress

T = TypeVar("T")
_STEP_SECONDS: Final = 0.1
_SWITCH_SECONDS: Final = 0.0001  # for so long a frame waits, each time, for a worker in Python


class State(enum.Enum):
    """Where a job is in its life."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Job(QObject):
    """One piece of slow work; made by ``Jobs.run``.

    Signals:
        progressed: Units done and units in all (0 = unknown), at most ten times a second.
        ended: The job is over, however it went; ``state`` tells how.
    """

    progressed = Signal(object, object)
    ended = Signal()

    def __init__(
        self,
        done: Callable[[Any], None] | None,
        failed: Callable[[UserError], None] | None,
        key: Hashable,
        *,
        modal: bool,
        aside: bool = False,
    ) -> None:
        """Keep what to call; nothing runs yet."""
        super().__init__()
        self.setObjectName("job")
        self.key = key
        self.modal = modal
        self.aside = aside
        self.state = State.WAITING
        self.superseded = False
        self._on_done = done
        self._on_failed = failed
        self._stop = threading.Event()

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked this job to stop (any thread may read it)."""
        return self._stop.is_set()

    @property
    def over(self) -> bool:
        """Whether the job has ended and its callback was called."""
        return self.state in (State.DONE, State.FAILED, State.CANCELLED)

    def cancel(self) -> None:
        """Ask the work to stop at its next step; its changes are rolled back by ``edit``.

        Work that finishes before it notices is delivered as done.
        """
        self._stop.set()

    def drop(self) -> None:
        """Cancel, and tell nobody: a newer request took this one's place."""
        self.superseded = True
        self.cancel()

    def deliver(self, result: object, error: BaseException | None) -> Exception | None:
        """End the job on the GUI thread and call back; used by ``Jobs`` only.

        Returns:
            An error nobody took care of.
        """
        unheard: Exception | None = None
        if self.superseded and (error is None or isinstance(error, UserError)):
            error = Cancelled("A newer request took its place.")
        self.state = _end_state(error)
        try:
            if error is None:
                _call(self._on_done, result)
            elif not isinstance(error, UserError):
                sys.excepthook(type(error), error, error.__traceback__)
            elif not self.superseded and not _call(self._on_failed, error):
                unheard = error
        finally:
            self._on_done = self._on_failed = None
            self.ended.emit()
        return unheard


class _JobProgress:
    """The ``Progress`` a worker holds: throttled, and the place where Cancel is noticed."""

    def __init__(self, job: Job, stepped: SignalInstance) -> None:
        self._job = job
        self._stepped = stepped
        self._last = float("-inf")

    def step(self, done: int, total: int) -> None:
        """Report at most ten times a second; raise ``Cancelled`` when asked to stop."""
        if self._job.cancelled:
            raise Cancelled("Stopped. Everything is as it was before.")
        now = time.monotonic()
        if now - self._last >= _STEP_SECONDS or (total and done >= total and self._last < now):
            self._last = now
            self._stepped.emit(self._job, done, total)


class Jobs(QObject):
    """Runs slow work one after the other in a worker thread; what is put aside in another.

    Signals:
        started: A job was accepted.
        ended: A job is over.
        failed: An expected error (``UserError``, not *Cancelled*) that no callback took.
    """

    started = Signal(object)
    ended = Signal(object)
    failed = Signal(object)
    _arrived = Signal(object, object, object)
    _stepped = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Make the worker; its thread starts with the first job."""
        super().__init__(parent)
        self._pools: dict[bool, ThreadPoolExecutor] = {}
        self._jobs: list[Job] = []
        self._closed = False
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)
        # Told again from this thread, so that whoever connects right after ``run`` misses nothing.
        self._stepped.connect(self._on_stepped, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether any job is waiting or running."""
        return bool(self._jobs)

    @property
    def waited_for(self) -> bool:
        """Whether any job is waiting or running that was not put aside."""
        return any(not job.aside for job in self._jobs)

    @property
    def modal_busy(self) -> bool:
        """Whether a job is on during which nothing else may be edited."""
        return any(job.modal for job in self._jobs)

    def run(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[UserError], None] | None = None,
        *,
        modal: bool = False,
        aside: bool = False,
        key: Hashable = None,
    ) -> Job:
        """Queue ``work``; call from the GUI thread.

        Args:
            work: Plain function of a ``Progress``; runs in the worker thread.
            done: Called with its result on the GUI thread. Not called when a newer
                job took its place, nor when it is a method of a QObject deleted meanwhile.
            failed: Called with a ``UserError`` (``Cancelled`` after *Cancel*) on the GUI thread.
                Other exceptions are bugs and go to ``sys.excepthook``.
            modal: Long writing: the window shows progress and takes no edits meanwhile.
            aside: Long reading that nobody waits for: beside the other jobs, not before them.
            key: A newer job with an equal key drops this one.

        Returns:
            The job, to follow or to cancel.

        Raises:
            RuntimeError: After ``close``.
        """
        if self._closed:
            raise RuntimeError("jobs are closed")
        if key is not None:
            for older in self._jobs:
                if older.key == key:
                    older.drop()
        job = Job(done, failed, key, modal=modal, aside=aside)
        self._jobs.append(job)
        self._worker(aside=aside).submit(self._in_worker, job, work)
        self.started.emit(job)
        return job

    def close(self) -> None:
        """Cancel everything, wait for the workers, and call nobody back."""
        if self._closed:
            return
        self._closed = True
        for job in self._jobs:
            job.drop()
        for pool in self._pools.values():
            pool.shutdown(wait=True, cancel_futures=True)
        for job in list(self._jobs):
            self._end(job, None, Cancelled(""))

    def _worker(self, *, aside: bool) -> ThreadPoolExecutor:
        if aside not in self._pools:
            # not needed for the first paint, where every module's import counts
            from concurrent.futures import ThreadPoolExecutor

            sys.setswitchinterval(_SWITCH_SECONDS)
            name = "netjournal-jobs-aside" if aside else "netjournal-jobs"
            self._pools[aside] = ThreadPoolExecutor(1, thread_name_prefix=name)
        return self._pools[aside]

    def _in_worker(self, job: Job, work: Callable[[Progress], T]) -> None:
        result: T | None = None
        error: BaseException | None = None
        try:
            if not job.cancelled:
                job.state = State.RUNNING
                result = work(_JobProgress(job, self._stepped))
            else:
                error = Cancelled("Stopped before it began.")
        except BaseException as caught:  # carried to the GUI thread and raised there
            error = of_the_world(caught)
        if shiboken6.isValid(self):
            self._arrived.emit(job, result, error)

    @Slot(object, object, object)
    def _on_arrived(self, job: Job, result: object, error: BaseException | None) -> None:
        if not job.over:
            self._end(job, result, error)

    @Slot(object, object, object)
    def _on_stepped(self, job: Job, done: int, total: int) -> None:
        if not job.over:
            job.progressed.emit(done, total)

    def _end(self, job: Job, result: object, error: BaseException | None) -> None:
        if job in self._jobs:
            self._jobs.remove(job)
        try:
            unheard = job.deliver(result, error)
        finally:
            self.ended.emit(job)
        if unheard is not None and not isinstance(unheard, Cancelled):
            self.failed.emit(unheard)


def _end_state(error: BaseException | None) -> State:
    if error is None:
        return State.DONE
    return State.CANCELLED if isinstance(error, Cancelled) else State.FAILED


def _call(callback: Callable[[Any], None] | None, value: object) -> bool:
    """Call back unless there is nobody left; return whether somebody was there."""
    if callback is None:
        return False
    receiver = getattr(callback, "__self__", None)
    if isinstance(receiver, QObject) and not shiboken6.isValid(receiver):
        return True  # its view was closed
    callback(value)
    return True
