"""What a capture line was understood to say, as chips: ``chips(captured, today) -> [Chip]``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from netjournal.services.capturing import capture_writing
from netjournal.services.people import contacts
from netjournal.ui import dates, labels
from netjournal.ui.safe import display_safe

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netjournal.services.capturing.capture import Captured
    from netjournal.services.capturing.capture_told import Told
    from netjournal.services.people.contacts import ContactRow

_PRECISIONS = ("day", "month", "year")


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing that was understood: what it shows, its pill tone, and how it is read aloud."""

    text: str
    tone: str
    words: str


def chips(captured: Captured, today: int, *, known: Sequence[int] = ()) -> list[Chip]:
    """Return what to show of a line.

    Args:
        captured: The understood line.
        today: The local day.
        known: People who take part anyway; while nobody else does they need no chip.
    """
    say = QCoreApplication.translate
    found = [
        _chip(labels.kind(captured.kind), "accent", say("capture", "kind: {what}")),
        _chip(_when(captured, today), "neutral", say("capture", "day: {what}")),
    ]
    names = _names(captured, today)
    alone = set(captured.people) <= set(known) and not (captured.unknown or captured.ambiguous)
    found += [
        _chip(names[one], "accent", say("capture", "with {what}"))
        for one in captured.people
        if one in names and not alone
    ]
    found += [
        _chip(say("capture", "new person: {name}").format(name=name), "new", "{what}")
        for name in captured.unknown
    ]
    if captured.minutes:
        found.append(_chip(dates.span(captured.minutes), "neutral", say("capture", "for {what}")))
    if captured.place:
        place = say("capture", "at {place}").format(place=captured.place)
        found.append(_chip(place, "neutral", "{what}"))
    found += _more(captured, today, names)
    return found


def _more(captured: Captured, today: int, names: Mapping[int, str]) -> list[Chip]:
    """The people's circles, interests and skills; need, promise, energy."""
    say = QCoreApplication.translate
    found = [_chip(f"#{tag}", "neutral", say("capture", "circle {what}")) for tag in captured.tags]
    found += [_chip(text, "neutral", "{what}") for text in _topics(captured, names)]
    owners = _owners(captured, today, names)
    found += [_chip(_need(one, owners), "warning", "{what}") for one in captured.needs]
    found += [_chip(_promise(one, today), "warning", "{what}") for one in captured.promises]
    work = capture_writing.work_of(captured)
    if work is not None:
        shelf = say("capture", "on your shelf: {title}").format(title=work[1])
        found.append(_chip(shelf, "neutral", "{what}"))
    if captured.energy is not None:
        energy = say("capture", "energy {number}").format(number=f"{captured.energy:+d}")
        found.append(_chip(energy, "neutral", "{what}"))
    if captured.note:
        note = say("capture", "note: {what}")
        found.append(_chip(say("capture", "“{note}”").format(note=captured.note), "neutral", note))
    return found


def _names(captured: Captured, today: int) -> dict[int, str]:
    """Return the names of who takes part and is here already."""
    rows = contacts.rows(list(captured.people), today)
    return {row.id: row.full_name for row in rows if row is not None}


def _foremost(captured: Captured, names: Mapping[int, str]) -> str:
    """Return who is told about where nobody is said to be; "" where that is plain."""
    everyone: list[int | str] = [*captured.people, *captured.unknown]
    to_choose = captured.ambiguous and not captured.people  # who is chosen comes first
    if to_choose or len(everyone) + len(captured.ambiguous) < 2:
        return ""
    first = everyone[0]
    return names.get(first, "") if isinstance(first, int) else first


def _topics(captured: Captured, names: Mapping[int, str]) -> list[str]:
    """Return what the first of several, or the only one, likes and is good at, in words."""
    say = QCoreApplication.translate
    name = _foremost(captured, names)
    likes = say("capture", "{name} likes {topic}") if name else say("capture", "likes {topic}")
    good = (
        say("capture", "{name} is good at {topic}") if name else say("capture", "good at {topic}")
    )
    told = [(likes, topic) for topic in captured.likes]
    told += [(good, skill) for skill in captured.skills]
    return [text.format(name=name, topic=topic) for text, topic in told]


def _owners(
    captured: Captured, today: int, names: Mapping[int, str]
) -> dict[int | str | None, str]:
    """Return the names of those whose needs are told, but for somebody who is alone."""
    first = next(iter(captured.people), None)
    ids = [n.of for n in captured.needs if isinstance(n.of, int) and n.of != first]
    rows = contacts.rows(ids, today)
    owners: dict[int | str | None, str] = {row.id: row.full_name for row in rows if row is not None}
    owners |= {one.of: one.of for one in captured.needs if isinstance(one.of, str)}
    name = _foremost(captured, names)
    return owners | ({first: name, None: name} if name else {})


def _need(told: Told, owners: dict[int | str | None, str]) -> str:
    say = QCoreApplication.translate
    if told.of in owners:
        text = say("capture", "{name} needs {text}")
        return text.format(name=owners[told.of], text=told.text)
    return say("capture", "need: {text}").format(text=told.text)


def person(row: ContactRow) -> str:
    """Return somebody's name with what tells them apart from a namesake."""
    name = display_safe(row.full_name, 80)
    return f"{name} · {display_safe(row.headline, 80)}" if row.headline else name


def _when(captured: Captured, today: int) -> str:
    if captured.precision:
        return dates.when(captured.day, _PRECISIONS[captured.precision])
    day = dates.short_day(captured.day, today)
    return f"{day} {dates.clock(captured.minute)}" if captured.minute is not None else day


def _promise(told: Told, today: int) -> str:
    say = QCoreApplication.translate
    if told.due is None:
        return say("capture", "promise: {text}").format(text=told.text)
    day = dates.due(told.due, today)[0]
    text = say("capture", "promise: {text}, due {day}")
    return text.format(text=told.text, day=day)


def _chip(text: str, tone: str, words: str) -> Chip:
    shown = display_safe(text, 60)
    return Chip(shown, tone, words.format(what=display_safe(text, 200)))
