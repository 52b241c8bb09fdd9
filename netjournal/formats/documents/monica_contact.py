"""One contact of a Monica export -> a draft."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from netjournal.formats.cards.vcard_labels import words
from netjournal.formats.cards.vcard_values import photo, uuid_of
from netjournal.formats.documents.jsondocument import text
from netjournal.formats.documents.monica_account import (
    collections,
    name_parts,
    properties,
    special_date,
)
from netjournal.formats.draft import (
    Address,
    Affiliation,
    ContactDraft,
    Extra,
    ImportantDate,
    Method,
    Relation,
)
from netjournal.formats.names import complete

if TYPE_CHECKING:
    from netjournal.formats.documents.monica_account import Account, Entry

# Properties with a place of their own; others are kept as extras unless they say nothing.
_USED = words(
    "first_name middle_name last_name nickname description is_partial is_dead job company tags "
    "birthdate deceased_date is_starred first_met_date first_met_through first_met_where avatar "
    "first_met_additional first_met_additional_info first_met_additional_information"
)
_DULL = {"is_active": True}
_KEPT = ("reminder", "task", "gift", "debt", "pet")


def contact(entry: Entry, account: Account, line: int) -> ContactDraft:
    """Return the draft of a contact.

    Args:
        entry: The contact.
        account: What it refers to.
        line: Its number in the export.
    """
    given = properties(entry)
    uuid = text(entry.get("uuid"))
    draft = ContactDraft(line, uid=uuid_of(uuid), name=name_parts(entry))
    draft.note = text(given.get("description"))
    draft.nicknames = [name for name in [text(given.get("nickname"))] if name]
    draft.deceased = given.get("is_dead") is True
    draft.birthday = special_date(given.get("birthdate"))
    if day := special_date(given.get("deceased_date")):
        draft.dates.append(ImportantDate("deceased", day))
    if given.get("job") or given.get("company"):
        draft.affiliations = [Affiliation(text(given.get("company")), text(given.get("job")))]
    tags = given.get("tags")
    draft.tags = [text(tag) for tag in tags if text(tag)] if isinstance(tags, list) else []
    if given.get("is_starred") is True:
        draft.tags.append("starred")  # as Google's stars
    _met(draft, given, account)
    _parts(draft, entry, account)
    _relations(draft, uuid, account)
    _picture(draft, given, account)
    _others(draft, given, account)
    complete(draft)
    return draft


def _met(draft: ContactDraft, given: Entry, account: Account) -> None:
    draft.met_on = special_date(given.get("first_met_date"))
    draft.met_through = account.name_of(text(given.get("first_met_through")))
    draft.met_place = text(given.get("first_met_where"))
    stories = (text(given.get(name)) for name in sorted(_USED) if "additional" in name)
    draft.met_story = "\n".join(story for story in stories if story)


def _parts(draft: ContactDraft, entry: Entry, account: Account) -> None:
    """Read the collections inside of a contact that describe it."""
    for name, values in collections(entry):
        for value in values:
            given = properties(value)
            if name == "contact_field":
                _field(draft, given, account)
            elif name == "address":
                _address(draft, given)
            elif name in _KEPT:
                draft.extras.append(_extra(name, given))


def _field(draft: ContactDraft, given: Entry, account: Account) -> None:
    """Read a way to reach someone; a type that is not in the export is guessed."""
    value = text(given.get("data")).strip()
    kind = account.kinds.get(text(given.get("type")), {})
    sort = text(kind.get("type")) or text(kind.get("protocol")).rstrip(":")
    service = text(kind.get("name")).lower()
    if not value:
        return
    if sort in ("email", "mailto") or (not kind and "@" in value[1:]):
        draft.methods.append(Method("email", value))
    elif sort in ("phone", "tel") or (not kind and value.lstrip("+").replace(" ", "").isdigit()):
        draft.methods.append(Method("phone", value))
    elif "://" in value:
        draft.methods.append(Method("url", value, service=service))
    else:
        draft.methods.append(Method("messenger", value, service=service))


def _address(draft: ContactDraft, given: Entry) -> None:
    names = ("name", "street", "city", "province", "postal_code", "country")
    label, street, city, region, code, country = (text(given.get(name)) for name in names)
    draft.addresses.append(
        Address(
            label,
            street,
            locality=city,
            region=region,
            postal_code=code,
            country=country,
        )
    )


def _relations(draft: ContactDraft, uuid: str, account: Account) -> None:
    for given in account.related.get(uuid, ()):
        person = account.person(text(given.get("contact_is")))
        if person:
            label = text(given.get("type")).replace("_", " ")
            draft.relations.append(Relation(label, person.name, person.uid))


def _picture(draft: ContactDraft, given: Entry, account: Account) -> None:
    """Take the picture shown in Monica; the others stay behind."""
    avatar = given.get("avatar")
    uuid = text(avatar.get("avatar_photo")) if isinstance(avatar, dict) else ""
    found = properties(account.photos.get(uuid, {}))
    if found:
        draft.photo = photo(text(found.get("dataUrl")), text(found.get("mime_type")))


def _others(draft: ContactDraft, given: Entry, account: Account) -> None:
    """Keep what we have no field for; references become the names they stand for."""
    for name, value in given.items():
        if name in _USED or value in (None, "", [], {}) or _DULL.get(name) is value:
            continue
        if isinstance(value, str) and value in account.kinds:
            value = account.kinds[value].get("name", value)
        draft.extras.append(_extra(name, value))


def _extra(name: str, value: object) -> Extra:
    written = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return Extra("json", f"monica.{name}", written)
