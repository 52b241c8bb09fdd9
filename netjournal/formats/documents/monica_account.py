"""The shape of a Monica export: collections, entries, references and dates."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from netjournal.formats.cards.vcard_values import partial_date, uuid_of
from netjournal.formats.documents.jsondocument import objects, text
from netjournal.formats.draft import NameParts, PersonRef
from netjournal.formats.names import compose

Entry = dict[str, Any]

_SINGULAR = {
    "activities": "activity",
    "addresses": "address",
    "address": "address",
    "entries": "entry",
}


@dataclass(slots=True)
class Account:
    """An export's collections by UUID.

    ``kinds`` are the types entries refer to; ``related`` lists the relationships of a contact,
    ``took_part`` the contacts of an activity.
    """

    contacts: dict[str, Entry] = field(default_factory=dict)
    photos: dict[str, Entry] = field(default_factory=dict)
    activities: dict[str, Entry] = field(default_factory=dict)
    kinds: dict[str, Entry] = field(default_factory=dict)
    related: dict[str, list[Entry]] = field(default_factory=dict)
    took_part: dict[str, list[str]] = field(default_factory=dict)

    def name_of(self, uuid: str) -> str:
        """Return a contact's display name, or nothing for one that is not in the export."""
        entry = self.contacts.get(uuid)
        return compose(name_parts(entry)) if entry else ""

    def person(self, uuid: str) -> PersonRef | None:
        """Return a reference to a contact; by name only when it is a partial one."""
        entry = self.contacts.get(uuid)
        if entry is None:
            return None
        return PersonRef(self.name_of(uuid), uid=uuid_of(uuid) if is_whole(entry) else None)


def account_of(data: Entry) -> Account:
    """Return the collections of the export's ``account``."""
    account = Account()
    kept = {
        "contact": account.contacts,
        "photo": account.photos,
        "activity": account.activities,
    }
    for name, values in collections(data):
        for number, value in enumerate(values):
            if name in kept:
                kept[name][text(value.get("uuid")) or f"#{number}"] = value
            elif name == "relationship":
                of = text(properties(value).get("of_contact"))
                account.related.setdefault(of, []).append(properties(value))
    _refer(account, data)
    return account


def _refer(account: Account, data: Entry) -> None:
    """Note the types entries refer to, and who took part in what."""
    instance = data.get("instance")
    for entries in instance.values() if isinstance(instance, dict) else ():
        for entry in objects(entries):
            account.kinds[text(entry.get("uuid"))] = properties(entry)
    for uuid, entry in account.contacts.items():
        for activity in dict.fromkeys(references(entry, "activity")):
            account.took_part.setdefault(activity, []).append(uuid)


def is_whole(entry: Entry) -> bool:
    """Say whether a contact is one, and not just a name in a relationship."""
    return properties(entry).get("is_partial") is not True


def properties(entry: Entry) -> Entry:
    """Return an entry's properties."""
    found = entry.get("properties")
    return found if isinstance(found, dict) else {}


def collections(holder: Entry) -> list[tuple[str, list[Entry]]]:
    """Return the collections of an account or contact: name in the singular, and objects in it."""
    return [(_singular(c), objects(c.get("values"))) for c in objects(holder.get("data"))]


def references(holder: Entry, name: str) -> list[str]:
    """Return the UUIDs in a collection that refers to entries elsewhere."""
    return [
        uuid
        for collection in objects(holder.get("data"))
        if _singular(collection) == name and isinstance(collection.get("values"), list)
        for uuid in collection["values"]
        if isinstance(uuid, str)
    ]


def _singular(collection: Entry) -> str:
    name = text(collection.get("type")).lower()
    return _SINGULAR.get(name, name.removesuffix("s"))


def name_parts(entry: Entry) -> NameParts:
    """Return a contact's name."""
    given = properties(entry)
    names = (text(given.get(f"{part}_name")) for part in ("first", "middle", "last"))
    first, middle, last = names
    return NameParts("", first, middle, last, "")


def day_of(value: Any) -> str:
    """Return the date part of a moment; empty when there is none. Days are midnight in UTC."""
    return partial_date(text(value)[:10]) or ""


def special_date(value: Any) -> str:
    """Return a birthday or the like: of an unknown year, or known by age only, as far as known."""
    if not isinstance(value, dict):
        return day_of(value)
    day = day_of(value.get("date"))
    if value.get("is_year_unknown") is True:
        return f"-{day[4:]}" if day else ""
    return day[:4] if value.get("is_age_based") is True else day
