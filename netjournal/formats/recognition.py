"""What is known of a file before it is read, and how a format is looked up."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Mapping as Map
    from pathlib import Path

    from netjournal.formats.draft import Records
    from netjournal.formats.mapping import Mapping
    from netjournal.formats.tables.csvtable import TableHead
    from netjournal.progress import Progress

HEAD_BYTES = 65_536
TABLE_ENDINGS = (".csv", ".tsv", ".tab", ".txt")
_MOST_BYTES = 1 << 26


@dataclass(frozen=True, slots=True)
class Recognition:
    """What a file seems to be, as data for a dialog or a command line.

    ``format`` is a key of ``FORMATS``; ``confidence`` runs from 0 to 1; ``variant`` names a
    generation or language where the format has several. The other fields describe text tables:
    ``header_row`` is the 0-based record that holds the column names (-1: there is none),
    ``samples`` the first rows below it, ``needs_mapping`` says that nothing can be read before the
    user has said which column is what. ``facts`` holds what else a format wants to tell.
    """

    format: str
    confidence: float
    variant: str = ""
    encoding: str = ""
    encoding_guessed: bool = False
    delimiter: str = ""
    header_row: int = -1
    header: tuple[str, ...] = ()
    samples: tuple[tuple[str, ...], ...] = ()
    needs_mapping: bool = False
    facts: Map[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Sample:
    """The start of a file, shared by all formats that look at it.

    ``head`` is at most ``HEAD_BYTES`` bytes; ``encoding`` and ``delimiter`` are the user's choice
    or ``None``.
    """

    path: Path
    head: bytes
    size: int
    encoding: str | None = None
    delimiter: str | None = None

    @cached_property
    def marks(self) -> bytes:
        """Return the head in lower case without NUL bytes, so that UTF-16 shows its words too."""
        return self.head.replace(b"\0", b"").lower()

    @property
    def ending(self) -> str:
        """Return the file name's ending in lower case, with its dot."""
        return self.path.suffix.lower()

    @cached_property
    def table(self) -> TableHead | None:
        """Return what the file looks like as a CSV table, or ``None`` when it is no such text.

        All of the file is looked at for its encoding, so big mailboxes are not asked.
        """
        if self.size > _MOST_BYTES and self.ending not in TABLE_ENDINGS:
            return None
        from netjournal.formats.tables.csvtable import table_head

        return table_head(self)


# the comment of an archive that we made of several files, which may be of several programs
BUNDLE = b"netjournal: several files"


def is_bundle(path: Path) -> bool:
    """Say whether an archive is one that we made of several files."""
    import zipfile  # seldom needed

    from netjournal.formats.textfile import BROKEN

    try:
        with zipfile.ZipFile(path) as archive:
            return archive.comment == BUNDLE
    except BROKEN:
        return False


class Reader(Protocol):
    """What a format's module offers."""

    def sniff(self, sample: Sample) -> Recognition | None:
        """Recognise the file, or return ``None``; never raises for odd content."""

    def read(
        self, path: Path, recognition: Recognition, mapping: Mapping | None, progress: Progress
    ) -> Records:
        """Yield the file's records one by one."""


@dataclass(frozen=True, slots=True)
class Format:
    """One file format; its module is imported when a file might be of that format.

    Args:
        key: The name used by ``FORMATS`` and the command line.
        module: The module's name below ``netjournal.formats``.
        endings: File name endings, lower case with dot.
        marks: Bytes of which one must occur in ``Sample.marks`` unless the ending fits; empty: the
            module looks at every file.
    """

    key: str
    module: str
    endings: tuple[str, ...] = ()
    marks: tuple[bytes, ...] = ()

    def worth_asking(self, sample: Sample) -> bool:
        """Say whether the module should look at the file.

        In an archive that packs nothing the words of its files are seen, too.
        """
        if sample.head.startswith(b"PK\x03\x04"):
            return ".zip" in self.endings
        if sample.ending in self.endings or not self.marks:
            return True
        return any(mark in sample.marks for mark in self.marks)

    def load(self) -> Reader:
        """Import and return the format's module."""
        return cast("Reader", import_module(f"netjournal.formats.{self.module}"))
