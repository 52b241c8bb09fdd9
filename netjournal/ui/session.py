"""What every screen gets: the open journal, the worker, and word of every change.

Public:
    Session(journal, jobs, parent=None)
        .journal, .jobs, .read_only, .today() -> int (local day number)
        .edit(label, done="")        ``with session.edit(…):`` one step; raises UserError
        .act(label, verb, done="")   the same for a slot: errors are shown, False is returned
        .undo(), .redo()             big steps run in the worker
        .run(work, done, failed, …)  slow work; as ``Jobs.run``
        .show_message(text)          a short line at the foot of the window
        .show_saved(text, folder)    the same for a file, with "Open folder"
        .show_error(error)           a UserError in words, without blocking
        .close(), .stop()            ends the jobs, and closes the journal or not
    signals changed(ChangeSet), undo_changed(), said(Saying), failed(UserError), day_turned(),
        step_started(Job), chances_changed()

A screen never updates itself after writing: it waits for ``changed``, as it would for an undo, an
import or the command line's edit. ``changed`` always arrives on the GUI thread.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from netjournal.errors import UserError
from netjournal.models import history

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator
    from pathlib import Path

    from netjournal.models.journal import ChangeSet, Edit, Journal
    from netjournal.progress import Progress
    from netjournal.ui.jobs import Job, Jobs

T = TypeVar("T")
_log = logging.getLogger(__name__)
# Undoing more rows than this would hold the window for longer than a frame.
BIG_STEP: Final = 5_000
_CHECKPOINT_MS: Final = 2_000


@dataclass(frozen=True, slots=True)
class Saying:
    """A short line for the user.

    Attributes:
        text: What happened, in past tense; for undo and redo the label of the step.
        kind: edit, undo or redo where it was a change of the journal (so that the window can offer
            the way back); empty for anything else.
        folder: Where a file was saved, to be opened; None for none.
    """

    text: str
    kind: str = ""
    folder: Path | None = None


class Session(QObject):
    """The open journal as the window sees it.

    Signals:
        changed: A ``ChangeSet`` was committed: by an edit, an undo, a redo or a job.
        undo_changed: What Undo and Redo would do has changed.
        said: A ``Saying`` to show at the foot of the window.
        failed: A ``UserError`` to show in words; nothing was changed.
        step_started: A big undo or redo runs as this ``Job``; to be shown with its progress.
        day_turned: It is past midnight; what depends on today is out of date.
        chances_changed: The journal has learnt; what depends on chances is out of date.
        put_aside: A form was left with something typed; under which key that is kept.
    """

    changed = Signal(object)
    undo_changed = Signal()
    said = Signal(object)
    failed = Signal(object)
    step_started = Signal(object)
    day_turned = Signal()
    chances_changed = Signal()
    put_aside = Signal(str)

    def __init__(self, journal: Journal, jobs: Jobs, parent: QObject | None = None) -> None:
        """Listen to the journal; ``close`` ends both."""
        super().__init__(parent)
        self.journal = journal
        self.jobs = jobs
        self._done_texts: dict[str, str] = {}
        self._closed = False
        # the bound emit is kept: unlisten needs the very same object
        self._listener: Callable[[ChangeSet], None] = self.changed.emit
        journal.listen(self._listener)
        self.changed.connect(self._on_changed)
        jobs.failed.connect(self.failed)
        self._checkpoint = _single_shot(self, self._fold_log)
        self._day = self.today()
        self._midnight = _single_shot(self, self._on_midnight)
        self._midnight.start(_ms_to_midnight())

    @property
    def read_only(self) -> bool:
        """Whether the journal can only be looked at."""
        return self.journal.read_only

    def today(self) -> int:
        """Return the local day number of today."""
        return self.journal.today()

    # -- changing

    @contextmanager
    def edit(self, label: str, done: str = "") -> Iterator[Edit]:
        """Change the journal in one step that Undo will name ``label``.

        Args:
            label: What the user does ("Delete Ann Lee").
            done: What is said afterwards, with Undo beside it ("Deleted Ann Lee"); the label when
                empty.

        Raises:
            UserError: It could not be done; nothing was changed.
        """
        self._done_texts[label] = done or label
        try:
            with self.journal.edit(label) as step:
                yield step
        finally:
            self._done_texts.pop(label, None)

    def act(self, label: str, verb: Callable[[], Any], done: str = "") -> bool:
        """Run ``verb`` as one step; a ``UserError`` is shown in words.

        Args:
            label: As in ``edit``.
            verb: Writes through ``services``.
            done: As in ``edit``.

        Returns:
            Whether it was done.
        """
        try:
            with self.edit(label, done):
                verb()
        except UserError as error:
            self.show_error(error)
            return False
        return True

    def will_say(self, label: str, done: str) -> None:
        """Remember what to say once the step of this name, which a job makes, is done."""
        self._done_texts[label] = done or label

    def undo(self) -> None:
        """Take the last step back; a big one in the worker."""
        self._step_back(self.journal.undo, _undo_size())

    def redo(self) -> None:
        """Bring back what Undo took; a big step in the worker."""
        self._step_back(self.journal.redo, _redo_size())

    def _step_back(self, step: Callable[[], ChangeSet], size: int) -> None:
        if self.jobs.modal_busy:
            return
        if size > BIG_STEP:
            self.step_started.emit(self.run(lambda _progress: _drop(step()), modal=True))
            return
        try:
            step()
        except UserError as error:
            self.show_error(error)

    # -- slow work

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
        """Queue slow work; see ``Jobs.run``. After ``stop`` nothing runs: the job is cancelled."""
        if self._closed:
            return _cancelled(key, modal=modal)
        return self.jobs.run(work, done, failed, modal=modal, aside=aside, key=key)

    # -- telling

    def show_message(self, text: str) -> None:
        """Say a short line at the foot of the window."""
        self.said.emit(Saying(text))

    def show_saved(self, text: str, folder: Path) -> None:
        """Say that a file was saved, with the way to its folder."""
        self.said.emit(Saying(text, folder=folder))

    def show_error(self, error: UserError) -> None:
        """Say what could not be done, without blocking."""
        self.failed.emit(error)

    def stop(self) -> None:
        """End the jobs and stop listening; the journal stays open."""
        if self._closed:
            return
        self._closed = True
        self._checkpoint.stop()
        self._midnight.stop()
        self.jobs.close()
        self.journal.unlisten(self._listener)

    def close(self) -> None:
        """End the jobs, fold the log into the file, close the journal."""
        if not self._closed:
            self.stop()
            self.journal.close()

    # -- slots

    @Slot(object)
    def _on_changed(self, change: ChangeSet) -> None:
        self._checkpoint.start(_CHECKPOINT_MS)
        self.undo_changed.emit()
        text = change.label
        if change.kind == "edit":
            text = self._done_texts.get(change.label, change.label)
        if change.kind != "others":
            self.said.emit(Saying(text, change.kind))

    def told_of(self, change: ChangeSet) -> None:
        """Tell the views of a change that another process made."""
        self.changed.emit(change)

    @Slot()
    def _fold_log(self) -> None:
        """Idle for a moment: move what was written into the one file, off the GUI thread."""
        if not self._closed and not self.read_only:
            self.run(lambda _progress: self.journal.checkpoint(), key="checkpoint")

    @Slot()
    def _on_midnight(self) -> None:
        self._midnight.start(_ms_to_midnight())
        if self._day == self.today():
            return  # the hour is over, not the day
        self._day = self.today()

        def told(_result: object) -> None:
            self.day_turned.emit()

        # where the disk is full the first edit says so
        self.run(lambda _progress: self.journal.begin_day(), told, told, key="day")


def _single_shot(parent: QObject, slot: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.timeout.connect(slot)
    return timer


def _ms_to_midnight() -> int:
    """Milliseconds to a few seconds past the next midnight, at most an hour (clocks jump)."""
    now = datetime.now()  # local wall clock: midnight is the user's
    midnight = (now + timedelta(days=1)).replace(hour=0, minute=0, second=2, microsecond=0)
    return min(3_600_000, max(1_000, int((midnight - now).total_seconds() * 1_000)))


def _cancelled(key: Hashable, *, modal: bool) -> Job:
    """A job for a view that outlives its journal by an event or two."""
    from netjournal.ui.jobs import Job, State

    job = Job(None, None, key, modal=modal)
    job.drop()
    job.state = State.CANCELLED
    return job


def _undo_size() -> int:
    step = history.last_done()
    return _size_of(step[0]) if step else 0


def _redo_size() -> int:
    step = history.last_undone()
    return _size_of(step[0]) if step else 0


def _size_of(set_id: int) -> int:
    return next((rows for i, _, _, _, rows, _ in history.steps(60) if i == set_id), 0)


def _drop(_change: ChangeSet) -> None:
    """Jobs return plain data only; the change is told by ``changed``."""
