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
from netjournal.services.bonds import ties
from netjournal.services.giving import match_dismissals, match_pools, match_score, match_words
from netjournal.services.giving.match_pools import Known

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from netjournal.services.giving.match_pools import Occupied
    from netjournal.services.giving.match_words import Meaning

    Gathered = dict[int | None, list[tuple[float, Known]]]  # who → (score, what speaks for them)

NEWEST = 100  # open needs looked at
EACH = 3
# what somebody says, does for a living, or cares about is worth so much
_WORTH = {"skill": 1.0, "shelf": 1.0, "work": 0.9, "interest": 0.62}
_TOPICS = 8  # that answer a need best are asked for their people
_SHELF_SHARE = 0.3  # titles are longer than topics: so much of them has to be touched
_CLOSE_TO_BEST = 0.72  # whoever fits much worse than the best isn't mentioned
_LATER = 0.3  # who only shares the field comes after everybody else
_THE_WORD = 0.9  # so much of a likeness says that it is the same word
_SKILLED = 2  # from so many who can, those who only like it aren't asked


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
    for start in range(0, len(rows), most + 1):
        some = rows[start : start + most + 1]
        answers = matcher.answers([(row[0], row[3], row[1]) for row in some])
        for need_id, need, noted_on, owner, name in some:
            if answers[need_id]:
                helpers_ = tuple(answers[need_id][:EACH])
                found.append(Match(need_id, need, noted_on, owner, name, helpers_))
        if len(found) >= most:
            break
    return found[:most]


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
    found = _Matcher(today).answers(needs)
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

    def answers(self, needs: Sequence[tuple[int, int, str]]) -> dict[int, list[Helper]]:
        """Return everybody who may help, best first, by need."""
        meanings = {need_id: match_words.need(text) for need_id, _, text in needs}
        found = self._gather(meanings, ("skill", "interest"))
        occupied = match_pools.occupied(meanings.values())
        dismissed = match_dismissals.dismissed(meanings)
        fit, away = {}, {}
        for need_id, owner, text in needs:
            gathered, need = found[need_id], meanings[need_id]
            for known, score in _by_work(need, occupied):
                _add(gathered, known, score * _WORTH["work"])
            for known in self._shelf:
                score = match_score.likeness(need, match_words.topic(known.topic), _SHELF_SHARE)
                _add(gathered, known, score * _WORTH["shelf"])
            if not match_words.company(text):
                _leave_out_fans(gathered)
            away[need_id] = {owner, *dismissed.get(need_id, ())}
            fit[need_id] = _fitting(gathered, away[need_id])
        for key, some in fit.items():
            _fill_up(some, found[key], away[key])
        return self._in_order(fit, found)

    def cared_for(self, meaning: Meaning) -> list[Helper]:
        """Return who is interested in something, or needs it."""
        gathered = self._gather({0: meaning}, ("interest",))[0]
        for known in match_pools.by_need():
            score = match_score.likeness(match_words.need(known.topic), meaning, _SHELF_SHARE)
            _add(gathered, known, score)
        return self._in_order({0: _fitting(gathered, set())}, {0: gathered})[0]

    def _gather(
        self, meanings: Mapping[int, Meaning], roles: tuple[str, ...]
    ) -> dict[int, Gathered]:
        """Return what topics say about who may help, by need."""
        scores = {key: self._scores(need) for key, need in meanings.items()}
        people = match_pools.members({t for some in scores.values() for t in some}, roles)
        out: dict[int, Gathered] = {}
        for key, some in scores.items():
            out[key] = defaultdict(list)
            for topic_id, score in some.items():
                for known in people.get(topic_id, ()):
                    _add(out[key], known, score * _WORTH[known.role])
        return out

    def _scores(self, need: Meaning) -> dict[int, float]:
        """Return the topics that answer a need best, with how well."""
        found = {
            topic_id: score
            for topic_id, meaning in self._topics.likely(need)
            if (score := match_score.likeness(need, meaning)) >= match_score.LEAST
        }
        order = sorted(found, key=lambda topic_id: -found[topic_id])[:_TOPICS]
        return {topic_id: found[topic_id] for topic_id in order}

    def _in_order(
        self, fit: Mapping[int, dict[int | None, float]], found: Mapping[int, Gathered]
    ) -> dict[int, list[Helper]]:
        """Return who fits each need: best first, among equals the stronger tie."""
        everybody = {who for some in fit.values() for who in some if who is not None}
        known = ties.read(list(everybody), self._today) if everybody else {}
        return {
            key: [
                _helper(found[key][who])
                for who in sorted(
                    some, key=lambda who: (-round(some[who], 2), -_strength(known, who), who or 0)
                )
            ]
            for key, some in fit.items()
        }


def _by_work(need: Meaning, occupied: Sequence[Occupied]) -> Iterator[tuple[Known, float]]:
    """Yield who does for a living what a need is about: the part of their work that fits best."""
    scores = {
        part: match_score.likeness(need, match_words.topic(part))
        for part in {part for one in occupied for part in one.parts}
    }
    for one in occupied:
        best = max(one.parts, key=scores.__getitem__, default="")
        if best and scores[best] > 0:
            yield Known(one.contact_id, one.full_name, "work", best), scores[best]


def _fitting(gathered: Gathered, away: set[int | None]) -> dict[int | None, float]:
    """Return how well each of those fits who fit about as well as the best."""
    best = {
        who: max(score for score, _ in some) for who, some in gathered.items() if who not in away
    }
    alike = {
        who: max(min(1.0, score / _WORTH.get(known.role, 1.0)) for score, known in gathered[who])
        for who in best
    }
    # where somebody has the very word, others who only share the field would be noise
    least = _CLOSE_TO_BEST * max(alike.values(), default=0.0)
    return {
        who: match_score.together([score for score, _ in gathered[who]])
        for who, score in best.items()
        if score >= match_score.LEAST and alike[who] >= least
    }


def _fill_up(fit: dict[int | None, float], gathered: Gathered, away: set[int | None]) -> None:
    """Where few have the very word, add others who know the field; they come last."""
    others = {
        who: match_score.together(able)
        for who, some in gathered.items()
        if who not in fit and who not in away
        if (able := [score for score, known in some if known.role in ("skill", "work")])
        and max(able) >= match_score.LEAST
    }
    for who in sorted(others, key=lambda who: -others[who])[: max(0, EACH - len(fit))]:
        fit[who] = others[who] * _LATER


def _leave_out_fans(gathered: Gathered) -> None:
    """Leave out who only likes what a need is about: unless few can do it, and it is the word."""
    fans = {
        who: max(score for score, _ in some) / _WORTH["interest"]
        for who, some in gathered.items()
        if all(known.role == "interest" for _, known in some)
    }
    few = len(gathered) - len(fans) < _SKILLED
    for who, alike in fans.items():
        if not few or alike < _THE_WORD:
            del gathered[who]


def _strength(known: dict[int, ties.TieNow], who: int | None) -> float:
    """Return the strength of a tie; the user's own help comes before other people's."""
    return 101.0 if who is None else known.get(who, ties.NO_TIE).score


def _add(gathered: Gathered, known: Known, score: float) -> None:
    if score > 0:
        gathered[known.contact_id].append((score, known))


def _helper(some: Iterable[tuple[float, Known]]) -> Helper:
    _, best = max(some, key=lambda one: one[0])
    return Helper(best.contact_id, best.full_name, best.topic, best.role)
