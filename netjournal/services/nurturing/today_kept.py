"""Today's page as it was read last, for as long as nothing is written.

The page, its number in the sidebar and the reminder ask for the same, one after the other; each
works out whom to suggest from thousands of days in touch. Who asks while it is being read, in
another thread, waits for that.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final

from netjournal.kept_texts import on_forget
from netjournal.models.handle import db
from netjournal.services.bonds import own_kappa
from netjournal.services.nurturing import nurture

if TYPE_CHECKING:
    from netjournal.services.nurturing.nurture import TodayPage

# which file, how far our own steps went, the day, the journal's factor; how often others wrote
State = tuple[tuple[int, int, int, float], int]

_lock: Final = threading.Lock()
_reading: Final = threading.RLock()
_kept: dict[bool, tuple[State, TodayPage]] = {}  # whether it is whole → what it was read of


class _Others:
    """How often another program wrote, as far as any thread's connection has seen."""

    def __init__(self) -> None:
        self.times = 0
        self._seen: dict[tuple[int, int], tuple[int, int]] = {}  # of each file and thread

    def look(self, mark: int) -> int:
        """Return how often it was; what a connection saw without a step of ours is another's."""
        generation, thread, version = db.written_by_others()
        known = self._seen.get((generation, thread))
        if known is None or (known[0] != version and known[1] == mark):
            self.times += 1
        self._seen[generation, thread] = version, mark
        return self.times


_others = _Others()


def first(today: int) -> TodayPage:
    """Return what is looked at first: without who could help and the figures of the network."""
    return _page(today, whole=False)


def whole(today: int) -> TodayPage:
    """Return all of the page; what ``first`` has read is not read again."""
    return _page(today, whole=True)


def soonest(today: int) -> tuple[TodayPage, bool]:
    """Return all of the page where that is known, else what is looked at first; and which it is.

    What is known of a page whose rest is just being read elsewhere waits for nobody.
    """
    state = _state(today)
    if (page := _known(state, whole=True)) is not None:
        return page, True
    return _known(state, whole=False) or first(today), False


def at_hand(today: int) -> TodayPage | None:
    """Return all of the page where it was read since the last change; reads nothing.

    Only for who holds the writer's lock: what others wrote isn't noticed.
    """
    with _lock:
        known = _kept.get(True)
    return known[1] if known is not None and known[0][0] == _ours(today) else None


def _ours(today: int) -> tuple[int, int, int, float]:
    return db.generation, db.people.mark(), today, own_kappa.kappa()


def _state(today: int) -> State:
    ours = _ours(today)
    with _lock:
        return ours, _others.look(ours[1])


def _known(state: State, *, whole: bool) -> TodayPage | None:
    with _lock:
        known = _kept.get(whole)
    return known[1] if known is not None and known[0] == state else None


def _page(today: int, *, whole: bool) -> TodayPage:
    with _reading:
        state = _state(today)  # as of before reading: what comes meanwhile is read next time
        known = _known(state, whole=whole)
        if known is not None:
            return known
        if whole:
            page = nurture.whole_page(first(today), today)
        else:
            page = nurture.today_page(today, whole=False)
        with _lock:
            _kept[whole] = state, page
        return page


@on_forget
def _forget() -> None:
    with _lock:
        _kept.clear()
