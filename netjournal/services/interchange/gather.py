"""The journal as drafts, in chunks: what exports write and imports compare with.

One query per table and chunk, never one per person. What a draft has no field for travels as
``Extra(source="netjournal", …)`` (see ``annex``), so that every format which keeps extras gives a
whole journal back.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from uuid import UUID

from netjournal.formats.draft import (
    Address,
    Affiliation,
    ContactDraft,
    Extra,
    ImportantDate,
    InteractionDraft,
    Method,
    NameParts,
    PersonRef,
    Photo,
    Relation,
)
from netjournal.models import from_day
from netjournal.models.interaction import INITIATORS, PRECISIONS
from netjournal.services.interchange import annex
from netjournal.services.interchange.owners import Owners

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

CHUNK = 400
_TEXTS = (
    *("full_name", "pronouns", "headline", "birthday", "note", "met_on", "met_place", "met_via"),
    *("met_story", "connected_on"),
)
_NAME = ("name_prefix", "given_name", "additional_names", "family_name", "name_suffix")
_CONTACTS = (
    "SELECT c.id, c.uid, c.kind, c.nicknames, c.deceased, "
    "COALESCE(m.full_name, c.met_through_name), COALESCE(e.title, ''), p.data, p.media_type, "
    f"{', '.join(f'c.{name}' for name in (*_NAME, *_TEXTS))} FROM {{contact c.id}} "
    "LEFT JOIN contact m ON m.id = c.met_through_id "
    "LEFT JOIN event e ON e.id = c.met_event_id LEFT JOIN photo p ON p.id = c.photo_id"
)


def contact_drafts(ids: Iterable[int]) -> Iterator[tuple[int, ContactDraft]]:
    """Yield (id, draft) of contacts, in the order given; ids that are gone are left out."""
    for chunk in chunks(ids):
        found = _contacts(Owners(chunk))
        owners = Owners(found)
        _fill_parts(found, owners)
        for contact_id, extras in annex.read(owners).items():
            found[contact_id].extras += extras
        for contact_id in chunk:
            if contact_id in found:
                yield contact_id, found[contact_id]


def chunks(ids: Iterable[int], size: int = CHUNK) -> Iterator[list[int]]:
    """Yield ids in lists of at most ``size``."""
    chunk: list[int] = []
    for one in ids:
        chunk.append(one)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def rows_of(table: str, columns: str, owners: Owners, column: str = "contact_id") -> Sequence[Any]:
    """Return rows of a table that belong to some records; each one's in their own order."""
    order = f"t.{column}, t.position, t.id" if table in _ORDERED else "+t.id"
    pairs = ", ".join(f"t.{name}" for name in columns.split(", "))
    return owners.ask(f"SELECT t.{column}, {pairs} FROM {{{table} t.{column}}} ORDER BY {order}")


_ORDERED = frozenset(
    ("contact_method", "address", "important_date", "affiliation", "extra_property")
)


def _contacts(owners: Owners) -> dict[int, ContactDraft]:
    found: dict[int, ContactDraft] = {}
    for row in owners.ask(_CONTACTS):
        contact_id, uid, kind, nicknames, deceased, through, event, photo, media, *texts = row
        draft = ContactDraft(0, kind, UUID(bytes=uid), texts[5], NameParts(*texts[:5]))
        draft.pronouns, draft.headline, draft.birthday, draft.note = texts[6:10]
        draft.met_on, draft.met_place, draft.met_via, draft.met_story = texts[10:14]
        draft.connected_on, draft.met_through, draft.met_event = texts[14], through, event
        if nicknames != "[]":
            draft.nicknames = list(json.loads(nicknames))
        if deceased:
            draft.deceased = True
        if photo is not None:
            draft.photo = Photo(bytes(photo), media)
        found[contact_id] = draft
    return found


def _fill_parts(found: dict[int, ContactDraft], owners: Owners) -> None:
    for owner, *values in rows_of(
        "contact_method", "kind, value, label, preferred, service", owners
    ):
        kind, value, label, preferred, service = values
        found[owner].methods.append(Method(kind, value, label, bool(preferred), service))
    columns = "label, street, extended, po_box, locality, region, postal_code, country, formatted"
    for owner, *values in rows_of("address", columns, owners):
        found[owner].addresses.append(Address(*values))
    for owner, *values in rows_of("important_date", "label, date", owners):
        found[owner].dates.append(ImportantDate(*values))
    columns = "organisation, title, department, started, ended"
    for owner, *values in rows_of("affiliation", columns, owners):
        found[owner].affiliations.append(Affiliation(*values))
    for owner, *values in rows_of("external_id", "system, value", owners):
        found[owner].external_ids.append((values[0], values[1]))
    columns = "source, name, value, params, group_name"
    for owner, *values in rows_of("extra_property", columns, owners):
        found[owner].extras.append(Extra(*values))
    _fill_links(found, owners)


def _fill_links(found: dict[int, ContactDraft], owners: Owners) -> None:
    for owner, name in owners.ask(
        "SELECT l.contact_id, t.name FROM {contact_tag l.contact_id} "
        "JOIN tag t ON t.id = l.tag_id ORDER BY +l.id"
    ):
        found[owner].tags.append(name)
    for owner, role, name in owners.ask(
        "SELECT l.contact_id, l.role, t.name FROM {contact_topic l.contact_id} "
        "JOIN topic t ON t.id = l.topic_id "
        "WHERE l.role <> 'question' ORDER BY +l.id"
    ):
        (found[owner].interests if role == "interest" else found[owner].skills).append(name)
    for owner, label, other, uid, name in owners.ask(
        "SELECT r.contact_id, r.label, r.other_id, c.uid, COALESCE(c.full_name, r.other_name) "
        "FROM {relation r.contact_id} "
        "LEFT JOIN contact c ON c.id = r.other_id ORDER BY +r.id"
    ):
        known = UUID(bytes=bytes(uid)) if other is not None else None
        found[owner].relations.append(Relation(label, name, known))


def interaction_drafts(ids: Iterable[int]) -> Iterator[tuple[int, InteractionDraft]]:
    """Yield (id, draft) of interactions, in the order given."""
    for chunk in chunks(ids):
        owners = Owners(chunk)
        found = _interactions(owners)
        for owner, uid, name, note in owners.ask(
            "SELECT ic.interaction_id, c.uid, c.full_name, ic.note "
            "FROM {interaction_contact ic.interaction_id} "
            "JOIN contact c ON c.id = ic.contact_id AND c.trashed_at IS NULL ORDER BY +ic.id"
        ):
            person = PersonRef(name=name, uid=UUID(bytes=bytes(uid)), note=note)
            found[owner].people.append(person)
        columns = "source, name, value, params, group_name"
        for owner, *values in rows_of("extra_property", columns, owners, "interaction_id"):
            found[owner].extras.append(Extra(*values))
        for interaction_id in chunk:
            if interaction_id in found:
                yield interaction_id, found[interaction_id]


def _interactions(owners: Owners) -> dict[int, InteractionDraft]:
    rows = owners.ask(
        "SELECT i.id, i.uid, k.key, i.day, i.minute, i.zone, i.precision, i.minutes, i.place, "
        "i.initiator, i.energy, i.importance, i.summary, i.body, i.typed, i.external_id, "
        "COALESCE(e.title, '') FROM {interaction i.id} "
        "JOIN interaction_kind k ON k.id = i.kind_id LEFT JOIN event e ON e.id = i.event_id"
    )
    found: dict[int, InteractionDraft] = {}
    for id_, uid, kind, day, minute, zone, precision, *rest in rows:
        minutes, place, initiator, energy, importance, summary, body, typed, outside, event = rest
        draft = InteractionDraft(
            day=_day_text(day, precision),
            kind=kind,
            time="" if minute is None else f"{minute // 60:02d}:{minute % 60:02d}",
            zone=zone or "",
            minutes=minutes,
            place=place,
            initiator=INITIATORS[initiator],
            energy=energy,
            summary=summary,
            body=body,
            event=event,
            uid=UUID(bytes=bytes(uid)),
            external_id=outside or "",
        )
        if importance != 1.0:
            draft.extras.append(Extra(annex.SOURCE, "importance", repr(importance)))
        if typed:
            draft.extras.append(Extra(annex.SOURCE, "typed", typed))
        found[id_] = draft
    return found


def _day_text(day: int, precision: int) -> str:
    """Return the day as exactly as it is known: 2024-10-13, 2024-10 or 2024."""
    text = from_day(day).isoformat()
    return text[: {"day": 10, "month": 7, "year": 4}[PRECISIONS[precision]]]
