"""How far two names can be one person's: the same, written otherwise, in part, or not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netjournal.services.duplicates import sounds
from netjournal.services.people import nicknames

if TYPE_CHECKING:
    from netjournal.services.duplicates.dedupe_people import Person

SAME, NEAR, GIVEN, FAMILY, UNKNOWN, OTHER = "same", "near", "given", "family", "unknown", "other"


@dataclass(frozen=True, slots=True)
class Names:
    """How two names compare: ``kind``, and what differs (typo, initial, nickname, script…)."""

    kind: str
    how: tuple[str, ...] = ()


def compare(one: Person, other: Person) -> Names:
    """Return how the names of two people compare."""
    if not one.words or not other.words:
        return Names(UNKNOWN)
    if any(name in other.whole for name in one.whole):
        return Names(SAME)
    if sounds.latin("".join(one.words)) != sounds.latin("".join(other.words)):
        return _scripts(one, other)
    return _words(one, other)


def _scripts(one: Person, other: Person) -> Names:
    """Compare a name in Latin letters with one in others."""
    heard = sounds.alike(one.words, other.words)
    if heard or _spelled(one, other) or _spelled(other, one):
        return Names(NEAR, ("script",))
    return Names(UNKNOWN if heard is None else OTHER, ("script",))


def _spelled(one: Person, other: Person) -> bool:
    """Say whether the Latin name of ``other`` stands in an address of ``one``."""
    if not sounds.latin("".join(other.words)) or len(other.words) < 2:
        return False
    places = [email.partition("@")[0] for email in one.emails]
    places += [key.rpartition("/")[2] for key in one.ids]
    return any(all(word in place for word in other.words) for place in places)


def _words(one: Person, other: Person) -> Names:
    """Match the words of two names, each at most once."""
    a = [w for w in one.words if w not in other.words]
    b = [w for w in other.words if w not in one.words]
    common = len(one.words) - len(a)
    how: list[str] = []
    loose = 0
    for word in list(a):
        for mate in b:
            found = _like(word, mate)
            if found:
                how.append(found)
                a.remove(word)
                b.remove(mate)
                loose += 1
                break
    if not a or not b:
        return _left_over(one, other, common, tuple(how))
    return _part(one, other, how)


def _left_over(one: Person, other: Person, common: int, how: tuple[str, ...]) -> Names:
    """Judge names of which the shorter one is wholly in the longer one."""
    if common + len(how) < 2:  # one word alone says little
        return Names(UNKNOWN, ("short",) if common or "initial" not in how else how)
    if common == 0 and how.count("initial") > 1:
        return Names(UNKNOWN, how)
    longer = len(one.words) != len(other.words)
    return Names(NEAR if how else SAME, (*how, "middle") if longer else how)


def _part(one: Person, other: Person, how: list[str]) -> Names:
    """Judge names that agree in part: one given name, or one family name."""
    first, last = _ends(one)
    others, names = _ends(other), {*one.nicknames, *other.nicknames}
    if _alike(first, others[0]) or _alike(first, others[1]) or _alike(last, others[0]):
        if last == others[1] and not _alike(first, others[0]):
            return Names(FAMILY)
        return Names(GIVEN, tuple(how))
    if first in names or others[0] in names:
        return Names(GIVEN, ("nickname",))
    return Names(FAMILY if _alike(last, others[1]) else OTHER)


def _ends(one: Person) -> tuple[str, str]:
    """Return the given and the family name, as far as that is known."""
    if one.first and one.last:
        return one.first, one.last
    return one.words[0], one.words[-1]


def _alike(one: str, other: str) -> bool:
    return one == other or bool(_like(one, other))


def _like(one: str, other: str) -> str:
    """Return in which way two different words can be the same name, or ""."""
    if len(one) == 1 or len(other) == 1:
        return "initial" if one[0] == other[0] else ""
    if nicknames.same(one, other):
        return "nickname"
    if min(len(one), len(other)) < 4 or abs(len(one) - len(other)) > 1:
        return ""
    from rapidfuzz.distance import OSA

    return "typo" if OSA.distance(one, other, score_cutoff=1) <= 1 else ""
