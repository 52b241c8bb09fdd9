"""Parts of a PDF that Qt wrote, taken over into another: ``QtPdf(file)``.

Qt's files are read as plainly as it writes them: one table of places, no packed objects. They are
read object by object, so that ten thousand pages cost no memory.
"""

from __future__ import annotations

import os
import re
import unicodedata
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from netjournal.errors import DiskError

if TYPE_CHECKING:
    from typing import BinaryIO

    from netjournal.services.printed.pdf_file import PdfFile

_TAIL: Final = 4096
_STARTXREF: Final = re.compile(rb"startxref\s+(\d+)\s+%%EOF")
_REFERENCE: Final = re.compile(rb"(\d+) 0 R")
_FONT: Final = re.compile(rb"/(F\d+) (\d+) 0 R")
_LENGTH: Final = re.compile(rb"/Length (\d+)( 0 R)?")
_STREAM: Final = re.compile(rb">>\s*stream\r?\n")
_TABLE: Final = re.compile(rb"begincmap.*?endcmap", re.DOTALL)
_LIST: Final = re.compile(rb"\[[^\]]*\]")  # of a range of shapes: [<2F2D> <592A> ]
_ODD: Final = re.compile(rb"<(2[EF][0-9A-F]{2}|F[9A][0-9A-F]{2}|0009|00A0)>")  # radicals, a tab
_ALONE: Final = re.compile(rb"\n(<....>) (<....>) (<....>)(?=\r?\n)")  # <0005> <0005> <2F2D>


class QtPdf:
    """A finished file of ``QPdfWriter``.

    Attributes:
        info, metadata: Numbers of the objects that describe the file.
        pages: Numbers of its pages, in order.
    """

    def __init__(self, file: BinaryIO) -> None:
        """Find where everything is.

        Raises:
            DiskError: It is not such a file: it was cut off.
        """
        self._file = file
        self._known: dict[int, int] = {}  # number here → there
        try:
            self._read()
        except (IndexError, ValueError, AttributeError, TypeError):
            raise DiskError("The PDF was not written whole: try again.") from None

    def _read(self) -> None:
        end = self._file.seek(0, os.SEEK_END)
        self._file.seek(max(0, end - _TAIL))
        tail = self._file.read()
        start = int(_STARTXREF.findall(tail)[-1])
        trailer = tail[tail.rindex(b"trailer") :]
        self._file.seek(start)
        lines = self._file.read(end - start).split(b"\n")
        count = int(lines[1].split()[1])
        self._places = [int(line[:10]) for line in lines[2 : 2 + count]]
        self._order = [*sorted(self._places), start]
        self.info = int(_entry(b"/Info", trailer))
        self.root = int(_entry(b"/Root", trailer))
        catalog = self.body(self.root)
        self._tree = int(_entry(b"/Pages", catalog))
        self.metadata = int(_entry(b"/Metadata", catalog))
        kids = self.body(self._tree)
        found = _REFERENCE.findall(kids[kids.index(b"/Kids") : kids.index(b"]")])
        self.pages = [int(number) for number in found]

    def body(self, number: int) -> bytes:
        """Return an object's bytes, with its stream if it has one."""
        place = self._places[number]
        self._file.seek(place)
        data = self._file.read(self._order[bisect_right(self._order, place)] - place)
        return data[data.index(b"obj") + 3 : data.rindex(b"endobj")].strip(b"\n")

    def reference(self, number: int, key: bytes) -> int:
        """Return the number of the object that an entry of another names."""
        return int(_entry(key, self.body(number)))

    def stream(self, number: int) -> bytes:
        """Return an object's stream as it stands in the file."""
        return self._parted(self.body(number))[1] or b""

    def fonts(self, page: int) -> dict[bytes, int]:
        """Return the numbers of the fonts that a page uses, by name."""
        resources = self.body(self.reference(page, b"/Resources"))
        listed = resources[resources.index(b"/Font") :]
        found = _FONT.findall(listed[: listed.index(b">>")])
        return {name: int(number) for name, number in found}

    def copy(self, number: int, into: PdfFile, tree: int) -> int:
        """Take over an object with all that it needs; return its number there.

        Args:
            number: Here.
            into: Where to.
            tree: The number there of the list of pages.
        """
        self._known[self._tree] = tree
        waiting: list[int] = []

        def renumbered(found: re.Match[bytes]) -> bytes:
            other = int(found[1])
            if other not in self._known:
                self._known[other] = into.reserve()
                waiting.append(other)
            return b"%d 0 R" % self._known[other]

        renumbered(re.match(_REFERENCE, b"%d 0 R" % number))  # type: ignore[arg-type]
        while waiting:
            one = waiting.pop()
            entries, data = self._parted(self.body(one))
            entries = _REFERENCE.sub(renumbered, entries)
            if data is None:
                into.put(entries, self._known[one])
            elif b"/Filter" in entries:
                into.made_stream(entries, data, self._known[one])
            else:
                into.stream(entries, _TABLE.sub(_mended, data), self._known[one])
        return self._known[number]

    def _parted(self, body: bytes) -> tuple[bytes, bytes | None]:
        """Return an object without its stream, and that; of one with a stream the entries alone."""
        begun = _STREAM.search(body)
        if begun is None:
            return body, None
        entries = body[body.index(b"<<") + 2 : begun.start()]
        length = _LENGTH.search(entries)
        if length is None:
            raise ValueError("Length")
        size = int(self.body(int(length[1]))) if length[2] else int(length[1])
        return _LENGTH.sub(b"", entries), body[begun.end() : begun.end() + size]


def _mended(table: re.Match[bytes]) -> bytes:
    """Return a table from shapes to letters by which text is found and copied as it was written.

    Fonts draw some letters and the radicals that look like them with one shape, and Qt then names
    the radical ("⼭" for "山"), or a tab for a blank.
    """
    lists = _LIST.sub(lambda found: _ODD.sub(_usual, found[0]), table[0])
    return _ALONE.sub(_alone, lists)


def _alone(line: re.Match[bytes]) -> bytes:
    """Return the line of a range, mended where it is of one shape only."""
    if line[1] != line[2]:
        return line[0]
    return b"\n%s %s %s" % (line[1], line[2], _ODD.sub(_usual, line[3]))


def _usual(code: re.Match[bytes]) -> bytes:
    """Return the code of the letter that a radical, a compatibility form or a tab stands for."""
    letter = chr(int(code[1], 16))
    usual = " " if letter in "\t\u00a0" else unicodedata.normalize("NFKC", letter)
    return b"<%04X>" % ord(usual) if len(usual) == 1 and ord(usual) < 0x10000 else code[0]


def _entry(key: bytes, text: bytes) -> bytes:
    found = re.search(re.escape(key) + rb"\s+(\d+) 0 R", text)
    if found is None:
        raise ValueError(key)
    return found[1]
