"""Which two people are worth a closer look: pairs that share a key, found by sorting numbers.

A key is an address or number, a rare name, or a part of the name (as heard, or what a nickname
stands for) together with work, birthday, home or the day of connecting: whoever has nothing of that
in common with another is no likely duplicate, however alike the names. Of those who connected on
one day, who have the same work or title are looked at whatever their names. Keys are kept as
64-bit hashes in arrays; a collision only costs a look in vain. Pairs without an address in common
go through ``dedupe_sieve``.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import numpy as np

from netjournal.services.duplicates import sounds
from netjournal.services.duplicates.dedupe_sieve import Sieve
from netjournal.services.people.nicknames import formal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netjournal.progress import Progress
    from netjournal.services.duplicates.dedupe_people import People, Person

_MOST_SHARING = 24  # people behind one key; a bigger group meets through narrower keys only
_RARE = 3  # bearers of a word of the name; more, and equal names alone are no sign
_EVERY = 2000


def pairs(people: People, progress: Progress) -> list[tuple[int, int]]:
    """Return pairs of places in ``people.people``, each once, the smaller place first.

    Args:
        people: Everybody.
        progress: Is told how many people are read; may raise Cancelled.
    """
    everybody = people.people
    count = len(everybody)
    own, shared = _Keys(), _Keys()
    for place, one in enumerate(everybody):
        if place % _EVERY == 0:
            progress.step(place, 2 * count)
        own.add(_own_keys(one), place)
        shared.add(_shared_keys(one, people), place)
    sure, crowded = own.meet(count)
    others = np.setdiff1d(shared.meet(count)[0], sure, assume_unique=True)
    ones, others = others // count, others % count
    worth = Sieve(everybody).worth(ones, others)
    worth |= crowded[ones] & crowded[others]  # they may share what so many share, too
    codes = np.sort(np.concatenate((sure, ones[worth] * count + others[worth])))
    return list(zip((codes // count).tolist(), (codes % count).tolist(), strict=True))


class _Keys:
    """Keys as numbers, and who has them."""

    def __init__(self) -> None:
        self._keys, self._places = array("q"), array("q")

    def add(self, keys: Iterable[str], place: int) -> None:
        """Add somebody's keys."""
        numbers = set(map(hash, keys))
        self._keys.extend(numbers)
        self._places.extend([place] * len(numbers))

    def meet(self, count: int) -> tuple[np.ndarray, np.ndarray]:
        """Return all pairs with an equal key, and who is of a group too big for that.

        Args:
            count: How many people there are; a pair is the smaller place times that, and the other.
        """
        keys, places = np.frombuffer(self._keys, np.int64), np.frombuffer(self._places, np.int64)
        order = np.argsort(keys, kind="stable")
        keys, places = keys[order], places[order]
        starts = np.flatnonzero(np.diff(keys, prepend=keys[:1] - 1))
        sizes = np.diff(np.append(starts, len(keys)))
        crowded = np.zeros(count, bool)
        crowded[places[np.repeat(sizes > _MOST_SHARING, sizes)]] = True
        return _meet(places, starts, sizes, count), crowded


def _meet(places: np.ndarray, starts: np.ndarray, sizes: np.ndarray, count: int) -> np.ndarray:
    """Return the pairs of groups that begin and are so large, as ``_Keys.meet``."""
    codes = [np.empty(0, np.int64)]
    for size in range(2, _MOST_SHARING + 1):
        these = starts[sizes == size]
        for gap in range(1, size if len(these) else 1):
            left = (these[:, None] + np.arange(size - gap)).ravel()
            one, other = places[left], places[left + gap]
            codes.append(np.minimum(one, other) * count + np.maximum(one, other))
    return np.unique(np.concatenate(codes))


def _own_keys(one: Person) -> Iterator[str]:
    for key in (*one.emails, *one.phones, *one.links, *one.ids):
        yield f"={key}"
        for word in one.words:
            yield f"={key} {word}"


def _shared_keys(one: Person, people: People) -> Iterator[str]:
    for home in one.homes:
        yield f"@{home}"
    if min(people.bearers[word] for word in one.words or ("",)) <= _RARE:
        for name in one.whole:
            yield f"~{name}"
    yield from _narrow_keys(one)


def _narrow_keys(one: Person) -> Iterator[str]:
    """A part of the name together with something else they would have in common."""
    parts = {f"w{w}" for w in (*one.words, one.first, one.last, *one.nicknames) if len(w) > 1}
    parts |= {f"n{number}" for w in (*one.words, *one.nicknames) for number in formal(w)}
    heard = [sounds.skeleton(w) or "" for w in one.words]
    parts |= {f"s{s}" for s in (*heard, "".join(sorted(heard))) if len(s) > 2}
    facts = [f"o{one_}" for one_ in one.work]
    facts += [f"h{home}" for home in one.homes]
    if one.connected:
        facts.append(f"c{one.connected}")
    if len(one.born) > 6:
        facts.append(f"b{one.born[-5:]}")
    for fact in facts:
        for part in parts:
            yield f"{fact} {part}"
    if one.connected:  # with the same work names may be in any scripts
        for doing in (*(f"o{work}" for work in one.work), *(f"t{title}" for title in one.titles)):
            yield f"c{one.connected} {doing}"
