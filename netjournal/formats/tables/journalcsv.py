"""Reading our own CSV, also saved again by a spreadsheet; the dialect: ``journalcsv_layout``."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from netjournal.errors import ImportRejected
from netjournal.formats.dates import clock_cell
from netjournal.formats.draft import (
    Address,
    Affiliation,
    ContactDraft,
    Extra,
    ImportantDate,
    InteractionDraft,
    Method,
    PersonRef,
    Photo,
    Rejected,
    Relation,
    Warned,
)
from netjournal.formats.phrases import NEWER, QT_TRANSLATE_NOOP, Phrase
from netjournal.formats.tables import celllist
from netjournal.formats.tables.csvtable import records
from netjournal.formats.tables.headernames import key
from netjournal.formats.tables.journalcsv_days import ATTRIBUTES, Days
from netjournal.formats.tables.journalcsv_layout import (
    ESCAPED,
    FAMILY,
    GROUPS,
    INTERACTION,
    INTERACTIONS,
    LISTS,
    MARK,
    METHOD_KINDS,
    SPECIAL,
    TEXTS,
)
from netjournal.formats.textfile import Source

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from netjournal.formats.draft import Records
    from netjournal.formats.mapping import Mapping
    from netjournal.formats.recognition import Recognition, Sample
    from netjournal.formats.tables.csvrows import Row
    from netjournal.progress import Progress

_NO_NUMBER = QT_TRANSLATE_NOOP("reading", "“{name}” is no number and was left out.")
_LOST = QT_TRANSLATE_NOOP(
    "reading", "“{number}” is what a spreadsheet left of a phone number; it was not taken."
)

_SHORTENED = re.compile(r"\d(?:[.,]\d+)?E\+\d\d")
_DIGITS = 19
_NUMBERED = re.compile(r"(.+?) (\d{1,4})(?: (.+))?")
_MAKERS: dict[str, Any] = {
    "affiliations": Affiliation,
    "addresses": Address,
    "dates": ImportantDate,
    "relations": Relation,
}


def sniff(sample: Sample) -> Recognition | None:
    """Recognise our mark in the header; ``variant`` is ``contacts`` or ``interactions``."""
    table = sample.table
    if table is None:
        return None
    mark = next((cell for cell in table.first if cell.startswith(FAMILY)), "")
    if not mark:
        return None
    variant = "interactions" if INTERACTIONS in mark else "contacts"
    facts = {"mark": mark}
    recognition = table.recognition("netjournal", 1.0, variant)
    return replace(recognition, header=table.first, header_row=0, facts=facts)


def read(
    path: Path, recognition: Recognition, mapping: Mapping | None, progress: Progress
) -> Records:
    """Yield contacts or interactions; see ``formats.read``. A mapping is not needed.

    Raises:
        ImportRejected: A newer NetJournal wrote the file.
        netjournal.errors.UserError: The file cannot be read any more.
    """
    mark = recognition.facts["mark"]
    if mark.split(";")[0] != MARK:
        raise ImportRejected(NEWER.format(file=path.name), file=path.name)
    source, header = Source(path), recognition.header
    days = Days(source, recognition)
    reader = _Interactions if recognition.variant == "interactions" else _Contacts
    to_draft = reader(header, days)
    for record in records(source, recognition, progress):
        if isinstance(record, Warned):
            yield record
            continue
        line, row = record
        if not any(row):
            continue
        if ESCAPED in mark:
            row = [cell[1:] if cell[:1] == "'" else cell for cell in row]
        draft = to_draft.draft(line, row + [""] * (len(header) - len(row)))
        if draft is None:
            yield Rejected(line, QT_TRANSLATE_NOOP("reading", "the interaction has no day"))
            continue
        yield draft
        yield from (Warned(line, problem) for problem in to_draft.problems)
        to_draft.problems.clear()


class _Reader:
    """What readers of both kinds of rows share."""

    def __init__(self, header: Sequence[str], days: Days, known: Sequence[str]) -> None:
        self.days = days
        self.problems: list[Phrase] = []
        self.header = header
        places = {key(name): at for at, name in reversed(list(enumerate(header)))}
        self.at = {name: places[key(name)] for name in known if key(name) in places}
        self.used = set(self.at.values())
        self.used |= {at for at, name in enumerate(header) if name.startswith(FAMILY)}

    def take(self, row: Row, name: str) -> str:
        """Return a cell by its column's name; empty when there is no such column."""
        at = self.at.get(name, -1)
        return row[at] if at >= 0 else ""

    def extras(self, row: Row) -> list[Extra]:
        """Return the extras, with the columns somebody added to the file."""
        cells = celllist.split(self.take(row, "Extras"))
        if len(cells) % 5:
            self.problems.append(
                QT_TRANSLATE_NOOP(
                    "reading", "The extras were damaged; the incomplete one was left out."
                )
            )
        found = [
            Extra(*cells[i : i + 3], *cells[i + 3 : i + 5]) for i in range(0, len(cells) - 4, 5)
        ]
        for at, cell in enumerate(row):
            if cell and at not in self.used:
                name = self.header[at] if at < len(self.header) else ""
                found.append(Extra("csv", name or f"Column {at + 1}", cell))
        return found

    def uid(self, text: str) -> UUID | None:
        """Return a uid, or ``None`` with a warning when it is none."""
        try:
            return UUID(text) if text else None
        except ValueError:
            self.problems.append(
                QT_TRANSLATE_NOOP("reading", "The uid is damaged and was left out.")
            )
            return None


class _Contacts(_Reader):
    """Reads rows of contacts."""

    def __init__(self, header: Sequence[str], days: Days) -> None:
        super().__init__(header, days, [*TEXTS, *LISTS, *SPECIAL])
        names = {key(group.name): group for group in GROUPS}
        found: dict[tuple[str, int], list[tuple[int, str]]] = {}
        for at, name in enumerate(header):
            match = _NUMBERED.fullmatch(name.strip())
            if not match or key(match[1]) not in names:
                continue
            group = names[key(match[1])]
            suffixes = {key(suffix): attribute for suffix, attribute in group.parts}
            if (suffix := key(match[3] or "")) in suffixes:
                place = found.setdefault((group.field, int(match[2])), [])
                place.append((at, suffixes[suffix]))
                self.used.add(at)
        self._groups = [(field, spots) for (field, _), spots in sorted(found.items())]
        self._texts = [(self.at[n], attr) for n, attr in TEXTS.items() if n in self.at]
        self._lists = [(self.at[n], attr) for n, attr in LISTS.items() if n in self.at]

    def draft(self, line: int, row: Row) -> ContactDraft:
        """Return the contact of one row."""
        draft = ContactDraft(line, kind=self.take(row, "Kind") or "person")
        draft.uid = self.uid(self.take(row, "UID"))
        for at, attribute in self._texts:
            if cell := row[at]:
                part = attribute.removeprefix("name.")
                cell = self.days.of(cell, part) if part in ATTRIBUTES else cell
                setattr(draft if part == attribute else draft.name, part, cell)
        for at, attribute in self._lists:
            if cell := row[at]:
                setattr(draft, attribute, celllist.split(cell))
        draft.deceased = bool(self.take(row, "Deceased"))
        self._fill_groups(draft, row)
        ids = celllist.split(self.take(row, "External ids"))
        draft.external_ids = list(zip(ids[::2], ids[1::2], strict=False))
        draft.guessed = set(celllist.split(self.take(row, "Guessed")))
        draft.photo = self._photo(row)
        draft.extras = self.extras(row)
        return draft

    def _fill_groups(self, draft: ContactDraft, row: Row) -> None:
        methods: dict[str, list[Method]] = {kind: [] for kind in METHOD_KINDS}
        for field, spots in self._groups:
            values: dict[str, Any] = {attr: row[at] for at, attr in spots if row[at]}
            if field == "phone" and _SHORTENED.fullmatch(values.get("value", "")):
                self.problems.append(_LOST.format(number=values["value"]))
                continue
            if not values:
                continue
            for attr in ATTRIBUTES.intersection(values):
                values[attr] = self.days.of(values[attr], attr)
            if field in methods:
                preferred = bool(values.pop("preferred", ""))
                method = Method(field, values.pop("value", ""), preferred=preferred, **values)
                methods[field].append(method)
                continue
            if "uid" in values:
                values["uid"] = self.uid(values["uid"])
            if field in ("dates", "relations"):
                values = {"label": "", _FIRST[field]: "", **values}
            getattr(draft, field).append(_MAKERS[field](**values))
        draft.methods = self._in_order(methods, celllist.split(self.take(row, "Methods order")))

    def _in_order(self, methods: dict[str, list[Method]], kinds: list[str]) -> list[Method]:
        ordered = []
        for kind in kinds:
            waiting = methods[kind if kind in methods else "messenger"]
            if waiting:
                method = waiting.pop(0)
                method.kind = kind
                ordered.append(method)
        return ordered + [method for kind in METHOD_KINDS for method in methods[kind]]

    def _photo(self, row: Row) -> Photo | None:
        cell = self.take(row, "Photo")
        if not cell:
            return None
        try:
            return Photo(b64decode(cell, validate=True), self.take(row, "Photo type"))
        except (binascii.Error, ValueError):
            self.problems.append(
                QT_TRANSLATE_NOOP("reading", "The photo is damaged and was left out.")
            )
            return None


_FIRST = {"dates": "date", "relations": "name"}


class _Interactions(_Reader):
    """Reads rows of interactions."""

    def __init__(self, header: Sequence[str], days: Days) -> None:
        super().__init__(header, days, list(INTERACTION))

    def draft(self, line: int, row: Row) -> InteractionDraft | None:
        """Return the interaction of one row, or ``None`` without a day."""
        if not self.take(row, "Day"):
            return None
        draft = InteractionDraft(self.days.of(self.take(row, "Day")), line=line)
        for name in ("Time", "Zone", "Place", "Summary", "Body", "Event", "External id"):
            setattr(draft, INTERACTION[name], self.take(row, name))
        draft.time = clock_cell(draft.time)
        draft.kind = self.take(row, "Kind") or "note"
        draft.initiator = self.take(row, "Initiator") or "unknown"
        draft.uid = self.uid(self.take(row, "UID"))
        draft.minutes = self._number(row, "Minutes")
        draft.energy = self._number(row, "Energy")
        draft.people = self._people(row)
        draft.extras = self.extras(row)
        return draft

    def _number(self, row: Row, name: str) -> int | None:
        cell = self.take(row, name)
        try:  # longer ones no journal can hold
            return int(cell if len(cell) < _DIGITS else "") if cell else None
        except ValueError:
            self.problems.append(_NO_NUMBER.format(name=name))
            return None

    def _people(self, row: Row) -> list[PersonRef]:
        names = celllist.split(self.take(row, "People"))
        details = celllist.split(self.take(row, "People details"))
        people = []
        for n, name in enumerate(names):
            part = details[5 * n : 5 * n + 5]
            email, phone, url, uid, note = part if len(part) == 5 else [""] * 5
            people.append(PersonRef(name, email, phone, url, self.uid(uid), note))
        return people
