"""Whom to show for a need: who answers most of it, by what is said of all who might help."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netjournal.folding import fold
from netjournal.services.giving import match_fields, match_score, match_words

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from netjournal.services.giving.match_pools import Known
    from netjournal.services.giving.match_score import Evidence
    from netjournal.services.giving.match_words import Meaning

# what somebody says, does for a living, or cares about is worth so much
WORTH = {"skill": 1.0, "shelf": 1.0, "work": 0.9, "interest": 0.62}
LEAST = 0.15  # what says less isn't looked at
# how likely somebody is right beside the best, by what is known of them (as a logit): a logistic
# regression over all who came into question for the nine labelled sets (tests/data/matching)
_SURE = 1.19
_SURE_BY = {
    "ratio": 2.44,
    "same": 0.41,
    "near": -1.27,
    "liking": -1.65,
    "does": 1.95,
    "vague": -1.61,
}
_LEAST_SURE = -0.1  # who is less sure to be right isn't mentioned
_COMPANION = 0.2  # … where company is looked for: who answers it so much worse than the best
_THE_WORD = 0.9  # so much of a likeness says that it is the same word
_SKILLED = 2  # from so many who can, those who only like it aren't asked, unless it is a pastime
_AS_GOOD = 0.85  # who answers a need nearly as well as another
# who is looked for need not be good at it: "a partner for climbing", "someone to hike with"
_COMPANY = re.compile(
    r"\b(partners?|company|companions?|opponents?|buddy|buddies|mates?|team ?mates?|players?"
    r"|together|joins?|join(ing)? (in|us|me)|(with|along)( me| us)?( in\b.*| on\b.*)?$)\b"
    r"|\bwho (likes|loves|enjoys|shares)\b|\bfans?\b|\b(with|along)( me| us)?$"
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """Something that speaks for somebody, and how well it answers the need."""

    score: float
    known: Known
    evidence: Evidence


@dataclass(slots=True)
class _Kind:
    """People of whom the same is said, so that all of them answer a need as well."""

    some: list[Spoken]
    members: list[int | None]
    worth: float = 0.0


Gathered = dict[int | None, list[Spoken]]  # who → what speaks for them


def add(gathered: Gathered, known: Known, evidence: Evidence) -> None:
    """Note what speaks for somebody, unless it says next to nothing."""
    if evidence.score >= LEAST:
        score = evidence.score * WORTH.get(known.role, 1.0)
        gathered[known.contact_id].append(Spoken(score, known, evidence))


def company(text: str) -> bool:
    """Return whether somebody is looked for to do something together."""
    return bool(_COMPANY.search(fold(text)))


def fitting(
    gathered: Gathered, away: Collection[int | None], *, together: bool
) -> dict[int | None, float]:
    """Return who fits, with how well: who answers more of the need, in words that fewer have.

    Args:
        gathered: What speaks for whom.
        away: Who isn't asked.
        together: Whether company is looked for, so that liking it is enough.
    """
    alike: dict[tuple[tuple[str, str], ...], _Kind] = {}
    for who, some in gathered.items():
        if who not in away:
            said = tuple((one.known.role, one.known.topic) for one in some)
            alike.setdefault(said, _Kind(some, [])).members.append(who)
    kinds = list(alike.values())
    rare = _rarity(kinds)
    for kind in kinds:
        answered = math.sqrt(_answered(kind.some, rare))
        kind.worth = match_score.together([one.score for one in kind.some]) * answered
    kinds.sort(key=lambda kind: -kind.worth)
    if together:
        likely = [kind for kind in kinds if kind.worth >= _COMPANION * kinds[0].worth]
    else:
        likely = _beside_the_best(kinds)
    return {who: kind.worth for kind in likely for who in kind.members}


def _beside_the_best(kinds: list[_Kind]) -> list[_Kind]:
    """Return the best, and who is likely right beside them.

    Who answers none of the words that the best one answers is left out: other words of a need
    mostly tell its circumstances. Who knows about pianos is no help when the roof leaks onto one.
    """
    if not kinds:
        return []
    best = kinds[0]
    meant, named = _words(best.some), max((one.evidence.named for one in best.some), key=len)
    few = sum(len(kind.members) for kind in kinds if not _liking(kind.some)) < _SKILLED
    topics: set[str] = set()  # of those who answer it about as well
    at, found = 0, [best]
    for kind in kinds:
        while at < len(kinds) and kinds[at].worth >= _AS_GOOD * kind.worth:
            topics.add(max(kinds[at].some, key=lambda one: one.score).known.topic)
            at += 1
        part = any(0 < len(one.evidence.named & named) < len(named) for one in kind.some)
        if kind is not best and not part and _words(kind.some) & meant:
            ratio = kind.worth / best.worth
            sure = _sure(kind.some, best.some, ratio=ratio, vague=len(topics), few=few)
            if sure >= _LEAST_SURE:
                found.append(kind)
    return found


def _sure(some: list[Spoken], best: list[Spoken], *, ratio: float, vague: int, few: bool) -> float:
    """Return how likely somebody is right beside the best, as a logit.

    Args:
        some: What speaks for them.
        best: What speaks for who answers the need best.
        ratio: How well they answer it, compared with the best.
        vague: How many topics answer it about as well: the more, the less is sure which is meant.
        few: Whether hardly anybody can do it, so that who likes the very thing is asked, too.
    """
    fields = _fields(some)
    liking = _liking(some)
    the_word = few and max(one.evidence.score for one in some) >= _THE_WORD
    done = the_word or bool(fields & match_fields.pastimes())
    return (
        _SURE
        + _SURE_BY["ratio"] * ratio
        + _SURE_BY["same"] * bool(fields & _fields(best))
        + _SURE_BY["near"] * all(one.evidence.near for one in some)
        + _SURE_BY["liking"] * liking
        + _SURE_BY["does"] * (liking and done)
        + _SURE_BY["vague"] * math.log(1 + vague)
    )


def _liking(some: list[Spoken]) -> bool:
    """Return whether somebody only likes what a need is about."""
    return all(one.known.role == "interest" for one in some)


def _fields(some: list[Spoken]) -> set[str]:
    """Return the fields of life in which somebody's topics meet a need."""
    return {field for one in some for field in one.evidence.fields}


def _words(some: list[Spoken]) -> set[str]:
    return {word for one in some for said in one.evidence.by for word in said}


def speaking(gathered: Gathered, need: Meaning) -> Gathered:
    """Leave out who translates or teaches other languages than the one a need names.

    Everybody stays where nobody speaks it, and who is good at something else that is needed.
    """
    named = match_fields.languages() & need.fields.keys()
    about = {
        who: {field for one in some for field in match_words.topic(one.known.topic).fields}
        for who, some in gathered.items()
    }
    if not any(fields & named for fields in about.values()):
        return gathered
    return {
        who: some
        for who, some in gathered.items()
        if about[who] & named or not (_fields(some) or about[who]) <= match_words.BY_LANGUAGE
    }


def _rarity(kinds: list[_Kind]) -> Mapping[str, float]:
    """Return how much each word of the need tells people apart: less, the more people have it."""
    have: dict[str, int] = defaultdict(int)
    for kind in kinds:
        for word in _words(kind.some):
            have[word] += len(kind.members)
    return {word: 1 / math.sqrt(1 + math.log(count)) for word, count in have.items()}


def _answered(some: list[Spoken], rare: Mapping[str, float]) -> float:
    """Return how much of a need somebody answers: each of its words once, as well as they can."""
    best: dict[str, float] = {}
    for one in some:
        sure = WORTH.get(one.known.role, 1.0) * min(1.0, one.evidence.score)
        for said, value in one.evidence.by.items():
            for word in said:
                each = sure * value / math.sqrt(len(said))
                best[word] = max(each, best.get(word, 0.0))
    return sum(value * rare[word] for word, value in best.items())
