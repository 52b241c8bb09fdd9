"""Who joins and who leaves a meeting that an earlier import brought, as its calendar tells now.

The calendar's list is compared with the one it gave before (``ics_drafts.people_mark``), not with
the journal: who was forgotten or merged meanwhile is no change of the calendar.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netjournal.folding import fold
from netjournal.models.handle import db

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netjournal.formats.draft import PersonRef
    from netjournal.services.interchange.import_match import Index

Left = tuple[int, str]  # contact id and name


def compare(
    interaction_id: int, refs: Iterable[PersonRef], index: Index
) -> tuple[tuple[PersonRef, ...], tuple[Left, ...]]:
    """Return who a newer file adds to an interaction, and who is no longer among its people.

    Args:
        interaction_id: The interaction in the journal.
        refs: Everybody the file names.
        index: Everybody in the journal.
    """
    there = dict(
        db.execute_sql(
            "SELECT c.id, c.full_name FROM interaction_contact ic "
            "JOIN contact c ON c.id = ic.contact_id WHERE ic.interaction_id = ?",
            (interaction_id,),
        ).fetchall()
    )
    left = dict(there)
    by_name = {fold(name): contact_id for contact_id, name in there.items()}
    joined = []
    for ref in refs:
        # one whose address was changed by hand is known by the name
        found = index.of(ref.uid, (), ref.email, ref.phone) or by_name.get(fold(ref.name), 0)
        if found in there:
            left.pop(found, None)
        else:
            joined.append(ref)
    return tuple(joined), tuple(left.items())


def write(interaction_id: int, joined: Iterable[int], left: Iterable[Left]) -> None:
    """Write who takes part now, inside of an open edit; it does not count as the user's edit.

    Args:
        interaction_id: The interaction in the journal.
        joined: Contact ids.
        left: Who is to go.
    """
    for contact_id in joined:
        db.execute_sql(
            "INSERT INTO interaction_contact "
            "(interaction_id, contact_id, note, created_at, updated_at) "
            "SELECT i.id, ?, '', i.created_at, i.created_at FROM interaction i WHERE i.id = ? "
            "AND NOT EXISTS (SELECT 1 FROM interaction_contact ic "
            "WHERE ic.interaction_id = i.id AND ic.contact_id = ?)",
            (contact_id, interaction_id, contact_id),
        )
    for contact_id, _name in left:
        db.execute_sql(
            "DELETE FROM interaction_contact WHERE interaction_id = ? AND contact_id = ?",
            (interaction_id, contact_id),
        )
