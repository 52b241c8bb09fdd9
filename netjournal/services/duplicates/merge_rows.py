"""What people have several of, when they become one: moved, and said once where it says the same.

Rows that only link (a circle, who was at an event) exist once afterwards; their notes are joined.
Everything else that refers to somebody who goes refers to whoever stays, in every table there is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netjournal.models.handle import db, now_ms
from netjournal.models.interaction import EventContact
from netjournal.models.migrations import RECORDED
from netjournal.services import id_lists

if TYPE_CHECKING:
    from collections.abc import Sequence

# lists in the order shown: their own columns, and those that say what an entry is
_LISTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "contact_method": (("kind", "value", "service", "label"), ("kind", "value", "service")),
    "address": (
        (
            *("label", "street", "extended", "po_box", "locality", "region", "postal_code"),
            *("country", "formatted"),
        ),
        (),
    ),
    "important_date": (("label", "date"), ("date",)),
    "affiliation": (
        ("organisation", "title", "department", "started", "ended"),
        ("organisation",),
    ),
    "extra_property": (("source", "name", "group_name", "params", "value"), ("source", "name")),
}
# links: what they link to besides the person
_LINKS: dict[str, tuple[str, ...]] = {
    "contact_tag": ("tag_id",),
    "contact_topic": ("topic_id", "role"),
    "interaction_contact": ("interaction_id",),
    "event_contact": ("event_id",),
    "external_id": ("system", "value"),
}
_WITH_NOTES = ("contact_topic", "interaction_contact", "event_contact")


def move(keep: int, gone: Sequence[int]) -> list[tuple[str, str]]:
    """Give everything of ``gone`` to ``keep``; return (name, value) of texts to keep as extras.

    Call inside an edit. The people themselves stay, with nothing of their own.
    """
    extras: list[tuple[str, str]] = []
    for table, (columns, core) in _LISTS.items():
        for one in gone:
            extras += _move_list(table, columns, core, keep, one)
    for table, columns in _LINKS.items():
        for one in gone:
            _move_links(table, columns, keep, one)
    _move_nudges(keep, gone)
    extras += _drop_ties_to_oneself([keep, *gone])
    for table, column in _references():
        db.execute_sql(
            f"UPDATE {table} SET {column} = ?1, updated_at = ?2 WHERE {column} IN "
            "(SELECT value FROM json_each(?3))",
            (keep, now_ms(), id_lists.as_text(list(gone))),
        )
    _once(keep)
    return extras


def _references() -> list[tuple[str, str]]:
    """Return every (table, column) that refers to a person, as the file itself says."""
    return [
        (table, key[3])
        for table in RECORDED
        for key in db.execute_sql(f"PRAGMA foreign_key_list({table})").fetchall()
        if key[2] == "contact"
    ]


def _delete(table: str, row: int) -> None:
    db.execute_sql(f"DELETE FROM {table} WHERE id = ?", (row,))


# -- lists


def _move_list(
    table: str, columns: tuple[str, ...], core: tuple[str, ...], keep: int, gone: int
) -> list[tuple[str, str]]:
    """Move one list; an entry that says nothing more than one that is there is dropped."""
    extras: list[tuple[str, str]] = []
    known, moving = _entries(table, columns, keep), _entries(table, columns, gone)
    position = max((row[1] for row in known), default=-1) + 1
    preferred = _preferred(keep) if table == "contact_method" else set()
    for row in moving:
        entry = dict(zip(columns, row[2:], strict=True))
        there = [dict(zip(columns, k[2:], strict=True)) for k in known]
        covered = any(_covers(one, entry, core) for one in there)
        if not covered and table == "contact_method":
            written = _written_otherwise(keep, row[0])
            extras += written
            covered = bool(written)
        if covered and entry.get("kind") not in preferred:
            _prefer(keep, row[0])
        if covered:
            _delete(table, row[0])
            continue
        db.execute_sql(
            f"UPDATE {table} SET contact_id = ?, position = ?, updated_at = ? WHERE id = ?",
            (keep, position, now_ms(), row[0]),
        )
        if entry.get("kind") in preferred:
            db.execute_sql("UPDATE contact_method SET preferred = 0 WHERE id = ?", (row[0],))
        position += 1
    return extras


def _entries(table: str, names: tuple[str, ...], contact_id: int) -> list[tuple[Any, ...]]:
    columns = ", ".join(names)
    rows = db.execute_sql(
        f"SELECT id, position, {columns} FROM {table} WHERE contact_id = ? ORDER BY position, id",
        (contact_id,),
    )
    return list(rows.fetchall())


def _covers(known: dict[str, Any], entry: dict[str, Any], core: tuple[str, ...]) -> bool:
    """Say whether an entry adds nothing: what it is equals, the rest is blank or equal."""
    return all(known[c] == entry[c] for c in core) and all(
        known[c] == entry[c] or entry[c] == "" for c in entry
    )


def _prefer(keep: int, method: int) -> None:
    """Let what was preferred stay so, when the same way of reaching them is there already."""
    db.execute_sql(
        "UPDATE contact_method SET preferred = 1 WHERE id = (SELECT k.id FROM contact_method m "
        "JOIN contact_method k ON k.kind = m.kind AND k.contact_id = ?1 AND k.service = m.service "
        "AND (k.value = m.value OR (m.normalised <> '' "
        "AND LTRIM(k.normalised, '+0') = LTRIM(m.normalised, '+0'))) "
        "WHERE m.id = ?2 AND m.preferred = 1 ORDER BY k.value <> m.value, k.id LIMIT 1)",
        (keep, method),
    )


def _preferred(keep: int) -> set[str]:
    rows = db.execute_sql(
        "SELECT kind FROM contact_method WHERE contact_id = ? AND preferred = 1", (keep,)
    )
    return {row[0] for row in rows}


def _written_otherwise(keep: int, method: int) -> list[tuple[str, str]]:
    """Return what to keep of a number or address that ``keep`` has in another way of writing."""
    found = db.execute_sql(
        "SELECT m.value FROM contact_method m JOIN contact_method k "
        "ON LTRIM(k.normalised, '+0') = LTRIM(m.normalised, '+0') "  # +49 is also 0049
        "AND k.kind = m.kind AND k.service = m.service "
        "AND (m.label = '' OR m.label = k.label) AND k.contact_id = ? "
        "WHERE m.id = ? AND m.normalised <> '' LIMIT 1",
        (keep, method),
    ).fetchone()
    return [("Also written", found[0])] if found else []


# -- links


def _move_links(table: str, columns: tuple[str, ...], keep: int, gone: int) -> None:
    """Move links; where both had one, the notes are joined and the fuller role stays."""
    where = " AND ".join(f"k.{column} = g.{column}" for column in columns)
    twins = db.execute_sql(
        f"SELECT k.id, g.id FROM {table} k JOIN {table} g ON {where} "
        "WHERE k.contact_id = ? AND g.contact_id = ? ORDER BY k.id",
        (keep, gone),
    ).fetchall()
    for kept, lost in twins:
        if table in _WITH_NOTES:
            _join_notes(table, kept, lost)
        _delete(table, lost)
    db.execute_sql(
        f"UPDATE {table} SET contact_id = ?, updated_at = ? WHERE contact_id = ?",
        (keep, now_ms(), gone),
    )


def _join_notes(table: str, kept: int, lost: int) -> None:
    column = "role" if table == "event_contact" else "''"
    (note, part), (more, other) = (
        db.execute_sql(f"SELECT note, {column} FROM {table} WHERE id = ?", (row,)).fetchone()
        for row in (kept, lost)
    )
    if more.strip() and more.strip() not in note:
        note = "\n".join(text for text in (note, more) if text.strip())
        db.execute_sql(
            f"UPDATE {table} SET note = ?, updated_at = ? WHERE id = ?", (note, now_ms(), kept)
        )
    roles = EventContact.ROLES
    if other in roles and (part not in roles or roles.index(other) < roles.index(part)):
        db.execute_sql("UPDATE event_contact SET role = ? WHERE id = ?", (other, kept))


def _move_nudges(keep: int, gone: Sequence[int]) -> None:
    """Keep one memory of suggestions: the latest days of them all."""
    everyone = id_lists.as_text([keep, *gone])
    rows = db.execute_sql(
        "SELECT id, snoozed_until, skipped_on, unanswered, last_suggested_on FROM nudge "
        "WHERE contact_id IN (SELECT value FROM json_each(?)) ORDER BY contact_id <> ?, id",
        (everyone, keep),
    ).fetchall()
    if not rows:
        return
    latest = [max((r[n] for r in rows if r[n] is not None), default=None) for n in range(1, 5)]
    for row in rows[1:]:
        _delete("nudge", row[0])
    db.execute_sql(
        "UPDATE nudge SET contact_id = ?, snoozed_until = ?, skipped_on = ?, unanswered = ?, "
        "last_suggested_on = ?, updated_at = ? WHERE id = ?",
        (keep, *latest, now_ms(), rows[0][0]),
    )


def _drop_ties_to_oneself(everyone: list[int]) -> list[tuple[str, str]]:
    """Drop relations, introductions and "not the same" between people who are one.

    What an introduction of someone to themselves said is returned, to be kept.
    """
    wanted = id_lists.as_text(everyone)
    where = (
        "contact_id IN (SELECT value FROM json_each(?1)) "
        "AND other_id IN (SELECT value FROM json_each(?1))"
    )
    said = db.execute_sql(f"SELECT why, outcome FROM introduction WHERE {where}", (wanted,))
    extras = [("Introduction", text) for row in said.fetchall() for text in row if text.strip()]
    for table in ("relation", "introduction", "duplicate_dismissal"):
        db.execute_sql(f"DELETE FROM {table} WHERE {where}", (wanted,))
    _drop_second_dismissals(everyone, wanted)
    return extras


def _drop_second_dismissals(everyone: list[int], wanted: str) -> None:
    """Keep one "not the same" towards each outsider."""
    seen: set[int] = set()
    rows = db.execute_sql(
        "SELECT id, contact_id, other_id FROM duplicate_dismissal WHERE contact_id IN "
        "(SELECT value FROM json_each(?1)) OR other_id IN (SELECT value FROM json_each(?1)) "
        "ORDER BY id",
        (wanted,),
    ).fetchall()
    for row, one, other in rows:
        outsider = other if one in everyone else one
        if outsider in seen:
            _delete("duplicate_dismissal", row)
        seen.add(outsider)


def _once(keep: int) -> None:
    """Keep the first of relations of ``keep`` (on either side) that say the same."""
    db.execute_sql(
        "DELETE FROM relation WHERE (contact_id = ?1 OR other_id = ?1) AND id NOT IN "
        "(SELECT MIN(id) FROM relation "
        "GROUP BY contact_id, other_id, other_name, label, inverse_label)",
        (keep,),
    )
