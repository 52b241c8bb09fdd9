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

from netjournal.kept_texts import kept
from netjournal.models.handle import db
from netjournal.services.bonds import ties
from netjournal.services.giving import (
    match_choice,
    match_dismissals,
    match_near,
    match_pools,
    match_score,
    match_words,
)
from netjournal.services.giving.match_pools import Known
from netjournal.services.giving.match_words import Meaning

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from netjournal.services.giving.match_choice import Gathered, Spoken
    from netjournal.services.giving.match_pools import Occupied
    from netjournal.services.giving.match_score import Evidence

NEWEST = 100  # open needs looked at
EACH = 3
_TOPICS = 16  # that answer a need best are asked for their people
_SHELF_SHARE = 0.3  # titles are longer than topics: so much of them has to be touched


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
        f"ORDER BY n.noted_on DESC, n.id DESC LIMIT {NEWEST:d}"
    ).fetchall()
    found: list[Match] = []
    matcher = _Matcher(today)
    for start in range(0, len(rows), most + 1):
        some = rows[start : start + most + 1]
        answers = matcher.answers([(row[0], row[3], row[1]) for row in some], EACH)
        for need_id, need, noted_on, owner, name in some:
            if answers[need_id]:
                found.append(Match(need_id, need, noted_on, owner, name, tuple(answers[need_id])))
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
    found = _Matcher(today).answers(needs, each)
    return {need_id: some for need_id, some in found.items() if some}


def served_by(title: str, text: str, today: int, most: int = 5) -> list[Helper]:
    """Return who may be served by something of mine: whose interests or needs it is about.

    Args:
        title: What it is called.
        text: What else is said about it.
        today: The local day that ties are weighed at.
        most: How many people at most; ``Helper.role`` is interest or need.
    """
    meaning = match_words.topic(f"{title} {text}")
    return _Matcher(today).cared_for(meaning, most)


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

    def answers(self, needs: Sequence[tuple[int, int, str]], most: int) -> dict[int, list[Helper]]:
        """Return who may help, at most so many and best first, by need."""
        meanings = {need_id: match_words.need(text) for need_id, _, text in needs}
        sides = {need_id: match_near.beside(need) for need_id, need in meanings.items()}
        found = self._gather(meanings, ("skill", "interest"), sides)
        occupied = match_pools.occupied(
            [_either(need, sides[need_id]) for need_id, need in meanings.items()]
        )
        dismissed = match_dismissals.dismissed(meanings)
        fit = {}
        for need_id, owner, text in needs:
            gathered, need = found[need_id], meanings[need_id]
            for known, evidence in _by_work(need, sides[need_id], occupied):
                match_choice.add(gathered, known, evidence)
            for known in self._shelf:
                topic = match_words.topic(known.topic)
                match_choice.add(gathered, known, match_score.evidence(need, topic, _SHELF_SHARE))
            away = {owner, *dismissed.get(need_id, ())}
            together = match_choice.company(text)
            asked = match_choice.speaking(gathered, need)
            fit[need_id] = match_choice.fitting(asked, away, together=together)
        return self._in_order(fit, found, most)

    def cared_for(self, meaning: Meaning, most: int) -> list[Helper]:
        """Return who is interested in something, or needs it: at most so many."""
        gathered = self._gather({0: meaning}, ("interest",), {})[0]
        for known in match_pools.by_need():
            need = match_words.need(known.topic)
            evidence = match_score.evidence(need, meaning, _SHELF_SHARE)
            match_choice.add(gathered, known, evidence)
        sure = {
            who: some
            for who, some in gathered.items()
            if max(one.evidence.score for one in some) >= match_score.LEAST
        }
        fit = match_choice.fitting(sure, (), together=True)
        return self._in_order({0: fit}, {0: gathered}, most)[0]

    def _gather(
        self,
        meanings: Mapping[int, Meaning],
        roles: tuple[str, ...],
        sides: Mapping[int, Meaning],
    ) -> dict[int, Gathered]:
        """Return what topics say about who may help, by need."""
        scores = {key: self._scores(need, sides.get(key)) for key, need in meanings.items()}
        people = match_pools.members({t for some in scores.values() for t in some}, roles)
        out: dict[int, Gathered] = {}
        for key, some in scores.items():
            out[key] = defaultdict(list)
            for topic_id, evidence in some.items():
                for known in people.get(topic_id, ()):
                    match_choice.add(out[key], known, evidence)
        return out

    def _scores(self, need: Meaning, side: Meaning | None) -> dict[int, Evidence]:
        """Return the topics that answer a need best, with how well."""
        both = _either(need, side)
        found = {
            topic_id: evidence
            for topic_id, meaning in self._topics.likely(both)
            if (evidence := _evidence(need, side, meaning)).score >= match_choice.LEAST
        }
        order = sorted(found, key=lambda topic_id: -found[topic_id].score)[:_TOPICS]
        return {topic_id: found[topic_id] for topic_id in order}

    def _in_order(
        self,
        fit: Mapping[int, Mapping[int | None, float]],
        found: Mapping[int, Gathered],
        most: int,
    ) -> dict[int, list[Helper]]:
        """Return who fits each need: best first, among equals the stronger tie."""
        likely = {key: _likeliest(some, most) for key, some in fit.items()}
        everybody = {who for some in likely.values() for who in some if who is not None}
        known = ties.read(list(everybody), self._today) if everybody else {}
        return {
            key: [
                _helper(found[key][who])
                for who in sorted(
                    some, key=lambda who: (-some[who], -_strength(known, who), who or 0)
                )[:most]
            ]
            for key, some in likely.items()
        }


def _likeliest(fit: Mapping[int | None, float], most: int) -> dict[int | None, float]:
    """Return the best who fit, rounded, and all who are as good as the last of them."""
    rounded = {who: round(value, 2) for who, value in fit.items()}
    least = sorted(rounded.values(), reverse=True)[:most][-1:] or [0.0]
    return {who: value for who, value in rounded.items() if value >= least[0]}


def _either(need: Meaning, side: Meaning | None) -> Meaning:
    """Return a need with what it is nearly about."""
    return need if side is None else Meaning(need.stems, {**side.fields, **need.fields})


@kept(8_192)
def _evidence(need: Meaning, side: Meaning | None, topic: Meaning) -> Evidence:
    """Return how well a topic answers a need; where it hardly does, what it is nearly about.

    Kept: the newest needs meet the same topics each time Today is read.
    """
    found = match_score.evidence(need, topic)
    if found.score >= match_score.LEAST:
        return found
    return match_score.NOTHING if side is None else match_score.evidence(side, topic, near=True)


def _by_work(
    need: Meaning, side: Meaning, occupied: Sequence[Occupied]
) -> Iterator[tuple[Known, Evidence]]:
    """Yield who does for a living what a need is about: the part of their work that fits best."""
    found = {
        part: _evidence(need, side, match_words.trade(part))
        for part in {part for one in occupied for part in one.parts}
    }
    for one in occupied:
        best = max(one.parts, key=lambda part: found[part].score, default="")
        if best and found[best].score >= match_choice.LEAST:
            yield Known(one.contact_id, one.full_name, "work", best), found[best]


def _strength(known: dict[int, ties.TieNow], who: int | None) -> float:
    """Return the strength of a tie; the user's own help comes before other people's."""
    return 101.0 if who is None else known.get(who, ties.NO_TIE).score


def _helper(some: Iterable[Spoken]) -> Helper:
    best = max(some, key=lambda one: one.score).known
    return Helper(best.contact_id, best.full_name, best.topic, best.role)
