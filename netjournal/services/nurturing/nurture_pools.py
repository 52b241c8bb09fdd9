"""Who may be suggested today, by reason: loss, rhythm, having just met, thanks, long lost."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from netjournal.models.handle import db, from_day, to_day
from netjournal.services import id_lists, partial_dates
from netjournal.services.bonds import own_kappa, rhythm, rhythm_choice, strength, ties
from netjournal.services.bonds.strength import TieState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SHORTLIST = 400  # strongest ties looked at: below them thirty days cost next to nothing
STICK_DAYS = 14  # a second touch within two weeks of the first makes a tie last
QUIET_DAYS = 14  # a tie without a usual gap is not "quiet" days after a touch
THANK_DAYS = 120  # thanks for help that is longer ago would sound odd
LOST_DAYS = 365
LOST_TOUCHES = 5
LOST_AT_ONCE = 40
_OF_GAPS = rhythm.GAPS + 1  # days that have so many gaps between them
# people who want or can have no suggestion are left out of every pool
_ASKABLE = (
    "c.trashed_at IS NULL AND c.archived_at IS NULL AND c.deceased = 0 "
    "AND c.kind = 'person' AND c.rhythm_state <> 'never' "
    "AND NOT (c.rhythm_state = 'paused' AND COALESCE(c.rhythm_paused_until, ?1 + 1) > ?1) "
    "AND NOT EXISTS (SELECT 1 FROM nudge n WHERE n.contact_id = c.id "
    "AND (n.snoozed_until > ?1 OR n.skipped_on = ?1)) "
)
# a partial date counts as before the day ?4 as far as it is known: 2026 is not before 2026-11-13
_NOT_EARLIER = (
    "NOT (c.met_on GLOB '[0-9]*' AND c.met_on < substr(?4, 1, length(c.met_on))) "
    "AND NOT (c.connected_on GLOB '[0-9]*' "
    "AND c.connected_on < substr(?4, 1, length(c.connected_on))) "
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Someone who may be suggested; ``gap`` is their target or usual gap in days, or None.

    ``about`` is where they were met, or what they helped with; "" for other kinds.
    """

    contact_id: int
    kind: str  # rhythm, fading, usual, quiet, met, thank, lost
    rank: float
    silence: int
    gap: float | None
    about: str = ""


def by_loss(today: int, most: int) -> list[Candidate]:
    """Return those whose tie would lose most in thirty days of silence, most first.

    Whose gap nobody knows yet is no loss for two weeks: who was just met has a pool of their own.
    """
    rows = db.execute_sql(
        "SELECT c.id, t.touches, t.first_day, t.last_day, t.log_volume, "
        "COALESCE(c.importance, 1.0), "
        f"{rhythm_choice.IDEAL} FROM tie_state t CROSS JOIN contact c ON c.id = t.contact_id "
        f"WHERE {_ASKABLE} AND t.touches > 0 ORDER BY t.log_volume DESC LIMIT {SHORTLIST:d}",
        (today,),
    ).fetchall()
    likely, kappa = [], own_kappa.kappa()
    for contact_id, touches, first, last, log_volume, value, ideal in rows:
        state = TieState(touches, first, last, log_volume)
        loss = rhythm.nurture_loss(state, today, value, kappa=kappa)
        likely.append((loss, contact_id, state, value, ideal))
    likely.sort(key=lambda one: (-one[0], one[1]))
    found: list[Candidate] = []
    for at_best, contact_id, state, value, ideal in likely:
        if len(found) >= most and at_best < found[most - 1].rank:
            break  # a gap only ever makes less of it
        gap = usual_gap(contact_id, today) if ideal is None else ideal
        rank = rhythm.nurture_loss(state, today, value, gap, kappa)
        silence = strength.silence(state, today) or 0
        if rank > 0 and (gap is not None or silence > QUIET_DAYS):
            kind = "rhythm" if ideal is not None else "usual" if gap is not None else "quiet"
            found.append(Candidate(contact_id, kind, rank, silence, gap))
            found.sort(key=lambda one: (-one.rank, one.contact_id))
    return found[:most]


def fading(losing: Iterable[Candidate], today: int) -> Iterator[Candidate]:
    """Yield those whose tie fades (``bonds.fading``), in the order given: most to lose first.

    A rhythm that was chosen says more than what was usual: it stays the reason.
    """
    losing, kappa = list(losing), own_kappa.kappa()
    known = ties.read([one.contact_id for one in losing], today)
    for one in losing:
        if not rhythm.may_fade(known[one.contact_id].state, today, kappa):
            continue  # most are spared the reading of a long history
        days = ties.contact_days([one.contact_id], today).get(one.contact_id, [])
        state, best = rhythm.state_and_best(days, today)
        if rhythm.fading(state, today, best, kappa):
            yield one if one.kind == "rhythm" else replace(one, kind="fading")


def usual_gap(contact_id: int, today: int) -> float | None:
    """Return the usual gap between touches of someone, in days; None for too few."""
    rows = db.execute_sql(
        "SELECT day FROM contact_day WHERE contact_id = ? AND day <= ? AND touch = 1 "
        f"ORDER BY day DESC LIMIT {_OF_GAPS:d}",
        (contact_id, today),
    )
    return rhythm.usual_gap(row[0] for row in rows)


def by_rhythm(today: int, most: int) -> list[Candidate]:
    """Return those whose chosen rhythm is nearly used up or over, a little over first."""
    rows = db.execute_sql(
        "SELECT id, ideal, ?1 - last_day FROM (SELECT c.id AS id, "
        f"{rhythm_choice.IDEAL} AS ideal, t.last_day AS last_day FROM "
        # DISTINCT, for UNION alone would go through all people to have them in order
        "(SELECT DISTINCT id FROM (SELECT id FROM contact WHERE rhythm_ideal_days IS NOT NULL "
        "UNION ALL SELECT ct.contact_id FROM tag g CROSS JOIN contact_tag ct ON ct.tag_id = g.id "
        "WHERE g.rhythm_ideal_days IS NOT NULL)) chosen "
        "CROSS JOIN contact c ON c.id = chosen.id "
        "CROSS JOIN tie_state t ON t.contact_id = c.id "
        f"WHERE {_ASKABLE}) WHERE ideal > 0 "
        "AND 4 * (?1 - last_day) >= 3 * ideal "
        "ORDER BY (?1 - last_day) > 4 * ideal, (?1 - last_day) * 1.0 / ideal DESC, id LIMIT ?2",
        (today, most),
    )
    return [
        Candidate(contact_id, "rhythm", silence / ideal, silence, ideal)
        for contact_id, ideal, silence in rows
    ]


def just_met(today: int, most: int) -> list[Candidate]:
    """Return those met within two weeks and not touched since, the longest ago first.

    Whose first touch was written down now, but who was met or connected with before, is not new.
    """
    rows = db.execute_sql(
        "SELECT c.id, t.last_day FROM tie_state t CROSS JOIN contact c ON c.id = t.contact_id "
        f"WHERE {_ASKABLE} AND t.last_on >= ?1 - ?2 AND t.touches = 1 AND t.first_day >= ?1 - ?2 "
        f"AND {_NOT_EARLIER} ORDER BY t.last_day, c.id LIMIT ?3",
        (today, STICK_DAYS, most, from_day(today - STICK_DAYS).isoformat()),
    ).fetchall()
    rows += _met_untouched(today, most)
    found = {contact_id: today - day for contact_id, day in rows}
    order = sorted(found.items(), key=lambda one: (-one[1], one[0]))[:most]
    where = _where_met([contact_id for contact_id, _ in order])
    return [
        Candidate(i, "met", float(silence), silence, None, where.get(i, "")) for i, silence in order
    ]


def _where_met(ids: list[int]) -> dict[int, str]:
    rows = db.execute_sql(
        "SELECT c.id, COALESCE(e.title, c.met_place) FROM json_each(?) j "
        "JOIN contact c ON c.id = j.value LEFT JOIN event e ON e.id = c.met_event_id "
        "AND e.trashed_at IS NULL",
        (id_lists.as_text(ids),),
    )
    return {contact_id: where for contact_id, where in rows if where}


def unthanked(today: int, most: int) -> list[Candidate]:
    """Return boosters who helped lately and haven't been thanked since, the latest help first.

    A booster is who was marked as one, or who helped at least twice without being asked.
    """
    rows = db.execute_sql(
        "SELECT c.id, h.day, h.text FROM help h CROSS JOIN contact c ON c.id = h.contact_id "
        f"WHERE {_ASKABLE} AND h.direction = 'received' AND h.day BETWEEN ?1 - ?2 AND ?1 "
        "AND (c.booster = 'yes' OR (c.booster <> 'no' AND (SELECT COUNT(*) FROM help u "
        "WHERE u.contact_id = c.id AND u.direction = 'received' AND u.asked = 0) >= 2)) "
        "AND NOT EXISTS (SELECT 1 FROM interaction_contact ic "
        "JOIN interaction i ON i.id = ic.interaction_id "
        "JOIN interaction_kind k ON k.id = i.kind_id WHERE ic.contact_id = c.id "
        "AND k.key = 'thanked' AND i.day >= h.day AND i.trashed_at IS NULL) "
        "ORDER BY h.day DESC, h.id DESC LIMIT ?3",
        (today, THANK_DAYS, 4 * most),
    )
    found: dict[int, Candidate] = {}
    for contact_id, day, text in rows:
        if contact_id not in found:
            silence = today - day
            found[contact_id] = Candidate(contact_id, "thank", -silence, silence, None, text)
    return list(found.values())[:most]


def long_lost(today: int, most: int) -> list[Candidate]:
    """Return people one was in touch with on many days, and not for more than a year.

    Looked for from a day in the past that changes every day, so that it is now and then this one,
    now and then another; of those found there, whom more days were shared with comes first.
    """
    last = today - LOST_DAYS
    row = db.execute_sql("SELECT MIN(last_on) FROM tie_state").fetchone()
    if row[0] is None or row[0] > last:
        return []
    start = row[0] + (today * 7919) % (last - row[0] + 1)  # a prime, so that days scatter
    rows: list[tuple[int, int, int]] = []
    for low, high in ((start, last), (row[0], start - 1)):
        rows += db.execute_sql(
            "SELECT c.id, t.last_day, t.touches FROM tie_state t "
            f"CROSS JOIN contact c ON c.id = t.contact_id WHERE {_ASKABLE} "
            "AND t.last_on BETWEEN ?2 AND ?3 AND t.touches >= ?4 ORDER BY t.last_on LIMIT ?5",
            (today, low, high, LOST_TOUCHES, LOST_AT_ONCE - len(rows)),
        ).fetchall()
    rows.sort(key=lambda one: (-one[2], one[0]))
    return [
        Candidate(i, "lost", float(touches), today - day, None) for i, day, touches in rows[:most]
    ]


def _met_untouched(today: int, most: int) -> Iterator[tuple[int, int]]:
    first, last = from_day(today - STICK_DAYS).isoformat(), from_day(today).isoformat()
    rows = db.execute_sql(
        f"SELECT c.id, c.met_on FROM contact c WHERE {_ASKABLE} AND c.met_on BETWEEN ?2 AND ?3 "
        "AND c.met_on <> '' AND NOT EXISTS (SELECT 1 FROM tie_state t "
        "WHERE t.contact_id = c.id AND t.touches > 0) ORDER BY c.met_on, c.id LIMIT ?4",
        (today, first, last, most),
    )
    for contact_id, met_on in rows:
        known = partial_dates.parse(met_on)
        if known is not None and known.year and known.day:
            day = partial_dates.on_year(known, known.year)
            if day is not None:
                yield contact_id, to_day(day)
