"""How the invented people came into the demo journal, and how each tie went. Pure: no database.

Days are local day numbers. What is random comes from the generator passed in, so that one seed
always tells the same story.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from netjournal.services.invented import demo_texts as texts
from netjournal.services.invented.demo_people import Invented, people

if TYPE_CHECKING:
    from random import Random

SPAN_DAYS = 4 * 365
_RECRUITERS = 11  # the last persons of the list: met once, by a click or at a stand

# channel -> (how many people, share of them with whom it lasts)
_CHANNELS: dict[str, tuple[int, float]] = {
    "volunteering": (21, 0.86),
    "introduction": (16, 0.8),
    "meetup": (28, 0.55),
    "work": (18, 0.5),
    "study": (8, 0.5),
    "conference": (22, 0.34),
    "neighbourhood": (6, 0.8),
    "family": (3, 1.0),
    "online": (6, 0.35),
    "other": (2, 0.5),
    "linkedin_add": (3, 0.1),
}
# how a lasting tie goes: pattern -> (how many, usual days between two contacts)
_LASTING = {
    "inner": (3, 6),
    "close": (9, 17),
    "warm": (24, 85),
    "acquaintance": (17, 190),
    "fading": (9, 24),
    "new": (8, 20),
}


@dataclass(slots=True)
class Gathering:
    """An event: ``index`` is its place in the list; ``kind`` one of models' EVENT_KINDS."""

    index: int
    title: str
    kind: str
    day: int
    minute: int | None
    place: str
    last_day: int | None = None
    note: str = ""


@dataclass(slots=True)
class Life:
    """One person in the journal; ``first`` is the day we met, ``gap`` the usual days between."""

    index: int
    who: Invented
    channel: str
    pattern: str
    first: int
    gap: int
    event: Gathering | None = None
    through: int | None = None
    interests: list[str] = field(default_factory=list)
    skills: list[str] = field(default_factory=list)

    @property
    def lasts(self) -> bool:
        """Say whether this tie is alive at the end."""
        return self.pattern in _LASTING

    @property
    def near(self) -> bool:
        """Say whether one can meet for coffee."""
        return self.who.city == "Berlin"


def on_weekday(day: int, weekday: int) -> int:
    """Return the first day from ``day`` on that is a ``weekday`` (0 Monday … 6 Sunday)."""
    return day + (weekday - (day + 3)) % 7


def gatherings(rng: Random, today: int, year_of: dict[int, int]) -> list[Gathering]:
    """Return the events of four years, oldest first, and three that are planned.

    Args:
        rng: The story's generator.
        today: The local day.
        year_of: Calendar years of the days ``today - 220 - 365 n``, for the conference's name.
    """
    found: list[tuple[str, str, int, int | None, str, int | None]] = []
    for n in range(-24, 1):
        topic = rng.choice(("lifetimes", "tests that tell", "tiny servers", "radio", "parsers"))
        day = on_weekday(today + 60 * n + (1 if n == 0 else 0), 3)
        found.append((f"Rust & Rye: {topic}", "meetup", day, 19 * 60, "Kantine 9", None))
    for n in range(-11, 1):
        day = on_weekday(today + 125 * n + (1 if n == 0 else 0), 5)
        found.append(("Code for Good hack day", "volunteering", day, 9 * 60 + 30, "Werkhof", None))
    for n in range(4):
        day = on_weekday(today - 220 - 365 * n, 4)
        title = f"PyCon {year_of[today - 220 - 365 * n]}"
        found.append((title, "conference", day, None, "Messe", day + 2))
    for n, title in ((260, "Career fair North"), (610, "Career fair South")):
        found.append((title, "career_fair", on_weekday(today - n - 20, 2), 600, "Halle 4", None))
    found += [
        ("Summer party of the choir", "party", on_weekday(today - n, 5), 990, "Garten", None)
        for n in (100, 470, 830)
    ]
    found.append(("How rivers remember", "talk", on_weekday(today - 33, 1), 1140, "Urania", None))
    found.append(
        ("Bike repair class", "class", on_weekday(today - 290, 6), 660, "Fietsgilde", None)
    )
    found.append(("Night of open ateliers", "other", on_weekday(today + 34, 4), 1080, "", None))
    found.sort(key=lambda row: row[2])
    return [
        Gathering(i, title, kind, day, minute, place, last)
        for i, (title, kind, day, minute, place, last) in enumerate(found)
    ]


def lives(rng: Random, today: int, events: list[Gathering]) -> list[Life]:
    """Return every person with the course of the tie, in the order of ``people()``."""
    everyone = people()
    persons = [p for p in everyone if p.kind == "person"]
    told = persons[:-_RECRUITERS]
    channels = [c for c, (count, _) in _CHANNELS.items() for _ in range(count)]
    rng.shuffle(channels)
    deck = [p for p, (count, _) in _LASTING.items() for _ in range(count)]
    rng.shuffle(deck)
    made: list[Life] = []
    for i, who in enumerate(told):
        channel = channels[i % len(channels)]
        pattern = _pattern(rng, who, channel, deck)
        made.append(_life(rng, today, Life(i, who, channel, pattern, 0, 0), events))
    for i, who in enumerate(persons[len(told) :], len(told)):
        made.append(_passing(rng, today, i, who, events))
    for i, who in enumerate(everyone[len(persons) :], len(persons)):
        made.append(Life(i, who, "volunteering", "acquaintance", today - 900, 200))
    for life in made:
        _interests(rng, life)
        if life.channel == "introduction":
            known = [o.index for o in made if o.first < life.first and o.lasts and o is not life]
            life.through = rng.choice(known) if known else None
    return made


def _pattern(rng: Random, who: Invented, channel: str, deck: list[str]) -> str:
    if not who.family:
        return "silent"  # nothing but a name
    if rng.random() >= _CHANNELS[channel][1]:
        return "passing"
    near = who.city == "Berlin"  # every week is for those who live here
    wanted = "inner" if near and "inner" in deck and rng.random() < 0.8 else ""
    taken = wanted or next((p for p in deck if near or p != "inner"), "warm")
    if taken in deck:
        deck.remove(taken)
    return "close" if taken == "new" and channel in ("study", "family") else taken


def _life(rng: Random, today: int, life: Life, events: list[Gathering]) -> Life:
    if life.pattern == "silent":
        life.channel, life.first = "", today - 500
        return life
    life.gap = _LASTING.get(life.pattern, (0, 0))[1]
    life.event = _meeting_place(rng, today, life, events)
    life.first = life.event.day if life.event else _first_day(rng, today, life.pattern)
    return life


def _first_day(rng: Random, today: int, pattern: str) -> int:
    if pattern == "new":
        return today - rng.randint(2, 45)
    earliest = 420 if pattern in ("inner", "fading", "close") else 100
    # a power below one: what lasts is mostly older
    share = rng.random() ** 0.6
    return today - earliest - int((SPAN_DAYS - earliest) * share)


def _meeting_place(
    rng: Random, today: int, life: Life, events: list[Gathering]
) -> Gathering | None:
    if life.channel not in ("volunteering", "meetup", "conference"):
        return None
    past = [e for e in events if e.kind == life.channel and e.day < today]
    if life.pattern == "new":
        return past[-1] if past[-1].day > today - 80 else None
    long = life.pattern in ("inner", "fading")
    older = [e for e in past if e.day < today - (400 if long else 90)]
    some = older or past
    return rng.choices(some, range(4, len(some) + 4))[0]


def _passing(rng: Random, today: int, index: int, who: Invented, events: list[Gathering]) -> Life:
    fairs = [e for e in events if e.kind == "career_fair"]
    if index % 2:
        return Life(index, who, "linkedin_add", "clicked", today - rng.randint(120, 1400), 0)
    event = fairs[index // 2 % len(fairs)]
    return Life(index, who, "career_fair", "passing", event.day, 0, event)


def _interests(rng: Random, life: Life) -> None:
    own = list(texts.TOPICS[life.who.field])
    rng.shuffle(own)
    if life.pattern in ("clicked", "silent"):
        return
    life.skills = own[: rng.randint(0, 2)]
    pool = list(dict.fromkeys([*own[2:4], *rng.sample(texts.SHARED_TOPICS, 2)]))
    rng.shuffle(pool)
    life.interests = pool[: rng.randint(1, 3)]
