"""Everyone you know is your network: people by sphere of life, added by their plain names.

A sphere is where people come from: family, school and study, each past job, and so on. Most are
ways of having met (``met_via``); clubs and people once helped have none, so the people named there
go into a circle of their own, remembered in the settings. How well each sphere is covered is told
from these, over time by when people came into the journal.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from netjournal.models import from_day, to_day
from netjournal.models.handle import db
from netjournal.services import settings
from netjournal.services.finding.name_index import words_of
from netjournal.services.people import contacts
from netjournal.services.people.contact_form import AffiliationForm, ContactForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netjournal.services.finding.name_index import NameIndex

YEAR: Final = 365
FEW: Final = 3  # people from whom on a sphere isn't thin
MOST: Final = 200  # names taken from one text
_NAME = re.compile(r"\s*([^,;()\n]+?)\s*(?:\(([^()\n]*)\))?\s*(?:[,;\n]|$)")
_BULLET = re.compile(r"^(?:[-–—*•·@]|\d{1,3}[.)])\s+")


@dataclass(frozen=True, slots=True)
class Sphere:
    """One sphere of life.

    Attributes:
        key: How code calls it.
        via: The way of having met that stands for it, or "".
        where: Whether it has a name of its own to ask for (a school, a job, a club).
    """

    key: str
    via: str
    where: bool = False


SPHERES: Final = (
    Sphere("family", "family"),
    Sphere("study", "study", where=True),
    Sphere("work", "work", where=True),
    Sphere("neighbours", "neighbourhood"),
    Sphere("clubs", "", where=True),
    Sphere("volunteering", "volunteering", where=True),
    Sphere("helped", ""),
)


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a text; ``contact_id`` who is meant, ``like`` who has that given name only."""

    name: str
    note: str = ""
    contact_id: int | None = None
    like: int | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """How well a sphere is covered.

    Attributes:
        key: The sphere's key.
        people: How many people there are.
        live: How many of them were in touch within a year.
        months: How many there were at the end of each of the last twelve months, and now.
        touched: How many of them were ever in touch, as far as the journal knows.
    """

    key: str
    people: int
    live: int
    months: tuple[int, ...]
    touched: int = 0

    @property
    def thin(self) -> bool:
        """Whether hardly anybody is there, or those who were in touch are not for a year."""
        return self.people < FEW or (not self.live and self.touched > 0)


def sphere(key: str) -> Sphere:
    """Return the sphere called ``key``; StopIteration when there is none."""
    return next(one for one in SPHERES if one.key == key)


def read(text: str, names: NameIndex) -> list[Named]:
    """Return the people named in a text: a line each, or several between commas.

    What stands in brackets is a note. Each name counts once; text without a letter is nobody.

    Args:
        text: As typed.
        names: Who is known.
    """
    found: dict[str, Named] = {}
    for match in _NAME.finditer("\n".join(_BULLET.sub("", line) for line in text.splitlines())):
        name, note = " ".join(match[1].split()), (match[2] or "").strip()
        key = " ".join(words_of(name))
        if any(map(str.isalpha, name)) and key not in found and len(found) < MOST:
            found[key] = _known(name, note, names)
    return list(found.values())


def _known(name: str, note: str, names: NameIndex) -> Named:
    words = words_of(name)
    hit = names.find(words)
    if hit is None or hit.words != len(words):
        return Named(name, note)
    if len(hit.ids) == 1 and (hit.whole or (len(words) > 1 and not hit.surname)):
        return Named(name, note, contact_id=hit.ids[0])
    return Named(name, note, like=hit.ids[0])


def add(key: str, named: Sequence[Named], *, where: str = "", circle: str = "") -> list[int]:
    """Add the people of a sphere and return their ids; call inside an edit.

    Who is known stays as they are: only what they don't have yet is filled in.

    Args:
        key: The sphere.
        named: Who.
        where: The school, job, club or group they are from, "" for none.
        circle: Name of the sphere's circle, for spheres that are no way of having met.
    """
    wanted = sphere(key)
    made = []
    for one in named:
        form = ContactForm() if one.contact_id is None else contacts.form(one.contact_id)
        if one.contact_id is None:
            form.full_name = one.name
            form.given_name = one.name if " " not in one.name else ""
        form.met_via = form.met_via or wanted.via
        form.note = form.note or one.note
        if where and all(known.organisation != where for known in form.affiliations):
            form.affiliations = [*form.affiliations, AffiliationForm(organisation=where)]
        if one.contact_id is None:
            made.append(contacts.create(form))
        else:
            contacts.update(one.contact_id, form)
            made.append(one.contact_id)
    if not wanted.via and made:
        _into_circle(wanted, made, circle)
    return made


def _into_circle(wanted: Sphere, ids: Sequence[int], name: str) -> None:
    known = _circle(wanted)
    row = known and db.execute_sql("SELECT name FROM tag WHERE id = ?", (known,)).fetchone()
    tag = contacts.add_to_circle(ids, row[0] if row else name)
    settings.write(f"sweep.{wanted.key}", str(tag))


def _circle(wanted: Sphere) -> int | None:
    kept = settings.read(f"sweep.{wanted.key}")
    return int(kept) if kept.isdecimal() else None


def coverage(today: int) -> list[Coverage]:
    """Return how well each sphere is covered; trashed and deceased people don't count."""
    moments = [_midnight(end + 1) for end in _month_ends(today)]
    found = []
    for one in SPHERES:
        rows = _members(one)
        came = sorted(at for at, _ in rows)
        months = (*(bisect_left(came, moment) for moment in moments), len(rows))
        live = sum(last >= today - YEAR for _, last in rows)
        touched = sum(last >= 0 for _, last in rows)
        found.append(Coverage(one.key, len(rows), live, months, touched))
    return found


def _members(one: Sphere) -> list[tuple[int, int]]:
    """Return (when they came into the journal, last touching day or -1) of a sphere's people."""
    if one.via:
        where = "c.met_via = ?1 AND ?2 IS NULL"
    else:
        where = (
            "(c.id IN (SELECT contact_id FROM contact_tag WHERE tag_id = ?2) OR (?1 = 'helped' "
            "AND c.id IN (SELECT contact_id FROM help WHERE direction = 'given')))"
        )
    rows: list[tuple[int, int]] = db.execute_sql(
        "SELECT c.created_at, COALESCE(t.last_day, -1) FROM contact c LEFT JOIN tie_state t "
        f"ON t.contact_id = c.id WHERE c.trashed_at IS NULL AND c.deceased = 0 AND {where}",
        (one.via or one.key, None if one.via else _circle(one) or 0),
    ).fetchall()
    return rows


def _month_ends(today: int) -> list[int]:
    first = from_day(today).replace(day=1)
    ends = []
    for _ in range(12):
        last = first - timedelta(days=1)
        ends.append(to_day(last))
        first = last.replace(day=1)
    return ends[::-1]


def _midnight(day: int) -> int:
    """Return the moment a local day begins, in UTC milliseconds."""
    at = from_day(day)
    return int(datetime(at.year, at.month, at.day).astimezone().timestamp() * 1_000)
