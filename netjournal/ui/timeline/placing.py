"""Where entries that changed belong in a long list, without asking for the whole order again.

Public: ``replaced(ids, added, others) -> array``: the ids with the changed ones where they stand
now; those that are gone or trashed are left out.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from netjournal.services.timeline import places

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Place = tuple[int, int, int]


def replaced(ids: Sequence[int], added: Iterable[int], others: Iterable[int]) -> array[int]:
    """Return ``ids`` in order after some interactions changed.

    Args:
        ids: Every interaction that isn't trashed, newest first, as it was before.
        added: Those that weren't in the journal before.
        others: Those that were changed or removed; each is looked for in ``ids``.
    """
    result = array("q", ids)
    for interaction_id in others:
        try:
            del result[result.index(interaction_id)]
        except ValueError:  # it was in the trash
            continue
    now = places({*added, *others})
    for place in sorted(now.values(), reverse=True):
        result.insert(_position(result, place), place[2])
    return result


def _position(ids: array[int], place: Place) -> int:
    """Where a place belongs; looks from the top in growing steps, for most changes are recent."""
    step = 1
    while step < len(ids) and _before(ids[step - 1], place):
        step *= 2
    low, high = step // 2, min(step, len(ids))
    while low < high:
        middle = (low + high) // 2
        if _before(ids[middle], place):
            low = middle + 1
        else:
            high = middle
    return low


def _before(interaction_id: int, place: Place) -> bool:
    found = places([interaction_id]).get(interaction_id)
    return found is not None and found > place
