"""The newest events and promises as folded texts, kept in memory until anything is written.

Two thousand of each are looked through at every key, which takes SQLite ten times as long.
"""

from __future__ import annotations

import bisect
import itertools
import threading
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from netjournal.folding import fold
from netjournal.models.handle import db
from netjournal.services.finding.search import NEWEST
from netjournal.services.following import Follower

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_END: Final = "\n"
Event = tuple[int, str, str, str, int]
Promise = tuple[str, int, int | None, int | None]
Row = TypeVar("Row", bound=tuple[Any, ...])


class Texts(Generic[Row]):
    """Rows with their folded texts."""

    def __init__(self, sql: str, text: Callable[[Row], str]) -> None:
        """Read nothing yet.

        Args:
            sql: Gives at most so many rows as its one parameter says.
            text: What of a row is looked through.
        """
        self._sql = sql
        self._text = text
        self._news = Follower(db.cards)
        self._texts: list[tuple[str, Row]] = []
        self._all = ""  # one after the other: looked through as one, ten times as quick
        self._begins: list[int] = [0]  # of each, and the end
        self._lock = threading.Lock()

    def having(self, choices: Sequence[Sequence[str]]) -> list[tuple[str, Row]]:
        """Return (folded text, row) of all that may have, for each place, one of the words."""
        with self._lock:
            if not self._news.unchanged():
                rows = db.execute_sql(self._sql, (NEWEST,)).fetchall()
                self._texts = [(fold(self._text(row)), row) for row in rows]
                self._all = _END.join([*(text for text, _ in self._texts), ""])
                lengths = (len(text) + len(_END) for text, _ in self._texts)
                self._begins = list(itertools.accumulate(lengths, initial=0))
            texts, everything, begins = self._texts, self._all, self._begins
        sure = [one[0] for one in choices if len(one) == 1]
        longest = max(sure, key=len, default="")
        return [texts[at] for at in _those_with(longest, everything, begins)] if longest else texts


def _those_with(word: str, everything: str, begins: Sequence[int]) -> Iterator[int]:
    """Yield the places of the texts that have the word, which has no ``_END`` in it."""
    spot = everything.find(word)
    while spot >= 0:
        at = bisect.bisect_right(begins, spot) - 1
        yield at
        spot = everything.find(word, begins[at + 1])


EVENTS: Final[Texts[Event]] = Texts(
    "SELECT id, title, place, note, starts_on FROM event WHERE trashed_at IS NULL "
    "ORDER BY starts_on DESC LIMIT ?",
    lambda row: f"{row[1]} {row[2]} {row[3]}",
)
PROMISES: Final[Texts[Promise]] = Texts(
    "SELECT f.text, f.made_on, f.contact_id, f.interaction_id FROM "
    "(SELECT * FROM followup ORDER BY id DESC LIMIT ?) f "
    "LEFT JOIN contact c ON c.id = f.contact_id WHERE c.trashed_at IS NULL ORDER BY f.id DESC",
    lambda row: row[0],
)
