"""Which encoding some bytes are in: found out where possible, else guessed and told so.

The ladder: byte order mark, pattern of NUL bytes (UTF-16), strict UTF-8, the charset the text
declares, then a guess (Shift-JIS with kana, another alphabet that chardet sees, else Windows-1252).
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from netjournal.errors import ImportRejected
from netjournal.formats.phrases import QT_TRANSLATE_NOOP

GUESS_BYTES = 1 << 16
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NAMES = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32": "UTF-32",
    "ascii": "UTF-8",
    "cp1252": "Windows-1252",
    "iso8859-15": "ISO 8859-15",
    "iso8859-2": "ISO 8859-2",
    "cp1250": "Windows-1250",
    "cp1251": "Windows-1251",
    "cp1253": "Windows-1253",
    "cp1254": "Windows-1254",
    "cp1255": "Windows-1255",
    "cp1256": "Windows-1256",
    "mac-roman": "Mac Roman",
    "cp932": "Shift-JIS",
    "gb18030": "GB 18030",
    "big5": "Big5",
    "euc-kr": "EUC-KR",
}
_MARKED = ("utf-16", "utf-32")  # codecs that need a mark to begin with
_ACCENTED = re.compile("[A-Za-z]*[\u0080-\u024f][A-Za-z\u0080-\u024f]*")
_LATIN = (
    *("cp1250", "iso8859-2", "cp1254", "iso8859-9", "cp1257", "iso8859-13", "iso8859-15"),
    *("iso8859-1", "iso8859-16", "mac-roman", "mac-latin2", "cp850", "cp852"),
)
_KANA = re.compile("[\u3041-\u30ff]")
_HIGH_RUN = re.compile("[\u00c0-\u00ff\u0160\u0161\u017d\u017e\u0152\u0153]{4}")
_WIDE_CHARACTERS = re.compile("[\u0080-\ufffc\U00010000-\U0010ffff]+")
# Letters and signs that Western European text has; others in number mean another code page.
_WESTERN = re.compile(
    "[ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜßàáâãäåæçèéêëìíîïñòóôõöøùúûüŒœ€–—‘’“”„…•·°§«»´®©\xa0]"
)
# A stray byte in a file that is UTF-8 otherwise is read as Windows-1252, so that nothing is lost.
STRAY = "netjournal.stray"
_NO_ENCODING = QT_TRANSLATE_NOOP("reading", "There is no encoding called {encoding}.")


def _stray(error: UnicodeError) -> tuple[str | bytes, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return wrong.decode("cp1252" if _is_cp1252(wrong) else "latin-1"), error.end


def _is_cp1252(data: bytes) -> bool:
    return not any(byte in data for byte in b"\x81\x8d\x8f\x90\x9d")


codecs.register_error(STRAY, _stray)


@dataclass(frozen=True, slots=True)
class Encoding:
    """A codec's name, its error handler, and whether it was guessed."""

    name: str
    guessed: bool = False
    errors: str = STRAY


def shown(name: str) -> str:
    """Return what an encoding is usually called."""
    return _NAMES.get(name, name.upper())


def decode(data: bytes, declared: str | None = None) -> tuple[str, Encoding]:
    """Decode a small text by the same ladder.

    Args:
        data: The bytes; NUL bytes are let through.
        declared: What the text says of itself; tried when it is not UTF-8.

    Returns:
        The text without a byte order mark, and the encoding it was read with.
    """
    known = wide(data)
    if known:
        encoding = Encoding(known)
    elif accepts(codecs.getincrementaldecoder("utf-8")(), data, final=True):
        encoding = Encoding("utf-8")
    else:
        encoding = verdict(telling(data), declared)
    return data.decode(encoding.name, encoding.errors), encoding


def chosen(choice: str, head: bytes = b"") -> Encoding:
    """Return the encoding a person named, for a file that begins with ``head``.

    Raises:
        ImportRejected: There is none of that name.
    """
    try:
        "".encode(choice)  # some codecs are for other things than text
        name = codecs.lookup(choice).name
        if name in _MARKED and wide(head) != name:
            name += "-le"  # without a mark the plain codec refuses to read on
        return Encoding(name)
    except LookupError as error:
        raise ImportRejected(_NO_ENCODING.format(encoding=choice), encoding=choice) from error


def wide(head: bytes) -> str | None:
    """Name UTF-8 with a mark, UTF-16 or UTF-32, or return ``None``."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    if b"\0" not in head:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    pairs = max(1, len(head) // 2)
    if odd > 0.3 * pairs and even < 0.05 * pairs:
        return "utf-16-le"
    if even > 0.3 * pairs and odd < 0.05 * pairs:
        return "utf-16-be"
    return None


def accepts(decoder: codecs.IncrementalDecoder, data: bytes, *, final: bool = False) -> bool:
    """Say whether bytes are right in the decoder's encoding, after those it had before."""
    try:
        decoder.decode(data, final)
    except UnicodeDecodeError:
        return False
    return True


def telling(data: bytes) -> bytes:
    """Return the lines that are not plain ASCII: the only ones that tell an encoding."""
    lines = (line for line in data.splitlines(keepends=True) if not line.isascii())
    return b"".join(lines)[:GUESS_BYTES]


def verdict(sample: bytes, declared: str | None) -> Encoding:
    """Choose an encoding for text that is not UTF-8 throughout."""
    as_utf8 = sample.decode("utf-8", "replace")
    strays = as_utf8.count("\ufffd")
    if sum(map(len, _WIDE_CHARACTERS.findall(as_utf8))) > 3 * strays:
        return Encoding("utf-8", guessed=True)
    if declared:
        try:
            sample.decode(declared)
            name = codecs.lookup(declared).name
            if name not in _MARKED:  # it would begin with a mark
                return Encoding(name)
        except (LookupError, UnicodeDecodeError):
            pass
    return Encoding(_guess(sample), guessed=True)


def _guess(sample: bytes) -> str:
    try:
        if _KANA.search(sample.decode("cp932")):
            return "cp932"
    except UnicodeDecodeError:
        pass
    as_western = sample.decode("cp1252", STRAY)
    high = sum(map(len, _WIDE_CHARACTERS.findall(as_western)))
    if not _HIGH_RUN.search(as_western) and len(_WESTERN.findall(as_western)) >= 0.8 * high:
        return "cp1252"
    import chardet  # slow to import, seldom needed

    found = chardet.detect(sample)["encoding"]
    try:
        sample.decode(found or "")
        name = codecs.lookup(found or "").name
    except (LookupError, UnicodeDecodeError):
        name = "cp1252"
    if name not in _LATIN and _is_accented(sample.decode("cp1250", STRAY)):
        return "cp1250"
    return "cp1252" if name in _MARKED else name


def _is_accented(text: str) -> bool:
    """Say whether letters beyond ASCII stand in words of Latin letters, and nothing else does.

    A few of them are enough for chardet to see Korean, Arabic or Hebrew.
    """
    beyond = "".join(_WIDE_CHARACTERS.findall(text))
    plain = sum(map(len, re.findall("[A-Za-z]", " ".join(_ACCENTED.findall(text)))))
    return beyond.isalpha() and plain >= len(beyond)
