"""Why a tie is as strong as it is, as data: ``wording`` makes sentences of it for both doors."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netjournal.services.bonds import rhythm, strength

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netjournal.services.bonds.strength import TieState
    from netjournal.services.bonds.strength_days import ContactDay

RATE_AGE = 182  # a yearly rate of something younger, or rarer, would be made up
RATE_TOUCHES = 3


@dataclass(frozen=True, slots=True)
class Explanation:
    """What stands behind a strength on a day. Days are local day numbers, lengths in days.

    Attributes:
        as_of: The day.
        label: One of ``strength.LABELS``.
        state: One of ``rhythm.STATES``.
        score: Strength, 0…100.
        chance_90: Chance of being in touch within 90 days, 0…1; None if no contact was logged.
        touches: Touching days so far.
        per_year: Touching days a year of late; None in the first half-year, and for fewer than
            three.
        silence: Days since the last touch; None without one.
        usual_gap: Median of the last gaps; None for too few.
        target: The ideal gap that the user set, or None.
        warns: Whether the silence is longer than the user's at-most.
        next_label: What it drifts to if nothing happens; "" for nowhere.
        next_day: When, or None.
    """

    as_of: int
    label: str
    state: str
    score: float
    chance_90: float | None
    touches: int
    per_year: float | None
    silence: int | None
    usual_gap: float | None
    target: int | None
    warns: bool
    next_label: str
    next_day: int | None


@dataclass(frozen=True, slots=True)
class Moved:
    """How far a strength moved, and by what; ``volume + silence`` is ``total``, in points."""

    total: float
    volume: float
    silence: float


def explain(
    days: Sequence[ContactDay],
    t: int,
    ideal: int | None = None,
    at_most: int | None = None,
    kappa: float = 1.0,
) -> Explanation:
    """Return what stands behind the strength of a tie.

    Args:
        days: All its contact-days, in any order; those after ``t`` don't count.
        t: The day.
        ideal: The user's target in days; it enters state, target and warns only.
        at_most: The user's longest gap in days.
        kappa: The journal's own calibration; it enters chance and state only.
    """
    past = [one for one in days if one[0] <= t]
    state, best = rhythm.state_and_best(past, t)
    touching = [day for day, _, touch in past if touch]
    quiet = strength.silence(state, t)
    usual = rhythm.usual_gap(touching)
    held = strength.label(state, t)
    next_label, next_day = strength.next_change(state, t)
    return Explanation(
        as_of=t,
        label=held,
        state=_named(state, best, t, ideal if ideal is not None else usual, kappa),
        score=strength.strength(state, t),
        chance_90=strength.chance(state, t, strength.HORIZON, kappa),
        touches=state.n,
        per_year=_per_year(touching, t),
        silence=quiet,
        usual_gap=usual,
        target=ideal,
        warns=rhythm.warns(quiet, at_most),
        next_label=next_label,
        next_day=next_day,
    )


def state_of(
    days: Sequence[ContactDay], t: int, ideal: int | None = None, kappa: float = 1.0
) -> str:
    """Return the state that ``explain`` finds, and nothing else."""
    past = [one for one in days if one[0] <= t]
    state, best = rhythm.state_and_best(past, t)
    usual = rhythm.usual_gap(day for day, _, touch in past if touch) if ideal is None else None
    return _named(state, best, t, ideal if ideal is not None else usual, kappa)


def _named(state: TieState, best: float, t: int, gap: float | None, kappa: float) -> str:
    if rhythm.fading(state, t, best, kappa):
        return rhythm.FADING
    return rhythm.rhythm_state(strength.silence(state, t), gap)


def _per_year(touching: Sequence[int], t: int) -> float | None:
    """Return touching days a year, recent ones counting more; a steady pace gives that pace.

    Unlike the volume this counts days, not weights: half a message is no message. It is taken half
    a gap after the last touch, so that it doesn't jump on the day of a touch, and corrected for
    what a short history can't hold yet.
    """
    if len(touching) < RATE_TOUCHES or t - min(touching) < RATE_AGE:
        return None
    half_gap = (max(touching) - min(touching)) / (len(touching) - 1) / 2
    at = max(t, max(touching) + half_gap)
    seen = math.fsum(2.0 ** ((day - at) / strength.HALF_LIFE) for day in touching)
    known = 1.0 - 2.0 ** (-(at - min(touching) + half_gap) / strength.HALF_LIFE)
    return float(seen * strength.LN2 / known)


def moved(before: TieState, then: int, after: TieState, now: int) -> Moved:
    """Return how a strength moved between two days, split into volume and silence.

    One of the two is switched at a time; the two orders of doing so are averaged.
    """
    volumes = strength.volume(before, then), strength.volume(after, now)
    chances = (
        strength.chance(before, then, strength.HORIZON) or 0.0,
        strength.chance(after, now, strength.HORIZON) or 0.0,
    )
    (old, mixed), (other, new) = (
        [strength.score(volume * strength.LN2 * chance) for chance in chances] for volume in volumes
    )
    return Moved(
        new - old, ((other - old) + (new - mixed)) / 2, ((mixed - old) + (new - other)) / 2
    )
