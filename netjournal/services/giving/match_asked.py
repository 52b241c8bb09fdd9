"""What of a need is asked for, and what only tells around it: where, for whom, what it is not.

English, like the lists of fields; a need in another language keeps all its words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netjournal.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CONTEXT = 0.35  # what words are worth that tell where or for whom
SLIGHTLY = 0.7  # … and those that tell what else is there
WORD = re.compile(r"[^\W_]+")
_IN_LAWS = re.compile(r"\b(\w+-)?in-laws?\b")  # relatives, not law
_IT = re.compile(r"\bIT\b(?=.*[a-z])")  # no pronoun
_ARTICLE = r"(?:an?|the|my|his|her|our|their|its|more|another)"
# "anything but yoga", "no yoga please"; but "no heating" is the trouble itself
_NOT_ASKED = re.compile(
    rf"\b(?:but (?:not|no)|instead of|rather than|anything but|except(?: for)?|other than)"
    rf"(?: {_ARTICLE})? [^\W_]+|\bno [^\W_]+ please\b"
)
# who "runs a meeting" or "has never run a business" does not run
_RUN = re.compile(rf"\b(?:run|runs|running|ran) (?=(?:{_ARTICLE}|short|shorter|better)\b)")
_RUN_OUT = re.compile(r"\b(?:run|runs|running|ran) (?:out|low|late|over|into|by|up)\b")
# "wants to leave banking": where to is asked, not what is left behind
_LEAVING = re.compile(
    rf"\b(?:leav(?:e|es|ing)|(?:get|gets|getting) out of)(?: {_ARTICLE})?"
    r" (?:[^\W_]{3,}ing|job|profession|office job|trade)\b"
)
_A_WILL = re.compile(rf"\b(?:{_ARTICLE}|last) will\b")
# what grammar tears apart, or says in other words
_SAID = tuple(
    (re.compile(said), meant)
    for said, meant in (
        (r"\bfill(?:s|ed|ing)? (?:in|out)\b", "fill"),
        (
            r"\b(?:my|his|her|the|their) back"
            r" (?=(?:has|hurts|aches|is|was|gave|went|since|hates|won)\b)",
            "back pain ",
        ),
        (r"\b(?:how [^\W_]+ may|may (?:i|we|he|she|they|you|an?|the|my|his|her|our))\b", "allowed"),
        (rf"\bmoney (?:for|towards) (?={_ARTICLE}\b)", "funding for "),
        (
            r"\b(?:my|his|her|our|their) (?:[^\W_]*(?:mother|father)|aunt|uncle|granny|grandma"
            r"|grandpa|mum|dad|parents)(?: |'|’)s\b",
            " ",
        ),
    )
)
_FLOOR = re.compile(r"\b(?:ground|first|second|third|fourth|fifth|top|upper|lower) floor\b")


# words of grammar: they are in every text
GRAMMAR = frozenset(
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
# after these an English need mostly says where, when or for whom: "a logo for the new bakery"
ASIDE = frozenset(
    ("for", "before", "after", "since", "because", "while", "when", "until", "during", "without")
)
# after these it often says where or what else is there: "the roof leaks onto the piano"
_BESIDE = frozenset(
    ("on", "onto", "in", "into", "at", "from", "with", "where", "under", "behind", "near", "by")
)
# … unless this stands before: "a tutor for chemistry"
_IN_SOMETHING = frozenset(
    (
        *("mentor", "tutor", "teacher", "coach", "trainer", "instructor", "contractor", "partner"),
        *("freelancer", "specialist", "expert", "consultant", "adviser", "course", "lessons"),
        *("opinion", "recommendation", "advice", "help", "tips", "somebody", "someone"),
    )
)

# here the asking begins; what was told before are circumstances
_ASKING = re.compile(
    r"\b(?:(?:i|we|he|she|they) (?:(?:badly |urgently |now )?(?:wants?|needs?)|would like|d like)"
    r"|(?:am|is|are) looking for|(?:can|could|does) (?:somebody|someone|anybody|anyone|you|i|we)"
    r"|how (?:do|can|could|should) (?:i|we|you|they)|who (?:can|could|knows?))\b"
)


def words(text: str) -> list[str]:
    """Return the folded words of a text without those of grammar, in order."""
    return [word for word in _folded(text) if word not in GRAMMAR]


def weighed(
    text: str, speaks: Callable[[list[tuple[str, float]]], bool]
) -> Iterator[tuple[str, float]]:
    """Yield the words of a need with their weights: 1, less for what tells around it.

    Args:
        text: A need as it was noted.
        speaks: Whether words so far say what is needed, so that others can tell around it.
    """
    asked = _asked(text)
    begins = next((found for found in _ASKING.finditer(asked) if found.start() > 1), None)
    if begins:
        meant = list(_weighed(asked[begins.end() :], speaks))
        if speaks(meant):
            told = _weighed(asked[: begins.start()], speaks)
            yield from ((word, min(weight, CONTEXT)) for word, weight in told)
            yield from meant
            return
    yield from _weighed(asked, speaks)


def _weighed(
    text: str, speaks: Callable[[list[tuple[str, float]]], bool]
) -> Iterator[tuple[str, float]]:
    said: list[tuple[str, float]] = []
    weight = 1.0
    for word in _folded(text):
        apart = CONTEXT if word in ASIDE else SLIGHTLY if word in _BESIDE else weight
        # "a partner for climbing": what stands before says nothing, so what follows is meant
        if apart < weight and said and said[-1][0] not in _IN_SOMETHING and speaks(said):
            weight = apart
        if word not in GRAMMAR | ASIDE | _BESIDE:
            said.append((word, weight))
            yield word, weight


def _asked(text: str) -> str:
    """Return a folded need without what it says that it is not about."""
    said = _NOT_ASKED.sub(" ", fold(_IT.sub("informatics", text)))
    said = _A_WILL.sub("testament", said)
    said = _LEAVING.sub("career change", said)
    for pattern, meant in _SAID:
        said = pattern.sub(meant, said)
    return _FLOOR.sub(" ", _RUN_OUT.sub(" ", _RUN.sub(" ", said)))


def _folded(text: str) -> list[str]:
    return WORD.findall(_IN_LAWS.sub("relative", fold(_IT.sub("informatics", text))))
