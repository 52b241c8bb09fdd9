"""An archive (ZIP) of files that are read one by one.

Google's Takeout is one, a phone's cards in a ZIP, and several files that were chosen together.
Archives that have a reader of their own (LinkedIn, Facebook, WhatsApp) are left to it. A person who
is in several of the files with the very same words, as in Takeout's groups, is told once.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from netjournal import formats
from netjournal.errors import ImportRejected, UserError
from netjournal.formats.archive_files import members, start_of, unpacked
from netjournal.formats.draft import (
    IN_ARCHIVE,
    ContactDraft,
    InteractionDraft,
    Rejected,
    Warned,
)
from netjournal.formats.phrases import QT_TRANSLATE_NOOP, Phrase
from netjournal.formats.recognition import Recognition, Sample, is_bundle
from netjournal.formats.tables import generic
from netjournal.formats.textfile import Source, names_in
from netjournal.paths import aside_prefix
from netjournal.progress import Silent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netjournal.formats.draft import Record, Records
    from netjournal.formats.mapping import Mapping
    from netjournal.progress import Progress

KEY = "archive"
MOST_FILES = 5_000
_FURTHER = 10_000  # more than there are files, so that no two places are the same
OWN = ("netjournal", "json")  # whole journals, which are no part of anything
_MAY_BE_ANYTHING = (".csv", ".tsv", ".json", ".txt")
_ANSWERED = ("ics", "whatsapp")  # which ask for what is no column
_LOOK_INTO = 5
_INSIDE = QT_TRANSLATE_NOOP("reading", "{file}: {reason}")
_UNREAD = QT_TRANSLATE_NOOP("reading", "{file} was left out: it could not be read.")
_OFFICE = (
    ("xl/", QT_TRANSLATE_NOOP("reading", "an Excel workbook")),
    ("word/", QT_TRANSLATE_NOOP("reading", "a Word document")),
    ("content.xml", QT_TRANSLATE_NOOP("reading", "a LibreOffice document")),
    ("Index/", QT_TRANSLATE_NOOP("reading", "a Numbers or Pages document")),
)
_UNHEARD = QT_TRANSLATE_NOOP("reading", "{file} was left out: it is no file to import from.")
_REFUSED = QT_TRANSLATE_NOOP("reading", "Left out: {reason}")
_ASKING = QT_TRANSLATE_NOOP(
    "reading", "{file} was left out: first say which of its columns is what."
)
_WHOLE = QT_TRANSLATE_NOOP(
    "reading", "{file} was left out: it is an export of NetJournal. Import it by itself."
)
_TOO_MANY = QT_TRANSLATE_NOOP("reading", "Only the first {count} files were read.")
_NO_FILES = QT_TRANSLATE_NOOP("reading", "{file} has no files in it that we know.")


def sniff(sample: Sample) -> Recognition | None:
    """Recognise an archive that holds any file we may know."""
    if not sample.head.startswith(b"PK\x03\x04"):
        return None
    found = members(sample.path)
    if not any(_is_telling(name) for name in found) and not _any_known(sample.path, found):
        return None
    return Recognition(KEY, 0.6, facts={"files": str(len(found))})


def read(
    path: Path, recognition: Recognition, mapping: Mapping | None, progress: Progress
) -> Records:
    """Yield what all files say; a draft's ``line`` counts in its own file, see ``draft.place``.

    Raises:
        ImportRejected: The archive is damaged, or a file in it suspiciously large.
    """
    names = members(path)
    if not names:
        raise ImportRejected(_NO_FILES.format(file=path.name), file=path.name)
    if len(names) > MOST_FILES:
        yield Warned(0, _TOO_MANY.format(count=MOST_FILES))
    yield from _not_read(path, names)
    once = _Once()
    with tempfile.TemporaryDirectory(prefix=aside_prefix()) as folder:
        for number, member in enumerate(names[:MOST_FILES]):
            progress.step(number, len(names))
            source = Source(path, member)
            inside = unpacked(source, Path(folder) / str(number))
            for record in _records(inside, source, recognition, mapping):
                if once.new(record, number + 1):
                    yield record
            shutil.rmtree(inside.parent)


def program_of(path: Path) -> Phrase | str:
    """Return what office program's file an archive is, in words; empty for none."""
    names = names_in(path)
    for start, what in _OFFICE:
        if any(name.startswith(start) for name in names):
            return what
    return ""


def _is_telling(name: str) -> bool:
    """Say whether a member's ending is enough: tables and texts may be anything."""
    return PurePosixPath(name).suffix.lower() not in _MAY_BE_ANYTHING


def _any_known(path: Path, names: list[str]) -> bool:
    """Say whether any of the first tables and texts is one that we can read, if told how."""
    with tempfile.TemporaryDirectory(prefix=aside_prefix()) as folder:
        for number, member in enumerate(names[:_LOOK_INTO]):
            try:
                found = formats.sniff(start_of(path, member, Path(folder) / str(number)))
            except UserError:
                continue
            if not found.needs_mapping or len(found.header) > 1 or is_bundle(path):
                return True
    return False


def _not_read(path: Path, names: list[str]) -> Iterator[Warned]:
    """Yield that files which were chosen are none that we know; archives may hold anything."""
    known = set(names)
    for name in names_in(path) if is_bundle(path) else ():
        if name not in known:
            yield Warned(0, _UNHEARD.format(file=name.rsplit("/", 1)[-1]))


def _records(
    path: Path, source: Source, whole: Recognition, mapping: Mapping | None
) -> Iterator[Record]:
    """Yield what one file says, or why it was left out."""
    name = source.name
    said = mapping.written(source.member) if mapping else ("", "")
    try:
        found = _sniffed(path, *said)
        answers = _answers(found, source.member, mapping)
        columns = answers if found.format == "csv" else None
        asking = found.needs_mapping if columns is None else not columns.makes_contacts()
        if found.format in OWN or asking:
            told = _WHOLE if found.format in OWN else _ASKING
            yield Warned(0, told.format(file=name))
            return
        facts = {key: value for key, value in whole.facts.items() if key != "files"}
        found = replace(found, facts={**found.facts, **facts})
        for record in formats.read(path, found, answers, Silent()):
            if isinstance(record, Rejected):
                yield Rejected(record.line, _INSIDE.format(file=name, reason=record.reason))
            elif isinstance(record, Warned):
                message = _INSIDE.format(file=name, reason=record.message)
                yield replace(record, message=message)
            else:
                yield record
    except UserError as error:
        why = error.args[0]
        told = _REFUSED.format(reason=why) if isinstance(why, Phrase) else _UNREAD.format(file=name)
        yield Warned(0, told)


def _sniffed(path: Path, encoding: str, delimiter: str) -> Recognition:
    """Say what one file is; what was said of tables counts for nothing else."""
    found = formats.sniff(path)
    if (encoding or delimiter) and found.delimiter:
        return formats.sniff(path, encoding=encoding or None, delimiter=delimiter or None)
    return found


def _answers(found: Recognition, member: str, mapping: Mapping | None) -> Mapping | None:
    """Return what the user said of one file of the archive."""
    if mapping is None or found.format in _ANSWERED:
        return mapping
    if found.format == KEY:
        return mapping.inside(f"{member}/")
    if found.format != "csv":
        return None
    return mapping.of_table(member, generic.named_by(found, mapping).header)


class _Once:
    """Tells drafts' places apart, and lets nobody through who was told before in the same words."""

    def __init__(self) -> None:
        self._seen: set[bytes] = set()

    def new(self, record: Record, number: int) -> bool:
        """Add the file's number to a draft's line; return False for who was told before.

        The place of a draft must not depend on what was said of other files: an earlier import of
        this archive is known again by it.
        """
        if isinstance(record, ContactDraft):
            line, record.line = record.line, 0
            words = hashlib.sha256(repr(record).encode("utf-8", "replace")).digest()
            if words in self._seen:
                return False
            self._seen.add(words)
            record.line = line
        if isinstance(record, ContactDraft | InteractionDraft):
            deeper = record.line >= IN_ARCHIVE  # from an archive among the files
            record.line += number * IN_ARCHIVE * (_FURTHER if deeper else 1)
        return True
