"""Files in and out: text <-> drafts. No database, no Qt.

``sniff`` says what a file is, ``read`` yields its records. To add a format write one module with
``sniff`` and ``read`` (see ``recognition.Reader``) in the room of its kind, and give it one line in
``FORMATS``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netjournal.errors import DiskError, ImportRejected, NoPermission, NotFound, UsageError
from netjournal.formats.phrases import QT_TRANSLATE_NOOP
from netjournal.formats.recognition import (
    HEAD_BYTES,
    TABLE_ENDINGS,
    Format,
    Recognition,
    Sample,
    is_bundle,
)
from netjournal.progress import Progress, Silent

if TYPE_CHECKING:
    from pathlib import Path

    from netjournal.formats.draft import Records
    from netjournal.formats.mapping import Mapping

__all__ = ["FORMATS", "Format", "Recognition", "Sample", "read", "sniff"]

_EMPTY = QT_TRANSLATE_NOOP("reading", "{file} is empty.")
_NOT_AS = QT_TRANSLATE_NOOP("reading", "{file} is not a file NetJournal can read as {format}.")
_UNHEARD = QT_TRANSLATE_NOOP(
    "reading", "{file} is not a file NetJournal can read: it is none of the formats it knows."
)
_RAW = QT_TRANSLATE_NOOP(
    "reading",
    "{file} is neither a table nor any other text: it is damaged, or a file of another kind. "
    "Export it once more from the program it came from, or choose another file.",
)
_OFFICE = QT_TRANSLATE_NOOP(
    "reading", "{file} is {what}: save it as CSV there, then import that file."
)
_ARCHIVE = QT_TRANSLATE_NOOP(
    "reading", "{file} is a ZIP archive without any file that NetJournal knows, or damaged."
)

# In the order in which equal claims win. Modules are imported only when a file might be theirs.
FORMATS: dict[str, Format] = {
    entry.key: entry
    for entry in (
        Format("netjournal", "tables.journalcsv", (), (b"netjournal-csv/",)),
        Format(
            "linkedin",
            "tables.linkedin",
            (".zip", *TABLE_ENDINGS),
            (b"connected on", b"conversation id"),
        ),
        Format("google", "tables.google", TABLE_ENDINGS, (b" name",)),
        Format("outlook", "tables.outlook", TABLE_ENDINGS, (b"e-mail",)),
        Format("thunderbird", "tables.thunderbird", TABLE_ENDINGS, (b"display name",)),
        Format("vcard", "cards.vcard", (".vcf", ".vcard"), (b"begin:vcard",)),
        Format("ics", "calendars.ics", (".ics", ".ical", ".icalendar"), (b"begin:v",)),
        Format("mbox", "mails.mbox", (".mbox", ".mbx"), (b"from ", b"from:")),
        Format("eml", "mails.eml", (".eml", ".emlx"), (b"from:", b"subject:", b"received:")),
        Format("ldif", "cards.ldif", (".ldif", ".ldi"), (b"dn:",)),
        Format("windows", "cards.wincontact", (".contact",), (b"schemas.microsoft.com/contact",)),
        Format("monica", "documents.monica", (), (b"1.0-preview",)),
        Format("facebook", "documents.facebook", (".zip",), (b'"friends',)),
        Format("telegram", "chats.telegram", (), (b'"messages"', b"telegram", b"date_unixtime")),
        Format("signal", "chats.signaltext", (), (b"] ",)),
        Format("whatsapp", "chats.whatsapp", (".zip",), (b"] ", b" - ", b": ")),
        Format("archive", "archive", (".zip",), (b"pk\x03\x04",)),
        Format("json", "documents.jsonfile", (), (b'"netjournal"',)),
        Format("csv", "tables.generic", TABLE_ENDINGS, (b",", b";", b"\t", b"|")),
    )
}


def sniff(
    path: Path,
    *,
    only: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
) -> Recognition:
    """Say what a file is.

    Args:
        path: The file.
        only: A key of ``FORMATS`` the user chose; other formats are not asked.
        encoding: The user's choice of encoding, or ``None`` to find out.
        delimiter: The user's choice of delimiter for tables, or ``None`` to find out.

    Returns:
        The best recognition.

    Raises:
        NotFound: There is no such file, or it is a folder.
        NoPermission: The file may not be read.
        DiskError: Reading failed.
        ImportRejected: The file is empty or of no format we read.
        UsageError: ``only`` is no format.
    """
    if only is not None and only not in FORMATS:
        raise UsageError(f"There is no import format called {only}.", format=only)
    sample = _sample(path, encoding, delimiter)
    asked = [FORMATS[only]] if only else [f for f in FORMATS.values() if f.worth_asking(sample)]
    if sample.head.startswith(b"PK\x03\x04") and is_bundle(path):
        asked = [FORMATS["linkedin"], FORMATS["archive"]]  # an unpacked export, or anything
    found = [r for r in (entry.load().sniff(sample) for entry in asked) if r is not None]
    if not found:
        _explain(sample)
        raise ImportRejected(
            (
                _NOT_AS.format(file=path.name, format=only)
                if only
                else _UNHEARD.format(file=path.name)
            ),
            file=path.name,
        )
    return max(found, key=lambda recognition: recognition.confidence)


def read(
    path: Path,
    recognition: Recognition,
    mapping: Mapping | None = None,
    progress: Progress | None = None,
) -> Records:
    """Yield the records of a file that was recognised.

    Args:
        path: The file.
        recognition: What ``sniff`` returned for it.
        mapping: Which column is what, for formats that ask; ``None`` takes the proposed one.
        progress: Told how many bytes of the file are done.

    Raises:
        ImportRejected: The file cannot be read as that format.
        netjournal.errors.Cancelled: From ``progress``.
    """
    entry = FORMATS[recognition.format]
    return entry.load().read(path, recognition, mapping, progress or Silent())


def _explain(sample: Sample) -> None:
    """Say why a file is no text, when that is why nothing could be recognised.

    Raises:
        ImportRejected: With the reason.
    """
    from netjournal.formats.textfile import Source, detect, is_raw

    if sample.head.startswith(b"PK\x03\x04"):
        from netjournal.formats.archive import program_of

        what, name = program_of(sample.path), sample.path.name
        said = _OFFICE.format(file=name, what=what) if what else _ARCHIVE.format(file=name)
        raise ImportRejected(said, file=name)
    detect(Source(sample.path), choice=sample.encoding)
    if is_raw(sample.head):
        raise ImportRejected(_RAW.format(file=sample.path.name), file=sample.path.name)


def _sample(path: Path, encoding: str | None, delimiter: str | None) -> Sample:
    """Read the start of the file, in words when that fails."""
    try:
        if path.is_dir():
            raise NotFound(f"{path.name} is a folder, not a file.", file=path.name)
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
            size = path.stat().st_size
    except FileNotFoundError as error:
        raise NotFound(f"There is no file {path.name}.", file=path.name) from error
    except PermissionError as error:
        raise NoPermission(f"NetJournal may not read {path.name}.", file=path.name) from error
    except (OSError, ValueError) as error:
        raise DiskError(f"{path.name} could not be read.", file=path.name) from error
    if not head:
        raise ImportRejected(_EMPTY.format(file=path.name), file=path.name)
    return Sample(path, head, size, encoding, delimiter)
