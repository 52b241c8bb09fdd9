"""What someone needs, with who may help, as the card shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netjournal.models.handle import db
from netjournal.services.giving import matching

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netjournal.services.giving.matching import Helper


@dataclass(frozen=True, slots=True)
class NeedRow:
    """What someone needs; ``helpers`` are (id, name) of people who may know how.

    ``mine`` is what on the user's own shelf may help, "" for nothing; ``matched`` are all of them
    with the reasons.
    """

    id: int
    text: str
    state: str
    noted_on: int
    helpers: tuple[tuple[int, str], ...]
    mine: str = ""
    matched: tuple[Helper, ...] = ()


def needs_of(contact_id: int, today: int) -> tuple[NeedRow, ...]:
    """Return what someone needs, open needs first, then the newest.

    Args:
        contact_id: Whose needs.
        today: The local day that ties are weighed at.
    """
    rows = list(
        db.execute_sql(
            "SELECT n.id, n.text, n.state, n.noted_on FROM need n "
            "LEFT JOIN interaction i ON i.id = n.interaction_id "
            "WHERE n.contact_id = ? AND i.trashed_at IS NULL "
            "ORDER BY n.state NOT IN ('open', 'in_hand'), n.noted_on DESC, n.id DESC",
            (contact_id,),
        )
    )
    open_ones = [(row[0], contact_id, row[1]) for row in rows if row[2] == "open"]
    found = matching.helpers(open_ones, today)
    said = []
    for row in rows:
        matched = tuple(found.get(row[0], ()))
        people, mine = _who_helps(matched)
        said.append(NeedRow(row[0], row[1], row[2], row[3], people, mine, matched))
    return tuple(said)


def _who_helps(helpers: Iterable[Helper]) -> tuple[tuple[tuple[int, str], ...], str]:
    """Return the people who may help, and what of the user's own may."""
    people = tuple((h.contact_id, h.full_name) for h in helpers if h.contact_id is not None)
    return people, next((h.topic for h in helpers if h.contact_id is None), "")
