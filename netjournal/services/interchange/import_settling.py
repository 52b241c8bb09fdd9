"""What the user decides about rows of a plan: who is whom, and pairs to look at for that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netjournal.services.interchange import gather
from netjournal.services.interchange.import_compare import absorb, compare
from netjournal.services.interchange.import_comparing import PORTION, edited_fields, mode_of
from netjournal.services.interchange.import_people import people
from netjournal.services.interchange.import_plan import ADDED, DOUBTFUL, SAME, UPDATED
from netjournal.services.interchange.import_trust import note_changed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netjournal.formats.draft import ContactDraft
    from netjournal.progress import Progress
    from netjournal.services.interchange.import_compare import Delta
    from netjournal.services.interchange.import_plan import ImportPlan

MOST_DOUBTS = 200
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Doubt:
    """A row that may be somebody: its record in the file, and who it may be as a record.

    ``number`` is its place in ``plan.rows``; ``why`` what the two have in common, as in the row.
    """

    number: int
    file: ContactDraft
    journal: ContactDraft
    why: str


def doubts(plan: ImportPlan, progress: Progress) -> list[Doubt]:
    """Return the first doubtful rows of a plan, at most ``MOST_DOUBTS``, with both sides.

    Raises:
        ImportRejected: The file has changed since it was planned.
    """
    wanted = {
        number
        for number, row in enumerate(plan.rows)
        if row.action == DOUBTFUL and row.into is None and row.match is not None
    }
    wanted = set(sorted(wanted)[:MOST_DOUBTS])
    found = []
    for number, draft in people(plan, progress) if wanted else ():
        if number in wanted:
            found.append((number, draft))
        if len(found) == len(wanted):
            break
    known = dict(gather.contact_drafts({plan.rows[n].match or 0 for n, _ in found}))
    return [
        Doubt(number, draft, known[match], plan.rows[number].why)
        for number, draft in found
        if (match := plan.rows[number].match or 0) in known
    ]


def decide(plan: ImportPlan, doubt: Doubt, *, same: bool) -> None:
    """Say about one doubtful row whether it is the person beside it."""
    if same:
        _settle_same(plan, [(doubt.number, doubt.file)])
    else:
        plan.rows[doubt.number].action, plan.rows[doubt.number].changes = ADDED, ()


def settle(plan: ImportPlan, numbers: Iterable[int], progress: Progress, *, same: bool) -> None:
    """Say about rows whether they are the people they may be.

    Args:
        plan: The plan; a row without a match, or that joins an earlier one, stays as it is.
        numbers: Places in ``plan.rows``.
        progress: Told how much of the file is read.
        same: True makes each an update of that person, False adds another one.

    Raises:
        ImportRejected: The file has changed since it was planned.
    """
    wanted = {n for n in numbers if plan.rows[n].match is not None and plan.rows[n].into is None}
    if not same:
        for number in wanted:
            plan.rows[number].action, plan.rows[number].changes = ADDED, ()
        return
    waiting: list[tuple[int, ContactDraft]] = []
    for number, draft in people(plan, progress) if wanted else ():
        if number in wanted:
            waiting.append((number, draft))
        if len(waiting) == min(PORTION, len(wanted)):
            _settle_same(plan, waiting)
            wanted -= {number for number, _ in waiting}
            waiting.clear()
        if not wanted:
            break


def _settle_same(plan: ImportPlan, waiting: list[tuple[int, ContactDraft]]) -> None:
    for number, delta in _deltas(plan, waiting):
        row = plan.rows[number]
        row.changes = delta.changes
        row.action = UPDATED if delta.changes else SAME


def _deltas(plan: ImportPlan, waiting: list[tuple[int, ContactDraft]]) -> list[tuple[int, Delta]]:
    """Return (row, what it changes about its match) for rows and their drafts, in their order."""
    ids = [plan.rows[number].match or 0 for number, _ in waiting]
    known, edited = dict(gather.contact_drafts(dict.fromkeys(ids))), edited_fields(set(ids))
    firsts = _firsts(plan)
    found = []
    for (number, draft), contact_id in zip(waiting, ids, strict=True):
        if contact_id not in known:
            continue
        there = edited.get(contact_id, _NONE)
        mode = mode_of(plan, first=firsts.get(contact_id, number) >= number)
        firsts.setdefault(contact_id, number)
        delta = compare(known[contact_id], draft, there, mode)
        note_changed(plan, number, known[contact_id], draft, delta)
        absorb(known[contact_id], delta)
        found.append((number, delta))
    return found


def _firsts(plan: ImportPlan) -> dict[int, int]:
    """Return of everybody of the journal who is in the file by which row they are first."""
    sure = (SAME, UPDATED)
    return {
        row.match: number
        for number, row in reversed(list(enumerate(plan.rows)))
        if row.match is not None and row.into is None and row.action in sure
    }
