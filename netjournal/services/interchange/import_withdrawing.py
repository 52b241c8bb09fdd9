"""What a file takes back: meetings that an earlier import brought and that were called off since.

They go to the trash, in the import's own step. What the user has touched since its import stays:
then it tells more than the calendar did.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

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

    ``people`` are the names of who took part.
    """

    interaction_id: int
    line: int
    day: str
    summary: str
    people: tuple[str, ...]


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
            if row in seen or not _meant(one, external_id):
                continue
            seen.add(row)
            if trashed:
                found.gone += 1
                continue
            where = found.kept if touched else found.back
            names = tuple(json.loads(people))
            where.append(Withdrawal(row, one.line, from_day(day).isoformat(), summary, names))
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
