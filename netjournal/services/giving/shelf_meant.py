"""Which work of mine a line means ("showed Ana my talk on soil"), and noting who knows it now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netjournal.models.handle import db
from netjournal.services.giving import match_words, shelf

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_OF_THE_TITLE = 0.6  # so much of a title has to be said
_FRESH_DAYS = 60  # "my post" means the newest one for so long


def meant(said: str, kinds: Collection[str], day: int) -> tuple[int, str] | None:
    """Return (id, title) of the work on the shelf that a text means; None when that isn't sure.

    Args:
        said: The text.
        kinds: The kinds of work it names ("post", "talk"); the newest of them that was made
            public within two months before is meant when no title is said.
        day: The local day it happened.
    """
    rows = db.execute_sql(
        "SELECT id, title, kind, published_on FROM work WHERE retired = 0 ORDER BY id"
    ).fetchall()
    stems = {match_words.stem(word) for word in match_words.words(said)}
    titles = []
    for work_id, title, _, _ in rows:
        words = {match_words.stem(word) for word in match_words.words(title)}
        if words and len(words & stems) >= _OF_THE_TITLE * len(words):
            titles.append((len(words & stems), work_id, title))
    if titles:
        most = max(count for count, _, _ in titles)
        best = [(work_id, title) for count, work_id, title in titles if count == most]
        return best[0] if len(best) == 1 else None
    fresh = [
        (published, work_id, title)
        for work_id, title, kind, published in rows
        if kind in kinds and published is not None and 0 <= day - published <= _FRESH_DAYS
    ]
    return max(fresh)[1:] if fresh else None


def note(work_id: int, contact_ids: Sequence[int], day: int, interaction_id: int) -> None:
    """Note that people heard of a work in what was logged; call inside an edit.

    Who knows it already is left as they are.
    """
    from netjournal.models import WorkShare

    known = {one.contact_id for one in shelf.knowers(work_id)}
    for contact_id in contact_ids:
        if contact_id not in known:
            WorkShare.create(work=work_id, contact=contact_id, day=day, interaction=interaction_id)
