"""Commands for tests that look at NetJournal from outside; they are in no help.

Each does, through the ordinary services, what users do: so that whoever kills the process, cuts the
power or fills the disk meanwhile can compare what was acknowledged with what is in the file.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from netjournal.cli.door import HOLDER

if TYPE_CHECKING:
    from netjournal.cli.door import Door

PEOPLE: Final = 5
_CHECKPOINT_EVERY: Final = 100
OLDEST: Final = 1  # the first schema that was released


def writeloop(door: Door) -> int:
    """Commit one small step after another; each is acknowledged after its commit has returned."""
    from netjournal.services import interactions
    from netjournal.services.people import contacts

    journal, start = door.writing(), door.args.start
    today = journal.today()
    for number in range(start, start + door.args.count):
        with door.edit("Self-test"):
            for one in range(PEOPLE):
                form = contacts.ContactForm(full_name=f"t{number:06d}-{one}")
                person = contacts.create(form)
                interactions.log(
                    interactions.InteractionForm(kind="call", day=today, contact_ids=[person])
                )
        sys.stdout.write(f"ACK {number}\n")
        sys.stdout.flush()
        if number % _CHECKPOINT_EVERY == _CHECKPOINT_EVERY - 1:
            journal.checkpoint()
    return 0


def add(door: Door) -> int:
    """Add one person."""
    from netjournal.services.people import contacts

    with door.edit("Self-test"):
        contacts.create(contacts.ContactForm(full_name=door.args.name))
    return 0


def migrate(door: Door) -> int:
    """Open the journal for writing, which brings it to the newest schema."""
    door.writing()
    sys.stdout.write("ACK 1\n")
    sys.stdout.flush()
    return 0


def merge(door: Door) -> int:
    """Make one person of two, as the window does."""
    from netjournal.services.duplicates import merge
    from netjournal.services.people import contacts

    door.writing()
    keep, other = (contacts.resolve(f"t000003-{one}") for one in range(2))
    with door.edit("Merge"):
        merge.merge(keep, [other])
    return 0


def oldjournal(door: Door) -> int:
    """Make a journal of the oldest released schema with some people in it, by SQL of that time."""
    from netjournal.models import opening
    from netjournal.models.engine import connect, uri

    path = Path(door.args.journal)
    opening.create(path, at_version=OLDEST)
    people = [(number, os.urandom(16), f"Old {number}") for number in range(1, door.args.rows + 1)]
    connection = connect(uri(path, mode="rw"))
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(
            "INSERT INTO contact (id, uid, full_name, sort_key, created_at, updated_at) "
            "VALUES (?1, ?2, ?3, nj_fold(?3), 0, 0)",
            people,
        )
        connection.execute(
            "INSERT INTO contact_search "
            "SELECT id, full_name || '     ', '', '          ' FROM contact"
        )
        connection.execute("INSERT INTO contact_fts(contact_fts) VALUES ('rebuild')")
        connection.execute("COMMIT")
    finally:
        connection.close()
    return 0


def screens(door: Door) -> int:
    """Show every page and dialog once, then leave (needs a screen)."""
    from netjournal.ui.starting.selftest import run

    return run(door.path(), HOLDER)
