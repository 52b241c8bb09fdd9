"""People that somebody is related to and of whom a file told a uid alone, until they come.

The window has nothing to show of them, so they wait as extras; exports give them back as they were.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from netjournal.formats.draft import ContactDraft, Extra, Relation
from netjournal.services.interchange import annex, annex_checks, annex_rows

if TYPE_CHECKING:
    from collections.abc import Iterable


def waiting(label: str, uid: UUID) -> Extra:
    """Return the extra that stands for a relation to somebody who isn't there yet."""
    record = {"label": label, "uid": str(uid)}
    return Extra(annex.SOURCE, annex_rows.RELATED, annex_rows.dumped(record))


def relations(extras: Iterable[Extra]) -> list[Relation]:
    """Return the relations that such extras stand for."""
    records = [annex_checks.found(one) for one in extras if one.name == annex_rows.RELATED]
    return [Relation(one["label"], "", UUID(one["uid"])) for one in records if one]


def taken(draft: ContactDraft) -> ContactDraft:
    """Make relations of such extras of a draft; return the draft."""
    found = relations(draft.extras)
    if found:
        draft.relations = [*draft.relations, *found]
        draft.extras = [one for one in draft.extras if not relations([one])]
    return draft
