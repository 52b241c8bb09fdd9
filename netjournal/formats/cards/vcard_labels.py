"""What a property is for, in the person's words: TYPE tokens and X-ABLabel names <-> labels.

TYPE tokens become lower-case words ("home fax", "mobile"); whatever else a file says stays as it
says it. Sources: RFC 2426 §3, RFC 6350 §5.6 and §6, the built-in labels Apple's address book writes
as ``_$!<HomePage>!$_``, and the constants Google writes in their place.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def words(text: str) -> frozenset[str]:
    """Return the words of a text as a set; keeps tables of tokens readable."""
    return frozenset(text.split())


# Tokens that say nothing a person would miss: the defaults of TEL, EMAIL and ADR.
_SILENT = words("voice internet pref postal parcel dom intl individual") | {""}
_WORDS = {"cell": "mobile", "mobile": "mobile"}
_KNOWN = words(
    "home work cell fax pager video msg car isdn modem bbs pcs text textphone x400 other main "
    "school iphone applewatch mobile assistant company callback radio tty tlx"
)
# Which tokens a strict writer may use, by version and property.
_ALLOWED: dict[tuple[str, str], frozenset[str]] = {
    ("3.0", "TEL"): words("home work cell fax pager video msg car isdn modem bbs pcs"),
    ("3.0", "EMAIL"): frozenset(("home", "work", "x400")),
    ("3.0", "ADR"): frozenset(("home", "work")),
    ("4.0", "TEL"): words("home work cell fax pager video text textphone"),
    ("4.0", "RELATED"): words(
        "contact acquaintance friend met co-worker colleague co-resident neighbor child parent "
        "sibling spouse kin muse crush date sweetheart me agent emergency"
    ),
}
_EVERYWHERE = frozenset(("home", "work"))

_APPLE = re.compile(r"_\$!<(.*)>!\$_", re.DOTALL)
_APPLE_NAMES = {
    name: re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()
    for name in words(
        "Home Work Other School Mobile Main HomePage HomeFAX WorkFAX OtherFAX Pager Car Radio "
        "Anniversary Spouse Partner Child Son Daughter Friend Father Mother Parent Brother Sister "
        "Manager Assistant AssistantPhone CompanyMain Callback"
    )
}
_TO_APPLE = {label: name for name, label in _APPLE_NAMES.items()}
_GOOGLE = {
    "GRAND_CENTRAL": "Google Voice",
    "PROFILE": "profile",
    "BLOG": "blog",
    "DOMESTIC_PARTNER": "domestic partner",
    "HOME_PAGE": "home page",
    "REFERRED_BY": "referred by",
}


def from_types(types: Iterable[str]) -> str:
    """Return the label that TYPE tokens make.

    Args:
        types: Tokens as written, in the file's order.

    Returns:
        Words joined by blanks, without repeats; empty when the tokens say nothing.
    """
    words: dict[str, None] = {}
    for token in types:
        lower = token.lower()
        if lower in _SILENT:
            continue
        if lower in _KNOWN:
            words[_WORDS.get(lower, lower)] = None
        else:
            words[token[2:] if lower.startswith("x-") else token] = None
    return " ".join(words)


def is_token(text: str) -> bool:
    """Say whether a word is a TYPE token of some version."""
    return text.lower() in _KNOWN or text.lower() in _SILENT


def to_types(label: str, version: str, name: str) -> list[str]:
    """Return the TYPE tokens that a strict reader turns into ``label`` again.

    Args:
        label: A label of any origin.
        version: ``3.0`` or ``4.0``.
        name: The property's name, upper case.

    Returns:
        Lower-case tokens; empty when there are none that say exactly this.
    """
    allowed = _ALLOWED.get((version, name), _EVERYWHERE)
    tokens = ["cell" if word == "mobile" else word for word in label.split(" ")]
    if all(token in allowed for token in tokens) and from_types(tokens) == label:
        return tokens
    return []


def from_name(text: str) -> str:
    """Return the label of an X-ABLabel value that is already unescaped."""
    built_in = _APPLE.fullmatch(text)
    if built_in:
        inner = built_in.group(1)
        return _APPLE_NAMES.get(inner, inner)
    return _GOOGLE.get(text, text)


def to_name(label: str) -> str:
    """Return what to write as X-ABLabel, so that Apple's programs know their own labels."""
    built_in = _TO_APPLE.get(label)
    if built_in is None and from_name(label) != label:
        built_in = label  # looks like a constant of Apple or Google, but is a person's own word
    return f"_$!<{built_in}>!$_" if built_in else label
