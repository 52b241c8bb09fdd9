"""Which interactions of a file the journal has already: ``unknown_only``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netjournal.folding import fold
from netjournal.models.handle import db, from_day, to_day
from netjournal.models.interaction import BY_DAY, BY_MONTH
from netjournal.services import normalise
from netjournal.services.interchange.import_familiar import sole
from netjournal.services.interchange.import_talk import known_day, minute_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from netjournal.formats.draft import InteractionDraft, PersonRef
    from netjournal.services.interchange.import_match import Index

_NEVER = 1 << 40  # a day after all others: then a period counts on its last one


def unknown_only(
    drafts: list[InteractionDraft], everyone: Callable[[], Index]
) -> tuple[list[InteractionDraft], dict[str, str]]:
    """Return the interactions that are not in the journal yet, each once, and ids of the others.

    One is known by its uid, by what another system calls it, or by saying the same of the same
    day with the same people. The ids are those of other systems, each with the name of the only
    other one (``import_familiar.sole``).

    Args:
        drafts: What a file tells.
        everyone: Gives everybody in the journal; asked only where people are compared.
    """
    if not drafts:
        return [], {}
    uids = {row[0] for row in db.execute_sql("SELECT uid FROM interaction")}
    outside = {
        row[0]
        for row in db.execute_sql(
            "SELECT external_id FROM interaction WHERE external_id IS NOT NULL"
        )
    }
    fresh: list[InteractionDraft] = []
    told: dict[str, str] = {}
    for draft in drafts:
        if draft.uid is not None:
            known = draft.uid.bytes in uids
            uids.add(draft.uid.bytes)
        elif draft.external_id:
            known = draft.external_id in outside
            outside.add(draft.external_id)
            if known:
                told[draft.external_id] = sole(draft)
        else:
            known = _is_told(draft, everyone)
        if not known:
            fresh.append(draft)
    return fresh, told


def _is_told(draft: InteractionDraft, everyone: Callable[[], Index]) -> bool:
    """Say whether the journal tells the same of the same day, with the same people."""
    first, last, precision = _days(draft.day)
    rows = db.execute_sql(
        "SELECT i.id FROM interaction i JOIN interaction_kind k ON k.id = i.kind_id "
        "WHERE i.day BETWEEN ? AND ? AND i.precision = ? AND k.key = ? AND i.summary = ? "
        "AND i.body = ? AND i.minute IS ?",
        (
            *(first, last, precision),
            *(draft.kind, draft.summary, draft.body, minute_of(draft.time)),
        ),
    ).fetchall()
    return any(_of_the_same(row[0], draft.people, everyone()) for row in rows)


def _days(text: str) -> tuple[int, int, int]:
    """Return the first and the last day that a date may count on, and its precision."""
    last, precision = known_day(text, _NEVER)
    if precision == BY_DAY:
        return last, last, precision
    first = from_day(last).replace(day=1)
    return to_day(first if precision == BY_MONTH else first.replace(month=1)), last, precision


def _of_the_same(interaction_id: int, refs: Iterable[PersonRef], index: Index) -> bool:
    """Say whether references point to everybody who took part, and to nobody else."""
    there = dict(
        db.execute_sql(
            "SELECT c.id, c.sort_key FROM interaction_contact ic "
            "JOIN contact c ON c.id = ic.contact_id WHERE ic.interaction_id = ?",
            (interaction_id,),
        ).fetchall()
    )
    meant: set[int] = set()
    for ref in refs:
        link = normalise.url(ref.url) if ref.url else ""
        found = index.of(ref.uid, (link,) if link else (), ref.email, ref.phone)
        name = fold(ref.name)
        who = {found} if found else {one for one, known in there.items() if name and known == name}
        if not who & there.keys() and (found or name or link or ref.email or ref.phone):
            return False
        meant |= who & there.keys()
    return meant == there.keys()
