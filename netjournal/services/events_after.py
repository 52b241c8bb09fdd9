"""After an event: whom to follow up with for two days, and what became of those who were met.

Writing functions need an open edit. Days are local day numbers.
"""

from __future__ import annotations

from dataclasses import dataclass

from netjournal.models.handle import db, now_ms
from netjournal.services.bonds import strength, ties

LANE_DAYS = 2  # after the event's last day
YEAR = 365
_LAST = "COALESCE(e.ends_on, e.starts_on)"
_ALIVE = "c.trashed_at IS NULL AND c.archived_at IS NULL AND c.deceased = 0"
_TIES = frozenset((strength.INNER, strength.CLOSE, strength.WARM, strength.ACQUAINTANCE))


@dataclass(frozen=True, slots=True)
class LanePerson:
    """Someone met at an event of the last days, not heard of since; ``note`` is from there."""

    event_id: int
    title: str
    last_day: int
    contact_id: int
    full_name: str
    note: str


@dataclass(frozen=True, slots=True)
class EventYield:
    """What became of those met at an event.

    ``again`` were in touch after it, ``helped`` helped one another, ``ties`` are ties on day
    ``judged_on``: a year after the event, or today before that is over.
    """

    met: int
    again: int
    helped: int
    ties: int
    judged_on: int
    whole_year: bool


def lane(today: int, event_id: int | None = None) -> tuple[LanePerson, ...]:
    """Return whom to follow up with: met at an event up to two days ago, no word since.

    Args:
        today: The local day.
        event_id: Only of this event; None for all.
    """
    rows = db.execute_sql(
        f"SELECT e.id, e.title, {_LAST}, c.id, c.full_name, x.note FROM event e "
        "JOIN event_contact x ON x.event_id = e.id JOIN contact c ON c.id = x.contact_id "
        f"WHERE e.starts_on BETWEEN ?1 - 60 AND ?1 AND {_LAST} BETWEEN ?1 - ?2 AND ?1 "
        f"AND e.trashed_at IS NULL AND x.role = 'met' AND {_ALIVE} "
        "AND (?3 IS NULL OR e.id = ?3) AND NOT EXISTS (SELECT 1 FROM followup f "
        "WHERE f.event_id = e.id AND f.contact_id = c.id AND f.state IN ('done', 'skipped')) "
        "AND NOT EXISTS (SELECT 1 FROM interaction_contact ic JOIN interaction i "
        "ON i.id = ic.interaction_id JOIN interaction_kind k ON k.id = i.kind_id "
        "WHERE ic.contact_id = c.id AND i.trashed_at IS NULL AND k.touch = 1 "
        f"AND (i.day > {_LAST} OR (i.day = {_LAST} AND k.key IN "
        "('message', 'email', 'call', 'video_call', 'video_message')))) "
        f"ORDER BY {_LAST}, e.id, x.id",
        (today, LANE_DAYS, event_id),
    )
    return tuple(LanePerson(*row) for row in rows)


def wrote(one: LanePerson, today: int, summary: str) -> int:
    """Note that the user wrote to someone after an event; return the interaction's id."""
    from netjournal.services import interactions

    return interactions.log(
        interactions.InteractionForm(
            kind="message",
            day=today,
            initiator="me",
            summary=summary,
            contact_ids=[one.contact_id],
        )
    )


def not_needed(one: LanePerson, today: int) -> None:
    """Say that no word is needed after an event; it is remembered for this event alone."""
    import uuid

    db.execute_sql(
        "INSERT INTO followup (uid, contact_id, text, by_me, made_on, state, closed_on, event_id, "
        "created_at, updated_at) VALUES (?1, ?2, ?3, 1, ?4, 'skipped', ?4, ?5, ?6, ?6)",
        (uuid.uuid4().bytes, one.contact_id, one.title, today, one.event_id, now_ms()),
    )


def event_yield(event_id: int, today: int) -> EventYield | None:
    """Return what became of those met at an event; None before it is over or with nobody met."""
    row = db.execute_sql(
        "SELECT COALESCE(ends_on, starts_on) FROM event WHERE id = ?", (event_id,)
    ).fetchone()
    if row is None or row[0] >= today:
        return None
    last = int(row[0])
    people = [
        contact_id
        for (contact_id,) in db.execute_sql(
            "SELECT c.id FROM event_contact x JOIN contact c ON c.id = x.contact_id "
            "WHERE x.event_id = ? AND x.role = 'met' AND c.trashed_at IS NULL",
            (event_id,),
        )
    ]
    if not people:
        return None
    judged_on = min(today, last + YEAR)
    again = became = 0
    for days in ties.contact_days(people, judged_on).values():
        again += any(touch and day > last for day, _, touch in days)
        (state,) = strength.states_at(days, [judged_on])
        became += strength.label(state, judged_on) in _TIES
    return EventYield(
        met=len(people),
        again=again,
        helped=_helped(people, last, judged_on),
        ties=became,
        judged_on=judged_on,
        whole_year=judged_on == last + YEAR,
    )


def _helped(people: list[int], after: int, until: int) -> int:
    import json

    row = db.execute_sql(
        "SELECT COUNT(DISTINCT h.contact_id) FROM json_each(?) j "
        "JOIN help h ON h.contact_id = j.value WHERE h.day > ? AND h.day <= ?",
        (json.dumps(people), after, until),
    ).fetchone()
    return int(row[0])
