"""Which contacts, ties and interactions an edit touched, read from the recorder's notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netjournal.models.people_log import MANY

if TYPE_CHECKING:
    from netjournal.models.engine import Connection
    from netjournal.models.recording import Recorder

NAMES = (
    *("touched_contact", "touched_tie", "touched_whole", "touched_interaction", "touched_talk"),
    *("touched_day", "touched_fresh", "touched_date"),
)
OF_DAYS = ("touched_day", "touched_fresh")  # of contact and day, the others of one id
FEW = 60  # rows about who was in what; an edit of more recomputes whole histories
SHORT = 150  # interactions with somebody
_TALK = ("interaction", "interaction_contact")
_PARTS = ("contact_method", "affiliation", "address", "contact_tag", "contact_topic", "need")


def collect(recorder: Recorder) -> None:
    """Fill the temp tables ``touched_*`` from the (collapsed) notes of the open edit.

    ``CROSS JOIN`` keeps the notes outermost: SQLite knows nothing of a temp table's size, and the
    other order made the redo of an import quadratic.
    """
    tables = {r[0] for r in recorder.connection.execute("SELECT DISTINCT tbl FROM change_note")}
    _collect_contacts(recorder, tables)
    _collect_interactions(recorder, tables)
    _collect_ties(recorder, tables)


def people(
    connection: Connection, table: str, more: frozenset[int] | None = frozenset()
) -> frozenset[int] | None:
    """Return whom a table of touched ones names, and ``more``; None for very many."""
    # a number, not a parameter: SQLite prepares a statement anew whenever a limit is given to it
    rows = connection.execute(f"SELECT id FROM temp.{table} LIMIT {MANY + 1:d}").fetchall()
    if more is None or len(rows) > MANY:
        return None
    return more | {row[0] for row in rows}


def places(recorder: Recorder) -> frozenset[int] | None:
    """Return who came, went, or has another place in the order of names; None for very many."""
    same = " AND ".join(
        f"n.{column(recorder, 'contact', name)} IS c.{name}"
        for name in ("sort_key", "trashed_at", "archived_at")
    )
    rows = recorder.connection.execute(
        "SELECT row_id, last_id FROM change_note WHERE tbl = 'contact' AND action <> 2 "
        "UNION ALL SELECT n.row_id, n.row_id FROM change_note n "
        "LEFT JOIN contact c ON c.id = n.row_id WHERE n.tbl = 'contact' AND n.action = 2 "
        f"AND NOT ({same}) LIMIT {MANY + 1:d}"
    ).fetchall()
    if sum(last - first + 1 for first, last in rows) > MANY:
        return None
    return frozenset(one for first, last in rows for one in range(first, last + 1))


def column(recorder: Recorder, table: str, name: str) -> str:
    """Return the note column that holds the old value of ``table.name``."""
    return f"c{recorder.columns[table].index(name)}"


def _collect_contacts(recorder: Recorder, tables: set[str]) -> None:
    run = recorder.connection.execute
    add = "INSERT OR IGNORE INTO temp.touched_contact "
    if "contact" in tables:
        run(
            add + "SELECT c.id FROM change_note n "
            "CROSS JOIN contact c ON c.id BETWEEN n.row_id AND n.last_id "
            "WHERE n.tbl = 'contact' UNION ALL SELECT row_id FROM change_note "
            "WHERE tbl = 'contact' AND action = 3"
        )
    for table in _PARTS:
        if table in tables:
            old = column(recorder, table, "contact_id")
            run(
                add + f"SELECT p.contact_id FROM change_note n CROSS JOIN {table} p "
                "ON p.id BETWEEN n.row_id AND n.last_id WHERE n.tbl = ? "
                f"UNION ALL SELECT {old} FROM change_note WHERE tbl = ? AND action <> 1",
                (table, table),
            )
    for table, link in (("tag", "contact_tag"), ("topic", "contact_topic")):
        if table in tables:
            run(
                add + "SELECT l.contact_id FROM change_note n "
                f"CROSS JOIN {link} l ON l.{table}_id = n.row_id "
                "WHERE n.tbl = ? AND n.action = 2",
                (table,),
            )


def _collect_interactions(recorder: Recorder, tables: set[str]) -> None:
    if "interaction" not in tables:
        return
    same = " AND ".join(
        f"n.{column(recorder, 'interaction', name)} = i.{name}"
        for name in ("summary", "body", "place")
    )
    recorder.connection.execute(
        "INSERT OR IGNORE INTO temp.touched_interaction "
        "SELECT i.id FROM change_note n "
        "CROSS JOIN interaction i ON i.id BETWEEN n.row_id AND n.last_id "
        f"WHERE n.tbl = 'interaction' AND (n.action <> 2 OR NOT ({same})) "
        "UNION SELECT row_id FROM change_note WHERE tbl = 'interaction' AND action = 3"
    )


def _collect_ties(recorder: Recorder, tables: set[str]) -> None:
    run = recorder.connection.execute
    whole = "INSERT OR IGNORE INTO temp.touched_whole "
    if "contact" in tables:
        run(whole + "SELECT row_id FROM change_note WHERE tbl = 'contact' AND action = 3")
        run(
            whole + "SELECT t.contact_id FROM change_note n CROSS JOIN tie_state t "
            "ON t.contact_id BETWEEN n.row_id AND n.last_id "
            "WHERE n.tbl = 'contact' AND n.action = 1"
        )
    if "interaction_kind" in tables:
        run(
            whole + "SELECT ic.contact_id FROM change_note n "
            "CROSS JOIN interaction i ON i.kind_id = n.row_id "
            "CROSS JOIN interaction_contact ic ON ic.interaction_id = i.id "
            "WHERE n.tbl = 'interaction_kind' AND n.action = 2 "
            "UNION SELECT contact_id FROM event_contact WHERE role = 'met'"
        )
    _collect_met(recorder, tables)
    if tables & set(_TALK):
        if _size(recorder) > FEW:
            _collect_whole(recorder, tables)
        else:
            _collect_days(recorder)
            _part_fresh(recorder, tables)
    run(  # a short history is read faster than a day on which much happened
        "INSERT OR IGNORE INTO temp.touched_whole SELECT d.contact_id FROM temp.touched_day d "
        "WHERE (SELECT COUNT(*) FROM (SELECT 1 FROM interaction_contact ic "
        f"WHERE ic.contact_id = d.contact_id LIMIT {SHORT:d})) < {SHORT:d}"
    )
    run("INSERT OR IGNORE INTO temp.touched_tie SELECT id FROM temp.touched_whole")
    for name in OF_DAYS:
        run(f"INSERT OR IGNORE INTO temp.touched_tie SELECT contact_id FROM temp.{name}")


def _collect_met(recorder: Recorder, tables: set[str]) -> None:
    """Of events: everybody who is or was among their people, with all their days."""
    run = recorder.connection.execute
    whole = "INSERT OR IGNORE INTO temp.touched_whole "
    if "event" in tables:
        run(
            whole + "SELECT x.contact_id FROM change_note n CROSS JOIN event_contact x "
            "ON x.event_id BETWEEN n.row_id AND n.last_id WHERE n.tbl = 'event'"
        )
    if "event_contact" in tables:
        old = column(recorder, "event_contact", "contact_id")
        run(
            whole + "SELECT x.contact_id FROM change_note n CROSS JOIN event_contact x "
            "ON x.id BETWEEN n.row_id AND n.last_id WHERE n.tbl = 'event_contact' "
            f"UNION SELECT {old} FROM change_note WHERE tbl = 'event_contact' AND action <> 1"
        )


def _size(recorder: Recorder) -> int:
    row = recorder.connection.execute(
        "SELECT COALESCE(SUM(last_id - row_id + 1), 0) FROM change_note WHERE tbl IN (?, ?)", _TALK
    ).fetchone()
    return int(row[0])


def _collect_whole(recorder: Recorder, tables: set[str]) -> None:
    """Of a big edit: everybody it touched, with all their days."""
    run = recorder.connection.execute
    whole = "INSERT OR IGNORE INTO temp.touched_whole "
    if "interaction" in tables:
        run(
            whole + "SELECT ic.contact_id FROM change_note n CROSS JOIN interaction_contact ic "
            "ON ic.interaction_id = n.row_id WHERE n.tbl = 'interaction' AND n.action <> 1"
        )
    if "interaction_contact" in tables:
        old = column(recorder, "interaction_contact", "contact_id")
        run(
            whole + "SELECT ic.contact_id FROM change_note n CROSS JOIN interaction_contact ic "
            "ON ic.id BETWEEN n.row_id AND n.last_id WHERE n.tbl = 'interaction_contact' "
            f"UNION SELECT {old} FROM change_note WHERE tbl = 'interaction_contact' AND action <> 1"
        )


def _collect_days(recorder: Recorder) -> None:
    """Of a small edit: the days it touched, of everybody who is or was in an interaction."""
    run = recorder.connection.execute
    old_day = column(recorder, "interaction", "day")
    old_talk = column(recorder, "interaction_contact", "interaction_id")
    old_contact = column(recorder, "interaction_contact", "contact_id")
    run(
        "INSERT OR IGNORE INTO temp.touched_talk "
        "SELECT row_id FROM change_note WHERE tbl = 'interaction' AND action <> 1 "
        "UNION SELECT ic.interaction_id FROM change_note n CROSS JOIN interaction_contact ic "
        "ON ic.id BETWEEN n.row_id AND n.last_id WHERE n.tbl = 'interaction_contact' "
        f"UNION SELECT {old_talk} FROM change_note "
        "WHERE tbl = 'interaction_contact' AND action <> 1"
    )
    run(
        "INSERT OR IGNORE INTO temp.touched_day SELECT whose.contact_id, days.day FROM "
        "(SELECT t.id AS id, ic.contact_id AS contact_id FROM temp.touched_talk t "
        "CROSS JOIN interaction_contact ic ON ic.interaction_id = t.id "
        f"UNION SELECT {old_talk}, {old_contact} FROM change_note "
        "WHERE tbl = 'interaction_contact' AND action <> 1) whose JOIN "
        "(SELECT i.id AS id, i.day AS day FROM temp.touched_talk t "
        "CROSS JOIN interaction i ON i.id = t.id "
        f"UNION SELECT row_id, {old_day} FROM change_note "
        "WHERE tbl = 'interaction' AND action <> 1) days ON days.id = whose.id"
    )


def _part_fresh(recorder: Recorder, tables: set[str]) -> None:
    """Put days aside on which somebody had no contact-day: what was added is all there is of them.

    Entries of such a day that were there before count nothing, so nothing else has to be read.
    """
    run = recorder.connection.execute
    edited = "SELECT 1 FROM change_note WHERE action <> 1 AND tbl IN (?, ?) LIMIT 1"
    if "interaction_kind" in tables or run(edited, _TALK).fetchone():
        return
    run(
        "INSERT INTO temp.touched_fresh SELECT t.contact_id, t.day FROM temp.touched_day t "
        "WHERE NOT EXISTS (SELECT 1 FROM contact_day d "
        "WHERE d.contact_id = t.contact_id AND d.day = t.day)"
    )
    run(
        "DELETE FROM temp.touched_day WHERE (contact_id, day) IN "
        "(SELECT contact_id, day FROM temp.touched_fresh)"
    )
