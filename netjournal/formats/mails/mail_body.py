"""What a message holds: its words as plain text, invitations, names of attached files."""

from __future__ import annotations

from dataclasses import dataclass, field
from email import message_from_bytes
from typing import TYPE_CHECKING

from netjournal.formats.charset import decode
from netjournal.formats.mails.mail_headers import decoded
from netjournal.formats.plain_text import bounded, clean, from_html

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

_ENCODING = b"content-transfer-encoding"
_MOST_PARTS = 200
_MOST_NAMES = 20
_MOST_WORDS = 1 << 17  # bytes of Base64 that words or a calendar can need
_MOST_OTHER = 1 << 10
# What the standard library raises for messages that are broken in unforeseen ways.
_BROKEN = (
    *(ValueError, LookupError, TypeError, AttributeError, AssertionError),
    *(RecursionError, OverflowError),
)


@dataclass(slots=True)
class Content:
    """What is in a message; ``calendars`` are (method told by the part, bytes)."""

    text: str = ""
    calendars: list[tuple[str, bytes]] = field(default_factory=list)
    files: list[str] = field(default_factory=list)


def content(data: bytes) -> Content | None:
    """Read a message; ``None`` when its parts can't be told apart."""
    try:
        return _content(message_from_bytes(_slim(data)))
    except _BROKEN:
        return None


def _slim(data: bytes) -> bytes:
    """Return a message with only the start of what is long and Base64: attached files."""
    kept: list[bytes] = []
    at = found = end = 0
    while (found := data.find(b"base64", found)) >= 0:
        line = data.rfind(b"\n", 0, found) + 1
        if data[line : line + len(_ENCODING)].lower() != _ENCODING:
            found = _next(data, b"\n", found)  # whatever else is in this line
            continue
        begin = _next(data, b"\n\n", found)
        end = end if end >= begin else _next(data, b"\n--", begin)
        about = data[data.rfind(b"\n\n", 0, found) + 1 : begin].lower()
        wordy = b"text/" in about or b".ics" in about or b"calendar" in about
        most = _MOST_WORDS if wordy else _MOST_OTHER
        if end - begin > most:
            kept.append(data[at : data.rfind(b"\n", begin + 1, begin + most) + 1])
            at = found = end
        else:
            found = begin  # what else these headers say is known
    kept.append(data[at:])
    return b"".join(kept)


def _next(data: bytes, mark: bytes, at: int) -> int:
    """Return where a mark is next, the end without one."""
    found = data.find(mark, at)
    return len(data) if found < 0 else found


def _content(message: Message) -> Content:
    found = Content()
    plain = html = None
    for part in _parts(message):
        kind, name = part.get_content_type(), part.get_filename()
        if kind == "text/calendar" or (name and name.lower().endswith(".ics")):
            method = str(part.get_param("method") or "")
            found.calendars.append((method.upper(), _payload(part)))
        elif name or part.get_content_disposition() == "attachment":
            if name and len(found.files) < _MOST_NAMES:
                found.files.append(clean(decoded(name))[:200])
        elif kind == "text/plain" and plain is None:
            plain = _text(part)
        elif kind == "text/html" and html is None:
            html = _text(part)
    words = plain if plain and plain.strip() else from_html(html or "")
    found.text = bounded(words)
    return found


def _parts(message: Message) -> Iterator[Message]:
    """Yield what is not divided further, in order; not what is in messages passed on."""
    stack: list[Message] = [message]
    for _ in range(_MOST_PARTS):
        if not stack:
            return
        part = stack.pop()
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            below = part.get_payload()
            if isinstance(below, list):
                stack += [one for one in reversed(below) if not isinstance(one, str)]
        elif not part.is_multipart():
            yield part


def _payload(part: Message) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _text(part: Message) -> str:
    return decode(_payload(part), part.get_content_charset())[0]
