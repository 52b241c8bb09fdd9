"""One tie over time: its strength at month ends and on each day of contact, with what happened."""

from __future__ import annotations

from dataclasses import dataclass

from netjournal.models.handle import db
from netjournal.services.bonds import rhythm, strength, ties
from netjournal.services.bonds.rhythm_choice import rhythm_of
from netjournal.services.bonds.strength_days import month_ends


@dataclass(frozen=True, slots=True)
class TiePoint:
    """Strength at the end of a day; ``kinds`` are the kinds of what happened on it."""

    day: int
    score: float
    label: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TieHistory:
    """A tie from its first contact-day to today.

    Attributes:
        points: Month ends, days of contact (and the day before each, as strength jumps there).
        planned: Where strength would settle at the rhythm that is meant; None without one.
    """

    points: tuple[TiePoint, ...]
    planned: float | None


def tie_history(contact_id: int, today: int, since: int | None = None) -> TieHistory:
    """Return the history of a tie.

    Args:
        contact_id: Whose.
        today: The local day that ends it.
        since: Where it begins; None for the first contact-day.
    """
    days = ties.contact_days([contact_id], today).get(contact_id, [])
    ideal = rhythm_of(contact_id).ideal
    planned = None if ideal is None else rhythm.planned_strength(ideal)
    if not days:
        return TieHistory((), planned)
    start = days[0][0] if since is None else max(since, days[0][0])
    happened = _happened(contact_id, start, today)
    marks = {day for one in happened for day in (one - 1, one) if start <= day}
    points = sorted({*month_ends(start, today), *marks, start, today})
    states = strength.states_at(days, points)
    return TieHistory(
        tuple(
            TiePoint(
                point,
                strength.strength(state, point),
                strength.label(state, point),
                tuple(happened.get(point, ())),
            )
            for point, state in zip(points, states, strict=True)
        ),
        planned,
    )


def _happened(contact_id: int, since: int, until: int) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for day, kind in db.execute_sql(
        "SELECT i.day, k.key FROM interaction_contact ic "
        "JOIN interaction i ON i.id = ic.interaction_id "
        "JOIN interaction_kind k ON k.id = i.kind_id "
        "WHERE ic.contact_id = ? AND i.trashed_at IS NULL AND i.day BETWEEN ? AND ? "
        "AND k.key <> 'note' ORDER BY i.day, i.minute, i.id",
        (contact_id, since, until),
    ):
        found.setdefault(day, []).append(kind)
    return found
