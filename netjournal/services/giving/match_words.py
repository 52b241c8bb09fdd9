"""What a text is about: word stems, and the fields of life its words belong to.

A need in everyday words ("our landlord wants more rent") and a topic ("tenancy law") seldom share a
word; they share a field. The fields are a plain list (``resources/topics/english.txt``): a name and
its words, a ``~`` before those that mostly tell where something happens. Words of other languages
match by stem and by beginning alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from netjournal import paths
from netjournal.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

CONTEXT = 0.35  # what words are worth that tell where or for whom
EVERYDAY = 0.7  # what those are worth by which people name a trouble, not a field
SAME_FIELD = 0.7
_FIELDS, _EVERYDAY = "english.txt", "everyday.txt"
_LONGEST = 3  # words in a phrase of the list
_WORD = re.compile(r"[^\W_]+")
_IN_LAWS = re.compile(r"\b(\w+-)?in-laws?\b")  # relatives, not law
# endings that number and form give an English word; a stem of four letters has to remain
_ENDINGS = (
    *("ation", "ating", "ment", "ated", "ator", "able", "ible", "ance", "ence", "ate", "ing"),
    *("ion", "ist", "ity", "er", "or", "ed", "y", "e"),
)
# letters that have to remain, where they are not four
_SHORTEST = {"y": 5, "er": 5, "or": 5}
# words whose ending makes them another word
_WHOLE = frozenset(
    (
        *("housing", "reporting", "university", "accounting", "parenting", "moving"),
        *("presentation", "presenter", "contractor", "printer", "authority"),
    )
)
# words of grammar: they are in every text
_GRAMMAR = frozenset(
    word
    for line in (
        "a an the and or of to in on at by with from into about as is are be was were been being",
        "do does did has have had having who whom what which how where why whether can could may",
        "might must should will would shall not no nor t s d ll re ve m some any all every each",
        "i me my mine you your yours he him his she her hers it its we us our ours they them their",
        "theirs this that these those such only just even also very too so than then there here",
        "now again someone somebody anyone anybody ones something anything more most less least",
    )
    for word in line.split()
)
# words that every need has and none is about; part of a phrase at most ("first aid")
_EMPTY = frozenset(
    word
    for line in (
        "another own same other person people man men woman women folks one thing things few many",
        "need needs needed help helping want wants wanted look looks looking find finds finding",
        "found know knows like likes get gets getting got go goes going give gives giving make",
        "makes making made new old good better best bad great big small large little young first",
        "last next long short right wrong sure kind sort way ways work works use using used try",
        "trying take takes taking bring keep keeps put let tell ask asking advice tips question",
        "questions idea ideas wondering stuff lot bit up down out off over under between through",
        "against within really soon maybe please thanks urgent urgently currently still already",
        "yet ever never begin begins start starts learn learning pay pays left two three four five",
        "six ten twelve twenty thirty sixty hundred much read reads write writes written speak",
        "speaks speaking support present week weeks someday lot lots",
        "say says said see sees come comes came happen happens leave leaves run runs build built",
    )
    for word in line.split()
)
# after these an English need mostly says where, when or for whom: "a logo for the new bakery"
_ASIDE = frozenset(
    ("for", "before", "after", "since", "because", "while", "when", "until", "during", "without")
)
# … unless this stands before: "a tutor for chemistry"
_IN_SOMETHING = frozenset(
    (
        *("mentor", "tutor", "teacher", "coach", "trainer", "instructor", "contractor", "partner"),
        *("freelancer", "specialist", "expert", "consultant", "adviser", "course", "lessons"),
    )
)
# in a topic they say less than the word before them: "tenancy law", "driving lessons"
_SLIGHT = (
    *("law", "lesson", "course", "class", "trainer", "teacher", "coach", "service", "planning"),
    *("designer", "project", "language", "system", "skill", "researcher", "engineer", "manager"),
    *("adviser", "consultant", "specialist", "expert", "host", "leader", "officer", "owner"),
    *("basic", "data", "trip", "guide", "public", "head", "tour", "room", "house", "repairing"),
    *("making", "building", "teaching", "training", "founding", "organising", "restoration"),
    *("preparation", "supervision", "studies", "product", "protection", "music", "group"),
)


# what somebody is beside their work: "retired engineer", "staff engineer"
_STANDING = frozenset(
    ("retired", "staff", "student", "unemployed", "freelance", "senior", "junior", "head")
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a text is about.

    Attributes:
        stems: Its stems with their weights (1, or ``CONTEXT`` after "for", "before" …).
        fields: Field → (weight, the stems that belong to it).
    """

    stems: dict[str, float]
    fields: dict[str, tuple[float, frozenset[str]]]


def singular(word: str) -> str:
    """Return a folded word without the ending of the plural."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    if word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@lru_cache(maxsize=16_384)
def stem(word: str) -> str:
    """Return a folded word without the ending that number or form gave it."""
    word = singular(word)
    if word in _WHOLE:
        return word
    for ending in _ENDINGS:
        rest = len(word) - len(ending)
        if word.endswith(ending) and rest >= _SHORTEST.get(ending, 4):
            return _single(word[:rest]) if ending in ("ing", "er", "ed") else word[:rest]
    return word


def _single(word: str) -> str:
    """Return "run" for "runn"."""
    return word[:-1] if word[-1] == word[-2] and word[-1] not in "lsz" else word


def words(text: str) -> list[str]:
    """Return the folded words of a text without those of grammar, in order."""
    said = _IN_LAWS.sub("relative", fold(text))
    return [word for word in _WORD.findall(said) if word not in _GRAMMAR]


@lru_cache(maxsize=8_192)
def topic(text: str) -> Meaning:
    """Return what a topic, a skill or a line of work is about."""
    every = [word for word in words(text) if word not in _ASIDE]
    said = [(word, 1.0) for word in every if word not in _STANDING] or [(w, 1.0) for w in every]
    meaning = _meaning(said, helping=True)
    # here every word counts: "machine learning" is not about machines
    return Meaning({stem(word): 1.0 for word, _ in said}, meaning.fields)


@lru_cache(maxsize=1_024)
def need(text: str) -> Meaning:
    """Return what a need is about; what stands after "for", "before" … counts less."""
    said = words(text)
    at = next((n for n, word in enumerate(said) if n and word in _ASIDE), len(said))
    main = [(word, 1.0) for word in said[:at] if word not in _ASIDE]
    # "a partner for climbing": what stands before says nothing, so what follows is meant
    said_of = main[-1][0] if main else ""
    apart = CONTEXT if _speaks(_meaning(main)) and said_of not in _IN_SOMETHING else 1.0
    return _meaning([*main, *((word, apart) for word in said[at:] if word not in _ASIDE)])


def _speaks(meaning: Meaning) -> bool:
    return any(weight > CONTEXT for weight, _ in meaning.fields.values())


def weak(stem_: str) -> bool:
    """Return whether a word of a topic says little by itself."""
    return stem_ in _weak()


@lru_cache(maxsize=1)
def _weak() -> frozenset[str]:
    return frozenset(stem(word) for word in _SLIGHT)


def _meaning(said: list[tuple[str, float]], *, helping: bool = False) -> Meaning:
    stems: dict[str, float] = {}
    for word, weight in said:
        if word not in _EMPTY:
            stems[stem(word)] = max(weight, stems.get(stem(word), 0.0))
    fields: dict[str, tuple[float, frozenset[str]]] = {}
    taken: set[int] = set()
    for at, length in _parts(len(said)):
        part = said[at : at + length]
        found = _evoked(tuple(word for word, _ in part), helping=helping)
        if taken.issuperset(range(at, at + length)) and not helping:
            continue  # "kitchen knife" is not about kitchens
        for field, worth in found:
            old = fields.get(field, (0.0, frozenset()))
            weight = max(old[0], worth * min(weight for _, weight in part))
            fields[field] = (weight, old[1] | {stem(word) for word, _ in part})
        if found and length > 1:
            taken.update(range(at, at + length))
    if not helping:  # "a flat tyre" is not about flats
        apart = {stem(said[at][0]) for at in taken}
        stems = {one: CONTEXT if one in apart else weight for one, weight in stems.items()}
    return _placed(stems, fields)


def _parts(count: int) -> Iterator[tuple[int, int]]:
    """Yield where phrases begin and how long they are, the longest first."""
    for length in range(min(_LONGEST, count), 0, -1):
        for at in range(count - length + 1):
            yield at, length


def _evoked(phrase: tuple[str, ...], *, helping: bool) -> tuple[tuple[str, float], ...]:
    """Return the fields of a word or phrase: as it is written, else of another form of it."""
    known = _fields(helping=helping)
    exact = known.get(tuple(singular(word) for word in phrase))
    return exact or known.get(tuple(f"{stem(word)}-" for word in phrase), ())


def _placed(stems: dict[str, float], fields: dict[str, tuple[float, frozenset[str]]]) -> Meaning:
    """Let words that tell where something happens count less, if others tell what it is."""
    where: set[str] = set()
    what: set[str] = set()
    for weight, evoked in fields.values():
        where |= evoked if weight <= CONTEXT else set()
        what |= evoked if weight > CONTEXT else set()
    stems = {one: CONTEXT if one in where - what else weight for one, weight in stems.items()}
    if any(weight > CONTEXT and not evoked <= where for weight, evoked in fields.values()):
        stems = {one: CONTEXT if one in where else weight for one, weight in stems.items()}
        fields = {
            field: (min(weight, CONTEXT) if evoked <= where else weight, evoked)
            for field, (weight, evoked) in fields.items()
        }
    return Meaning(stems, fields)


@lru_cache(maxsize=2)
def _fields(*, helping: bool) -> dict[tuple[str, ...], tuple[tuple[str, float], ...]]:
    """Return the fields of each word and phrase of the lists, as written and by stems."""
    found: dict[tuple[str, ...], tuple[tuple[str, float], ...]] = {}
    for name, worth, entries in _lines(_FIELDS) + _lines(_EVERYDAY):
        for entry in entries:
            if entry.strip().startswith("<") and not helping:
                continue
            said = words(entry)
            if not 0 < len(said) <= _LONGEST:
                continue
            phrases = [tuple(singular(word) for word in said)]
            if worth != EVERYDAY:  # those in the form they have: "books" are no bookkeeping
                phrases.append(tuple(f"{stem(word)}-" for word in said))
            for phrase in phrases:
                known = found.get(phrase, ())
                if all(other != name for other, _ in known):
                    found[phrase] = (*known, (name, worth))
    return found


@lru_cache(maxsize=1)
def words_of_fields() -> dict[str, tuple[str, ...]]:
    """Return the single words of each field that says what is needed, for the full-text search."""
    found = {}
    for name, worth, entries in _lines(_FIELDS):
        said = [words(entry) for entry in entries]
        if worth == 1.0:
            found[name] = tuple(dict.fromkeys(one[0] for one in said if len(one) == 1))
    return found


def _lines(file: str) -> list[tuple[str, float, list[str]]]:
    found = []
    text = paths.resource("topics", file).read_text("utf-8")
    for line in text.splitlines():
        name, colon, entries = line.partition(":")
        if colon and not line.startswith("#"):
            worth = CONTEXT if name.startswith("~") else EVERYDAY if file == _EVERYDAY else 1.0
            found.append((name.lstrip("~"), worth, entries.split(",")))
    return found
