"""Writing our own CSV, plain or for spreadsheets; see ``journalcsv_layout`` for the dialect."""

from __future__ import annotations

import csv
import re
from base64 import b64encode
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TextIO

from netjournal.formats.tables import celllist
from netjournal.formats.tables.journalcsv_layout import (
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
from netjournal.formats.tables.rowtext import BREAK, csv_text
from netjournal.progress import Silent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from netjournal.formats.draft import (
        ContactDraft,
        Extra,
        InteractionDraft,
        Method,
        PersonRef,
        Photo,
        Relation,
    )
    from netjournal.progress import Progress

    Row = str | list[str]  # cells parted by rowtext.BREAK, or one by one

# What makes a spreadsheet run a cell, or take our own mark for its text; blanks before don't help.
_RISKY = re.compile("[\\s\xa0\ufeff]*[-=+@\t\r\n'|%＝＋－＠＇｜％]")
_PHONE = re.compile(r"\+?[0-9 ()./-]+")
TOO_MANY = "a contact needs more columns than widths says"
_BLOCK = 500
_ORDER = 1  # place of the order of methods among the last cells
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
    blocks = _blocks(map(ContactRows(widths).of, drafts))
    return write_rows(file, blocks, widths, spreadsheet=spreadsheet, progress=progress)


def write_rows(
    file: TextIO,
    blocks: Iterable[Sequence[Row]],
    widths: Widths,
    *,
    spreadsheet: bool = False,
    progress: Progress | None = None,
) -> int:
    """Write contacts as rows, in blocks; else as ``write_contacts``."""
    out = _Out(file, contact_header(widths, spreadsheet), spreadsheet)
    return out.write(blocks, progress)


def write_interactions(
    file: TextIO,
    drafts: Iterable[InteractionDraft],
    *,
    spreadsheet: bool = False,
    progress: Progress | None = None,
) -> int:
    """Write interactions, one row each; arguments and result as in ``write_contacts``."""
    out = _Out(file, interaction_header(spreadsheet), spreadsheet)
    return out.write(_blocks(map(_interaction_row, drafts)), progress)


def _blocks(rows: Iterator[list[str]]) -> Iterator[list[list[str]]]:
    while block := list(islice(rows, _BLOCK)):
        yield block


def escape(cell: str) -> str:
    """Put an apostrophe before a cell that a spreadsheet could run as a formula."""
    return f"'{cell}" if _RISKY.match(cell) else cell


class _Out:
    """Writes the header, then rows."""

    def __init__(self, file: TextIO, header: list[str], spreadsheet: bool) -> None:
        self._escaped = spreadsheet
        self._numbers = [re.fullmatch(r"Phone \d+", name) is not None for name in header]
        if spreadsheet:
            file.write("\ufeff")
        self._file, self._writer = file, csv.writer(file)
        self._writer.writerow(header)

    def write(self, blocks: Iterable[Sequence[Row]], progress: Progress | None) -> int:
        """Write rows; return how many."""
        progress = progress or Silent()
        count = 0
        for block in blocks:
            count += len(block)
            if self._escaped:
                self._writer.writerows(map(self._escape, map(_cells, block)))
            else:
                self._write(block)
            if count % _BLOCK == 0:
                progress.step(count, 0)
        return count

    def _write(self, block: Sequence[Row]) -> None:
        texts = [row for row in block if isinstance(row, str)]
        if len(texts) == len(block):
            self._file.write(csv_text(texts))
        else:
            self._writer.writerows(map(_cells, block))

    def _escape(self, row: list[str]) -> list[str]:
        return [
            cell if not cell or (number and _PHONE.fullmatch(cell)) else escape(cell)
            for cell, number in zip(row, self._numbers, strict=False)
        ]


def _cells(row: Row) -> list[str]:
    return row.split(BREAK) if isinstance(row, str) else row


class ContactRows:
    """Makes rows of contacts for given widths.

    Attributes:
        fields: The groups that anybody has, in the order of their columns.
    """

    def __init__(self, widths: Widths) -> None:
        """Lay out the columns."""
        found = [group for group in GROUPS if getattr(widths, group.field)]
        self.fields = [group.field for group in found]
        self._blanks = [[""] * len(g.parts) * getattr(widths, g.field) for g in found]

    def row(
        self,
        first: list[str],
        groups: Iterable[Sequence[str] | None],
        last: tuple[str, ...],
        order: str = "",
    ) -> list[str]:
        """Return the cells of one contact.

        Args:
            first: Those before the groups; a list that becomes the row.
            groups: Of each group in ``fields`` the cells of all its things, one after the other.
            last: What ``last_cells`` returns.
            order: What ``order_of`` says of the kinds of the contact's methods.

        Raises:
            ValueError: There are more than the widths say.
        """
        for blank, found in zip(self._blanks, groups):  # noqa: B905  # a third of the time
            if not found:
                first += blank
                continue
            first += found
            if len(found) != len(blank):
                if len(found) > len(blank):
                    raise ValueError(TOO_MANY)
                first += blank[len(found) :]
        first += last
        if order:
            first[_ORDER - len(last)] = order
        return first

    def of(self, draft: ContactDraft) -> list[str]:
        """Return the cells of a contact that is a draft.

        Raises:
            ValueError: It has more of something than the widths say.
        """
        first = [str(draft.uid or ""), draft.kind, *_texts(draft)]
        first += [celllist.join(items) if items else "" for items in _lists(draft)]
        first.append("yes" if draft.deceased else "")
        groups: dict[str, list[str]] = {}
        for method in draft.methods:
            groups.setdefault(column_kind(method.kind), []).extend(_method_cells(method))
        for field, cells in _CELLS.items():
            if things := getattr(draft, field):
                groups[field] = [cell for thing in things for cell in cells(thing)]
        if not groups.keys() <= set(self.fields):  # a group that nobody was to have
            raise ValueError(TOO_MANY)
        order = order_of([method.kind for method in draft.methods])
        last = last_cells(draft.external_ids, draft.guessed, draft.photo, draft.extras)
        return self.row(first, map(groups.get, self.fields), last, order)


def last_cells(
    ids: Sequence[tuple[str, str]], guessed: Iterable[str], photo: Photo | None, extras: list[Extra]
) -> tuple[str, ...]:
    """Return the cells behind the groups, the order of methods and the mark's column blank."""
    return (
        celllist.join([text for pair in ids for text in pair]) if ids else "",
        "",
        celllist.join(sorted(guessed)) if guessed else "",
        photo.media_type if photo else "",
        b64encode(photo.data).decode("ascii") if photo else "",
        _extras(extras) if extras else "",
        "",
    )


def _method_cells(method: Method) -> tuple[str, ...]:
    return (method.value, method.label, method.service, "yes" if method.preferred else "")


def _relation_cells(relation: Relation) -> tuple[str, ...]:
    return (relation.name, relation.label, str(relation.uid or ""))


_CELLS: dict[str, Callable[[Any], tuple[str, ...]]] = {
    group.field: attrgetter(*(attribute for _, attribute in group.parts))
    for group in GROUPS
    if group.field not in METHOD_KINDS
}
_CELLS["relations"] = _relation_cells


def _interaction_row(draft: InteractionDraft) -> list[str]:
    row = [_text(getattr(draft, attribute)) for attribute in list(INTERACTION.values())[:-3]]
    row.append(celllist.join([person.name for person in draft.people]))
    details = [text for person in draft.people for text in _details(person)]
    row.append(celllist.join(details) if any(details) else "")
    row += [_extras(draft.extras) if draft.extras else "", ""]
    return row


def _details(person: PersonRef) -> Iterator[str]:
    yield from (person.email, person.phone, person.url, str(person.uid or ""), person.note)


def order_of(kinds: Sequence[str]) -> str:
    """Return the kinds of methods when they don't come group by group."""
    places = [METHOD_KINDS.index(kind) if kind in METHOD_KINDS else -1 for kind in kinds]
    return "" if places == sorted(places) and -1 not in places else celllist.join(kinds)


def _extras(extras: list[Extra]) -> str:
    return celllist.join(
        [text for e in extras for text in (e.source, e.name, e.value, e.params, e.group)]
    )


def _text(value: object) -> str:
    """Return a field as text: nothing for None and False, "yes" for True."""
    if value is None or value is False:
        return ""
    return "yes" if value is True else str(value)
