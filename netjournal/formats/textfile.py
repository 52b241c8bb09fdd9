"""Bytes of a text file to lines: what is no text, which encoding, which line ends.

The ladder: byte order mark, pattern of NUL bytes (UTF-16), strict UTF-8 over the whole file, the
charset the file declares, then a guess (Shift-JIS with kana, another alphabet that chardet sees,
else Windows-1252), which is reported as a guess.
"""

from __future__ import annotations

import codecs
import io
import re
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, cast

from netjournal.errors import DiskError, ImportRejected, NoPermission, NotFound

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_CHUNK = 1 << 20
_GUESS_BYTES = 1 << 16
_MOST_BYTES = 1 << 30  # of one member of an archive
_MOST_RATIO = 500  # packed to unpacked; text seldom exceeds 20, deflate's limit is 1032
_SIGNATURES = (
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"%PDF", "a PDF document"),
    (b"SQLite format 3\0", "a database"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x7fELF", "a program"),
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_KANA = re.compile("[\u3041-\u30ff]")
_HIGH_RUN = re.compile("[\u00c0-\u00ff\u0160\u0161\u017d\u017e\u0152\u0153]{4}")
_WIDE_CHARACTERS = re.compile("[\u0080-\ufffc\U00010000-\U0010ffff]+")
# Letters and signs that Western European text has; others in number mean another code page.
_WESTERN = re.compile(
    "[ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜßàáâãäåæçèéêëìíîïñòóôõöøùúûüŒœ€–—‘’“”„…•·°§«»´®©\xa0]"
)
# A stray byte in a file that is UTF-8 otherwise is read as Windows-1252, so that nothing is lost.
STRAY = "netjournal.stray"


def _stray(error: UnicodeError) -> tuple[str | bytes, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return wrong.decode("cp1252" if _is_cp1252(wrong) else "latin-1"), error.end


def _is_cp1252(data: bytes) -> bool:
    return not any(byte in data for byte in b"\x81\x8d\x8f\x90\x9d")


codecs.register_error(STRAY, _stray)


@dataclass(frozen=True, slots=True)
class Encoding:
    """A codec's name, its error handler, and whether it was guessed."""

    name: str
    guessed: bool = False
    errors: str = STRAY


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
        try:
            with self.path.open("rb") as file:
                if self.member:
                    with zipfile.ZipFile(file) as archive, _member(archive, self.member) as inner:
                        yield inner
                else:
                    yield file
        except FileNotFoundError as error:
            raise NotFound(f"{self.name} is no longer there.", file=self.name) from error
        except PermissionError as error:
            raise NoPermission(f"NetJournal may not read {self.name}.", file=self.name) from error
        except (zipfile.BadZipFile, EOFError, zlib.error) as error:
            raise ImportRejected(f"{self.name} is damaged.", file=self.name) from error
        except OSError as error:
            raise DiskError(f"{self.name} could not be read.", file=self.name) from error


def _member(archive: zipfile.ZipFile, name: str) -> BinaryIO:
    """Open one file of an archive, refusing what is locked or blown up."""
    try:
        info = archive.getinfo(name)
        if info.file_size > _MOST_BYTES or info.file_size > _MOST_RATIO * (info.compress_size + 1):
            raise ImportRejected(f"{name} in the archive is suspiciously large.", file=name)
        return cast("BinaryIO", archive.open(info))
    except (KeyError, NotImplementedError, RuntimeError) as error:
        raise ImportRejected(f"{name} in the archive is missing or locked.", file=name) from error


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
            raise ImportRejected(f"{name} is {what}, not a text file.", file=name, what=what)
    if b"\0" in head and _wide(head) is None and b"netjournal-csv/" not in head:
        raise ImportRejected(
            f"{name} has NUL bytes in it: it is damaged or no text file.", file=name, what="NUL"
        )


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
        head = file.read(_GUESS_BYTES)
        if choice:
            return _chosen(choice)
        refuse_binary(head, source.name)
        wide = _wide(head)
        if wide:
            return Encoding(wide)
        own = b"netjournal-csv/" in head
        decoder = codecs.getincrementaldecoder("utf-8")()
        strict, sample, chunk = True, bytearray(), head
        while chunk:
            if not own and b"\0" in chunk:
                raise ImportRejected(
                    f"{source.name} has NUL bytes in it: it is damaged or no text file.",
                    file=source.name,
                    what="NUL",
                )
            strict = strict and _accepts(decoder, chunk)
            if len(sample) < _GUESS_BYTES and not chunk.isascii():
                sample += _telling(chunk)
            chunk = file.read(_CHUNK)
    strict = strict and _accepts(decoder, b"", final=True)
    return Encoding("utf-8") if strict else _verdict(bytes(sample), declared)


def decode(data: bytes, declared: str | None = None) -> tuple[str, Encoding]:
    """Decode a small text by the same ladder.

    Args:
        data: The bytes; NUL bytes are let through.
        declared: What the text says of itself; tried when it is not UTF-8.

    Returns:
        The text without a byte order mark, and the encoding it was read with.
    """
    wide = _wide(data)
    if wide:
        encoding = Encoding(wide)
    elif _accepts(codecs.getincrementaldecoder("utf-8")(), data, final=True):
        encoding = Encoding("utf-8")
    else:
        encoding = _verdict(_telling(data), declared)
    return data.decode(encoding.name, encoding.errors), encoding


@contextmanager
def open_lines(source: Source, encoding: Encoding) -> Iterator[tuple[io.TextIOWrapper, BinaryIO]]:
    """Open as lines that keep their ends (LF, CRLF or CR), and the bytes below for progress."""
    with source.open() as file:
        yield io.TextIOWrapper(file, encoding.name, encoding.errors, newline=""), file


def _wide(head: bytes) -> str | None:
    """Name UTF-8 with a mark, UTF-16 or UTF-32, or return ``None``."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    if b"\0" not in head:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    pairs = max(1, len(head) // 2)
    if odd > 0.3 * pairs and even < 0.05 * pairs:
        return "utf-16-le"
    if even > 0.3 * pairs and odd < 0.05 * pairs:
        return "utf-16-be"
    return None


def _chosen(choice: str) -> Encoding:
    try:
        return Encoding(codecs.lookup(choice).name)
    except LookupError as error:
        raise ImportRejected(f"There is no encoding called {choice}.", encoding=choice) from error


def _accepts(decoder: codecs.IncrementalDecoder, data: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(data, final)
    except UnicodeDecodeError:
        return False
    return True


def _telling(data: bytes) -> bytes:
    """Return the lines that are not plain ASCII: the only ones that tell an encoding."""
    lines = (line for line in data.splitlines(keepends=True) if not line.isascii())
    return b"".join(lines)[:_GUESS_BYTES]


def _verdict(sample: bytes, declared: str | None) -> Encoding:
    """Choose an encoding for text that is not UTF-8 throughout."""
    as_utf8 = sample.decode("utf-8", "replace")
    strays = as_utf8.count("\ufffd")
    if sum(map(len, _WIDE_CHARACTERS.findall(as_utf8))) > 10 * strays:
        return Encoding("utf-8", guessed=True)
    if declared:
        try:
            sample.decode(declared)
            return Encoding(codecs.lookup(declared).name)
        except (LookupError, UnicodeDecodeError):
            pass
    return Encoding(_guess(sample), guessed=True)


def _guess(sample: bytes) -> str:
    try:
        if _KANA.search(sample.decode("cp932")):
            return "cp932"
    except UnicodeDecodeError:
        pass
    as_western = sample.decode("cp1252", STRAY)
    high = sum(map(len, _WIDE_CHARACTERS.findall(as_western)))
    if not _HIGH_RUN.search(as_western) and len(_WESTERN.findall(as_western)) >= 0.8 * high:
        return "cp1252"
    import chardet  # slow to import, seldom needed

    found = chardet.detect(sample)["encoding"]
    try:
        sample.decode(found or "")
        return codecs.lookup(found or "").name
    except (LookupError, UnicodeDecodeError):
        return "cp1252"
