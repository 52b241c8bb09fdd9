"""The lists of fields of life (``resources/topics``): which words and phrases speak of which field.

Lists of plain words that anybody can mend; the head of ``english.txt`` says what the marks mean.
"""

from __future__ import annotations

import re
from functools import lru_cache

from netjournal import paths
from netjournal.services.giving.match_asked import CONTEXT, GRAMMAR, words
from netjournal.services.giving.match_stems import singular, stem

EVERYDAY = 0.7  # what those are worth by which people name a trouble, not a field
ALSO = 0.6  # who can help in a field, but is about more than it
OF_A_FIELD = 16  # the first words of a field are those that jobs are called by
LONGEST = 3  # words in a phrase of the lists
_FIELDS, _EVERYDAY = "english.txt", "everyday.txt"
# in a topic they say less than the word before them: "tenancy law", "driving lessons"
_SLIGHT = (
    *("law", "lesson", "course", "class", "trainer", "teacher", "coach", "service", "planning"),
    *("designer", "project", "language", "system", "skill", "researcher", "engineer", "manager"),
    *("adviser", "consultant", "specialist", "expert", "host", "leader", "officer", "owner"),
    *("basic", "data", "trip", "guide", "public", "head", "tour", "room", "house", "repairing"),
    *("making", "building", "teaching", "training", "founding", "organising", "restoration"),
    *("preparation", "supervision", "studies", "product", "protection", "music", "group"),
)


def weak(stem_: str) -> bool:
    """Return whether a word of a topic says little by itself."""
    return stem_ in _weak()


@lru_cache(maxsize=1)
def _weak() -> frozenset[str]:
    return frozenset(stem(word) for word in _SLIGHT)


@lru_cache(maxsize=1)
def of_phrases() -> dict[tuple[str, ...], tuple[tuple[str, float, float], ...]]:
    """Return the fields of each word and phrase of the lists, as written and by stems.

    Of each field: its name, what the phrase is worth in a need, and what it is worth in a topic.
    """
    found: dict[tuple[str, ...], tuple[tuple[str, float, float], ...]] = {}
    for name, worth, entries in lines(_FIELDS) + lines(_EVERYDAY):
        for entry in entries:
            said = _said(entry.strip(" <>"))
            if 0 < len(said) <= LONGEST:
                marks = entry[: len(entry) - len(entry.lstrip(" <>"))].strip()
                in_need = 0.0 if "<" in marks else worth
                in_topic = worth * {"<": ALSO, ">": 0.0}.get(marks, 1.0)
                _enter(found, tuple(map(singular, said)), (name, in_need, in_topic))
                if worth != EVERYDAY:  # those in the form they have: "books" are no bookkeeping
                    _enter(found, tuple(f"{stem(one)}-" for one in said), (name, in_need, in_topic))
    return found


def _said(entry: str) -> list[str]:
    """Return the words of an entry; most are plain, and there are many."""
    said = entry.lower().split()
    if all(one.isascii() and one.isalnum() for one in said):
        return [one for one in said if one not in GRAMMAR]
    return words(entry)


def _enter(
    found: dict[tuple[str, ...], tuple[tuple[str, float, float], ...]],
    phrase: tuple[str, ...],
    of: tuple[str, float, float],
) -> None:
    known = found.get(phrase, ())
    name, in_need, in_topic = of
    for other in known:
        if other[0] == name:  # what was written first counts, of either kind
            both = (name, other[1] or in_need, other[2] or in_topic)
            found[phrase] = tuple(both if one is other else one for one in known)
            return
    found[phrase] = (*known, of)


@lru_cache(maxsize=1)
def words_of_fields() -> dict[str, tuple[str, ...]]:
    """Return the single words of each field that says what is needed, for the full-text search."""
    found = {}
    for name, worth, entries in lines(_FIELDS):
        said = [_said(entry.strip(" <>")) for entry in entries]
        if worth == 1.0:
            jobs = (one for entry in entries if "<" in entry for one in _said(entry.strip(" <>")))
            found[name] = tuple(dict.fromkeys(one[0] for one in said if len(one) == 1))[
                :OF_A_FIELD
            ] + tuple(one for one in jobs if stem(one) not in _weak())
    return found


def languages() -> frozenset[str]:
    """Return the fields that are languages, with the lands they are spoken in."""
    return _marked("+")


def services() -> frozenset[str]:
    """Return the fields that are about what is done to things of other fields."""
    return _marked("!")


def pastimes() -> frozenset[str]:
    """Return the fields that are done for their own sake: who likes them mostly does them."""
    return _marked("*")


@lru_cache(maxsize=3)
def _marked(mark: str) -> frozenset[str]:
    text = paths.resource("topics", _FIELDS).read_text("utf-8")
    return frozenset(re.findall(rf"(?m)^{re.escape(mark)}([^:]+):", text))


def lines(file: str) -> list[tuple[str, float, list[str]]]:
    """Return the lines of a list: field, what it is worth, its words with their marks."""
    found = []
    text = paths.resource("topics", file).read_text("utf-8")
    for line in text.splitlines():
        name, colon, entries = line.partition(":")
        if colon and not line.startswith("#"):
            worth = CONTEXT if name.startswith("~") else EVERYDAY if file == _EVERYDAY else 1.0
            found.append((name.lstrip("~+*!"), worth, entries.split(",")))
    return found
