"""The rhythm someone was given: their own, or the closest one that a circle gives."""

from __future__ import annotations

from dataclasses import dataclass

from netjournal.models.handle import db

# ideal days of contact c: own rhythm, else the closest of the circles; NULL without any
IDEAL = (
    "COALESCE(CASE c.rhythm_state WHEN 'unset' THEN NULL ELSE c.rhythm_ideal_days END, "
    "(SELECT MIN(t.rhythm_ideal_days) FROM contact_tag ct JOIN tag t ON t.id = ct.tag_id "
    "WHERE ct.contact_id = c.id))"
)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often to be in touch.

    ``state`` is active, paused, never or unset; ``ideal`` and ``at_most`` are days;
    ``inherited_from`` names the circle they come from, or ""; ``paused_until`` is a day number.
    """

    state: str = "unset"
    ideal: int | None = None
    at_most: int | None = None
    inherited_from: str = ""
    paused_until: int | None = None


def rhythm_of(contact_id: int) -> Rhythm:
    """Return someone's own rhythm, or the closest one that their circles give."""
    row = db.execute_sql(
        "SELECT rhythm_state, rhythm_ideal_days, rhythm_at_most_days, rhythm_paused_until "
        "FROM contact WHERE id = ?",
        (contact_id,),
    ).fetchone()
    if row is None:
        return Rhythm()
    state, ideal, at_most, until = row
    if ideal is not None and state != "unset":
        return Rhythm(state, ideal, at_most, "", until)
    circle = db.execute_sql(
        "SELECT t.rhythm_ideal_days, t.rhythm_at_most_days, t.name FROM contact_tag ct "
        "JOIN tag t ON t.id = ct.tag_id WHERE ct.contact_id = ? "
        "AND t.rhythm_ideal_days IS NOT NULL ORDER BY t.rhythm_ideal_days, t.id LIMIT 1",
        (contact_id,),
    ).fetchone()
    if circle is None:
        return Rhythm(state, paused_until=until)
    ideal, at_most, name = circle
    return Rhythm("active" if state == "unset" else state, ideal, at_most, name, until)
