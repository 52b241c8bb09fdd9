"""What two lists of ids have in common at their ends, found at C speed even for 100,000 ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from array import array


def common_start(old: array[int], new: array[int]) -> int:
    """Return the length of the common beginning (bisection over slices, which compare fast)."""
    low, high = 0, min(len(old), len(new))
    if old[:high] == new[:high]:
        return high
    while low < high - 1:
        middle = (low + high) // 2
        if old[low:middle] == new[low:middle]:
            low = middle
        else:
            high = middle
    return low


def common_end(old: array[int], new: array[int], start: int) -> int:
    """Return the length of the common end that does not overlap the first ``start`` ids."""
    low, high = 0, min(len(old), len(new)) - start + 1
    while low < high - 1:
        middle = (low + high) // 2
        if old[len(old) - middle :] == new[len(new) - middle :]:
            low = middle
        else:
            high = middle
    return low
