"""How many entries each day has, recounted for the days that an edit touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netjournal.models import touched

if TYPE_CHECKING:
    from netjournal.models.engine import Connection
    from netjournal.models.recording import Recorder

COUNT_SELECT = "SELECT day, COUNT(*) FROM interaction WHERE trashed_at IS NULL {only}GROUP BY day"
_TOUCHED = "(SELECT id FROM temp.touched_date)"


def recompute(recorder: Recorder) -> None:
    """Count again the days on which interactions came, went or changed.

    Args:
        recorder: The open edit, its notes collapsed.
    """
    run = recorder.connection.execute
    old = touched.column(recorder, "interaction", "day")
    run(
        "INSERT OR IGNORE INTO temp.touched_date SELECT i.day FROM change_note n "
        "CROSS JOIN interaction i ON i.id BETWEEN n.row_id AND n.last_id "
        f"WHERE n.tbl = 'interaction' UNION SELECT {old} FROM change_note "
        "WHERE tbl = 'interaction' AND action <> 1"
    )
    if not run("SELECT 1 FROM temp.touched_date LIMIT 1").fetchone():
        return
    run(f"DELETE FROM day_count WHERE day IN {_TOUCHED}")
    run("INSERT INTO day_count " + COUNT_SELECT.format(only=f"AND day IN {_TOUCHED} "))


def rebuild(connection: Connection) -> None:
    """Count every day again."""
    connection.execute("DELETE FROM day_count")
    connection.execute("INSERT INTO day_count " + COUNT_SELECT.format(only=""))
