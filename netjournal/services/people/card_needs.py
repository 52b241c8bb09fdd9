"""What someone needs, with who may help, as the card shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netjournal.models.handle import db
from netjournal.services import id_lists
from netjournal.services.giving import matching

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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


def needs_of_each(ids: Sequence[int], today: int) -> dict[int, tuple[NeedRow, ...]]:
    """Return what people need, open needs first, then the newest; who needs nothing is missing.

    Args:
        ids: Whose needs.
        today: The local day that ties are weighed at.
    """
    rows = list(
        db.execute_sql(
            "SELECT n.contact_id, n.id, n.text, n.state, n.noted_on FROM json_each(?) j "
            "JOIN need n ON n.contact_id = j.value "
            "LEFT JOIN interaction i ON i.id = n.interaction_id WHERE i.trashed_at IS NULL "
            "ORDER BY n.state NOT IN ('open', 'in_hand'), n.noted_on DESC, n.id DESC",
            (id_lists.as_text(ids),),
        )
    )
    open_ones = [(row[1], row[0], row[2]) for row in rows if row[3] == "open"]
    found = matching.helpers(open_ones, today) if open_ones else {}
    said: dict[int, list[NeedRow]] = {}
    for contact_id, need_id, text, state, noted_on in rows:
        matched = tuple(found.get(need_id, ()))
        people, mine = _who_helps(matched)
        need = NeedRow(need_id, text, state, noted_on, people, mine, matched)
        said.setdefault(contact_id, []).append(need)
    return {contact_id: tuple(needs) for contact_id, needs in said.items()}


def _who_helps(helpers: Iterable[Helper]) -> tuple[tuple[tuple[int, str], ...], str]:
    """Return the people who may help, and what of the user's own may."""
    people = tuple((h.contact_id, h.full_name) for h in helpers if h.contact_id is not None)
    return people, next((h.topic for h in helpers if h.contact_id is None), "")
