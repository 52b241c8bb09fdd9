"""How well a topic answers a need: by its own words first, by the field of life next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netjournal.services.giving import match_words
from netjournal.services.giving.match_words import SAME_FIELD

if TYPE_CHECKING:
    from netjournal.services.giving.match_words import Meaning

LEAST_SHARE = 0.5  # of a topic's words that the need has to touch
LEAST = 0.4  # below this a likeness says nothing
_BEGINNING = 5  # letters two words of one origin share ("statistics", "statistician")
_ALIKE = 0.75  # … and this share of the longer one
_NEXT = 0.4  # each further word, and each further topic of one person, adds so much less


def likeness(need: Meaning, topic: Meaning, least_share: float = LEAST_SHARE) -> float:
    """Return how well a topic answers a need, 0 for not at all; about 1 for the same word.

    Args:
        need: As ``match_words.need``.
        topic: As ``match_words.topic``.
        least_share: Of the words of the topic, so much has to be touched.
    """
    strong = [one for one in topic.stems if not match_words.weak(one)] or list(topic.stems)
    if not strong:
        return 0.0
    hits = {one: _word(one, need, topic) for one in topic.stems}
    share = sum(hits[one][0] > 0 for one in strong) / len(strong)
    if share < least_share:
        return 0.0
    best: dict[str, float] = {}
    for value, why in hits.values():
        best[why] = max(value, best.get(why, 0.0))
    return share * share * together(list(best.values()))


def together(values: list[float]) -> float:
    """Return values as one, the largest first: each further one adds less."""
    total, worth = 0.0, 1.0
    for value in sorted(values, reverse=True)[:4]:
        total += worth * value
        worth *= _NEXT
    return total


def _word(one: str, need: Meaning, topic: Meaning) -> tuple[float, str]:
    """Return how well one word of a topic is met by a need, and why: a field counts once."""
    exact = max((weight for other, weight in need.stems.items() if alike(one, other)), default=0.0)
    if exact and match_words.weak(one):
        exact *= SAME_FIELD
    found = [(exact, one)]
    for field, (weight, evoked) in topic.fields.items():
        if field in need.fields and one in evoked:
            found.append((SAME_FIELD * min(weight, need.fields[field][0]), f"{field}:"))
    return max(found)


def alike(one: str, other: str) -> bool:
    """Return whether two stems are one word in different forms."""
    if one == other:
        return True
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    return shared >= _BEGINNING and shared >= _ALIKE * max(len(one), len(other))
