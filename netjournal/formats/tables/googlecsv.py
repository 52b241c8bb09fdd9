"""Writing Google Contacts CSV with the header in use since 2024, verbatim, UTF-8.

Google knows fewer things than a draft: how people met, needs, interests and skills, photos, and
extras of other programs are not written. Messengers become custom fields, which Google keeps.
Its import takes about ``MOST_ROWS`` rows at a time.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, TextIO

from netjournal.formats.names import compose
from netjournal.formats.tables.google import CUSTOM
from netjournal.formats.tables.google_groups import SEPARATOR
from netjournal.progress import Silent

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netjournal.formats.draft import ContactDraft, Method
    from netjournal.progress import Progress

MOST_ROWS = 3_000
_SINGLE = [
    "First Name",
    "Middle Name",
    "Last Name",
    "Phonetic First Name",
    "Phonetic Middle Name",
    "Phonetic Last Name",
    "Name Prefix",
    "Name Suffix",
    "Nickname",
    "File As",
    "Organization Name",
    "Organization Title",
    "Organization Department",
    "Birthday",
    "Notes",
    "Photo",
    "Labels",
]
_PAIR = ("Label", "Value")
_GROUPS: dict[str, tuple[str, ...]] = {
    "E-mail": _PAIR,
    "Phone": _PAIR,
    "Address": (
        "Label",
        "Formatted",
        "Street",
        "City",
        "PO Box",
        "Region",
        "Postal Code",
        "Country",
        "Extended Address",
    ),
    "Relation": _PAIR,
    "Website": _PAIR,
    "Event": _PAIR,
    CUSTOM: _PAIR,
}
_KINDS = {"email": "E-mail", "phone": "Phone", "url": "Website"}
# Google's own labels begin with a capital; others are free text
_LABELS = {name.lower(): name for name in ("Home", "Work", "Mobile", "Other", "Main", "Pager")}
_LABELS |= {name.lower(): name for name in ("Work Fax", "Home Fax", "Profile", "Blog", "Home Page")}
_LABELS |= {name.lower(): name for name in ("Spouse", "Partner", "Child", "Manager", "Assistant")}
_LABELS |= {name.lower(): name for name in ("Anniversary", "Friend", "Mother", "Father", "Parent")}

Groups = dict[str, list[list[str]]]


def measure(drafts: Iterable[ContactDraft]) -> dict[str, int]:
    """Return how often each repeated group is needed, by its name in the header."""
    widths = dict.fromkeys(_GROUPS, 0)
    for draft in drafts:
        for name, cells in _groups(draft).items():
            widths[name] = max(widths[name], len(cells))
    return widths


def write_contacts(
    file: TextIO,
    drafts: Iterable[ContactDraft],
    widths: dict[str, int] | None = None,
    *,
    progress: Progress | None = None,
) -> int:
    """Write contacts, one row each.

    Args:
        file: Opened for UTF-8 text with ``newline=""``.
        drafts: The contacts. Read twice when ``widths`` is not given: pass a list, or an object
            whose ``__iter__`` begins anew, then.
        widths: From ``measure``.
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
    writer = csv.writer(file)  # with CRLF as line end it quotes a lone CR, too
    writer.writerow(_header(widths))
    count = 0
    for count, draft in enumerate(drafts, start=1):
        writer.writerow(_row(draft, widths))
        if count % 500 == 0:
            (progress or Silent()).step(count, 0)
    return count


def _header(widths: dict[str, int]) -> list[str]:
    header = list(_SINGLE)
    for name, parts in _GROUPS.items():
        for number in range(1, widths[name] + 1):
            header += [f"{name} {number} - {part}" for part in parts]
    return header


def _row(draft: ContactDraft, widths: dict[str, int]) -> list[str]:
    row = _single(draft)
    for name, found in _groups(draft).items():
        missing = widths[name] - len(found)
        if missing < 0:
            raise ValueError("a contact needs more columns than widths says")
        for cells in found:
            row += cells
        row += [""] * (missing * len(_GROUPS[name]))
    return row


def _single(draft: ContactDraft) -> list[str]:
    name = draft.name
    kept = {extra.name: extra.value for extra in draft.extras if not extra.group}
    given, file_as = name.given, kept.get("File As", "")
    organisations = [a.organisation for a in draft.affiliations]
    if not name and draft.kind == "organisation":
        organisations = organisations or [draft.full_name]
    elif not name:
        given = draft.full_name
    elif not file_as and draft.full_name != compose(name):
        file_as = draft.full_name
    return [
        given,
        name.additional,
        name.family,
        *(kept.get(f"Phonetic {part} Name", "") for part in ("First", "Middle", "Last")),
        name.prefix,
        name.suffix,
        ", ".join(draft.nicknames),
        file_as,
        _joined(organisations),
        _joined([a.title for a in draft.affiliations]),
        _joined([a.department for a in draft.affiliations]),
        draft.birthday if _whole(draft.birthday) else "",
        draft.note,
        kept.get("Photo", ""),
        SEPARATOR.join(["* myContacts", *map(_tag, draft.tags)]),
    ]


def _groups(draft: ContactDraft) -> Groups:
    found: Groups = {name: [] for name in _GROUPS}
    for method in draft.methods:
        group = _KINDS.get(method.kind, CUSTOM)
        found[group].append([_method_label(method, group), method.value])
    for a in draft.addresses:
        places = [a.formatted, a.street, a.locality, a.po_box, a.region, a.postal_code, a.country]
        found["Address"].append([_label(a.label), *places, a.extended])
    found["Relation"] = [[_label(r.label), r.name] for r in draft.relations]
    for date in draft.dates:
        found["Event" if _whole(date.date) else CUSTOM].append([_label(date.label), date.date])
    if draft.birthday and not _whole(draft.birthday):
        found[CUSTOM].append(["Birthday", draft.birthday])
    found[CUSTOM] += [[e.name, e.value] for e in draft.extras if e.group == CUSTOM]
    return found


def _method_label(method: Method, group: str) -> str:
    if group == CUSTOM:
        return method.service.capitalize() or method.label or "Messenger"
    label = _label(method.label)
    if not method.preferred:
        return label
    return f"* {label}" if label else "*"


def _label(label: str) -> str:
    return _LABELS.get(label, label)


def _tag(tag: str) -> str:
    return "* starred" if tag == "starred" else tag


def _joined(values: list[str]) -> str:
    return SEPARATOR.join(values) if any(values) else ""


def _whole(date: str) -> bool:
    """Say whether Google takes a date: it needs the day and the month."""
    return len(date) in (7, 10) and (date.count("-") == 2 or date.startswith("--"))
