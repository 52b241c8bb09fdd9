"""Which two people are worth a closer look: pairs that share a key, found by sorting numbers.

A key is a shared address or number, the name with one letter left out (so that two names a typo
apart meet), or a word of the name together with work, birthday or home. Keys are kept as 64-bit
hashes in arrays; a collision only costs a look in vain.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import numpy as np

from netjournal.services import sounds
from netjournal.services.dedupe_people import domain_of, is_role
from netjournal.services.nicknames import formal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netjournal.progress import Progress
    from netjournal.services.dedupe_people import Person

_MOST_SHARING = 24  # people behind one key; a bigger group meets through narrower keys only
_SHORTEST = 5  # letters of a name that may have a typo
_EVERY = 2000


def pairs(people: list[Person], progress: Progress) -> list[tuple[int, int]]:
    """Return pairs of places in ``people``, each once, the smaller place first.

    Args:
        people: Everybody.
        progress: Is told how many people are read; may raise Cancelled.
    """
    keys, places = array("q"), array("q")
    for place, one in enumerate(people):
        if place % _EVERY == 0:
            progress.step(place, 2 * len(people))
        for key in set(_keys(one)):
            keys.append(hash(key))
            places.append(place)
    if not places:
        return []
    found = _meet(np.frombuffer(keys, np.int64), np.frombuffer(places, np.int64), len(people))
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


def _keys(one: Person) -> Iterator[str]:
    for key in (*one.emails, *one.phones, *one.links, *one.ids):
        yield f"={key}"
        for word in one.words:
            yield f"={key} {word}"
    for home in one.homes:
        yield f"@{home}"
    yield from _name_keys(one)
    yield from _narrow_keys(one)


def _name_keys(one: Person) -> Iterator[str]:
    """The name in any order and without blanks, whole and with each letter left out."""
    for name in whole_names(one):
        yield f"~{name}"
        if len(name) >= _SHORTEST and len(one.words) > 1:
            for n in range(len(name)):
                yield f"~{name[:n]}{name[n + 1 :]}"


def whole_names(one: Person) -> set[str]:
    """Return the ways to write a name as one word; order and blanks don't matter."""
    found = {"".join(sorted(one.words))} if False else {"".join(sorted_words(one.words))}
    if one.first and one.last:
        found.add("".join(sorted((one.first, one.last))))
    return found


def sorted_words(words: tuple[str, ...]) -> list[str]:
    """Return the words of a name that are more than an initial, in order."""
    return sorted([w for w in words if len(w) > 1 or not w.isascii()] or words)


def _narrow_keys(one: Person) -> Iterator[str]:
    """A part of the name together with something else they would have in common."""
    parts = {f"w{w}" for w in (*one.words, one.first, one.last, *one.nicknames) if len(w) > 1}
    parts |= {f"i{w[0]}" for w in one.words if w.isascii()}
    parts |= {f"n{number}" for w in (*one.words, *one.nicknames) for number in formal(w)}
    heard = (sounds.skeleton(w) for w in one.words)
    parts |= {f"s{s}" for s in heard if s and len(s) > 1}
    facts = [f"o{one_}" for one_ in one.work]
    facts += [f"h{home}" for home in one.homes]
    facts += [f"d{domain}" for e in one.emails if not is_role(e) and (domain := domain_of(e))]
    if len(one.born) > 4:
        facts.append(f"b{one.born}")
    for fact in facts:
        for part in parts:
            yield f"{fact} {part}"
