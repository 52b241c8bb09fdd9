"""A vCard file to the bytes of single cards, streaming: BEGIN and END, lost ENDs, nested cards.

A card that starts inside of another one is a card of its own, unless the line before it is an
empty AGENT: then it becomes that property's value, the way version 3.0 writes it. Nothing here
looks at properties.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO

from netjournal.errors import ImportRejected
from netjournal.formats.draft import Rejected, Warned
from netjournal.formats.phrases import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

_LARGE = QT_TRANSLATE_NOOP("reading", "The card is larger than {size} MB.")

CARD_BYTES = 16 << 20  # larger than any real card; a photo has a few megabytes at most
_CHUNK = 1 << 20
_MARK_BYTES = 64  # longer than any BEGIN or END line
_TAIL = 1 << 15
_DEEPEST = 8
_MOST_EMPTY = 1_000  # cards begun and never filled: no address book, an attack

_MARK = re.compile(
    rb"^(?:\xef\xbb\xbf)?(BEGIN|END)[ \t]*:[ \t]*VCARD[ \t]*$", re.IGNORECASE | re.MULTILINE
)
_END = re.compile(rb"\nEND[ \t]*:[ \t]*VCARD[ \t]*\n", re.IGNORECASE)
_BEGIN = re.compile(rb"\nBEGIN[ \t]*:[ \t]*VCARD[ \t]*\n", re.IGNORECASE)
_GLUED = re.compile(rb"^(END[ \t]*:[ \t]*VCARD)[ \t]*(?=BEGIN)", re.IGNORECASE | re.MULTILINE)
# A file that is indented as a whole, as it was copied from somewhere.
_INDENT = re.compile(rb"\s*?([ \t]+)BEGIN[ \t]*:[ \t]*VCARD[ \t]*\n(\1(?=\S))?", re.IGNORECASE)
# A line number and lines, or a rejection.
Block = tuple[int, bytes] | Rejected

_AGENT = re.compile(rb"(?:^|\n)(?:[\w-]+\.)?AGENT[^:\n]*:[ \t\n]*$", re.IGNORECASE)
_FOLD = re.compile(rb"\n[ \t]")
_NO_CARDS = QT_TRANSLATE_NOOP("reading", "The file is no address book: it only begins cards.")


@dataclass(slots=True)
class RawCard:
    """The lines between BEGIN and END, LF only; ``line`` is that of BEGIN, 1-based."""

    line: int
    data: bytes
    ended: bool = True


@dataclass(slots=True)
class _Open:
    """A card whose END has not come yet."""

    line: int
    agent: bool
    parts: list[bytes] = field(default_factory=list)

    def close(self, *, ended: bool) -> RawCard:
        return RawCard(self.line, b"".join(self.parts), ended)


class _Nest:
    """The cards that are open, outermost first."""

    def __init__(self) -> None:
        self.open: list[_Open] = []
        self.empty = 0
        self.junk = False

    def text(self, line: int, data: bytes) -> Iterator[Warned]:
        """Take lines without marks that end before ``line``."""
        if self.open:
            self.open[-1].parts.append(data)
        elif not self.junk and _is_junk(data):
            self.junk = True
            yield Warned(
                line,
                QT_TRANSLATE_NOOP(
                    "reading", "There is text outside of the cards; it was left out."
                ),
            )

    def begin(self, line: int) -> Iterator[RawCard]:
        """Open a card; too deep a nest means that ENDs are missing."""
        parts = self.open[-1].parts if self.open else []
        agent = bool(parts and _AGENT.search(parts[-1][-200:]))
        self.open.append(_Open(line, agent))
        if len(self.open) > _DEEPEST:
            lost = self.open.pop(0).close(ended=False)
            self.empty += not lost.data.strip()
            yield from _kept(lost)
        if self.empty > _MOST_EMPTY:
            raise ImportRejected(_NO_CARDS)

    def end(self) -> Iterator[RawCard]:
        """Close the innermost card; an agent goes into the card around it."""
        if not self.open:
            return
        card = self.open.pop()
        if card.agent and self.open:
            parts = self.open[-1].parts
            parts[-1] = parts[-1].rstrip() + _as_value(card) + b"\n"
        else:
            yield card.close(ended=True)

    def lost(self) -> Iterator[RawCard]:
        """Close what is still open."""
        for card in self.open:
            yield from _kept(card.close(ended=False))
        self.open.clear()


def cards(blocks: Iterable[Block]) -> Iterator[RawCard | Rejected | Warned]:
    """Divide blocks into cards; a card inside of another one comes before it.

    Args:
        blocks: What ``blocks`` yields.

    Raises:
        ImportRejected: Nothing but beginnings of cards.
    """
    nest = _Nest()
    for block in blocks:
        if isinstance(block, Rejected):
            nest.open.clear()
            yield block
            continue
        yield from _divided(nest, block[0], _apart(block[1]))
    yield from nest.lost()


def _divided(nest: _Nest, line: int, data: bytes) -> Iterator[RawCard | Warned]:
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


def _as_value(card: _Open) -> bytes:
    """Return a card as the value of AGENT, escaped as version 3.0 has it."""
    body = b"BEGIN:VCARD\n" + _FOLD.sub(b"", b"".join(card.parts)) + b"END:VCARD"
    for plain, escaped in ((b"\\", b"\\\\"), (b"\n", b"\\n"), (b",", b"\\,"), (b";", b"\\;")):
        body = body.replace(plain, escaped)
    return body


def _kept(card: RawCard) -> Iterator[RawCard]:
    if card.data.strip():
        yield card


def _is_junk(data: bytes) -> bool:
    return any(line.strip() and not line.startswith(b"#") for line in data.split(b"\n"))


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
            yield Rejected(line, _LARGE.format(size=CARD_BYTES >> 20))
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
    indent = _INDENT.match(first)
    if indent and indent[2]:
        first = (b"\n" + first).replace(b"\n" + indent[1], b"\n")[1:]
    elif indent:
        first = first[: indent.start(1)] + first[indent.end(1) :]
    yield first
    for chunk in chunks:
        yield chunk.replace(b"\n" + indent[1], b"\n") if indent and indent[2] else chunk


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
