"""What happened with the invented people, day by day. Pure: no database."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from netjournal.models.handle import from_day
from netjournal.models.interaction import BY_MONTH
from netjournal.services.bonds.strength_days import period_day
from netjournal.services.invented import demo_texts as texts
from netjournal.services.invented.demo_lives import SPAN_DAYS, Gathering, Life

if TYPE_CHECKING:
    from random import Random

# kind -> how often it is chosen, for people in the same city and for those far away
_NEAR = {
    "coffee": 30,
    "met": 14,
    "call": 10,
    "message": 18,
    "email": 4,
    "worked_together": 5,
    "group": 5,
    "helped": 7,
    "was_helped": 4,
    "thanked": 2,
    "congratulated": 1,
    "shared_work": 2,
    "note": 1,
}
_FAR = {
    "video_call": 22,
    "call": 14,
    "message": 26,
    "email": 12,
    "letter": 3,
    "video_message": 2,
    "coffee": 5,
    "helped": 6,
    "was_helped": 3,
    "thanked": 2,
    "congratulated": 2,
    "shared_work": 3,
    "reaction": 2,
}
_MINUTES = {"coffee": (45, 60, 75, 90), "call": (10, 15, 25, 40), "video_call": (30, 45, 60)}
_TIMED = {"coffee", "call", "video_call", "met", "group"}
_ZONES = {"Kyoto": "Asia/Tokyo", "Nairobi": "Africa/Nairobi", "Toronto": "America/Toronto"}


@dataclass(slots=True)
class Happening:
    """One interaction; ``people`` are indexes of lives, ``event`` is an index of gatherings."""

    kind: str
    day: int
    people: tuple[int, ...]
    summary: str = ""
    body: str = ""
    minute: int | None = None
    minutes: int | None = None
    place: str = ""
    zone: str | None = None
    initiator: int = 0
    energy: int | None = None
    importance: float = 1.0
    precision: int = 0
    event: int | None = None
    typed: str = ""
    notes: dict[int, str] = field(default_factory=dict)


def happenings(
    rng: Random, today: int, lives: list[Life], events: list[Gathering]
) -> list[Happening]:
    """Return everything that happened, oldest first."""
    told: list[Happening] = []
    for life in lives:
        told += _begun(rng, life, today)
        for day in _days(rng, life, today):
            told.append(_ordinary(rng, life, day, lives))
    for event in events:
        if event.day < today:
            told += _gathered(rng, event, lives)
    told += _introduced(rng, today, lives)
    told += _published(today)
    told.sort(key=lambda h: (h.day, h.minute or 0, h.people))
    _long_story(told)
    return told


def _begun(rng: Random, life: Life, today: int) -> list[Happening]:
    """How a tie began, where no event tells it."""
    me = (life.index,)
    if life.pattern == "clicked":
        click = Happening("connected", life.first, me, texts.SUMMARIES["connected"][0])
        if rng.random() < 0.4:
            day = min(today, life.first + rng.randint(20, 300))
            return [click, Happening("reaction", day, me, "Liked my post.")]
        return [click]
    if life.event or not life.channel or life.first < today - SPAN_DAYS:
        return []
    roughly = life.channel == "study" and rng.random() < 0.5
    kind = "video_call" if life.channel == "online" else "met"
    if not roughly:
        return [Happening(kind, life.first, me)]
    month = from_day(life.first)
    day = period_day(month.year, month.month, today - 1)
    return [Happening(kind, day, me, precision=BY_MONTH)]


def _days(rng: Random, life: Life, today: int) -> list[int]:
    """Return the days of ordinary contact."""
    last = today - 1
    if life.pattern == "passing":
        days = [life.first + rng.randint(2, 120) for _ in range(rng.randint(0, 1))]
        return sorted(d for d in days if d <= last)
    if not life.gap:
        return []
    if life.pattern == "new":
        return [d for d in [life.first + rng.randint(4, 20)] if d <= last and rng.random() < 0.5]
    if life.pattern == "fading":
        last = today - rng.randint(95, 170)
    days, day = [], float(life.first)
    while True:
        young = 1.8 if day - life.first < 200 else 1.0
        day += max(1.0, rng.lognormvariate(0, 0.55) * life.gap * young)
        if day > last:
            return days
        days.append(int(day))


def _ordinary(rng: Random, life: Life, day: int, lives: list[Life]) -> Happening:
    choice = _NEAR if life.near else _FAR
    kind = rng.choices(list(choice), list(choice.values()))[0]
    told = Happening(kind, day, (life.index,), _summary(rng, kind, life))
    told.initiator = rng.choices((0, 1, 2, 3), (2, 5, 4, 2))[0]
    if kind in _TIMED and rng.random() < 0.6:
        told.minute = rng.choice((8, 12, 13, 17, 18, 19, 20)) * 60 + rng.choice((0, 0, 15, 30))
    if kind in _MINUTES and rng.random() < 0.7:
        told.minutes = rng.choice(_MINUTES[kind])
    if kind in ("coffee", "met") and life.near:
        told.place = rng.choice(texts.PLACES)
    if kind in ("coffee", "met", "video_call") and rng.random() < 0.25:
        told.energy = rng.choice((-1, 1, 1, 2, 2))
    if kind == "video_call" and told.minute is not None:
        told.zone = _ZONES.get(life.who.city)
    if kind == "group":
        friends = [o.index for o in lives if o.near and o.lasts and o.first < day]
        more = rng.sample(friends, min(len(friends), rng.randint(2, 5)))
        told.people = tuple(dict.fromkeys((life.index, *more)))
    if rng.random() < 0.04:
        told.importance = 1.5
    return told


def _summary(rng: Random, kind: str, life: Life) -> str:
    if rng.random() < 0.12:
        return ""
    topic = rng.choice(life.interests or ["work"])
    text = rng.choice(texts.SUMMARIES[kind]).format(topic=topic, city=life.who.city)
    return text[:1].upper() + text[1:]


def _gathered(rng: Random, event: Gathering, lives: list[Life]) -> list[Happening]:
    met = [o.index for o in lives if o.event is event]
    known = [
        o.index
        for o in lives
        if o.first < event.day and o.lasts and (o.near or event.kind == "conference")
    ]
    seen = rng.sample(known, min(len(known), rng.randint(1, 4)))
    if not met and not seen:
        return []
    kind = "volunteered" if event.kind == "volunteering" else "event"
    summary = {
        "volunteering": "Ran the registration desk, then helped with the forms.",
        "conference": "Three days, too little sleep. The hallway was the best track.",
        "career_fair": "Loud. Many cards, few talks.",
        "party": "Sang until the neighbours joined in.",
    }.get(event.kind, rng.choice(("Small round, good questions.", "", "Stayed until the end.")))
    told = Happening(kind, event.day, (*met, *seen), summary, event=event.index, place=event.place)
    told.minute = event.minute
    told.minutes = {"volunteered": 360, "event": 150}[kind]
    told.notes = {i: f"{', '.join(lives[i].interests[:2])}" for i in met if lives[i].interests}
    return [told]


def _introduced(rng: Random, today: int, lives: list[Life]) -> list[Happening]:
    told = []
    lasting = [o for o in lives if o.lasts and o.who.kind == "person"]
    for _ in range(16):
        one, other = rng.sample(lasting, 2)
        begin = max(one.first, other.first) + 30
        if begin >= today:
            continue
        day = rng.randint(begin, today - 1)
        topic = (other.skills or other.interests or ["work"])[0]
        text = f"{one.who.given} was looking for someone who knows about {topic}."
        told.append(Happening("introduced", day, (one.index, other.index), text, initiator=1))
    return told


def _published(today: int) -> list[Happening]:
    return [
        Happening("shared_work", today - ago, (), f"Published “{title}”.", initiator=1)
        for kind, title, ago in texts.WORKS
        if ago is not None and kind in ("post", "article")
    ]


def _long_story(told: list[Happening]) -> None:
    """Give the latest hack day its long notes."""
    day = [h for h in told if h.kind == "volunteered"][-1]
    day.body = texts.LONG_BODY
    day.summary = "Offline form for the shelters works 🎉 Long notes below."
