"""What a file takes back: meetings that an earlier import brought and that were called off since.

They go to the trash, in the import's own step. What the user has touched since its import stays:
then it tells more than the calendar did.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from netjournal.formats.calendars.ics_drafts import VERSION
from netjournal.models.handle import db, from_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netjournal.formats.draft import Withdrawn

_STAMP = re.compile(r"\d{8}(?:T\d{6}Z?)?")  # what the ids of a series' occurrences end with
# its own words, whom it names, or what was noted with it
TOUCHED = (
    "i.updated_at > i.created_at OR EXISTS (SELECT 1 FROM interaction_contact ic "
    "WHERE ic.interaction_id = i.id AND (ic.created_at > i.created_at OR ic.note <> ''))"
    + "".join(
        f" OR EXISTS (SELECT 1 FROM {table} x WHERE x.interaction_id = i.id)"
        for table in ("need", "help", "introduction", "followup", "work_share")
    )
)
_SELECT = (
    "SELECT i.id, i.day, i.summary, i.external_id, i.trashed_at IS NOT NULL, "
    "(SELECT json_group_array(c.full_name) FROM interaction_contact ic JOIN contact c "
    f"ON c.id = ic.contact_id WHERE ic.interaction_id = i.id), ({TOUCHED}) "
    "FROM interaction i WHERE i.external_id "
)

# id, day, summary, external id, in the trash, names as JSON, touched
Row = tuple[int, int, str, str, int, str, int]


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """An interaction that a file takes back; ``line`` is where the file says so, ``day`` ISO.

    ``people`` are the names of who took part; ``emptied`` says that it was not called off, but
    that nobody else takes part in it any more.
    """

    interaction_id: int
    line: int
    day: str
    summary: str
    people: tuple[str, ...]
    emptied: bool = False


@dataclass(slots=True)
class Found:
    """``back`` go to the trash, ``kept`` were touched since, ``gone`` were in the trash already."""

    back: list[Withdrawal] = field(default_factory=list)
    kept: list[Withdrawal] = field(default_factory=list)
    gone: int = 0


def find(withdrawn: Iterable[Withdrawn]) -> Found:
    """Return what the journal has of what a file takes back, each once."""
    found = Found()
    seen: set[int] = set()
    for one in withdrawn:
        for row, day, summary, external_id, trashed, people, touched in _rows(one):
            if row in seen or not _meant(one, external_id) or not _emptied(one, row):
                continue
            seen.add(row)
            if trashed:
                found.gone += 1
                continue
            where = found.kept if touched else found.back
            names = tuple(json.loads(people))
            emptied = one.emptied is not None
            when = from_day(day).isoformat()
            where.append(Withdrawal(row, one.line, when, summary, names, emptied))
    return found


def _rows(one: Withdrawn) -> list[Row]:
    """Return what the journal has that may be meant."""
    rows: list[Row] = db.execute_sql(f"{_SELECT} = ?", (one.external_id,)).fetchall()
    if one.series:
        end = one.series[:-1] + chr(ord(one.series[-1]) + 1)
        span = db.execute_sql(f"{_SELECT} >= ? AND i.external_id < ?", (one.series, end))
        rows += span.fetchall()
    return rows


def _meant(one: Withdrawn, external_id: str) -> bool:
    """Say whether an interaction is the one, or an occurrence of the series that is over."""
    if external_id == one.external_id:
        return True
    stamp = external_id.removeprefix(one.series)
    return bool(_STAMP.fullmatch(stamp)) and stamp >= one.since


def _emptied(one: Withdrawn, row: int) -> bool:
    """Say whether a meeting had others until a file that is not older: true of what is called off.

    An older file, or one of before its guests were invited, takes nothing back.
    """
    if one.emptied is None:
        return True
    known = db.execute_sql(
        "SELECT value, params FROM extra_property "
        "WHERE interaction_id = ? AND source = ? AND name = ?",
        (row, *VERSION),
    ).fetchone()
    if known is None or version(*known) > version(one.emptied.value, one.emptied.params):
        return False
    return people(known[1]) not in ("", people(one.emptied.params))


def version(value: str | None, params: str | None) -> tuple[int, str]:
    """Return what tells older from newer; the oldest of all where nothing is said."""
    sequence = _params(params).get("SEQUENCE", "")
    return int(sequence) if sequence.isdecimal() else 0, value or ""


def people(params: str | None) -> str:
    """Return the mark of who took part, empty where none was kept."""
    return _params(params).get("PEOPLE", "")


def _params(params: str | None) -> dict[str, str]:
    parts = (part.partition("=") for part in (params or "").split(";"))
    return {name: value for name, _, value in parts}
