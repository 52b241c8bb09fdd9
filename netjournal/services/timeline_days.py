"""The whole timeline by rows, without a list of all ids: how many entries each day has says it all.

``day_count`` (kept by ``models/derived_days``) has a row for each day; which entries stand in some
rows is read when these are looked at. So opening, scrolling and jumping cost the same however many
entries there are.
"""

from __future__ import annotations

import json
import sys
import threading
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Final, overload

from netjournal.models.handle import db, from_day, to_day
from netjournal.services import id_lists
from netjournal.services.following import Follower

if TYPE_CHECKING:
    from collections.abc import Collection

_PAGE: Final = 100
_PAGES: Final = 5_000  # what was seen is remembered: 4 MB at most

Run = tuple[int, int, int]


class DayOrder(Sequence[int]):
    """Ids of all entries that aren't trashed, newest first; equal to ``timeline.timeline_ids``.

    It stands for the journal as it was when it was made: after a change make another with
    ``read`` and ``close`` this one, which then knows only what was asked of it before.

    Args:
        before: Days that have entries, newest first, each as minus the day: ascending, to be
            searched by halves. Not to be changed.
        counts: How many each has.
    """

    def __init__(self, before: array[int], counts: array[int]) -> None:
        """Remember the days; nothing else is read yet."""
        self._before = before
        self._starts = _sums(counts)
        self._pages: dict[int, array[int]] = {}
        self._closed = False

    def __len__(self) -> int:
        """Return how many entries there are."""
        return self._starts[-1]

    @overload
    def __getitem__(self, row: int) -> int: ...
    @overload
    def __getitem__(self, row: slice) -> array[int]: ...
    def __getitem__(self, row: int | slice) -> int | array[int]:
        """Return the id in a row, or those in consecutive rows.

        Raises:
            IndexError: There is no such row, or this order is closed and never read it.
        """
        if isinstance(row, slice):
            first, last, step = row.indices(len(self))
            if step != 1:
                return array("q", [self[one] for one in range(first, last, step)])
            return self._window(first, max(0, last - first))
        number, offset = divmod(row if row >= 0 else row + len(self), _PAGE)
        page = self._pages.get(number)
        if page is None:
            page = self._window(number * _PAGE, _PAGE)
            if len(self._pages) >= _PAGES:
                self._pages.clear()
            self._pages[number] = page
        return page[offset]

    def known(self, first: int, last: int) -> list[int]:
        """Return those ids in rows ``first`` to ``last`` that were read in this order."""
        found: list[int] = []
        for number in range(first // _PAGE, last // _PAGE + 1):
            at = number * _PAGE
            found += self._pages.get(number, ())[max(0, first - at) : max(0, last + 1 - at)]
        return found

    def counts_as(self, other: DayOrder) -> bool:
        """Say whether every day has as many entries as in another order."""
        return self._before == other._before and self._starts == other._starts

    def close(self) -> None:
        """Read no more: the journal has changed."""
        self._closed = True

    def index(self, value: int, start: int = 0, stop: int | None = None) -> int:
        """Return the row of an entry.

        Raises:
            ValueError: It is not among them.
        """
        row = self.rows([value]).get(value)
        if row is None or row < start or (stop is not None and row >= stop):
            raise ValueError(f"{value} is not in the timeline")
        return row

    def rows(self, ids: Collection[int]) -> dict[int, int]:
        """Return the rows of entries; those that are gone or trashed are left out."""
        found = {}
        for id_, day, minute in db.execute_sql(
            "SELECT i.id, i.day, COALESCE(i.minute, -1) FROM json_each(?) j "
            "JOIN interaction i ON i.id = j.value WHERE i.trashed_at IS NULL",
            (id_lists.as_text(ids),),
        ).fetchall():
            at = bisect_left(self._before, -day)
            if at == len(self._before) or self._before[at] != -day:
                continue  # it came after this order was made
            above = db.execute_sql(
                "SELECT COUNT(*) FROM interaction WHERE trashed_at IS NULL AND day = ? "
                "AND (COALESCE(minute, -1), id) > (?, ?)",
                (day, minute, id_),
            ).fetchone()[0]
            found[id_] = self._starts[at] + int(above)
        return found

    def seen(self, interaction_id: int) -> int | None:
        """Return the row in which an entry was seen in this order, None where it never was."""
        for number, page in self._pages.items():
            if interaction_id in page:
                return number * _PAGE + page.index(interaction_id)
        return None

    def months(self) -> list[tuple[int, int, int]]:
        """Return (year, month, how many), newest first."""
        found = []
        at = 0
        while at < len(self._before):
            year, month, first = _month_of(self._before[at])
            after = bisect_right(self._before, first, at)
            found.append((year, month, self._starts[after] - self._starts[at]))
            at = after
        return found

    def since(self, old: DayOrder, added: Collection[int], others: Collection[int]) -> Run | None:
        """Return what became of an older order, where one run of rows says it.

        Args:
            old: The order before.
            added: Entries that are new.
            others: Entries that were changed or removed.

        Returns:
            (row, how many went there, how many came there); None when it is more, or not known.
        """
        more, now = len(self) - len(old), self.rows({*added, *others})
        if not others:
            come = _run(list(now.values()))
            return (come, 0, more) if come is not None and len(now) == more else None
        before = {one: old.seen(one) for one in others}
        if added or None in before.values():
            return None
        if not more and before == now:
            return 0, 0, 0
        gone = _run([row for row in before.values() if row is not None])
        return (gone, -more, 0) if gone is not None and not now and len(others) == -more else None

    def _window(self, first: int, count: int) -> array[int]:
        """Read the ids in consecutive rows."""
        if self._closed:
            raise IndexError("this row was never read")
        if not count or not 0 <= first < len(self):
            return array("q")
        at = bisect_right(self._starts, first) - 1
        return id_lists.ids(
            "SELECT id FROM interaction WHERE trashed_at IS NULL AND day <= ? "
            f"ORDER BY day DESC, minute DESC, id DESC LIMIT {count:d} OFFSET ?",
            (-self._before[at], first - self._starts[at]),
        )


@lru_cache(maxsize=2_048)
def _month_of(before: int) -> tuple[int, int, int]:
    """Return year, month and the month's first day of a day; days as minus their number."""
    day = from_day(-before)
    return day.year, day.month, -to_day(day.replace(day=1))


def _sums(counts: array[int]) -> array[int]:
    """Return how many came before each place, and in all."""
    if "numpy" not in sys.modules:
        return array("q", accumulate(counts, initial=0))
    import numpy as np

    sums = np.zeros(len(counts) + 1, dtype=np.int64)
    np.cumsum(np.frombuffer(counts, dtype=np.int64), out=sums[1:])
    return array("q", sums.tobytes())


def read() -> DayOrder:
    """Return the order of the timeline as it is now."""
    if db.editing:  # what is not committed yet is not kept
        return _Kept().order()
    with _lock:
        return _kept.order()


class _Kept:
    """How many entries each day has; after an edit only the days that it touched are read again."""

    def __init__(self) -> None:
        self._news = Follower(db.days)
        self._before = array("q")
        self._counts = array("q")

    def order(self) -> DayOrder:
        """Return the order, after reading what has changed."""
        touched = self._news.touched()
        if touched is None:
            self._read()
        elif touched:
            self._read_again(touched)
        return DayOrder(self._before, self._counts)

    def _read(self) -> None:
        days, counts = db.execute_sql(
            "SELECT group_concat(-day), group_concat(entries) FROM "
            "(SELECT day, entries FROM day_count ORDER BY day DESC)"
        ).fetchone()
        self._before, self._counts = (
            array("q", json.loads(f"[{text or ''}]")) for text in (days, counts)
        )

    def _read_again(self, days: frozenset[int]) -> None:
        before, counts = self._before[:], self._counts[:]  # orders made earlier keep theirs
        now = dict(
            db.execute_sql(
                "SELECT day, entries FROM json_each(?) j JOIN day_count ON day = j.value",
                (id_lists.as_text(days),),
            ).fetchall()
        )
        for day in days:
            at = bisect_left(before, -day)
            if at < len(before) and before[at] == -day:
                del before[at], counts[at]
            if day in now:
                before.insert(at, -day)
                counts.insert(at, now[day])
        self._before, self._counts = before, counts


_kept = _Kept()
_lock = threading.Lock()


def _run(rows: list[int]) -> int | None:
    """Return the first of consecutive rows, None when they aren't."""
    first = min(rows, default=None)
    return first if first is not None and max(rows) - first == len(rows) - 1 else None
