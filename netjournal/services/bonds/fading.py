"""Who is about to drift: established ties that are being lost, sorted by what would be lost.

The same as the state *fading* of a single tie (``rhythm.fading``), for everybody at once. People
one chose to be quiet with (paused, never reminded) are not in it: that is no neglect.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from netjournal.models.handle import db
from netjournal.services import id_lists
from netjournal.services.bonds import (
    network,
    network_data,
    own_kappa,
    rhythm,
    strength,
    strength_bulk,
    ties,
)
from netjournal.services.bonds.rhythm_choice import IDEAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netjournal.services.bonds.network_data import Whom
    from netjournal.services.bonds.strength_days import ContactDay

# people with whom silence is a choice
BY_CHOICE: Final = (
    "(c.rhythm_state = 'never' OR (c.rhythm_state = 'paused' "
    "AND COALESCE(c.rhythm_paused_until, ?1 + 1) > ?1))"
)


@dataclass(frozen=True, slots=True)
class FadingTie:
    """A tie that is being lost.

    Attributes:
        contact_id, full_name: Who.
        label: Its label now.
        best: Its label at the best month end of the last year.
        silence: Days since the last touch.
        loss: What thirty more days of silence would cost (``rhythm.nurture_loss``).
    """

    contact_id: int
    full_name: str
    label: str
    best: str
    silence: int
    loss: float


def fading(whom: Whom, today: int, most: int | None = None) -> list[FadingTie]:
    """Return the ties that fade, most to lose first.

    Args:
        whom: Whose ties.
        today: The local day.
        most: At most so many; None for all.
    """
    import numpy as np

    ids = network_data.people_ids(whom)
    states, _ = network_data.ties(ids)
    could = strength_bulk.scores(2 * strength_bulk.volumes(states, today) * strength.LN2)
    likely = (states.n >= rhythm.FADING_TOUCHES) & (could >= rhythm.FADING_BEST)
    wanted = ids[likely].tolist()
    some = strength_bulk.TieArrays(
        states.n[likely], states.first[likely], states.last[likely], states.log_volume[likely]
    )
    best = network.best_of_year(ties.day_arrays(wanted, today), today)
    kappa = own_kappa.kappa()
    fade = strength_bulk.fading(some, today, best, kappa)
    at_best = {
        wanted[place]: strength.label_of(float(best[place]))
        for place in np.flatnonzero(fade).tolist()
    }
    histories = ties.contact_days(list(at_best), today)
    found = [
        _row(contact_id, known, histories[contact_id], at_best[contact_id], (today, kappa))
        for contact_id, known in _known(list(at_best), today).items()
    ]
    return sorted(found, key=lambda one: (-one.loss, one.full_name, one.contact_id))[:most]


def _row(
    contact_id: int,
    known: tuple[str, float, int | None],
    days: list[ContactDay],
    best: str,
    at: tuple[int, float],
) -> FadingTie:
    (name, value, ideal), (today, kappa) = known, at
    touching = [day for day, _, touch in days if touch]
    state = strength.state_from_days(days, today)
    gap = rhythm.usual_gap(touching) if ideal is None else ideal
    return FadingTie(
        contact_id,
        name,
        strength.label(state, today),
        best,
        today - max(touching),
        rhythm.nurture_loss(state, today, value, gap, kappa),
    )


def _known(ids: Sequence[int], today: int) -> dict[int, tuple[str, float, int | None]]:
    """Return name, importance and ideal rhythm of those with whom silence is no choice."""
    return {
        row[0]: (row[1], row[2], row[3])
        for row in db.execute_sql(
            f"SELECT c.id, c.full_name, COALESCE(c.importance, 1.0), {IDEAL} FROM json_each(?2) j "
            f"JOIN contact c ON c.id = j.value WHERE NOT {BY_CHOICE}",
            (today, id_lists.as_text(ids)),
        )
    }
