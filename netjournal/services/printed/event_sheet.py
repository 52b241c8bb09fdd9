"""Who comes to an event, with what to remember of each: ``sheet(event_id, today)``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netjournal.errors import NotFound, UsageError
from netjournal.folding import fold
from netjournal.models.handle import db
from netjournal.services import events, id_lists
from netjournal.services.bonds import ties
from netjournal.services.people import contact_rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netjournal.services.events import EventForm

_ROLES = ("expected", "attended", "met")


@dataclass(frozen=True, slots=True)
class Guest:
    """Someone on the sheet; ``last_on`` is the last day in touch, ``open`` what is open with them.

    ``phone`` is the number to call them by, "" without one.
    ``open`` are (kind, text): need, mine (a promise of the user's), theirs.
    """

    contact_id: int
    full_name: str
    headline: str
    photo_id: int | None
    role: str
    note: str
    last_on: int | None
    phone: str
    open: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class EventSheet:
    """An event and its people: expected ones first, then who attended and who was met, by name."""

    event: EventForm
    guests: tuple[Guest, ...]


def sheet(event_id: int, today: int) -> EventSheet:
    """Return the sheet of an event.

    Args:
        event_id: Which.
        today: The local day.

    Raises:
        NotFound: There is no such event.
    """
    form = events.form(event_id)
    noted = {person.contact_id: person for person in events.people(event_id)}
    ids = list(noted)
    rows = [row for row in contact_rows.rows(ids, today) if row]
    known = ties.read(ids, today)
    open_things, numbers = _open(ids), _phones(ids)
    guests = [
        Guest(
            row.id,
            row.full_name,
            row.headline,
            row.photo_id,
            noted[row.id].role,
            noted[row.id].note,
            known.get(row.id, ties.NO_TIE).state.last_day,
            numbers.get(row.id, ""),
            tuple(open_things.get(row.id, ())),
        )
        for row in rows
    ]
    guests.sort(key=lambda guest: (_ROLES.index(guest.role), fold(guest.full_name)))
    return EventSheet(form, tuple(guests))


def _open(ids: Iterable[int]) -> dict[int, list[tuple[str, str]]]:
    found: dict[int, list[tuple[str, str]]] = {}
    text = id_lists.as_text(list(ids))
    for contact_id, kind, what in db.execute_sql(
        "SELECT n.contact_id, 'need', n.text FROM json_each(?1) j JOIN need n "
        "ON n.contact_id = j.value LEFT JOIN interaction i ON i.id = n.interaction_id "
        "WHERE n.state IN ('open', 'in_hand') AND i.trashed_at IS NULL UNION ALL "
        "SELECT f.contact_id, CASE f.by_me WHEN 1 THEN 'mine' ELSE 'theirs' END, f.text "
        "FROM json_each(?1) j JOIN followup f ON f.contact_id = j.value "
        "LEFT JOIN interaction i ON i.id = f.interaction_id "
        "WHERE f.state IN ('open', 'snoozed') AND i.trashed_at IS NULL",
        (text,),
    ):
        found.setdefault(contact_id, []).append((kind, what))
    return found


def _phones(ids: Iterable[int]) -> dict[int, str]:
    """Return a number each: the preferred one, else the first."""
    found: dict[int, str] = {}
    for contact_id, number in db.execute_sql(
        "SELECT m.contact_id, m.value FROM json_each(?) j JOIN contact_method m "
        "ON m.contact_id = j.value WHERE m.kind = 'phone' "
        "ORDER BY m.contact_id, m.preferred DESC, m.position, m.id",
        (id_lists.as_text(list(ids)),),
    ):
        found.setdefault(contact_id, number)
    return found


def find(text: str, today: int) -> int:
    """Return the event meant by its title, whole or in part; the soonest to come of several equal.

    Args:
        text: The title as typed.
        today: The local day.

    Raises:
        NotFound: There is no such event.
        UsageError: Several have that in their title.
    """
    key = fold(text)
    rows = events.events("all", today)
    equal = [row for row in rows if fold(row.title) == key]
    if equal:
        return equal[0].id
    alike = [row for row in rows if key and key in fold(row.title)]
    if not alike:
        raise NotFound("There is no event of that title.", event=text)
    if len({fold(row.title) for row in alike}) > 1:
        titles = ", ".join(dict.fromkeys(row.title for row in alike[:5]))
        raise UsageError(f"Several events fit: {titles}. Say the whole title.")
    return alike[0].id
