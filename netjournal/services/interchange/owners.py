"""Asking for the rows of many records at once: by their range where they lie together.

A list of ids looks each of them up in every table, most of which have nothing; a range is one look.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from netjournal.models.handle import db

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_PLACE = re.compile(r"\{(\w+) (\w+)\.(\w+)\}")
_APART = 2  # a range may hold so many times as many ids as are asked for


class Owners:
    """Some records, and the rows of tables that belong to them.

    Args:
        ids: Whose rows; in any order, each once.
    """

    def __init__(self, ids: Iterable[int]) -> None:
        self.ids = dict.fromkeys(ids)
        first, last = min(self.ids, default=0), max(self.ids, default=0)
        span = last - first + 1
        self._dense, self._exact = span <= _APART * len(self.ids), span == len(self.ids)
        self._values: tuple[Any, ...] = (first, last)
        if not self._dense:
            self._values = (json.dumps(list(self.ids)),)

    def ask(self, sql: str) -> Sequence[Any]:
        """Return rows of a statement of ours, those of the records alone.

        Args:
            sql: Names as its first table that of the rows, with its column for the owner:
                ``FROM {need t.contact_id} JOIN …``; the owner comes first in the result. To be
                sorted by ``+id``, lest SQLite walks through the whole table in that order.
        """
        found: list[Any] = db.execute_sql(_told(sql, self._dense), self._values).fetchall()
        if self._exact or not self._dense:
            return found
        ids = self.ids
        return [row for row in found if row[0] in ids]


@lru_cache(maxsize=256)
def _told(sql: str, dense: bool) -> str:
    """Return a statement that asks for a range of owners, or for listed ones."""
    listed = r"json_each(?) j JOIN \1 \2 ON \2.\3 = j.value"
    return _PLACE.sub(r"(SELECT * FROM \1 WHERE \3 BETWEEN ? AND ?) \2" if dense else listed, sql)
