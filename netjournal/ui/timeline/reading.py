"""Reads which entries the timeline shows: at once when few, in the worker when many.

After a small change in a long journal the changed entries are put where they belong, and only the
counts of the months are read anew, in the worker.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from netjournal.services import interactions
from netjournal.services.timeline import TimelineFilter
from netjournal.ui.timeline.model import Loaded, Months, load
from netjournal.ui.timeline.placing import replaced

if TYPE_CHECKING:
    from netjournal.models.journal import ChangeSet
    from netjournal.progress import Progress
    from netjournal.ui.session import Session

# Up to so many entries are read at once; longer journals are read in the worker.
AT_ONCE: Final = 20_000
# Finding an entry in a million takes milliseconds: only a few are put in place one by one.
_MOST_ADDED: Final = 64
_MOST_MOVED: Final = 2


class Reader(QObject):
    """What the timeline shows, and the way there.

    Signals:
        loaded: A ``Loaded``: what is to be shown now.
    """

    loaded = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        """Read from ``session``; nothing is read yet."""
        super().__init__(parent)
        self._session = session
        self._turn = 0
        self._largest = AT_ONCE + 1  # nobody knows yet how long the journal is
        self.shown: Loaded | None = None

    def read(self, wanted: TimelineFilter) -> None:
        """Ask which entries a filter shows; a newer question drops the older."""
        self._turn += 1
        turn = self._turn
        if self._largest <= AT_ONCE:
            self._on_read((turn, load(wanted)))
            return

        def work(_progress: Progress) -> tuple[int, Loaded]:
            return turn, load(wanted)

        self._session.run(work, self._on_read, key=("timeline", id(self)))

    def follow(self, change: ChangeSet, wanted: TimelineFilter) -> None:
        """Read anew after a change, the shorter way where there is one."""
        shown, moved = self.shown, _moved(change)
        long = shown is not None and len(shown.ids) > AT_ONCE
        if shown is None or moved is None or not long or wanted != TimelineFilter():
            self.read(wanted)
            return
        added, others = moved
        self._turn += 1
        self._take(replace(shown, wanted=wanted, ids=replaced(shown.ids, added, others)))
        self._count_months(self._turn)

    def _count_months(self, turn: int) -> None:
        def work(_progress: Progress) -> tuple[int, Months]:
            return turn, Months.of(interactions.months(TimelineFilter()))

        self._session.run(work, self._on_counted, key=("timeline", id(self)))

    def _on_counted(self, result: tuple[int, Months]) -> None:
        turn, months = result
        if turn == self._turn and self.shown is not None:
            self._take(replace(self.shown, months=months))

    def _on_read(self, result: tuple[int, Loaded]) -> None:
        turn, loaded = result
        if turn != self._turn:  # something else was asked for meanwhile
            return
        if loaded.wanted == TimelineFilter():
            self._largest = len(loaded.ids)
        self._take(loaded)

    def _take(self, loaded: Loaded) -> None:
        self.shown = loaded
        self.loaded.emit(loaded)


def _moved(change: ChangeSet) -> tuple[frozenset[int], frozenset[int]] | None:
    """Return (added, other) interactions of a change, or None when they are many or unknown."""
    added = change.rows("interaction", "added")
    others = change.rows("interaction", "updated", "deleted")
    if change.touches("interaction_kind") or added is None or others is None:
        return None
    if len(added) > _MOST_ADDED or len(others) > _MOST_MOVED:
        return None
    return added, others
