"""What a printed summary says, in the user's language: ``values(person, job, room)``."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication

from netjournal.services import timeline, wording
from netjournal.services.bonds import strength
from netjournal.services.printed.paper import Entry, Line, Part
from netjournal.ui import dates, labels
from netjournal.ui.entry_words import entry_view
from netjournal.ui.links import RefusedLink, checked_link
from netjournal.ui.safe import display_safe

if TYPE_CHECKING:
    from netjournal.services.people.card import Card, Met, Method
    from netjournal.services.timeline import TimelineRow
    from netjournal.ui.printing.options import Job, Options

_LONGEST: Final = 100_000
_SHORT: Final = 700  # of a text where one page has to do
_SCORELESS: Final = (strength.NONE, strength.NEW)
_REACHES: Final = 6


def summary_values(card: Card, job: Job, *, coded: bool) -> dict[str, Any]:
    """Return what the template of a summary says about one person, but for the timeline.

    Args:
        card: The person.
        job: What is printed.
        coded: Whether there is a code to scan.
    """
    options = job.options
    return {
        "key": str(card.id),
        "avatar": options.has("photo"),
        "name": name_of(card.full_name),
        "headline": display_safe(card.headline_line, 200),
        "reach": reaches(card.methods) if options.has("reach") else [],
        "qr": coded,
        "columns": (_left(card, options), _right(card, job)),
        "notes": _notes(card, options),
        "entries": [],
        "words": {"timeline": heading(QCoreApplication.translate("print", "Timeline"))},
    }


def name_of(text: str) -> str:
    """Return a name as printed; a stand-in for an empty one."""
    return display_safe(text, 200) or QCoreApplication.translate("print", "No name")


def entries(rows: list[TimelineRow], job: Job, of: int) -> list[Entry]:
    """Return interactions as printed: absolute days, and the text whole where all is wanted."""
    found = []
    limit = _LONGEST if job.options.whole else _SHORT
    for row in rows:
        view = entry_view(row, job.today, of=of, lasting=True)
        body = view.body
        if len(row.body) > len(body) or len(body) > limit:
            summary = display_safe(row.summary, limit)
            end = "" if not summary or summary[-1] in ".!?…:" else "."
            body = display_safe(f"{summary}{end} {row.body}".strip(), limit)
        found.append(Entry(view.icon, view.title, view.meta, body, tuple(view.pills)))
    return found


def entry_rows(contact_id: int, most: int | None, skip: int = 0) -> list[TimelineRow]:
    """Return someone's interactions, newest first."""
    ids = timeline.timeline_ids(timeline.TimelineFilter(contact_id=contact_id))
    chosen = ids[skip:] if most is None else ids[skip : skip + most]
    return [row for row in timeline.timeline_rows(chosen) if row]


def heading(text: str) -> str:
    """Section names are set in capitals, as the design does."""
    return text.upper()


def reaches(methods: tuple[Method, ...], most: int = _REACHES) -> list[tuple[str, str]]:
    """Return (words, link or "") of the ways to reach someone."""
    return [
        (display_safe(method.value, 120), link_of(method.kind, method.value))
        for method in methods[:most]
    ]


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


def _left(card: Card, options: Options) -> list[Part]:
    say = QCoreApplication.translate
    limit = _LONGEST if options.whole else _SHORT
    parts: list[Part] = []
    if options.has("met"):
        parts += part(say("print", "How we met"), met(card.met), card.met.story, limit=limit)
    if options.has("about"):
        parts += part(say("print", "Interested in"), ", ".join(card.interests), limit=limit)
        parts += part(say("print", "Good at"), ", ".join(card.skills), limit=limit)
        birthday = dates.partial(card.birthday) if card.birthday else ""
        parts += part(say("print", "Birthday"), birthday)
        circles = ", ".join(name for _, name in card.circles)
        parts += part(say("print", "Circles"), circles, limit=limit)
    return parts


def _notes(card: Card, options: Options) -> list[Part]:
    """Return the private note, which stands across the page: it may be long."""
    if not options.private:
        return []
    lines = note_lines(card.note, whole=options.whole)
    return part(QCoreApplication.translate("print", "Note"), *lines)


def note_lines(note: str, *, whole: bool) -> list[str]:
    """Return a note's lines; where one page has to do, its beginning."""
    if whole:
        return note.splitlines()
    short = note if len(note) <= 2 * _SHORT else f"{note[: 2 * _SHORT].rstrip()}…"
    return short.splitlines()[:24]


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


def _right(card: Card, job: Job) -> list[Part]:
    say = QCoreApplication.translate
    parts: list[Part] = []
    if job.options.has("tie"):
        line = Line(*tie_line(card, job.today))
        spark = len(card.history) > 1
        parts.append(Part(heading(say("print", "Tie")), (line,), spark=spark))
    if job.options.has("open"):
        parts += part(say("print", "Open"), *open_lines(card), limit=400)
    return parts


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
