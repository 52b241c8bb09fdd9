"""Headers of mails as people mean them: encoded words, raw 8-bit text, addresses, dates."""

from __future__ import annotations

import binascii
import quopri
import re
from datetime import date, datetime, timedelta
from email.utils import getaddresses, parsedate_tz
from typing import TYPE_CHECKING

from netjournal.formats.calendars.ics_moments import Moment
from netjournal.formats.charset import STRAY, decode
from netjournal.formats.draft import PersonRef
from netjournal.formats.plain_text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST = 20_000  # characters of a header that are looked at
_MOST_PEOPLE = 500
_HEADER = re.compile(rb"([!-9;-~]{1,80})[ \t]*:((?:[^\n]*)(?:\n[ \t][^\n]*)*)(?:\n|\Z)")
_WORD = re.compile(r"=\?([^?*\s]{1,40})(?:\*[^?\s]*)?\?([bBqQ])\?([^?]*)\?=")
_WORDS = re.compile(rf"(?:{_WORD.pattern}\s*)+", re.DOTALL)
_EMAIL = re.compile(r"[^\s@<>\"',;]+@[^\s@<>\"',;]+")
# An address in the place of a name, before the address itself: not every Python reads it bare.
# It is looked for only where a run of its letters begins: in each place of a long one is slow.
_TWICE = re.compile(rf"(?<![^\s@<>,;])({_EMAIL.pattern})\s*<")
_YEARS = range(1971, 2200)


class Headers:
    """The headers of one message.

    Args:
        data: The message, LF line ends.
    """

    def __init__(self, data: bytes) -> None:
        self._values: dict[str, list[bytes]] = {}
        at = 0
        while match := _HEADER.match(data, at):
            name = match[1].decode("ascii").lower()
            self._values.setdefault(name, []).append(match[2].strip()[: 2 * _MOST])
            at = match.end()
        self.end = at

    def __contains__(self, name: str) -> bool:
        """Say whether there is such a header; ``name`` in lower case."""
        return name in self._values

    def __len__(self) -> int:
        """Return how many different ones there are."""
        return len(self._values)

    def raw(self, name: str) -> str:
        """Return the first header of that name, encoded words still in it; empty without one."""
        found = self._values.get(name)
        return _unfolded(found[0]) if found else ""

    def all(self, name: str) -> list[str]:
        """Return all headers of that name, as ``raw``."""
        return [_unfolded(value) for value in self._values.get(name, ())]

    def text(self, name: str) -> str:
        """Return the first header of that name in words, one line."""
        return clean(decoded(self.raw(name)))

    def people(self, *names: str) -> list[PersonRef]:
        """Return who some headers name, each address once; groups are taken apart."""
        values = [_TWICE.sub(r'"\1" <', value) for name in names for value in self.all(name)]
        found: dict[str, PersonRef] = {}
        for name, address in _addresses(values)[:_MOST_PEOPLE]:
            email = "".join(address.split()).strip("<>'\"")
            if not _EMAIL.fullmatch(email):
                continue
            person = found.setdefault(email.lower(), PersonRef(email=email))
            person.name = person.name or _name(name, email)
        return list(found.values())

    def moment(self, envelope: str) -> Moment | None:
        """Return when it was sent, in UTC where that is told.

        Args:
            envelope: The From line, for messages without a date of their own.
        """
        received = (value.rpartition(";")[2] for value in self.all("received"))
        stamped = " ".join(envelope.split(" ")[1:])
        for text in (self.raw("date"), stamped, *received):
            found = _moment(text)
            # nobody gets mail from the day after tomorrow: then a clock was wrong
            if found is not None and found.at.date() <= date.today() + timedelta(days=1):
                return found
        return None


def _addresses(values: list[str]) -> list[tuple[str, str]]:
    """Return names and addresses; a list that is nested beyond reason names nobody."""
    try:
        return _listed(values)
    except (RecursionError, ValueError):
        if len(values) < 2:
            return []
        return [one for value in values for one in _addresses([value])]


def _listed(values: list[str]) -> list[tuple[str, str]]:
    """Return names and addresses as the standard library reads them, a malformed list in parts.

    Newer and patched Pythons refuse such a list whole unless told not to (CVE-2023-27043); older
    ones cannot be told.
    """
    try:
        return getaddresses(values, strict=False)
    except TypeError:
        return getaddresses(values)


def decoded(text: str) -> str:
    """Return a header with its encoded words (RFC 2047) in plain text."""
    if "=?" not in text:
        return text
    return _WORDS.sub(_run, text)


def _run(match: re.Match[str]) -> str:
    """Decode encoded words that follow each other; characters may be divided between them."""
    parts: list[tuple[str, bytes]] = []
    for charset, kind, content in _WORD.findall(match[0]):
        data = _bytes(kind, content)
        if parts and parts[-1][0] == charset.lower():
            parts[-1] = (parts[-1][0], parts[-1][1] + data)
        else:
            parts.append((charset.lower(), data))
    blank = " " if match[0][-1:].isspace() else ""
    return "".join(_said(data, charset) for charset, data in parts) + blank


def _bytes(kind: str, content: str) -> bytes:
    data = content.encode("ascii", "replace")
    if kind in "qQ":
        return quopri.decodestring(data.replace(b"_", b"=20"))
    try:
        return binascii.a2b_base64(data + b"=" * (-len(data) % 4))
    except (binascii.Error, ValueError):
        return data


def _said(data: bytes, charset: str) -> str:
    try:
        return data.decode(charset)
    except (LookupError, ValueError):  # not only what bytes can't be: also what no name can be
        return decode(data)[0] if data else ""


def _unfolded(value: bytes) -> str:
    """Return a header in one line; bytes that are not ASCII are UTF-8 or Windows-1252."""
    value = b" ".join(part.strip() for part in value.split(b"\n"))
    try:
        return value.decode()[:_MOST]
    except UnicodeDecodeError:
        return value.decode("cp1252", STRAY)[:_MOST]


def _name(text: str, email: str) -> str:
    name = clean(decoded(text)).strip("\"' ")[:200]
    return "" if name.lower() == email.lower() else name


def _moment(text: str) -> Moment | None:
    try:
        parts = parsedate_tz(text.strip()[:200])
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    if parts is None or parts[0] not in _YEARS:
        return None
    year, month, day, hour, minute, second, *_ = parts
    try:
        at = datetime(year, month, day, hour, minute, min(second, 59))
    except (ValueError, OverflowError):
        return None
    ahead = parts[9]
    if ahead is None or abs(ahead) > 24 * 3600:
        return Moment(at)
    return Moment(at - timedelta(seconds=ahead), "UTC")


def first_words(headers: Headers, *names: str) -> Iterator[str]:
    """Yield the address that each header holds, in lower case, where it is just one."""
    for name in names:
        value = headers.raw(name).strip("<> ").lower()
        if _EMAIL.fullmatch(value):
            yield value
