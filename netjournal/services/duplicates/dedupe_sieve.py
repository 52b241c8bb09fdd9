"""Pairs that cannot be one person, told many at a time: ``Sieve(people).worth(ones, others)``.

Whoever works in a large organisation shares it and a given name with dozens, so that such pairs
grow faster than people do. Nearly all of them have names of which on either side a word is left
that nothing in the other name is like: ``dedupe_score.hopeless`` says so after a look at each, here
numbers do. What numbers can't tell is worth that look; never is a pair dropped that it would keep.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from netjournal.services.duplicates import sounds
from netjournal.services.people.nicknames import formal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netjournal.services.duplicates.dedupe_people import Person

_WORDS: Final = 4  # of a name; longer ones are looked at one by one
_EACH: Final = [(a, b) for a in range(_WORDS) for b in range(_WORDS)]
_AT_ONCE: Final = 1 << 16
_LONG: Final = 4  # letters of a word that may have a slip in it
_NONE: Final = -1


class Sieve:
    """What names, birthdays and days of connecting come to as numbers.

    Only for pairs without an address, number or link in common, of which it knows nothing.
    """

    def __init__(self, people: Sequence[Person]) -> None:
        """Read the people."""
        known: dict[str, int] = {}
        words = np.full((len(people), _WORDS), _NONE, np.int32)
        for row, one in zip(words, people, strict=True):
            if 0 < len(one.words) <= _WORDS:
                row[: len(one.words)] = [known.setdefault(w, len(known)) for w in one.words]
        self._words = [np.ascontiguousarray(column) for column in words.T]
        self._odd = words[:, 0] == _NONE
        self._whole = [np.array([hash(p.whole[n]) for p in people]) for n in (0, -1)]
        self._born = np.array([hash(p.born[-5:]) if p.born else 0 for p in people])
        self._connected = np.array([hash(p.connected) if p.connected else 0 for p in people])
        self._letters = np.array([_bits(map(ord, w)) for w in known], np.uint64)
        self._stands_for = np.array([_bits(formal(w)) for w in known], np.uint64)
        self._first = np.array([ord(w[0]) for w in known], np.int32)
        self._length = np.array([len(w) for w in known], np.int32)
        latin = np.array([sounds.latin(w) for w in known], bool)
        self._latin = (latin[words] & (words != _NONE)).any(axis=1) if known else self._odd

    def worth(self, ones: np.ndarray, others: np.ndarray) -> np.ndarray:
        """Return for each pair of places whether it is worth a look.

        Args:
            ones: The first of each pair.
            others: The second.
        """
        found = np.empty(len(ones), bool)
        for at in range(0, len(ones), _AT_ONCE):
            part = slice(at, at + _AT_ONCE)
            found[part] = self._worth(ones[part], others[part])
        return found

    def _worth(self, ones: np.ndarray, others: np.ndarray) -> np.ndarray:
        found: np.ndarray = self._odd[ones] | self._odd[others]
        found |= self._latin[ones] != self._latin[others]
        for facts in (self._born, self._connected):
            found |= (facts[ones] == facts[others]) & (facts[ones] != 0)
        for mine in self._whole:
            for theirs in self._whole:
                found |= mine[ones] == theirs[others]
        rest = np.flatnonzero(~found)
        found[rest] = self._names_may_be_one(ones[rest], others[rest])
        return found

    def _names_may_be_one(self, ones: np.ndarray, others: np.ndarray) -> np.ndarray:
        """Say where all words of one name have an equal in the other, or one that is like it."""
        mine, theirs = [w[ones] for w in self._words], [w[others] for w in self._words]
        alone, theirs_alone = [w != _NONE for w in mine], [w != _NONE for w in theirs]
        for a, b in _EACH:
            different = mine[a] != theirs[b]
            alone[a] &= different
            theirs_alone[b] &= different
        like = []
        for a, b in _EACH:
            both = np.flatnonzero(alone[a] & theirs_alone[b])
            like.append(both[self._may_be_like(mine[a][both], theirs[b][both])])
        for (a, b), some in zip(_EACH, like, strict=True):
            alone[a][some] = theirs_alone[b][some] = False
        found: np.ndarray = ~(np.any(alone, axis=0) & np.any(theirs_alone, axis=0))
        return found

    def _may_be_like(self, one: np.ndarray, other: np.ndarray) -> np.ndarray:
        """Say which words may be each other's initial, short form or slip (``_like``)."""
        length, its = self._length[one], self._length[other]
        shorter = np.minimum(length, its)
        found: np.ndarray = (shorter == 1) & (self._first[one] == self._first[other])
        found |= (self._stands_for[one] & self._stands_for[other]) != 0
        # one slip takes one letter away and adds one, at most
        apart = np.bitwise_count(self._letters[one] ^ self._letters[other])
        found |= (shorter >= _LONG) & (np.abs(length - its) <= 1) & (apart <= 2)
        return found


def _bits(numbers: Iterable[int]) -> int:
    """Return numbers as bits of 64; two may have the same bit."""
    found = 0
    for number in numbers:
        found |= 1 << (number & 63)
    return found
