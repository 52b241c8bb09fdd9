"""Figure against floor: both measured in turn in the same run, medians compared."""

from __future__ import annotations

import statistics
import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the table; times in milliseconds, goal as a ratio of figure to floor."""

    name: str
    size: str
    figure_ms: float
    floor_ms: float
    ratio: float
    goal: float
    p95_ms: float
    limit_ms: float | None = None

    @property
    def met(self) -> bool:
        """Whether the ratio and, where there is one, the limit in milliseconds hold."""
        return self.ratio <= self.goal and (self.limit_ms is None or self.p95_ms <= self.limit_ms)

    def row(self) -> str:
        """Return the line of the table."""
        limit = "" if self.limit_ms is None else f" p95 {self.p95_ms:8.2f} ≤ {self.limit_ms:g} ms"
        return (
            f"{self.name:<28} {self.figure_ms:10.2f} {self.floor_ms:10.2f} {self.ratio:7.2f} "
            f"≤ {self.goal:<5g} {'met' if self.met else 'NOT MET':<8}{limit}"
        )

    def data(self) -> dict[str, object]:
        """Return it for JSON."""
        return asdict(self) | {"met": self.met}


def milliseconds(work: Callable[[], object]) -> float:
    """Run once and return how long it took."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def compare(
    name: str,
    size: str,
    figure: Callable[[], object],
    floor: Callable[[], object],
    *,
    goal: float,
    runs: int = 7,
    limit_ms: float | None = None,
) -> Result:
    """Measure figure and floor in turn, after one unmeasured turn of each."""
    figure()
    floor()
    ours, theirs = [], []
    for _ in range(runs):
        ours.append(milliseconds(figure))
        theirs.append(milliseconds(floor))
    return result(name, size, ours, theirs, goal=goal, limit_ms=limit_ms)


def result(
    name: str,
    size: str,
    ours: list[float],
    theirs: list[float],
    *,
    goal: float,
    limit_ms: float | None = None,
) -> Result:
    """Put two series of milliseconds together."""
    figure, floor = statistics.median(ours), statistics.median(theirs)
    p95 = sorted(ours)[min(len(ours) - 1, round(0.95 * len(ours)))]
    return Result(name, size, figure, floor, figure / floor, goal, p95, limit_ms)
