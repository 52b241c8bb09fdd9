"""What speaks for two entries being one person and what against, as reasons with weights.

The weights are value choices on a scale of evidence (one more is about twice as likely), tried out
on invented address books: a personal address in common is strong, a number less (families and
offices share it), a common name by itself says nothing. From ``LIKELY`` on a pair is suggested.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netjournal.services.duplicates import dedupe_names as named
from netjournal.services.duplicates.dedupe_people import domain_of, is_role

if TYPE_CHECKING:
    from netjournal.services.duplicates.dedupe_people import People, Person

LIKELY = 3.6
_CROWD = 5  # more than so many behind one key: a household, an office


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence: a key for the words, what it is about, and its weight."""

    key: str
    value: str = ""
    weight: float = 0.0


def hopeless(one: Person, other: Person) -> bool:
    """Say quickly that two people can't come to ``LIKELY``, as most who are looked at can't.

    Other names need an address, a number, a link or a birthday in common; another family name
    the day of connecting.
    """
    if any(key in other.emails for key in one.emails):
        return False
    if any(key in other.phones for key in one.phones):
        return False
    if any(key in other.ids for key in one.ids) or any(key in other.links for key in one.links):
        return False
    if one.born and one.born[-5:] == other.born[-5:]:
        return False
    kind = named.compare(one, other).kind
    if kind == named.GIVEN and one.connected and one.connected == other.connected:
        return False
    return kind in (named.GIVEN, named.FAMILY, named.OTHER)


def reasons(one: Person, other: Person, people: People) -> list[Reason]:
    """Return what speaks for (positive weight) and against (negative) one person."""
    names = named.compare(one, other)
    found = _shared(one, other, people)
    if names.kind == named.GIVEN:  # surnames change, but only with an address it is a sign
        weight = 1.0 if found else min(0.0, _rarity(one, other, people) - 3.75)
        found.append(Reason("other_family_name", weight=weight))
    else:
        found.append(_name(names, one, other, people))
    found += _born(one.born, other.born)
    found += _around(one, other, people)
    if one.generation != other.generation:
        found.append(Reason("generation", weight=-6.0))
    return found


def score(found: list[Reason]) -> float:
    """Return the weight of all reasons together."""
    return math.fsum(reason.weight for reason in found)


def _shared(one: Person, other: Person, people: People) -> list[Reason]:
    """Weigh addresses, numbers and links in common; the best of each kind, and a bit for more."""
    found = [Reason("same_id", key, 6.0) for key in one.ids if key in other.ids][:1]
    for kind, mine, theirs, worth in (
        ("same_email", one.emails, other.emails, 5.0),
        ("same_phone", one.phones, other.phones, 3.5),
        ("same_link", one.links, other.links, 2.5),
    ):
        both = [
            Reason(kind, key, _thinned(worth, key, kind, people)) for key in mine if key in theirs
        ]
        if both:
            best = max(both, key=lambda reason: reason.weight)
            more = 1.0 if len(both) > 1 else 0.0
            found.append(Reason(kind, best.value, best.weight + more))
    return found


def _thinned(worth: float, key: str, kind: str, people: People) -> float:
    """Return what a key is worth, less the more people have it."""
    if kind == "same_email" and is_role(key):
        return 1.0
    holders = people.holders.get(key, 2)
    return worth if holders <= 3 else max(1.0, worth - (holders - 3) * worth / _CROWD)


def _name(names: named.Names, one: Person, other: Person, people: People) -> Reason:
    """Weigh how two names compare."""
    kind, how = names.kind, names.how
    if kind == named.SAME:
        weight = _rarity(one, other, people)
        return Reason("same_name", weight=weight if "middle" not in how else weight - 0.5)
    if kind == named.NEAR:
        weight = _rarity(one, other, people) - 0.75 - 1.0 * how.count("initial")
        return Reason(f"name_{how[0]}", weight=max(0.65, weight))
    if kind == named.FAMILY:
        return Reason("other_given_name", weight=-5.0)
    if kind == named.UNKNOWN and "short" in how:
        return Reason("name_short", weight=0.5)
    if kind == named.UNKNOWN:
        return Reason("name_unclear", weight=-1.5)
    return Reason("other_name", weight=-5.0)


def _rarity(one: Person, other: Person, people: People) -> float:
    """Return what an equal name says: less, the more often its words occur besides these two."""
    words = [w for w in one.words if w in other.words] or list(one.words)
    others = sorted(max(0, people.bearers[word] - 2) for word in words)
    common = math.log2(1 + others[0]) + 0.2 * math.log2(1 + others[min(1, len(others) - 1)])
    return max(1.0, 3.75 - 0.5 * common)


def _born(one: str, other: str) -> list[Reason]:
    """Compare birthdays; a part that isn't known doesn't contradict."""
    if not one or not other:
        return []
    if one == other:
        return [Reason("same_birthday", one, 3.5 if len(one) == 10 else 2.0)]
    if one[-6:] == other[-6:] and "--" in (one[:2], other[:2]):
        return [Reason("same_birthday", max(one, other), 2.0)]
    years = one[:4] != other[:4] and "--" not in (one[:2], other[:2])
    days = len(one) > 5 and len(other) > 5 and one[-5:] != other[-5:]
    if days and not years and sorted(one[-5:]) == sorted(other[-5:]):
        return [Reason("other_birthday", weight=-1.0)]  # day and month the other way round
    return [Reason("other_birthday", weight=-5.0)] if years or days else []


def _around(one: Person, other: Person, people: People) -> list[Reason]:
    """Weigh work, home, and addresses or numbers that differ."""
    work = [(a, b) for a in one.work for b in other.work]
    found = _connected(one, other, people)
    found += [Reason("same_work", a, 1.25) for a, b in work if _same_work(a, b)][:1]
    for key in one.homes:
        if key in other.homes:
            found.append(Reason("same_home", key, 2.0))
            break
    if one.emails and other.emails and not set(one.emails) & set(other.emails):
        mine = {domain_of(e) for e in one.emails if not is_role(e)} - {""}
        same = mine & {domain_of(e) for e in other.emails if not is_role(e)}
        found.append(Reason("other_emails", weight=-1.5 if same else -0.75))
    if one.phones and other.phones and not set(one.phones) & set(other.phones):
        found.append(Reason("other_phones", weight=-0.75))
    if work and not any(_same_work(a, b) for a, b in work):
        found.append(Reason("other_work", weight=-0.5))
    return found


def _connected(one: Person, other: Person, people: People) -> list[Reason]:
    """Weigh LinkedIn: older exports have no profile links, but the same day of connecting."""
    found = []
    if one.profiles and other.profiles and not one.profiles & other.profiles:
        found.append(Reason("other_profile", weight=-2.5))
    elif one.connected and one.connected == other.connected:
        crowd = max(0, people.connected.get(one.connected, 2) - 2)
        worth = max(0.5, 3.0 - 0.35 * math.log2(1 + crowd))
        found.append(Reason("same_connected", one.connected, worth))
        found += [_same_title(t, people) for t in one.titles if t in other.titles][:1]
    return found


def _same_title(title: str, people: People) -> Reason:
    """Weigh what both do at work: more, the fewer others do the same."""
    rare = math.log2(len(people.people) / people.titles[title])
    return Reason("same_title", title, min(1.25, 0.3 * rare))


def _same_work(one: str, other: str) -> bool:
    """Say whether two organisations are one, the longer name perhaps with more words behind."""
    shorter, longer = sorted((one, other), key=len)
    return one == other or (len(shorter) > 3 and longer.startswith(f"{shorter} "))
