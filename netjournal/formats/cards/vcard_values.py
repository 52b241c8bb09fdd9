"""Values of vCard properties <-> text, dates, identifiers and pictures. No property names here."""

from __future__ import annotations

import binascii
import re
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from netjournal.formats.dates import parse_date
from netjournal.formats.draft import Photo

if TYPE_CHECKING:
    from collections.abc import Iterable

_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_UNESCAPED = {"n": "\n", "N": "\n"} | {sign: sign for sign in '\\,;:"'}
_UNESCAPED_21 = {sign: sign for sign in "\\;:"}
_PLAINLY = [(f"\\{sign}", meant) for sign, meant in _UNESCAPED.items() if sign != "\\"]
_LINE_END = re.compile("\r\n?")

_DATE = re.compile(
    r"(?P<year>\d{4})(?:-?(?P<month>\d\d)(?:-?(?P<day>\d\d)(?:[T ].*|Z|[+-]\d\d:?\d\d|;+)?)?)?"
    r"|--(?P<month2>\d\d)-?(?P<day2>\d\d)(?:[T ].*)?"
    r"|(?P<year3>\d{4})[/. ](?P<month3>\d\d?)[/. ](?P<day3>\d\d?)"
    r"|(?P<day4>\d\d?)\.(?P<month4>\d\d?)\.(?P<year4>\d{4})"
    r"|--(?P<month5>\d\d?)-(?P<day5>\d\d?)",
    re.DOTALL,
)
# The year Apple and CardBook write when none is known (the first leap year of the Gregorian era).
_NO_YEAR = ("1604", "0000")
_PARTIAL = re.compile(r"\d{4}(-\d\d(-\d\d)?)?|--\d\d-\d\d")

_UUID = re.compile(
    r"(?:urn:)?(?:uuid:)?\{?([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})\}?", re.IGNORECASE
)

_DATA_URI = re.compile(r"data:([\w.+/-]*)(?:;[\w=.-]+)*;base64\\?,", re.IGNORECASE)
_BASE64 = re.compile(r"[A-Za-z0-9+/]*={0,2}")
_SPACES = re.compile(r"\s+")
_MAGIC = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG", "image/png"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
)


def unescape(text: str, version: str = "3.0") -> str:
    r"""Undo backslash escapes; an unknown one (``\y``) stays as it is.

    Args:
        text: A value, or one part of it, after splitting.
        version: ``2.1`` knows ``\\``, ``\;`` and ``\:`` only.
    """
    if "\\" not in text:
        return text
    # where no backslash stands for itself, replacing will do
    if version != "2.1" and "\\\\" not in text:
        for written, meant in _PLAINLY:
            text = text.replace(written, meant)
        return text
    known = _UNESCAPED_21 if version == "2.1" else _UNESCAPED
    return _ESCAPE.sub(lambda match: known.get(match[1], match[0]), text)


def escape(text: str, also: str = ",;") -> str:
    """Escape text for versions 3.0 and 4.0; all line ends become the escaped line feed.

    Args:
        text: Any text; NUL, which no vCard can hold, is left out.
        also: Signs to escape besides the backslash; empty for URIs.
    """
    text = text.replace("\\", "\\\\").replace("\0", "")
    for sign in also:
        text = text.replace(sign, "\\" + sign)
    return _LINE_END.sub("\n", text).replace("\n", "\\n")


def split(text: str, separator: str) -> list[str]:
    """Split at separators that no backslash escapes; the parts stay escaped."""
    parts = text.split(separator)
    if "\\" not in text or len(parts) == 1:
        return parts
    out: list[str] = []
    pending: list[str] = []
    for part in parts:
        pending.append(part)
        if (len(part) - len(part.rstrip("\\"))) % 2 == 0:
            out.append(separator.join(pending))
            pending = []
    if pending:
        out.append(separator.join(pending))
    return out


def components(text: str, version: str = "3.0") -> list[str]:
    """Split a structured value (N, ADR, ORG) and unescape its parts; ends are stripped."""
    if "\\" not in text:
        return [part.strip() for part in text.split(";")]
    return [unescape(part, version).strip() for part in split(text, ";")]


def listed(text: str, version: str = "3.0") -> list[str]:
    """Split a list value (CATEGORIES, NICKNAME); blanks around and empty ones are left out."""
    parts = (unescape(part, version).strip() for part in split(text, ","))
    return [part for part in parts if part]


def joined(parts: Iterable[str], separator: str) -> str:
    """Escape parts and put them together again."""
    return separator.join(escape(part) for part in parts)


def partial_date(text: str, omitted_year: str = "") -> str | None:
    """Return a date as ISO 8601 text, never shifted by its time zone.

    Args:
        text: ``19800322``, ``1980-03-22T…``, ``--0322``, ``1980-03``, ``1980``, ``22.3.1980``, …
        omitted_year: What X-APPLE-OMIT-YEAR says; that year means that none is known.

    Returns:
        ``1980-03-22``, ``1980-03``, ``1980`` or ``--03-22``; ``None`` when it is no such date.
    """
    match = _DATE.fullmatch(text.strip())
    if match is None:
        return _loosely(text)
    found = {name.rstrip("2345"): value for name, value in match.groupdict().items() if value}
    year, month, day = found.get("year", ""), found.get("month", ""), found.get("day", "")
    if year in _NO_YEAR or (omitted_year and year == omitted_year):
        year = ""
    if not _exists(year, month, day):
        return None
    if not year:
        return f"--{int(month):02}-{int(day):02}" if month and day else None
    return "-".join([year, *(f"{int(part):02}" for part in (month, day) if part)])


def _loosely(text: str) -> str | None:
    """Return a date in words or numbers of another order, if there is only one way to read it."""
    if len(text.split()) > 4:  # a sentence says more than its date
        return None
    found = parse_date(text, "dmy")
    certain = "." in text or found == parse_date(text, "mdy")
    return found if found and certain and found[0] != "0" else None


def is_partial_date(text: str) -> bool:
    """Say whether the text is a date in the form drafts keep."""
    return bool(_PARTIAL.fullmatch(text)) and partial_date(text) == text


def written_date(text: str, version: str) -> tuple[str, str]:
    """Return a date as parameters (with their ``;``) and value; words stay words.

    Version 3.0 has no date without a year: Apple's way of saying so is the best known.
    """
    if not is_partial_date(text):
        return ";VALUE=text", escape(text)
    if version == "4.0":  # only year and month together keep a hyphen (RFC 6350 §4.3.1)
        bare = text.replace("-", "")
        return "", f"--{bare}" if text[0] == "-" else text if len(text) == 7 else bare
    if text.startswith("--"):
        return ";X-APPLE-OMIT-YEAR=1604", f"1604{text[1:]}"
    return ("", text) if len(text) == 10 else (";VALUE=text", text)


def _exists(year: str, month: str, day: str) -> bool:
    try:
        date(int(year or "2000"), int(month or "1"), int(day or "1"))
    except ValueError:
        return False
    return True


def uuid_of(text: str) -> UUID | None:
    """Return the UUID a UID, MEMBER or RELATED value holds, with or without ``urn:uuid:``."""
    bare = text.replace("-", "") if len(text) == 36 else ""
    if len(bare) == 32 and text[8::5][:4] == "----" and bare.isascii() and bare.isalnum():
        try:  # as nearly all are written
            return UUID(bytes=bytes.fromhex(bare))
        except ValueError:
            return None
    match = _UUID.fullmatch(text.strip())
    return UUID(int=int(match[1].replace("-", ""), 16)) if match else None


def photo(text: str, media_type: str = "") -> Photo | None:
    """Decode a picture.

    Args:
        text: Base64 with or without white space, or a data URI.
        media_type: What the property's parameters say: ``JPEG``, ``image/jpeg`` or nothing.

    Returns:
        The picture, or ``None`` when the text is no valid Base64.
    """
    uri = _DATA_URI.match(text)
    if uri:
        media_type, text = uri[1] or media_type, text[uri.end() :]
    data = base64(text)
    if not data:
        return None
    return Photo(data, media_type_of(media_type, data))


def base64(text: str) -> bytes | None:
    """Decode Base64, or return ``None``; white space and missing padding are forgiven."""
    bare = _SPACES.sub("", text)
    if not _BASE64.fullmatch(bare):
        return None
    bare = bare.rstrip("=")
    try:
        return binascii.a2b_base64(bare + "=" * (-len(bare) % 4))
    except binascii.Error:
        return None


def media_type_of(said: str, data: bytes) -> str:
    """Return a picture's media type: what is said (``JPEG``, ``image/jpeg``), else by its start."""
    said = said.strip().lower()
    if "/" in said:
        return said
    if said.isalnum():
        return "image/jpeg" if said == "jpg" else f"image/{said}"
    for magic, name in _MAGIC:
        if data.startswith(magic):
            return name
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return "application/octet-stream"
