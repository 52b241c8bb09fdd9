"""What a printed summary says, in the user's language: ``summary_values(card, job, room)``."""

from __future__ import annotations

import contextlib
import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication

from netjournal.services import timeline, wording
from netjournal.services.bonds import strength
from netjournal.services.printed.paper import Entry, Line, Part
from netjournal.ui import dates, labels
from netjournal.ui.entry_words import entry_view
from netjournal.ui.links import RefusedLink, checked_link
from netjournal.ui.printing.fitting import NAME, fitting
from netjournal.ui.safe import display_safe

if TYPE_CHECKING:
    from netjournal.services.people.card import Card, Met, Method
    from netjournal.services.timeline import TimelineRow
    from netjournal.ui.printing.options import Job, Options

_LONGEST: Final = 100_000
SHORT: Final = 700  # of a text where one page has to do
_SCORELESS: Final = (strength.NONE, strength.NEW)
_REACHES: Final = 6
_TIED: Final = "\u00a0"  # a blank at which no line ends
_WIDE: Final = 500  # a story longer than that goes across the page
_SCHEME: Final = re.compile(r"^https?://(?:www\.)?", re.IGNORECASE)
_LETTER: Final = 7.3  # of a line, on average, in px
_AVATAR, _CODE, _SPARK = 94.0, 100.0, 300.0


@dataclass(frozen=True, slots=True)
class Room:
    """How much may be said: the width between the margins, letters of a text, lines of a list."""

    width: float
    letters: int = _LONGEST
    lines: int = _LONGEST


def summary_values(card: Card, job: Job, room: Room, *, coded: bool) -> dict[str, Any]:
    """Return what the template of a summary says about one person, but for the timeline.

    Args:
        card: The person.
        job: What is printed.
        room: How much may be said.
        coded: Whether there is a code to scan.
    """
    options = job.options
    name = name_of(card.full_name)
    beside = room.width - _AVATAR * options.has("photo") - _CODE * coded
    return {
        "key": str(card.id),
        "avatar": options.has("photo"),
        "name": name,
        "name_class": fitting([name], NAME, beside),
        "headline": display_safe(card.headline_line, 200),
        "reach": reaches(card.methods) if options.has("reach") else [],
        "qr": coded,
        "columns": _balanced(_left(card, options, room), _right(card, job, room), room),
        "spark_width": round(min(_SPARK, room.width / 2 - 24)),
        "history": None,
        "notes": _notes(card, options, room),
        "entries": [],
        "words": {
            "timeline": heading(QCoreApplication.translate("print", "Timeline")),
            "history": heading(QCoreApplication.translate("print", "History of the tie")),
        },
    }


def name_of(text: str) -> str:
    """Return a name as printed; a stand-in for an empty one."""
    return display_safe(text, 200) or QCoreApplication.translate("print", "No name")


def entries(rows: list[TimelineRow], job: Job, of: int) -> list[Entry]:
    """Return interactions as printed: absolute days, and the text whole where all is wanted."""
    found = []
    limit = _LONGEST if job.options.whole else SHORT
    for row in rows:
        view = entry_view(row, job.today, of=of, lasting=True)
        body = view.body
        if len(row.summary) + len(row.body) > len(body) or len(body) > limit:
            summary = display_safe(row.summary, limit)
            end = "" if not summary or not row.body or summary[-1] in ".!?…:" else "."
            body = display_safe(f"{summary}{end} {row.body}".strip(), limit)
        found.append(Entry(view.icon, view.title, view.meta, body, tuple(view.pills)))
    return found


def entry_rows(contact_id: int) -> list[TimelineRow]:
    """Return all of someone's interactions, newest first."""
    ids = timeline.timeline_ids(timeline.TimelineFilter(contact_id=contact_id))
    return [row for row in timeline.timeline_rows(ids) if row]


def heading(text: str) -> str:
    """Section names are set in capitals, as the design does."""
    return text.upper()


def reaches(methods: tuple[Method, ...], most: int = _REACHES) -> list[tuple[str, str]]:
    """Return (words, link or "") of the ways to reach someone."""
    found = []
    for method in methods[:most]:
        text = reach_of(method.kind, method.value, 120)
        if method.kind == "phone":  # a number is read, and found, in one piece
            text = text.replace(" ", _TIED)
        found.append((text, link_of(method.kind, method.value)))
    return found


def reach_of(kind: str, value: str, limit: int) -> str:
    """Return a way to reach someone as printed: a site without what every site begins with."""
    text = display_safe(value, limit)
    if kind != "url":
        return text
    short = _SCHEME.sub("", text)
    return short.removesuffix("/") or text


def link_of(kind: str, value: str) -> str:
    """Return the link behind an address, number or site; "" for one that would not be opened."""
    prefix = {"email": "mailto:", "phone": "tel:", "url": ""}.get(kind)
    if prefix is None:
        return ""
    with contextlib.suppress(RefusedLink):
        return checked_link(f"{prefix}{value.strip()}").url
    return ""


def part(label: str, *lines: str, limit: int = _LONGEST) -> list[Part]:
    """Return a labelled part, or nothing when there is nothing to say."""
    said = tuple(Line(display_safe(line, limit)) for line in lines if line.strip())
    return [Part(heading(label), said)] if said else []


def _left(card: Card, options: Options, room: Room) -> list[Part]:
    say = QCoreApplication.translate
    limit = room.letters
    parts: list[Part] = []
    if options.has("met") and not _is_wide(card, room):
        parts += part(say("print", "How we met"), met(card.met), card.met.story, limit=limit)
    if options.has("about"):
        parts += part(say("print", "Interested in"), ", ".join(card.interests), limit=limit)
        parts += part(say("print", "Good at"), ", ".join(card.skills), limit=limit)
        birthday = dates.partial(card.birthday) if card.birthday else ""
        parts += part(say("print", "Birthday"), birthday)
        circles = ", ".join(name for _, name in card.circles)
        parts += part(say("print", "Circles"), circles, limit=limit)
    return parts


def _is_wide(card: Card, room: Room) -> bool:
    """Say whether the story of how they met is too long for half a page's width."""
    return min(len(card.met.story), room.letters) > _WIDE


def _balanced(left: list[Part], right: list[Part], room: Room) -> tuple[list[Part], list[Part]]:
    """Move what stands last on the left to the right while that makes both together shorter."""
    letters = max(10.0, (room.width / 2 - 20) / _LETTER)
    moved: list[Part] = []
    while len(left) > 1:
        one = _height([left[-1]], letters)
        before, beside = _height(left, letters), _height([*right, *moved], letters)
        if max(before - one, beside + one) >= max(before, beside):
            break
        moved.insert(0, left.pop())
    return left, [*right, *moved]


def _height(parts: list[Part], letters: float) -> float:
    """Return about how many lines parts take."""
    return sum(
        1.6
        + 2.5 * part.spark
        + sum(max(1, math.ceil(len(line.strong + line.text) / letters)) for line in part.lines)
        for part in parts
    )


def _notes(card: Card, options: Options, room: Room) -> list[Part]:
    """Return what stands across the page, as it may be long: a story, the private note."""
    say = QCoreApplication.translate
    parts: list[Part] = []
    if options.has("met") and _is_wide(card, room):
        story = card.met.story.splitlines()
        parts += part(say("print", "How we met"), met(card.met), *story, limit=room.letters)
    if options.private:
        parts += part(say("print", "Note"), *note_lines(card.note, room))
    return parts


def note_lines(note: str, room: Room) -> list[str]:
    """Return a note's lines; where one page has to do, its beginning."""
    most = 2 * room.letters
    short = note if len(note) <= most else f"{note[:most].rstrip()}…"
    return short.splitlines()[: 3 * room.lines]


def met(how: Met) -> str:
    """Return "Code for Good hack day, 14 June 2024. Introduced by Chidi Eze."."""
    say = QCoreApplication.translate
    named = how.via and not (how.via == "introduction" and how.through_name)
    where = how.event_title or how.place or (labels.met_via(how.via) if named else "")
    when = dates.partial(how.on) if how.on else ""
    text = ", ".join(piece for piece in (where, when) if piece)
    if how.through_name:
        by = say("print", "Introduced by {name}.").format(name=how.through_name)
        return f"{text}. {by}" if text else by
    return text


def _right(card: Card, job: Job, room: Room) -> list[Part]:
    say = QCoreApplication.translate
    parts: list[Part] = []
    if job.options.has("tie"):
        line = Line(*tie_line(card, job.today))
        spark = is_drawn(card) and not job.options.history
        parts.append(Part(heading(say("print", "Tie")), (line,), spark=spark))
    if job.options.has("open"):
        parts += part(say("print", "Open"), *_at_most(open_lines(card), room.lines), limit=400)
    return parts


def is_drawn(card: Card) -> bool:
    """Say whether there is anything to see in a line of someone's strength."""
    return len(card.history) > 1 and card.explanation.label not in _SCORELESS


def _at_most(lines: list[str], most: int) -> list[str]:
    """Return the first lines, and how many more there are."""
    if len(lines) <= most:
        return lines
    left_out = len(lines) - most + 1
    more = QCoreApplication.translate("print", "and %n more", "", left_out)
    return [*lines[: most - 1], more]


def tie_line(card: Card, today: int) -> tuple[str, str]:
    """Return why a tie is as it is, and before that, bold, what it is; days are absolute."""
    say = QCoreApplication.translate
    why = card.explanation
    points = round(why.score)
    score = "" if why.label in _SCORELESS or not points else f" ({points})"
    last = dates.full_day(today - why.silence) if why.silence is not None else ""
    reason = wording.reason(why, say, last)
    if why.label == strength.NONE:
        return reason, ""
    return f"{score}: {reason}", wording.heading(why.label, why.state, say)


def open_lines(card: Card) -> list[str]:
    """Return what someone needs and what was promised, each with a box to tick."""
    say = QCoreApplication.translate
    wanted = []
    for need in card.needs:
        if need.state in ("open", "in_hand"):
            helpers = ", ".join(name for _, name in need.helpers[:2])
            text = say("print", "Needs: {need}").format(need=need.text)
            wanted.append(f"☐ {text} ({helpers}?)" if helpers else f"☐ {text}")
    mine, theirs = say("print", "I promised: {text}"), say("print", "They promised: {text}")
    for promise in card.promises:
        text = (mine if promise.by_me else theirs).format(text=promise.text)
        if promise.due_on is not None:
            due = dates.full_day(promise.due_on)
            text = say("print", "{what}, by {day}").format(what=text, day=due)
        wanted.append(f"☐ {text}")
    return wanted
