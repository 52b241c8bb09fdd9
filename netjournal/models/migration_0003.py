"""Schema version 3: how many entries each day has, so that any place of the timeline is found.

Released: never edited. It only adds: programs of version 2 still read such a journal.
"""

from __future__ import annotations

from typing import Final

STATEMENTS: Final = (
    "CREATE TABLE day_count (day INTEGER PRIMARY KEY NOT NULL, entries INTEGER NOT NULL) STRICT",
    "INSERT INTO day_count (day, entries) SELECT day, COUNT(*) FROM interaction "
    "WHERE trashed_at IS NULL GROUP BY day",
)
