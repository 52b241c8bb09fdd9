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


def same_person(one: str, other: str, *, personal: bool) -> bool:
    """Say whether two folded names can belong to one person who shares an address.

    One name may lack words of the other, order and titles don't matter, a first name may be an
    initial or spelt slightly differently. Two different first names are two people.

    Args:
        one: A folded name.
        other: Another.
        personal: Whether the address is one that people keep to themselves: then names in two
            scripts, or with another surname, may be one person's.
    """
    a, b = _tokens(one), _tokens(other)
    if not a or not b:
        return True
    if (_LATIN.search(one) is None) != (_LATIN.search(other) is None):
        return personal
    if set(a) <= set(b) or set(b) <= set(a):
        return True
    if not set(a) & set(b):
        return False
    if personal and a[0] == b[0]:
        return True  # surnames change
    left, right = [w for w in a if w not in b], [w for w in b if w not in a]
    return all(_alike(x, y) for x, y in zip(left, right, strict=False))


def _tokens(name: str) -> list[str]:
    return [word for word in _WORDS.findall(name) if word not in _TITLES]


def _alike(x: str, y: str) -> bool:
    if x.startswith(y) or y.startswith(x):
        return len(x) == 1 or len(y) == 1 or min(len(x), len(y)) >= 3
    if abs(len(x) - len(y)) > 1 or min(len(x), len(y)) < 4:
        return False
    from rapidfuzz.distance import DamerauLevenshtein

    return DamerauLevenshtein.distance(x, y, score_cutoff=1) <= 1
