"""A vCard file to the bytes of single cards, streaming: BEGIN and END, lost ENDs, nested cards.

What starts inside of another card: ``vcard_nest``. Nothing here looks at properties.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, BinaryIO

from netjournal.formats.cards.vcard_nest import CARD_BYTES, Nest, RawCard, too_large
from netjournal.formats.draft import Rejected

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

    from netjournal.formats.draft import Warned

_CHUNK = 1 << 20
_MARK_BYTES = 64  # longer than any BEGIN or END line
_TAIL = 1 << 15

_MARK = re.compile(
    rb"^(?:\xef\xbb\xbf)?(BEGIN|END)[ \t]*:[ \t]*VCARD[ \t]*$", re.IGNORECASE | re.MULTILINE
)
_END = re.compile(rb"\nEND[ \t]*:[ \t]*VCARD[ \t]*\n", re.IGNORECASE)
_BEGIN = re.compile(rb"\nBEGIN[ \t]*:[ \t]*VCARD[ \t]*\n", re.IGNORECASE)
_GLUED = re.compile(rb"^(END[ \t]*:[ \t]*VCARD)[ \t]*(?=BEGIN)", re.IGNORECASE | re.MULTILINE)
_FIRST = re.compile(rb"BEGIN[ \t]*:[ \t]*VCARD[ \t]*\n", re.IGNORECASE)
# A line number and lines, or a rejection.
Block = tuple[int, bytes] | Rejected


def cards(blocks: Iterable[Block]) -> Iterator[RawCard | Rejected | Warned]:
    """Divide blocks into cards; a card inside of another one comes before it.

    Args:
        blocks: What ``blocks`` yields.

    Raises:
        ImportRejected: Nothing but beginnings of cards.
    """
    nest = Nest()
    for block in blocks:
        if isinstance(block, Rejected):
            nest.open.clear()
            yield block
            continue
        yield from _divided(nest, block[0], _apart(block[1]))
    yield from nest.lost()


def _divided(nest: Nest, line: int, data: bytes) -> Iterator[RawCard | Rejected | Warned]:
    """Divide one block; most cards begin outside of others and end: those need no nest."""
    at = alone = 0  # where text goes on; line of a BEGIN that the nest hasn't been told yet
    if not nest.open:
        line, at = yield from _plain(line, data)
    for mark in _MARK.finditer(data, at):
        between = data[at : mark.start()]
        line += between.count(b"\n")
        at = mark.end() + 1
        begins = mark[1][:1] in b"Bb"
        if alone and not begins:
            yield RawCard(alone, between)
            alone = 0
        else:
            if alone:
                yield from nest.begin(alone)
            if between:
                yield from nest.text(line, between)
            alone = line if begins and not nest.open else 0
            if not alone:
                yield from nest.begin(line) if begins else nest.end()
        line += 1
    if alone:
        yield from nest.begin(alone)
    yield from nest.text(line, data[at:])


def _plain(line: int, data: bytes) -> Generator[RawCard, None, tuple[int, int]]:
    """Yield the cards up to the first that isn't written as most are; return where that begins."""
    at = 0
    while True:
        while data.startswith(b"\n", at):
            line, at = line + 1, at + 1
        end = data.find(b"\nEND:VCARD\n", at) if data.startswith(b"BEGIN:VCARD\n", at) else -1
        body = data[at + 12 : end + 1]
        if end < 0 or b"VCARD" in body.upper():
            return line, at
        yield RawCard(line, body)
        line, at = line + body.count(b"\n") + 2, end + 11


def _apart(data: bytes) -> bytes:
    """Give each BEGIN a line of its own: files put together may lack the last line end."""
    upper = data.upper()
    if b"VCARDBEGIN" in upper or b"VCARD BEGIN" in upper:
        return _GLUED.sub(rb"\1\n", data)
    return data


def blocks(
    file: BinaryIO, encoding: str, on_read: Callable[[int], None] = lambda _: None
) -> Iterator[Block]:
    """Read a file as pieces that end with whole cards, where the cards end at all.

    Args:
        file: Open for reading bytes.
        encoding: A Unicode encoding to turn into UTF-8 on the way, or nothing to leave bytes alone.
        on_read: Told how many bytes have been read so far.

    Yields:
        The physical line where a piece starts, and the piece with LF line ends; or a rejection of a
        card that is too large.
    """
    line, pending, skipping = 1, b"", False
    for chunk in _flush_left(chunks_of(file, encoding)):
        seen = max(0, len(pending) - _MARK_BYTES)
        pending += chunk
        on_read(file.tell())
        if skipping:  # what is left of a card that is too large goes, up to its end
            end = _END.search(pending)
            cut = end.end() if end else max(0, len(pending) - _MARK_BYTES)
            line += pending.count(b"\n", 0, cut)
            pending, skipping, seen = pending[cut:], not end, 0
        cut = 0 if skipping else _cut(pending, seen)
        if cut:
            yield line, pending[:cut]
            line += pending.count(b"\n", 0, cut)
            pending = pending[cut:]
        if len(pending) > CARD_BYTES:
            yield too_large(line)
            skipping = True
    if not skipping:
        yield line, pending + b"\n"


def _cut(pending: bytes, seen: int) -> int:
    """Return where to cut so that no card is divided; 0: nowhere yet."""
    at = 0
    for start in (max(seen, len(pending) - _TAIL), seen):  # nearly always near the end
        for mark in _END.finditer(pending, start):
            at = mark.end()
        if at:
            break
    if not at and len(pending) > CARD_BYTES:
        for mark in _BEGIN.finditer(pending):
            at = mark.start() + 1
    return at


def _flush_left(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Undo the indentation of a file that is indented as a whole."""
    first = next(chunks, b"")
    start = len(first) - len(first.lstrip())
    indent = first[len(first[:start].rstrip(b" \t")) : start]
    begin = _FIRST.match(first, start) if indent else None
    if not begin:
        yield first
        yield from chunks
    elif first.startswith(indent, at := begin.end()) and first[at + len(indent) :][:1].strip():
        yield (b"\n" + first).replace(b"\n" + indent, b"\n")[1:]
        for chunk in chunks:
            yield chunk.replace(b"\n" + indent, b"\n")
    else:
        yield first[: start - len(indent)] + first[start:]
        yield from chunks


def chunks_of(file: BinaryIO, encoding: str) -> Iterator[bytes]:
    """Yield UTF-8 or legacy bytes with LF line ends."""
    decoder = codecs.getincrementaldecoder(encoding)("replace") if encoding else None
    held = b""
    while chunk := file.read(_CHUNK):
        if decoder:
            chunk = decoder.decode(chunk).encode("utf-8", "replace")
        if b"\r" in chunk or held:
            chunk = held + chunk
            # CR CR LF is one line end (iOS through Windows): don't cut it apart
            end = len(chunk) - min(2, len(chunk) - len(chunk.rstrip(b"\r")))
            chunk, held = chunk[:end], chunk[end:]
            chunk = _with_line_feeds(chunk)
        if chunk:
            yield chunk
    if held:
        yield _with_line_feeds(held)


def _with_line_feeds(data: bytes) -> bytes:
    return data.replace(b"\r\r\n", b"\n").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
