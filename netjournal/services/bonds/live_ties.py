"""How many people there are, and how many of them one will likely be in touch with in 90 days.

The chance of every tie is kept in memory, by contact id. After an edit only those it touched are
read again (``models/people_log``), so that Today and the shelf cost the same in a journal of any
size; the first question after a start, or after another program wrote, reads all ties.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from netjournal.models.handle import db
from netjournal.services import id_lists
from netjournal.services.bonds import own_kappa, strength, ties

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MORE = ties.FEW + 1  # from so many on, all are reckoned at once


def network(today: int) -> tuple[int, float]:
    """Return how many people there are, and how many of them will likely be in touch in 90 days.

    People are counted as everywhere: who died is no live tie, but stays one of them.

    Args:
        today: The local day.
    """
    row = db.execute_sql(
        "SELECT COUNT(*) FROM contact WHERE trashed_at IS NULL AND archived_at IS NULL"
    ).fetchone()
    return int(row[0]), _live(today)


def _live(today: int) -> float:
    few = db.execute_sql(
        f"SELECT COUNT(*) FROM (SELECT 1 FROM tie_state LIMIT {_MORE:d})"
    ).fetchone()
    kappa = own_kappa.kappa()
    if few[0] > ties.FEW:
        with _lock:
            return _kept.live(today, kappa)
    out = ties.out_of_sums()
    return sum(
        strength.law(touches, max(0, today - last), strength.HORIZON, kappa)
        for contact_id, touches, last in db.execute_sql(
            "SELECT contact_id, touches, last_day FROM tie_state WHERE touches > 0"
        )
        if contact_id not in out
    )


class _Kept:
    """Every live tie by contact id: touching days (0 for none), their last, the chance."""

    def __init__(self) -> None:
        self._mark = -1
        self._others: tuple[int, int, int] | None = None
        self._for = (0, 0.0)  # the day and the journal's own factor
        self._n: NDArray[Any]
        self._last: NDArray[Any]
        self._chance: NDArray[Any]

    def live(self, today: int, kappa: float) -> float:
        """Return the sum of chances, after reading what has changed."""
        others, mark = db.written_by_others(), db.people.mark()
        touched = self._touched(others, mark)
        self._others, self._mark = others, mark
        if touched is None:
            self._read()
        elif touched:
            self._read_again(touched)
        if touched or touched is None or self._for != (today, kappa):
            self._reckon(today, kappa)
        return float(self._chance.sum())

    def _touched(self, others: tuple[int, int, int], mark: int) -> frozenset[int] | None:
        """Return whom to read again; None for everybody."""
        if self._others is None or self._others[:2] != others[:2]:
            return None
        if self._others != others and mark == self._mark:
            return None  # another program wrote: nobody noted what
        return db.people.since(self._mark)

    def _read(self) -> None:
        import numpy as np

        # three texts instead of a row each: a third of the time
        texts = db.execute_sql(
            "SELECT group_concat(contact_id), group_concat(touches), group_concat(last_day) "
            "FROM tie_state WHERE touches > 0"
        ).fetchone()
        ids, n, last = (np.fromstring(text or "", dtype=np.int64, sep=",") for text in texts)
        size = int(ids.max(initial=0)) + 1
        self._n, self._last = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
        self._n[ids], self._last[ids] = n, last
        out = np.array(list(ties.out_of_sums()), dtype=np.int64)
        self._n[out[out < size]] = 0

    def _read_again(self, people: frozenset[int]) -> None:
        import numpy as np

        grow = max(people) + 1 - self._n.size
        if grow > 0:
            self._n, self._last = np.pad(self._n, (0, grow)), np.pad(self._last, (0, grow))
        self._n[list(people)] = 0
        for contact_id, touches, last in db.execute_sql(
            "SELECT t.contact_id, t.touches, t.last_day FROM json_each(?) j "
            "CROSS JOIN tie_state t ON t.contact_id = j.value "
            "CROSS JOIN contact c ON c.id = t.contact_id WHERE t.touches > 0 "
            "AND c.trashed_at IS NULL AND c.archived_at IS NULL AND c.deceased = 0",
            (id_lists.as_text(people),),
        ):
            self._n[contact_id], self._last[contact_id] = touches, last

    def _reckon(self, today: int, kappa: float) -> None:
        """``strength.law`` of all at once."""
        import numpy as np

        some = self._n > 0
        n = np.where(some, self._n, 1)
        quiet = np.maximum(0, today - self._last)
        slope = kappa / (1.0 + strength.YOUNG / n)
        chance = -np.expm1(-slope * np.log1p(strength.HORIZON / (1.0 + quiet)))
        self._chance = np.where(some, chance, 0.0)
        self._for = today, kappa


_kept = _Kept()
_lock = threading.Lock()
