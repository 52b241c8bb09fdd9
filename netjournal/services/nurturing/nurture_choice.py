"""Whom to suggest today: a few of each reason, and nobody who left two tries unanswered.

Ties that fade come first, those with most to lose before the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netjournal.services.nurturing import nudges, nurture_pools

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from netjournal.services.nurturing.nurture_pools import Candidate

AT_MOST = 5
LOST_EVERY = 3  # days: now and then one long-lost person


def choose(today: int, besides: Collection[int] = ()) -> tuple[list[Candidate], list[int]]:
    """Return whom to suggest, and who would be but left two tries unanswered.

    Args:
        today: The local day.
        besides: Ids of people who are asked for elsewhere on the page: after an event.

    Returns:
        (at most five candidates, ids of those who rest).
    """
    most = 4 * AT_MOST
    losing, due, met = (
        nurture_pools.by_loss(today, most),
        nurture_pools.by_rhythm(today, most),
        nurture_pools.just_met(today, most),
    )
    lost = nurture_pools.long_lost(today, AT_MOST) if today % LOST_EVERY == 0 else []
    turns: list[tuple[Iterable[Candidate], int]] = [
        (nurture_pools.fading(losing, today), 1),
        (losing, 1),
        (due, 1),
        (met, 1),
        (lost or nurture_pools.unthanked(today, AT_MOST), 1),
        (due, 1),
        *((pool, AT_MOST) for pool in (losing, met, due)),
    ]
    choice = _Choice(today, besides)
    for pool, number in turns:
        choice.take(pool, number)
    choice.look(losing[: 2 * AT_MOST])
    return list(choice.chosen.values()), choice.resting


class _Choice:
    """Takes of each pool, so that no reason crowds out the others."""

    def __init__(self, today: int, besides: Collection[int]) -> None:
        self._today = today
        self._besides = besides
        self._asked: dict[int, bool] = {}
        self.chosen: dict[int, Candidate] = {}

    @property
    def resting(self) -> list[int]:
        """Who was passed over because two tries had no answer."""
        return [contact_id for contact_id, silent in self._asked.items() if silent]

    def take(self, pool: Iterable[Candidate], most: int) -> None:
        """Choose at most so many of a pool, in its order."""
        for one in pool:
            if len(self.chosen) == AT_MOST or most == 0:
                return
            known = one.contact_id in self.chosen or one.contact_id in self._besides
            if not known and not self._silent(one):
                self.chosen[one.contact_id] = one
                most -= 1

    def look(self, pool: list[Candidate]) -> None:
        """Look who else of a pool would come soon, but rests."""
        for one in pool:
            if one.contact_id not in self.chosen:
                self._silent(one)

    def _silent(self, one: Candidate) -> bool:
        if one.kind == "thank":
            return False  # thanks ask for no answer
        if one.contact_id not in self._asked:
            self._asked[one.contact_id] = nudges.unanswered(one.contact_id, self._today)
        return self._asked[one.contact_id]
