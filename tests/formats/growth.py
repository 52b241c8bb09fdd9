"""How the work on hostile files grows: processor time compared with itself, not with a clock."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Given = TypeVar("Given")
TIMES = 8
LINEAR = 3.0  # what is quadratic comes to nearly 8
_ENOUGH = 0.05  # seconds that can be told apart on any system


def growth(work: Callable[[Given], object], make: Callable[[int], Given], size: int) -> float:
    """Return how much longer one large piece takes than as much in small ones: about 1 if linear.

    Args:
        work: What is measured.
        make: Makes what is worked on, by size.
        size: That of a small piece; the large one is 8 times that.
    """
    small, large = make(size), make(TIMES * size)
    rounds = 1
    while _spent(work, small, rounds * TIMES) < _ENOUGH:
        rounds *= 2
    return min(_spent(work, large, rounds) for _ in range(3)) / min(
        _spent(work, small, rounds * TIMES) for _ in range(3)
    )


def _spent(work: Callable[[Given], object], given: Given, times: int) -> float:
    began = time.process_time()
    for _ in range(times):
        work(given)
    return time.process_time() - began
