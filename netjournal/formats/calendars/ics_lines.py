"""A calendar's bytes to its events: unfolding, parameters, components, each only as far as real.

Streams: one event is in memory at a time, and no line, event or nest is larger than given here.
Lines are unfolded as bytes, for some programs fold inside of a character. Alarms and whatever else
lies inside of an event are passed over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO

from netjournal.formats.cards.vcard_stream import chunks_of
from netjournal.formats.charset import STRAY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

LINE_BYTES = 1 << 18  # of a line; what is longer holds a file, not words
_MOST_PROPERTIES = 5_000  # of an event
_NAME = re.compile(r"[A-Za-z0-9-]{1,80}(?=[;:])")
# A colon before an address: names that nobody quoted may hold colons, too.
_ADDRESS = re.compile(r":(?=(?:mailto|invalid|urn|https?|ldaps?|data|tel|sip|smtp)\s*:)", re.I)
_ADDRESSED = ("ATTENDEE", "ORGANIZER")
_WORDY = ("DESCRIPTION", "SUMMARY", "LOCATION", "COMMENT")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_CARET = re.compile(r"\^([n'^])")
_CARETS = {"n": "\n", "'": '"', "^": "^"}  # RFC 6868


@dataclass(slots=True)
class Property:
    """One content line; ``value`` is raw, parameter values are without their quotes."""

    name: str
    params: dict[str, str]
    value: str

    def text(self) -> str:
        """Return the value as text: escapes resolved, ends stripped."""
        return unescape(self.value)


@dataclass(slots=True)
class CalendarFacts:
    """What a VCALENDAR says of all its events; filled while its lines are read."""

    method: str = ""
    zone: str = ""  # X-WR-TIMEZONE, as written
    name: str = ""
    zones: dict[str, str] = field(default_factory=dict)  # TZID -> X-LIC-LOCATION


@dataclass(slots=True)
class RawEvent:
    """The properties of one VEVENT; ``line`` is that of its BEGIN, 1-based."""

    line: int
    calendar: CalendarFacts
    properties: list[Property] = field(default_factory=list)
    ended: bool = False

    def first(self, name: str) -> Property | None:
        """Return the first property of that name."""
        for one in self.properties:
            if one.name == name:
                return one
        return None

    def all(self, *names: str) -> list[Property]:
        """Return the properties of these names, in order."""
        return [one for one in self.properties if one.name in names]

    def text(self, name: str) -> str:
        """Return the first property of that name as text; empty without one."""
        found = self.first(name)
        return found.text() if found else ""


def events(
    file: BinaryIO, wide: str = "", charset: str = "", on_read: Callable[[int], None] | None = None
) -> Iterator[RawEvent]:
    """Yield the events of a calendar file, of one without VCALENDAR, too.

    Args:
        file: Open for reading bytes.
        wide: A Unicode encoding other than UTF-8 that the whole file has, or nothing.
        charset: What lines that are not UTF-8 are read as; nothing takes Windows-1252.
        on_read: Told how many bytes were read.
    """
    nest = _Nest()
    for line, data in _unfolded(_physical(file, wide, on_read)):
        yield from nest.take(line, _decoded(data, charset))
    yield from nest.close()


def unescape(value: str) -> str:
    """Return a text value with its escapes resolved and its ends stripped."""
    if "\\" not in value:
        return value.strip()
    return _ESCAPED.sub(lambda m: "\n" if m[1] in "nN" else m[1], value).strip()


def parsed(text: str) -> Property | None:
    """Read one content line; ``None`` when it is none."""
    match = _NAME.match(text)
    if not match:
        return None
    name = match[0].upper()
    at = _value_at(name, text, match.end())
    params: dict[str, str] = {}
    head = text[match.end() : at]
    if not head:
        return Property(name, params, text[at + 1 :])
    for part in _outside_quotes(head, ";") if '"' in head else head.split(";"):
        key, equals, value = part.partition("=")
        if equals:
            params.setdefault(key.strip().upper(), _param(value))
    return Property(name, params, text[at + 1 :])


def _value_at(name: str, text: str, start: int) -> int:
    """Return where the colon before the value is, or the end."""
    if name in _ADDRESSED:
        found = _ADDRESS.search(text, start)
        if found:
            return found.start()
    at = text.find(":", start)
    if '"' not in text[start : max(at, start)]:
        return len(text) if at < 0 else at
    quoted = False
    for at in range(start, len(text)):
        if text[at] == '"':
            quoted = not quoted
        elif text[at] == ":" and not quoted:
            return at
    at = text.find(":", start)  # a quote that is never closed
    return len(text) if at < 0 else at


def _outside_quotes(text: str, mark: str) -> Iterator[str]:
    """Divide text at a mark, but not where it is quoted."""
    pieces = text.split('"')
    piece = ""
    for number, part in enumerate(pieces):
        if number % 2:
            piece += f'"{part}"'
            continue
        first, *others = part.split(mark)
        piece += first
        for other in others:
            yield piece
            piece = other
    yield piece


def _param(value: str) -> str:
    value = value.replace('"', "").strip()
    return _CARET.sub(lambda m: _CARETS[m[1]], value) if "^" in value else value


class _Nest:
    """Where in the components the reading is."""

    def __init__(self) -> None:
        self._calendar = CalendarFacts()
        self._event: RawEvent | None = None
        self._inner = 0  # components that are open inside of the event
        self._zone: str | None = None

    def take(self, line: int, text: str) -> Iterator[RawEvent]:
        """Take one unfolded line; yield the event it ends."""
        name, _, value = text.partition(":")
        name = name.strip().upper().lstrip("\ufeff")
        if name == "BEGIN":
            yield from self._begin(line, value.strip().upper())
        elif name == "END":
            yield from self._end(value.strip().upper())
        elif self._event is None:
            self._fact(text)
        elif not self._inner:
            self._add(self._event, text)

    def close(self, *, ended: bool = False) -> Iterator[RawEvent]:
        """Close the event that is open, if any."""
        if self._event is not None:
            self._event.ended = ended
            yield self._event
        self._event, self._inner = None, 0

    def _begin(self, line: int, what: str) -> Iterator[RawEvent]:
        if what in ("VEVENT", "VCALENDAR"):
            yield from self.close()
        if what == "VEVENT":
            self._event = RawEvent(line, self._calendar)
        elif what == "VCALENDAR":
            self._calendar = CalendarFacts()
        elif self._event is not None:
            self._inner += 1
        elif what == "VTIMEZONE":
            self._zone = ""

    def _end(self, what: str) -> Iterator[RawEvent]:
        if what in ("VEVENT", "VCALENDAR"):
            yield from self.close(ended=what == "VEVENT")
        elif self._inner:
            self._inner -= 1
        elif what == "VTIMEZONE":
            self._zone = None

    def _fact(self, text: str) -> None:
        """Note what the calendar says of itself and of its time zones."""
        found = parsed(text)
        if found is None:
            return
        if self._zone is not None:
            if found.name == "TZID":
                self._zone = found.text()
            elif found.name == "X-LIC-LOCATION":
                self._calendar.zones[self._zone] = found.text()
        elif found.name == "METHOD":
            self._calendar.method = found.text().upper()
        elif found.name == "X-WR-TIMEZONE":
            self._calendar.zone = found.text()
        elif found.name == "X-WR-CALNAME":
            self._calendar.name = found.text()

    @staticmethod
    def _add(event: RawEvent, text: str) -> None:
        """Add a property; a line that is none goes on with a text that was broken, not folded."""
        found = parsed(text)
        last = event.properties[-1] if event.properties else None
        if last and last.name in _WORDY and (found is None or text[0].islower()):
            if len(last.value) < LINE_BYTES:
                last.value += f"\\n{text}"
        elif found is not None and len(event.properties) < _MOST_PROPERTIES:
            event.properties.append(found)


def _decoded(data: bytes, charset: str) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode(charset or "cp1252", STRAY)


def _unfolded(lines: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Yield (first physical line, bytes) of unfolded lines; empty ones are left out."""
    parts: list[bytes] = []
    start = size = 0
    for number, line in enumerate(lines, start=1):
        if line[:1] in (b" ", b"\t") and parts:
            if size < LINE_BYTES:
                parts.append(line[1:])
                size += len(line)
            continue
        if not line.strip():
            continue
        if parts:
            yield start, b"".join(parts)
        parts, start, size = [line], number, len(line)
    if parts:
        yield start, b"".join(parts)


def _physical(file: BinaryIO, wide: str, on_read: Callable[[int], None] | None) -> Iterator[bytes]:
    """Yield lines without their ends; of a line that is too long only the start."""
    pending = b""
    skipping = False
    for chunk in chunks_of(file, wide):
        if on_read is not None:
            on_read(file.tell())
        first, *others = chunk.split(b"\n")
        if not skipping:
            pending += first
        for line in others:
            yield pending
            pending, skipping = line, False
        if len(pending) > LINE_BYTES:
            pending, skipping = pending[:LINE_BYTES], True
    if pending:
        yield pending
