"""Everybody's place in the order of names, kept in memory: thousands found by a word are in order.

Asking SQL means to read the card of each, which takes ten times as long as finding them. The order
is read again after any card was changed (``models/people_log``), or another program wrote.
"""

from __future__ import annotations

import threading
from array import array
from typing import TYPE_CHECKING

from netjournal.models.handle import db
from netjournal.services import id_lists

if TYPE_CHECKING:
    from collections.abc import Iterable


def in_order(ids: Iterable[int]) -> array[int]:
    """Return those of ``ids`` who are neither trashed nor archived, by name."""
    with _lock:
        places = _kept.places()
    there = [one for one in ids if places[one] >= 0]
    there.sort(key=places.__getitem__)
    return array("q", there)


def everybody() -> array[int]:
    """Return everybody who is neither trashed nor archived, by name."""
    with _lock:
        return _kept.order()[:]


class _Kept:
    """The place of every contact, by id; -1 for who is trashed or archived."""

    def __init__(self) -> None:
        self._mark = -1
        self._others: tuple[int, int, int] | None = None
        self._order = array("q")
        self._places: array[int] | None = None

    def order(self) -> array[int]:
        """Return the order as it is now; not to be changed."""
        others, mark = db.written_by_others(), db.cards.mark()
        if not self._is_true(others, mark):
            self._places = None
            self._order = id_lists.ids(
                "SELECT id FROM contact WHERE trashed_at IS NULL AND archived_at IS NULL "
                "ORDER BY sort_key, id"
            )
        self._others, self._mark = others, mark
        return self._order

    def places(self) -> array[int]:
        """Return the places as they are now."""
        order = self.order()
        if self._places is None:
            (most,) = db.execute_sql("SELECT COALESCE(MAX(id), 0) FROM contact").fetchone()
            self._places = array("i", [-1]) * (most + 1)
            for place, contact_id in enumerate(order):
                self._places[contact_id] = place
        return self._places

    def _is_true(self, others: tuple[int, int, int], mark: int) -> bool:
        if self._others is None or self._others[:2] != others[:2]:
            return False
        if self._others != others and mark == self._mark:
            return False  # another program wrote: nobody noted what
        return db.cards.since(self._mark) == frozenset()


_kept = _Kept()
_lock = threading.Lock()
