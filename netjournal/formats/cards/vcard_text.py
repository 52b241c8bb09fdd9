"""The bytes of one card to pairs of line head and value: unfolding, quoted-printable, charsets.

Bytes are unfolded before they are decoded, since folds split UTF-8 characters in the wild. UTF-8
that decodes is UTF-8, whatever a CHARSET says; else what the line, the card, the user says, else a
guess, which is reported.
"""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from netjournal.formats.cards.vcard_head import KNOWN, Head, divide, head_of
from netjournal.formats.cards.vcard_labels import words
from netjournal.formats.cards.vcard_values import base64
from netjournal.formats.textfile import STRAY, decode

if TYPE_CHECKING:
    from collections.abc import Iterable

_FOLD = re.compile(rb"\n[ \t]")
_CODED_MARKS = (b"RINTABLE", b"rintable", b"=Q:", b"=Q;")
_CODED_HEAD = re.compile(rb"[^:\n]*[;=](?:quoted-printable|q)[;:]", re.IGNORECASE)
_HEX = re.compile(rb"=[0-9A-Fa-f]{2}")
_COMMON = words(
    "VERSION FN N NICKNAME ORG TITLE ROLE NOTE BDAY TEL EMAIL URL IMPP ADR LABEL CATEGORIES UID "
    "PHOTO REV TZ GEO LOGO SOUND KEY MAILER CLASS AGENT SORT-STRING PRODID LANG GENDER"
)
_CONTROL = re.compile(r"[\0-\x08\x0e-\x1f]")
_CODED_PARAM = re.compile(r"(?:encoding=)?(?:b|base64)", re.IGNORECASE)
_SCHEMES = ("HTTP", "HTTPS", "FTP")
# A soft line break cannot run into one of these: it is a "=" that was meant, or the card is broken.
_PROPERTY = re.compile(
    rb"(?:[\w-]+\.)?(?:BEGIN|END|VERSION|N|FN|TEL|EMAIL|ADR|LABEL|ORG|TITLE|ROLE|NOTE|URL|BDAY|REV"
    rb"|UID|PHOTO|CATEGORIES|NICKNAME|X-[A-Z-]+)(?:;[^:\n]*)?:"
)
# Letters of Central Europe, read as Western European ones, stand where those never do.
_CENTRAL = re.compile(r"ñ(?=[bcdfghjklmpqrstvwxz])|(?<=[a-zñêæœ])[³¹¿](?=[a-zñêæœ])", re.IGNORECASE)


@dataclass(slots=True)
class Text:
    """A card's properties in the file's order, and what had to be assumed to read them.

    ``charset_guessed`` names the charset that was guessed, or is empty.
    """

    properties: list[tuple[Head, str]] = field(default_factory=list)
    charset_guessed: str = ""


def text_of(data: bytes, charset: str = "") -> Text:
    """Read the lines between BEGIN and END.

    Args:
        data: The lines, ended by LF only.
        charset: The user's choice for what is not UTF-8.

    Returns:
        The properties; blank lines, comments and lines before the first property are left out.
    """
    one, two, three, four = _CODED_MARKS
    if not (one in data or two in data or three in data or four in data):
        tabs = b"\n\t" in data
        unfolded = _FOLD.sub(b"", data) if tabs else data.replace(b"\n ", b"")
        try:
            text = unfolded.decode()
        except UnicodeDecodeError:
            pass
        else:
            lines = text.split("\n")
            if '"' not in text:
                return Text(_properties([line.partition(":") for line in lines]))
            return Text(_properties(map(_parted, lines)))
    return _careful(data, charset)


def _parted(line: str) -> tuple[str, str, str]:
    """Divide a line as ``divide`` does, at once where it has no quotes."""
    parts = line.partition(":")
    return parts if '"' not in parts[0] else divide(line)


def from_base64(head: Head, value: str) -> tuple[Head, str]:
    """Read a text that is Base64 as some phones write it; what is none stays as it is."""
    data = base64(value)
    text = _tried(data, head.charset or "utf-8") if data else None
    if text is None or _CONTROL.search(text):
        return head, value
    params = [param for param in head.params.split(";") if not _CODED_PARAM.fullmatch(param)]
    return replace(head, encoding="", params=";".join(params)), text


def _properties(lines: Iterable[tuple[str, str, str]]) -> list[tuple[Head, str]]:
    """Look at heads; a line that has none continues the value before it."""
    out: list[tuple[Head, str]] = []
    more: list[str] = []
    whole, known = False, KNOWN
    for left, colon, value in lines:
        head = (known.get(left) or head_of(left)) if colon else None
        if head is not None and (
            value[:1] not in " /" or not value or not _is_prose(head, value, out)
        ):
            if more:
                _append(out, more)
                more = []
            out.append((head, value))
            whole = False
        elif not left:
            whole = bool(out) and out[-1][0].encoding == "b64"  # a blank line ends a picture
        elif out and not whole and not left.startswith("#"):
            more.append(left + colon + value)
    if more:
        _append(out, more)
    return out


def _is_prose(head: Head, value: str, out: list[tuple[Head, str]]) -> bool:
    """Say whether "http://…" or "Word: more words" goes on with a text that was not folded."""
    if not out or not may_be_prose(head, value):
        return False
    return head.name in _SCHEMES or out[-1][0].name in ("NOTE", "LABEL", "ADR")


def may_be_prose(head: Head, value: str) -> bool:
    """Say whether a line may be such a text, depending on what stands before it."""
    if head.params:
        return False
    if head.name in _SCHEMES:
        return value.startswith("//")
    return not head.name.startswith("X-") and head.name not in _COMMON and value.startswith(" ")


def _append(out: list[tuple[Head, str]], more: list[str]) -> None:
    """Join broken continuation lines to the last value, without the backslashes at their ends."""
    head, value = out[-1]
    lines = [value, *more]
    if head.encoding != "b64":
        lines = [line.removesuffix("\\") for line in lines]
    out[-1] = (head, "\n".join(lines))


def _careful(data: bytes, charset: str) -> Text:
    """Read a card that has quoted-printable in it or is not UTF-8 throughout."""
    lines = [_bytes_of(line) for line in _logical_lines(data)]
    fallback = charset or next(
        (head.charset for _, head, _ in lines if head and head.charset not in ("", "utf-8")), ""
    )
    guessed = ""
    if not fallback:
        foreign = [value for _, head, value in lines if not _is_utf8(value, head)]
        fallback = guessed = _guess(b"\n".join(foreign)) if foreign else ""
    out: list[tuple[str, str, str]] = []
    for left, head, value in lines:
        text = _decoded(value, head.charset if head else "", fallback or "cp1252")
        out.append((left, ":", text) if head else divide(text))
    return Text(_properties(out), guessed)


def _logical_lines(data: bytes) -> list[bytes]:
    """Undo folding and the soft line breaks of quoted-printable."""
    out: list[bytes] = []
    pieces: list[bytes] = []
    coded = soft = blank = False
    for line in data.split(b"\n"):
        if soft and _goes_on(line, after_blank=blank):
            blank = not line.strip()
            pieces.append(_without_break(line))
            soft = blank or _is_soft(line)
        elif pieces and line[:1] in (b" ", b"\t"):
            pieces.append(_without_break(line[1:]) if coded else line[1:])
            soft = coded and _is_soft(line)
        else:
            out.append(b"".join(pieces))
            coded = _is_coded(line)
            soft, blank = coded and _is_soft(line), False
            pieces = [_without_break(line) if coded else line]
    out.append(b"".join(pieces))
    return out


def _is_coded(line: bytes) -> bool:
    """Say whether a line, of whose head a part may still come, says quoted-printable."""
    if _CODED_HEAD.match(line) is None:
        return False
    left, colon, _ = divide(line.decode("latin-1"))
    head = head_of(left) if colon else None  # a parameter of another name may have such a value
    return not colon or (head is not None and head.encoding == "qp")


def _goes_on(line: bytes, *, after_blank: bool) -> bool:
    """Say whether the line continues one that ended with a soft line break."""
    if after_blank:
        return _HEX.match(line) is not None
    return _PROPERTY.match(line) is None


def _is_soft(line: bytes) -> bool:
    return line.rstrip(b" \t").endswith(b"=")


def _without_break(line: bytes) -> bytes:
    return line.rstrip(b" \t")[:-1] if _is_soft(line) else line


def _bytes_of(line: bytes) -> tuple[str, Head | None, bytes]:
    """Divide a logical line; the value without quoted-printable, all of it if there is no head."""
    left, colon, value = divide(line.decode("latin-1"))
    left = _decoded(left.encode("latin-1"), "", "cp1252")
    head = head_of(left) if colon else None
    if head is None:
        return "", None, line
    raw = value.encode("latin-1")
    return left, head, binascii.a2b_qp(raw) if head.encoding == "qp" else raw


def _is_utf8(data: bytes, head: Head | None) -> bool:
    """Say whether a value is UTF-8, or damaged text that says it is."""
    if head and head.charset == "utf-8":
        return True
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _decoded(data: bytes, charset: str, fallback: str) -> str:
    """Decode by the ladder; a byte that fits nothing becomes what it is in Windows-1252."""
    text = None
    if b"\x1b" in data and charset.startswith("iso2022"):
        text = _tried(data, charset)
    for name in ("utf-8", charset, fallback):
        if text is None and name:
            text = _tried(data, name)
    if text is None:
        text = data.decode("utf-8" if charset == "utf-8" else fallback, STRAY)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _tried(data: bytes, charset: str) -> str | None:
    try:
        return data.decode(charset)
    except (UnicodeDecodeError, LookupError):
        return None


def _guess(sample: bytes) -> str:
    """Guess a charset; detectors take short Central European texts for Western ones."""
    text, encoding = decode(sample)
    if encoding.name == "cp1252" and _CENTRAL.search(text):
        return "cp1250"
    return encoding.name
