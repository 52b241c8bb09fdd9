"""All ties at ascending days, in one chronological walk through their contact-days.

Ties stand in the order of their first touch, so that those in being are the first so many of every
array. Volumes are kept as of the last day of the walk, so that nothing has to decay on the way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netjournal.services.bonds import strength, strength_bulk

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from netjournal.services.bonds.strength_bulk import (
        Codes,
        DayArrays,
        Flags,
        Floats,
        Ints,
        TieArrays,
    )

NEVER = np.iinfo(np.int64).max
NEW = strength.LABELS.index(strength.NEW)
DORMANT = strength.LABELS.index(strength.DORMANT)


class Walk:
    """Ties on the way from day to day; the arrays below are valid between two steps.

    Args:
        days: Contact-days of all ties.
        points: The days to stop at, ascending.
        only: Flag per tie; the others stay out of it.
        base: What ties without any of ``days`` are at the first point already (n is 0 for the
            others), so that only ties with something newer need their days.

    Attributes:
        order: The tie at each place.
        likely: p90 of the ties in being, by place.
        paces: E of the ties in being, by place; to be multiplied by ``scale``.
        scale: 2^(days to go / half-life) · ln 2.
    """

    def __init__(
        self,
        days: DayArrays,
        points: Sequence[int],
        only: Flags | None = None,
        base: TieArrays | None = None,
    ) -> None:
        self._points = list(points)
        self._end = self._points[-1]
        tie, day, w, touch = _kept(days, self._end, only)
        held = None if base is None else base.n > 0
        start = min([self._end, *(int(some.min()) for some in _lasts(day, base, held))])
        self._first = _least(days.count, tie[touch], day[touch])
        if base is not None:
            self._first[held] = base.first[held]
        self._began = _least(days.count, tie, day)
        self._only = only
        self.order: Ints = np.argsort(self._first, kind="stable")
        self._ascending = self._first[self.order]
        place = np.empty(days.count, dtype=np.int64)
        place[self.order] = np.arange(days.count)
        step = _steps(day, start, self._points)
        by_step = np.argsort(step, kind="stable")  # of small integers: a radix sort
        self._bounds = np.searchsorted(step[by_step], np.arange(len(self._points) + 1))
        self._tie, self._day, self._touch = place[tie][by_step], day[by_step], touch[by_step]
        self._w = (w * strength_bulk.decay(day, self._end))[by_step]
        self._volume, self._n = np.zeros(days.count), np.zeros(days.count)
        self._power = np.zeros(days.count)
        self._last = np.full(days.count, start)
        if base is not None:
            self._begin(base)
        silences = np.arange(self._end - start + 1)
        self._odds = np.log1p(strength.HORIZON / (1.0 + silences))
        self.likely: Floats = np.zeros(0)
        self.paces: Floats = np.zeros(0)
        self.scale = strength.LN2
        self._exponent: Floats = np.zeros(0)

    def _begin(self, base: TieArrays) -> None:
        """Take in the ties that stand already."""
        seen = base.n[self.order] > 0
        those = self.order[seen]
        n = base.n[those]
        self._n[seen], self._last[seen] = n, base.last[those]
        self._volume[seen] = strength_bulk.volumes(base, self._end)[those]
        self._power[seen] = -n / (n + strength.YOUNG)

    def people(self, joined: Ints | None) -> Ints:
        """Return how many people had come in by each of the days.

        Args:
            joined: Day per tie; by default its first contact-day of any kind.
        """
        came = np.minimum(self._began if joined is None else joined, self._first)
        if self._only is not None:
            came = came[self._only]
        found: Ints = np.searchsorted(np.sort(came), np.array(self._points), side="right")
        return found

    def steps(self) -> Iterator[int]:
        """Yield each day, once everything up to it was taken in."""
        for i, t in enumerate(self._points):
            self._take(slice(self._bounds[i], self._bounds[i + 1]))
            active = int(np.searchsorted(self._ascending, t, side="right"))
            self._exponent = self._power[:active] * self._odds[t - self._last[:active]]
            self.likely = -np.expm1(self._exponent)
            self.paces = self._volume[:active] * self.likely
            self.scale = 2.0 ** ((self._end - t) / strength.HALF_LIFE) * strength.LN2
            yield t

    def _take(self, part: slice) -> None:
        tie, touch = self._tie[part], self._touch[part]
        np.add.at(self._volume, tie, self._w[part])
        touched = tie[touch]
        np.add.at(self._n, touched, 1.0)
        np.maximum.at(self._last, touched, self._day[part][touch])
        n = self._n[touched]
        self._power[touched] = -n / (n + strength.YOUNG)

    def sums(self, kappa: float) -> tuple[float, float, float]:
        """Return Σ E, Σ p90 and its standard deviation."""
        likely = self.likely if kappa == 1.0 else -np.expm1(kappa * self._exponent)
        live, square = float(likely.sum()), float(np.square(likely).sum())
        return float(self.paces.sum()) * self.scale, live, max(0.0, live - square) ** 0.5

    def codes(self, t: int) -> Codes:
        """Return the labels at day ``t`` of the ties in being, as in ``strength_bulk.labels``."""
        codes = np.full(self.paces.size, DORMANT, dtype=np.int8)
        for _, cut in strength.CUTS:
            codes += self.paces >= np.expm1(cut / strength.SCALE) / self.scale
        first_new = int(np.searchsorted(self._ascending, t - strength.NEW_DAYS, side="right"))
        young = self._n[first_new : codes.size] <= strength.NEW_TOUCHES
        codes[first_new:][young] = NEW
        return codes


def _lasts(day: Ints, base: TieArrays | None, held: Flags | None) -> list[Ints]:
    """Return the days that silences may begin on."""
    found = [day] if base is None else [day, base.last[held]]
    return [some for some in found if some.size]


def _kept(days: DayArrays, end: int, only: Flags | None) -> tuple[Ints, Ints, Floats, Flags]:
    kept = days.day <= end
    if only is not None:
        kept &= only[days.tie]
    if kept.all():
        return days.tie, days.day, days.w, days.touch
    return days.tie[kept], days.day[kept], days.w[kept], days.touch[kept]


def _least(count: int, tie: Ints, day: Ints) -> Ints:
    found = np.full(count, NEVER)
    np.minimum.at(found, tie, day)
    return found


def _steps(day: Ints, start: int, points: list[int]) -> NDArray[np.int16]:
    """Return by which of ``points`` each day is taken in."""
    known = np.searchsorted(np.array(points), np.arange(start, points[-1] + 1)).astype(np.int16)
    steps: NDArray[np.int16] = known[day - start]
    return steps
