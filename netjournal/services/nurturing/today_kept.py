"""Today's page as it was read last, for as long as nothing is written.

The page, its number in the sidebar and the reminder ask for the same, one after the other; each
works out whom to suggest from thousands of days in touch.
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

State = tuple[tuple[int, int, int], int, int, float]

_lock: Final = threading.Lock()
_kept: dict[bool, tuple[State, TodayPage]] = {}  # whether it is whole → what it was read of


def first(today: int) -> TodayPage:
    """Return what is looked at first: without who could help and the figures of the network."""
    return _page(today, whole=False)


def whole(today: int) -> TodayPage:
    """Return all of the page; what ``first`` has read is not read again."""
    return _page(today, whole=True)


def soonest(today: int) -> tuple[TodayPage, bool]:
    """Return all of the page where that is known, else what is looked at first; and which it is."""
    known = _known(_state(today), whole=True)
    return (first(today), False) if known is None else (known, True)


def at_hand(today: int) -> TodayPage | None:
    """Return all of the page where it was read since the last change; reads nothing.

    Only for who holds the writer's lock, on any thread: what others wrote isn't noticed.
    """
    with _lock:
        known = _kept.get(True)
    if known is None:
        return None
    generation = known[0][0][0]
    same = known[0][1:] == (db.people.mark(), today, own_kappa.kappa())
    return known[1] if same and generation == db.generation else None


def _state(today: int) -> State:
    return db.written_by_others(), db.people.mark(), today, own_kappa.kappa()


def _known(state: State, *, whole: bool) -> TodayPage | None:
    with _lock:
        known = _kept.get(whole)
    return known[1] if known is not None and known[0] == state else None


def _page(today: int, *, whole: bool) -> TodayPage:
    state = _state(today)
    known = _known(state, whole=whole)
    if known is not None:
        return known
    page = (
        nurture.whole_page(first(today), today) if whole else nurture.today_page(today, whole=False)
    )
    with _lock:
        _kept[whole] = state, page  # as of before reading: what came meanwhile is read next time
    return page


@on_forget
def _forget() -> None:
    _kept.clear()
