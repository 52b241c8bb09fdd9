"""How well a topic answers a need: by its own words first, by the field of life next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netjournal.services.giving import match_fields
from netjournal.services.giving.match_asked import CONTEXT
from netjournal.services.giving.match_words import SAME_FIELD

if TYPE_CHECKING:
    from netjournal.services.giving.match_words import Meaning

LEAST_SHARE = 0.5  # of a topic's words that the need has to touch
LEAST = 0.3  # below this a likeness says nothing
_BEGINNING = 5  # letters two words of one origin share ("statistics", "statistician")
_ALIKE = 0.75  # … and this share of the longer one
_NEXT = 0.4  # each further word, and each further topic of one person, adds so much less


@dataclass(frozen=True, slots=True)
class Evidence:
    """How well a topic answers a need, and which words of the need it answers.

    Attributes:
        score: 0 for not at all; about 1 for the same word.
        by: Words of the need that are met together → how well.
        named: Words of the topic that the need has itself.
        fields: Fields of life in which they meet.
        near: Whether it is only about the next field, or about what stands around the need.
    """

    score: float
    by: dict[frozenset[str], float]
    named: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    near: bool = False


NOTHING = Evidence(0.0, {})


def likeness(need: Meaning, topic: Meaning, least_share: float = LEAST_SHARE) -> float:
    """Return how well a topic answers a need: the score of its ``evidence``."""
    return evidence(need, topic, least_share).score


def evidence(
    need: Meaning, topic: Meaning, least_share: float = LEAST_SHARE, *, near: bool = False
) -> Evidence:
    """Return how well a topic answers a need, and what of it.

    Args:
        need: As ``match_words.need``.
        topic: As ``match_words.topic``.
        least_share: Of the words of the topic, so much has to be touched.
        near: Whether ``need`` is what a need is nearly about.
    """
    strong = [one for one in topic.stems if not match_fields.weak(one)] or list(topic.stems)
    if not strong:
        return NOTHING
    hits = {one: _word(one, need, topic) for one in topic.stems}
    share = sum(bool(hits[one]) for one in strong) / len(strong)
    if share < least_share or not any(hits.values()):
        return NOTHING
    best: dict[str, float] = {}
    by: dict[frozenset[str], float] = {}
    for found in hits.values():
        for value, _, said in found:
            by[said] = max(value, by.get(said, 0.0))
        if found:
            value, why, _ = max(found, key=lambda one: one[:2])
            best[why] = max(value, best.get(why, 0.0))
    named = frozenset(why for why in best if not why.endswith(":"))
    fields = frozenset(
        why[:-1] for found in hits.values() for _, why, _ in found if why.endswith(":")
    )
    score = share * share * together(list(best.values()))
    aside = max(best.values()) <= CONTEXT  # by what only stands around the need
    return Evidence(score, by, named, fields, near or aside)


def together(values: list[float]) -> float:
    """Return values as one, the largest first: each further one adds less."""
    total, worth = 0.0, 1.0
    for value in sorted(values, reverse=True)[:4]:
        total += worth * value
        worth *= _NEXT
    return total


def _word(one: str, need: Meaning, topic: Meaning) -> list[tuple[float, str, frozenset[str]]]:
    """Return how a word of a topic is met by a need: (how well, why, by which of its words)."""
    slight = SAME_FIELD if match_fields.weak(one) else 1.0
    whole = topic.bound <= need.stems.keys()  # "a sign language course", and not "to sign"
    found = [
        ((1.0 if one in topic.bound else weight) * slight, one, frozenset((other,)))
        for other, weight in need.stems.items()
        if (whole or one not in topic.bound) and alike(one, other)
    ]
    for name, (weight, evoked) in topic.fields.items():
        if name in need.fields and one in evoked:
            worth, said = need.fields[name]
            found.append((SAME_FIELD * min(weight, worth), f"{name}:", said))
    return found


def alike(one: str, other: str) -> bool:
    """Return whether two stems are one word in different forms."""
    if one == other:
        return True
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    if shared < len(one) and shared < len(other) and shared <= _BEGINNING:
        return False  # "physio" is no physics
    return shared >= _BEGINNING and shared >= _ALIKE * max(len(one), len(other))
