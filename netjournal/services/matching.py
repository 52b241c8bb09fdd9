"""Who may know how: open needs against what people, and the user, are good at and interested in.

A topic answers a need by its words (stems) or by a field of life they share (``match_words``,
``match_score``); what somebody does for a living counts, too. Several topics of one person add up,
and among equals the stronger tie comes first. Nobody is scored against anybody: the score stays
here, the reason is what is shown.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netjournal.models.handle import db
from netjournal.services import (
    match_dismissals,
    match_pools,
    match_score,
    match_words,
    ties,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netjournal.services.match_pools import Known
    from netjournal.services.match_words import Meaning

NEWEST = 100  # open needs looked at
EACH = 3
# what somebody says, does for a living, or cares about is worth so much
_WORTH = {"skill": 1.0, "shelf": 1.0, "work": 0.9, "interest": 0.62}
_CLOSE_TO_BEST = 0.25  # whoever fits much worse than the best isn't mentioned


@dataclass(frozen=True, slots=True)
class Helper:
    """Someone who may know how, and what says so.

    ``contact_id`` is None (and ``full_name`` empty) for the user. ``topic`` are the words that
    match; ``role`` says what they are: skill, interest, work (their occupation) or shelf (mine).
    """

    contact_id: int | None
    full_name: str
    topic: str
    role: str


@dataclass(frozen=True, slots=True)
class Match:
    """An open need, and who may know how, best first."""

    need_id: int
    need: str
    noted_on: int
    contact_id: int
    full_name: str
    helpers: tuple[Helper, ...]


def matches(today: int, most: int = 5) -> list[Match]:
    """Return open needs somebody may help with, newest first.

    Args:
        today: The local day; among equals the stronger tie comes first.
        most: How many needs at most.
    """
    rows = db.execute_sql(
        "SELECT n.id, n.text, n.noted_on, c.id, c.full_name FROM need n "
        "JOIN contact c ON c.id = n.contact_id LEFT JOIN interaction i ON i.id = n.interaction_id "
        "WHERE n.state = 'open' AND c.trashed_at IS NULL AND c.archived_at IS NULL "
        "AND c.deceased = 0 AND i.trashed_at IS NULL "
        "ORDER BY n.noted_on DESC, n.id DESC LIMIT ?",
        (NEWEST,),
    ).fetchall()
    found: list[Match] = []
    matcher = _Matcher(today)
    for need_id, need, noted_on, owner, name in rows:
        helpers_ = matcher.helpers(need_id, owner, need)[:EACH]
        if helpers_:
            found.append(Match(need_id, need, noted_on, owner, name, tuple(helpers_)))
        if len(found) == most:
            break
    return found


def helpers(
    needs: Sequence[tuple[int, int, str]], today: int, each: int = EACH
) -> dict[int, list[Helper]]:
    """Return who may help with which need, best first; needs nobody fits are missing.

    Args:
        needs: (need id, whose it is, its words).
        today: The local day that ties are weighed at.
        each: How many helpers for each at most.
    """
    if not needs:
        return {}
    matcher = _Matcher(today)
    found = {need_id: matcher.helpers(need_id, owner, text) for need_id, owner, text in needs}
    return {need_id: some[:each] for need_id, some in found.items() if some}


def served_by(title: str, text: str, today: int, most: int = 5) -> list[Helper]:
    """Return who may be served by something of mine: whose interests or needs it is about.

    Args:
        title: What it is called.
        text: What else is said about it.
        today: The local day that ties are weighed at.
        most: How many people at most; ``Helper.role`` is interest or need.
    """
    meaning = match_words.topic(f"{title} {text}")
    return _Matcher(today).cared_for(meaning)[:most]


def fitting(text: str, topics: Sequence[str]) -> str:
    """Return the topic that a text is most about, "" for none."""
    meaning = match_words.topic(text)
    best, found = match_score.LEAST, ""
    for topic in topics:
        score = match_score.likeness(meaning, match_words.topic(topic))
        if score > best:
            best, found = score, topic
    return found


class _Matcher:
    """Reads topics once, then answers need after need."""

    def __init__(self, today: int) -> None:
        self._today = today
        self._topics = match_pools.Topics()
        self._shelf = match_pools.shelf()

    def helpers(self, need_id: int, owner: int, text: str) -> list[Helper]:
        """Return everybody who may help with a need, best first."""
        need = match_words.need(text)
        gathered = self._gather(need, ("skill", "interest"))
        for known in match_pools.by_occupation(need):
            score = match_score.likeness(need, match_words.topic(known.topic))
            _add(gathered, known, score * _WORTH["work"])
        for known in self._shelf:
            score = match_score.likeness(need, match_words.topic(known.topic), 0.3)
            _add(gathered, known, score * _WORTH["shelf"])
        away = {owner, *match_dismissals.dismissed(need_id)}
        return self._best(gathered, away)

    def cared_for(self, meaning: Meaning) -> list[Helper]:
        """Return who is interested in something, or needs it."""
        gathered = self._gather(meaning, ("interest",))
        for known in match_pools.by_need():
            score = match_score.likeness(match_words.need(known.topic), meaning, 0.3)
            _add(gathered, known, score)
        return self._best(gathered, set())

    def _gather(
        self, need: Meaning, roles: tuple[str, ...]
    ) -> dict[int | None, list[tuple[float, Known]]]:
        gathered: dict[int | None, list[tuple[float, Known]]] = defaultdict(list)
        scores = {
            topic_id: match_score.likeness(need, meaning)
            for topic_id, meaning in self._topics.likely(need)
        }
        wanted = [topic_id for topic_id, score in scores.items() if score > 0]
        for topic_id, known in match_pools.members(wanted, roles):
            _add(gathered, known, scores[topic_id] * _WORTH[known.role])
        return gathered

    def _best(
        self, gathered: dict[int | None, list[tuple[float, Known]]], away: set[int | None]
    ) -> list[Helper]:
        total = {
            who: match_score.together([score for score, _ in some])
            for who, some in gathered.items()
            if who not in away and max(score for score, _ in some) >= match_score.LEAST
        }
        least = max(match_score.LEAST, _CLOSE_TO_BEST * max(total.values(), default=0.0))
        chosen = [who for who, score in total.items() if score >= least]
        known = ties.read([who for who in chosen if who is not None], self._today)
        chosen.sort(key=lambda who: (-round(total[who], 2), -_strength(known, who), who or 0))
        return [_helper(gathered[who]) for who in chosen]


def _strength(known: dict[int, ties.TieNow], who: int | None) -> float:
    """Return the strength of a tie; the user's own help comes before other people's."""
    return 101.0 if who is None else known.get(who, ties.NO_TIE).score


def _add(gathered: dict[int | None, list[tuple[float, Known]]], known: Known, score: float) -> None:
    if score > 0:
        gathered[known.contact_id].append((score, known))


def _helper(some: Iterable[tuple[float, Known]]) -> Helper:
    _, best = max(some, key=lambda one: one[0])
    return Helper(best.contact_id, best.full_name, best.topic, best.role)
