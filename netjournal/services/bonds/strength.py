"""Strength of a tie from its events: volume, chance, score, label and forecast.

Everything here is a pure function of contact-days and of the day it is asked for; nothing is
stored, fitted or random. A *contact-day* is ``(day, w, touch)``: a local day (days since
1970-01-01), its weight (0…1.5) and whether anybody was really in touch (a reaction is not).
For one tie at day t::

    N  touching days so far, never forgotten        s  days since the last one
    V  = Σ w · 2^(-(t - day) / 365)                 volume; V · ln 2 = contacts a year when steady
    p  = 1 - (1 + H / (1 + s))^(-κ · N / (N + 6))   chance of being in touch within H days
    E  = V · ln 2 · p(H = 90, κ = 1)                live pace, contacts a year
    S  = min(100, 100 · ln(1 + E) / ln 366)         strength; about 12 points per doubling of E

Sources: silence is judged in proportion to itself, as nothing else is known of its scale (Gott
1993; the "Lindy" rule); N / (N + 6) discounts young ties (Burt 2000, liability of newness); days
in touch say more than counts (Urena-Carrion 2020); decay over about a year (Roberts & Dunbar 2011);
the cuts between labels are cadences (weekly, monthly, every few months, yearly: Dunbar's layers).
Weights: ``strength_days``. κ is 1, or learnt from the journal's own
past (``strength_calibration``). No contact logged means unknown, which is not neglect.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from netjournal.services.bonds.strength_days import ContactDay

MODEL_VERSION = 1  # stored with cached snapshots; raise it when a formula changes
HALF_LIFE = 365.0
YOUNG = 6.0  # touching days after which a tie counts half as established
HORIZON = 90
HORIZONS = (14, 30, 60, 90, 365)
LN2 = math.log(2)
SCALE = 100.0 / math.log(366)

NONE, NEW, DORMANT = "none", "new", "dormant"
ACQUAINTANCE, WARM, CLOSE, INNER = "acquaintance", "warm", "close", "inner"
LABELS = (NONE, NEW, DORMANT, ACQUAINTANCE, WARM, CLOSE, INNER)
CUTS = ((INNER, 60.0), (CLOSE, 35.0), (WARM, 15.0), (ACQUAINTANCE, 3.0))
HYSTERESIS = 2.0
NEW_TOUCHES = 2
NEW_DAYS = 90
_LONGEST = 40_000  # days, of which the decay is kept; more than a life
_decay: list[float] = []  # 2^(-days / 365)


@dataclass(frozen=True, slots=True)
class TieState:
    """All that strength needs to know of a tie; none of it changes because a day has passed.

    Attributes:
        n: Touching contact-days so far.
        first_day: First touching day, None without one.
        last_day: Last touching day, None without one.
        log_volume: log2 of Σ w · 2^(day / 365), so V(t) = 2^(log_volume - t / 365); None for 0.
    """

    n: int = 0
    first_day: int | None = None
    last_day: int | None = None
    log_volume: float | None = None


EMPTY = TieState()


# -- from contact-days to a state


def states_at(days: Iterable[ContactDay], points: Iterable[int]) -> Iterator[TieState]:
    """Yield the state at each of some days, in one walk through the history.

    Args:
        days: (day, w, touch), each day once, in any order.
        points: The days to look at, ascending; later contact-days don't count yet.
    """
    for n, first, last, total, newest in _walk(days, points):
        log_volume = math.log2(total) + newest / HALF_LIFE if total > 0 else None
        yield TieState(n, first, last, log_volume)


def strengths_at(days: Iterable[ContactDay], points: Sequence[int]) -> list[float]:
    """Return S at each of some days: ``strength`` of ``states_at``, in less than half the time."""
    found = []
    for point, (n, _, last, total, newest) in zip(points, _walk(days, points), strict=True):
        if last is None:
            found.append(0.0)
            continue
        live = total * 2.0 ** ((newest - point) / HALF_LIFE)
        found.append(score(live * LN2 * law(n, max(0, point - last), HORIZON)))
    return found


def _walk(
    days: Iterable[ContactDay], points: Iterable[int]
) -> Iterator[tuple[int, int | None, int | None, float, int]]:
    """Yield touches, their first and last day, volume and the day it is as of, for each point."""
    known = sorted(days)
    total, newest, n, nth = 0.0, 0, 0, 0
    first: int | None = None
    last: int | None = None
    for point in points:
        until = bisect_right(known, (point, math.inf), nth)
        if until > nth:
            part = known[nth:until]
            # decayed from portion to portion, so that no power gets too large
            later = part[-1][0]
            before = total * 2.0 ** ((newest - later) / HALF_LIFE) if nth else 0.0
            total, newest, nth = before + _volume_on(later, part), later, until
            touching = [day for day, _, touch in part if touch]
            if touching:
                n, last = n + len(touching), touching[-1]
                first = touching[0] if first is None else first
        yield n, first, last, total, newest


def _volume_on(later: int, part: Sequence[ContactDay]) -> float:
    """Return Σ w · 2^(-(later - day) / 365) of days that are not after ``later``."""
    span = later - part[0][0]
    if span > _LONGEST:
        return math.fsum(w * 2.0 ** ((day - later) / HALF_LIFE) for day, w, _ in part)
    if span >= len(_decay):  # a power for each day of a long history would take most of the time
        _decay.extend(2.0 ** (-ago / HALF_LIFE) for ago in range(len(_decay), span + 1))
    return sum([w * _decay[later - day] for day, w, _ in part])


def state_from_days(days: Iterable[ContactDay], until: int | None = None) -> TieState:
    """Return the state that contact-days make.

    Args:
        days: (day, w, touch), each day once, in any order.
        until: Later days are planned and don't count yet; None takes all.
    """
    known = list(days)
    if until is None:
        until = max((day for day, _, _ in known), default=0)
    return next(states_at(known, [until]))


# -- at a day


def law(n: float, silence: float, horizon: float, kappa: float = 1.0) -> float:
    """Return the chance of being in touch within ``horizon`` days.

    Args:
        n: Touching days so far, at least 1; infinite for an established tie.
        silence: Days since the last one, 0 or more.
        horizon: Days to look ahead.
        kappa: How this journal differs from 1 (``strength_calibration``).
    """
    return -math.expm1(-kappa / (1.0 + YOUNG / n) * math.log1p(horizon / (1.0 + silence)))


def score(pace: float) -> float:
    """Return strength, 0…100, of a live pace (contacts a year)."""
    return min(100.0, SCALE * math.log1p(pace))


def label_of(points: float) -> str:
    """Return the label of a strength, as if there were history (never new or none)."""
    return next((label for label, cut in CUTS if points >= cut), DORMANT)


def silence(state: TieState, t: int) -> int | None:
    """Return the days without touch up to day ``t``; None when there was none ever."""
    return None if state.last_day is None else max(0, t - state.last_day)


def volume(state: TieState, t: int) -> float:
    """Return V at day ``t``, which is not before the state's newest day."""
    return 0.0 if state.log_volume is None else 2.0 ** (state.log_volume - t / HALF_LIFE)


def chance(state: TieState, t: int, horizon: int, kappa: float = 1.0) -> float | None:
    """Return the chance of being in touch in the ``horizon`` days after ``t``.

    None without a touch so far: there is nothing to judge by.
    """
    quiet = silence(state, t)
    return None if quiet is None else law(state.n, quiet, horizon, kappa)


def pace(state: TieState, t: int) -> float:
    """Return E, the contacts a year that are still alive at day ``t``; it adds up over ties."""
    quiet = silence(state, t)
    return 0.0 if quiet is None else volume(state, t) * LN2 * law(state.n, quiet, HORIZON)


def strength(state: TieState, t: int) -> float:
    """Return S at day ``t``, 0…100; 0 without a touch so far."""
    return score(pace(state, t))


def label(state: TieState, t: int, points: float | None = None) -> str:
    """Return inner, close, warm, acquaintance or dormant; new while it is too early to say.

    "none" means that no touch was ever logged. ``points`` is the strength at ``t``, where known.
    """
    if state.first_day is None:
        return NONE
    if state.n <= NEW_TOUCHES and t - state.first_day < NEW_DAYS:
        return NEW
    return label_of(strength(state, t) if points is None else points)


# -- if nothing happens


def falls_below(state: TieState, t: int, level: float) -> int | None:
    """Return the first day from ``t`` on with S < ``level``; None for a level of 0 or less."""
    if level <= 0:
        return None
    if strength(state, t) < level:
        return t
    low, step = t, 1
    while strength(state, low + step) >= level:
        low, step = low + step, step * 2
    high = low + step
    while high - low > 1:  # S never rises by itself
        middle = (low + high) // 2
        low, high = (middle, high) if strength(state, middle) >= level else (low, middle)
    return high


def forecast(state: TieState, t: int) -> tuple[tuple[str, int], ...]:
    """Return the (label, day) changes to come if nothing happens, soonest first."""
    changes = []
    label_then, day = next_change(state, t)
    while day is not None:
        changes.append((label_then, day))
        label_then, day = next_change(state, day)
    return tuple(changes)


def next_change(state: TieState, t: int) -> tuple[str, int | None]:
    """Return the next label if nothing happens, and from which day on; ("", None) for none."""
    held = label(state, t)
    if held in (NONE, DORMANT) or state.first_day is None:
        return "", None
    if held == NEW:
        day: int | None = state.first_day + NEW_DAYS
    else:
        day = falls_below(state, t, next(cut for name, cut in CUTS if name == held))
    return ("", None) if day is None else (label(state, day), day)
