"""Undo, redo, and taking back one step of long ago: the half of the kernel that goes backwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netjournal.errors import NothingToUndo
from netjournal.models import derived, history
from netjournal.models.edit import TakenBack
from netjournal.models.recording import ChangeSet, Recorder

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

FEW = 100  # rows


class Stepping:
    """What ``Journal`` can take back; it brings the transaction and the listeners."""

    today: Callable[[], int]

    def _transaction(self, *, foreign_keys: bool = True) -> AbstractContextManager[Recorder]:
        raise NotImplementedError

    def _record(
        self, recorder: Recorder, label: str, source: str, target: int | None = None
    ) -> ChangeSet | None:
        raise NotImplementedError

    def _tell(self, change: ChangeSet | None) -> None:
        raise NotImplementedError

    def undo_label(self) -> str | None:
        """Return the label of the step that Undo takes back, or None."""
        step = history.last_done()
        return step[1] if step else None

    def redo_label(self) -> str | None:
        """Return the label of the step that Redo brings back, or None."""
        step = history.last_undone()
        return step[1] if step else None

    def undo(self) -> ChangeSet:
        """Take the last step back, whole.

        Raises:
            NothingToUndo: There is none.
        """
        step = history.last_done()
        if step is None:
            raise NothingToUndo("There is nothing to undo.")
        set_id, label = step
        # switching foreign keys off and on costs more than taking back a few rows
        few = history.only_added(set_id, FEW)
        with self._transaction(foreign_keys=few) as recorder:
            change = self._play(recorder, set_id, label, "undo", only_added=few)
            mirror = history.add_mirror(recorder.connection, set_id, label, change.size)
            recorder.persist(mirror, change.ranges)
        self._tell(change)
        return change

    def redo(self) -> ChangeSet:
        """Bring the last step taken back by ``undo`` into effect again.

        Raises:
            NothingToUndo: There is none, or something else was done since.
        """
        step = history.last_undone()
        if step is None:
            raise NothingToUndo("There is nothing to redo.")
        set_id, label, mirror = step
        with self._transaction(foreign_keys=False) as recorder:
            change = self._play(recorder, mirror, label, "redo")
            # the step's own notes hold what was before it: just as valid as on the first day
            history.drop_mirror(recorder.connection, set_id, mirror)
        self._tell(change)
        return change

    def undo_step(self, set_id: int, label: str = "", *, source: str = "window") -> TakenBack:
        """Take back one step, also an old one, in a step of its own; ``taking_back`` has the rule.

        Args:
            set_id: The step.
            label: What Undo will name this, instead of "Take back: …".
            source: Which door it came through.

        Raises:
            UserError: NothingToUndo (too long ago, or done already) or Conflict.
        """
        old = history.standing(set_id)
        if old is None:
            raise NothingToUndo("That step can't be taken back any more.")
        from netjournal.models.taking_back import take_back

        with self._transaction(foreign_keys=False) as recorder:
            kept = take_back(recorder, set_id, history.cancelled())
            change = self._record(recorder, label or f"Take back: {old}", source, set_id)
        self._tell(change)
        return TakenBack(change, kept)

    def _play(
        self, recorder: Recorder, notes_of: int, label: str, kind: str, *, only_added: bool = False
    ) -> ChangeSet:
        recorder.replay(notes_of, only_added=only_added)
        if only_added:  # with foreign keys on, a row may be touched once more before it goes
            recorder.collapse()
        # else a step has one note of each row, and its replay touches each row once
        ranges = recorder.ranges()
        derived.refresh(recorder, self.today())
        return ChangeSet(notes_of, label, kind, ranges)
