"""Writing our own CSV, plain or for spreadsheets; see ``journalcsv_layout`` for the dialect."""

from __future__ import annotations

import csv
import re
from base64 import b64encode
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TextIO

from netjournal.formats import celllist
from netjournal.formats.journalcsv_layout import (
    GROUPS,
    INTERACTION,
    LISTS,
    METHOD_KINDS,
    TEXTS,
    Widths,
    column_kind,
    contact_header,
    interaction_header,
    measure,
)
from netjournal.progress import Silent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from netjournal.formats.draft import (
        ContactDraft,
        Extra,
        InteractionDraft,
        Method,
        PersonRef,
        Relation,
    )
    from netjournal.progress import Progress

# What makes a spreadsheet run a cell, or take our own mark for its text; blanks before don't help.
_RISKY = re.compile("[\\s\xa0\ufeff]*[-=+@\t\r\n'|%＝＋－＠＇｜％]")
_PHONE = re.compile(r"\+?[0-9 ()./-]+")
_TOO_NARROW = "a contact needs more columns than widths says"
_texts = attrgetter(*TEXTS.values())
_lists = attrgetter(*LISTS.values())


def write_contacts(
    file: TextIO,
    drafts: Iterable[ContactDraft],
    widths: Widths | None = None,
    *,
    spreadsheet: bool = False,
    progress: Progress | None = None,
) -> int:
    """Write contacts, one row each.

    Args:
        file: Opened for UTF-8 text with ``newline=""``.
        drafts: The contacts. Read twice when ``widths`` is not given: pass a list, or an object
            whose ``__iter__`` begins anew, then.
        widths: How many columns the repeated groups need, when the caller knows.
        spreadsheet: Escape what a spreadsheet would run, and begin with a byte order mark.
        progress: Told after every 500 contacts; the total is 0.

    Returns:
        The number of contacts.

    Raises:
        TypeError: ``drafts`` can be read only once and ``widths`` is missing.
        ValueError: A contact needs more columns than ``widths`` says.
    """
    if widths is None:
        if iter(drafts) is drafts:
            raise TypeError("drafts are read twice: pass widths or something re-iterable")
        widths = measure(drafts)
    out = _Out(file, contact_header(widths, spreadsheet), spreadsheet)
    rows = _ContactRows(widths)
    for draft in drafts:
        out.write(rows.row(draft), progress)
    return out.count


def write_interactions(
    file: TextIO,
    drafts: Iterable[InteractionDraft],
    *,
    spreadsheet: bool = False,
    progress: Progress | None = None,
) -> int:
    """Write interactions, one row each; arguments and result as in ``write_contacts``."""
    out = _Out(file, interaction_header(spreadsheet), spreadsheet)
    for draft in drafts:
        out.write(_interaction_row(draft), progress)
    return out.count


def escape(cell: str) -> str:
    """Put an apostrophe before a cell that a spreadsheet could run as a formula."""
    return f"'{cell}" if _RISKY.match(cell) else cell


class _Out:
    """Writes the header, then rows."""

    def __init__(self, file: TextIO, header: list[str], spreadsheet: bool) -> None:
        self.count = 0
        self._escaped = spreadsheet
        self._numbers = [re.fullmatch(r"Phone \d+", name) is not None for name in header]
        if spreadsheet:
            file.write("\ufeff")
        self._writer = csv.writer(file)
        self._writer.writerow(header)

    def write(self, row: list[str], progress: Progress | None) -> None:
        """Write one row, whose last column (the mark's) is missing."""
        row.append("")
        if self._escaped:
            row = [
                cell if not cell or (number and _PHONE.fullmatch(cell)) else escape(cell)
                for cell, number in zip(row, self._numbers, strict=True)
            ]
        self._writer.writerow(row)
        self.count += 1
        if self.count % 500 == 0:
            (progress or Silent()).step(self.count, 0)


class _ContactRows:
    """Makes rows of contacts for given widths."""

    def __init__(self, widths: Widths) -> None:
        # method groups, then the others: field, how often, cells of one, cells where one is missing
        self._groups = [
            (group.field, width, _CELLS[group.field], [""] * len(group.parts))
            for group in GROUPS
            if (width := getattr(widths, group.field))
        ]
        # groups that nobody has have no columns; only what they would need is looked at
        self._none = [g.field for g in GROUPS if not getattr(widths, g.field)]

    def row(self, draft: ContactDraft) -> list[str]:
        """Return the cells of one contact, without the mark's column."""
        row = [str(draft.uid or ""), draft.kind, *_texts(draft)]
        row += [celllist.join(items) if items else "" for items in _lists(draft)]
        row.append("yes" if draft.deceased else "")
        by_kind: dict[str, list[Any]] = {}
        for method in draft.methods:
            by_kind.setdefault(column_kind(method.kind), []).append(method)
        for field, width, cells, blank in self._groups:
            things = by_kind.get(field, ()) if field in METHOD_KINDS else getattr(draft, field)
            for thing in things:
                row += cells(thing)
            if len(things) < width:
                row += blank * (width - len(things))
            elif len(things) > width:
                raise ValueError(_TOO_NARROW)
        for field in self._none:
            if by_kind.get(field) if field in METHOD_KINDS else getattr(draft, field):
                raise ValueError(_TOO_NARROW)
        ids = draft.external_ids
        row.append(celllist.join([text for pair in ids for text in pair]) if ids else "")
        several = len(draft.methods) > 1 or "messenger" in by_kind
        row.append(_order(draft.methods) if several else "")
        row.append(celllist.join(sorted(draft.guessed)) if draft.guessed else "")
        photo = draft.photo
        row.append(photo.media_type if photo else "")
        row.append(b64encode(photo.data).decode("ascii") if photo else "")
        row.append(_extras(draft.extras))
        return row


def _method_cells(method: Method) -> tuple[str, ...]:
    return (method.value, method.label, method.service, "yes" if method.preferred else "")


def _relation_cells(relation: Relation) -> tuple[str, ...]:
    return (relation.name, relation.label, str(relation.uid or ""))


_CELLS: dict[str, Callable[[Any], tuple[str, ...]]] = {
    group.field: attrgetter(*(attribute for _, attribute in group.parts)) for group in GROUPS
}
_CELLS |= dict.fromkeys(METHOD_KINDS, _method_cells)
_CELLS["relations"] = _relation_cells


def _interaction_row(draft: InteractionDraft) -> list[str]:
    row = [_text(getattr(draft, attribute)) for attribute in list(INTERACTION.values())[:-3]]
    row.append(celllist.join([person.name for person in draft.people]))
    details = [text for person in draft.people for text in _details(person)]
    row.append(celllist.join(details) if any(details) else "")
    row.append(_extras(draft.extras))
    return row


def _details(person: PersonRef) -> Iterator[str]:
    yield from (person.email, person.phone, person.url, str(person.uid or ""), person.note)


def _order(methods: list[Method]) -> str:
    """Return the kinds of methods when they don't come group by group."""
    kinds = [method.kind for method in methods]
    places = [METHOD_KINDS.index(kind) if kind in METHOD_KINDS else -1 for kind in kinds]
    return "" if places == sorted(places) and -1 not in places else celllist.join(kinds)


def _extras(extras: list[Extra]) -> str:
    if not extras:
        return ""
    return celllist.join(
        [text for e in extras for text in (e.source, e.name, e.value, e.params, e.group)]
    )


def _text(value: object) -> str:
    """Return a field as text: nothing for None and False, "yes" for True."""
    if value is None or value is False:
        return ""
    return "yes" if value is True else str(value)
