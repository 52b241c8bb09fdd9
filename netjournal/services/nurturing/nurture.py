"""Today: whom to turn to and why, promises, dates and events that are near."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from netjournal.models.handle import db, from_day, to_day
from netjournal.services import events, events_after, id_lists
from netjournal.services.bonds import (
    live_ties,
    own_kappa,
    rhythm,
    strength_reasons,
    ties,
)
from netjournal.services.giving import matching, shelf
from netjournal.services.nurturing import comeback, nurture_choice
from netjournal.services.nurturing.dates_near import WEEK, DateRow, dates
from netjournal.services.nurturing.nudges import never, pause, skip, snooze
from netjournal.services.nurturing.promises import PromiseRow, open_promises, promises_of
from netjournal.services.nurturing.promises import done as promise_done
from netjournal.services.nurturing.promises import snooze as promise_snooze

if TYPE_CHECKING:
    from netjournal.services.bonds.strength_days import ContactDay
    from netjournal.services.events import EventRow
    from netjournal.services.events_after import LanePerson
    from netjournal.services.giving.matching import Match
    from netjournal.services.giving.shelf import Known
    from netjournal.services.nurturing.nurture_pools import Candidate

__all__ = [
    "DateRow",
    "NurtureRow",
    "PromiseRow",
    "Reason",
    "TodayPage",
    "dates",
    "never",
    "nurture",
    "pause",
    "promise_done",
    "promise_snooze",
    "skip",
    "snooze",
    "today_page",
]

COULD_HELP = 3
_LATELY = 30  # days
_OF_PERSON = "interaction_contact ic JOIN interaction i ON i.id = ic.interaction_id"
_THEIRS = (
    "CROSS JOIN interaction_contact ic INDEXED BY interaction_contact_of "
    "ON ic.interaction_id = i.id"
)
_OF_DAY = f"interaction i {_THEIRS} AND i.day = ?2"
_BY_TIME = "i.minute DESC, i.id DESC"  # as the index of a day has them: the first one is enough
_BY_DAY = f"i.day DESC, {_BY_TIME}"
_NOTES_AFTER = (
    "interaction_kind k CROSS JOIN interaction i ON k.key = 'note' AND i.kind_id = k.id "
    f"AND i.day > ?2 {_THEIRS}"
)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why someone is suggested: ``kind`` and numbers (days); worded by ``nurture_words``.

    ``about`` is where they were met or what they helped with, where that is the reason.
    """

    kind: str
    silence: int | None = None
    gap: int | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class NurtureRow:
    """Someone to turn to; ``last_line`` is what was talked about last.

    ``promise`` is what the user still owes them a word about, ``topics`` what they care about.
    """

    contact_id: int
    full_name: str
    photo_id: int | None
    label: str
    state: str
    reason: Reason
    last_line: str
    history: tuple[tuple[int, float], ...]
    promise: str = ""
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TodayPage:
    """Everything the Today page shows.

    ``known`` is how well the network knows what the user does.
    ``lane`` are those met at an event up to two days ago whom no word has reached yet.
    ``resting`` are (id, name) of people who would be suggested but left two tries unanswered.
    ``begun`` is whether anything was written down; connections from a file are no such thing.
    ``away`` is how many days the journal lay still before today, None unless that was for weeks.
    """

    nurture: tuple[NurtureRow, ...]
    promises: tuple[PromiseRow, ...]
    dates: tuple[DateRow, ...]
    events: tuple[EventRow, ...]
    could_help: tuple[Match, ...]
    people: int
    live_ties: float = 0.0
    joined_this_month: int = 0
    known: Known | None = None
    lane: tuple[LanePerson, ...] = ()
    resting: tuple[tuple[int, str], ...] = ()
    away: int | None = None
    begun: bool = True


def today_page(today: int, *, whole: bool = True) -> TodayPage:
    """Return what today is about.

    Args:
        today: The local day.
        whole: With who could help and the figures of the network, which take longest; else see
            ``whole_page``, and ``people`` says only whether there is anybody.
    """
    lane = events_after.lane(today)
    chosen, resting = nurture_choice.choose(today, {one.contact_id for one in lane})
    page = TodayPage(
        nurture=_rows(chosen, today),
        promises=open_promises(today),
        dates=dates(today),
        events=tuple(events.between(today, today + WEEK - 1)),
        could_help=(),
        people=ties.anybody(),
        lane=lane,
        resting=tuple((one, name) for one, (name, _) in _names(resting).items()),
        away=comeback.away(today),
        begun=_begun(),
    )
    return whole_page(page, today) if whole else page


def _begun() -> bool:
    """Say whether anything was written down; connections that a file brought are no such thing."""
    found = db.execute_sql(
        "SELECT EXISTS (SELECT 1 FROM interaction WHERE kind_id <> "
        "(SELECT id FROM interaction_kind WHERE key = 'connected'))"
    )
    return bool(found.fetchone()[0])


def whole_page(page: TodayPage, today: int) -> TodayPage:
    """Return a page with who could help, and live ties, who is new, who knows what I do."""
    people, live = live_ties.network(today)
    return replace(
        page,
        could_help=tuple(matching.matches(today, COULD_HELP)),
        people=people,
        live_ties=live,
        joined_this_month=_joined(today),
        known=shelf.known(today, live),
    )


def nurture(today: int) -> tuple[NurtureRow, ...]:
    """Return at most five people to turn to, each with the reason."""
    lane = {one.contact_id for one in events_after.lane(today)}
    return _rows(nurture_choice.choose(today, lane)[0], today)


def _rows(chosen: list[Candidate], today: int) -> tuple[NurtureRow, ...]:
    ids = [one.contact_id for one in chosen]
    known = ties.read(ids, today)
    days = ties.contact_days(ids, today)
    names = _names(ids)
    return tuple(
        NurtureRow(
            contact_id=one.contact_id,
            full_name=names[one.contact_id][0],
            photo_id=names[one.contact_id][1],
            label=known.get(one.contact_id, ties.NO_TIE).label,
            state=_state(one, days.get(one.contact_id, []), today),
            reason=_reason(one),
            last_line=last_line(one.contact_id, today),
            promise=_promise(one.contact_id),
            topics=_topics(one.contact_id),
            history=ties.history(days.get(one.contact_id, []), today),
        )
        for one in chosen
    )


def _state(one: Candidate, days: list[ContactDay], today: int) -> str:
    if one.kind in ("met", "thank"):
        return rhythm.NO_RHYTHM
    ideal = round(one.gap) if one.kind == "rhythm" and one.gap else None
    return strength_reasons.state_of(days, today, ideal, own_kappa.kappa())


def _reason(one: Candidate) -> Reason:
    gap = None if one.gap is None else max(1, round(one.gap))
    if one.kind == "rhythm":
        over = gap is not None and one.silence > gap
        return Reason("rhythm_over" if over else "rhythm_due", one.silence, gap)
    return Reason(one.kind, one.silence, gap, one.about)


def _names(ids: list[int]) -> dict[int, tuple[str, int | None]]:
    return {
        row[0]: (row[1], row[2])
        for row in db.execute_sql(
            "SELECT c.id, c.full_name, c.photo_id FROM json_each(?) j "
            "JOIN contact c ON c.id = j.value",
            (id_lists.as_text(ids),),
        )
    }


def last_line(contact_id: int, today: int) -> str:
    """Return what was talked about last: the newest interaction that says something."""
    day = _lately(contact_id, today)
    text = None
    if day is not None:  # of a long history only what is newest is looked at
        text = _newest_text(_NOTES_AFTER, (contact_id, day))
        text = _newest_text(_OF_DAY, (contact_id, day), _BY_TIME) if text is None else text
    if text is None:
        text = _newest_text(_OF_PERSON, (contact_id,))
    return (text or "").strip().split("\n")[0]


def _lately(contact_id: int, today: int) -> int | None:
    """Return the newest contact-day of a long history, unless that is long ago."""
    if not ties.is_long(contact_id):
        return None
    newest = db.execute_sql(
        "SELECT MAX(day) FROM contact_day WHERE contact_id = ?", (contact_id,)
    ).fetchone()[0]
    return newest if newest >= today - _LATELY else None


def _newest_text(source: str, values: tuple[int, ...], order: str = _BY_DAY) -> str | None:
    row = db.execute_sql(
        f"SELECT CASE i.summary WHEN '' THEN i.body ELSE i.summary END FROM {source} "
        "WHERE ic.contact_id = ?1 AND i.trashed_at IS NULL AND (i.summary <> '' OR i.body <> '') "
        f"ORDER BY {order} LIMIT 1",
        values,
    ).fetchone()
    return str(row[0]) if row else None


def _promise(contact_id: int) -> str:
    return next((one.text for one in promises_of(contact_id) if one.by_me), "")


def _topics(contact_id: int) -> tuple[str, ...]:
    rows = db.execute_sql(
        "SELECT t.name FROM contact_topic ct JOIN topic t ON t.id = ct.topic_id "
        "WHERE ct.contact_id = ? AND ct.role = 'interest' ORDER BY ct.id LIMIT 3",
        (contact_id,),
    )
    return tuple(row[0] for row in rows)


def _joined(today: int) -> int:
    """Return how many people came into the network since the month began.

    Whoever was met, connected with or in touch earlier is not new for being written down now.
    """
    first = from_day(today).replace(day=1)
    start = int(datetime(first.year, first.month, 1).astimezone().timestamp() * 1000)
    row = db.execute_sql(
        "SELECT COUNT(*) FROM contact c WHERE c.created_at >= ? AND c.trashed_at IS NULL "
        "AND NOT (c.met_on GLOB '[0-9]*' AND c.met_on < ?) "
        "AND NOT (c.connected_on GLOB '[0-9]*' AND c.connected_on < ?) "
        "AND NOT EXISTS (SELECT 1 FROM contact_day d WHERE d.contact_id = c.id AND d.day < ?)",
        (start, first.isoformat()[:7], first.isoformat()[:7], to_day(first)),
    ).fetchone()
    return int(row[0])


def waiting(page: TodayPage, today: int) -> int:
    """Return how much of a page waits for the user today: what is due, no mere suggestion.

    My promises that are due, people met lately whom no word has reached, dates of today. After
    weeks away nothing is said to wait.
    """
    if page.away:
        return 0
    due = sum(one.by_me and one.due_on is not None and one.due_on <= today for one in page.promises)
    lane = len({one.contact_id for one in page.lane})
    return due + lane + sum(one.day == today for one in page.dates)
