"""Who is meant by a line of names: ``Ana (Rust), Li (climbing), Sam``."""

from __future__ import annotations

import re

from netjournal.folding import fold
from netjournal.models.handle import db

_PERSON = re.compile(r"\s*([^,;()\n]+?)\s*(?:\(([^()]*)\))?\s*(?:[,;\n]|$)")


def read_people(text: str) -> list[tuple[str, str]]:
    """Return (name, note) of everyone in a line like ``Ana (Rust), Li (climbing), Sam``."""
    found = _PERSON.findall(text)
    return [(name.strip(), note.strip()) for name, note in found if name.strip()]


def new_people(text: str) -> set[str]:
    """Return the names in such a line that would become new contacts."""
    return {name for name, _ in read_people(text) if known(name) is None}


def known(name: str) -> int | None:
    """Return the one contact of that very name; each half of the question has an index."""
    known = db.execute_sql(
        "SELECT id FROM contact WHERE sort_key = ?1 AND trashed_at IS NULL "
        "AND archived_at IS NULL UNION ALL SELECT id FROM contact WHERE sort_key = ?1 "
        "AND trashed_at IS NULL AND archived_at IS NOT NULL LIMIT 2",
        (fold(name),),
    ).fetchall()
    return int(known[0][0]) if len(known) == 1 else None
