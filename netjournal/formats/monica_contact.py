"""One contact of a Monica export -> a draft."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from netjournal.formats.draft import (
    Address,
    Affiliation,
    ContactDraft,
    Extra,
    ImportantDate,
    Method,
    NameParts,
    Relation,
)
from netjournal.formats.jsondocument import objects, text
from netjournal.formats.names import complete, compose
from netjournal.formats.vcard_values import partial_date, photo, uuid_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netjournal.formats.draft import PersonRef

Entry = dict[str, Any]

# Properties with a place of their own; the rest are kept as extras.
_USED = set(
    "first_name middle_name last_name nickname description is_partial is_dead job company tags "
    "birthdate deceased_date first_met_date first_met_through first_met_where first_met_additional "
    "first_met_additional_info avatar".split(" ")
)
_DULL = {"is_active": True, "is_starred": False}
_KEPT = ("reminder", "task", "gift", "debt", "pet")
_PLURALS = {"activities": "activity", "addresses": "address", "entries": "entry"}


@dataclass(slots=True)
class Account:
    """An export's collections by UUID; ``kinds`` are the types that entries refer to."""

    contacts: dict[str, Entry] = field(default_factory=dict)
    photos: dict[str, Entry] = field(default_factory=dict)
    activities: dict[str, Entry] = field(default_factory=dict)
    relationships: dict[str, Entry] = field(default_factory=dict)
    kinds: dict[str, Entry] = field(default_factory=dict)

    def is_whole(self, entry: Entry) -> bool:
        """Say whether a contact is one, and not just a name in a relationship."""
        return properties(entry).get("is_partial") is not True
