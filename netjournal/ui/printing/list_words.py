"""What printed lists, cards and labels say, in the user's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication

from netjournal.services.printed import postal
from netjournal.ui import dates, labels
from netjournal.ui.printing.fitting import Sizes, fitting
from netjournal.ui.printing.words import heading, link_of, name_of, reach_of
from netjournal.ui.safe import display_safe

if TYPE_CHECKING:
    from netjournal.formats.draft import ContactDraft
    from netjournal.services.people.contact_rows import ContactRow
    from netjournal.services.printed.event_sheet import EventSheet, Guest
    from netjournal.ui.printing.options import Job, Options

_REACHES: Final = 4


def directory_title(job: Job) -> dict[str, Any]:
    """Return the heading of a directory."""
    say = QCoreApplication.translate
    people = say("print", "%n [person|people]", "", len(job.ids) + job.more)
    return {
        "title": display_safe(job.options.heading, 120) or say("print", "People"),
        "subtitle": f"{people} · {dates.full_day(job.today)}",
    }


def person(
    row: ContactRow, draft: ContactDraft, options: Options, sizes: tuple[Sizes, Sizes], room: float
) -> dict[str, Any]:
    """Return one person of a directory or on a card.

    Args:
        row: The person as listed.
        draft: The person as exported.
        options: What is printed.
        sizes: Of the name, and of the ways to reach them.
        room: The width beside the picture.
    """
    more = []
    if options.has("address") and draft.addresses:
        more.append(", ".join(display_safe(line, 80) for line in postal.lines(draft.addresses[0])))
    if options.has("circles") and options.layout == "directory" and draft.tags:
        more.append(display_safe(", ".join(draft.tags), 160))
    methods = draft.methods[:_REACHES] if options.has("reach") else []
    name = name_of(row.full_name)
    reach = [reach_of(method.kind, method.value, 80) for method in methods]
    return {
        "key": str(row.id),
        "name": name,
        "name_class": fitting([name], sizes[0], room),
        "headline": display_safe(row.headline, 140),
        "reach": [
            (text, link_of(method.kind, method.value))
            for text, method in zip(reach, methods, strict=True)
        ],
        "reach_classes": [fitting([text], sizes[1], room, bold=False, lines=1) for text in reach],
        "more": [text for text in more if text],
    }


def card_more(draft: ContactDraft) -> list[str]:
    """Return what an index card has room for beyond a business card."""
    say = QCoreApplication.translate
    found = []
    via = labels.met_via(draft.met_via) if draft.met_via else ""
    met = draft.met_event or draft.met_place or via
    when = dates.partial(draft.met_on) if draft.met_on else ""
    how = ", ".join(part for part in (met, when) if part)
    if how:
        found.append(say("print", "Met: {how}").format(how=display_safe(how, 120)))
    if draft.interests:
        text = display_safe(", ".join(draft.interests), 120)
        found.append(say("print", "Interested in: {what}").format(what=text))
    if draft.birthday:
        day = dates.partial(draft.birthday)
        found.append(say("print", "Birthday: {day}").format(day=display_safe(day, 40)))
    return found


def label(draft: ContactDraft) -> list[str]:
    """Return the lines of an address label; empty when there is no address to send to."""
    for address in draft.addresses:
        if postal.reaches(address):
            lines = [display_safe(line, 80) for line in postal.lines(address)[:5]]
            return [name_of(draft.full_name), *lines]
    return []


def event_head(sheet: EventSheet) -> dict[str, Any]:
    """Return the heading of an event's sheet."""
    say = QCoreApplication.translate
    event = sheet.event
    when = dates.full_day(event.starts_on)
    if event.start_minute is not None:
        when = f"{when} · {dates.clock(event.start_minute)}"
    if event.ends_on is not None and event.ends_on != event.starts_on:
        when = f"{when} – {dates.full_day(event.ends_on)}"
    place = display_safe(event.place, 120)
    people = say("print", "%n [person|people]", "", len(sheet.guests))
    note = [display_safe(line, 300) for line in event.note.splitlines()[:6]]
    return {
        "title": display_safe(event.title, 160) or say("print", "Event"),
        "when": " · ".join(part for part in (when, place, people) if part),
        "about": [line for line in note if line],
    }


def guest(one: Guest, job: Job, group_before: str) -> dict[str, Any]:
    """Return one person of an event's sheet; ``group`` when they begin another group."""
    say = QCoreApplication.translate
    options = job.options
    lines = []
    facts = []
    if one.last_on is not None:
        day = dates.full_day(one.last_on)
        facts.append(say("print", "Last in touch {day}").format(day=day))
    if options.has("notes") and one.note.strip():
        facts.append(display_safe(one.note, 200))
    if facts:
        lines.append(" · ".join(facts))
    if options.has("open") and one.open:
        texts = {
            "need": say("print", "Needs: {text}"),
            "mine": say("print", "I promised: {text}"),
            "theirs": say("print", "They promised: {text}"),
        }
        said = [texts[kind].format(text=display_safe(what, 120)) for kind, what in one.open[:3]]
        lines.append(" · ".join(said))
    roles = {
        "expected": say("print", "Expected"),
        "attended": say("print", "Was there"),
        "met": say("print", "Met there"),
    }
    return {
        "key": str(one.contact_id),
        "name": name_of(one.full_name),
        "headline": display_safe(one.headline, 100),
        "lines": lines,
        "phone": display_safe(one.phone, 40) if options.has("reach") else "",
        "phone_link": link_of("phone", one.phone),
        "group": heading(roles[one.role]) if one.role != group_before else "",
    }
