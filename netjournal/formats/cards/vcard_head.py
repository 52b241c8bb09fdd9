"""What stands before the colon of a vCard line: group, name and parameters, of every version."""

from __future__ import annotations

import binascii
import codecs
import re
from dataclasses import dataclass, field

from netjournal.formats.cards.vcard_labels import from_types, is_token, words

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_/-]*")
_LANGUAGE = re.compile(r"[a-z]{2}(-[A-Z]{2})?")
_ENCODINGS = {"quoted-printable": "qp", "q": "qp", "base64": "b64", "b": "b64"}
_PLAIN_ENCODINGS = frozenset(("7bit", "8bit", "binary"))
_VALUE_TYPES = words("inline url uri content-id cid date date-time text")
_PICTURES = words("jpeg jpg png gif bmp tiff webp heic x509 pgp pdf wave pcm aiff")
_BEFORE_COLON = re.compile(r'(?:[^":]|"[^"]*")*')
# How Android writes a label of one's own into a 2.1 card.
_CUSTOM = re.compile(
    r"X-CUSTOM\((?:CHARSET=([^,()]*),)?(?:ENCODING=[^,()]*,)?(.*)\)", re.IGNORECASE
)
_PARAM = re.compile(r'(?:[^";]|"[^"]*(?:"|$))+')
_CARET = re.compile(r"\^([n^'])")
_CARETS = {"n": "\n", "^": "^", "'": '"'}
# Charsets whose bytes can look like another text; nothing writes them, an attacker might.
_REFUSED_CHARSETS = ("utf-7", "utf-16", "utf-32", "unicode", "idna", "punycode", "raw")

_CACHE_SIZE = 2_000


@dataclass(slots=True)
class Head:
    """A parsed line head.

    ``name`` is in upper case, ``written`` as the file has it; ``params`` are raw, without the
    leading ``;`` and without what says how the bytes were coded (CHARSET, quoted-printable), for
    those are undone. ``types`` are TYPE tokens as written, ``named`` the other parameters by upper
    case name with their quotes removed. ``encoding`` is ``qp``, ``b64`` or empty. ``rank`` is the
    PREF value, 1 for a bare PREF, 0 for none. ``plain`` says that it is neither Base64 nor one of
    several forms of the same (ALTID).
    """

    name: str
    written: str
    group: str = ""
    params: str = ""
    types: list[str] = field(default_factory=list)
    named: dict[str, str] = field(default_factory=dict)
    encoding: str = ""
    charset: str = ""
    rank: int = 0
    label: str = ""
    plain: bool = True


KNOWN: dict[str, Head | None] = {}


def head_of(text: str) -> Head | None:
    """Parse a line head; the same text gives the same object.

    Args:
        text: Everything before the first colon outside of quotes.

    Returns:
        The head, or ``None`` when no property can be called that: the line then continues the
        one before it.
    """
    if text in KNOWN:
        return KNOWN[text]
    head = _parse(text)
    if len(text) < 200:
        if len(KNOWN) >= _CACHE_SIZE:
            KNOWN.clear()
        KNOWN[text] = head
    return head


def divide(line: str) -> tuple[str, str, str]:
    """Divide a line at the first colon outside of quotes; like ``str.partition``."""
    left, colon, right = line.partition(":")
    if '"' not in left:
        return left, colon, right
    match = _BEFORE_COLON.match(line)
    end = match.end() if match else 0
    if line[end : end + 1] != ":":  # a quote that never closes
        return left, colon, right
    return line[:end], ":", line[end + 1 :]


def _parse(text: str) -> Head | None:
    where, _, params = text.strip().lstrip("\ufeff").partition(";")
    group, _, name = where.strip().rpartition(".")
    if not _NAME.fullmatch(name):
        return None
    head = Head(name.upper(), name, group.strip())
    head.params = ";".join([param for param in _divide_params(params) if _take(head, param)])
    head.label = from_types(head.types)
    head.plain = head.encoding != "b64" and "ALTID" not in head.named
    return head


def _divide_params(params: str) -> list[str]:
    """Split at semicolons outside of quotes."""
    if '"' not in params:
        return params.split(";") if params else []
    return _PARAM.findall(params)


def _take(head: Head, param: str) -> bool:
    """Note one parameter; say whether it belongs to the raw ones that are kept."""
    if custom := _CUSTOM.fullmatch(param):
        data = binascii.a2b_qp(custom[2].encode())
        head.types.append(data.decode(_charset(custom[1] or "") or "utf-8", "replace"))
        return True
    key, equals, value = param.partition("=")
    if not equals:
        return _take_bare(head, param.strip())
    key = key.strip().upper()
    bare = value.strip().strip('"')
    if key == "TYPE":
        _take_types(head, value)
    elif key == "PREF":
        head.rank = int(bare) if bare.isdecimal() and len(bare) < 4 else 1
    elif key == "CHARSET":
        head.charset = _charset(bare)
        return False
    elif key == "ENCODING":
        head.encoding = _ENCODINGS.get(bare.lower(), "")
        return head.encoding == "b64"
    else:
        head.named.setdefault(key, _CARET.sub(lambda match: _CARETS[match[1]], bare))
    return True


def _take_types(head: Head, value: str) -> None:
    r"""Note ``a``, ``a,b``, ``"a,b"``, ``"a;b"``, ``a b``, ``a\,b`` and ``a,TYPE=b``."""
    value = value.replace("\\,", ",").replace(";", ",")
    if " " in value and all(map(is_token, value.strip('"').split())):
        value = value.replace(" ", ",")
    for token in value.split(","):
        bare = token.strip().strip('"').strip()
        if bare.upper().startswith("TYPE="):
            bare = bare[5:]
        if bare.lower() == "pref":
            head.rank = head.rank or 1
        if bare:
            head.types.append(bare)


def _take_bare(head: Head, token: str) -> bool:
    """Note a parameter without ``=``, as version 2.1 has them."""
    lower = token.lower()
    if lower in _ENCODINGS:
        head.encoding = _ENCODINGS[lower]
        return head.encoding == "b64"
    if lower in _PLAIN_ENCODINGS or not lower:
        return False
    if lower in _VALUE_TYPES:
        head.named.setdefault("VALUE", lower)
        return True
    if lower in _PICTURES or not _is_charset(lower):
        if not _LANGUAGE.fullmatch(token) and lower != "vcard":
            _take_types(head, token)
        return True
    head.charset = _charset(token)
    return False


def _is_charset(lower: str) -> bool:
    return lower.startswith(("utf-", "iso-", "windows-", "us-ascii", "shift_jis")) and bool(
        _charset(lower)
    )


def _charset(name: str) -> str:
    """Return Python's name of a charset, or nothing for one that it doesn't know."""
    try:
        found = codecs.lookup(name).name
        b"".decode(found)  # some codecs are not for text
    except (LookupError, ValueError, TypeError):
        return ""
    return "" if found.startswith(_REFUSED_CHARSETS) else found


def param_value(text: str) -> str:
    """Quote a parameter's value for writing, as RFC 6868 has it."""
    text = text.replace("^", "^^").replace("\r\n", "^n").replace("\r", "^n")
    text = text.replace("\n", "^n").replace('"', "^'").replace("\0", "")
    if re.fullmatch(r"[\w.+/-]+", text, re.ASCII):
        return text
    return f'"{text}"'
