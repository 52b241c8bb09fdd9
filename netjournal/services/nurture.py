"""Today: whom to turn to and why, promises, dates and events that are near."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from netjournal.errors import NotFound
from netjournal.models.base import db, from_day, now_ms, to_day
from netjournal.services import (
    contact_writing,
    events,
    nurture_pools,
    partial_dates,
    search,
    ties,
)

if TYPE_CHECKING:
    from netjournal.services.events import EventRow
    from netjournal.services.nurture_pools import Candidate

AT_MOST = 5
WEEK = 7


@dataclass(frozen=True, slots=True)
class Reason:
    """Why someone is suggested: ``kind`` and numbers (days); worded by ``nurture_words``."""

    kind: str
    silence: int | None = None
    gap: int | None = None


@dataclass(frozen=True, slots=True)
class NurtureRow:
    """Someone to turn to; ``last_line`` is what was talked about last."""

    contact_id: int
    full_name: str
    photo_id: int | None
    label: str
    state: str
    reason: Reason
    last_line: str
    history: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class TodayPromise:
    """An open promise; ``contact_id`` None when it was made to nobody in particular."""

    id: int
    text: str
    by_me: bool
    due_on: int | None
    made_on: int
    contact_id: int | None
    full_name: str


@dataclass(frozen=True, slots=True)
class DateRow:
    """A birthday or another date; ``turns`` is the age or years, None when the year is unknown."""

    day: int
    contact_id: int
    full_name: str
    what: str
    turns: int | None


@dataclass(frozen=True, slots=True)
class CouldHelp:
    """A need, and someone who may know how; ``topic`` says why."""

    need_id: int
    need: str
    noted_on: int
    contact_id: int
    full_name: str
    helper_id: int
    helper_name: str
    topic: str


@dataclass(frozen=True, slots=True)
class TodayPage:
    """Everything the Today page shows."""

    nurture: tuple[NurtureRow, ...]
    promises: tuple[TodayPromise, ...]
    dates: tuple[DateRow, ...]
    events: tuple[EventRow, ...]
    could_help: tuple[CouldHelp, ...]
    people: int
    live_ties: float
    joined_this_month: int


def today_page(today: int) -> TodayPage:
    """Return what today is about.

    Args:
        today: The local day.
    """
    people, live_ties = ties.network(today)
    return TodayPage(
        nurture=nurture(today),
        promises=promises(today),
        dates=dates(today),
        events=tuple(events.between(today, today + WEEK - 1)),
        could_help=(),
        people=people,
        live_ties=live_ties,
        joined_this_month=_joined(today),
    )


def nurture(today: int) -> tuple[NurtureRow, ...]:
    """Return at most five people to turn to, each with the reason."""
    chosen = _choose(
        nurture_pools.by_loss(today, 2 * AT_MOST),
        nurture_pools.by_rhythm(today, 2 * AT_MOST),
        nurture_pools.just_met(today, 2 * AT_MOST),
    )
    ids = [one.contact_id for one in chosen]
    known = ties.read(ids, today)
    names = _names(ids)
    return tuple(
        NurtureRow(
            contact_id=one.contact_id,
            full_name=names[one.contact_id][0],
            photo_id=names[one.contact_id][1],
            label=known.get(one.contact_id, ties.NO_TIE).label,
            state="" if one.kind == "met" else ties.state(one.silence, one.gap),
            reason=_reason(one),
            last_line=last_line(one.contact_id),
            history=ties.history(one.contact_id, today),
        )
        for one in chosen
    )


def _choose(losing: list[Candidate], due: list[Candidate], met: list[Candidate]) -> list[Candidate]:
    """Take of each pool, so that no reason crowds out the others."""
    chosen: dict[int, Candidate] = {}

    def take(pool: list[Candidate], most: int) -> None:
        for one in pool:
            if len(chosen) == AT_MOST or most == 0:
                return
            if one.contact_id not in chosen:
                chosen[one.contact_id] = one
                most -= 1

    take(losing, 2)
    take(due, 2)
    take(met, 1)
    for pool in (losing, met, due):
        take(pool, AT_MOST)
    return list(chosen.values())


def _reason(one: Candidate) -> Reason:
    gap = None if one.gap is None else max(1, round(one.gap))
    if one.kind == "rhythm":
        over = gap is not None and one.silence > gap
        return Reason("rhythm_over" if over else "rhythm_due", one.silence, gap)
    return Reason(one.kind, one.silence, gap)


def _names(ids: list[int]) -> dict[int, tuple[str, int | None]]:
    return {
        row[0]: (row[1], row[2])
        for row in db.execute_sql(
            "SELECT c.id, c.full_name, c.photo_id FROM json_each(?) j "
            "JOIN contact c ON c.id = j.value",
            (search.id_list(ids),),
        )
    }


def last_line(contact_id: int) -> str:
    """Return what was talked about last: the newest interaction that says something."""
    row = db.execute_sql(
        "SELECT CASE i.summary WHEN '' THEN i.body ELSE i.summary END "
        "FROM interaction_contact ic JOIN interaction i ON i.id = ic.interaction_id "
        "WHERE ic.contact_id = ? AND i.trashed_at IS NULL AND (i.summary <> '' OR i.body <> '') "
        "ORDER BY i.day DESC, i.minute DESC, i.id DESC LIMIT 1",
        (contact_id,),
    ).fetchone()
    return str(row[0]).strip().split("\n")[0] if row else ""


def promises(today: int) -> tuple[TodayPromise, ...]:
    """Return open promises: due ones first, by day, then those without a day; snoozed ones rest."""
    rows = db.execute_sql(
        "SELECT f.id, f.text, f.by_me, f.due_on, f.made_on, f.contact_id, "
        "COALESCE(c.full_name, '') FROM followup f LEFT JOIN contact c ON c.id = f.contact_id "
        "WHERE f.state IN ('open', 'snoozed') AND (f.snoozed_until IS NULL OR f.snoozed_until <= ?)"
        " AND c.trashed_at IS NULL ORDER BY f.due_on IS NULL, f.due_on, f.made_on, f.id LIMIT 200",
        (today,),
    )
    return tuple(TodayPromise(r[0], r[1], bool(r[2]), *r[3:]) for r in rows)


def dates(today: int, days: int = WEEK) -> tuple[DateRow, ...]:
    """Return the birthdays and other dates that come round within ``days``, soonest first."""
    first = from_day(today)
    keys = _month_days(today, days)
    marks = ", ".join("?" * len(keys))
    rows = db.execute_sql(
        "SELECT c.id, c.full_name, 'birthday', c.birthday FROM contact c "
        f"WHERE c.birthday <> '' AND substr(c.birthday, -5) IN ({marks}) "
        "AND c.trashed_at IS NULL AND c.archived_at IS NULL AND c.deceased = 0 UNION ALL "
        "SELECT c.id, c.full_name, d.label, d.date FROM important_date d "
        f"JOIN contact c ON c.id = d.contact_id WHERE substr(d.date, -5) IN ({marks}) "
        "AND c.trashed_at IS NULL AND c.archived_at IS NULL",
        (*keys, *keys),
    )
    found = []
    for contact_id, name, what, text in rows:
        known = partial_dates.parse(text)
        come = partial_dates.next_time(known, first) if known else None
        if known is None or come is None or to_day(come) >= today + days:
            continue
        turns = come.year - known.year if known.year else None
        if turns is None or turns > 0:
            found.append(DateRow(to_day(come), contact_id, name, what, turns))
    return tuple(sorted(found, key=lambda row: (row.day, row.full_name, row.contact_id, row.what)))


def _month_days(today: int, days: int) -> list[str]:
    keys = [from_day(day).strftime("%m-%d") for day in range(today, today + days)]
    return [*keys, "02-29"] if "02-28" in keys else keys


def _joined(today: int) -> int:
    """Return how many people came into the journal since the month began."""
    first = from_day(today).replace(day=1)
    start = int(datetime(first.year, first.month, 1).astimezone().timestamp() * 1000)
    row = db.execute_sql(
        "SELECT COUNT(*) FROM contact WHERE created_at >= ? AND trashed_at IS NULL", (start,)
    ).fetchone()
    return int(row[0])


# -- answers (writing: call inside an edit)


def snooze(contact_id: int, until: int) -> None:
    """Don't suggest someone before day ``until``; not the same as having been in touch."""
    _nudge(contact_id, "snoozed_until", until)


def skip(contact_id: int, today: int) -> None:
    """Don't suggest someone today."""
    _nudge(contact_id, "skipped_on", today)


def never(contact_id: int) -> None:
    """Never suggest someone again (until their rhythm is changed)."""
    _rhythm_state(contact_id, "never", None)


def pause(contact_id: int, until: int | None) -> None:
    """Don't suggest someone before day ``until``, or until further notice (None)."""
    _rhythm_state(contact_id, "paused", until)


def _rhythm_state(contact_id: int, state: str, until: int | None) -> None:
    cursor = db.execute_sql(
        "UPDATE contact SET rhythm_state = ?, rhythm_paused_until = ?, updated_at = ?, "
        "rev = rev + 1 WHERE id = ?",
        (state, until, now_ms(), contact_id),
    )
    if cursor.rowcount == 0:
        raise NotFound("This person is not in the journal any more.")


def _nudge(contact_id: int, column: str, value: int) -> None:
    contact_writing.require(contact_id)
    now = now_ms()
    db.execute_sql(
        f"INSERT INTO nudge (contact_id, {column}, created_at, updated_at) VALUES (?1, ?2, ?3, ?3) "
        f"ON CONFLICT (contact_id) DO UPDATE SET {column} = ?2, updated_at = ?3",
        (contact_id, value, now),
    )


def promise_done(promise_id: int, today: int) -> None:
    """Say that a promise was kept.

    Raises:
        NotFound: There is no such promise.
    """
    _promise(promise_id, "state = 'done', closed_on = ?, snoozed_until = NULL", today)


def promise_snooze(promise_id: int, until: int) -> None:
    """Let a promise rest until a day.

    Raises:
        NotFound: There is no such promise.
    """
    _promise(promise_id, "state = 'snoozed', snoozed_until = ?", until)


def _promise(promise_id: int, pairs: str, value: int) -> None:
    cursor = db.execute_sql(
        f"UPDATE followup SET {pairs}, updated_at = ? WHERE id = ?",
        (value, now_ms(), promise_id),
    )
    if cursor.rowcount == 0:
        raise NotFound("This promise is not in the journal any more.")
