"""The cells of Google's numbered groups and labels, put into a draft."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from operator import itemgetter
from typing import TYPE_CHECKING

from netjournal.formats.draft import Address, Affiliation
from netjournal.formats.links import linkedin_profile
from netjournal.formats.tables.csvrows import Row
from netjournal.formats.tables.headernames import key
from netjournal.kept_texts import kept

if TYPE_CHECKING:
    from netjournal.formats.draft import ContactDraft, Method

SEPARATOR = " ::: "
PLACE: tuple[str, ...] = ("street", "extended", "po_box", "locality", "region", "postal_code")
PLACE += ("country", "formatted")
WORK = ("organisation", "title", "department")
# Every contact is in the first; the second are addresses Google gathered by itself.
_SYSTEM = {"mycontacts", "othercontacts"}
# where the label stands (-1: nowhere), the parts' names, and what takes their cells from a row
Group = tuple[int, tuple[str, ...], Callable[[Row], tuple[str, ...]]]


def add_methods(draft: ContactDraft, method: Method) -> None:
    """Add a link, which may be a profile, or what may be several values in one cell."""
    if method.kind == "url" and (profile := linkedin_profile(method.value)):
        method.service = "linkedin"
        if ("linkedin", profile) not in draft.external_ids:
            draft.external_ids.append(("linkedin", profile))
    for value in method.value.split(SEPARATOR):
        if value:
            draft.methods.append(replace(method, value=value))
            method.preferred = False


def make_group(label_at: int, spots: dict[str, int]) -> Group:
    """Order a group's parts like the fields of its dataclass."""
    order = WORK if spots.keys() <= set(WORK) else PLACE
    names = tuple(name for name in order if name in spots)
    at = [spots[name] for name in names]
    take = itemgetter(*at) if len(at) > 1 else lambda row: tuple(row[i] for i in at)
    return label_at, names, take


def add_addresses(draft: ContactDraft, row: Row, group: Group) -> None:
    """Add the addresses of one group of columns."""
    label_at, names, take = group
    values = take(row)
    if not any(values):
        return
    label = row[label_at] if label_at >= 0 else ""
    label = label[1:].lstrip(" ") if label.startswith("*") else label
    for parts in _apart(names, values):
        draft.addresses.append(Address(label, **parts))


def add_jobs(draft: ContactDraft, row: Row, group: Group) -> None:
    """Add the organisations of one group of columns."""
    _, names, take = group
    values = take(row)
    if not any(values):
        return
    if names == WORK[: len(names)] and SEPARATOR not in "\0".join(values):
        draft.affiliations.append(Affiliation(*values))
        return
    for parts in _apart(names, values):
        draft.affiliations.append(Affiliation(**parts))


def _apart(names: tuple[str, ...], values: tuple[str, ...]) -> list[dict[str, str]]:
    """Take several values in one group apart: the second street goes with the second city."""
    if SEPARATOR not in "\0".join(values):
        return [dict(zip(names, values, strict=True))]
    several = {name: value.split(SEPARATOR) for name, value in zip(names, values, strict=True)}
    count = max(map(len, several.values()))
    return [
        {part: each[n] for part, each in several.items() if n < len(each)} for n in range(count)
    ]


def add_labels(draft: ContactDraft, cell: str) -> None:
    """Make tags of labels; Google's own groups lose their star, those of everybody are left out."""
    if tags := _tags(cell):
        draft.tags += [tag for tag in tags if tag not in draft.tags] if draft.tags else tags


@kept(1024)
def _tags(cell: str) -> tuple[str, ...]:
    """Return the tags of a cell, each once; a file has few different ones."""
    names = []
    for name in cell.split(SEPARATOR):
        if name.startswith("*"):
            name = name[1:].strip()
            if key(name) in _SYSTEM:
                continue
            name = name.lower()
        names.append(name)
    return tuple(dict.fromkeys(name for name in names if name))
