"""What the user may decide about one row of an import plan, and how the plan takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netjournal.services.import_plan import ADDED, DOUBTFUL, SKIPPED

if TYPE_CHECKING:
    from netjournal.services.importing import ImportPlan

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
    if row.match is None or row.action == DOUBTFUL or plan.drafts[number].uid is None:
        found.append(ADD)
    return (*found, LEAVE)


def chosen(plan: ImportPlan, number: int) -> str:
    """Return which of the options is in force."""
    row = plan.rows[number]
    if row.action in (ADDED, DOUBTFUL):
        return ADD
    return LEAVE if row.action == SKIPPED else UPDATE


def settle(plan: ImportPlan, number: int, option: str) -> None:
    """Decide about a row; an option it doesn't have is passed over.

    Raises:
        NotFound: The person it was matched with is no longer there.
    """
    if option not in options(plan, number):
        return
    row = plan.rows[number]
    if option == LEAVE:
        row.action = SKIPPED
    elif row.match is None:
        row.action = ADDED
    else:
        plan.settle(number, same=option == UPDATE)
