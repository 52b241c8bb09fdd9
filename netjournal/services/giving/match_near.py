"""Who knows one field of life often knows the next (a list: ``resources/topics/near.txt``)."""

from __future__ import annotations

from functools import lru_cache

from netjournal import paths
from netjournal.kept_texts import kept
from netjournal.services.giving.match_words import CONTEXT, Meaning

_NEXT_DOOR = 0.4  # what the nearest field is worth, compared with the field itself
_FURTHER = 0.85  # each further one is worth so much of the one before


@kept(1_024)
def beside(need: Meaning) -> Meaning:
    """Return what a need is nearly about: the fields next to those it surely speaks of."""
    fields: dict[str, tuple[float, frozenset[str]]] = {}
    for name, (weight, evoked) in need.fields.items():
        worth = _NEXT_DOOR
        for other in _near().get(name, ()) if weight > CONTEXT else ():
            if other not in need.fields and worth > fields.get(other, (0.0, evoked))[0]:
                fields[other] = (worth, evoked)
            worth *= _FURTHER
    return Meaning({}, fields)


@lru_cache(maxsize=1)
def _near() -> dict[str, tuple[str, ...]]:
    found = {}
    for line in paths.resource("topics", "near.txt").read_text("utf-8").splitlines():
        name, colon, others = line.partition(":")
        if colon and not line.startswith("#"):
            found[name] = tuple(other.strip() for other in others.split(","))
    return found
