"""A table's row into a draft, by a plan that is made once per file."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from netjournal.formats.dates import decide_order, parse_date
from netjournal.formats.draft import (
    Address,
    Affiliation,
    ContactDraft,
    Extra,
    ImportantDate,
    Method,
    Relation,
)
from netjournal.formats.links import linkedin_profile
from netjournal.formats.names import complete
from netjournal.formats.phrases import QT_TRANSLATE_NOOP, Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from netjournal.formats.mapping import ColumnUse
    from netjournal.formats.tables.csvrows import Row

NO_DATE = QT_TRANSLATE_NOOP("reading", "“{name}” is no date; it was kept as text.")
_NO_BIRTHDAY = QT_TRANSLATE_NOOP("reading", "The birthday is no date; it was kept as text.")

_PLAIN = {"full_name", "pronouns", "headline", "met_place", "met_through", "met_event"}
_TEXTS = {"note", "met_story"}  # several columns make one text
_NAME = {"prefix", "given", "additional", "family", "suffix"}
_LISTS = {"tags": "tags", "interests": "interests", "skills": "skills", "needs": "needs"}
_METHODS = {"email", "phone", "url", "messenger"}
_ADDRESS = {"street", "extended", "po_box", "locality", "region", "postal_code", "country"}
_ADDRESS |= {"formatted"}
_WORK = {"organisation", "title", "department"}
_DATES = {"birthday", "met_on", "connected_on"}
_BIRTH = ("birth_year", "birth_month", "birth_day")
_MAILS = re.compile(r"(?:\s*[;,|\n]\s*|\s:::\s|\s+)")
_NUMBERS = re.compile(r"\s*(?:[;\n]|\s:::\s)\s*")
_WHOLE_NUMBERS = re.compile(r"[+(\d][\d ()./-]{4,}(?:,\s*[+(\d][\d ()./-]{4,})+")

Spot = tuple[int, str]


class Plan:
    """Where every cell of a row goes.

    Args:
        header: The column names; an extra is named after its column.
        uses: One use per column.
        order: How numeric dates are written (``mdy``, ``dmy``, ``ymd``).
    """

    def __init__(self, header: Sequence[str], uses: Sequence[ColumnUse], order: str) -> None:
        self.problems: list[Phrase] = []
        self._header = list(header)
        self._width = len(header)
        self._order = order
        spots = list(enumerate(uses))
        self._texts = _spots(spots, _PLAIN | _TEXTS)
        self._name = _spots(spots, _NAME)
        self._lists = [(i, _LISTS[t]) for i, t in _spots(spots, set(_LISTS))]
        self._nicknames = [i for i, use in spots if use.target == "nickname"]
        self._methods = [(i, u.target, u.label) for i, u in spots if u.target in _METHODS]
        self._addresses = _by_label(spots)
        self._work = _by_turn(spots)
        self._dates = _spots(spots, _DATES)
        self._birth = {t: i for i, t in _spots(spots, set(_BIRTH))}
        self._labelled = [
            (i, u.target, u.label)
            for i, u in spots
            if u.target in ("date", "relation", "external_id")
        ]
        self._keep = [i for i, use in spots if use.target == "keep"]
        # only the steps that have something to do in this file
        steps = (
            (self._texts or self._name, self._fill_names),
            (self._nicknames or self._lists, self._fill_lists),
            (True, self.fill_more),
            (self._methods, self._fill_methods),
            (self._addresses or self._work, self._fill_places),
            (self._dates or self._birth, self._fill_dates),
            (self._labelled, self._fill_labelled),
            (self._keep, self._fill_extras),
        )
        self._steps = [step for needed, step in steps if needed]

    def draft(self, line: int, row: Row) -> ContactDraft | None:
        """Return the draft of one row, or ``None`` when all its cells are blank.

        What could not be understood is kept as an extra, and told in ``problems`` (cleared first).
        """
        if not any(row):
            return None
        self.problems.clear()
        draft = ContactDraft(line)
        surplus = len(row) - self._width
        if surplus < 0:
            row = row + [""] * -surplus
        for step in self._steps:
            step(draft, row)
        if surplus > 0:
            for at in range(self._width, len(row)):
                if row[at]:
                    self.extra(draft, at, row[at])
        if not complete(draft) and not "".join(row).strip():
            return None
        return draft

    def fill_more(self, draft: ContactDraft, row: Row) -> None:
        """Fill what a subclass knows beside; the row is as wide as the header at least."""

    def _fill_names(self, draft: ContactDraft, row: Row) -> None:
        for at, target in self._texts:
            if cell := row[at]:
                self._text(draft, at, target, cell)
        name = draft.name
        for at, target in self._name:
            if cell := row[at]:
                if getattr(name, target):
                    self.extra(draft, at, cell)
                else:
                    setattr(name, target, cell)

    def _fill_lists(self, draft: ContactDraft, row: Row) -> None:
        draft.nicknames.extend([row[at] for at in self._nicknames if row[at]])
        for at, attribute in self._lists:
            if cell := row[at]:
                each = dict.fromkeys((*getattr(draft, attribute), *split_list(cell)))
                setattr(draft, attribute, list(each))

    def _fill_methods(self, draft: ContactDraft, row: Row) -> None:
        for at, kind, label in self._methods:
            cell = row[at]
            if cell and not cell.isspace():
                add_method(draft, kind, cell, label)

    def _fill_extras(self, draft: ContactDraft, row: Row) -> None:
        for at in self._keep:
            if row[at]:
                self.extra(draft, at, row[at])

    def _fill_places(self, draft: ContactDraft, row: Row) -> None:
        for label, spots in self._addresses:
            if any(row[at] for at, _ in spots):
                address = Address(label)
                for at, attribute in spots:
                    _append(address, attribute, row[at])
                draft.addresses.append(address)
        for spots in self._work:
            if any(row[at] for at, _ in spots):
                affiliation = Affiliation()
                for at, attribute in spots:
                    _append(affiliation, attribute, row[at])
                draft.affiliations.append(affiliation)

    def _fill_dates(self, draft: ContactDraft, row: Row) -> None:
        for at, attribute in self._dates:
            if (cell := row[at]) and (found := self._date(draft, at, cell)):
                setattr(draft, attribute, found)
        if self._birth:
            self._fill_birth(draft, row)

    def _fill_labelled(self, draft: ContactDraft, row: Row) -> None:
        for at, target, label in self._labelled:
            if not (cell := row[at]):
                continue
            if target == "relation":
                names = split_list(cell) if label == "child" else (cell,)
                draft.relations.extend(Relation(label, name) for name in names)
            elif target == "external_id":
                draft.external_ids.append((label, cell))
            elif found := self._date(draft, at, cell):
                draft.dates.append(ImportantDate(label or self._header[at], found))

    def _fill_birth(self, draft: ContactDraft, row: Row) -> None:
        """Put a birthday together from columns for year, month and day."""
        cells = {target: row[at].strip() for target, at in self._birth.items()}
        if not any(cells.values()) or draft.birthday:
            return
        year, month, day = (cells.get(target, "") for target in _BIRTH)
        if year and month and day:
            draft.birthday = parse_date(f"{year.zfill(4)}-{month.zfill(2)}-{day.zfill(2)}")
        elif month and day:
            draft.birthday = parse_date(f"--{month.zfill(2)}-{day.zfill(2)}")
        elif year:
            draft.birthday = parse_date(f"{year}-{month}" if month else year)
        if not draft.birthday:
            self.problems.append(_NO_BIRTHDAY)
            for target, at in self._birth.items():
                if cells[target]:
                    self.extra(draft, at, row[at])

    def _text(self, draft: ContactDraft, at: int, target: str, cell: str) -> None:
        before = getattr(draft, target)
        if not before:
            setattr(draft, target, cell)
        elif target in _TEXTS:
            setattr(draft, target, f"{before}\n{cell}")
        elif cell != before:
            self.extra(draft, at, cell)

    def _date(self, draft: ContactDraft, at: int, cell: str) -> str:
        found = parse_date(cell, self._order)
        if not found and any(c in "123456789" for c in cell):
            self.extra(draft, at, cell)
            self.problems.append(NO_DATE.format(name=self._header[at]))
        elif not found and any(c.isalpha() for c in cell):
            self.extra(draft, at, cell)
        return found

    def extra(self, draft: ContactDraft, at: int, cell: str) -> None:
        """Keep a cell under its column's name."""
        name = self._header[at] if at < self._width else ""
        draft.extras.append(Extra("csv", name or f"Column {at + 1}", cell))


def add_method(draft: ContactDraft, kind: str, cell: str, label: str) -> None:
    """Add what one cell holds: usually one address or number, sometimes several.

    A LinkedIn profile also becomes an external id, so that it is found again.
    """
    if kind == "email" and cell.count("@") > 1:
        parts = [part for part in _MAILS.split(cell) if part]
        values = parts if all("@" in part for part in parts) else [cell]
    elif kind == "phone" and (";" in cell or "\n" in cell or ":::" in cell):
        values = [part for part in _NUMBERS.split(cell) if part]
    elif kind == "phone" and "," in cell and _WHOLE_NUMBERS.fullmatch(cell):
        values = [part.strip() for part in cell.split(",")]
    else:
        values = [cell]
    service = label.lower() if kind == "messenger" else ""
    if kind == "url" and (profile := linkedin_profile(cell)):
        service = "linkedin"
        if ("linkedin", profile) not in draft.external_ids:
            draft.external_ids.append(("linkedin", profile))
    for value in values:
        draft.methods.append(Method(kind, value, label, False, service))


def split_list(cell: str) -> Iterator[str]:
    """Yield the items of a cell such as ``a; b``: split at ``;`` if there is one, else at ``,``."""
    for separator in (" ::: ", ";", "\n", "|", ","):
        if separator in cell:
            break
    for item in cell.split(separator):
        if item and not item.isspace():
            yield item.strip()


def date_order(uses: Sequence[ColumnUse], rows: Iterable[Row], default: str) -> str:
    """Return how the dates of some rows are ordered, ``default`` when they don't tell."""
    spots = [i for i, use in enumerate(uses) if use.target in _DATES or use.target == "date"]
    return decide_order((row[at] for row in rows for at in spots if at < len(row)), default)


def _append(thing: Address | Affiliation, attribute: str, cell: str) -> None:
    """Set a part, or add a further line to it (``Street 2``)."""
    if cell:
        before = getattr(thing, attribute)
        setattr(thing, attribute, f"{before}\n{cell}" if before else cell)


def _spots(spots: list[tuple[int, ColumnUse]], targets: set[str]) -> list[Spot]:
    return [(i, use.target) for i, use in spots if use.target in targets]


def _by_label(spots: list[tuple[int, ColumnUse]]) -> list[tuple[str, list[Spot]]]:
    groups: dict[str, list[Spot]] = {}
    for i, use in spots:
        if use.target in _ADDRESS:
            groups.setdefault(use.label, []).append((i, use.target))
    return list(groups.items())


def _by_turn(spots: list[tuple[int, ColumnUse]]) -> list[list[Spot]]:
    """Group work columns: the second title goes with the second organisation."""
    groups: list[list[Spot]] = []
    turns: Counter[str] = Counter()
    for i, use in spots:
        if use.target in _WORK:
            if turns[use.target] == len(groups):
                groups.append([])
            groups[turns[use.target]].append((i, use.target))
            turns[use.target] += 1
    return groups
