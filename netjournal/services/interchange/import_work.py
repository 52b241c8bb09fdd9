"""Places of work of a file and those somebody has: which are one, and what that one is then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netjournal.formats.draft import Affiliation
from netjournal.services.interchange.import_match import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

Fill = tuple[int, Affiliation]


def join_work(
    known: Sequence[Affiliation], new: Sequence[Affiliation]
) -> tuple[list[Fill], list[Affiliation]]:
    """Join places of work: blanks of one that is known are filled, others are added.

    Args:
        known: Those somebody has.
        new: Those of a record.

    Returns:
        (which of the known, what it is now), each once, and those that are added.
    """
    have = list(known)
    fills: dict[int, Affiliation] = {}
    added: list[Affiliation] = []
    for one in new:
        if one in have or not any(text.strip() for text in _texts(one)):
            continue
        at = next((i for i in range(len(known)) if _fits(have[i], one)), -1)
        if at < 0:
            added.append(one)
            have.append(one)
        elif (joined := _joined(have[at], one)) != have[at]:
            have[at] = fills[at] = joined
    return list(fills.items()), added


def _fits(old: Affiliation, new: Affiliation) -> bool:
    """Say whether two entries are one place of work: nothing in them differs."""
    if folded(old.organisation) != folded(new.organisation):
        return False
    pairs = ((old.title, new.title), (old.department, new.department))
    if not all(not a or not b or folded(a) == folded(b) for a, b in pairs):
        return False
    spans = ((old.started, new.started), (old.ended, new.ended))
    if not all(a.startswith(b) or b.startswith(a) for a, b in spans):
        return False
    joined = _joined(old, new)
    return joined == old or _in_order(joined)


def _in_order(work: Affiliation) -> bool:
    """Say whether a span doesn't end before it begins, as far as both days are known."""
    known = min(len(work.started), len(work.ended))
    return work.started[:known] <= work.ended[:known]


def _joined(old: Affiliation, new: Affiliation) -> Affiliation:
    """Return what two entries of one place say together; of a day in part the whole."""
    return Affiliation(
        old.organisation or new.organisation,
        old.title or new.title,
        old.department or new.department,
        max(old.started, new.started, key=len),
        max(old.ended, new.ended, key=len),
    )


def _texts(work: Affiliation) -> tuple[str, ...]:
    return work.organisation, work.title, work.department, work.started, work.ended
