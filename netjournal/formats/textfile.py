"""Bytes of a text file to lines: what is no text, which encoding, which line ends.

The ladder: byte order mark, pattern of NUL bytes (UTF-16), strict UTF-8 over the whole file, the
charset the file declares, then a guess (Shift-JIS with kana, another alphabet that chardet sees,
else Windows-1252), which is reported as a guess.
"""

from __future__ import annotations

import codecs
import io
import struct
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, cast

from netjournal.errors import DiskError, ImportRejected, NoPermission, NotFound
from netjournal.formats.charset import (
    GUESS_BYTES,
    STRAY,
    Encoding,
    accepts,
    chosen,
    decode,
    shown,
    telling,
    verdict,
    wide,
)
from netjournal.formats.draft import Warned
from netjournal.formats.phrases import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = [
    "BROKEN",
    "STRAY",
    "Encoding",
    "Source",
    "decode",
    "detect",
    "is_raw",
    "names_in",
    "open_lines",
    "refuse_binary",
]

_CHUNK = 1 << 20
_MOST_BYTES = 1 << 30  # of one member of an archive
# what the standard library raises for archives that are none, or of a kind it does not know
BROKEN = (zipfile.BadZipFile, OSError, NotImplementedError, ValueError, EOFError, struct.error)
_MOST_RATIO = 500  # packed to unpacked; text seldom exceeds 20, deflate's limit is 1032
_PICTURE = QT_TRANSLATE_NOOP("reading", "a picture")
_SIGNATURES = (
    (b"PK\x03\x04", QT_TRANSLATE_NOOP("reading", "a ZIP archive")),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"%PDF", QT_TRANSLATE_NOOP("reading", "a PDF document")),
    (b"SQLite format 3\0", QT_TRANSLATE_NOOP("reading", "a database")),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        QT_TRANSLATE_NOOP("reading", "an old Office document"),
    ),
    (b"\x1f\x8b", QT_TRANSLATE_NOOP("reading", "a compressed file")),
    (b"\x7fELF", QT_TRANSLATE_NOOP("reading", "a program")),
)
DAMAGED = QT_TRANSLATE_NOOP("reading", "{file} is damaged.")
EMPTY = QT_TRANSLATE_NOOP("reading", "{file} is empty.")
TOO_LARGE = QT_TRANSLATE_NOOP("reading", "{file} is larger than {size} MB.")
_BLOWN_UP = QT_TRANSLATE_NOOP("reading", "{file} in the archive is suspiciously large.")
_LOCKED = QT_TRANSLATE_NOOP("reading", "{file} in the archive is missing or locked.")
_NO_TEXT = QT_TRANSLATE_NOOP("reading", "{file} is {what}, not a text file.")
_NULS = QT_TRANSLATE_NOOP(
    "reading",
    "{file} has NUL bytes in it: it is damaged or no text file. Export it once more from the "
    "program it came from.",
)
# what no text has, but for line ends, tabs, page feeds, an old end mark, Shift-JIS escapes
_CONTROL = bytes(set(range(0x20)) - set(b"\0\t\n\v\f\r\x1a\x1b")) + b"\x7f"
_FEW_CONTROLS = 3
_CONTROLS = 0.02  # of the bytes; random ones have a tenth


@dataclass(frozen=True, slots=True)
class Source:
    """A file, or one member of a ZIP archive.

    Args:
        path: The file on disk.
        member: The member's full name when ``path`` is a ZIP archive.
    """

    path: Path
    member: str = ""

    @property
    def name(self) -> str:
        """Return the name to show, without folders."""
        return self.member.rsplit("/", 1)[-1] if self.member else self.path.name

    def size(self) -> int:
        """Return the number of bytes."""
        with self._in_words():
            if not self.member:
                return self.path.stat().st_size
            with zipfile.ZipFile(self.path) as archive:
                return archive.getinfo(self.member).file_size

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """Open for reading bytes.

        Raises:
            NotFound: It vanished.
            NoPermission: It may not be read.
            ImportRejected: The archive is damaged.
            DiskError: Reading failed.
        """
        with self._in_words(), self.path.open("rb") as file:
            if self.member:
                with zipfile.ZipFile(file) as archive, _member(archive, self.member) as inner:
                    yield inner
            else:
                yield file

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except FileNotFoundError as error:
            raise NotFound(f"{self.name} is no longer there.", file=self.name) from error
        except PermissionError as error:
            raise NoPermission(f"NetJournal may not read {self.name}.", file=self.name) from error
        except (zipfile.BadZipFile, EOFError, zlib.error, NotImplementedError) as error:
            raise ImportRejected(DAMAGED.format(file=self.name), file=self.name) from error
        except OSError as error:
            raise DiskError(f"{self.name} could not be read.", file=self.name) from error


def names_in(path: Path) -> list[str]:
    """Return the full names of the files in an archive, in its order; none when it is damaged."""
    try:
        with zipfile.ZipFile(path) as archive:
            return [entry.filename for entry in archive.infolist() if not entry.is_dir()]
    except BROKEN:
        return []


def _member(archive: zipfile.ZipFile, name: str) -> BinaryIO:
    """Open one file of an archive, refusing what is locked or blown up."""
    try:
        info = archive.getinfo(name)
        if info.file_size > _MOST_BYTES or info.file_size > _MOST_RATIO * (info.compress_size + 1):
            raise ImportRejected(_BLOWN_UP.format(file=name), file=name)
        return cast("BinaryIO", archive.open(info))
    except (KeyError, NotImplementedError, RuntimeError) as error:
        raise ImportRejected(_LOCKED.format(file=name), file=name) from error


def refuse_binary(head: bytes, name: str) -> None:
    """Refuse what is no text.

    Args:
        head: The start of the file.
        name: The file's name, for the message.

    Raises:
        ImportRejected: A known container, or NUL bytes that don't fit UTF-16.
    """
    for signature, what in _SIGNATURES:
        if head.startswith(signature):
            raise ImportRejected(_NO_TEXT.format(file=name, what=what), file=name, what=str(what))
    if wide(head) is not None or b"netjournal-csv/" in head:
        return
    if b"\0" in head:
        raise ImportRejected(_NULS.format(file=name), file=name, what="NUL")


def is_raw(head: bytes) -> bool:
    """Say whether the start of a file has more control characters than any writing."""
    if wide(head) is not None or b"netjournal-csv/" in head:
        return False
    controls = len(head) - len(head.translate(None, _CONTROL))
    return controls > max(_FEW_CONTROLS, _CONTROLS * len(head))


def detect(source: Source, *, choice: str | None = None, declared: str | None = None) -> Encoding:
    """Find a file's encoding; all of the file is looked at.

    Args:
        source: The file.
        choice: What the user said.
        declared: What the file says of itself; tried when it is not UTF-8.

    Returns:
        The encoding; ``guessed`` when the user should look at the result.

    Raises:
        ImportRejected: It is no text, or ``choice`` is no encoding.
    """
    with source.open() as file:
        head = file.read(GUESS_BYTES)
        if choice:
            return chosen(choice, head)
        refuse_binary(head, source.name)
        known = wide(head)
        if known:
            return Encoding(known)
        own = b"netjournal-csv/" in head
        decoder = codecs.getincrementaldecoder("utf-8")()
        strict, chunk = True, head
        while chunk:
            if not own and b"\0" in chunk:
                raise ImportRejected(
                    _NULS.format(file=source.name),
                    file=source.name,
                    what="NUL",
                )
            strict = strict and accepts(decoder, chunk)
            chunk = file.read(_CHUNK)
    strict = strict and accepts(decoder, b"", final=True)
    return Encoding("utf-8") if strict else verdict(_telling_sample(source), declared)


def _telling_sample(source: Source) -> bytes:
    """Return the first lines that tell something about how a file is encoded."""
    sample = bytearray()
    with source.open() as file:
        chunk = file.read(GUESS_BYTES)
        while chunk and len(sample) < GUESS_BYTES:
            sample += b"" if chunk.isascii() else telling(chunk)
            chunk = file.read(_CHUNK)
    return bytes(sample)


@contextmanager
def open_lines(source: Source, encoding: Encoding) -> Iterator[tuple[io.TextIOWrapper, BinaryIO]]:
    """Open as lines that keep their ends (LF, CRLF or CR), and the bytes below for progress."""
    with source.open() as file:
        yield io.TextIOWrapper(file, encoding.name, encoding.errors, newline=""), file


def guessed(encoding: Encoding) -> Warned:
    """Return the warning that an encoding is a guess."""
    said = QT_TRANSLATE_NOOP(
        "reading", "The file does not say how it is encoded; it was read as {encoding}."
    )
    return Warned(0, said.format(encoding=shown(encoding.name)))
