"""The newest events and promises as folded texts, kept in memory until anything is written.

Two thousand of each are looked through at every key, which takes SQLite ten times as long.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from netjournal.folding import fold
from netjournal.models.handle import db
from netjournal.services.finding.search import NEWEST
from netjournal.services.following import Follower

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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
        self._lock = threading.Lock()

    def having(self, choices: Sequence[Sequence[str]]) -> list[tuple[str, Row]]:
        """Return (folded text, row) of all that may have, for each place, one of the words."""
        with self._lock:
            if not self._news.unchanged():
                rows = db.execute_sql(self._sql, (NEWEST,)).fetchall()
                self._texts = [(fold(self._text(row)), row) for row in rows]
            texts = self._texts
        sure = [one[0] for one in choices if len(one) == 1]
        longest = max(sure, key=len, default="")
        return [found for found in texts if longest in found[0]]


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
