"""Interactions that the journal knows by another id than their file gives them now.

A chat's days are named after the other one, and who that is changes once the user says who "I" am;
messages that share sender and minute were told apart by less before. Such an id counts where the
journal says the same. What was edited since is known by its people.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from netjournal.models.handle import db
from netjournal.services.interchange import import_joining
from netjournal.services.interchange.import_withdrawing import TOUCHED

if TYPE_CHECKING:
    from collections.abc import Callable

    from netjournal.formats.draft import InteractionDraft
    from netjournal.services.interchange.import_match import Index


def settle(drafts: list[InteractionDraft], everyone: Callable[[], Index]) -> None:
    """Give drafts the ids that the journal knows them by.

    Args:
        drafts: What the file tells; ``external_id`` changes where an alias counts.
        everyone: Gives everybody in the journal; asked only where people are compared.
    """
    if not any(draft.aliases for draft in drafts):
        return
    rows = db.execute_sql("SELECT external_id FROM interaction WHERE external_id IS NOT NULL")
    known = {row[0] for row in rows}
    taken = {draft.external_id for draft in drafts}
    waiting: defaultdict[str, list[InteractionDraft]] = defaultdict(list)
    for draft in drafts:
        if draft.external_id not in known:
            for alias in known.intersection(draft.aliases) - taken:
                waiting[alias].append(draft)
    for alias, those in waiting.items():
        found = _meant(alias, those, everyone)
        if found is not None:
            found.external_id = alias


def _meant(
    alias: str, drafts: list[InteractionDraft], everyone: Callable[[], Index]
) -> InteractionDraft | None:
    """Return the one of several drafts that an interaction of the journal tells."""
    row, body, touched = db.execute_sql(
        f"SELECT i.id, i.body, ({TOUCHED}) FROM interaction i WHERE i.external_id = ?", (alias,)
    ).fetchone()
    same = next((one for one in drafts if one.body == body), None)
    if same is not None:
        return same
    likely = (one for one in drafts if touched or _goes_on(body, one.body))
    return next((one for one in likely if _of_the_same(row, one, everyone())), None)


def _goes_on(body: str, other: str) -> bool:
    """Say whether one text is the beginning of the other: a day exported before it was over."""
    short, long = sorted((body, other), key=len)
    return bool(short) and long.startswith(f"{short}\n")


def _of_the_same(row: int, draft: InteractionDraft, index: Index) -> bool:
    """Say whether a draft names the people of an interaction, perhaps with the user on one side."""
    joined, left = import_joining.compare(row, draft.people, index)
    return not joined or not left
