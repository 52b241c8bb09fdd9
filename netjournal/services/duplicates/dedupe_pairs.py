"""Which two people are worth a closer look: pairs that share a key, found by sorting numbers.

A key is an address or number, a rare name, or a part of the name (as heard, or what a nickname
stands for) together with work, birthday, home or the day of connecting: whoever has nothing of that
in common with another is no likely duplicate, however alike the names. Of those who connected on
one day, who have the same work or title are looked at whatever their names. Keys are kept as
64-bit hashes in arrays; a collision only costs a look in vain.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import numpy as np

from netjournal.services.duplicates import sounds
from netjournal.services.people.nicknames import formal

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    keys, places = array("q"), array("q")
    count = len(people.people)
    for place, one in enumerate(people.people):
        if place % _EVERY == 0:
            progress.step(place, 2 * count)
        for key in set(_keys(one, people)):
            keys.append(hash(key))
            places.append(place)
    if not places:
        return []
    found = _meet(np.frombuffer(keys, np.int64), np.frombuffer(places, np.int64), count)
    return list(zip(*(part.tolist() for part in found), strict=True))


def _meet(keys: np.ndarray, places: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the two sides of all pairs of places with an equal key."""
    order = np.argsort(keys, kind="stable")
    keys, places = keys[order], places[order]
    edges = np.flatnonzero(np.diff(keys)) + 1
    starts = np.concatenate(([0], edges))
    sizes = np.diff(np.concatenate((starts, [len(keys)])))
    codes = [np.empty(0, np.int64)]
    for gap in range(1, _MOST_SHARING):
        for size in range(gap + 1, _MOST_SHARING + 1):
            these = starts[sizes == size]
            if len(these):
                left = (these[:, None] + np.arange(size - gap)).ravel()
                one, other = places[left], places[left + gap]
                codes.append(np.minimum(one, other) * count + np.maximum(one, other))
    unique = np.unique(np.concatenate(codes))
    return unique // count, unique % count


def _keys(one: Person, people: People) -> Iterator[str]:
    for key in (*one.emails, *one.phones, *one.links, *one.ids):
        yield f"={key}"
        for word in one.words:
            yield f"={key} {word}"
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
