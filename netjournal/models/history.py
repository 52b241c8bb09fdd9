"""The log behind undo and History: which steps there are, how long they are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netjournal.models.handle import db, now_ms

if TYPE_CHECKING:
    from netjournal.models.engine import Connection
    from netjournal.models.journal import Journal

KEPT_STEPS = 50
KEPT_MS = 30 * 86_400_000  # big steps stay as long as the trash does
IMPORTS_KEPT_MS = 400 * 86_400_000  # an import may turn out to be a mess much later
MOST_NOTES = 2_000_000  # of all steps together, the newest 50 apart: some 100 MB
BIG_STEP_ROWS = 500
_EMPTIED = "log_emptied"  # the mark in ``meta`` of what the last entry of an emptied log was


class Mark(NamedTuple):
    """What tells one state of a journal from every other.

    Attributes:
        step: The highest number that a step has had. Redo gives no new one, and who has gone back
            counts the same numbers again.
        last: The last entry of the log, which redo takes away; of a log that was emptied since,
            the last that it had; None when there was none.
        at: When that was written (UTC ms): of another past it has another moment.
    """

    step: int
    last: int | None
    at: int | None


def mark(connection: Connection) -> Mark:
    """Return the mark of what a connection sees, from the last entry of the log alone."""
    row = connection.execute(
        "SELECT (SELECT seq FROM sqlite_sequence WHERE name = 'change_set'), "
        "(SELECT MAX(id) FROM change_set), "
        "(SELECT at FROM change_set ORDER BY id DESC LIMIT 1)"
    ).fetchone()
    return Mark(row[0] or 0, *(_emptied(connection) if row[1] is None else row[1:]))


def empty(connection: Connection) -> None:
    """Forget the whole log of a copy; its mark stays what it was, as it is the same state."""
    found = mark(connection)
    if found.last is not None:
        put_meta(connection, _EMPTIED, f"{found.last} {found.at}")
    connection.execute("DELETE FROM change_set")


def _emptied(connection: Connection) -> tuple[int | None, int | None]:
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (_EMPTIED,)).fetchone()
    try:
        last, at = map(int, str(row[0]).split() if row else ())
    except ValueError:
        return None, None
    return last, at


def add_step(
    connection: Connection, label: str, source: str, rows: int, target: int | None = None
) -> int:
    """Write a new step; what was undone before it can't come back any more.

    Args:
        connection: The writing one.
        label: What was done.
        source: Through which door.
        rows: How many rows changed.
        target: The older step that this one takes back.
    """
    now = now_ms()
    connection.execute(  # by hand: foreign keys may be off
        "DELETE FROM change_row WHERE change_set_id IN "
        "(SELECT id FROM change_set WHERE kind = 'undo')"
    )
    connection.execute("DELETE FROM change_set WHERE kind = 'undo'")
    cursor = connection.execute(
        "INSERT INTO change_set "
        "(label, source, at, kind, target_id, row_count, created_at, updated_at) "
        "VALUES (?, ?, ?, 'edit', ?, ?, ?, ?)",
        (label, source, now, target, rows, now, now),
    )
    return int(cursor.lastrowid or 0)


def add_mirror(connection: Connection, set_id: int, label: str, rows: int) -> int:
    """Mark a step undone and return the id under which its redo notes are kept."""
    now = now_ms()
    connection.execute(
        "UPDATE change_set SET undone = 1, updated_at = ? WHERE id = ?", (now, set_id)
    )
    cursor = connection.execute(
        "INSERT INTO change_set (label, source, at, kind, target_id, row_count, created_at, "
        "updated_at) VALUES (?, 'undo', ?, 'undo', ?, ?, ?, ?)",
        (label, now, set_id, rows, now, now),
    )
    return int(cursor.lastrowid or 0)


def drop_mirror(connection: Connection, set_id: int, mirror: int) -> None:
    """Mark a step done again after its redo."""
    connection.execute(
        "UPDATE change_set SET undone = 0, updated_at = ? WHERE id = ?", (now_ms(), set_id)
    )
    # foreign keys are off during a redo, so nothing cascades
    connection.execute("DELETE FROM change_row WHERE change_set_id = ?", (mirror,))
    connection.execute("DELETE FROM change_set WHERE id = ?", (mirror,))


def last_done() -> tuple[int, str] | None:
    """Return (id, label) of the newest step that is in effect and still has its notes."""
    row = db.execute_sql(
        "SELECT id, label FROM change_set s WHERE kind = 'edit' AND undone = 0 "
        "AND EXISTS (SELECT 1 FROM change_row r WHERE r.change_set_id = s.id) "
        "ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return (int(row[0]), str(row[1])) if row else None


def only_added(set_id: int, most: int) -> bool:
    """Say whether a step did nothing but add rows, so many at most."""
    row = db.execute_sql(
        "SELECT MAX(action), SUM(last_id - row_id + 1) FROM change_row WHERE change_set_id = ?",
        (set_id,),
    ).fetchone()
    return bool(row[0] == 1 and row[1] <= most)


def last_undone() -> tuple[int, str, int] | None:
    """Return (id, label, id of the redo notes) of the step undone last."""
    row = db.execute_sql(
        "SELECT target_id, label, id FROM change_set WHERE kind = 'undo' ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return (int(row[0]), str(row[1]), int(row[2])) if row else None


def standing(set_id: int) -> str | None:
    """Return the label of a step that is in effect and still has its notes, or None."""
    row = db.execute_sql(
        "SELECT label FROM change_set s WHERE id = ? AND kind = 'edit' AND undone = 0 "
        "AND EXISTS (SELECT 1 FROM change_row r WHERE r.change_set_id = s.id)",
        (set_id,),
    ).fetchone()
    return str(row[0]) if row and set_id not in taken_back() else None


def taken_back() -> set[int]:
    """Return the steps that a later step, itself in effect, took back."""
    return {target for _, target in _pairs()}


def cancelled() -> set[int]:
    """Return the steps that come to nothing together: those taken back, and what took them back."""
    return {set_id for pair in _pairs() for set_id in pair}


def _pairs() -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    gone: set[int] = set()
    for set_id, target in db.execute_sql(
        "SELECT id, target_id FROM change_set WHERE kind = 'edit' AND undone = 0 "
        "AND target_id IS NOT NULL ORDER BY id DESC"
    ):
        if set_id not in gone:
            gone.add(target)
            pairs.append((set_id, target))
    return pairs


def steps(limit: int = 200) -> list[tuple[int, str, str, int, int, bool]]:
    """Return the newest steps: (id, label, source, UTC ms, rows, undone or taken back)."""
    rows = db.execute_sql(
        "SELECT id, label, source, at, row_count, undone FROM change_set WHERE kind = 'edit' "
        "ORDER BY id DESC LIMIT ?",
        (limit,),
    )
    gone = taken_back()
    return [(i, label, source, at, n, bool(u) or i in gone) for i, label, source, at, n, u in rows]


def prune(journal: Journal) -> None:
    """Forget the notes of steps beyond the newest 50, of big ones and imports after their time.

    What followed a big step that is kept stays, too: taking that one back must know what has been
    edited since. Where all that becomes too much, the oldest go first.
    """
    now = now_ms()
    with journal.housekeeping() as connection:
        newest = "SELECT id FROM change_set WHERE kind = 'edit' ORDER BY id DESC LIMIT ?"
        oldest = connection.execute(
            f"SELECT MIN(id) FROM change_set WHERE kind = 'edit' AND (id IN ({newest}) "
            "OR (row_count >= ? AND at >= ?) OR (source = 'import' AND at >= ?))",
            (KEPT_STEPS, BIG_STEP_ROWS, now - KEPT_MS, now - IMPORTS_KEPT_MS),
        ).fetchone()[0]
        oldest = max(oldest or 0, _affordable(connection))
        connection.execute("DELETE FROM change_row WHERE change_set_id < ?", (oldest or 0,))


def _affordable(connection: Connection) -> int:
    """Return the oldest step whose notes, with those of all later steps, are not too many."""
    rows = connection.execute(
        "SELECT s.id, (SELECT COUNT(*) FROM change_row r WHERE r.change_set_id = s.id) "
        "FROM change_set s WHERE s.kind = 'edit' ORDER BY s.id DESC"
    ).fetchall()
    kept, notes = 0, 0
    for number, (set_id, count) in enumerate(rows):
        notes += count
        if number >= KEPT_STEPS and notes > MOST_NOTES:
            break
        kept = int(set_id)
    return kept


def put_meta(connection: Connection, key: str, value: str) -> None:
    """Set one of the journal's own marks."""
    now = now_ms()
    connection.execute(
        "INSERT INTO meta (key, value, created_at, updated_at) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at",
        (key, value, now, now),
    )


def begun(connection: Connection) -> int:
    """Return when a journal was first opened to be written in, in UTC milliseconds; 0 for never.

    It stays the same and every copy has it, so it tells journals of one name apart.
    """
    row = connection.execute("SELECT created_at FROM meta WHERE key = 'derived_on'").fetchone()
    return int(row[0]) if row else 0
