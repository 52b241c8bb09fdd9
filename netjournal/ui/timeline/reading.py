"""Reads which entries the timeline shows.

All of them at once, by how many each day has; those that a filter finds at once when the journal is
short, else in the worker.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from netjournal.services.timeline import TimelineFilter
from netjournal.ui.timeline.model import Loaded, Moved, load, load_all

if TYPE_CHECKING:
    from netjournal.models.journal import ChangeSet
    from netjournal.progress import Progress
    from netjournal.ui.session import Session

# Up to so many entries are searched at once; longer journals are searched in the worker.
AT_ONCE: Final = 20_000
_MOST_MOVED: Final = 64  # of more, where each belongs isn't looked up


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

    def read(self, wanted: TimelineFilter, moved: Moved | None = None) -> None:
        """Ask which entries a filter shows; a newer question drops the older.

        Args:
            wanted: The filter.
            moved: What a change touched since everything was shown last, None: unknown.
        """
        self._turn += 1
        turn = self._turn
        if wanted == TimelineFilter():
            loaded = load_all(moved, self.shown)
            self._largest = len(loaded.ids)
            self._take(loaded)
            return
        if self._largest <= AT_ONCE:
            self._on_read((turn, load(wanted)))
            return

        def work(_progress: Progress) -> tuple[int, Loaded]:
            return turn, load(wanted)

        self._session.run(work, self._on_read, key=("timeline", id(self)))

    def follow(self, change: ChangeSet, wanted: TimelineFilter) -> None:
        """Read anew after a change."""
        shown = self.shown
        following = shown is not None and shown.wanted == TimelineFilter()
        self.read(wanted, _moved(change) if following else None)

    def _on_read(self, result: tuple[int, Loaded]) -> None:
        turn, loaded = result
        if turn == self._turn:  # else something else was asked for meanwhile
            self._take(loaded)

    def _take(self, loaded: Loaded) -> None:
        self.shown = loaded
        self.loaded.emit(loaded)


def _moved(change: ChangeSet) -> Moved | None:
    """Return which interactions a change touched, or None when they are many or unknown."""
    added = change.rows("interaction", "added")
    others = change.rows("interaction", "updated", "deleted")
    if change.touches("interaction_kind") or added is None or others is None:
        return None
    if len(added) + len(others) > _MOST_MOVED:
        return None
    return Moved(added, others)
