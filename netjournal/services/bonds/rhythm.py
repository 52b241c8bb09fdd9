"""A person's own rhythm: usual gap, where a silence stands in it, who is fading, whom to turn to.

A target is what the user wants ("every three weeks"); it never changes strength or chance, so that
what is measured stays apart from what is meant. Days are local day numbers, lengths are in days.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from netjournal.services.bonds import strength
from netjournal.services.bonds.strength_days import month_ends

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netjournal.services.bonds.strength import TieState
    from netjournal.services.bonds.strength_days import ContactDay

FADING, SILENT, DRIFTING, OVERDUE = "fading", "silent", "drifting", "overdue"
DUE, COMING_DUE, ON_RHYTHM, NO_RHYTHM = "due", "coming_due", "on_rhythm", "none"
STATES = (FADING, SILENT, DRIFTING, OVERDUE, DUE, COMING_DUE, ON_RHYTHM, NO_RHYTHM)

GAPS = 10  # only the newest gaps say what is usual
FEWEST_GAPS = 3
FADING_TOUCHES = 6
FADING_BEST = 15.0  # the cut of warm
FADING_CHANCE = 0.5
YEAR = 365
_ON_RHYTHM, _DUE, _OVERDUE, _DRIFTING, _SILENT = 0.75, 1.0, 2.0, 4.0, 8.0


def usual_gap(days: Iterable[int]) -> float | None:
    """Return the median of the last ten gaps between touching days; None for fewer than three."""
    gaps = [later - earlier for earlier, later in pairwise(sorted(set(days)))][-GAPS:]
    return _median(gaps) if len(gaps) >= FEWEST_GAPS else None


def _median(numbers: list[int]) -> float:
    """The middle of a few numbers (the module for it loads fractions and decimals)."""
    ordered = sorted(numbers)
    half = len(ordered) // 2
    return (ordered[half] + ordered[~half]) / 2


def rhythm_state(silence: int | None, gap: float | None) -> str:
    """Return on_rhythm, coming_due, due, overdue, drifting or silent; none without both.

    Args:
        silence: Days since the last touch; None without one.
        gap: The target where there is one, else the usual gap; None without either. Past eight
            gaps a tie is more likely over than not (Navarro 2017).
    """
    if silence is None or gap is None:
        return NO_RHYTHM
    ratio = silence / max(gap, 1.0)
    if ratio > _SILENT:
        return SILENT
    steps = ((_DRIFTING, DRIFTING), (_OVERDUE, OVERDUE), (_DUE, DUE), (_ON_RHYTHM, COMING_DUE))
    return next((state for least, state in steps if ratio >= least), ON_RHYTHM)


def warns(silence: int | None, at_most: int | None) -> bool:
    """Return whether a silence is longer than the target allows: then, not before, it is shown."""
    return silence is not None and at_most is not None and silence > at_most


def planned_strength(every: float) -> float:
    """Return the strength that a tie kept up every so many days settles at, between two contacts.

    Chart line for a target; the weight of a day is 1, half a gap has passed.
    """
    gap = max(every, 1.0)
    kept = 2.0 ** (-gap / 2 / strength.HALF_LIFE)
    volume = kept / (1.0 - kept * kept)
    return strength.score(volume * strength.LN2 * strength.law(math.inf, gap / 2, strength.HORIZON))


def best_of_year(days: Iterable[ContactDay], t: int) -> float:
    """Return the highest month-end strength of the year up to day ``t``; 0 without any."""
    return state_and_best(days, t)[1]


def state_and_best(days: Iterable[ContactDay], t: int) -> tuple[TieState, float]:
    """Return the state at day ``t`` and ``best_of_year``, in one walk through the history."""
    ends = month_ends(t - YEAR + 1, t)
    *year, state = strength.states_at(days, [*ends, t])
    scores = (strength.strength(one, end) for one, end in zip(year, ends, strict=True))
    return state, max(scores, default=0.0)


def fading(state: TieState, t: int, best: float, kappa: float = 1.0) -> bool:
    """Return whether an established tie that was at least warm is being lost.

    So it is when being in touch within 90 days is less likely than not, or a label was lost since
    the best of the year (by more than the hysteresis: 59 after 61 is no loss yet).

    Args:
        state: The tie.
        t: The day.
        best: Its best month-end strength of the last year (``best_of_year``).
        kappa: The journal's own calibration.
    """
    if state.n < FADING_TOUCHES or best < FADING_BEST:
        return False
    likely = strength.chance(state, t, strength.HORIZON, kappa)
    if likely is not None and likely < FADING_CHANCE:
        return True
    now = strength.label_of(strength.strength(state, t) + strength.HYSTERESIS)
    return strength.LABELS.index(now) < strength.LABELS.index(strength.label_of(best))


def may_fade(state: TieState, t: int, kappa: float = 1.0) -> bool:
    """Return whether ``fading`` may hold, judged without the history.

    At best the last year's volume was twice what it is now (it halves in a year), and the chance
    of being in touch was one.
    """
    at_best = strength.score(2 * strength.volume(state, t) * strength.LN2)
    return fading(state, t, at_best, kappa)


def gate(silence: int, gap: float | None) -> float:
    """Return 0 up to half the gap, rising to 1 when it is used up; 1 without a gap."""
    return 1.0 if gap is None else min(1.0, max(0.0, (silence / max(gap, 1.0) - 0.5) / 0.5))


def nurture_loss(
    state: TieState, t: int, value: float = 1.0, gap: float | None = None, kappa: float = 1.0
) -> float:
    """Return what thirty more days of silence would cost: whom to turn to first.

    What was put in, times the chance that nothing happens by itself in thirty days, times what
    they take from the chance within a year. It points at ties that can still be kept; it was
    never validated, as no records of such attempts exist.

    Args:
        state: The tie.
        t: The day.
        value: What the tie means to the user (.5, 1, 2); 0 for archived and deceased people.
        gap: Target or usual gap; before half of it nobody is suggested.
        kappa: The journal's own calibration.
    """
    quiet = strength.silence(state, t)
    if quiet is None:
        return 0.0
    # strength.law three times, for hundreds of ties each time Today is read
    slope = -kappa / (1.0 + strength.YOUNG / state.n)
    alone = -math.expm1(slope * math.log1p(30 / (1.0 + quiet)))
    year = -math.expm1(slope * math.log1p(YEAR / (1.0 + quiet)))
    lost = year + math.expm1(slope * math.log1p(YEAR / (1.0 + (quiet + 30))))
    invested = strength.volume(state, t) * strength.LN2
    return value * invested * (1.0 - alone) * lost * gate(quiet, gap)
