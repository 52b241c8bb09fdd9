"""Reading small chats in tests: what the days are, in short."""

from __future__ import annotations

from netjournal.formats import read, sniff
from netjournal.formats.draft import InteractionDraft, Warned


def days(path, *, me=None, mapping=None, only=None):
    """Return each day as (day, time, initiator, summary, people), and the warnings."""
    records = reading(path, me=me, mapping=mapping, only=only)
    found = [r for r in records if isinstance(r, InteractionDraft)]
    said = [r.message for r in records if isinstance(r, Warned)]
    return [(d.day, d.time, d.initiator, d.summary, names(d)) for d in found], said


def reading(path, *, me=None, mapping=None, only=None):
    """Return all records of a chat, told who the user is."""
    recognition = sniff(path, only=only)
    if me is not None:
        recognition = me.tell(recognition)
    return list(read(path, recognition, mapping))


def names(draft):
    """Return those an interaction names."""
    return [person.name or person.phone for person in draft.people]
