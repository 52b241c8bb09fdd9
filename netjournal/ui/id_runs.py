"""What two lists of ids have in common at their ends, found at C speed even for 1,000,000 ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable

_SIZE: Final = 8  # bytes of an id
_PIECE: Final = 16_384  # ids compared at once: what fits a core's cache


def common_start(old: array[int], new: array[int]) -> int:
    """Return the length of the common beginning."""
    one, two = _bytes(old), _bytes(new)

    def same(begin: int, end: int) -> bool:
        part = slice(begin * _SIZE, end * _SIZE)
        return one[part].tobytes() == two[part].tobytes()

    return _longest(min(len(old), len(new)), same)


def common_end(old: array[int], new: array[int], start: int) -> int:
    """Return the length of the common end that does not overlap the first ``start`` ids."""
    one, two = _bytes(old), _bytes(new)

    def same(begin: int, end: int) -> bool:
        mine = slice((len(old) - end) * _SIZE, (len(old) - begin) * _SIZE)
        other = slice((len(new) - end) * _SIZE, (len(new) - begin) * _SIZE)
        return one[mine].tobytes() == two[other].tobytes()

    return _longest(min(len(old), len(new)) - start, same)


def _bytes(ids: array[int]) -> memoryview:
    """Return ids as bytes: copied and compared by ``memcmp`` faster than item by item."""
    return memoryview(ids).cast("B")


def _longest(most: int, same: Callable[[int, int], bool]) -> int:
    """Return how far two lists agree: piece by piece, then by halves in the first that differs."""
    low = 0
    while low < most and same(low, min(low + _PIECE, most)):
        low += _PIECE
    if low >= most:
        return most
    high = min(low + _PIECE, most)
    while low < high - 1:
        middle = (low + high) // 2
        if same(low, middle):
            low = middle
        else:
            high = middle
    return low
