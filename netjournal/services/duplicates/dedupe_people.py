"""People as the search for duplicates sees them: folded, normalised, read in a few passes."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from netjournal.folding import fold
from netjournal.kept_texts import kept
from netjournal.models.handle import db

if TYPE_CHECKING:
    from collections.abc import Iterable

# vowel signs of Indian and Thai scripts are no letters for \\w, but parts of words
_WORD = re.compile(r"[^\s!-/:-@\[-`{-~\u00b7\u2010-\u2015\u2018-\u201f\u3001\u30fb\uff0c]+")
_INNER = re.compile(r"(?<=\w)['’ʼ`´](?=\w)")
_GENERATIONS = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr"}
_GENERATIONS |= {"ii": "2", "iii": "3", "iv": "4"}
_TITLES = frozenset(
    word
    for line in (
        "dr prof mr mrs ms miss mx sir dame rev phd md mba msc bsc ma ba dipl ing cpa pmp esq",
        "frau herr mag drs dott sig don dona mme mlle",
    )
    for word in line.split()
)
# mailboxes that belong to an office or a household rather than to a person
ROLES = frozenset(
    word
    for line in (
        "info office contact kontakt hello hallo mail team admin support sales post service help",
        "jobs hr press presse noreply contacto contato bureau welcome booking reception enquiries",
        "billing accounts buchhaltung verwaltung sekretariat secretary family familie",
    )
    for word in line.split()
)
_FORMS = frozenset(
    word
    for line in (
        "ltd limited inc incorporated gmbh mbh ag kg ohg ug se sa sas sarl srl spa s a r l p llc",
        "llp lp plc co corp corporation company bv nv ab oy as aps kk and und et y sons the group",
        "holding e v ev",
    )
    for word in line.split()
)
_ASIAN_FORMS = re.compile("株式会社|有限会社|有限公司|公司|주식회사")
# whose addresses say nothing about where someone works
_PUBLIC = frozenset(
    word
    for line in (
        "gmail.com googlemail.com outlook.com hotmail.com live.com yahoo.com icloud.com me.com",
        "gmx.de gmx.net web.de proton.me protonmail.com aol.com mail.ru yandex.ru qq.com 163.com",
        "posteo.de mailbox.org fastmail.com orange.fr free.fr libero.it t-online.de",
    )
    for word in line.split()
)
_PROFILE = "linkedin.com/in/"
_WHOLE_DAY = len("2020-09-06")


@dataclass(slots=True)
class Person:
    """What somebody can be recognised by, all in comparable form.

    ``words`` are those of the name without titles; ``first`` and ``last`` the given and family
    name as far as the parts are known; ``generation`` is jr, sr, 2, 3, 4 or empty; ``connected``
    is the day of connecting on LinkedIn, ``titles`` what they do there.
    """

    id: int
    words: tuple[str, ...] = ()
    first: str = ""
    last: str = ""
    generation: str = ""
    nicknames: tuple[str, ...] = ()
    born: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    work: tuple[str, ...] = ()
    homes: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    connected: str = ""
    titles: tuple[str, ...] = ()

    @property
    def profiles(self) -> set[str]:
        """Their LinkedIn profiles, of which hardly anybody has two."""
        return {key for key in self.ids if key.startswith(_PROFILE)}


class People:
    """Everybody outside the trash, and how many share each thing."""

    def __init__(self, people: list[Person]) -> None:
        """Count what the people have in common."""
        self.people = people
        self.holders = _shared(
            key for one in people for key in (*one.emails, *one.phones, *one.links, *one.homes)
        )
        self.connected = _shared(one.connected for one in people if one.connected)
        self.titles = Counter(title for one in people for title in one.titles)
        self.bearers = Counter(word for one in people for word in set(one.words))

    @classmethod
    def load(cls) -> People:
        """Return the people of the open journal."""
        found = {
            row[0]: _person(row)
            for row in db.execute_sql(
                "SELECT id, sort_key, given_name, family_name, name_suffix, nicknames, birthday, "
                "connected_on FROM contact WHERE trashed_at IS NULL AND kind = 'person' ORDER BY id"
            )
        }
        _add_methods(found)
        _add_rest(found)
        return cls(list(found.values()))


def _shared(keys: Iterable[str]) -> dict[str, int]:
    """Return how many hold each key that more than two people hold."""
    return {key: number for key, number in Counter(keys).items() if number > 2}


def words_of(name: str) -> tuple[tuple[str, ...], str]:
    """Return the words of a folded name without titles, and its generation."""
    words, generation = [], ""
    found = _WORD.findall(_INNER.sub("", name))
    for place, word in enumerate(found):
        if place and word in _GENERATIONS:
            generation = _GENERATIONS[word]
        elif word not in _TITLES:
            words.append(word)
    return tuple(words or found), generation


def _person(row: tuple[Any, ...]) -> Person:
    words, generation = words_of(row[1])
    if row[4] and not generation:
        generation = words_of(f"x {fold(row[4])}")[1]
    nicknames = tuple(fold(one) for one in json.loads(row[5])) if row[5] != "[]" else ()
    first = "".join(_WORD.findall(fold(row[2]))) if row[2] else ""
    last = "".join(_WORD.findall(fold(row[3]))) if row[3] else ""
    whole = "".join(sorted(w for w in words if len(w) > 1 or not w.isascii()) or words)
    parts = "".join(sorted((first, last))) if first and last else whole
    both = (whole,) if parts == whole else (whole, parts)
    day = row[7] if len(row[7]) == _WHOLE_DAY else ""
    born = row[6]
    return Person(
        row[0], words, first, last, generation, nicknames, born, whole=both, connected=day
    )


def _add_methods(found: dict[int, Person]) -> None:
    for who, kind, key in db.execute_sql(
        "SELECT contact_id, kind, normalised FROM contact_method WHERE normalised <> ''"
    ):
        one = found.get(who)
        if one is None:
            continue
        if kind == "email":
            one.emails = _with(one.emails, plain_email(key))
        elif kind == "phone":
            one.phones = _with(one.phones, key.lstrip("+0"))
        elif key.startswith(_PROFILE):
            one.ids = _with(one.ids, key)
        else:
            one.links = _with(one.links, f"{kind}:{key}")


def _add_rest(found: dict[int, Person]) -> None:
    from netjournal.services.interchange.import_ids import external_key

    for who, system, value in db.execute_sql("SELECT contact_id, system, value FROM external_id"):
        if who in found:
            found[who].ids = _with(found[who].ids, external_key(system, value))
    for who, organisation, title in db.execute_sql(
        "SELECT contact_id, organisation, title FROM affiliation"
    ):
        if who in found:
            one = found[who]
            one.work = _with(one.work, organisation_key(organisation))
            if one.connected:  # only with the day is it a sign
                one.titles = _with(one.titles, folded(title))
    for who, *parts in db.execute_sql(
        "SELECT contact_id, street, postal_code, locality, formatted FROM address"
    ):
        if who in found:
            found[who].homes = _with(found[who].homes, home_key(*parts))


def _with(known: tuple[str, ...], key: str) -> tuple[str, ...]:
    return known if not key or key in known else (*known, key)


def plain_email(key: str) -> str:
    """Return a normalised address without what its owner may add (``+news``, dots at Gmail)."""
    local, _, domain = key.partition("@")
    if "+" in local[1:]:
        local = local[: local.index("+", 1)]
    if domain in ("gmail.com", "googlemail.com"):
        local, domain = local.replace(".", ""), "gmail.com"
    return f"{local}@{domain}"


def is_role(email: str) -> bool:
    """Say whether an address belongs to an office or a household."""
    return email.partition("@")[0] in ROLES


def domain_of(email: str) -> str:
    """Return the domain of an address if it is one that people work at, or ""."""
    domain = email.partition("@")[2]
    return "" if domain in _PUBLIC else domain


@kept(1 << 12)
def folded(text: str) -> str:
    """Return ``fold(text)``; titles come again and again."""
    return fold(text)


@kept(1 << 15)
def organisation_key(name: str) -> str:
    """Return an organisation without its legal form."""
    words = _WORD.findall(fold(_ASIAN_FORMS.sub(" ", name)))
    kept = [word for word in words if word not in _FORMS]
    return " ".join(kept or words)


def home_key(street: str, postal_code: str, locality: str, formatted: str) -> str:
    """Return a postal address for comparison, or "" when it names no house."""
    line = street or formatted.partition("\n")[0]
    words = _WORD.findall(fold(line))
    if not any(word[0].isdigit() for word in words):
        return ""
    place = "".join(_WORD.findall(fold(postal_code or locality)))
    return f"{' '.join(words)} {place}" if place or not street else ""
