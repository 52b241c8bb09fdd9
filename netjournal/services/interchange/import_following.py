"""What an earlier import brought and a newer file tells otherwise: moved meetings, longer chats.

Who joined or left a meeting is in ``import_joining``.

They follow their file, in the import's own step, as long as the user has not touched them.
A meeting is known by its UID (and occurrence); where a series got other hours, or a single meeting
became a series, by UID and day. A day of a chat follows when its text only goes on.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from netjournal.formats.calendars.ics_drafts import VERSION
from netjournal.models.handle import db, from_day
from netjournal.models.interaction import BY_DAY
from netjournal.services.interchange import import_aliases, import_joining
from netjournal.services.interchange.import_named import whole_day
from netjournal.services.interchange.import_talk import minute_of
from netjournal.services.interchange.import_withdrawing import TOUCHED, people, version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from collections.abc import Mapping as Map

    from netjournal.formats.draft import Extra, InteractionDraft, PersonRef
    from netjournal.services.interchange.import_joining import Left
    from netjournal.services.interchange.import_match import Index

_OURS = "ics:"
_OCCURRENCE = re.compile(r"(.*):\d{8}(?:T\d{6}Z?)?", re.DOTALL)
_SELECT = (
    "SELECT i.id, i.external_id, i.day, i.minute, i.minutes, i.place, i.summary, "
    f"i.trashed_at IS NOT NULL, ({TOUCHED}), v.value, v.params FROM interaction i "
    "LEFT JOIN extra_property v ON v.interaction_id = i.id AND v.source = ? AND v.name = ? "
    "WHERE i.external_id >= ? AND i.external_id < ?"
)


@dataclass(frozen=True, slots=True)
class Change:
    """An interaction of the journal and what it will be; ``day`` (ISO), ``minute`` are as yet.

    ``joined`` are to take part as well, ``left`` (contact id, name) no longer.
    """

    interaction_id: int
    day: str
    minute: int | None
    draft: InteractionDraft
    joined: tuple[PersonRef, ...] = ()
    left: tuple[Left, ...] = ()


@dataclass(slots=True)
class Found:
    """``changes`` are to be written, ``kept`` were edited since; ``rest`` are all other drafts."""

    changes: list[Change] = field(default_factory=list)
    kept: list[Change] = field(default_factory=list)
    rest: list[InteractionDraft] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Known:
    """A meeting of the journal as far as it is compared."""

    row: int
    external_id: str
    day: int
    minute: int | None
    said: tuple[int | None, str, str]
    trashed: bool
    touched: bool
    version: tuple[int, str]
    people: str  # the mark of who took part, empty where none was kept


def find(drafts: list[InteractionDraft], everyone: Callable[[], Index]) -> Found:
    """Divide what a file tells into what changes the journal's interactions, and the rest.

    Args:
        drafts: What the file tells.
        everyone: Gives everybody in the journal; asked only where people are compared.

    Those that are as they were, and those in the trash, are among the rest under the id that the
    journal knows them by.
    """
    found = Found()
    meetings: list[InteractionDraft] = []
    import_aliases.settle(drafts, everyone)
    for draft in drafts:
        (meetings if draft.external_id.startswith(_OURS) else found.rest).append(draft)
    if meetings:
        _find_meetings(meetings, found, everyone)
    if found.rest:
        _find_longer(found)
    return found


def _find_meetings(
    drafts: list[InteractionDraft], found: Found, everyone: Callable[[], Index]
) -> None:
    known = {one.external_id: one for one in _known()}
    others = _by_day(known.values(), {one.external_id for one in drafts})
    for draft in drafts:
        here = known.get(draft.external_id)
        if here is None:
            spot = (_series(draft.external_id), whole_day(draft.day) or 0)
            here = others[spot].pop() if others.get(spot) else None
        if here is None or here.trashed or not _differs(here, draft):
            found.rest.append(draft)
            continue
        other = _others(here, draft)
        moves = import_joining.compare(here.row, draft.people, everyone()) if other else ((), ())
        change = Change(here.row, from_day(here.day).isoformat(), here.minute, draft, *moves)
        (found.kept if here.touched else found.changes).append(change)


def _find_longer(found: Found) -> None:
    """Take out of the rest the days of chats that were exported before they were over."""
    lengths = dict(
        db.execute_sql(
            "SELECT external_id, length(body) FROM interaction WHERE external_id IS NOT NULL"
        ).fetchall()
    )
    drafts, found.rest = found.rest, []
    for draft in drafts:
        longer = len(draft.body) > lengths.get(draft.external_id, len(draft.body))
        change, touched = _longer(draft) if longer else (None, False)
        if change is None:
            found.rest.append(draft)
        else:
            (found.kept if touched else found.changes).append(change)


def _longer(draft: InteractionDraft) -> tuple[Change | None, bool]:
    """Return how a day goes on, and whether it was edited since."""
    row, day, minute, body, trashed, touched = db.execute_sql(
        f"SELECT i.id, i.day, i.minute, i.body, i.trashed_at, ({TOUCHED}) FROM interaction i "
        "WHERE i.external_id = ?",
        (draft.external_id,),
    ).fetchone()
    if trashed or not body or not draft.body.startswith(f"{body}\n"):
        return None, False
    return Change(row, from_day(day).isoformat(), minute, draft), bool(touched)


def write(changes: Iterable[Change], joined: Map[int, list[int]]) -> None:
    """Write what meetings are now, inside of an open edit; it does not count as an edit of them.

    Args:
        changes: From ``find``.
        joined: The contacts that ``Change.joined`` stand for, by interaction.
    """
    for change in changes:
        draft = change.draft
        db.execute_sql(
            "UPDATE interaction SET day = ?, precision = ?, minute = ?, zone = ?, "
            "minutes = ?, place = ?, summary = ?, body = ?, external_id = ?, kind_id = "
            "COALESCE((SELECT k.id FROM interaction_kind k WHERE k.key = ?), kind_id) "
            "WHERE id = ?",
            (
                *(whole_day(draft.day), BY_DAY, minute_of(draft.time), draft.zone or None),
                *(draft.minutes, draft.place, draft.summary, draft.body, draft.external_id),
                *(draft.kind, change.interaction_id),
            ),
        )
        import_joining.write(
            change.interaction_id, joined.get(change.interaction_id, ()), change.left
        )
        for said in (one for one in draft.extras if (one.source, one.name) == VERSION):
            db.execute_sql(
                "UPDATE extra_property SET value = ?, params = ? "
                "WHERE interaction_id = ? AND source = ? AND name = ?",
                (said.value, said.params, change.interaction_id, *VERSION),
            )


def _known() -> Iterator[_Known]:
    rows = db.execute_sql(_SELECT, (*VERSION, _OURS, _OURS[:-1] + ";"))
    for row, external_id, day, minute, minutes, place, summary, trashed, touched, *said in rows:
        yield _Known(
            row,
            external_id,
            day,
            minute,
            (minutes, place, summary),
            bool(trashed),
            bool(touched),
            version(*said),
            people(said[1]),
        )


def _by_day(known: Iterable[_Known], named: set[str]) -> defaultdict[tuple[str, int], list[_Known]]:
    """Return what the journal has of each series and day that the file does not name."""
    found: defaultdict[tuple[str, int], list[_Known]] = defaultdict(list)
    for one in known:
        if one.external_id not in named:
            found[_series(one.external_id), one.day].append(one)
    return found


def _series(external_id: str) -> str:
    match = _OCCURRENCE.fullmatch(external_id)
    return match[1] if match else external_id


def _differs(here: _Known, draft: InteractionDraft) -> bool:
    """Say whether a file that is not older tells a meeting otherwise."""
    said = _said(draft)
    if said is not None and version(said.value, said.params) < here.version:
        return False
    if _others(here, draft):
        return True
    now = (whole_day(draft.day), minute_of(draft.time), (draft.minutes, draft.place, draft.summary))
    return now != (here.day, here.minute, here.said) or here.external_id != draft.external_id


def _others(here: _Known, draft: InteractionDraft) -> bool:
    """Say whether the file names other people than the one before it did."""
    said = _said(draft)
    now = people(said.params) if said else ""
    return bool(here.people and now) and here.people != now


def _said(draft: InteractionDraft) -> Extra | None:
    return next((one for one in draft.extras if (one.source, one.name) == VERSION), None)
