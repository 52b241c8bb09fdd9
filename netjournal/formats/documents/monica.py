"""Monica's "Export to JSON" (version 4): people, and what happened with them.

The collections of an account are lists of ``{count, type, values}``; ``type`` is singular in real
exports and plural in others, and a collection that would be empty is missing. References are UUIDs,
some of which lead nowhere. Exports of 2021 hold the user's password hash and second factor in the
collection ``user``: nothing here ever looks into it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netjournal.errors import ImportRejected
from netjournal.formats.documents.jsondocument import load
from netjournal.formats.documents.monica_account import (
    account_of,
    collections,
    is_whole,
    references,
)
from netjournal.formats.documents.monica_contact import contact
from netjournal.formats.documents.monica_talk import activities, talk
from netjournal.formats.draft import Warned
from netjournal.formats.phrases import QT_TRANSLATE_NOOP
from netjournal.formats.recognition import Recognition, Sample
from netjournal.formats.textfile import Source

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from netjournal.formats.documents.monica_account import Entry
    from netjournal.formats.draft import Records
    from netjournal.formats.mapping import Mapping
    from netjournal.progress import Progress

_UNREAD = QT_TRANSLATE_NOOP("reading", "{count} entries of the collection {name} were left out.")

_VERSION = re.compile(rb'"version"\s*:\s*"1\.0-preview')
# Collections of an account that are read, hold what contacts refer to, or are none of our business.
_READ = ("contact", "relationship", "activity", "photo", "user")
_NO_ACCOUNT = QT_TRANSLATE_NOOP("reading", "{file} has no account in it.")


def sniff(sample: Sample) -> Recognition | None:
    """Recognise an export by its version and account."""
    head = sample.head
    if not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") or not _VERSION.search(head):
        return None
    if b'"app_version"' not in head and b'"account"' not in head:
        return None
    return Recognition("monica", 0.95, "4", encoding="utf-8")


def read(
    path: Path, recognition: Recognition, mapping: Mapping | None, progress: Progress
) -> Records:
    """Yield contacts, then their notes, calls, conversations, life events and activities.

    ``line`` is the number of the contact (of an activity: its own) in the export. Partial contacts,
    which only stand for a name in a relationship, become no contacts.

    Raises:
        ImportRejected: The file is damaged or too large.
    """
    document = load(Source(path))
    data = document.get("account") if isinstance(document, dict) else None
    if not isinstance(data, dict):
        raise ImportRejected(_NO_ACCOUNT.format(file=path.name), file=path.name)
    account = account_of(data)
    whole = [(n, e) for n, e in enumerate(account.contacts.values(), start=1) if is_whole(e)]
    for done, (number, entry) in enumerate(whole):
        progress.step(done, 2 * len(whole))
        yield contact(entry, account, number)
    for done, (number, entry) in enumerate(whole, start=len(whole)):
        progress.step(done, 2 * len(whole))
        yield from talk(entry, account, number)
    yield from activities(account)
    for name, count in sorted(_left_out(data, account.contacts.values()).items()):
        yield Warned(0, _UNREAD.format(count=count, name=name))


def _left_out(data: Entry, contacts: Iterable[Entry]) -> dict[str, int]:
    """Count what nothing reads."""
    counts = {name: len(v) for name, v in collections(data) if name not in _READ and v}
    pictures = sum(max(0, len(references(entry, "photo")) - 1) for entry in contacts)
    return counts | ({"photo": pictures} if pictures else {})
