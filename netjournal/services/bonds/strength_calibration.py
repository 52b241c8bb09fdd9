"""One factor per journal, learnt from its own past: did those whom we expected get in touch?

The chance is ``1 - (1 + H / (1 + s))^(-κ · N / (N + 6))``. κ is the most likely value given what
came of earlier month ends, with ln κ ~ N(0, .3²) as prior; windows overlap, so each outcome counts
.05. Both settings were chosen on development records. Only windows that are over are looked at, so
a κ learnt for a day never knows what came after it. numpy is imported when first needed.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netjournal.services.bonds import strength, strength_bulk
from netjournal.services.bonds.strength_days import month_ends

if TYPE_CHECKING:
    from netjournal.services.bonds.strength_bulk import DayArrays, Flags, Floats, Ints

PRIOR_SPREAD = 0.3
OUTCOME_WEIGHT = 0.05
LOOK_BACK = 3 * 366  # month ends older than that say little of how a journal is kept today
SILENCE_LIMIT = 730
_STEPS = 8
_LOG_HAZARD = (-12.0, 3.5)


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What came of expectations, one place per tie and month end.

    Attributes:
        n: Touching days by then.
        silence: Days of silence then.
        met: Whether there was a touch in the horizon after it.
    """

    n: Ints
    silence: Ints
    met: Flags


@dataclass(frozen=True, slots=True)
class Calibration:
    """What a journal learnt from its own past.

    Attributes:
        kappa: The factor; 1 while nothing is known.
        outcomes: How many outcomes it was learnt from.
        said: The mean chance that the plain law gave them, 0…1.
        was: The share that came true, 0…1.
    """

    kappa: float
    outcomes: int
    said: float
    was: float


def self_calibration(days: DayArrays, t: int) -> Calibration:
    """Return what the month ends up to 90 days before ``t`` teach.

    Args:
        days: Contact-days of all ties; those after ``t`` are not looked at.
        t: The day.
    """
    seen = past_outcomes(days, t)
    if not seen.met.size:
        return Calibration(1.0, 0, 0.0, 0.0)
    said = strength_bulk.laws(seen.n, seen.silence, strength.HORIZON)
    kappa = learn_kappa(seen, strength.HORIZON)
    return Calibration(kappa, int(seen.met.size), float(said.mean()), float(seen.met.mean()))


def past_outcomes(days: DayArrays, t: int, horizon: int = strength.HORIZON) -> Outcomes:
    """Return the outcomes whose window was over by day ``t``.

    Month ends after which nothing at all was logged are left out: then it was the journal that
    rested, not the ties.

    Args:
        days: Contact-days of all ties.
        t: The day.
        horizon: Days that every window has.
    """
    import numpy as np

    used = days.touch & (days.day <= t)
    tie, day = days.tie[used], days.day[used]
    order = np.lexsort((day, tie))
    tie, day = tie[order], day[order]
    ends = np.searchsorted(tie, np.arange(days.count + 1))
    found = [
        one
        for end in month_ends(t - LOOK_BACK, t - horizon)
        if bool(((day > end) & (day <= end + horizon)).any())
        for one in [_outcomes_at(tie, day, ends, (end, horizon))]
    ]
    if not found:
        nothing = np.zeros(0, dtype=np.int64)
        return Outcomes(nothing, nothing, nothing.astype(bool))
    return Outcomes(
        n=np.concatenate([one.n for one in found]),
        silence=np.concatenate([one.silence for one in found]),
        met=np.concatenate([one.met for one in found]),
    )


def _outcomes_at(tie: Ints, day: Ints, ends: Ints, window: tuple[int, int]) -> Outcomes:
    """Return the outcomes of one month end.

    Args:
        tie: Of each touching day, ascending.
        day: The touching days, ascending within each tie.
        ends: Where the days of each tie begin, and where the last ones end.
        window: (month end, horizon).
    """
    import numpy as np

    end, horizon = window
    past = np.concatenate([[0], np.cumsum(day <= end)])[ends]
    n = np.diff(past)
    last = day[np.clip(ends[:-1] + n - 1, 0, None)] if day.size else n
    known = (n > 0) & (end - last <= SILENCE_LIMIT)
    soon = np.concatenate([[0], np.cumsum((day > end) & (day <= end + horizon))])[ends]
    small = np.int32  # of a large journal there are millions
    silence = (end - last)[known]
    return Outcomes(n[known].astype(small), silence.astype(small), (np.diff(soon) > 0)[known])


def learn_kappa(seen: Outcomes, horizon: int | Floats, start: float = 1.0) -> float:
    """Return the most likely κ given what was seen; 1 for nothing seen.

    Args:
        seen: The outcomes.
        horizon: Days to look ahead, one for all or one each.
        start: Where the search begins.
    """
    import numpy as np

    if not seen.met.size:
        return 1.0
    if np.isscalar(horizon):
        seen, weight = _together(seen)
    else:
        weight = np.ones(seen.met.size)
    weight = weight * OUTCOME_WEIGHT
    hazard = np.log(1 / (1 + strength.YOUNG / seen.n)) + np.log(
        np.log1p(horizon / (1.0 + seen.silence))
    )
    theta = math.log(start)
    for _ in range(_STEPS):  # Newton's method with Fisher's information; the problem is concave
        rate = np.exp(np.clip(hazard + theta, *_LOG_HAZARD))
        likely = np.clip(-np.expm1(-rate), 1e-9, 1 - 1e-9)
        odds = (1 - likely) / likely
        slope = (weight * np.where(seen.met, rate * odds, -rate)).sum()
        bend = (weight * rate * rate * odds).sum() + PRIOR_SPREAD**-2
        step = float(np.clip((slope - theta / PRIOR_SPREAD**2) / bend, -1.0, 1.0))
        theta += step
        if abs(step) < 1e-6:
            break
    return math.exp(theta)


def _together(seen: Outcomes) -> tuple[Outcomes, Floats]:
    """Return every kind of outcome once, and how many there are of each: millions are thousands."""
    import numpy as np

    wide = int(seen.silence.max()) + 1
    keys = (seen.n.astype(np.int64) * wide + seen.silence) * 2 + seen.met
    kinds, counts = np.unique(keys, return_counts=True)
    pair = kinds // 2
    return Outcomes(pair // wide, pair % wide, kinds % 2 == 1), counts.astype(np.float64)
