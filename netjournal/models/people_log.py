"""Whose ties or standing this process changed, and when: for sums over everybody kept in memory.

``mark`` first, read then; ``since(mark)`` tells later whom to read again. Kept for the last steps
only; who comes later reads everybody.
"""

from __future__ import annotations

import threading
from typing import Final

_STEPS: Final = 256
MANY: Final = 500  # people; of more, everybody is read again


class PeopleLog:
    """The last commits, each with the contacts it touched; None stands for anybody."""

    def __init__(self) -> None:
        """Start with nothing known."""
        self._lock = threading.Lock()
        self._steps: list[frozenset[int] | None] = []
        self._first = 0

    def note(self, people: frozenset[int] | None) -> None:
        """Note a commit; call it when it is done, also when it touched nobody."""
        with self._lock:
            self._steps.append(people)
            if len(self._steps) > _STEPS:
                self._first += len(self._steps) - _STEPS // 2
                del self._steps[: -_STEPS // 2]

    def mark(self) -> int:
        """Return where the log ends now."""
        with self._lock:
            return self._first + len(self._steps)

    def since(self, mark: int) -> frozenset[int] | None:
        """Return whom commits after a mark touched; None when it may be anybody."""
        with self._lock:
            if mark < self._first:
                return None
            steps = self._steps[mark - self._first :]
        known = [step for step in steps if step is not None]
        return frozenset().union(*known) if len(known) == len(steps) else None
