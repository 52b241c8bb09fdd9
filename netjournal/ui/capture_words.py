"""What a capture line was understood to say, as chips: ``chips(captured, today) -> [Chip]``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from netjournal.services import contacts
from netjournal.ui import dates, labels
from netjournal.ui.safe import display_safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netjournal.services.capture import Captured
    from netjournal.services.contacts import ContactRow

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
        known: People who take part anyway and need no chip.
    """
    say = QCoreApplication.translate
    found = [
        _chip(labels.kind(captured.kind), "accent", say("capture", "kind: {what}")),
        _chip(_when(captured, today), "neutral", say("capture", "day: {what}")),
    ]
    others = [contact_id for contact_id in captured.people if contact_id not in known]
    found += [
        _chip(row.full_name, "accent", say("capture", "with {what}"))
        for row in contacts.rows(others, today)
        if row is not None
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
    found += _more(captured, today)
    return found


def _more(captured: Captured, today: int) -> list[Chip]:
    """The people's circles, interests and skills; need, promise, energy."""
    say = QCoreApplication.translate
    found = [_chip(f"#{tag}", "neutral", say("capture", "circle {what}")) for tag in captured.tags]
    for topic in captured.likes:
        likes = say("capture", "likes {topic}").format(topic=topic)
        found.append(_chip(likes, "neutral", "{what}"))
    for skill in captured.skills:
        good = say("capture", "good at {topic}").format(topic=skill)
        found.append(_chip(good, "neutral", "{what}"))
    if captured.need:
        need = say("capture", "need: {text}").format(text=captured.need)
        found.append(_chip(need, "warning", "{what}"))
    if captured.promise:
        found.append(_chip(_promise(captured, today), "warning", "{what}"))
    if captured.energy is not None:
        energy = say("capture", "energy {number}").format(number=f"{captured.energy:+d}")
        found.append(_chip(energy, "neutral", "{what}"))
    return found


def person(row: ContactRow) -> str:
    """Return somebody's name with what tells them apart from a namesake."""
    name = display_safe(row.full_name, 80)
    return f"{name} · {display_safe(row.headline, 80)}" if row.headline else name


def _when(captured: Captured, today: int) -> str:
    if captured.precision:
        return dates.when(captured.day, _PRECISIONS[captured.precision])
    day = dates.short_day(captured.day, today)
    return f"{day} {dates.clock(captured.minute)}" if captured.minute is not None else day


def _promise(captured: Captured, today: int) -> str:
    say = QCoreApplication.translate
    if captured.promise_due is None:
        return say("capture", "promise: {text}").format(text=captured.promise)
    day = dates.due(captured.promise_due, today)[0]
    text = say("capture", "promise: {text}, due {day}")
    return text.format(text=captured.promise, day=day)


def _chip(text: str, tone: str, words: str) -> Chip:
    shown = display_safe(text, 60)
    return Chip(shown, tone, words.format(what=display_safe(text, 200)))
