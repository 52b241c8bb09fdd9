"""Strength of every tie at once, over numpy arrays: the same numbers as ``strength``, to 1e-9.

numpy is imported when first needed: the window starts, and single ties are judged, without it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netjournal.services.bonds import strength

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from netjournal.services.bonds.strength_days import ContactDay

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Codes = NDArray[np.int8]
    Flags = NDArray[np.bool_]
    Row = tuple[int, int | None, int | None, float | None]


@dataclass(frozen=True, slots=True)
class TieArrays:
    """The states of many ties, one place each (``strength.TieState`` says what they mean).

    Attributes:
        n: int64; 0 where there was no touch.
        first: int64; any number where n is 0.
        last: int64; any number where n is 0.
        log_volume: float64; minus infinity where there is no volume.
    """

    n: Ints
    first: Ints
    last: Ints
    log_volume: Floats


@dataclass(frozen=True, slots=True)
class DayArrays:
    """Contact-days of many ties, one place each, in any order; every (tie, day) once.

    Attributes:
        tie: int64; the place of its tie, 0…count - 1.
        day: int64; local day number.
        w: float64; weight.
        touch: bool.
        count: How many ties there are, with and without days.
    """

    tie: Ints
    day: Ints
    w: Floats
    touch: Flags
    count: int


def days_from_histories(histories: Sequence[Iterable[ContactDay]]) -> DayArrays:
    """Return the contact-days of some ties as arrays, each tie at the place of its history."""
    import numpy as np

    rows = [(i, *one) for i, history in enumerate(histories) for one in history]
    tie, day, w, touch = zip(*rows, strict=True) if rows else ((), (), (), ())
    return DayArrays(
        tie=np.array(tie, dtype=np.int64),
        day=np.array(day, dtype=np.int64),
        w=np.array(w, dtype=np.float64),
        touch=np.array(touch, dtype=np.bool_),
        count=len(histories),
    )


def ties_from_days(days: DayArrays, until: int) -> TieArrays:
    """Return the states at day ``until`` of all ties, from scratch."""
    import numpy as np

    past = days.day <= until
    tie, day, w, touch = days.tie, days.day, days.w, days.touch
    if not past.all():
        tie, day, w, touch = tie[past], day[past], w[past], touch[past]
    total = np.bincount(tie, weights=w * decay(day, until), minlength=days.count)
    with np.errstate(divide="ignore"):
        log_volume = np.log2(total) + until / strength.HALF_LIFE
    if not touch.all():
        tie, day = tie[touch], day[touch]
    first = np.full(days.count, np.iinfo(np.int64).max)
    last = np.full(days.count, np.iinfo(np.int64).min)
    np.minimum.at(first, tie, day)
    np.maximum.at(last, tie, day)
    n = np.bincount(tie, minlength=days.count)
    seen = n > 0
    return TieArrays(n, np.where(seen, first, 0), np.where(seen, last, 0), log_volume)


def decay(day: Ints, t: int) -> Floats:
    """Return 2^((day - t) / half-life) of days, by a table where they lie close together."""
    import numpy as np

    if day.size == 0:
        return np.zeros(0)
    oldest, newest = int(day.min()), int(day.max())
    if newest - oldest > 4 * day.size:
        powers: Floats = np.exp2((day - t) / strength.HALF_LIFE)
        return powers
    table = np.exp2((np.arange(oldest, newest + 1) - t) / strength.HALF_LIFE)
    return table[day - oldest]


def chances(ties: TieArrays, t: int, horizon: int, kappa: float = 1.0) -> Floats:
    """Return the chance of each tie, nan where there was no touch (see ``strength.chance``)."""
    import numpy as np

    seen = ties.n > 0
    likely = laws(np.maximum(ties.n, 1), np.maximum(t - ties.last, 0), horizon, kappa)
    return np.where(seen, likely, np.nan)


def laws(n: Ints, silence: Ints, horizon: float, kappa: float = 1.0) -> Floats:
    """Return ``strength.law`` of arrays (n at least 1)."""
    import numpy as np

    odds = np.log1p(horizon / (1.0 + silence))
    likely: Floats = -np.expm1(-kappa / (1.0 + strength.YOUNG / n) * odds)
    return likely


def volumes(ties: TieArrays, t: int) -> Floats:
    """Return V of each tie at day ``t``."""
    import numpy as np

    found: Floats = np.exp2(ties.log_volume - t / strength.HALF_LIFE)
    return found


def paces(ties: TieArrays, t: int) -> Floats:
    """Return E of each tie, contacts a year; 0 where there was no touch."""
    import numpy as np

    likely = np.nan_to_num(chances(ties, t, strength.HORIZON))
    return volumes(ties, t) * strength.LN2 * likely


def strengths(ties: TieArrays, t: int) -> Floats:
    """Return S of each tie, 0…100."""
    return scores(paces(ties, t))


def scores(pace: Floats) -> Floats:
    """Return ``strength.score`` of an array."""
    import numpy as np

    return np.minimum(100.0, strength.SCALE * np.log1p(pace))


def label_codes(points: Floats) -> Codes:
    """Return ``strength.label_of`` as places in ``strength.LABELS``."""
    import numpy as np

    codes = np.full(points.shape, strength.LABELS.index(strength.DORMANT), dtype=np.int8)
    for _, cut in strength.CUTS:
        codes += points >= cut
    return codes


def labels(ties: TieArrays, t: int) -> Codes:
    """Return the label of each tie, as int8 places in ``strength.LABELS``."""
    codes = label_codes(strengths(ties, t))
    young = (ties.n <= strength.NEW_TOUCHES) & (t - ties.first < strength.NEW_DAYS)
    codes[young] = strength.LABELS.index(strength.NEW)
    codes[ties.n == 0] = strength.LABELS.index(strength.NONE)
    return codes


def fading(ties: TieArrays, t: int, best: Floats, kappa: float = 1.0) -> Flags:
    """Return ``rhythm.fading`` of each tie.

    Args:
        ties: The ties.
        t: The day.
        best: Best month-end strength of the last year (``network.best_of_year``).
        kappa: The journal's own calibration.
    """
    from netjournal.services.bonds import rhythm

    unlikely = chances(ties, t, strength.HORIZON, kappa) < rhythm.FADING_CHANCE
    lower = label_codes(strengths(ties, t) + strength.HYSTERESIS) < label_codes(best)
    found: Flags = (
        (ties.n >= rhythm.FADING_TOUCHES) & (best >= rhythm.FADING_BEST) & (unlikely | lower)
    )
    return found
