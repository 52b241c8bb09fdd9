"""Whom to show for a need: who answers most of it, by what is said of all who might help."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netjournal.folding import fold
from netjournal.services.giving import match_score, match_words

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from netjournal.services.giving.match_pools import Known
    from netjournal.services.giving.match_score import Evidence
    from netjournal.services.giving.match_words import Meaning

# what somebody says, does for a living, or cares about is worth so much
WORTH = {"skill": 1.0, "shelf": 1.0, "work": 0.9, "interest": 0.62}
LEAST = 0.15  # what says less isn't looked at
_OF_BEST = 0.45  # whoever answers a need so much worse than the best isn't mentioned
_COMPANION = 0.2  # … where company is looked for, as who likes it is as welcome as who can
_THE_WORD = 0.9  # so much of a likeness says that it is the same word
_SKILLED = 2  # from so many who can, those who only like it aren't asked
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
    asked = {who: some for who, some in gathered.items() if who not in away}
    if not together:
        asked = _able(asked)
    rare = _rarity(asked)
    worth = {
        who: match_score.together([one.score for one in some]) * math.sqrt(_answered(some, rare))
        for who, some in asked.items()
        if max(one.score for one in some) >= LEAST
    }
    if together or not worth:
        least = _COMPANION * max(worth.values(), default=0.0)
        return {who: value for who, value in worth.items() if value >= least}
    return _beside_the_best(worth, asked)


def _beside_the_best(worth: Mapping[int | None, float], asked: Gathered) -> dict[int | None, float]:
    """Return who is worth asking beside the best: they answer what the best one answers, too.

    Other words of a need mostly tell its circumstances: who knows about pianos is no help when
    the roof leaks onto one.
    """
    best = max(worth, key=lambda who: worth[who])
    meant = _words(asked[best])
    return {
        who: value
        for who, value in worth.items()
        if value >= _OF_BEST * worth[best] and _words(asked[who]) >= meant
    }


def speaking(gathered: Gathered, need: Meaning) -> Gathered:
    """Leave out who translates or teaches other languages than the one a need names.

    Everybody stays where nobody speaks it, and who is good at something else that is needed.
    """
    named = match_words.languages() & need.fields.keys()
    about = {
        who: {field for one in some for field in match_words.topic(one.known.topic).fields}
        for who, some in gathered.items()
    }
    if not any(fields & named for fields in about.values()):
        return gathered
    return {
        who: some
        for who, some in gathered.items()
        if about[who] & named or not about[who] <= match_words.BY_LANGUAGE
    }


def _words(some: list[Spoken]) -> set[str]:
    return {word for one in some for said in one.evidence.by for word in said}


def _able(gathered: Gathered) -> Gathered:
    """Leave out who only likes what a need is about: unless few can do it, and it is the word."""
    fans = {
        who: max(one.evidence.score for one in some)
        for who, some in gathered.items()
        if all(one.known.role == "interest" for one in some)
    }
    few = len(gathered) - len(fans) < _SKILLED
    return {
        who: some
        for who, some in gathered.items()
        if who not in fans or (few and fans[who] >= _THE_WORD)
    }


def _rarity(gathered: Gathered) -> Mapping[str, float]:
    """Return how much each word of the need tells people apart: less, the more people have it."""
    who_has: dict[str, set[int | None]] = defaultdict(set)
    for who, some in gathered.items():
        for one in some:
            for said in one.evidence.by:
                for word in said:
                    who_has[word].add(who)
    return {word: 1 / math.sqrt(1 + math.log(len(some))) for word, some in who_has.items()}


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
