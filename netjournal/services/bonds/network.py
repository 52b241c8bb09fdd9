"""The whole network over time: how much of it is alive, who it is made of, what changed.

One chronological walk over all contact-days serves any number of month ends, in
O(days + ties x month ends). Strength is never averaged over people: adding an acquaintance would
lower it; paces and chances add up instead. numpy is imported when first needed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netjournal.services.bonds import rhythm, strength, strength_bulk
from netjournal.services.bonds.strength_days import month_ends

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netjournal.services.bonds.strength_bulk import (
        Codes,
        DayArrays,
        Flags,
        Floats,
        Ints,
        TieArrays,
    )

_NONE, _NEW, _DORMANT = (
    strength.LABELS.index(one) for one in (strength.NONE, strength.NEW, strength.DORMANT)
)


@dataclass(frozen=True, slots=True)
class NetworkSeries:
    """A network on several days, one place each.

    Attributes:
        days: Local day numbers, ascending.
        pace: Σ E, contacts a year that are alive ("strength of the network").
        live: Σ p90, how many people one will likely be in touch with in 90 days.
        spread: Standard deviation of ``live``.
        counts: label -> people, for every label; "none" are people without a touch so far.
        joined: People who came in since the day before in ``days`` (the first: since the month
            end before it; likewise below).
        revived: Dormant then, not any more.
        risen: Of a higher label than then, and not dormant then.
        faded: Of a lower label than then. Who is or was new counts in joined only.
    """

    days: tuple[int, ...]
    pace: tuple[float, ...]
    live: tuple[float, ...]
    spread: tuple[float, ...]
    counts: dict[str, tuple[int, ...]]
    joined: tuple[int, ...]
    revived: tuple[int, ...]
    risen: tuple[int, ...]
    faded: tuple[int, ...]


def month_sweep(
    days: DayArrays,
    points: Sequence[int],
    only: Flags | None = None,
    joined: Ints | None = None,
    kappa: float = 1.0,
    base: TieArrays | None = None,
) -> NetworkSeries:
    """Return the network at month ends, or at any other days, from one walk through its history.

    The result for a day does not depend on where ``points`` starts, so that months before an edit
    can be kept and only later ones computed again.

    Args:
        days: Contact-days of all ties.
        points: The days to look at, ascending (``strength_days.month_ends``).
        only: Flag per tie; others are left out (a circle; nobody archived or deceased).
        joined: Day per tie on which the person came in; by default the first contact-day of any
            kind. The first touch counts where it is earlier.
        kappa: The journal's own calibration; it enters ``live`` only.
        base: States of ties that have none of ``days`` because nothing happened in them since the
            month end before the first point (``joined`` must be given, too).
    """
    import numpy as np

    from netjournal.services.bonds.strength_walk import Walk

    if not points:
        return NetworkSeries((), (), (), (), dict.fromkeys(strength.LABELS, ()), (), (), (), ())
    walk = Walk(days, [month_end_before(points[0]), *points], only, base)
    sums, flows, tallies = [], [], []
    before = np.zeros(days.count, dtype=np.int8)
    for t in walk.steps():
        codes = walk.codes(t)
        sums.append(walk.sums(kappa))
        flows.append(_flows(before[: codes.size], codes))
        tallies.append(_tally(codes))
        before[: codes.size] = codes
    people = walk.people(joined)
    counts = np.array(tallies)
    counts[:, _NONE] = people - counts.sum(axis=1)
    pace, live, spread = zip(*sums[1:], strict=True)
    revived, risen, faded = zip(*flows[1:], strict=True)
    return NetworkSeries(
        days=tuple(points),
        pace=pace,
        live=live,
        spread=spread,
        counts={label: tuple(counts[1:, i].tolist()) for i, label in enumerate(strength.LABELS)},
        joined=tuple(np.diff(people).tolist()),
        revived=revived,
        risen=risen,
        faded=faded,
    )


def best_of_year(days: DayArrays, t: int) -> Floats:
    """Return the highest month-end strength of each tie in the year up to day ``t``."""
    import numpy as np

    from netjournal.services.bonds.strength_walk import Walk

    walk = Walk(days, month_ends(t - rhythm.YEAR + 1, t))
    best = np.zeros(days.count)
    for _ in walk.steps():
        seen = slice(walk.paces.size)
        best[seen] = np.maximum(best[seen], walk.paces * walk.scale)
    found = np.empty(days.count)
    found[walk.order] = strength_bulk.scores(best)
    return found


def month_end_before(t: int) -> int:
    """Return the last month end before day ``t``."""
    return month_ends(t - 31, t - 1)[-1]


def _flows(before: Codes, now: Codes) -> tuple[int, int, int]:
    """Return how many were revived, rose and faded."""
    import numpy as np

    settled = (before > _NEW) & (now > _NEW)
    up = settled & (now > before)
    woken = int(np.count_nonzero(up & (before == _DORMANT)))
    down = int(np.count_nonzero(settled & (now < before)))
    return woken, int(np.count_nonzero(up)) - woken, down


def _tally(codes: Codes) -> list[int]:
    import numpy as np

    return [int(np.count_nonzero(codes == code)) for code in range(len(strength.LABELS))]
