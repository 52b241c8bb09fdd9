"""Everybody's place in the order of names, kept in memory: thousands found by a word are in order.

Asking SQL means to read the card of each, which takes ten times as long as finding them. After an
edit those are moved who came, went or were renamed; when another program wrote, all are read again
(``services/following``).
"""

from __future__ import annotations

import sys
import threading
from array import array
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from netjournal.models.handle import db
from netjournal.services import id_lists
from netjournal.services.following import Follower

if TYPE_CHECKING:
    from collections.abc import Iterable

_LISTED: Final = "trashed_at IS NULL AND archived_at IS NULL"
_FEW: Final = 40  # people; of more, all are read again
_ONE_OR_TWO: Final = 2  # each is looked for among all
_LAST_LETTERS: Final = ("\ud7ff", "\U0010ffff")  # what comes after is none


def in_order(ids: Iterable[int]) -> array[int]:
    """Return those of ``ids`` who are neither trashed nor archived, by name."""
    place_of = places()
    if "numpy" in sys.modules:  # an eighth of the time, but its import takes longer than a frame
        return _in_order_by_numpy(ids if isinstance(ids, array) else array("q", ids), place_of)
    there = [one for one in ids if place_of[one] >= 0]
    there.sort(key=place_of.__getitem__)
    return array("q", there)


def _in_order_by_numpy(ids: array[int], place_of: array[int]) -> array[int]:
    import numpy as np

    wanted = np.frombuffer(ids, dtype=np.int64)
    place = np.frombuffer(place_of, dtype=np.int32)[wanted]
    there = place >= 0
    return array("q", wanted[there][np.argsort(place[there])].tobytes())


def everybody() -> array[int]:
    """Return everybody who is neither trashed nor archived, by name."""
    with _lock:
        return _kept.order()[:]


def everybody_at_hand() -> array[int] | None:
    """Return what ``everybody`` does where that takes no reading to speak of, else None."""
    if not _lock.acquire(blocking=False):  # it is being read
        return None
    try:
        return _kept.order()[:] if _kept.known() else None
    finally:
        _lock.release()


def places() -> array[int]:
    """Return everybody's place by id, -1 for who is trashed or archived; not to be changed."""
    with _lock:
        return _kept.places()


def beginning_with(text: str) -> tuple[int, int] | None:
    """Return the places (first, behind the last) of the names that begin with a folded text.

    None where there is no telling, as nothing comes after its last letter.
    """
    if not text or text[-1] in _LAST_LETTERS:
        return None
    return _place_of(text), _place_of(text[:-1] + chr(ord(text[-1]) + 1))


def _place_of(key: str) -> int:
    """Return the place of the first name that is not before a text."""
    row = db.execute_sql(
        f"SELECT id FROM contact WHERE {_LISTED} AND sort_key >= ? ORDER BY sort_key, id LIMIT 1",
        (key,),
    ).fetchone()
    with _lock:
        return len(_kept.order()) if row is None else _kept.places()[row[0]]


def between(places: tuple[int, int]) -> array[int]:
    """Return who stands at these places (first, behind the last)."""
    with _lock:
        return _kept.order()[slice(*places)]


class _Kept:
    """The place of every contact, by id; -1 for who is trashed or archived."""

    def __init__(self) -> None:
        self._news = Follower(db.places)
        self._order = array("q")
        self._places: array[int] | None = None
        self._touched: frozenset[int] | None = None  # since the order was read; None: anybody

    def known(self) -> bool:
        """Say whether the order is read but for one or two people."""
        self._listen()
        return self._touched is not None and len(self._touched) <= _ONE_OR_TWO

    def _listen(self) -> None:
        """Note who was touched since."""
        touched = self._news.touched()
        if touched is None or self._touched is None:
            self._touched = None
        else:
            self._touched |= touched

    def order(self) -> array[int]:
        """Return the order as it is now; not to be changed."""
        self._listen()
        touched, self._touched = self._touched, frozenset()
        if touched is None or len(touched) > _FEW:
            self._places = None
            self._order = id_lists.ids(
                f"SELECT id FROM contact WHERE {_LISTED} ORDER BY sort_key, id"
            )
        elif touched:
            self._order = self._moved(touched)
            self._places = None
        return self._order

    def _moved(self, people: frozenset[int]) -> array[int]:
        """Return the order with these people where they belong now."""
        order, text = self._order[:], id_lists.as_text(people)  # others hold the one before
        for one in people:
            with suppress(ValueError):  # was not listed
                order.remove(one)
        for one, key in db.execute_sql(
            "SELECT c.id, c.sort_key FROM json_each(?) j JOIN contact c ON c.id = j.value "
            f"WHERE {_LISTED} ORDER BY c.sort_key DESC, c.id DESC",
            (text,),
        ).fetchall():  # from the end: whoever stands behind is in the order already
            behind = db.execute_sql(
                f"SELECT id FROM contact WHERE {_LISTED} AND sort_key >= ?1 "
                "AND (sort_key > ?1 OR id > ?2) ORDER BY sort_key, id LIMIT 1",
                (key, one),
            ).fetchone()
            order.insert(len(order) if behind is None else order.index(behind[0]), one)
        return order

    def places(self) -> array[int]:
        """Return the places as they are now."""
        order = self.order()
        if self._places is None:
            (most,) = db.execute_sql("SELECT COALESCE(MAX(id), 0) FROM contact").fetchone()
            self._places = _places(order, most + 1)
        return self._places


def _places(order: array[int], size: int) -> array[int]:
    """Return the place of each id below ``size``, -1 for who has none."""
    if "numpy" in sys.modules:
        import numpy as np

        places = np.full(size, -1, dtype=np.int32)
        places[np.frombuffer(order, dtype=np.int64)] = np.arange(len(order), dtype=np.int32)
        return array("i", places.tobytes())
    found = array("i", [-1]) * size
    for place, contact_id in enumerate(order):
        found[contact_id] = place
    return found


_kept = _Kept()
_lock = threading.Lock()
