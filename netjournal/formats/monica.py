"""Monica's "Export to JSON" (version 4): people, and what happened with them.

The collections of an account are lists of ``{count, type, values}``; ``type`` is singular in real
exports and plural in others, and a collection that would be empty is missing. References are UUIDs,
some of which lead nowhere. Exports of 2021 hold the user's password hash and second factor in the
collection ``user``: nothing here ever looks into it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from netjournal.errors import ImportRejected
from netjournal.formats.draft import Warned
from netjournal.formats.jsondocument import load, objects, text
from netjournal.formats.monica_contact import Account, contact
from netjournal.formats.monica_talk import activities, talk
from netjournal.formats.recognition import Recognition, Sample
from netjournal.formats.textfile import Source

if TYPE_CHECKING:
    from pathlib import Path

    from netjournal.formats.draft import Records
    from netjournal.formats.mapping import Mapping
    from netjournal.progress import Progress

_MARK = re.compile(rb'"account"\s*:\s*\{')
_VERSION = re.compile(rb'"version"\s*:\s*"1\.0-preview')
# Collections of an account that are read, or that hold what contacts refer to.
_KNOWN = {"contact", "relationship", "activity", "photo", "user"}


def sniff(sample: Sample) -> Recognition | None:
    """Recognise an export by its version and account."""
    head = sample.head
    if not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return None
    if not (_VERSION.search(head) and (_MARK.search(head) or b'"app_version"' in head)):
        return None
    return Recognition("monica", 0.95, "4", encoding="utf-8")


def read(
    path: Path, recognition: Recognition, mapping: Mapping | None, progress: Progress
) -> Records:
    """Yield contacts, then their notes, calls, conversations, life events and activities.

    ``line`` is the number of the contact in the export. Partial contacts, which stand for a name in
    a relationship, become no contacts.

    Raises:
        ImportRejected: The file is damaged or too large.
    """
    document = load(Source(path))
    data = document.get("account") if isinstance(document, dict) else None
    if not isinstance(data, dict):
        raise ImportRejected(f"{path.name} has no account in it.", file=path.name)
    account = account_of(data)
    total = len(account.contacts)
    for number, entry in enumerate(account.contacts.values(), start=1):
        progress.step(number, 2 * total)
        if account.is_whole(entry):
            yield contact(entry, account, number)
    for number, entry in enumerate(account.contacts.values(), start=1):
        progress.step(total + number, 2 * total)
        if account.is_whole(entry):
            yield from talk(entry, account, number)
    yield from activities(account)
    for name, count in sorted(_left_out(data).items()):
        yield Warned(0, f"{count} entries of the collection {name} were left out.")


def account_of(data: dict[str, Any]) -> Account:
    """Return an account's collections by UUID."""
    account = Account()
    targets = {
        "contact": account.contacts,
        "photo": account.photos,
        "activity": account.activities,
        "relationship": account.relationships,
    }
    for name, values in collections(data):
        if name in targets:
            for number, value in enumerate(objects(values)):
                targets[name][text(value.get("uuid")) or f"#{number}"] = value
    instance = data.get("instance")
    for entries in instance.values() if isinstance(instance, dict) else ():
        for entry in objects(entries):
            account.kinds[text(entry.get("uuid"))] = properties(entry)
    return account


def collections(holder: dict[str, Any]) -> list[tuple[str, Any]]:
    """Return the collections of an account or a contact: singular name and values."""
    return [
        (singular(text(entry.get("type"))), entry.get("values"))
        for entry in objects(holder.get("data"))
    ]


def _left_out(data: dict[str, Any]) -> dict[str, int]:
    """Count what is in collections that nothing reads."""
    return {
        name: len(values)
        for name, values in collections(data)
        if name not in _KNOWN and isinstance(values, list) and values
    }
