"""Many keys and who has each: ``Found``, an index that is small where nearly every key is one's."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class Found:
    """Who has a key; nearly always one, for whom no list is made.

    Keys are kept by their 64-bit hash: the texts of a hundred thousand would take 13 MB. Whoever
    shares a key is compared by name besides, so that a chance in 10⁹ would do no harm either.
    """

    __slots__ = ("_first", "_more")

    def __init__(self) -> None:
        self._first: dict[int, int] = {}
        self._more: dict[int, list[int]] = {}

    def add(self, key: str, who: int) -> None:
        """Remember one more."""
        place = hash(key)
        first = self._first.setdefault(place, who)
        if first != who or place in self._more:
            self._more.setdefault(place, [first]).append(who)

    def get(self, key: str) -> Sequence[int]:
        """Return all who have it, in the order in which they came."""
        place = hash(key)
        more = self._more.get(place)
        if more is not None:
            return more
        return (self._first[place],) if place in self._first else ()
