"""Month-end figures that are kept, and which of them an edit makes untrue: those after it.

Looked at before and after the ties an edit touched are recomputed; the first contact-day that came,
went or changed says from when on. A big edit, or none to be sure of, forgets all. Without kept
months nothing is looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netjournal.models import touched

if TYPE_CHECKING:
    from netjournal.models.engine import Connection
    from netjournal.models.recording import Recorder

MANY = 500  # people; above this, finding out costs more than reckoning the months again
EVER = -(2**40)
_DAY_MS = 86_400_000
# what decides whether, and since when, somebody is in the sums
_COLUMNS = ("trashed_at", "archived_at", "deceased", "met_on", "connected_on")

Days = frozenset[tuple[int, int, float, int]]


class Keeper:
    """Compares before and after; made before the ties are recomputed, ``forget`` called after.

    Args:
        recorder: The open edit, its rows collected into ``touched_*``.
    """

    def __init__(self, recorder: Recorder) -> None:
        """Look at what was."""
        self._recorder = recorder
        run = recorder.connection.execute
        self._any = run("SELECT 1 FROM month_snapshot LIMIT 1").fetchone() is not None
        self._many = self._any and _is_many(recorder.connection)
        self._before: Days = frozenset()
        if self._any and not self._many:
            self._before = _days(recorder.connection)

    def forget(self) -> None:
        """Drop the months that are not true any more."""
        if not self._any:
            return
        run = self._recorder.connection.execute
        since = EVER if self._many else self._first_change()
        if since is not None:
            run("DELETE FROM month_snapshot WHERE month >= ?", (since,))

    def _first_change(self) -> int | None:
        changed = self._before ^ _days(self._recorder.connection)
        days = [day for _, day, _, _ in changed] + _people(self._recorder)
        days += [
            row[0]
            for row in self._recorder.connection.execute(
                "SELECT day FROM temp.touched_day UNION ALL SELECT day FROM temp.touched_fresh"
            )
        ]
        return min(days, default=None)


def _is_many(connection: Connection) -> bool:
    row = connection.execute(
        f"SELECT (SELECT COUNT(*) FROM (SELECT 1 FROM temp.touched_whole LIMIT {MANY:d})) + "
        f"(SELECT COUNT(*) FROM (SELECT 1 FROM temp.touched_contact LIMIT {MANY:d}))"
    ).fetchone()
    return bool(row[0] >= MANY)


def _days(connection: Connection) -> Days:
    return frozenset(
        connection.execute(
            "SELECT d.contact_id, d.day, d.w, d.touch FROM temp.touched_whole t "
            "CROSS JOIN contact_day d ON d.contact_id = t.id"
        ).fetchall()
    )


def _people(recorder: Recorder) -> list[int]:
    """Return from when on those count differently who came, went or were met at another time."""
    old = {name: touched.column(recorder, "contact", name) for name in _COLUMNS}
    same = " AND ".join(f"n.{old[name]} IS c.{name}" for name in _COLUMNS)
    rows = recorder.connection.execute(
        "SELECT c.id, c.met_on, c.connected_on, c.created_at, "
        f"n.{old['met_on']}, n.{old['connected_on']}, "
        "(SELECT MIN(d.day) FROM contact_day d WHERE d.contact_id = c.id) FROM change_note n "
        "LEFT JOIN contact c ON c.id BETWEEN n.row_id AND n.last_id "
        f"WHERE n.tbl = 'contact' AND (n.action <> 2 OR c.id IS NULL OR NOT ({same}))"
    ).fetchall()
    found: list[int] = []
    for contact_id, met, connected, created, old_met, old_connected, day in rows:
        if contact_id is None:  # gone, and its contact-days with it: nobody knows since when
            return [EVER]
        dates = (met, connected, old_met, old_connected)
        years = [int(text[:4]) for text in dates if text and text[:4].isdigit()]
        # the first day of the year is early enough: some months more are reckoned again
        found += [(year - 1970) * 365 + (year - 1969) // 4 - 3 for year in years]
        found.append(created // _DAY_MS)
        found += [] if day is None else [day]
    return found
