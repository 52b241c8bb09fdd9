"""Writing CSV that Outlook imports: the desktop program's 92 columns, or outlook.com's 61.

The desktop program reads the code page of its computer (Windows-1252 here), so characters outside
are replaced by their bare letter or ``?`` and counted; outlook.com reads UTF-8. Outlook has a fixed
number of columns: what doesn't fit, and what it has no column for, is left out and counted.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from netjournal.folding import fold
from netjournal.formats.mapping import ColumnUse
from netjournal.formats.tables.headernames import key, languages, names
from netjournal.formats.tables.outlook import MORE
from netjournal.progress import Silent

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netjournal.formats.draft import Address, ContactDraft, Relation
    from netjournal.progress import Progress

DESKTOP_ENCODING = "cp1252"
_WEB = (
    "First Name|Middle Name|Last Name|Title|Suffix|Nickname|Given Yomi|Surname Yomi"
    "|E-mail Address|E-mail 2 Address|E-mail 3 Address|Home Phone|Home Phone 2|Business Phone"
    "|Business Phone 2|Mobile Phone|Car Phone|Other Phone|Primary Phone|Pager|Business Fax"
    "|Home Fax|Other Fax|Company Main Phone|Callback|Radio Phone|Telex|TTY/TDD Phone|IMAddress"
    "|Job Title|Department|Company|Office Location|Manager's Name|Assistant's Name"
    "|Assistant's Phone|Company Yomi|Business Street|Business City|Business State"
    "|Business Postal Code|Business Country/Region|Home Street|Home City|Home State"
    "|Home Postal Code|Home Country/Region|Other Street|Other City|Other State"
    "|Other Postal Code|Other Country/Region|Personal Web Page|Spouse|Schools|Hobby|Location"
    "|Web Page|Birthday|Anniversary|Notes"
)
_DEFAULTS = {"Gender": "Unspecified", "Priority": "Normal", "Private": "False"}
_DEFAULTS["Sensitivity"] = "Normal"
# other words for the labels of Outlook's columns
_ALIKE = {"cell": "mobile", "iphone": "mobile", "business": "work", "office": "work"}
_ALIKE |= {"fax": "work fax", "main": "primary", "private": "home", "company": "company main"}
_SPARE = {
    "phone": ("other", "primary", "work", "home", "callback", "radio", "car"),
    "url": ("work", "home"),
}
_PLACES = ("street", "locality", "region", "postal_code", "country", "po_box")
_ROLES = ("spouse", "child", "manager", "assistant")

Slot = tuple[str, str]
Cells = dict[Slot, list[str]]


@dataclass(frozen=True, slots=True)
class Written:
    """What became of some contacts: how many, and what Outlook could not take."""

    contacts: int
    lost_characters: int
    left_out: int


class _Table:
    """Knows the columns of one dialect and fills a row of them."""

    def __init__(self, columns: list[tuple[str, ColumnUse]], desktop: bool) -> None:
        self.header = [name for name, _ in columns]
        self.lost = self.left_out = 0
        self._desktop = desktop
        self._at: dict[Slot, list[int]] = {}
        for at, (_, use) in enumerate(columns):
            self._at.setdefault((use.target, use.label), []).append(at)
        self._room = {slot: len(places) for slot, places in self._at.items()}
        self._empty = [_DEFAULTS.get(name, "") for name in self.header]
        # what an Outlook file had and a draft has no field for goes back to its column
        self._kept_at = {name: at for at, (name, use) in enumerate(columns) if use.target == "keep"}

    def row(self, draft: ContactDraft) -> list[str]:
        """Return the cells of one contact."""
        cells: Cells = {}
        self._fill_names(cells, draft)
        self._fill_methods(cells, draft)
        for address in draft.addresses:
            self._fill_address(cells, address)
        for relation in draft.relations:
            self._fill_relation(cells, relation)
        self._fill_dates(cells, draft)
        kept = {extra.name: extra.value for extra in draft.extras if extra.source == "csv"}
        row = self._empty.copy()
        for slot, waiting in cells.items():
            for at, cell in zip(self._at[slot], waiting, strict=False):
                row[at] = cell
        for name, cell in kept.items():
            at = self._kept_at.get(name, -1)
            if at >= 0:
                row[at] = cell
        return [cell if cell.isascii() else self._settled(cell) for cell in row]

    def _put(self, cells: Cells, slot: Slot, value: str) -> bool:
        """Put a value into its column; say whether there was room."""
        if not value:
            return True
        taken = cells.setdefault(slot, []) if slot in self._room else None
        if taken is None or len(taken) >= self._room[slot]:
            return False
        taken.append(value)
        return True

    def _must(self, cells: Cells, slot: Slot, value: str) -> None:
        if value and not self._put(cells, slot, value):
            self.left_out += 1

    def _fill_names(self, cells: Cells, draft: ContactDraft) -> None:
        name = draft.name
        organisation = draft.affiliations[0] if draft.affiliations else None
        company = organisation.organisation if organisation else ""
        given = name.given
        if not name and draft.kind == "organisation":
            company = company or draft.full_name
        elif not name:
            given = draft.full_name
        for slot, value in (
            ("prefix", name.prefix),
            ("given", given),
            ("additional", name.additional),
            ("family", name.family),
            ("suffix", name.suffix),
            ("organisation", company),
            ("title", organisation.title if organisation else ""),
            ("department", organisation.department if organisation else ""),
            ("nickname", draft.nicknames[0] if draft.nicknames else ""),
            ("note", draft.note.replace("\r\n", "\n").replace("\n", "\r\n")),
            ("tags", ";".join(draft.tags)),
            ("interests", "; ".join(draft.interests)),
            ("met_through", draft.met_through),
        ):
            self._must(cells, (slot, ""), value)
        self.left_out += max(0, len(draft.affiliations) - 1) + max(0, len(draft.nicknames) - 1)

    def _fill_methods(self, cells: Cells, draft: ContactDraft) -> None:
        number = 0
        for method in draft.methods:
            if method.kind == "email":
                number += 1
                slot = ("email", str(number))
                if self._put(cells, slot, method.value):
                    self._put(cells, ("email_type", slot[1]), "SMTP")
                    shown = f"{draft.full_name} ({method.value})"
                    self._put(cells, ("email_name", slot[1]), shown)
                else:
                    self.left_out += 1
                continue
            label = method.label.lower() if method.kind in _SPARE else ""
            choices = (_ALIKE.get(label, label), *_SPARE.get(method.kind, ()))
            if not any(self._put(cells, (method.kind, each), method.value) for each in choices):
                self.left_out += 1

    def _fill_address(self, cells: Cells, address: Address) -> None:
        label = address.label.lower()
        for place in (_ALIKE.get(label, label), "other", "home", "work"):
            slots = [(part, place) for part in _PLACES]
            if ("street", place) in self._room and not any(cells.get(slot) for slot in slots):
                for slot in slots:
                    self._must(cells, slot, getattr(address, slot[0]))
                if not address.street:
                    self._put(cells, ("street", place), address.formatted)
                return
        self.left_out += 1

    def _fill_relation(self, cells: Cells, relation: Relation) -> None:
        role = relation.label.lower()
        slot = ("relation", role)
        if role == "child" and cells.get(slot):
            cells[slot][0] += f"; {relation.name}"
        elif role not in _ROLES or not self._put(cells, slot, relation.name):
            self.left_out += 1

    def _fill_dates(self, cells: Cells, draft: ContactDraft) -> None:
        self._must(cells, ("birthday", ""), _us_date(draft.birthday))
        self.left_out += bool(draft.birthday and not _us_date(draft.birthday))
        for date in draft.dates:
            slot = ("date", date.label.lower())
            if not _us_date(date.date) or not self._put(cells, slot, _us_date(date.date)):
                self.left_out += 1

    def _settled(self, cell: str) -> str:
        """Return a cell in characters the program can read."""
        if not self._desktop:
            return cell
        self.lost += sum(not one.encode(DESKTOP_ENCODING, "ignore") for one in cell)
        return for_windows(cell)


def for_windows(text: str) -> str:
    """Return a text in the characters of Windows-1252: bare letters or ``?`` for all others."""
    try:
        text.encode(DESKTOP_ENCODING)
    except UnicodeEncodeError:
        return "".join(
            one if one.encode(DESKTOP_ENCODING, "ignore") else _bare(one) for one in text
        )
    return text


def write_desktop(
    file: TextIO, drafts: Iterable[ContactDraft], *, progress: Progress | None = None
) -> Written:
    """Write for the desktop program: everything quoted, month before day.

    Args:
        file: Opened for text in ``DESKTOP_ENCODING`` with ``newline=""``.
        drafts: The contacts; read once.
        progress: Told after every 500 contacts; the total is 0.

    Returns:
        Counts for telling the user.
    """
    columns = [pair for pair in names("outlook", "en_GB") if pair[1].target != "formatted"]
    return _write(file, drafts, _Table(columns, desktop=True), progress)


def write_web(
    file: TextIO, drafts: Iterable[ContactDraft], *, progress: Progress | None = None
) -> Written:
    """Write for outlook.com and the new Outlook; ``file`` in UTF-8, otherwise as above."""
    known = {k: uses for language in languages("outlook")[:4] for k, uses in language.uses.items()}
    columns = []
    for name in _WEB.split("|"):
        uses = known.get(key(name), [])
        columns.append((name, MORE.get(key(name)) or (uses[0] if uses else ColumnUse("keep"))))
    return _write(file, drafts, _Table(columns, desktop=False), progress)


def _write(
    file: TextIO, drafts: Iterable[ContactDraft], table: _Table, progress: Progress | None
) -> Written:
    writer = csv.writer(file, quoting=csv.QUOTE_ALL)
    writer.writerow(table.header)
    count = 0
    for count, draft in enumerate(drafts, start=1):
        writer.writerow(table.row(draft))
        if count % 500 == 0:
            (progress or Silent()).step(count, 0)
    return Written(count, table.lost, table.left_out)


def _us_date(date: str) -> str:
    """Return a whole date as Outlook in English reads it, or empty text."""
    if len(date) != 10:
        return ""
    year, month, day = date.split("-")
    return f"{int(month)}/{int(day)}/{year}"


def _bare(character: str) -> str:
    """Return the letter without its marks when Windows has that, else a question mark."""
    bare = fold(character)
    bare = bare.upper() if character.isupper() else bare
    return bare if bare and bare.encode(DESKTOP_ENCODING, "ignore") else "?"
