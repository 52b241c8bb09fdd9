"""LinkedIn's data export: its CSV files one by one, or the whole ZIP archive.

The parts that matter are read by ``linkedin_people`` (Connections.csv, Contacts.csv) and
``linkedin_talk`` (messages.csv, Invitations.csv); here is told which one a file is.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from netjournal.errors import ImportRejected, UserError
from netjournal.formats.draft import (
    IN_PART,
    ContactDraft,
    InteractionDraft,
    Rejected,
    Warned,
)
from netjournal.formats.phrases import QT_TRANSLATE_NOOP
from netjournal.formats.recognition import HEAD_BYTES, Recognition, is_bundle
from netjournal.formats.tables import linkedin_people, linkedin_talk
from netjournal.formats.tables.csvtable import head_of
from netjournal.formats.tables.headernames import key
from netjournal.formats.tables.synonyms import guess
from netjournal.formats.textfile import Source, detect, names_in

if TYPE_CHECKING:
    from pathlib import Path

    from netjournal.formats.draft import Records
    from netjournal.formats.mapping import Mapping
    from netjournal.formats.recognition import Sample
    from netjournal.formats.tables.csvtable import TableHead
    from netjournal.progress import Progress

_OTHERWISE = QT_TRANSLATE_NOOP("reading", "{file} in the archive is not what its name says.")
_BOTS_ONLY = QT_TRANSLATE_NOOP(
    "reading", "{file} holds chats with LinkedIn's assistants, not with people."
)
_UPLOADED = QT_TRANSLATE_NOOP(
    "reading", "{file}, the address books you once uploaded, is among them."
)
_INSIDE = QT_TRANSLATE_NOOP("reading", "{file}: {reason}")

# Chats with LinkedIn's assistants, under the header of real messages.
_BOTS = ("guide_messages.csv", "learning_coach_messages.csv", "learning_role_play_messages.csv")
# What is read of an archive, in this order.
_MEMBERS = ("connections.csv", "contacts.csv", "invitations.csv", "messages.csv")
_TELLING = {"connections.csv", "invitations.csv", "messages.csv"}  # any may have contacts
# Names that files of an export have; as many tell that it is one.
_FAMILIAR = {*_TELLING, "profile.csv", "positions.csv", "education.csv", "skills.csv"}
_FAMILIAR |= {"registration.csv", "email addresses.csv", "phonenumbers.csv", "member_follows.csv"}
_FEWEST = 3
_READERS = {
    "connections": linkedin_people.connections,
    "contacts": linkedin_people.contacts,
    "messages": linkedin_talk.messages,
    "invitations": linkedin_talk.invitations,
}


def sniff(sample: Sample) -> Recognition | None:
    """Recognise one of the files or the archive; ``variant`` says which."""
    if sample.head.startswith(b"PK\x03\x04"):
        found = _members(sample.path)
        if is_bundle(sample.path) and not _is_export(found):
            return None
        return Recognition("linkedin", 0.9, variant="archive") if found else None
    table = sample.table
    if table is None:
        return None
    variant = _variant(table)
    if variant == "messages" and sample.path.name.lower() in _BOTS:
        variant = "bots"
    return table.recognition("linkedin", 0.95, variant) if variant else None


def read(
    path: Path, recognition: Recognition, mapping: Mapping | None, progress: Progress
) -> Records:
    """Yield contacts or interactions; see ``formats.read``. A mapping is not needed.

    Raises:
        ImportRejected: The file holds chats with LinkedIn's assistants only, or the archive
            nothing that can be read.
        netjournal.errors.UserError: The file cannot be read any more.
    """
    if recognition.variant == "bots":
        raise ImportRejected(_BOTS_ONLY.format(file=path.name), file=path.name)
    if recognition.variant == "archive":
        yield from _archive(path, progress)
    else:
        yield from _READERS[recognition.variant](Source(path), recognition, progress)


def _variant(table: TableHead) -> str:
    """Name the file a header belongs to; empty when it is none of LinkedIn's."""
    keys = table.keys
    targets = {guess(name).target for name in table.header}
    if {"companies", "emails", "phonenumbers", "createdat"} <= keys:
        return "contacts"
    if "connected_on" in targets and targets & {"given", "family", "full_name"}:
        return "connections"
    if {"from", "to", "date", "content"} <= keys:
        return "messages"
    if {"from", "to", "sentat", "direction"} <= keys:
        return "invitations"
    return ""


def _members(path: Path) -> dict[str, str]:
    """Return LinkedIn's files in an archive: lower-case name to full name, at any depth."""
    found = {name.rsplit("/", 1)[-1].lower(): name for name in reversed(names_in(path))}
    return found if _TELLING & found.keys() else {}


def _is_export(found: dict[str, str]) -> bool:
    """Say whether files that were chosen together are an export that was unpacked."""
    tables = all(name.endswith((".csv", ".html", ".txt", ".zip")) for name in found)
    return tables and len(found.keys() & _FAMILIAR) >= _FEWEST


def _archive(path: Path, progress: Progress) -> Records:
    """Yield the records of all parts of an archive that matter."""
    found = _members(path)
    facts = {"me": _my_name(path, found)}
    for part, name in enumerate(_MEMBERS):
        if name not in found:
            continue
        source = Source(path, found[name])
        recognition = _recognise(source)
        if recognition is None:
            yield Warned(0, _OTHERWISE.format(file=source.name))
            continue
        if recognition.variant == "contacts":
            yield Warned(0, _UPLOADED.format(file=source.name))
        recognition = replace(recognition, facts=facts)
        for record in _READERS[recognition.variant](source, recognition, progress):
            if isinstance(record, Rejected):
                yield Rejected(record.line, _INSIDE.format(file=source.name, reason=record.reason))
                continue
            if isinstance(record, ContactDraft | InteractionDraft):
                record.line += part * IN_PART  # no two people of an archive have one line
            yield record


def _recognise(source: Source) -> Recognition | None:
    encoding = detect(source)
    with source.open() as file:
        head = file.read(HEAD_BYTES)
    table = head_of(head, len(head) < source.size(), encoding)
    variant = _variant(table) if table else ""
    return table.recognition("linkedin", 1.0, variant) if table and variant else None


def _my_name(path: Path, found: dict[str, str]) -> str:
    """Return whose archive it is, as Profile.csv has it; empty when it isn't told."""
    if "profile.csv" not in found:
        return ""
    source = Source(path, found["profile.csv"])
    try:
        encoding = detect(source)
        with source.open() as file:
            table = head_of(file.read(HEAD_BYTES), False, encoding)
        if table is None or not table.samples:
            return ""
        row = dict(zip(map(key, table.header), table.samples[0], strict=False))
    except UserError:
        return ""
    return f"{row.get('firstname', '')} {row.get('lastname', '')}".strip()
