"""Events: where people meet, who was there, who was met. Writing functions need an open edit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netjournal.errors import NotFound, UsageError
from netjournal.models import Event, EventContact
from netjournal.models.event import EVENT_KINDS
from netjournal.models.handle import db, from_day, now_ms
from netjournal.services import event_names, id_lists
from netjournal.services.people import contact_writing
from netjournal.services.people.contact_form import ContactForm

if TYPE_CHECKING:
    from collections.abc import Sequence

_MET_VIA = {"meetup", "volunteering", "conference", "career_fair"}  # kinds that are ways to meet


@dataclass(slots=True)
class EventForm:
    """An event as an editor holds it; days are local day numbers, minutes from midnight."""

    title: str = ""
    kind: str = "meetup"
    starts_on: int = 0
    start_minute: int | None = None
    ends_on: int | None = None
    zone: str | None = None
    place: str = ""
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event in a list; ``people_count`` everyone noted, ``met_count`` those met there."""

    id: int
    title: str
    kind: str
    starts_on: int
    start_minute: int | None
    place: str
    people_count: int
    met_count: int


@dataclass(frozen=True, slots=True)
class EventPerson:
    """Someone at an event; ``role`` is met, attended or expected."""

    contact_id: int
    full_name: str
    role: str
    note: str


_GONE = "This event is not in the journal any more."
_FIELDS = tuple(EventForm.__dataclass_fields__)
_SOONEST = "e.starts_on, e.start_minute, e.id"
_NEWEST = "e.starts_on DESC, e.start_minute DESC, e.id DESC"
_ROWS = (
    "SELECT e.id, e.title, e.kind, e.starts_on, e.start_minute, e.place, "
    "(SELECT COUNT(*) FROM event_contact x JOIN contact c ON c.id = x.contact_id "
    "WHERE x.event_id = e.id AND c.trashed_at IS NULL), "
    "(SELECT COUNT(*) FROM event_contact x JOIN contact c ON c.id = x.contact_id "
    "WHERE x.event_id = e.id AND x.role = 'met' AND c.trashed_at IS NULL) FROM event e "
)


def events(when: str, today: int) -> list[EventRow]:
    """Return events: upcoming ones soonest first, then past ones newest first.

    Args:
        when: "all", "upcoming" or "past".
        today: The local day; an event that is still going on is upcoming.
    """
    return [row for row in rows(ids(when, today)) if row is not None]


def ids(when: str, today: int) -> list[int]:
    """Return the ids of what ``events`` returns, in its order."""
    found = db.execute_sql(  # once for both; in order of days each would be looked for
        "SELECT e.id, COALESCE(e.ends_on, e.starts_on) >= ? FROM event e NOT INDEXED "
        f"WHERE e.trashed_at IS NULL ORDER BY {_NEWEST}",
        (today,),
    ).fetchall()
    past = [one for one, coming in found if not coming] if when != "upcoming" else []
    upcoming = [one for one, coming in reversed(found) if coming] if when != "past" else []
    return upcoming + past


def rows(wanted: Sequence[int]) -> list[EventRow | None]:
    """Return events by id, in the order asked; None where there is no such event."""
    sql = f"{_ROWS} WHERE e.id IN (SELECT value FROM json_each(?))"
    found = {row[0]: EventRow(*row) for row in db.execute_sql(sql, (id_lists.as_text(wanted),))}
    return [found.get(one) for one in wanted]


def _events(where: str, order: str, *values: object) -> list[EventRow]:
    sql = f"{_ROWS} WHERE e.trashed_at IS NULL AND {where} ORDER BY {order}"
    return [EventRow(*row) for row in db.execute_sql(sql, values)]


def between(first: int, last: int) -> list[EventRow]:
    """Return the events that begin from day ``first`` to day ``last``, soonest first."""
    return _events("e.starts_on BETWEEN ? AND ?", _SOONEST, first, last)


def trashed() -> list[EventRow]:
    """Return the events in the trash, newest first."""
    sql = f"{_ROWS} WHERE e.trashed_at IS NOT NULL ORDER BY e.starts_on DESC, e.id DESC"
    return [EventRow(*row) for row in db.execute_sql(sql)]


def count() -> int:
    """Return how many events there are, trashed ones left out."""
    row = db.execute_sql("SELECT COUNT(*) FROM event WHERE trashed_at IS NULL").fetchone()
    return int(row[0])


def create(draft: EventForm) -> int:
    """Add an event and return its id.

    Raises:
        UsageError: It has no title, or its kind is unknown.
    """
    _check(draft)
    return int(Event.create(**{name: getattr(draft, name) for name in _FIELDS}).id)


def update(event_id: int, draft: EventForm) -> None:
    """Change an event to what the form says.

    Raises:
        NotFound: There is no such event.
        UsageError: As ``create``.
    """
    _check(draft)
    row = _event(event_id)
    if all(getattr(row, name) == getattr(draft, name) for name in _FIELDS):
        return
    for name in _FIELDS:
        setattr(row, name, getattr(draft, name))
    row.save()


def _check(draft: EventForm) -> None:
    draft.title = draft.title.strip()
    if not draft.title:
        raise UsageError("An event needs a title.")
    if draft.kind not in EVENT_KINDS:
        raise UsageError("There is no such kind of event.", kind=draft.kind)


def _event(event_id: int) -> Event:
    row: Event | None = Event.get_or_none(Event.id == event_id)
    if row is None:
        raise NotFound(_GONE)
    return row


def form(event_id: int) -> EventForm:
    """Return an event for the editor.

    Raises:
        NotFound: There is no such event.
    """
    columns = ", ".join(_FIELDS)
    row = db.execute_sql(f"SELECT {columns} FROM event WHERE id = ?", (event_id,)).fetchone()
    if row is None:
        raise NotFound(_GONE)
    return EventForm(*row)


def trash(ids: Sequence[int]) -> None:
    """Put events into the trash; people met there stay as they are."""
    _stamp(ids, now_ms())


def restore(ids: Sequence[int]) -> None:
    """Bring events back from the trash."""
    _stamp(ids, None)


def _stamp(ids: Sequence[int], at: int | None) -> None:
    db.execute_sql(
        "UPDATE event SET trashed_at = ?, updated_at = ? "
        "WHERE id IN (SELECT value FROM json_each(?)) AND (trashed_at IS NULL) = ?",
        (at, now_ms(), id_lists.as_text(ids), int(at is not None)),
    )


def people(event_id: int) -> list[EventPerson]:
    """Return who is noted for an event: met first, then attended, then expected."""
    rows = db.execute_sql(
        "SELECT x.contact_id, c.full_name, x.role, x.note FROM event_contact x "
        "JOIN contact c ON c.id = x.contact_id WHERE x.event_id = ? AND c.trashed_at IS NULL "
        "ORDER BY CASE x.role WHEN 'met' THEN 0 WHEN 'attended' THEN 1 ELSE 2 END, x.id",
        (event_id,),
    )
    return [EventPerson(*row) for row in rows]


def set_people(event_id: int, wanted: Sequence[tuple[int | str, str, str]]) -> list[int]:
    """Make the people of an event exactly these.

    Args:
        event_id: Which event.
        wanted: (contact id or name, role, note) each; a name that nobody has makes a new contact.

    Returns:
        Their contact ids, in the order given.
    """
    row = _event(event_id)
    ids = [
        who if isinstance(who, int) else _someone(str(who), row, note) for who, _, note in wanted
    ]
    for contact_id, (_, role, note) in zip(ids, wanted, strict=True):
        _put(event_id, contact_id, role, note)
    db.execute_sql(
        "DELETE FROM event_contact WHERE event_id = ? "
        "AND contact_id NOT IN (SELECT value FROM json_each(?)) AND contact_id IN "
        "(SELECT id FROM contact WHERE trashed_at IS NULL)",
        (event_id, id_lists.as_text(ids)),
    )
    return ids


def add_people(event_id: int, text: str, role: str = "met") -> list[int]:
    """Note everyone met, written fast: ``Ana (Rust), Li (climbing), Sam``.

    Names that nobody in the journal has become new contacts who were met at this event.

    Args:
        event_id: Which event.
        text: The line.
        role: met, attended or expected.

    Returns:
        Contact ids, in the order written.
    """
    row = _event(event_id)
    found = []
    for name, note in event_names.read_people(text):
        contact_id = _someone(name, row, note)
        _put(event_id, contact_id, role, note or _note(event_id, contact_id))
        found.append(contact_id)
    return found


def _put(event_id: int, contact_id: int, role: str, note: str) -> None:
    known = EventContact.get_or_none(
        (EventContact.event == event_id) & (EventContact.contact == contact_id)
    )
    if known is None:
        EventContact.create(event=event_id, contact=contact_id, role=role, note=note)
    elif (known.role, known.note) != (role, note):
        known.role, known.note = role, note
        known.save()


def _note(event_id: int, contact_id: int) -> str:
    """Return what is noted already: a name written again without a note doesn't erase it."""
    row = db.execute_sql(
        "SELECT note FROM event_contact WHERE event_id = ? AND contact_id = ?",
        (event_id, contact_id),
    ).fetchone()
    return str(row[0]) if row else ""


def _someone(name: str, event: Event, note: str) -> int:
    """Return the one contact of that very name, or a new one who was met at the event."""
    known = event_names.known(name)
    if known is not None:
        return known
    kind = event.kind
    return contact_writing.create(
        ContactForm(
            full_name=name,
            met_event_id=int(event.id),
            met_on=from_day(int(event.starts_on)).isoformat(),
            met_place=event.place,
            met_via=kind if kind in _MET_VIA else "other",
            note=note,
        )
    )
