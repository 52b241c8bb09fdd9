"""What someone needs, with who may help, as the card shows it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from netjournal.models.handle import db
from netjournal.services import id_lists
from netjournal.services.giving import matching

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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
    helpers: tuple[tuple[int, str], ...] = ()
    mine: str = ""
    matched: tuple[Helper, ...] = ()


def needs_of_each(
    ids: Sequence[int], today: int, *, helpers: bool = True
) -> dict[int, tuple[NeedRow, ...]]:
    """Return what people need, open needs first, then the newest; who needs nothing is missing.

    Args:
        ids: Whose needs.
        today: The local day that ties are weighed at.
        helpers: Whether to say who may help, too, which takes longest; else ``helped`` does.
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
    said = [(owner, NeedRow(*need)) for owner, *need in rows]
    found: dict[int, tuple[NeedRow, ...]] = {}
    for contact_id, need in _helped(said, today) if helpers else said:
        found[contact_id] = (*found.get(contact_id, ()), need)
    return found


def helped(contact_id: int, needs: Iterable[NeedRow], today: int) -> tuple[NeedRow, ...]:
    """Return somebody's needs with who may help; as ``needs_of_each`` does, for needs it gave.

    Args:
        contact_id: Whose needs.
        needs: What they need, without helpers.
        today: The local day that ties are weighed at.
    """
    return tuple(need for _, need in _helped([(contact_id, need) for need in needs], today))


def _helped(said: Sequence[tuple[int, NeedRow]], today: int) -> Iterator[tuple[int, NeedRow]]:
    open_ones = [(need.id, owner, need.text) for owner, need in said if need.state == "open"]
    found = matching.helpers(open_ones, today) if open_ones else {}
    for owner, need in said:
        matched = tuple(found.get(need.id, ()))
        people, mine = _who_helps(matched)
        yield owner, replace(need, helpers=people, mine=mine, matched=matched)


def _who_helps(helpers: Iterable[Helper]) -> tuple[tuple[tuple[int, str], ...], str]:
    """Return the people who may help, and what of the user's own may."""
    people = tuple((h.contact_id, h.full_name) for h in helpers if h.contact_id is not None)
    return people, next((h.topic for h in helpers if h.contact_id is None), "")
