"""The rhythm someone was given: their own, or the closest one that a circle gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netjournal.models.handle import db
from netjournal.services import id_lists

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    return rhythms_of([contact_id]).get(contact_id, Rhythm())


def rhythms_of(ids: Sequence[int]) -> dict[int, Rhythm]:
    """Return the same for several people; ids of nobody are missing."""
    wanted = id_lists.as_text(ids)
    of_circles: dict[int, tuple[int, int | None, str]] = {}
    for contact_id, *given in db.execute_sql(
        "SELECT ct.contact_id, t.rhythm_ideal_days, t.rhythm_at_most_days, t.name "
        "FROM json_each(?) j JOIN contact_tag ct ON ct.contact_id = j.value "
        "JOIN tag t ON t.id = ct.tag_id WHERE t.rhythm_ideal_days IS NOT NULL "
        "ORDER BY t.rhythm_ideal_days, t.id",
        (wanted,),
    ):
        of_circles.setdefault(contact_id, (given[0], given[1], given[2]))
    found = {}
    for contact_id, state, ideal, at_most, until in db.execute_sql(
        "SELECT c.id, c.rhythm_state, c.rhythm_ideal_days, c.rhythm_at_most_days, "
        "c.rhythm_paused_until FROM json_each(?) j JOIN contact c ON c.id = j.value",
        (wanted,),
    ):
        circle = of_circles.get(contact_id)
        if ideal is not None and state != "unset":
            found[contact_id] = Rhythm(state, ideal, at_most, "", until)
        elif circle is None:
            found[contact_id] = Rhythm(state, paused_until=until)
        else:
            given_state = "active" if state == "unset" else state
            found[contact_id] = Rhythm(given_state, *circle, until)
    return found
