"""LDIF (RFC 2849): records of people as address books and directories write them.

Mailing lists (``groupOfNames``) become tags of their members.
"""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from netjournal.errors import ImportRejected
from netjournal.formats.cards import ldif_attributes
from netjournal.formats.draft import Rejected, Warned
from netjournal.formats.phrases import QT_TRANSLATE_NOOP
from netjournal.formats.recognition import Recognition, Sample
from netjournal.formats.textfile import TOO_LARGE, Encoding, Source, decode, detect, open_lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from netjournal.formats.draft import ContactDraft, Records
    from netjournal.formats.mapping import Mapping
    from netjournal.progress import Progress

_LOST = QT_TRANSLATE_NOOP("reading", "Lists name {count} people who are not in the file.")
_LARGE = QT_TRANSLATE_NOOP("reading", "The record is larger than {size} MB.")
_LONG = QT_TRANSLATE_NOOP("reading", "The record has more than {count} lines.")

_LINE = re.compile(r"([A-Za-z][\w.-]*)((?:;[^:]*)?):([:<]?) *(.*)", re.DOTALL)
_MOST_BYTES = 512 << 20
_MOST_RECORD = 16 << 20  # characters; a picture is the largest thing in one
_MOST_ATTRIBUTES = 20_000  # a mailing list has one line per member
_GROUPS = {"groupofnames", "groupofuniquenames"}


@dataclass(slots=True)
class Entry:
    """One record: attributes in the file's order, names in lower case, ``line`` of its start.

    Each attribute has its name as written, its options (``;lang-de``) and its value as bytes.
    """

    line: int
    attributes: list[tuple[str, str, bytes]] = field(default_factory=list)

    def values(self, name: str) -> list[str]:
        """Return all values of an attribute as text."""
        return [text_of(value) for key, _, value in self.attributes if key.lower() == name]


def text_of(value: bytes) -> str:
    """Decode a value: UTF-8 by the standard, else the usual guesses."""
    return decode(value)[0].replace("\r\n", "\n")


def sniff(sample: Sample) -> Recognition | None:
    """Recognise an LDIF file by its first record."""
    head, encoding = decode(sample.head)
    lines = (line.strip().lower() for line in head.lstrip("\ufeff").splitlines())
    telling = (line for line in lines if line and not line.startswith(("#", "version:")))
    if not next(telling, "").startswith("dn:"):
        return None
    return Recognition(
        "ldif",
        0.95,
        encoding=sample.encoding or encoding.name,
        encoding_guessed=encoding.guessed and not sample.encoding,
        facts={"chosen": sample.encoding} if sample.encoding else {},
    )


def read(
    path: Path, recognition: Recognition, mapping: Mapping | None, progress: Progress
) -> Records:
    """Yield a draft per person and organisation.

    Raises:
        ImportRejected: The file is no text, or larger than any address book.
    """
    source = Source(path)
    if source.size() > _MOST_BYTES:
        raise ImportRejected(
            TOO_LARGE.format(file=source.name, size=_MOST_BYTES >> 20), file=source.name
        )
    encoding = detect(source, choice=recognition.facts.get("chosen"))
    lists = _lists(source, encoding)
    known: set[str] = set()
    for entry in _entries(source, encoding, progress, source.size()):
        if isinstance(entry, Rejected):
            yield entry
        elif not _is_group(entry):
            draft = ldif_attributes.draft(entry)
            known |= _tag(draft, entry, lists)
            yield (
                draft
                if draft.full_name
                else Rejected(entry.line, QT_TRANSLATE_NOOP("reading", "the record names nobody"))
            )
    lost = len(lists.keys() - known)
    if lost:
        yield Warned(0, _LOST.format(count=lost))


def _lists(source: Source, encoding: Encoding) -> dict[str, list[str]]:
    """Return which mailing lists name whom; found first, for a list may come after its members."""
    lists: dict[str, list[str]] = {}
    for entry in _entries(source, encoding):
        if isinstance(entry, Entry) and _is_group(entry):
            title = "".join(entry.values("cn")[:1])
            for member in (*entry.values("member"), *entry.values("uniquemember")):
                lists.setdefault(_same(member), []).append(title)
    return lists


def _is_group(entry: Entry) -> bool:
    return any(value.strip().lower() in _GROUPS for value in entry.values("objectclass"))


def _tag(draft: ContactDraft, entry: Entry, lists: dict[str, list[str]]) -> set[str]:
    """Give a draft the lists it is on; return the names by which it is on them."""
    keys = {_same(dn) for dn in entry.values("dn")} & lists.keys()
    names = dict.fromkeys(name for key in sorted(keys) for name in lists[key] if name)
    draft.tags += names
    return keys


def _same(dn: str) -> str:
    """Return the form in which distinguished names are compared."""
    return ",".join(part.strip() for part in dn.casefold().split(","))


def _entries(
    source: Source, encoding: Encoding, progress: Progress | None = None, size: int = 0
) -> Iterator[Entry | Rejected]:
    """Yield records; a line that is no attribute is part of a value that was not folded."""
    entry, lines, length = Entry(0), list[str](), 0
    refused = False
    with open_lines(source, encoding) as (text, below):
        for number, line in enumerate(text, start=1):
            if number % 1000 == 0 and progress:
                progress.step(below.tell(), size)
            bare = line.rstrip("\r\n").lstrip("\ufeff")
            length += len(bare)
            if length > _MOST_RECORD and not refused:
                yield Rejected(entry.line or number, _LARGE.format(size=_MOST_RECORD >> 20))
                refused = True
            if not bare:
                if not refused:
                    yield from _whole(entry, lines)
                entry, lines, length, refused = Entry(0), [], 0, False
            elif not refused:
                entry.line = entry.line or number
                lines = _add(entry, lines, bare)
    if not refused:
        yield from _whole(entry, lines)


def _add(entry: Entry, lines: list[str], line: str) -> list[str]:
    """Take a line; return the lines of the attribute that is not complete yet."""
    if line[0] == " " and lines:
        lines.append(line[1:])
        return lines
    if line[0] == "#":
        return lines
    _finish(entry, lines)
    return [line]


def _whole(entry: Entry, lines: list[str]) -> Iterator[Entry | Rejected]:
    _finish(entry, lines)
    if len(entry.attributes) > _MOST_ATTRIBUTES:
        yield Rejected(entry.line, _LONG.format(count=_MOST_ATTRIBUTES))
        return
    if any(key.lower() not in ("version", "dn") for key, _, _ in entry.attributes):
        yield entry


def _finish(entry: Entry, lines: list[str]) -> None:
    """Add the attribute that is complete now."""
    line = "".join(lines)
    match = _LINE.fullmatch(line)
    if match is None:
        if line and entry.attributes:
            # a line that was not folded: one more value of the attribute before it
            name, options, _ = entry.attributes[-1]
            entry.attributes.append((name, options, line.encode("utf-8", "replace")))
        return
    name, options, kind, text = match.groups()
    value = text.encode("utf-8", "replace")
    if kind == ":":
        try:
            value = binascii.a2b_base64(value, strict_mode=True)
        except binascii.Error:
            options += ";base64"  # kept as it stands
    entry.attributes.append((name, options, value))
