"""What the user answers to a suggestion, and who has left tries unanswered.

Later, not today, pause, never, no answer: each is something else than having been in touch. All
writing needs an open edit.
"""

from __future__ import annotations

from dataclasses import dataclass

from netjournal.errors import NotFound
from netjournal.models.handle import db, now_ms
from netjournal.services.bonds import ties
from netjournal.services.people import contact_writing

ME = 1  # as interaction.initiator stores it; its module would load Peewee
TRIES = 2  # after so many without an answer nobody is suggested until they write themselves
TRY_AGAIN_DAYS = 14
_TOUCHES = (
    "CROSS JOIN interaction_kind k ON k.id = i.kind_id WHERE ic.contact_id = ? "
    "AND i.day IN (?, ?) AND i.trashed_at IS NULL AND k.touch = 1"
)
_SAID_BY_PERSON = (
    "SELECT 1 FROM interaction_contact ic "
    f"CROSS JOIN interaction i ON i.id = ic.interaction_id {_TOUCHES}"
)
_SAID_BY_DAY = (
    "SELECT 1 FROM interaction i "
    "CROSS JOIN interaction_contact ic INDEXED BY interaction_contact_of "  # one person's lie close
    f"ON ic.interaction_id = i.id {_TOUCHES}"
)
# of kinds that reach someone without an answer being part of them, those that the user sent
_MINE = (
    f"(i.initiator IS {ME:d} AND k.key IN ('message', 'email', 'letter', 'video_message')) LIMIT 1"
)


def snooze(contact_id: int, until: int) -> None:
    """Don't suggest someone before day ``until``; not the same as having been in touch."""
    _nudge(contact_id, "snoozed_until", until)


def skip(contact_id: int, today: int) -> None:
    """Don't suggest someone today."""
    _nudge(contact_id, "skipped_on", today)


def pause(contact_id: int, until: int | None) -> None:
    """Don't suggest someone before day ``until``, or until further notice (None)."""
    _rhythm_state(contact_id, "paused", until)


def never(contact_id: int) -> None:
    """Never suggest someone again (until their rhythm is changed)."""
    _rhythm_state(contact_id, "never", None)


def tries(contact_id: int, today: int) -> int:
    """Return how many tries someone has left unanswered, as the user said."""
    return _unanswered_tries(_nudged(contact_id), today)


def tried(contact_id: int, today: int) -> int:
    """Say that someone didn't answer a try; return how many tries that makes since they last did.

    The next suggestion comes after two weeks; after two tries, none does.
    """
    count = tries(contact_id, today) + 1
    _nudge(contact_id, "unanswered", count)
    _nudge(contact_id, "last_suggested_on", today)
    _nudge(contact_id, "snoozed_until", today + TRY_AGAIN_DAYS)
    return count


@dataclass(frozen=True, slots=True)
class Rest:
    """Why someone isn't suggested.

    ``kind`` is never, paused, unanswered, snoozed or skipped; ``until`` the day it ends, None for
    no day.
    """

    kind: str
    until: int | None = None


def rest_of(contact_id: int, today: int) -> Rest | None:
    """Return what keeps someone from being suggested on a day, None for nothing."""
    row = db.execute_sql(
        "SELECT c.rhythm_state, c.rhythm_paused_until, n.snoozed_until, n.skipped_on "
        "FROM contact c LEFT JOIN nudge n ON n.contact_id = c.id WHERE c.id = ?",
        (contact_id,),
    ).fetchone()
    if row is None:
        return None
    state, paused_until, snoozed_until, skipped_on = row
    if state == "never":
        return Rest("never")
    if state == "paused" and (paused_until is None or paused_until > today):
        return Rest("paused", paused_until)
    if unanswered(contact_id, today):
        return Rest("unanswered")
    if snoozed_until is not None and snoozed_until > today:
        return Rest("snoozed", snoozed_until)
    return Rest("skipped", today + 1) if skipped_on == today else None


def suggest_again(contact_id: int, today: int) -> None:
    """Take back whatever keeps someone from being suggested; their rhythm is what it was."""
    _nudge(contact_id, "unanswered", 0)
    _nudge(contact_id, "last_suggested_on", today)
    _nudge(contact_id, "snoozed_until", None)
    _nudge(contact_id, "skipped_on", None)
    db.execute_sql(
        "UPDATE contact SET rhythm_paused_until = NULL, updated_at = ?, rev = rev + 1, "
        "rhythm_state = CASE WHEN rhythm_ideal_days IS NULL THEN 'unset' ELSE 'active' END "
        "WHERE id = ? AND rhythm_state IN ('paused', 'never')",
        (now_ms(), contact_id),
    )


def unanswered(contact_id: int, today: int) -> bool:
    """Return whether the last two tries to reach someone had no answer.

    Either the user said so, or the last two days in touch hold nothing but what the user sent.
    Being in touch in any other way ends it, and so does ``suggest_again``.
    """
    row = _nudged(contact_id)
    if _unanswered_tries(row, today) >= TRIES:
        return True
    days = [
        day
        for (day,) in db.execute_sql(
            "SELECT day FROM contact_day WHERE contact_id = ? AND day <= ? AND touch = 1 "
            f"ORDER BY day DESC LIMIT {TRIES:d}",
            (contact_id, today),
        )
    ]
    if len(days) < TRIES or (row and row[1] is not None and row[1] >= days[0]):
        return False
    return _only_mine(contact_id, days[-1], days[0])


def _nudged(contact_id: int) -> tuple[int, int | None, int | None] | None:
    """Return (tries, day of the last one, last day in touch), None for nobody ever suggested."""
    row: tuple[int, int | None, int | None] | None = db.execute_sql(
        "SELECT n.unanswered, n.last_suggested_on, t.last_day FROM nudge n "
        "LEFT JOIN tie_state t ON t.contact_id = n.contact_id WHERE n.contact_id = ?",
        (contact_id,),
    ).fetchone()
    return row


def _unanswered_tries(row: tuple[int, int | None, int | None] | None, today: int) -> int:
    return row[0] if row and not _answered(row[1], row[2], today) else 0


def _only_mine(contact_id: int, first: int, last: int) -> bool:
    """Return whether two days in touch, with none between them, hold only what the user sent."""
    days = (contact_id, first, last)
    # the first word of theirs is enough: most people have one, and thousands may share their day
    if ties.is_long(contact_id):
        theirs = db.execute_sql(f"{_SAID_BY_DAY} AND NOT {_MINE}", days).fetchone()
        return not theirs and bool(db.execute_sql(f"{_SAID_BY_DAY} AND {_MINE}", days).fetchone())
    theirs = db.execute_sql(f"{_SAID_BY_PERSON} AND NOT {_MINE}", days).fetchone()
    return not theirs and bool(db.execute_sql(f"{_SAID_BY_PERSON} AND {_MINE}", days).fetchone())


def _answered(tried_on: int | None, last_day: int | None, today: int) -> bool:
    """Return whether there was contact after the last try that had no answer."""
    return tried_on is None or (last_day is not None and tried_on < last_day <= today)


def _rhythm_state(contact_id: int, state: str, until: int | None) -> None:
    cursor = db.execute_sql(
        "UPDATE contact SET rhythm_state = ?, rhythm_paused_until = ?, updated_at = ?, "
        "rev = rev + 1 WHERE id = ?",
        (state, until, now_ms(), contact_id),
    )
    if cursor.rowcount == 0:
        raise NotFound("This person is not in the journal any more.")


def _nudge(contact_id: int, column: str, value: int | None) -> None:
    contact_writing.require(contact_id)
    db.execute_sql(
        f"INSERT INTO nudge (contact_id, {column}, created_at, updated_at) VALUES (?1, ?2, ?3, ?3) "
        f"ON CONFLICT (contact_id) DO UPDATE SET {column} = ?2, updated_at = ?3",
        (contact_id, value, now_ms()),
    )
