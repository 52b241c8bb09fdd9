"""What an interaction says about help: needs, promises, help and introductions, kept in step."""

from __future__ import annotations

from dataclasses import dataclass

from netjournal.errors import NotFound
from netjournal.models import Followup, Help, Introduction, Need
from netjournal.models.handle import db, now_ms
from netjournal.models.helping import GIVEN, RECEIVED

DIRECTIONS = {"helped": GIVEN, "was_helped": RECEIVED}


@dataclass(frozen=True, slots=True)
class Said:
    """What an interaction says, as far as help goes; ``promise_due`` is a day number or None."""

    kind: str
    day: int
    text: str
    contact_ids: tuple[int, ...]
    need: str = ""
    promise: str = ""
    promise_due: int | None = None


def sync(interaction_id: int, said: Said) -> None:
    """Make the needs, promises, help and introductions of an interaction say what it says now.

    Rows that stay keep their ids and what was added to them since (state, outcome, thanks).
    """
    first = said.contact_ids[0] if said.contact_ids else None
    _need(interaction_id, said, first)
    _promise(interaction_id, said, first)
    _help(interaction_id, said)
    _introductions(interaction_id, said)


def _need(interaction_id: int, said: Said, contact_id: int | None) -> None:
    old = db.execute_sql(
        "SELECT id, text, contact_id, noted_on FROM need WHERE interaction_id = ? ORDER BY id",
        (interaction_id,),
    ).fetchone()
    text = said.need.strip()
    if old is not None and old[2] in said.contact_ids:
        contact_id = old[2]  # whose need it is doesn't go by who is named first
    if old is None:
        if text and contact_id is not None:
            Need.create(
                contact=contact_id, text=text, noted_on=said.day, interaction=interaction_id
            )
    elif not text or contact_id is None:
        db.execute_sql("DELETE FROM need WHERE id = ?", (old[0],))
    elif old[1:] != (text, contact_id, said.day):
        db.execute_sql(
            "UPDATE need SET text = ?, contact_id = ?, noted_on = ?, updated_at = ? WHERE id = ?",
            (text, contact_id, said.day, now_ms(), old[0]),
        )


def _promise(interaction_id: int, said: Said, contact_id: int | None) -> None:
    old = db.execute_sql(
        "SELECT id, text, contact_id, made_on, due_on FROM followup WHERE interaction_id = ? "
        "ORDER BY id",
        (interaction_id,),
    ).fetchone()
    text = said.promise.strip()
    wanted = (text, contact_id, said.day, said.promise_due)
    if old is None:
        if text:
            Followup.create(
                contact=contact_id,
                text=text,
                made_on=said.day,
                due_on=said.promise_due,
                interaction=interaction_id,
            )
    elif not text:
        db.execute_sql("DELETE FROM followup WHERE id = ?", (old[0],))
    elif old[1:] != wanted:
        db.execute_sql(
            "UPDATE followup SET text = ?, contact_id = ?, made_on = ?, due_on = ?, "
            "updated_at = ? WHERE id = ?",
            (*wanted, now_ms(), old[0]),
        )


def _help(interaction_id: int, said: Said) -> None:
    direction = DIRECTIONS.get(said.kind, "")
    wanted = said.contact_ids if direction else ()
    old = {
        row[0]: row[1:]
        for row in db.execute_sql(
            "SELECT contact_id, id, direction, text, day FROM help WHERE interaction_id = ?",
            (interaction_id,),
        )
    }
    for contact_id in wanted:
        known = old.pop(contact_id, None)
        if known is None:
            Help.create(
                contact=contact_id,
                direction=direction,
                text=said.text,
                day=said.day,
                interaction=interaction_id,
            )
        elif known[1:] != (direction, said.text, said.day):
            db.execute_sql(
                "UPDATE help SET direction = ?, text = ?, day = ?, updated_at = ? WHERE id = ?",
                (direction, said.text, said.day, now_ms(), known[0]),
            )
    for known in old.values():
        db.execute_sql("DELETE FROM help WHERE id = ?", (known[0],))


def _introductions(interaction_id: int, said: Said) -> None:
    pairs: list[tuple[int, int]] = []
    if said.kind == "introduced" and len(said.contact_ids) > 1:
        pairs = [(said.contact_ids[0], other) for other in said.contact_ids[1:]]
    old = {
        row[:2]: row[2:]
        for row in db.execute_sql(
            "SELECT contact_id, other_id, id, why, day FROM introduction WHERE interaction_id = ?",
            (interaction_id,),
        )
    }
    for pair in pairs:
        known = old.pop(pair, None)
        if known is None:
            Introduction.create(
                contact=pair[0],
                other=pair[1],
                why=said.text,
                day=said.day,
                interaction=interaction_id,
            )
        elif known[1:] != (said.text, said.day):
            db.execute_sql(
                "UPDATE introduction SET why = ?, day = ?, updated_at = ? WHERE id = ?",
                (said.text, said.day, now_ms(), known[0]),
            )
    for known in old.values():
        db.execute_sql("DELETE FROM introduction WHERE id = ?", (known[0],))


def said_of(interaction_id: int) -> tuple[str, str, int | None]:
    """Return (need, promise, promise due) that an interaction noted, "" and None where none."""
    need = db.execute_sql(
        "SELECT text FROM need WHERE interaction_id = ? ORDER BY id", (interaction_id,)
    ).fetchone()
    promise = db.execute_sql(
        "SELECT text, due_on FROM followup WHERE interaction_id = ? ORDER BY id", (interaction_id,)
    ).fetchone()
    return (
        str(need[0]) if need else "",
        str(promise[0]) if promise else "",
        promise[1] if promise else None,
    )


def made_by(interaction_id: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the ids of the needs and of the promises that an interaction noted."""
    needs = db.execute_sql("SELECT id FROM need WHERE interaction_id = ?", (interaction_id,))
    made = db.execute_sql("SELECT id FROM followup WHERE interaction_id = ?", (interaction_id,))
    return tuple(row[0] for row in needs), tuple(row[0] for row in made)


def set_need_state(need_id: int, state: str, today: int) -> None:
    """Set a need open, in_hand, solved or dropped; call inside an edit."""
    closed = today if state in ("solved", "dropped") else None
    db.execute_sql(
        "UPDATE need SET state = ?, closed_on = ?, updated_at = ? WHERE id = ? AND state <> ?",
        (state, closed, now_ms(), need_id, state),
    )


def note_need(contact_id: int, text: str, today: int, interaction_id: int | None = None) -> int:
    """Note a need, outside of any interaction or one more of it; return its id."""
    row = Need.create(
        contact=contact_id, text=text.strip(), noted_on=today, interaction=interaction_id
    )
    return int(row.id)


def reword_need(need_id: int, text: str) -> None:
    """Put a need into other words; call inside an edit.

    Raises:
        NotFound: There is no such need.
    """
    cursor = db.execute_sql(
        "UPDATE need SET text = ?, updated_at = ? WHERE id = ?", (text.strip(), now_ms(), need_id)
    )
    if cursor.rowcount == 0:
        raise NotFound("This need is not in the journal any more.")


def note_promise(
    contact_id: int | None, text: str, today: int, due: int | None, interaction_id: int
) -> int:
    """Note one more promise of an interaction; return its id.

    Args:
        contact_id: Whom it was made to, None for nobody known.
        text: What was promised.
        today: The day it was made.
        due: The day it is due, None for none.
        interaction_id: Where it was made.
    """
    row = Followup.create(
        contact=contact_id,
        text=text.strip(),
        made_on=today,
        due_on=due,
        interaction=interaction_id,
    )
    return int(row.id)
