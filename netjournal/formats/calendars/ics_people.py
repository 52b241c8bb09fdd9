"""Who takes part in an event: attendees and organizer, without rooms and those who declined."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from netjournal.folding import fold
from netjournal.formats.draft import PersonRef

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netjournal.formats.calendars.ics_lines import Property, RawEvent
    from netjournal.formats.me import Me

_NOT_PEOPLE = ("RESOURCE", "ROOM", "GROUP")
_AWAY = ("DECLINED", "DELEGATED")
_EMAIL = re.compile(r"[^\s@<>\"']+@[^\s@<>\"']+")
# Google's calendars and rooms invite, too.
_MACHINES = (
    *("@resource.calendar.google.com", "@group.calendar.google.com"),
    *("unknownorganizer@calendar.google.com", "@group.v.calendar.google.com"),
)
_MOST_NAME = 200


@dataclass(slots=True)
class Party:
    """Someone an event names; ``away`` when they declined or sent somebody else."""

    name: str
    email: str
    away: bool
    organizer: bool


def parties(event: RawEvent) -> list[Party]:
    """Return the people of an event, each once, attendees first."""
    found: list[Party] = []
    known: dict[str, Party] = {}
    for one in event.all("ATTENDEE") + event.all("ORGANIZER"):
        party = _party(one)
        if party is None:
            continue
        key = fold(party.email) or fold(party.name)
        same = known.setdefault(key, party)
        if same is party:
            found.append(party)
        else:
            same.name = same.name or party.name
            same.organizer = same.organizer or party.organizer
    return found


def others(people: Iterable[Party], me: Me) -> list[PersonRef]:
    """Return who took part besides the user; nobody when the user didn't.

    An organizer who is alone in an event may well be the user: with nobody known to be the user,
    that is no meeting.
    """
    people = list(people)
    if absent(people, me):
        return []
    there = [one for one in people if not one.away and not me.is_me(one.name, one.email)]
    if not me and all(one.organizer for one in people):
        return []
    return [PersonRef(one.name, one.email) for one in there]


def absent(people: Iterable[Party], me: Me) -> bool:
    """Say whether the user declined, or sent somebody else."""
    return any(one.away and me.is_me(one.name, one.email) for one in people)


def initiator(people: Iterable[Party], me: Me) -> str:
    """Return who called the meeting: me, them, or unknown."""
    organizer = next((one for one in people if one.organizer), None)
    if organizer is None or not me:
        return "unknown"
    return "me" if me.is_me(organizer.name, organizer.email) else "them"


def _party(found: Property) -> Party | None:
    """Read one line; ``None`` for rooms, lists and what names nobody."""
    params = found.params
    if params.get("CUTYPE", "").upper() in _NOT_PEOPLE:
        return None
    email = _address(params.get("EMAIL", "")) or _address(found.value)
    if email.lower().endswith(_MACHINES):
        return None
    name = " ".join(params.get("CN", "").split())[:_MOST_NAME]
    if len(name) > 2 and name[0] == name[-1] == "'":
        name = name[1:-1].strip()
    if "@" in name and _EMAIL.fullmatch(name):
        email, name = email or name, ""
    if not name and not email:
        return None
    away = params.get("PARTSTAT", "").upper() in _AWAY
    away = away or params.get("ROLE", "").upper() == "NON-PARTICIPANT"
    return Party(name, email, away, found.name == "ORGANIZER")


def _address(value: str) -> str:
    """Return the e-mail address of a calendar address; empty for invalid:nomail and others."""
    scheme, colon, rest = value.strip().partition(":")
    if colon and scheme.strip().lower() not in ("mailto", "smtp"):
        return ""
    address = unquote(rest if colon else value).partition("?")[0]
    address = "".join(address.split()).strip("<>\"'")
    return address if _EMAIL.fullmatch(address) else ""
