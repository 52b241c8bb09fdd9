"""An invented address book in which some entries are one person, and some only look like it."""

from __future__ import annotations

import itertools
import random
from dataclasses import dataclass, field, replace

from netjournal.folding import fold
from netjournal.services.people.contacts import (
    AddressForm,
    AffiliationForm,
    ContactForm,
    MethodForm,
)

GIVEN = [
    name
    for line in (
        "Robert Elizabeth Thomas Margaret Nora Felix Ines João Søren Łucja Priya Omar",
        "Yusuf Mette Kateřina Bogdan Ilse Ruairí Núria Zoltán Anneke Dimitra Hanna Jakub",
        "Leïla Pablo Greta Emil",
    )
    for name in line.split()
]
FAMILY = [
    one + two
    for one in [
        "Ash",
        "Brun",
        "Corv",
        "Dal",
        "Eik",
        "Fern",
        "Grim",
        "Holt",
        "Jern",
        "Kall",
        "Lund",
        "Morr",
    ]
    for two in ["ström", "wick", "beck", "ovic", "aldi", "enko", "mann", "quist", "feld", "hoven"]
]
CYRILLIC = {"Анна": "Anna", "Борис": "Boris", "Виктор": "Viktor", "Марина": "Marina"}
CYRILLIC_FAMILY = {"Соколова": "Sokolova", "Титов": "Titov", "Громов": "Gromov"}
SHORT = {"Robert": "Bob", "Elizabeth": "Liz", "Thomas": "Tom", "Margaret": "Peggy"}
WORK = [f"{a} {b}" for a in ("Kite", "Fieldnote", "Larch", "Tern") for b in ("Labs", "Foods", "AG")]
STREETS = ("Mill Lane", "Seestraße", "Rua Nova")


@dataclass
class Entry:
    """One entry, and whose it is."""

    who: int
    given: str
    family: str
    suffix: str = ""
    born: str = ""
    work: str = ""
    home: str = ""
    emails: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)

    def form(self) -> ContactForm:
        """Return the entry as an editor would save it."""
        name = " ".join(part for part in (self.given, self.family, self.suffix) if part)
        return ContactForm(
            full_name=name,
            given_name=self.given,
            family_name=self.family,
            name_suffix=self.suffix,
            birthday=self.born,
            affiliations=[AffiliationForm(self.work)] if self.work else [],
            addresses=[AddressForm(street=self.home, locality="Here")] if self.home else [],
            methods=[MethodForm("email", e) for e in self.emails]
            + [MethodForm("phone", p) for p in self.phones],
        )


class Book:
    """Makes entries; the same seed gives the same book."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.number = itertools.count(1)
        self.entries: list[Entry] = []
        self.lookalikes: list[tuple[int, int]] = []

    def fill(self, people: int) -> Book:
        """Add so many people, some of them twice, some with somebody who looks like them."""
        for _ in range(people):
            one = self.person()
            self.entries.append(one)
            chance = self.random.random()
            if chance < 0.10:
                self.entries.append(self.again(one))
            elif chance < 0.16:
                self.lookalikes.append((len(self.entries) - 1, len(self.entries)))
                self.entries.append(self.lookalike(one))
        return self

    def person(self) -> Entry:
        """Return somebody new."""
        pick, who = self.random.choice, next(self.number)
        given, family = pick(GIVEN), pick(FAMILY)
        if self.random.random() < 0.08:
            given, family = pick(list(CYRILLIC)), pick(list(CYRILLIC_FAMILY))
        work = pick(WORK) if self.random.random() < 0.8 else ""
        local = f"{fold(given)}.{fold(family)}{who}".replace(" ", "")
        firm = fold(work).replace(" ", "")
        emails = [f"{local}@{firm}.example"] if work else []
        emails += [f"{fold(given)}{who}@post.example"] if self.random.random() < 0.5 else []
        phones = [self.phone()] if self.random.random() < 0.7 or not emails else []
        born = f"19{self.random.randrange(50, 99)}-0{self.random.randrange(1, 10)}-1{who % 10}"
        return Entry(
            *(who, given, family, ""),
            *(born if self.random.random() < 0.4 else "", work),
            *(f"{pick(STREETS)} {who}" if self.random.random() < 0.4 else "", emails, phones),
        )

    def phone(self) -> str:
        return f"+49 30 5550 {next(self.number):04d}"

    def again(self, one: Entry) -> Entry:
        """Return another entry of the same person, as the years or another program made it."""
        other = replace(one, emails=list(one.emails), phones=list(one.phones))
        self.rename(other)
        change = self.random.choice(("job", "less mail", "less phone", "written", "nothing"))
        if change == "job":
            other.work = self.random.choice(WORK)
            other.emails = [e for e in other.emails if "post" in e] or other.emails
        elif change == "less mail" and other.phones:
            other.emails = []
        elif change == "less phone" and other.emails:
            other.phones = []
        elif change == "written":
            other.phones = [p.replace(" ", "") for p in other.phones]
            other.emails = [e.upper() for e in other.emails]
        return other

    def rename(self, one: Entry) -> None:
        change = self.random.choice(("typo", "short", "initial", "swap", "plain", "married", ""))
        if one.given in CYRILLIC:
            one.given, one.family = CYRILLIC[one.given], CYRILLIC_FAMILY[one.family]
        elif change == "typo":
            at = self.random.randrange(1, len(one.family) - 1)
            one.family = one.family[:at] + one.family[at + 1 :]
        elif change == "short":
            one.given = SHORT.get(one.given, one.given)
        elif change == "initial":
            one.given = f"{one.given[0]}."
        elif change == "swap":
            one.given, one.family = one.family, one.given
        elif change == "plain":
            one.given, one.family = fold(one.given), fold(one.family).upper()
        elif change == "married":
            one.family = self.random.choice(FAMILY)

    def lookalike(self, one: Entry) -> Entry:
        """Return somebody else who shares a name, a home, a number or a mailbox."""
        other = self.person()
        kind = self.random.choice(("couple", "office", "mailbox", "son", "brother", "namesake"))
        if kind == "couple" and one.phones:
            other.family, other.phones = one.family, list(one.phones)
            other.given = next(name for name in GIVEN if name[:2] != one.given[:2])
            other.home = one.home
        elif kind == "office" and one.phones:
            other.phones, other.work = list(one.phones), one.work
            other.given = next(name for name in GIVEN if name[:2] != one.given[:2])
        elif kind == "mailbox" and one.work:
            box = f"info@{fold(one.work).replace(' ', '')}.example"
            one.emails.append(box)
            other.emails, other.work = [box], one.work
        elif kind == "son":
            other.given, other.family, other.suffix = one.given, one.family, "Jr."
            other.home = one.home
        elif kind == "brother":
            other.family, other.home = one.family, one.home
        else:
            other.given, other.family = one.given, one.family
            one.born = one.born or f"1949-{one.who % 12 + 1:02d}-03"
            other.born = f"2001-{other.who % 12 + 1:02d}-{other.who % 28 + 1:02d}"
        return other
