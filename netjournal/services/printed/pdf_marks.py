"""What Qt's PDF files lack, put into a finished one: bookmarks, language, letters to search for.

Appended as PDF's own "incremental update" (ISO 32000-1, 7.5.6): new objects, a table of where they
are, and a trailer that points back to the file's own. Nothing of the file is read but its last
kilobytes, its catalog and its list of pages, so that ten thousand pages cost no memory; a library
that rewrites the file keeps all of it.
"""

from __future__ import annotations

import os
import re
import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING, Final

from netjournal.errors import DiskError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import BinaryIO

_TAIL: Final = 4096
_STARTXREF: Final = re.compile(rb"startxref\s+(\d+)\s+%%EOF")
_SIZE: Final = re.compile(rb"/Size (\d+)")
_ROOT: Final = re.compile(rb"/Root (\d+) 0 R")
_REST: Final = re.compile(rb"/(?:Info \d+ 0 R|ID \[[^\]]*\])")
_PAGES: Final = re.compile(rb"/Pages (\d+) 0 R")
_KIDS: Final = re.compile(rb"/Kids\s*\[([^\]]*)\]")
_TABLES: Final = re.compile(rb"begincmap.*?endcmap", re.DOTALL)
_ODD: Final = rb"<(2[EF][0-9A-F]{2}|F[9A][0-9A-F]{2})>"  # radicals, compatibility ideographs
_LISTED: Final = re.compile(_ODD + rb"(?=[^<]*(?:<[0-9A-F]{4}> ?)*\])")  # [<2F2D> <592A> ]
_ALONE: Final = re.compile(rb"(?<=<(....)> <(....)> )" + _ODD)  # <0005> <0005> <2F2D>
_REFERENCE: Final = re.compile(rb"(\d+) 0 R")
_WESTERN: Final = re.compile("[ -~¡-¬®-ÿ]*")  # the same in PDFDocEncoding and Latin-1
Mark = tuple[str, int, float]


def add(file: BinaryIO, marks: Sequence[Mark], language: str) -> None:
    """Add bookmarks and the language to a PDF that ``QPdfWriter`` wrote.

    Args:
        file: Open for reading and writing.
        marks: (title, page from 0, height above the page's foot in points), in order.
        language: As in BCP 47 ("en-GB").

    Raises:
        DiskError: It is not such a file: it was cut off, or changed meanwhile.
    """
    try:
        _add(file, marks, language)
    except (AttributeError, ValueError, IndexError):
        raise DiskError("The PDF was not written whole: try again.") from None


def _add(file: BinaryIO, marks: Sequence[Mark], language: str) -> None:
    end = file.seek(0, os.SEEK_END)
    file.seek(max(0, end - _TAIL))
    tail = file.read()
    start = int(_STARTXREF.findall(tail)[-1])
    trailer = tail[tail.rindex(b"trailer") :]
    size, root = int(_number(_SIZE, trailer)), int(_number(_ROOT, trailer))
    table = _Table(file, start)
    catalog = _object(file, table.offset(root))
    pages = _pages(file, table, catalog)
    _mend_letters(file, table.offset(pages[-1]), end)
    new = _Update(file, end, size)
    body = catalog[: catalog.rindex(b">>")] + b"/Lang " + _text(language) + b"\n"
    if marks:
        file.seek(end)
        body += b"/Outlines %d 0 R\n/PageMode /UseOutlines\n" % _outline(new, marks, pages)
    file.seek(0, os.SEEK_END)
    new.write(root, body + b">>")
    new.finish(start, root, b"\n".join(m[0] for m in _REST.finditer(trailer)))


def _pages(file: BinaryIO, table: _Table, catalog: bytes) -> list[int]:
    """Return the numbers of the pages' objects, in order."""
    kids = _number(_KIDS, _object(file, table.offset(int(_number(_PAGES, catalog)))))
    return [int(n) for n in _REFERENCE.findall(kids)]


def _mend_letters(file: BinaryIO, start: int, end: int) -> None:
    """Let text be found and copied as it was written.

    Fonts draw some letters and the radicals that look like them with one shape, and Qt's tables
    from shapes to letters then name the radical ("⼭" for "山"). The tables are plain text behind
    the last page; one code is put in another's place.
    """
    file.seek(start)
    fonts = file.read(end - start)
    for found in _TABLES.finditer(fonts):
        mended = _ALONE.sub(_usual_alone, _LISTED.sub(_usual, found[0]))
        if mended != found[0]:
            file.seek(start + found.start())
            file.write(mended)


def _usual_alone(code: re.Match[bytes]) -> bytes:
    """The same for a range, where it is of one shape only."""
    return _usual(code, 3) if code[1] == code[2] else code[0]


def _usual(code: re.Match[bytes], group: int = 1) -> bytes:
    """Return the code of the letter that a radical or a compatibility form stands for."""
    usual = unicodedata.normalize("NFKC", chr(int(code[group], 16)))
    return b"<%04X>" % ord(usual) if len(usual) == 1 and ord(usual) < 0x10000 else code[0]


def _outline(new: _Update, marks: Sequence[Mark], pages: Sequence[int]) -> int:
    """Write the bookmarks as one flat list; return the number of its head."""
    head, first = new.size, new.size + 1
    last = head + len(marks)
    new.write(
        head,
        b"<< /Type /Outlines /First %d 0 R /Last %d 0 R /Count %d >>" % (first, last, len(marks)),
    )
    for number, (title, page, height) in enumerate(marks, first):
        before = b"/Prev %d 0 R " % (number - 1) if number > first else b""
        after = b"/Next %d 0 R " % (number + 1) if number < last else b""
        new.write(
            number,
            b"<< /Title %s /Parent %d 0 R %s%s/Dest [%d 0 R /XYZ 0 %d null] >>"
            % (_text(title), head, before, after, pages[page], round(height)),
        )
    return head


class _Table:
    """The file's table of where its objects are."""

    def __init__(self, file: BinaryIO, start: int) -> None:
        """Find its one section, which begins with object 0."""
        self._file = file
        file.seek(start)
        if file.readline().split() != [b"xref"] or file.readline().split()[:1] != [b"0"]:
            raise ValueError("xref")
        self._first = file.tell()

    def offset(self, number: int) -> int:
        """Return where an object begins; each line of the table has twenty bytes."""
        self._file.seek(self._first + 20 * number)
        return int(self._file.read(10))


class _Update:
    """Objects appended to a file, and the table of where they are."""

    def __init__(self, file: BinaryIO, end: int, size: int) -> None:
        """Begin after the file's end, with numbers after its own."""
        self._file = file
        self._places: dict[int, int] = {}
        self.size = size
        self._end = end

    def write(self, number: int, body: bytes) -> None:
        """Append one object."""
        self._places[number] = self._end
        data = b"%d 0 obj\n%s\nendobj\n" % (number, body)
        self._file.write(data)
        self._end += len(data)

    def finish(self, before: int, root: int, rest: bytes) -> None:
        """Append the table, and the trailer that points back to the older table."""
        size = max(self.size - 1, *self._places) + 1
        lines = [b"xref\n0 1\n0000000000 65535 f \n"]
        numbers = sorted(self._places)
        for _, run in groupby(enumerate(numbers), lambda one: one[1] - one[0]):
            some = [number for _, number in run]
            lines.append(b"%d %d\n" % (some[0], len(some)))
            lines += [b"%010d 00000 n \n" % self._places[number] for number in some]
        trailer = b"trailer\n<<\n/Size %d\n/Root %d 0 R\n/Prev %d\n%s\n>>\n" % (
            size,
            root,
            before,
            rest,
        )
        self._file.write(b"".join(lines) + trailer + b"startxref\n%d\n%%%%EOF\n" % self._end)


def _object(file: BinaryIO, offset: int) -> bytes:
    """Return the bytes of one object that has no stream."""
    file.seek(offset)
    found = b""
    while b"endobj" not in found:
        more = file.read(1 << 16)
        if not more:
            raise ValueError("endobj")
        found += more
    return found[found.index(b"obj") + 3 : found.index(b"endobj")]


def _number(pattern: re.Pattern[bytes], text: bytes) -> bytes:
    found = pattern.search(text)
    if found is None:
        raise ValueError(pattern.pattern)
    return found[1]


def _text(text: str) -> bytes:
    """Return text as a PDF string: a byte a letter in Western Europe's, else UTF-16."""
    if _WESTERN.fullmatch(text):
        plain = text.encode("latin-1")
    else:
        plain = b"\xfe\xff" + text.encode("utf-16-be", "replace")
    escaped = re.sub(rb"([\\()])", rb"\\\1", plain)
    return b"(" + escaped.replace(b"\r", b"\\r") + b")"
