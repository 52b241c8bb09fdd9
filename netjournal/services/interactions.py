"""What happened between the user and their people; writing functions need an open edit."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from netjournal.errors import NotFound, UsageError
from netjournal.models import Interaction
from netjournal.models.handle import db, now_ms
from netjournal.models.interaction import INITIATORS
from netjournal.services import id_lists
from netjournal.services.giving import helping
from netjournal.services.timeline import (
    Badge,
    TimelineFilter,
    TimelineRow,
    months,
    position_of_month,
    timeline_ids,
    timeline_rows,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "Badge",
    "InteractionForm",
    "KindRow",
    "TimelineFilter",
    "TimelineRow",
    "form",
    "kinds",
    "log",
    "months",
    "position_of_month",
    "restore",
    "timeline_ids",
    "timeline_rows",
    "trash",
    "update",
]


@dataclass(slots=True)
class InteractionForm:
    """One thing that happened, as an editor holds it.

    ``kind`` is a kind's key, ``day`` a local day number, ``minute`` from local midnight,
    ``minutes`` how long, ``precision`` 0 day, 1 month, 2 year. ``need`` is noted for the first
    contact, ``promise`` is made by the user, ``promise_due`` a day number.
    """

    kind: str = "met"
    day: int = 0
    minute: int | None = None
    zone: str | None = None
    precision: int = 0
    minutes: int | None = None
    place: str = ""
    initiator: str = "unknown"
    energy: int | None = None
    importance: float = 1.0
    summary: str = ""
    body: str = ""
    typed: str = ""
    contact_ids: list[int] = field(default_factory=list)
    event_id: int | None = None
    need: str = ""
    promise: str = ""
    promise_due: int | None = None


@dataclass(frozen=True, slots=True)
class KindRow:
    """A way of being in touch; ``name`` is empty for built-in kinds."""

    id: int
    key: str
    name: str
    weight: float
    touch: bool
    built_in: bool


_PLAIN = ("day", "minute", "zone", "precision", "minutes", "energy", "importance", "place")
_TEXTS = ("summary", "body", "typed", "event_id")


def kinds() -> list[KindRow]:
    """Return every kind in the order of menus."""
    rows = db.execute_sql(
        "SELECT id, key, name, weight, touch, built_in FROM interaction_kind ORDER BY position, id"
    )
    return [KindRow(i, key, name, w, bool(t), bool(b)) for i, key, name, w, t, b in rows]


def _values(draft: InteractionForm) -> dict[str, Any]:
    row = db.execute_sql("SELECT id FROM interaction_kind WHERE key = ?", (draft.kind,)).fetchone()
    if row is None:
        raise UsageError("There is no such kind of interaction.", kind=draft.kind)
    if draft.initiator not in INITIATORS:
        raise UsageError("The initiator is me, them, mutual or unknown.")
    values = {name: getattr(draft, name) for name in (*_PLAIN, *_TEXTS)}
    values["kind_id"] = row[0]
    values["initiator"] = INITIATORS.index(draft.initiator)
    return values


def log(draft: InteractionForm) -> int:
    """Write down what happened; return its id.

    Raises:
        UsageError: The kind is unknown, or an introduction names fewer than two people.
    """
    _check(draft)
    # by hand: Peewee takes longer over it than all the rest of a line takes to be written
    values = _values(draft) | {"uid": uuid4().bytes, "created_at": now_ms()}
    values["updated_at"] = values["created_at"]
    columns, marks = ", ".join(values), ", ".join("?" * len(values))
    row = db.execute_sql(
        f"INSERT INTO interaction ({columns}) VALUES ({marks})", tuple(values.values())
    )
    interaction_id = int(row.lastrowid)
    _set_people(interaction_id, draft.contact_ids)
    helping.sync(interaction_id, _said(draft))
    return interaction_id


def update(interaction_id: int, draft: InteractionForm) -> None:
    """Change what was written down; what it said about help follows.

    Raises:
        NotFound: There is no such interaction.
        UsageError: As ``log``.
    """
    _check(draft)
    row = Interaction.get_or_none(Interaction.id == interaction_id)
    if row is None:
        raise NotFound("This entry is not in the journal any more.")
    values = _values(draft)
    if any(getattr(row, name) != value for name, value in values.items()):
        for name, value in values.items():
            setattr(row, name, value)
        row.save()
    if _set_people(interaction_id, draft.contact_ids):
        row.save()  # whom it names is part of it: the stamp tells that it was edited
    helping.sync(interaction_id, _said(draft))


def _check(draft: InteractionForm) -> None:
    if draft.kind == "introduced" and len(set(draft.contact_ids)) < 2:
        raise UsageError("An introduction needs two people.")


def _said(draft: InteractionForm) -> helping.Said:
    return helping.Said(
        kind=draft.kind,
        day=draft.day,
        text=draft.summary or draft.body,
        contact_ids=tuple(dict.fromkeys(draft.contact_ids)),
        need=draft.need,
        promise=draft.promise,
        promise_due=draft.promise_due,
    )


def _set_people(interaction_id: int, contact_ids: Sequence[int]) -> bool:
    """Make these the people of an interaction; return whether others were before."""
    wanted = list(dict.fromkeys(contact_ids))
    old = dict(
        db.execute_sql(
            "SELECT contact_id, id FROM interaction_contact WHERE interaction_id = ? ORDER BY id",
            (interaction_id,),
        ).fetchall()
    )
    now = now_ms()
    for contact_id in wanted:
        if contact_id not in old:
            db.execute_sql(
                "INSERT INTO interaction_contact (interaction_id, contact_id, created_at, "
                "updated_at) VALUES (?, ?, ?, ?)",
                (interaction_id, contact_id, now, now),
            )
    for contact_id in old.keys() - set(wanted):
        db.execute_sql("DELETE FROM interaction_contact WHERE id = ?", (old[contact_id],))
    return old.keys() != set(wanted)


def form(interaction_id: int) -> InteractionForm:
    """Return an interaction for the editor.

    Raises:
        NotFound: There is no such interaction.
    """
    row = Interaction.get_or_none(Interaction.id == interaction_id)
    if row is None:
        raise NotFound("This entry is not in the journal any more.")
    people = db.execute_sql(
        "SELECT contact_id FROM interaction_contact WHERE interaction_id = ? ORDER BY id",
        (interaction_id,),
    )
    key = db.execute_sql(
        "SELECT k.key FROM interaction i JOIN interaction_kind k ON k.id = i.kind_id "
        "WHERE i.id = ?",
        (interaction_id,),
    ).fetchone()[0]
    need, promise, due = helping.said_of(interaction_id)
    return InteractionForm(
        **{name: getattr(row, name) for name in (*_PLAIN, *_TEXTS)},
        kind=key,
        initiator=INITIATORS[row.initiator],
        contact_ids=[r[0] for r in people],
        need=need,
        promise=promise,
        promise_due=due,
    )


def trash(ids: Sequence[int]) -> None:
    """Put interactions into the trash: kept, but out of lists and strength."""
    _stamp(ids, now_ms())


def restore(ids: Sequence[int]) -> None:
    """Bring interactions back from the trash."""
    _stamp(ids, None)


def _stamp(ids: Sequence[int], at: int | None) -> None:
    db.execute_sql(
        "UPDATE interaction SET trashed_at = ?, updated_at = ? "
        "WHERE id IN (SELECT value FROM json_each(?)) AND (trashed_at IS NULL) = ?",
        (at, now_ms(), id_lists.as_text(ids), int(at is not None)),
    )
