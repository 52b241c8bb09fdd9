"""Who of thousands found comes first in the palette, without reading the card of each.

Names that begin with what was typed, then who was in touch last, then by name. The last day of
every tie is kept in memory as places in the order of names are (``people/name_order``).
"""

from __future__ import annotations

import heapq
import sys
import threading
from array import array
from typing import TYPE_CHECKING, Final

from netjournal.models.handle import db
from netjournal.services import id_lists
from netjournal.services.following import Follower
from netjournal.services.people import name_order

if TYPE_CHECKING:
    from collections.abc import Iterable

FEW: Final = 150  # as many cards are read sooner
_MANY: Final = 10_000  # people: numpy is worth loading, and it is the worker that asks
_NEVER: Final = -(2**20)  # the last day with somebody nobody has met
_FAR: Final = 2**32  # further than any place


def of_found(ids: array[int], text: str, most: int) -> Iterable[int]:
    """Return those of ``ids`` among whom the first ``most`` are.

    Args:
        ids: Anybody, trashed and archived people too, who stay in all the same.
        text: What names should begin with, folded; "" for nothing.
        most: How many are wanted.
    """
    span = name_order.beginning_with(text) if text else (0, 0)
    return ids if len(ids) <= FEW or span is None else _first(ids, span, most)


def named(letter: str, most: int) -> Iterable[int]:
    """Return people among whom the first ``most`` are whose names begin with a letter."""
    span = name_order.beginning_with(letter)
    assert span is not None  # one of a to z
    away = db.execute_sql(
        "SELECT id FROM contact WHERE archived_at IS NOT NULL AND trashed_at IS NULL "
        "AND sort_key >= ? AND sort_key < ?",
        (letter, chr(ord(letter) + 1)),
    )
    return [*_first(name_order.between(span), span, most), *(row[0] for row in away)]


def _first(ids: array[int], span: tuple[int, int], most: int) -> Iterable[int]:
    """Return the first of people, and all who have no place."""
    place_of = name_order.places()
    with _lock:
        last = _kept.last_days(len(place_of))
    if "numpy" in sys.modules or len(place_of) > _MANY:
        return _first_by_numpy(ids, (place_of, last), span, most)
    begin, end = span

    def order(one: int) -> int:
        place = place_of[one]
        return place - last[one] * _FAR - (_FAR << 24 if begin <= place < end else 0)

    others = [one for one in ids if place_of[one] < 0]
    listed = [one for one in ids if place_of[one] >= 0] if others else ids
    return heapq.nsmallest(most, listed, key=order) + others


def _first_by_numpy(
    ids: array[int], kept: tuple[array[int], array[int]], span: tuple[int, int], most: int
) -> list[int]:
    import numpy as np

    who = np.frombuffer(ids, dtype=np.int64)
    place, last = (np.frombuffer(one, dtype=np.int32)[who].astype(np.int64) for one in kept)
    order = place - last * _FAR
    order[(place >= span[0]) & (place < span[1])] -= _FAR << 24
    listed = place >= 0
    first = who[listed][np.argsort(order[listed])[:most]]
    return [*first.tolist(), *who[~listed].tolist()]


class _Kept:
    """The last day of each tie, by contact id."""

    def __init__(self) -> None:
        self._news = Follower(db.people)
        self._last = array("i")

    def last_days(self, size: int) -> array[int]:
        """Return the last days as they are now, of at least so many ids; don't change it."""
        touched = self._news.touched()
        if touched is None:
            self._last = array("i")
        self._grow(size)
        if touched is None:
            self._note("SELECT contact_id, last_on FROM tie_state")
        elif touched:
            for one in touched:
                if one < len(self._last):
                    self._last[one] = _NEVER
            self._note(
                "SELECT t.contact_id, t.last_on FROM json_each(?) j "
                "JOIN tie_state t ON t.contact_id = j.value",
                (id_lists.as_text(touched),),
            )
        return self._last

    def _grow(self, size: int) -> None:
        """Make room: by another array, as numpy may be looking at this one."""
        if size > len(self._last):
            self._last = self._last + array("i", [_NEVER]) * (size - len(self._last))

    def _note(self, sql: str, values: tuple[str, ...] = ()) -> None:
        for one, day in db.execute_sql(sql, values):
            self._grow(one + 1)
            self._last[one] = _NEVER if day is None else day


_kept = _Kept()
_lock = threading.Lock()
