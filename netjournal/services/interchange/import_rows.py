"""Drafts -> rows: many new contacts, and what is added to known ones, through bulk inserts."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from netjournal.folding import fold
from netjournal.models.handle import now_ms
from netjournal.services import normalise
from netjournal.services.interchange import annex_related
from netjournal.services.interchange.import_annex import Annex, is_own
from netjournal.services.interchange.import_compare import TEXTS, texts_of
from netjournal.services.interchange.import_ids import url_key
from netjournal.services.interchange.import_kept import without_day
from netjournal.services.interchange.import_named import Named, whole_day
from netjournal.services.interchange.phone_keys import phone_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from uuid import UUID

    from netjournal.formats.draft import ContactDraft, Extra, Method
    from netjournal.models.bulk import BulkWriter

# table -> its columns without id and stamps, in the order in which rows are written
COLUMNS: dict[str, tuple[str, ...]] = {
    "contact": (
        *("uid", "kind", "nicknames", "sort_key", "photo_id", "met_event_id", "deceased"),
        *TEXTS.values(),
    ),
    "contact_method": (
        *("contact_id", "position", "kind", "value", "label", "service", "normalised"),
        "preferred",
    ),
    "address": (
        *("contact_id", "position", "label", "street", "extended", "po_box", "locality"),
        *("region", "postal_code", "country", "formatted"),
    ),
    "important_date": ("contact_id", "position", "label", "date"),
    "affiliation": (
        *("contact_id", "position", "organisation", "title", "department", "started", "ended"),
    ),
    "contact_tag": ("contact_id", "tag_id"),
    "contact_topic": ("contact_id", "topic_id", "role"),
    "external_id": ("contact_id", "system", "value"),
    "need": ("uid", "contact_id", "text", "noted_on"),
    "relation": ("contact_id", "other_id", "other_name", "label"),
    "interaction": (
        *("uid", "kind_id", "day", "minute", "zone", "precision", "minutes", "initiator"),
        *("energy", "place", "summary", "body", "event_id", "external_id", "importance", "typed"),
    ),
    "interaction_contact": ("interaction_id", "contact_id", "note"),
    "extra_property": (
        *("contact_id", "interaction_id", "position", "source", "name", "group_name", "params"),
        "value",
    ),
    "import_row": ("batch_id", "line", "action", "contact_id", "interaction_id"),
}
# tables whose rows have a place in a list of the contact's → where a new contact's begin
FROM_START = dict.fromkeys(
    ("contact_method", "affiliation", "address", "important_date", "extra_property"), 0
)
_UIDS_AT_ONCE = 256
_FLUSH = 2_000  # rows of one table gathered before all are written


class RowWriter:
    """Gathers rows and writes them in big portions.

    Args:
        bulk: The bulk writer of the open edit.
        today: The local day, for needs that a file names.
        region: Two-letter country for phone numbers without a country code.
        connect: Whether a date of connection makes a passive interaction.
    """

    def __init__(self, bulk: BulkWriter, today: int, region: str, *, connect: bool) -> None:
        self.named = Named()
        self.annex = Annex()
        self.interactions = 0
        self._bulk, self._today, self._region, self._connect = bulk, today, region, connect
        self._now = now_ms()
        self._rows: dict[str, list[tuple[Any, ...]]] = {table: [] for table in COLUMNS}
        self.uids = new_uids()
        self._next = {table: bulk.next_id(table) for table in COLUMNS}
        self._pending: list[tuple[int, str, str, UUID]] = []

    def put(self, table: str, *values: Any) -> int:
        """Gather one row; return the id it will have."""
        number = self._next[table]
        self._next[table] = number + 1
        self._rows[table].append((number, *values))
        return number

    def flush(self) -> None:
        """Write what was gathered."""
        for table, columns in COLUMNS.items():
            rows = self._rows[table]
            if rows:
                self._bulk.insert_numbered(table, columns, rows, self._now)
                rows.clear()

    def add_contact(self, draft: ContactDraft) -> int:
        """Gather a new contact with everything; return the id it will have."""
        if len(self._rows["contact_method"]) >= _FLUSH or len(self._rows["contact"]) >= _FLUSH:
            self.flush()
        contact_id = self.put(
            "contact",
            draft.uid.bytes if draft.uid else next(self.uids),
            draft.kind,
            listed(draft.nicknames) if draft.nicknames else "[]",
            fold(draft.full_name),
            self.named.photo(draft.photo) if draft.photo else None,
            self._event(draft) if draft.met_event else None,
            int(draft.deceased),
            *texts_of(draft),
        )
        self.add_parts(contact_id, draft, FROM_START)
        if draft.connected_on:
            self.add_connected(contact_id, draft.connected_on)
        return contact_id

    def _event(self, draft: ContactDraft) -> int | None:
        """Return the event where they met; a title without a day is kept as it was."""
        event_id = self.named.event(draft.met_event, draft.met_on)
        if event_id is None:
            draft.extras = [*draft.extras, without_day(draft.met_event)]
        return event_id

    def add_parts(self, contact_id: int, draft: ContactDraft, positions: Mapping[str, int]) -> None:
        """Gather what a contact has several of; ``positions`` says where each table goes on."""
        if draft.methods:
            self._add_methods(contact_id, draft.methods, positions["contact_method"])
        for n, one in enumerate(draft.affiliations, positions["affiliation"]):
            self.put(
                "affiliation",
                *(contact_id, n, one.organisation, one.title, one.department),
                *(one.started, one.ended),
            )
        if draft.addresses:
            self._add_addresses(contact_id, draft, positions["address"])
        if draft.dates or draft.tags or draft.external_ids:
            self._add_marks(contact_id, draft, positions["important_date"])
        if draft.interests or draft.skills or draft.needs or draft.relations:
            self._add_names(contact_id, draft)
        if draft.extras:
            place = positions["extra_property"]
            self.add_extras(draft.extras, contact_id=contact_id, position=place)
            self.annex.add(contact_id, draft.extras)

    def _add_methods(self, contact_id: int, methods: list[Method], position: int) -> None:
        number, rows = self._next["contact_method"], self._rows["contact_method"]
        for n, one in enumerate(methods, position):
            kind, value = one.kind, one.value
            if kind == "email":
                key = normalise.email(value)
            elif kind == "phone":
                key = phone_key(value, self._region)
            else:
                key = url_key(value) if kind == "url" else normalise.method(kind, value)
            rows.append(
                (number, contact_id, n, kind, value, one.label, one.service, key, one.preferred)
            )
            number += 1
        self._next["contact_method"] = number

    def _add_addresses(self, contact_id: int, draft: ContactDraft, position: int) -> None:
        for n, one in enumerate(draft.addresses, position):
            self.put(
                "address",
                *(contact_id, n, one.label, one.street, one.extended, one.po_box, one.locality),
                *(one.region, one.postal_code, one.country, one.formatted),
            )

    def _add_marks(self, contact_id: int, draft: ContactDraft, position: int) -> None:
        """Gather dates (from ``position`` on), circles and ids elsewhere."""
        for n, day in enumerate(draft.dates, position):
            self.put("important_date", contact_id, n, day.label, day.date)
        for tag_id in self.named.circles(draft.tags) if draft.tags else ():
            self.put("contact_tag", contact_id, tag_id)
        for system, value in draft.external_ids:
            self.put("external_id", contact_id, system, value)

    def _add_names(self, contact_id: int, draft: ContactDraft) -> None:
        """Gather topics, needs and relations."""
        for role, topics in (("interest", draft.interests), ("skill", draft.skills)):
            for topic_id in self.named.topics(topics) if topics else ():
                self.put("contact_topic", contact_id, topic_id, role)
        for text in draft.needs:
            self.put("need", next(self.uids), contact_id, text, self._today)
        for one in draft.relations:
            if one.uid:
                self._pending.append((contact_id, one.label, one.name, one.uid))
            else:
                self.put("relation", contact_id, None, one.name, one.label)

    def add_extras(
        self,
        extras: Iterable[Extra],
        *,
        contact_id: int | None = None,
        interaction_id: int | None = None,
        position: int = 0,
    ) -> None:
        """Gather what a file had and we have no field for."""
        for n, one in enumerate(extras, position):
            if contact_id is None or not is_own(one):
                self.put(
                    "extra_property",
                    *(contact_id, interaction_id, n, one.source, one.name, one.group, one.params),
                    one.value,
                )

    def add_connected(self, contact_id: int, on: str) -> None:
        """Gather the passive interaction of a click on a network; only whole dates make one."""
        day = whole_day(on)
        if day is None or not self._connect:
            return
        blank = (None, None, 0, None, 0, None, "", "", "", None, None, 1.0, "")
        kind = self.named.kind("connected")
        interaction_id = self.put("interaction", next(self.uids), kind, day, *blank)
        self.put("interaction_contact", interaction_id, contact_id, "")
        self.interactions += 1

    def finish(self, find: Callable[[UUID], int]) -> None:
        """Write the rest; ``find`` gives the contact of a uid that a relation named, or 0."""
        self.flush()
        for contact_id, label, name, uid in self._pending:
            other = find(uid) or None
            if other or name:
                self.put("relation", contact_id, other, "" if other else name, label)
            else:
                self.annex.keep(contact_id, annex_related.waiting(label, uid))
        self._pending.clear()
        self.flush()
        self.annex.finish(find)


def new_uids() -> Iterator[bytes]:
    """Yield the 16 bytes of random UUIDs (version 4), ten times as fast as ``uuid.uuid4``."""
    while True:
        raw = bytearray(os.urandom(16 * _UIDS_AT_ONCE))
        for at in range(0, len(raw), 16):
            raw[at + 6] = raw[at + 6] & 0x0F | 0x40
            raw[at + 8] = raw[at + 8] & 0x3F | 0x80
            yield bytes(raw[at : at + 16])


def listed(texts: Iterable[str]) -> str:
    """Return texts as a ``ListField`` keeps them."""
    found = list(texts)
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")) if found else "[]"
