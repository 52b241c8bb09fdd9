"""Google Contacts CSV: the header of 2011 to 2024, the one since, and mixtures of both.

Columns are matched by name, never by place: repeated groups ("Phone 2 - Value") are only as many
as the fullest contact needs, "Type" and "Label" mean the same, and ``" ::: "`` separates several
values in one cell.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netjournal.formats.dates import parse_date
from netjournal.formats.draft import (
    ContactDraft,
    Extra,
    ImportantDate,
    Method,
    Relation,
)
from netjournal.formats.mapping import ColumnUse
from netjournal.formats.tables.columns import NO_DATE, Plan
from netjournal.formats.tables.generic import drafts
from netjournal.formats.tables.google_groups import (
    PLACE,
    SEPARATOR,
    WORK,
    add_addresses,
    add_jobs,
    add_labels,
    add_methods,
    make_group,
)
from netjournal.formats.tables.headernames import key
from netjournal.formats.tables.synonyms import guess
from netjournal.formats.textfile import Source

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from netjournal.formats.draft import Records
    from netjournal.formats.mapping import Mapping
    from netjournal.formats.recognition import Recognition, Sample
    from netjournal.formats.tables.csvrows import Row
    from netjournal.progress import Progress

CUSTOM = "Custom Field"  # the group of extras that were custom fields
_GROUP = re.compile(
    r"(E-?mail|IM|Phone|Address|Organization|Relation|Website|Event|Custom Field) (\d+) - (.+)",
    re.IGNORECASE,
)
_SINGLE = {
    "name": "full_name",
    "givenname": "given",
    "firstname": "given",
    "additionalname": "additional",
    "middlename": "additional",
    "familyname": "family",
    "lastname": "family",
    "nameprefix": "prefix",
    "namesuffix": "suffix",
    "nickname": "nickname",
    "birthday": "birthday",
    "notes": "note",
    "hobby": "interests",
}
_KEPT = {"location", "subject", "language", "priority", "sensitivity", "occupation", "photo"}
_OWN = {"labels": "labels", "groupmembership": "labels", "fileas": "fileas"}
_ORGANISATION = {
    "organizationname": "organisation",
    "organizationtitle": "title",
    "organizationdepartment": "department",
}
_PARTS = {
    "type": "label",
    "label": "label",
    "pobox": "po_box",
    "city": "locality",
    "state": "region",
    "postalcode": "postal_code",
    "extendedaddress": "extended",
    "name": "organisation",
}
_KNOWN = {
    "email": ("value",),
    "phone": ("value",),
    "im": ("value", "service"),
    "website": ("value",),
    "relation": ("value",),
    "event": ("value",),
    "customfield": ("value",),
    "address": PLACE,
    "organization": WORK,
}
_METHODS = {"email": "email", "phone": "phone", "im": "messenger", "website": "url"}
_TYPICAL = {"phoneticfirstname", "fileas", "labels", *_ORGANISATION, "groupmembership"}


def sniff(sample: Sample) -> Recognition | None:
    """Recognise either generation by its numbered groups or its special columns."""
    table = sample.table
    if table is None or table.header_row < 0:
        return None
    numbered = [name for name in table.header if _GROUP.fullmatch(name.strip())]
    named = {"givenname", "firstname", "name", "familyname", "lastname"} & table.keys
    if not named or not (numbered or len(_TYPICAL & table.keys) >= 2):
        return None
    variant = "old" if "givenname" in table.keys else "new"
    return table.recognition("google", 0.95, variant)


def read(
    path: Path, recognition: Recognition, mapping: Mapping | None, progress: Progress
) -> Records:
    """Yield one draft per row; see ``formats.read``. A mapping is not needed.

    Raises:
        netjournal.errors.UserError: The file cannot be read any more.
    """
    yield from drafts(GooglePlan(recognition.header), Source(path), recognition, progress)


class GooglePlan(Plan):
    """The plan for Google's columns, with its numbered groups."""

    def __init__(self, header: Sequence[str]) -> None:
        groups: dict[tuple[str, int], dict[str, int]] = {}
        self._own: dict[str, int] = {}
        uses = [self._place(at, name.strip(), groups) for at, name in enumerate(header)]
        super().__init__(header, uses, "mdy")
        listed = [
            (kind, (parts.pop("label", -1), parts))
            for (kind, _), parts in sorted(groups.items(), key=_in_order)
        ]
        self._reach = [
            (_METHODS[kind], label, parts["value"], parts.get("service", -1))
            for kind, (label, parts) in listed
            if kind in _METHODS and "value" in parts
        ]
        self._places = [make_group(*group) for kind, group in listed if kind == "address"]
        self._jobs = [make_group(*group) for kind, group in listed if kind == "organization"]
        self._others = [
            (kind, label, parts["value"])
            for kind, (label, parts) in listed
            if kind in ("relation", "event", "customfield") and "value" in parts
        ]

    def _place(
        self, at: int, name: str, groups: dict[tuple[str, int], dict[str, int]]
    ) -> ColumnUse:
        """Say what a column is; those of groups are noted there and left alone by the base."""
        if match := _GROUP.fullmatch(name):
            kind, part = key(match[1]), _PARTS.get(key(match[3]), key(match[3]))
            if part == "label" or part in _KNOWN[kind]:
                groups.setdefault((kind, int(match[2])), {})[part] = at
                return ColumnUse("ignore")
            return ColumnUse("keep")
        wanted = key(name)
        if wanted in _ORGANISATION:  # the header since 2024 has one organisation without number
            groups.setdefault(("organization", 0), {})[_ORGANISATION[wanted]] = at
            return ColumnUse("ignore")
        if wanted in _OWN:
            self._own[_OWN[wanted]] = at
            return ColumnUse("ignore")
        if wanted in _SINGLE:
            return ColumnUse(_SINGLE[wanted])
        if wanted in _KEPT or "yomi" in wanted or "phonetic" in wanted:
            return ColumnUse("keep")
        use = guess(name)  # mixtures with other programs' columns exist
        return ColumnUse("prefix") if wanted == "title" else use

    def fill_more(self, draft: ContactDraft, row: Row) -> None:
        """Fill the numbered groups, labels and "File As"."""
        self._fill_groups(draft, row)
        for group in self._places:
            add_addresses(draft, row, group)
        for group in self._jobs:
            add_jobs(draft, row, group)
        for kind, label_at, value_at in self._others:
            if value := row[value_at]:
                self._add_other(draft, kind, row[label_at] if label_at >= 0 else "", value)
        for own, at in self._own.items():
            if cell := row[at]:
                self._add_own(draft, own, at, cell)

    def _fill_groups(self, draft: ContactDraft, row: Row) -> None:
        for kind, label_at, value_at, service_at in self._reach:
            if value := row[value_at]:
                label = row[label_at] if label_at >= 0 else ""
                service = row[service_at] if service_at >= 0 else ""
                preferred = label[:1] == "*"
                if preferred:
                    label = label[1:].lstrip(" ")
                method = Method(kind, value, label, preferred, service)
                if kind == "url" or ":::" in value:
                    add_methods(draft, method)
                else:
                    draft.methods.append(method)

    def _add_own(self, draft: ContactDraft, own: str, at: int, cell: str) -> None:
        if own == "labels":
            add_labels(draft, cell)
        elif draft.name or draft.full_name:
            self.extra(draft, at, cell)
        else:
            draft.full_name = cell

    def _add_other(self, draft: ContactDraft, kind: str, label: str, cell: str) -> None:
        """Add relations, events and custom fields."""
        label = label.removeprefix("* ")
        for value in cell.split(SEPARATOR) if SEPARATOR in cell else (cell,):
            if kind == "relation":
                draft.relations.append(Relation(label, value))
            elif kind == "event" and (day := parse_date(value)):
                draft.dates.append(ImportantDate(label, day))
            else:
                group = CUSTOM if kind == "customfield" else "Event"
                draft.extras.append(Extra("csv", label, value, group=group))
                if kind == "event":
                    self.problems.append(NO_DATE.format(name=label or group))


def _in_order(item: tuple[tuple[str, int], object]) -> tuple[int, int]:
    return (list(_KNOWN).index(item[0][0]), item[0][1])
