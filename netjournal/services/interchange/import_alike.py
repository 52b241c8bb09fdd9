"""Whether two names can be one person's: ``same_person``."""

from __future__ import annotations

import re

from netjournal.services.duplicates import sounds

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
_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+")
# what makes another name of one: Martina of Martin, Josephine of Joseph; not Daniel of Dan
_OTHERS = re.compile(r"a|e|o|ia|na|ne|ina|ine|ka|la|le|ella|elle|etta|ette|fa|fina")
_VOWELS = frozenset("aeiou")  # Julia and Julie, Mario and Maria


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
        return personal and _sounds_alike(a, b)
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


def agree(one: str, other: str) -> bool:
    """Say whether two folded names are one person's where only a number speaks for that."""
    if one == other:
        return True
    return has_words(one) and has_words(other) and same_person(one, other, personal=False)


def has_words(name: str) -> bool:
    """Say whether a folded name is one; a number or a bare mark is none."""
    return bool(_tokens(name))


def is_address(name: str) -> bool:
    """Say whether a folded name is an e-mail address, for want of a better one."""
    return _ADDRESS.fullmatch(name) is not None


def _tokens(name: str) -> list[str]:
    return [word for word in _WORDS.findall(name) if word not in _TITLES]


def _written_otherwise(x: str, y: str) -> bool:
    """Say whether two words are one: an initial, or an umlaut in two letters."""
    short = min(x, y, key=len)
    if len(short) == 1:
        return short != short.upper() and x[0] == y[0]  # a single character may be a whole name
    return len(short) >= _LONG and _UMLAUT.sub(r"\1", x) == _UMLAUT.sub(r"\1", y)


def _alike(x: str, y: str) -> bool:
    """Say whether two words are one, spelt otherwise or shortened; Tina and Nina are two people."""
    short, long = sorted((x, y), key=len)
    if long.startswith(short):
        known = len(short) >= 3 and not _OTHERS.fullmatch(long[len(short) :])
        return known or len(short) == 1
    if _written_otherwise(x, y):
        return True
    ends = {x[-1], y[-1]}
    if len(long) - len(short) > 1 or len(short) < 4 or (len(ends) > 1 and ends & _VOWELS):
        return False
    from rapidfuzz.distance import DamerauLevenshtein

    slip = DamerauLevenshtein.distance(x, y, score_cutoff=1) <= 1
    return slip and sounds.skeleton(x) == sounds.skeleton(y)


def _sounds_alike(a: list[str], b: list[str]) -> bool:
    """Say whether names in two scripts sound alike, as far as the scripts tell."""
    if None in map(sounds.skeleton, (*a, *b)):
        return True
    return sounds.alike(tuple(a), tuple(b)) is True
