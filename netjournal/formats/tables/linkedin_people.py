"""LinkedIn's Connections.csv in every generation, and the address books once uploaded to it.

Sources: real exports of 2018 to 2026. The file begins with a note of changing length since about
2022; names of columns are read in any order and language the generic mapper knows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netjournal.formats.dates import parse_date
from netjournal.formats.draft import (
    Affiliation,
    ContactDraft,
    Extra,
    Method,
    NameParts,
    Rejected,
    Warned,
)
from netjournal.formats.links import linkedin_profile
from netjournal.formats.mapping import ColumnUse
from netjournal.formats.names import complete
from netjournal.formats.phrases import QT_TRANSLATE_NOOP
from netjournal.formats.tables.columns import Plan
from netjournal.formats.tables.csvtable import records
from netjournal.formats.tables.generic import drafts, find_order
from netjournal.formats.tables.headernames import key
from netjournal.formats.tables.synonyms import guess

if TYPE_CHECKING:
    from netjournal.formats.draft import Records
    from netjournal.formats.recognition import Recognition
    from netjournal.formats.tables.csvrows import Row
    from netjournal.formats.textfile import Source
    from netjournal.progress import Progress

_PARTS = ("given", "family", "url", "email", "organisation", "title", "connected_on", "full_name")
_UPLOADED = {
    "firstname": ColumnUse("given"),
    "lastname": ColumnUse("family"),
    "fullname": ColumnUse("full_name"),
    "companies": ColumnUse("organisation"),
    "title": ColumnUse("title"),
    "emails": ColumnUse("email"),
    "phonenumbers": ColumnUse("phone"),
    "addresses": ColumnUse("formatted"),
    "sites": ColumnUse("url"),
    "instantmessagehandles": ColumnUse("messenger"),
    "birthday": ColumnUse("birthday"),
    "profiles": ColumnUse("url"),
}


def connections(source: Source, recognition: Recognition, progress: Progress) -> Records:
    """Yield one draft per connection; rows of closed accounts (a date and nothing else) count.

    ``connected_on`` and ``met_on`` are LinkedIn's date, ``met_via`` is ``linkedin_add``; the
    profile's address is the external id ``linkedin``.
    """
    row_to_draft = _Connection(recognition, _order(source, recognition))
    for record in records(source, recognition, progress):
        if isinstance(record, Warned):
            yield record
            continue
        line, row = record
        if _is_note(row):
            continue
        draft = row_to_draft(line, row)
        if draft is None:
            yield Rejected(line, QT_TRANSLATE_NOOP("reading", "no name: a closed account"))
            continue
        if draft.connected_on == "" and draft.extras:
            yield Warned(
                line,
                QT_TRANSLATE_NOOP(
                    "reading", "The day of connecting is no date; it was kept as text."
                ),
            )
        yield draft


def contacts(source: Source, recognition: Recognition, progress: Progress) -> Records:
    """Yield one draft per row of Contacts.csv, the address books uploaded to LinkedIn."""
    uses = [_UPLOADED.get(key(name), ColumnUse("keep")) for name in recognition.header]
    order = find_order(source, recognition, uses, "mdy")
    yield from drafts(Plan(recognition.header, uses, order), source, recognition, progress)


class _Connection:
    """Turns a row into a draft, knowing where its parts stand."""

    def __init__(self, recognition: Recognition, order: str) -> None:
        self._header = recognition.header
        self._width = len(self._header)
        self._order = order
        targets = [guess(name).target for name in self._header]
        # -1 is the empty cell that is put behind every row
        self._at = [targets.index(part) if part in targets else -1 for part in _PARTS]
        self._others = [i for i in range(self._width) if i not in self._at]

    def __call__(self, line: int, row: Row) -> ContactDraft | None:
        """Return the draft, or ``None`` when the row names nobody."""
        width = self._width
        if len(row) < width:
            row.extend([""] * (width - len(row)))
        row.append("")
        given, family, url, email, company, position, day, full = [row[i] for i in self._at]
        if not (given or family or url or email or company or position or full):
            return None
        draft = ContactDraft(line, full_name=full, name=NameParts("", given, "", family))
        if full or not (given.isascii() and family.isascii()):
            complete(draft)
        else:
            draft.full_name = f"{given.strip()} {family.strip()}".strip()
        if profile := url and linkedin_profile(url):
            draft.methods.append(Method("url", url, "LinkedIn", False, "linkedin"))
            draft.external_ids.append(("linkedin", profile))
        elif url:  # not a link to a person; it may be anything, even a script
            draft.extras.append(Extra("csv", self._header[self._at[2]], url))
        if email:
            draft.methods.append(Method("email", email))
        if company or position:
            draft.affiliations.append(Affiliation(company, position))
        self._finish(draft, day, row)
        return draft

    def _finish(self, draft: ContactDraft, day: str, row: Row) -> None:
        draft.met_via = "linkedin_add"
        if day:
            draft.connected_on = draft.met_on = parse_date(day, self._order)
            if not draft.connected_on:
                draft.extras.append(Extra("csv", self._header[self._at[6]], day))
        for at in self._others:
            if row[at]:
                draft.extras.append(Extra("csv", self._header[at] or f"Column {at + 1}", row[at]))
        for at, cell in enumerate(row[self._width : -1], start=self._width):
            if cell:
                draft.extras.append(Extra("csv", f"Column {at + 1}", cell))
        if not draft.full_name:
            complete(draft)


def _order(source: Source, recognition: Recognition) -> str:
    """Return how numeric dates are ordered: LinkedIn writes the month first, Excel as it likes."""
    uses = [guess(name) for name in recognition.header]
    at = next((i for i, use in enumerate(uses) if use.target == "connected_on"), -1)
    cells = [row[at] for row in recognition.samples if at < len(row)]
    if all(any(c.isalpha() for c in cell.split(",")[0]) for cell in cells if cell):
        return "mdy"
    return find_order(source, recognition, uses, "dmy" if recognition.delimiter == ";" else "mdy")


def _is_note(row: Row) -> bool:
    """Say whether a row is LinkedIn's note about missing addresses, which some files have below."""
    if any(row[1:]) or not row[0]:
        return False
    text = row[0].strip().lower()
    return text.startswith("notes:") or "exporting your connection data" in text
