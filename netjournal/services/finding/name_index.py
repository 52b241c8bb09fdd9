"""Who is meant by a name in running text: full names, nicknames, given names, however written."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netjournal.folding import fold
from netjournal.kept_texts import kept
from netjournal.models.handle import db
from netjournal.services.finding import search
from netjournal.services.people import names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

MOST = 500  # people looked at per first word; full names are found beyond that too
_APOSTROPHES = re.compile(r"['’ʼ]")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Person:
    """What is known of someone for recognising them; ``last_on`` ranks equals (newest first).

    An ``organisation`` is known by its whole name only: "Rust" is not "Rust & Rye Meetup".
    """

    id: int
    full_name: str
    given_name: str = ""
    family_name: str = ""
    nicknames: tuple[str, ...] = ()
    last_on: int = -1
    organisation: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """The people a run of ``words`` words may mean, likeliest first.

    ``whole``: by full name; ``surname``: by family name alone, which given names come before.
    """

    words: int
    ids: tuple[int, ...]
    whole: bool
    surname: bool = False


Forms = dict[tuple[str, ...], tuple[int, dict[int, int]]]


def words_of(text: str) -> list[str]:
    """Return the folded words of a name."""
    return _WORD.findall(fold(text))


@kept(4096)
def _written(text: str) -> tuple[tuple[str, ...], ...]:
    """Return how a name, or a part that hundreds share, may be written: O'Neill also ONeill."""
    ways = (text, _APOSTROPHES.sub("", text))
    return tuple(dict.fromkeys(form for way in ways if (form := tuple(words_of(way)))))


class NameIndex:
    """Looks names up as they come, and remembers the answers; make a new one after a change."""

    def __init__(self, fetch: Callable[[tuple[str, ...]], Sequence[Person]]) -> None:
        """Use ``load`` or ``of``; ``fetch`` returns who has all the words in their names."""
        self._fetch = fetch
        self._known: dict[tuple[str, ...], tuple[Forms, bool]] = {}

    @classmethod
    def load(cls) -> NameIndex:
        """Return an index over the journal; people in the trash are unknown to it."""
        return cls(_from_journal)

    @classmethod
    def of(cls, people: Iterable[Person]) -> NameIndex:
        """Return an index over the given people."""
        listed = list(people)
        return cls(lambda words: [one for one in listed if _all_words(one).issuperset(words)])

    def find(self, words: Sequence[str]) -> Match | None:
        """Return who the longest run at the beginning of ``words`` means, or None.

        Args:
            words: Folded words (``words_of``) of the text from some place on; the first
                five count.
        """
        if not words:
            return None
        forms, capped = self._forms((words[0],))
        if capped and len(words) > 1:  # too common a name: look closer for the pair
            closer = _longest(self._forms((words[0], words[1]))[0], words)
            if closer is not None:
                return closer
        return _longest(forms, words)

    def _forms(self, key: tuple[str, ...]) -> tuple[Forms, bool]:
        """Return form -> (how much of the name it is, ids with their last day); and if capped."""
        if key not in self._known:
            people = self._fetch(key)
            forms: Forms = {}
            for person in people:
                for form, tier in _forms_of(person).items():
                    if form[0] == key[0]:
                        _note(forms, form, tier, person)
            self._known[key] = (forms, len(people) >= MOST)
        return self._known[key]


def _note(forms: Forms, form: tuple[str, ...], tier: int, person: Person) -> None:
    had = forms.get(form)
    if had is None or tier < had[0]:
        forms[form] = (tier, {person.id: person.last_on})
    elif tier == had[0]:
        had[1][person.id] = person.last_on


def _longest(forms: Forms, words: Sequence[str]) -> Match | None:
    for length in range(min(5, len(words)), 0, -1):
        hit = forms.get(tuple(words[:length]))
        if hit is not None:
            ranked = sorted(hit[1].items(), key=lambda one: (-one[1], one[0]))
            return Match(
                length, tuple(contact_id for contact_id, _ in ranked), hit[0] == 0, hit[0] == 2
            )
    return None


def _all_words(person: Person) -> set[str]:
    texts = (person.full_name, person.given_name, person.family_name, *person.nicknames)
    return {word for text in texts for word in words_of(text)}


def _forms_of(person: Person) -> dict[tuple[str, ...], int]:
    """Return the ways a person may be named: 0 the full name, 1 shorter ones, 2 the family's."""
    forms: dict[tuple[str, ...], int] = {}

    def add(text: str, tier: int) -> None:
        for form in _written(text):
            forms[form] = min(tier, forms.get(form, tier))

    add(person.full_name, 0)
    for nickname in person.nicknames:
        add(nickname, 1)
    if person.organisation:
        return forms
    short = names.short(person.full_name, person.given_name)
    add(short, 1)
    add(person.given_name, 1)
    rest = person.full_name.split()
    if len(rest) > 1:
        degrees = len(names.split(person.full_name).name_suffix.split())
        family = person.family_name or rest[-1 - min(degrees, len(rest) - 1)].rstrip(",")
        add(f"{short} {family}", 1)
        add(f"{short} {family[:1]}", 1)
        if len(rest) > 2 or short != rest[0]:
            add(" ".join(rest[1:]), 1)  # without a title in front
            add(f"{rest[0]} {family}", 1)  # with the title only
        add(family, 2)
    return forms


def _from_journal(words: tuple[str, ...]) -> list[Person]:
    rows = db.execute_sql(
        "SELECT c.id, c.full_name, c.given_name, c.family_name, c.nicknames, "
        "COALESCE(t.last_on, -1), c.kind = 'organisation' "
        "FROM (SELECT rowid AS id FROM contact_fts WHERE contact_fts MATCH ? "
        f"ORDER BY rowid DESC LIMIT {MOST:d}) f "
        "JOIN contact c ON c.id = f.id LEFT JOIN tie_state t ON t.contact_id = c.id "
        "WHERE c.trashed_at IS NULL",
        (search.in_names(words),),
    )
    return [
        Person(row[0], row[1], row[2], row[3], _nicknames(row[4]), row[5], bool(row[6]))
        for row in rows
    ]


def _nicknames(kept: str) -> tuple[str, ...]:
    return () if kept == "[]" else tuple(json.loads(kept))
