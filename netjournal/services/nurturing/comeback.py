"""Coming back after weeks away: nothing scolds, three people are enough to begin with."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from netjournal.models.handle import db, from_day

AWAY_DAYS = 21  # so long without a single entry is having been away
PICK = 3


def away(today: int) -> int | None:
    """Return how many days the journal lay still before ``today``, None for less than three weeks.

    Counted from the last step that was done before today; who has picked three already (or done as
    much since) is back. A journal without an earlier step is new, which is not the same.
    """
    midnight = _midnight(from_day(today))
    row = db.execute_sql(
        "SELECT MAX(at) FROM change_set WHERE at < ? AND kind = 'edit'", (midnight,)
    ).fetchone()
    if row is None or row[0] is None:
        return None
    days = (from_day(today) - datetime.fromtimestamp(row[0] / 1000).astimezone().date()).days
    if days < AWAY_DAYS or _done_since(midnight) >= PICK:
        return None
    return days


def _done_since(at: int) -> int:
    row = db.execute_sql(
        "SELECT COUNT(*) FROM change_set WHERE at >= ? AND kind = 'edit' AND undone = 0", (at,)
    ).fetchone()
    return int(row[0])


def _midnight(day: date) -> int:
    return int((datetime.combine(day, time()) + timedelta()).astimezone().timestamp() * 1000)
