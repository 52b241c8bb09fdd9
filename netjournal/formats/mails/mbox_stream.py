"""A mailbox file (mbox) to single messages, streaming: files may have several gigabytes.

A line "From someone Sun Jul 16 15:06:25 2023" begins a message when a header follows; the first
message may lack it. Some programs leave no empty line before it. Of a message only so much is kept
as words may need; attachments behind that go.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from netjournal.formats.cards.vcard_stream import chunks_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MESSAGE_BYTES = 2 << 20
SINGLE_BYTES = 64 << 20  # of a file that is one message
_LONG_LINE = 1 << 20
_FROM = re.compile(rb"From [^\n]{1,500}\n(?=([^\n]*)\n)")
_STAMPED = re.compile(
    rb"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b.*"
    rb"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b.*\b\d{1,2}:\d\d"
)
_YEAR = re.compile(rb"\b(?:19|20)\d\d\b")
_HEADER = re.compile(rb"[!-9;-~]{1,80}[ \t]*:|>From ")
_ESCAPED = re.compile(rb"\n>(?=>*From )")
_COUNT = re.compile(rb"\A\s*\d{1,12}[ \t]*\n")  # Apple's .emlx begins with a length


@dataclass(slots=True)
class RawMessage:
    """One message with LF line ends.

    ``line`` is where it starts, 1-based; ``envelope`` the From line without its first word;
    ``cut`` says that not all of it is here.
    """

    line: int
    envelope: str
    data: bytes
    cut: bool = False


class _Collected:
    """A message of which more may come."""

    def __init__(self, line: int, envelope: bytes = b"") -> None:
        self.line = line
        self._envelope = envelope[5:].strip().decode("latin-1")
        self._data = bytearray()
        self._cut = False

    def add(self, data: bytes) -> None:
        room = MESSAGE_BYTES - len(self._data)
        self._data += data[: max(0, room)]
        self._cut = self._cut or len(data) > room

    def closed(self) -> Iterator[RawMessage]:
        """Yield it with one ">" less before each From, unless there is nothing in it."""
        data = bytes(self._data)
        if data.strip() or self._envelope:
            if b">From " in data:
                data = _ESCAPED.sub(b"\n", data)
            yield RawMessage(self.line, self._envelope, data.lstrip(b"\n"), self._cut)


def messages(file: BinaryIO, on_read: Callable[[int], None] | None = None) -> Iterator[RawMessage]:
    """Yield the messages of a mailbox one by one.

    Args:
        file: Open for reading bytes.
        on_read: Told how many bytes were read.
    """
    line, pending, current, before = 1, b"", _Collected(1), b"\n\n"
    for chunk in chunks_of(file, ""):
        pending += chunk
        if on_read is not None:
            on_read(file.tell())
        at = 0
        for match in _marks(pending):
            so_far = (before + pending[max(0, match.start() - 2) : match.start()])[-2:]
            if not _begins(match, so_far):
                continue
            current.add(pending[at : match.start()])
            yield from current.closed()
            line += pending.count(b"\n", at, match.start())
            current = _Collected(line, match[0])
            at = match.end()
            line += 1
        cut = max(at, _safe(pending))
        current.add(pending[at:cut])
        line += pending.count(b"\n", at, cut)
        before = (before + pending[:cut])[-2:]
        pending = pending[cut:]
    current.add(pending)
    yield from current.closed()


def single(file: BinaryIO) -> RawMessage:
    """Return a file that is one message, without a From line or a count before it."""
    data, size = bytearray(), 0
    for chunk in chunks_of(file, ""):
        size += len(chunk)
        if len(data) < SINGLE_BYTES:
            data += chunk
    text = _COUNT.sub(b"", bytes(data[:SINGLE_BYTES]), count=1).lstrip(b"\n\xef\xbb\xbf")
    envelope = b""
    if text.startswith(b"From "):
        envelope, _, text = text.partition(b"\n")
    return RawMessage(1, envelope[5:].strip().decode("latin-1"), text, size > SINGLE_BYTES)


def begins_mailbox(head: bytes) -> bool:
    """Say whether a file's start is a From line with a header below."""
    match = _FROM.match(head.replace(b"\r\n", b"\n").replace(b"\r", b"\n").lstrip())
    return match is not None and _begins(match, b"\n\n")


def _marks(pending: bytes) -> Iterator[re.Match[bytes]]:
    """Yield the From lines that another line follows."""
    at = 0 if pending.startswith(b"From ") else pending.find(b"\nFrom ") + 1
    while at or pending.startswith(b"From "):
        match = _FROM.match(pending, at)
        if match:
            yield match
        at = pending.find(b"\nFrom ", at) + 1
        if not at:
            return


def _begins(match: re.Match[bytes], before: bytes) -> bool:
    """Say whether a From line begins a message; ``before`` are the two bytes in front of it."""
    if before[-1:] != b"\n" or not _HEADER.match(match[1]):
        return False
    return bool(_STAMPED.search(match[0])) or (before == b"\n\n" and bool(_YEAR.search(match[0])))


def _safe(pending: bytes) -> int:
    """Return up to where nothing can begin any more: the last two lines may belong together."""
    last = pending.rfind(b"\n")
    before = pending.rfind(b"\n", 0, max(0, last))
    if before < 0:
        return len(pending) if len(pending) > _LONG_LINE else 0
    if len(pending) - last > _LONG_LINE:
        return len(pending)
    return before + 1
