"""An entry of the timeline in words: ``title(row)``, ``meta(row)``, ``entry(row, today)``.

Each kind has its own sentence, because a language doesn't glue "with" to every word for a meeting.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from unicodedata import bidirectional

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from netjournal.ui import dates, entry_words, icons, labels
from netjournal.ui.safe import display_safe

if TYPE_CHECKING:
    from netjournal.services.timeline import TimelineRow

_PRECISIONS = ("day", "month", "year")
MOST_AVATARS: Final = 4
_NAMES_SHOWN: Final = 2
# A name in another direction must not carry what follows it along (UAX #9, isolates).
_FROM_RIGHT: Final = frozenset({"R", "AL", "AN"})
_ISOLATED: Final = "\u2068{}\u2069"

# Sentences by kind: with people; and, for messages, by who began.
_SENTENCES: Final[dict[str, object]] = {
    "met": QT_TRANSLATE_NOOP("timeline", "Met {people}"),
    "coffee": QT_TRANSLATE_NOOP("timeline", "Coffee with {people}"),
    "call": QT_TRANSLATE_NOOP("timeline", "Call with {people}"),
    "video_call": QT_TRANSLATE_NOOP("timeline", "Video call with {people}"),
    "message": QT_TRANSLATE_NOOP("timeline", "Messages with {people}"),
    "email": QT_TRANSLATE_NOOP("timeline", "E-mails with {people}"),
    "worked_together": QT_TRANSLATE_NOOP("timeline", "Worked with {people}"),
    "volunteered": QT_TRANSLATE_NOOP("timeline", "Volunteering with {people}"),
    "event": QT_TRANSLATE_NOOP("timeline", "Event with {people}"),
    "introduced": QT_TRANSLATE_NOOP("timeline", "Introduced {people}"),
    "helped": QT_TRANSLATE_NOOP("timeline", "Helped {people}"),
    "was_helped": QT_TRANSLATE_NOOP("timeline", "Helped by {people}"),
    "shared_work": QT_TRANSLATE_NOOP("timeline", "Shared your work with {people}"),
    "thanked": QT_TRANSLATE_NOOP("timeline", "Thanked {people}"),
    "congratulated": QT_TRANSLATE_NOOP("timeline", "Congratulated {people}"),
    "letter": QT_TRANSLATE_NOOP("timeline", "Letters with {people}"),
    "video_message": QT_TRANSLATE_NOOP("timeline", "Video message with {people}"),
    "group": QT_TRANSLATE_NOOP("timeline", "Group occasion with {people}"),
    "reaction": QT_TRANSLATE_NOOP("timeline", "Reaction to {people}"),
    "connected": QT_TRANSLATE_NOOP("timeline", "Connected with {people}"),
    "note": QT_TRANSLATE_NOOP("timeline", "Note about {people}"),
}
_BY_ME: Final[dict[str, object]] = {
    "message": QT_TRANSLATE_NOOP("timeline", "Message to {people}"),
    "email": QT_TRANSLATE_NOOP("timeline", "E-mail to {people}"),
    "letter": QT_TRANSLATE_NOOP("timeline", "Letter to {people}"),
    "video_message": QT_TRANSLATE_NOOP("timeline", "Video message to {people}"),
}
_BY_THEM: Final[dict[str, object]] = {
    "message": QT_TRANSLATE_NOOP("timeline", "Message from {people}"),
    "email": QT_TRANSLATE_NOOP("timeline", "E-mail from {people}"),
    "letter": QT_TRANSLATE_NOOP("timeline", "Letter from {people}"),
    "video_message": QT_TRANSLATE_NOOP("timeline", "Video message from {people}"),
    "thanked": QT_TRANSLATE_NOOP("timeline", "Thanks from {people}"),
    "congratulated": QT_TRANSLATE_NOOP("timeline", "Congratulations from {people}"),
    "reaction": QT_TRANSLATE_NOOP("timeline", "Reaction from {people}"),
    "call": QT_TRANSLATE_NOOP("timeline", "Call from {people}"),
}
# Occasions are known by where they were; the circles beside them show with whom.
_OCCASIONS: Final = frozenset({"event", "volunteered", "group"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as painted.

    Attributes:
        icon: Icon of its kind.
        title: Bold sentence.
        meta: Quiet, after the title.
        text: What was written, one line.
        pills: (text, tone).
        people: (name, contact id), at most ``MOST_AVATARS``.
        more: How many people there are beyond those.
    """

    icon: str
    title: str
    meta: str
    text: str
    pills: tuple[tuple[str, str], ...]
    people: tuple[tuple[str, int], ...]
    more: int


def entry(row: TimelineRow, today: int) -> Entry:
    """Return what the timeline shows of an interaction."""
    named = [(display_safe(name, 60), contact_id) for contact_id, name in row.people]
    sentence = title(row)
    room = MOST_AVATARS if len(named) <= MOST_AVATARS else MOST_AVATARS - 1
    return Entry(
        icon=icons.kind_icon(row.kind),
        title=sentence,
        meta=meta(row, sentence),
        text=entry_words.text(row),
        pills=tuple(entry_words.pill(badge, today) for badge in row.badges),
        people=tuple(named[:room]),
        more=len(named) - len(named[:room]),
    )


def title(row: TimelineRow) -> str:
    """Return the sentence of an entry ("Lunch with Amara Okafor", "Volunteering at … · 6 h")."""
    said = _sentence(row)
    return f"{said} · {dates.span(row.minutes)}" if row.minutes else said


def _sentence(row: TimelineRow) -> str:
    say = QCoreApplication.translate
    kind = labels.kind(row.kind, display_safe(row.kind_name, 60))
    where = isolated(row.event_title or row.place, 80)
    names = [isolated(name) for _contact_id, name in row.people]
    if where and (row.kind in _OCCASIONS or (row.event_title and len(names) != 1)):
        if row.kind == "event":
            return where
        return say("timeline", "{kind} at {place}").format(kind=kind, place=where)
    if not names:
        return kind
    return _with(row.kind, kind, row.initiator, names)


def said(kind: str, initiator: str, names: list[str]) -> str:
    """Return the sentence of something that has no row yet.

    Args:
        kind: Key of a kind.
        initiator: Who began (me, them, mutual, unknown).
        names: Who took part.
    """
    shown = [isolated(name) for name in names]
    return _with(kind, labels.kind(kind), initiator, shown) if shown else labels.kind(kind)


def _with(key: str, kind: str, initiator: str, names: list[str]) -> str:
    say = QCoreApplication.translate
    if key == "introduced" and len(names) > 1:
        return say("timeline", "Introduced {someone} to {others}").format(
            someone=names[0], others=people(names[1:])
        )
    table = {"me": _BY_ME, "them": _BY_THEM}.get(initiator, _SENTENCES)
    words = table.get(key) or _SENTENCES.get(key)
    if words is None:
        return say("timeline", "{kind} with {people}").format(kind=kind, people=people(names))
    return say("timeline", str(words)).format(people=people(names))


def isolated(text: str, limit: int = 60) -> str:
    """Return somebody's text, harmless, keeping its direction to itself."""
    shown = display_safe(text, limit)
    if shown.isascii() or not any(bidirectional(letter) in _FROM_RIGHT for letter in shown):
        return shown
    return _ISOLATED.format(shown)


def people(names: list[str]) -> str:
    """Return names as a list in words ("Ana", "Ana and Li", "Ana, Li and 3 more")."""
    say = QCoreApplication.translate
    if len(names) <= 1:
        return "".join(names)
    if len(names) == _NAMES_SHOWN:
        return say("timeline", "{someone} and {other}").format(someone=names[0], other=names[1])
    more = say("timeline", "{names} and %n more", "", len(names) - _NAMES_SHOWN)
    return more.format(names=", ".join(names[:_NAMES_SHOWN]))


def meta(row: TimelineRow, before: str = "") -> str:
    """Return what stands quietly after the title: time of day, place, honest imprecision.

    Args:
        row: The entry.
        before: Its title where it is known: what that says isn't said again.
    """
    say = QCoreApplication.translate
    parts = []
    if row.precision:
        period = dates.when(row.day, _PRECISIONS[row.precision])
        parts.append(say("timeline", "sometime in {period}").format(period=period))
    elif row.minute is not None:
        parts.append(dates.clock(row.minute))
    where = isolated(row.place or row.event_title, 80)
    if where and where not in (before or title(row)):
        parts.append(where)
    return " · ".join(parts)


def heading(row: TimelineRow, today: int) -> tuple[str, str]:
    """Return the two lines beside the first entry of a day."""
    return dates.heading(row.day, today)


def spoken(row: TimelineRow, today: int) -> str:
    """Return an entry in one sentence, for screen readers and tooltips."""
    view = entry(row, today)
    day = ", ".join(heading(row, today))
    parts = (day, view.title, view.meta, *(text for text, _tone in view.pills), view.text)
    return ", ".join(part for part in parts if part)
