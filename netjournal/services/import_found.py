"""Many keys and who has each: ``Found``, an index that is small where nearly every key is one's."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class Found:
    """Who has a key; nearly always one, for whom no list is made."""

    __slots__ = ("_first", "_more")

    def __init__(self) -> None:
        self._first: dict[str, int] = {}
        self._more: dict[str, list[int]] = {}

    def add(self, key: str, who: int) -> None:
        """Remember one more."""
        first = self._first.setdefault(key, who)
        if first != who or key in self._more:
            self._more.setdefault(key, [first]).append(who)

    def get(self, key: str) -> Sequence[int]:
        """Return all who have it, in the order in which they came."""
        more = self._more.get(key)
        if more is not None:
            return more
        return (self._first[key],) if key in self._first else ()
