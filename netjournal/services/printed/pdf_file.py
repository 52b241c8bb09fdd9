"""A PDF file written from its beginning to its end: ``PdfFile(out)``.

Objects without a stream are packed by the hundred and compressed (ISO 32000-1, 7.5.7 and 7.5.8), so
that a page costs few bytes beside what is on it, and nothing of what was written is kept in memory
but where it is.
"""

from __future__ import annotations

import struct
import zlib
from array import array
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from typing import IO

_LEVEL: Final = 3  # of compression: half the time of the usual one for a seventh more bytes
_PACKED: Final = 100  # objects in one stream
_FREE, _PLAIN, _IN_STREAM = 0, 1, 2


class PdfFile:
    """Takes objects in any order; each has a number, which others may know before it is put.

    Every method may raise ``OSError`` of the file.
    """

    def __init__(self, out: IO[bytes]) -> None:
        """Begin a file.

        Args:
            out: Empty, open for writing.
        """
        self._out = out
        self._kinds, self._places, self._inside = array("B"), array("Q"), array("H")
        self._waiting: list[tuple[int, bytes]] = []
        self._end = 0
        self.reserve()  # number 0 is nothing
        self._write(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")

    def reserve(self) -> int:
        """Return a number for an object to be put later."""
        self._kinds.append(_FREE)
        self._places.append(0)
        self._inside.append(0)
        return len(self._kinds) - 1

    def put(self, body: bytes, number: int = 0) -> int:
        """Add an object without a stream; return its number."""
        number = number or self.reserve()
        self._waiting.append((number, body))
        if len(self._waiting) == _PACKED:
            self._pack()
        return number

    def stream(self, entries: bytes, data: bytes, number: int = 0) -> int:
        """Add an object with a stream, which is compressed here; return its number.

        Args:
            entries: Of its dictionary, but for length and filter.
            data: What is in it.
            number: Its number, if it has one.
        """
        return self.made_stream(
            entries + b"/Filter/FlateDecode", zlib.compress(data, _LEVEL), number
        )

    def made_stream(self, entries: bytes, data: bytes, number: int = 0) -> int:
        """Add an object with a stream as it is; ``entries`` name its filter."""
        number = number or self.reserve()
        self._kinds[number], self._places[number] = _PLAIN, self._end
        head = b"%d 0 obj\n<<%s/Length %d>>stream\n" % (number, entries, len(data))
        self._write(head + data + b"\nendstream\nendobj\n")
        return number

    def finish(self, root: int, info: int, identity: bytes) -> None:
        """Write where everything is; ``identity`` is a hexadecimal name of the file."""
        if self._waiting:
            self._pack()
        number, start = self.reserve(), self._end
        self._kinds[number], self._places[number] = _PLAIN, start
        rows = zip(self._kinds, self._places, self._inside, strict=True)
        table = b"".join(struct.pack(">BIH", *row) for row in rows)
        entries = b"/Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]" % (
            len(self._kinds),
            root,
            info,
            identity,
            identity,
        )
        self.stream(entries, table, number)
        self._write(b"startxref\n%d\n%%%%EOF\n" % start)

    def _write(self, data: bytes) -> None:
        self._out.write(data)
        self._end += len(data)

    def _pack(self) -> None:
        """Write the objects that wait, as one stream."""
        waiting, self._waiting = self._waiting, []
        holder, at = self.reserve(), 0
        heads = []
        for n, (number, body) in enumerate(waiting):
            self._kinds[number], self._places[number], self._inside[number] = _IN_STREAM, holder, n
            heads.append(b"%d %d" % (number, at))
            at += len(body) + 1
        head = b" ".join(heads) + b"\n"
        entries = b"/Type/ObjStm/N %d/First %d" % (len(waiting), len(head))
        self.stream(entries, head + b"\n".join(body for _, body in waiting), holder)


def text(words: str) -> bytes:
    """Return text as a PDF string: a byte a letter in Western Europe's, else UTF-16."""
    try:
        plain = words.encode("latin-1")
        if any(0x7F <= byte < 0xA1 or byte < 0x20 for byte in plain):
            raise UnicodeError
    except UnicodeError:
        plain = b"\xfe\xff" + words.encode("utf-16-be", "replace")
    for byte in (b"\\", b"(", b")"):
        plain = plain.replace(byte, b"\\" + byte)
    return b"(" + plain.replace(b"\r", b"\\r") + b")"
