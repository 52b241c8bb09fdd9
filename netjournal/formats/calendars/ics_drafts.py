"""One event that took place -> a draft: kind, words, and what has no field of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from zlib import crc32

from netjournal.folding import fold
from netjournal.formats.draft import Extra, InteractionDraft
from netjournal.formats.plain_text import bounded, from_html

if TYPE_CHECKING:
    from netjournal.formats.calendars.ics_lines import RawEvent
    from netjournal.formats.calendars.ics_moments import Moment
    from netjournal.formats.draft import PersonRef

_MANY = 12  # people; more are a group, not a meeting of two
_MOST_EXTRA = 2_000
_COFFEE = re.compile(r"\b(?:coffee|kaffee|cafe|caffe|koffie|kava)\b")
_CALL = re.compile(r"\b(?:phone call|call with|telefonat|anruf|appel telephonique|llamada)\b")
_VIDEO = re.compile(
    r"zoom\.us/|webex\.com/|\b(?:meet\.google\.com/|teams\.microsoft\.com/|teams\.live\.com/"
    r"|meet\.jit\.si/|whereby\.com/|gotomeet)",
    re.IGNORECASE,
)
_LINKS = ("LOCATION", "CONFERENCE", "X-GOOGLE-CONFERENCE", "URL", "DESCRIPTION")
# What the draft's fields tell, and what is of use to calendar programs only.
_DULL = frozenset(
    (
        *("UID", "DTSTART", "DTEND", "DURATION", "SUMMARY", "LOCATION", "DESCRIPTION", "ATTENDEE"),
        *("ORGANIZER", "RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID", "SEQUENCE", "ATTACH"),
        *("DTSTAMP", "CREATED", "LAST-MODIFIED", "TRANSP", "CLASS", "PRIORITY", "STATUS"),
        *("REQUEST-STATUS", "X-ALT-DESC"),
    )
)
_DULL_STARTS = ("X-MICROSOFT-", "X-MS-", "X-MOZ-", "X-LIC-", "X-EVOLUTION-", "X-APPLE-", "X-WR-")


# source and name of the extra that tells which of two files is newer
VERSION = ("ics", "DTSTAMP")


def drafted(raw: RawEvent, start: Moment, people: list[PersonRef]) -> InteractionDraft:
    """Return the draft of an event.

    Args:
        raw: The event.
        start: When it was, by local clocks.
        people: Who was there besides the user.
    """
    return InteractionDraft(
        day=start.at.date().isoformat(),
        kind=_kind(raw, len(people)),
        line=raw.line,
        time="" if start.whole_day else f"{start.at:%H:%M}",
        zone=start.zone,
        place=_single(raw.text("LOCATION")),
        summary=_single(raw.text("SUMMARY")),
        body=bounded(from_html(raw.text("DESCRIPTION"))),
        people=people,
        extras=[
            Extra("ics", one.name, one.value[:_MOST_EXTRA], _params(one.params))
            for one in raw.properties
            if one.name not in _DULL and not one.name.startswith(_DULL_STARTS) and one.value
        ]
        + [version_of(raw, people)],
    )


def people_mark(people: list[PersonRef]) -> str:
    """Return four digits that tell one list of people from another.

    So few that they name nobody: 65,536 marks stand for all addresses there are.
    """
    named = sorted(fold(one.email) or fold(one.name) for one in people)
    return f"{crc32(chr(10).join(named).encode('utf-8', 'replace')) & 0xFFFF:04x}"


def version_of(raw: RawEvent, people: list[PersonRef]) -> Extra:
    """Return which version of the event this is, and a mark of who takes part in it."""
    sequence, stamp = raw.text("SEQUENCE"), raw.text("DTSTAMP")
    changed = sequence.isdecimal() and int(sequence[:9]) > 0
    params = f"SEQUENCE={sequence[:9]};" if changed else ""
    return Extra(*VERSION, stamp[:20], f"{params}PEOPLE={people_mark(people)}")


def _kind(raw: RawEvent, people: int) -> str:
    """Return what kind of meeting it was, where the event says it plainly.

    What nobody else took part in touches nobody: it is a note of the day, to which people can be
    added.
    """
    if not people:
        return "note"
    if people > _MANY:
        return "group"
    summary = fold(raw.text("SUMMARY"))
    if _COFFEE.search(summary):
        return "coffee"
    if any(_VIDEO.search(one.value) for one in raw.all(*_LINKS)):
        return "video_call"
    if _CALL.search(summary):
        return "call"
    return "met"


def _single(text: str) -> str:
    """Return text as one line of a bearable length."""
    return " ".join(text.split())[:500]


def _params(params: dict[str, str]) -> str:
    return ";".join(f"{name}={value}" for name, value in params.items())
