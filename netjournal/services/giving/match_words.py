"""What a text is about: word stems, and the fields of life its words belong to.

A need in everyday words ("our landlord wants more rent") and a topic ("tenancy law") seldom share a
word; they share a field. The fields are a plain list (``resources/topics/english.txt``): a name and
its words; its head says what the marks mean. What of a need is asked is told apart from what stands
around it in ``match_asked``. Words of other languages match by stem and by beginning alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netjournal.kept_texts import kept
from netjournal.services.giving import match_asked, match_fields
from netjournal.services.giving.match_asked import CONTEXT, words
from netjournal.services.giving.match_stems import singular, stem

if TYPE_CHECKING:
    from collections.abc import Iterator

SAME_FIELD = 0.7
THING = 0.6  # what a thing is worth to which something is to be done
# fields in which it matters which language somebody speaks
BY_LANGUAGE = frozenset(("translation", "interpreting", "language-learning"))
# adjectives that may stand inside a phrase of the list: "open a small café"
_FILLING = frozenset(
    (
        "small",
        "little",
        "big",
        "new",
        "old",
        "own",
        "nice",
        "good",
        "cheap",
        "real",
        "proper",
        "local",
        *("keeps", "keep", "always", "often", "still", "already", "suddenly", "constantly"),
        *("completely", "totally", "slowly", "badly", "quite", "rather", "really", "never"),
    )
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
        "six ten twelve twenty thirty sixty hundred much read reads reading write writes written",
        "speak speaks speaking support present week weeks someday lot lots",
        "say says said see sees come comes came happen happens leave leaves run runs build built",
    )
    for word in line.split()
)
# machines that are named as those who do the same by trade
_MACHINES = re.compile(r"\b(print)er\b", re.IGNORECASE)
# what somebody is beside their work: "retired engineer", "staff engineer"
_STANDING = frozenset(
    ("retired", "staff", "student", "unemployed", "freelance", "senior", "junior", "head")
)


@dataclass(frozen=True, slots=True, eq=False)
class Meaning:
    """What a text is about; each is itself alone, so that what it is compared with can be kept.

    Attributes:
        stems: Its stems with their weights (1, or ``CONTEXT`` after "for", "before" …).
        fields: Field → (weight, the stems that belong to it).
        bound: Stems that say something only together with others.
    """

    stems: dict[str, float]
    fields: dict[str, tuple[float, frozenset[str]]]
    bound: frozenset[str] = frozenset()


@kept(8_192)
def topic(text: str) -> Meaning:
    """Return what a topic, a skill or a line of work is about."""
    every = [word for word in words(text) if word not in match_asked.ASIDE]
    said = [(word, 1.0) for word in every if word not in _STANDING] or [(w, 1.0) for w in every]
    meaning = _meaning(said, helping=True)
    # here every word counts: "machine learning" is not about machines
    bound = _bound([word for word, _ in said])
    return Meaning({stem(word): 1.0 for word, _ in said}, meaning.fields, bound)


@kept(8_192)
def trade(text: str) -> Meaning:
    """Return what a line of work is about: a printer by trade prints, and is no machine."""
    if _STANDING.issuperset(words(text)):
        return Meaning({}, {})  # who is unemployed isn't asked how to find work
    return topic(_MACHINES.sub(r"\1ing", text))


def _bound(said: list[str]) -> frozenset[str]:
    """Return the stems that mean their field only together: to sign is no "sign language"."""
    found: set[str] = set()
    for at in _parts(said):
        part = [said[one] for one in at]
        together = {field for field, _ in _evoked(tuple(part), helping=True)}
        for word in part if len(part) > 1 and together else ():
            alone = {field for field, _ in _evoked((word,), helping=True)}
            if not alone & together:
                found.add(stem(word))
    return frozenset(found)


@kept(1_024)
def need(text: str) -> Meaning:
    """Return what a need is about; what stands after "for", "before" … counts less."""
    meaning = _meaning(list(match_asked.weighed(text, lambda said: _speaks(_meaning(said)))))
    fields = dict(meaning.fields)
    for name in match_fields.languages() & fields.keys() if BY_LANGUAGE & fields.keys() else ():
        weight, evoked = fields[name]  # "a translator for a letter from Kyiv"
        fields[name] = (max(weight, match_asked.SLIGHTLY), evoked)
    return _served(Meaning(meaning.stems, fields))


def _served(meaning: Meaning) -> Meaning:
    """Let the things count less to which something is to be done: a piano that is to be sent."""
    meant = {name: said for name, (weight, said) in meaning.fields.items() if weight > CONTEXT}
    services = match_fields.services()
    other = {word for name in meant.keys() - services for word in meant[name]}
    # a word that is a thing, too, doesn't say what is to be done: a sofa is moved, but not only
    doing = {word for name in services & meant.keys() for word in meant[name]} - other
    if not doing:
        return meaning
    things = {name for name in meant if name not in services and not meant[name] & doing}
    fields = {
        name: (min(weight, THING) if name in things else weight, said)
        for name, (weight, said) in meaning.fields.items()
    }
    of_things = {word for name in things for word in meant[name]}
    stems = {
        one: min(weight, THING) if one in of_things else weight
        for one, weight in meaning.stems.items()
    }
    return Meaning(stems, fields)


def _speaks(meaning: Meaning) -> bool:
    return any(weight > CONTEXT for weight, _ in meaning.fields.values())


def _meaning(said: list[tuple[str, float]], *, helping: bool = False) -> Meaning:
    stems: dict[str, float] = {}
    for word, weight in said:
        if word not in _EMPTY:
            stems[stem(word)] = max(weight, stems.get(stem(word), 0.0))
    fields: dict[str, tuple[float, frozenset[str]]] = {}
    taken: set[int] = set()
    apart: set[str] = set()  # "a flat tyre" is not about flats
    for at in _parts([word for word, _ in said]):
        part = [said[one] for one in at]
        found = _evoked(tuple(word for word, _ in part), helping=helping)
        in_another = taken.issuperset(at)
        if in_another and not helping:
            continue  # "kitchen knife" is not about kitchens
        for field, worth in found:
            # "river trips" are hardly about rivers
            worth = worth * match_fields.ALSO if in_another else worth
            old = fields.get(field, (0.0, frozenset()))
            weight = max(old[0], worth * min(weight for _, weight in part))
            fields[field] = (weight, old[1] | {stem(word) for word, _ in part})
        # where something else begins to be told, words speak for themselves, too
        if found and len(at) > 1 == len({weight for _, weight in part}):
            taken.update(at)
            apart |= _elsewhere([word for word, _ in part], {field for field, _ in found})
    if not helping:
        stems = {one: CONTEXT if one in apart else weight for one, weight in stems.items()}
    return _placed(stems, fields)


def _elsewhere(part: list[str], fields: set[str]) -> set[str]:
    """Return the stems of a phrase that by themselves are about something else than it."""
    return {
        stem(word)
        for word in part
        if fields.isdisjoint(name for name, _ in _evoked((word,), helping=False))
    }


def _parts(said: list[str]) -> Iterator[tuple[int, ...]]:
    """Yield the places of phrases, the longest first; then those with plain adjectives inside."""
    plain = [at for at, word in enumerate(said) if word not in _FILLING]
    rows = [list(range(len(said)))] + ([plain] if len(plain) < len(said) else [])
    for length in range(min(match_fields.LONGEST, len(said)), 0, -1):
        for row in rows if length > 1 else rows[:1]:
            for at in range(len(row) - length + 1):
                yield tuple(row[at : at + length])


def _evoked(phrase: tuple[str, ...], *, helping: bool) -> tuple[tuple[str, float], ...]:
    """Return the fields of a word or phrase: as it is written, else of another form of it."""
    known = match_fields.of_phrases()
    for form in (map(singular, phrase), (f"{stem(word)}-" for word in phrase)):
        found = known.get(tuple(form), ())
        worths = ((name, topic if helping else need) for name, need, topic in found)
        if said := tuple((name, worth) for name, worth in worths if worth):
            return said
    return ()


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
