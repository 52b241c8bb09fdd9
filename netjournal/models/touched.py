"""Which contacts, ties and interactions an edit touched, read from the recorder's notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netjournal.models.recording import Recorder

NAMES = ("touched_contact", "touched_tie", "touched_interaction")
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
            "WHERE n.tbl = 'contact' UNION SELECT row_id FROM change_note "
            "WHERE tbl = 'contact' AND action = 3"
        )
    for table in _PARTS:
        if table in tables:
            old = column(recorder, table, "contact_id")
            run(
                add + f"SELECT p.contact_id FROM change_note n CROSS JOIN {table} p "
                "ON p.id BETWEEN n.row_id AND n.last_id WHERE n.tbl = ? "
                f"UNION SELECT {old} FROM change_note WHERE tbl = ? AND action <> 1",
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
    add = "INSERT OR IGNORE INTO temp.touched_tie "
    if "contact" in tables:
        run(add + "SELECT row_id FROM change_note WHERE tbl = 'contact' AND action = 3")
        run(
            add + "SELECT t.contact_id FROM change_note n CROSS JOIN tie_state t "
            "ON t.contact_id BETWEEN n.row_id AND n.last_id "
            "WHERE n.tbl = 'contact' AND n.action = 1"
        )
    if "interaction" in tables:
        run(
            add + "SELECT ic.contact_id FROM change_note n CROSS JOIN interaction_contact ic "
            "ON ic.interaction_id = n.row_id WHERE n.tbl = 'interaction' AND n.action <> 1"
        )
    if "interaction_contact" in tables:
        old = column(recorder, "interaction_contact", "contact_id")
        run(
            add + "SELECT ic.contact_id FROM change_note n CROSS JOIN interaction_contact ic "
            "ON ic.id BETWEEN n.row_id AND n.last_id WHERE n.tbl = 'interaction_contact' "
            f"UNION SELECT {old} FROM change_note WHERE tbl = 'interaction_contact' AND action <> 1"
        )
    if "interaction_kind" in tables:
        run(
            add + "SELECT ic.contact_id FROM change_note n "
            "CROSS JOIN interaction i ON i.kind_id = n.row_id "
            "CROSS JOIN interaction_contact ic ON ic.interaction_id = i.id "
            "WHERE n.tbl = 'interaction_kind' AND n.action = 2"
        )
