"""Whether two names can be one person's: ``same_person``."""

from __future__ import annotations

import re

_WORDS = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[a-z]")
# words beside a name that say nothing about who it is
_TITLES = frozenset(
    _WORDS.findall(
        "dr prof mr mrs ms mx sir phd md mba msc bsc ma ba jr sr ii iii dipl ing med cpa pmp"
    )
)


_UMLAUT = re.compile(r"([aou])e")
_LONG = 5  # letters; "Jo" and "Joe" are two names


def same_person(one: str, other: str, *, personal: bool) -> bool:
    """Say whether two folded names can belong to one person who shares an address.

    One name may lack words of the other, order and titles don't matter, a first name may be an
    initial. Two different first names are two people: a couple has one landline.

    Args:
        one: A folded name.
        other: Another.
        personal: Whether the address is one that people keep to themselves, or something else
            speaks for one person: then names in two scripts, with another surname, or spelt
            slightly differently may be one person's.
    """
    a, b = _tokens(one), _tokens(other)
    if not a or not b:
        return True
    if (_LATIN.search(one) is None) != (_LATIN.search(other) is None):
        return personal
    if set(a) <= set(b) or set(b) <= set(a) or "".join(a) == "".join(b):
        return True
    if not set(a) & set(b):
        return False
    if personal and a[0] == b[0]:
        return True  # surnames change
    left, right = [w for w in a if w not in b], [w for w in b if w not in a]
    if "".join(left) == "".join(right):
        return True  # a hyphen
    alike = _alike if personal else _written_otherwise
    return all(alike(x, y) for x, y in zip(left, right, strict=False))


def has_words(name: str) -> bool:
    """Say whether a folded name is one; a number or a bare mark is none."""
    return bool(_tokens(name))


def _tokens(name: str) -> list[str]:
    return [word for word in _WORDS.findall(name) if word not in _TITLES]


def _written_otherwise(x: str, y: str) -> bool:
    """Say whether two words are one: an initial, or an umlaut in two letters."""
    short = min(x, y, key=len)
    if len(short) == 1:
        return short != short.upper() and x[0] == y[0]  # a single character may be a whole name
    return len(short) >= _LONG and _UMLAUT.sub(r"\1", x) == _UMLAUT.sub(r"\1", y)


def _alike(x: str, y: str) -> bool:
    if x.startswith(y) or y.startswith(x):
        return len(x) == 1 or len(y) == 1 or min(len(x), len(y)) >= 3
    if _written_otherwise(x, y):
        return True
    if abs(len(x) - len(y)) > 1 or min(len(x), len(y)) < 4:
        return False
    from rapidfuzz.distance import DamerauLevenshtein

    return DamerauLevenshtein.distance(x, y, score_cutoff=1) <= 1
