"""What the user may decide about one row of an import plan, and how the plan takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netjournal.services.interchange import import_settling
from netjournal.services.interchange.import_plan import ADDED, DOUBTFUL, SKIPPED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netjournal.progress import Progress
    from netjournal.services.interchange.import_settling import Doubt
    from netjournal.services.interchange.importing import ImportPlan

UPDATE: Final = "update"  # it is the person it was matched with
ADD: Final = "add"  # it is somebody else
LEAVE: Final = "leave"  # nothing is done


def options(plan: ImportPlan, number: int) -> tuple[str, ...]:
    """Return what can be chosen for a row; nothing for one that belongs to a row above.

    Args:
        plan: The plan.
        number: Place in ``plan.rows``.
    """
    row = plan.rows[number]
    if row.into is not None:
        return ()
    found = []
    if row.match is not None and row.why != "trash":
        found.append(UPDATE)
    # a card id belongs to one person: with it, nobody else can be added
    if row.match is None or row.action == DOUBTFUL or not row.has_uid:
        found.append(ADD)
    return (*found, LEAVE)


def chosen(plan: ImportPlan, number: int) -> str:
    """Return which of the options is in force."""
    row = plan.rows[number]
    if row.action in (ADDED, DOUBTFUL):
        return ADD
    return LEAVE if row.action == SKIPPED else UPDATE


def settle(plan: ImportPlan, numbers: Iterable[int], option: str, progress: Progress) -> None:
    """Decide about rows; those that don't have the option are passed over.

    Raises:
        ImportRejected: The file has changed since it was planned.
    """
    wanted = [number for number in numbers if option in options(plan, number)]
    if option == LEAVE:
        for number in wanted:
            plan.rows[number].action = SKIPPED
        return
    for number in wanted:
        if plan.rows[number].match is None:
            plan.rows[number].action = ADDED
    import_settling.settle(plan, wanted, progress, same=option == UPDATE)


def decide(plan: ImportPlan, doubt: Doubt, option: str) -> None:
    """Decide about a doubtful row whose record is at hand."""
    if option == LEAVE:
        plan.rows[doubt.number].action = SKIPPED
    else:
        import_settling.decide(plan, doubt, same=option == UPDATE)
