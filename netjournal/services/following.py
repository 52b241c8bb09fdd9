"""Whether what was read of the journal is still so: for what is kept in memory between questions.

An edit of ours notes whom it touched (``models/people_log``); another program's commit is seen by
each connection for itself, and then nobody knows what it touched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netjournal.models.handle import db

if TYPE_CHECKING:
    from netjournal.models.people_log import PeopleLog


class Follower:
    """Tells what to read again. Not for two threads at the same time: whoever keeps has a lock."""

    def __init__(self, log: PeopleLog) -> None:
        """Follow a log of ``db``; nothing is known yet."""
        self._log = log
        self._mark = -1
        self._generation = -1
        # of each thread: what its connection had seen of others, and how far the log was
        self._seen: dict[int, tuple[int, int]] = {}

    def touched(self) -> frozenset[int] | None:
        """Return whom to read again since this was last asked; None for everybody.

        Ask first and read then: what is changed in between is told the next time.
        """
        generation, thread, version = db.written_by_others()
        mark = self._log.mark()
        if generation != self._generation:
            self._seen.clear()
            self._generation = generation
        known = self._seen.get(thread)
        # seen a commit, and none of ours is noted since: another program's
        strange = known is None or (known[0] != version and known[1] == mark)
        self._seen[thread] = version, mark
        since, self._mark = self._mark, mark
        return None if strange else self._log.since(since)

    def unchanged(self) -> bool:
        """Say whether nothing at all was written since this was last asked."""
        since = self._mark
        return self.touched() == frozenset() and since == self._mark
