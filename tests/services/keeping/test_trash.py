"""Thirty days in the trash, then gone, and even that can be undone."""

from __future__ import annotations

from netjournal.models.handle import db, now_ms
from netjournal.services import events, interactions
from netjournal.services.keeping import integrity, trash
from netjournal.services.people import contacts
from tests.builders import contact, event, interaction

DAY = 86_400_000


def names():
    return {row[0] for row in db.execute_sql("SELECT full_name FROM contact")}


def test_only_what_is_old_goes(journal):
    with journal.edit("Begin"):
        gone, kept, there = (contact(name) for name in ("Gone", "Kept", "There"))
        entry = interaction(there, summary="Old entry")
        meeting = event("Old event")
        contacts.trash([gone, kept])
        interactions.trash([entry])
        events.trash([meeting])
        for table, row in (("contact", gone), ("interaction", entry), ("event", meeting)):
            db.execute_sql(
                {
                    "contact": "UPDATE contact SET trashed_at = ? WHERE id = ?",
                    "interaction": "UPDATE interaction SET trashed_at = ? WHERE id = ?",
                    "event": "UPDATE event SET trashed_at = ? WHERE id = ?",
                }[table],
                (now_ms() - 31 * DAY, row),
            )
    due = trash.old()
    assert (due.people, due.entries, due.events) == ((gone,), (entry,), (meeting,))
    trash.empty(journal, due, "Empty the trash")
    assert names() == {"Kept", "There"}
    assert not trash.old()
    assert len(trash.old(now_ms() + 31 * DAY)) == 1
    assert integrity.check(journal) == []
    journal.undo()
    assert names() == {"Gone", "Kept", "There"}
