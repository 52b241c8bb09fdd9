"""Find entries that may be one person, with the reasons; remember who are two people.

Nothing is ever merged by itself: a suggestion is shown and decided by the user.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netjournal.models.handle import db, now_ms
from netjournal.progress import Progress, Silent
from netjournal.services import id_lists
from netjournal.services.collecting import no_collection
from netjournal.services.duplicates import dedupe_pairs, dedupe_score
from netjournal.services.duplicates.dedupe_people import People
from netjournal.services.duplicates.dedupe_score import Reason

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Reason", "Suggestion", "dismiss", "dismissed", "find", "still_here", "suggest"]

_EVERY = 5000


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two entries that may be one person: ids (the older first), weight of evidence, reasons."""

    contact_id: int
    other_id: int
    score: float
    reasons: tuple[Reason, ...]


def find(progress: Progress | None = None) -> list[Suggestion]:
    """Return pairs in the open journal that may be one person, likeliest first.

    People in the trash and organisations are left out, and so are pairs the user said are two.

    Args:
        progress: Is told how far the search is.

    Raises:
        Cancelled: Through ``progress``.
    """
    progress = progress or Silent()
    progress.step(0, 0)
    with no_collection():
        return suggest(People.load(), dismissed(), progress)


def suggest(people: People, without: set[tuple[int, int]], progress: Progress) -> list[Suggestion]:
    """Return pairs of ``people`` that may be one person, likeliest first.

    Args:
        people: Everybody.
        without: Pairs of ids (the smaller first) that are known to be two people.
        progress: Is told how far the search is.
    """
    everybody = people.people
    found = []
    pairs = dedupe_pairs.pairs(people, progress)
    for number, (i, j) in enumerate(pairs):
        if number % _EVERY == 0:
            progress.step(len(pairs) + number, 2 * len(pairs))
        one, other = everybody[i], everybody[j]
        if dedupe_score.hopeless(one, other):
            continue
        reasons = dedupe_score.reasons(one, other, people)
        score = dedupe_score.score(reasons)
        if score >= dedupe_score.LIKELY and (one.id, other.id) not in without:
            reasons.sort(key=lambda reason: -reason.weight)
            found.append(Suggestion(one.id, other.id, score, tuple(reasons)))
    found.sort(key=lambda pair: (-pair.score, pair.contact_id, pair.other_id))
    return found


def still_here(ids: Iterable[int]) -> set[int]:
    """Return which of some people are in the journal and not in the trash."""
    rows = db.execute_sql(
        "SELECT c.id FROM json_each(?) j JOIN contact c ON c.id = j.value "
        "WHERE c.trashed_at IS NULL",
        (id_lists.as_text(list(ids)),),
    )
    return {row[0] for row in rows}


def dismissed() -> set[tuple[int, int]]:
    """Return the pairs the user said are two people, the smaller id first."""
    rows = db.execute_sql("SELECT contact_id, other_id FROM duplicate_dismissal")
    return {(min(pair), max(pair)) for pair in rows}


def dismiss(pairs: Iterable[tuple[int, int]]) -> None:
    """Remember that two entries are two people; call inside an edit."""
    known, now = dismissed(), now_ms()
    for pair in pairs:
        one, other = min(pair), max(pair)
        if one != other and (one, other) not in known:
            db.execute_sql(
                "INSERT INTO duplicate_dismissal (contact_id, other_id, created_at, updated_at) "
                "VALUES (?, ?, ?, ?)",
                (one, other, now, now),
            )
