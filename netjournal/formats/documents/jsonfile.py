"""NetJournal's own JSON file: contacts and interactions with nothing left out.

One object per line inside of one JSON document, so that any program can read the whole and ours a
journal of any size line by line::

    {"netjournal": 1, "contacts": [
    {"full_name": "Ada King", …},
    {…}
    ], "interactions": [
    {"day": "2024-05-01", "kind": "coffee", …}
    ]}

Sections besides these two hold plain objects that this module does not interpret.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from netjournal.errors import ImportRejected
from netjournal.formats.documents.jsoncoding import decode, encode
from netjournal.formats.documents.jsondocument import load, loads
from netjournal.formats.draft import ContactDraft, InteractionDraft, Rejected, Warned
from netjournal.formats.phrases import NEWER, QT_TRANSLATE_NOOP
from netjournal.formats.recognition import Recognition, Sample
from netjournal.formats.textfile import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path
    from typing import TextIO

    from netjournal.formats.draft import Record, Records
    from netjournal.formats.mapping import Mapping as ColumnMapping
    from netjournal.progress import Progress

_UNREAD = QT_TRANSLATE_NOOP("reading", "{count} entries of the section {section} were left out.")
_DAMAGED = QT_TRANSLATE_NOOP("reading", "the entry is damaged: {what}")

VERSION = 1
_MARK = re.compile(rb'^(?:\xef\xbb\xbf)?\s*\{\s*"netjournal"\s*:\s*(\d{1,6})\s*[,}]')
_START = re.compile(rb'\{"netjournal": \d+, "([a-z_]+)": \[\n')
_NEXT = re.compile(rb'\], "([a-z_]+)": \[\n')
_LINE_BYTES = 64 << 20  # a contact with its picture
_NOT_OURS = QT_TRANSLATE_NOOP("reading", "{file} is no NetJournal file.")
_CUT = QT_TRANSLATE_NOOP("reading", "{file} ends in the middle: it is damaged.")


def write(
    contacts: Iterable[ContactDraft],
    interactions: Iterable[InteractionDraft],
    out: TextIO,
    more: Mapping[str, Iterable[Mapping[str, Any]]] | None = None,
) -> int:
    """Write a file.

    Args:
        contacts: All contacts.
        interactions: All interactions.
        out: Opened with UTF-8 and ``newline=""``.
        more: Further sections by name (lower-case letters): plain JSON objects.

    Returns:
        How many contacts and interactions were written.
    """
    out.write(f'{{"netjournal": {VERSION}, "contacts": [\n')
    count = _section(out, (encode(draft) for draft in contacts))
    out.write('], "interactions": [\n')
    count += _section(out, (encode(draft) for draft in interactions))
    for name, entries in (more or {}).items():
        out.write(f'], "{name}": [\n')
        _section(out, (dict(entry) for entry in entries))
    out.write("]}\n")
    return count


def sniff(sample: Sample) -> Recognition | None:
    """Recognise our own file by its first key."""
    match = _MARK.match(sample.head)
    return Recognition("json", 1.0, match[1].decode(), encoding="utf-8") if match else None


def read(
    path: Path, recognition: Recognition, mapping: ColumnMapping | None, progress: Progress
) -> Records:
    """Yield a file's contacts and interactions.

    Raises:
        ImportRejected: The file is damaged, or was written by a newer NetJournal.
    """
    left_out: dict[str, int] = {}
    for section, line, entry in _entries(Source(path), recognition, progress):
        if section in ("contacts", "interactions"):
            yield _record(section, line, entry)
        else:
            left_out[section] = left_out.get(section, 0) + 1
    for section, count in left_out.items():
        yield Warned(0, _UNREAD.format(count=count, section=section))


def _section(out: TextIO, entries: Iterable[Mapping[str, Any]]) -> int:
    count = 0
    for count, entry in enumerate(entries, start=1):
        text = json.dumps(entry, ensure_ascii=False)
        try:
            text.encode()
        except UnicodeEncodeError:  # half of a surrogate pair: no file can hold it as it is
            text = json.dumps(entry)
        out.write(text if count == 1 else ",\n" + text)
    if count:
        out.write("\n")
    return count


def _record(section: str, line: int, entry: Any) -> Record:
    try:
        if section == "contacts":
            return decode(ContactDraft, entry, line)
        return decode(InteractionDraft, entry, line)
    except (ValueError, RecursionError) as error:
        return Rejected(line, _DAMAGED.format(what=str(error) or "?"))


def _entries(
    source: Source, recognition: Recognition | None, progress: Progress | None
) -> Iterator[tuple[str, int, Any]]:
    """Yield section, physical line (or number of the entry) and entry."""
    with source.open() as file:
        first = file.readline(_LINE_BYTES)
    mark = _MARK.match(first + b" ")
    if mark and int(mark[1]) > VERSION:
        raise ImportRejected(NEWER.format(file=source.name), file=source.name)
    if _START.fullmatch(first):
        yield from _by_line(source, progress)
        return
    document = load(source)
    if not isinstance(document, dict) or document.get("netjournal") != VERSION:
        raise ImportRejected(_NOT_OURS.format(file=source.name), file=source.name)
    for section, entries in document.items():
        for number, entry in enumerate(entries if isinstance(entries, list) else (), start=1):
            yield section, number, entry


def _by_line(source: Source, progress: Progress | None) -> Iterator[tuple[str, int, Any]]:
    """Read a file as we write it."""
    size = source.size()
    section, done, ended = "", 0, False
    with source.open() as file:
        for number, line in enumerate(iter(lambda: file.readline(_LINE_BYTES), b""), start=1):
            done += len(line)
            if progress and number % 100 == 0:
                progress.step(done, size)
            head = _START.fullmatch(line) or _NEXT.fullmatch(line)
            if head:
                section = head[1].decode()
            elif line.rstrip() == b"]}":
                ended = True
            elif line.strip():
                yield section, number, _parsed(line)
    if not ended:
        raise ImportRejected(_CUT.format(file=source.name), file=source.name)


def _parsed(line: bytes) -> Any:
    """Return the object in a line; ``None`` for a damaged one, which is then rejected."""
    try:
        return loads(line.strip().removesuffix(b",").decode())
    except (ValueError, RecursionError):
        return None
