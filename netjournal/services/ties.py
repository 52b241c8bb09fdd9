"""Ties as they stand on a day, read from what the journal stores about each."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from netjournal.models.base import db, from_day, to_day
from netjournal.services import rhythm, search, strength
from netjournal.services.strength import TieState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netjournal.services.strength_days import ContactDay

CHUNK = 500
FEW = 2_000  # up to so many ties are reckoned one by one, without numpy


@dataclass(frozen=True, slots=True)
class TieNow:
    """A tie as of a day: ``score`` 0…100, ``label``, and the last day of any kind, or None."""

    state: TieState
    score: float
    label: str
    last_on: int | None


NO_TIE = TieNow(strength.EMPTY, 0.0, strength.NONE, None)


def read(ids: Sequence[int], today: int) -> dict[int, TieNow]:
    """Return the ties of some contacts; those without any interaction are missing."""
    rows = db.execute_sql(
        "SELECT t.contact_id, t.touches, t.first_day, t.last_day, t.log_volume, t.last_on "
        "FROM json_each(?) j JOIN tie_state t ON t.contact_id = j.value",
        (search.id_list(ids),),
    )
    found = {}
    for contact_id, touches, first, last, log_volume, last_on in rows:
        state = TieState(touches, first, last, log_volume)
        score = strength.strength(state, today)
        found[contact_id] = TieNow(state, score, strength.label(state, today), last_on)
    return found


def contact_days(ids: Sequence[int], until: int) -> dict[int, list[ContactDay]]:
    """Return the contact-days of some contacts up to a day, by day."""
    found: dict[int, list[ContactDay]] = {}
    for contact_id, day, w, touch in db.execute_sql(
        "SELECT d.contact_id, d.day, d.w, d.touch FROM json_each(?) j JOIN contact_day d "
        "ON d.contact_id = j.value WHERE d.day <= ? ORDER BY d.contact_id, d.day",
        (search.id_list(ids), until),
    ):
        found.setdefault(contact_id, []).append((day, w, bool(touch)))
    return found


def history(
    days: Sequence[ContactDay], today: int, months: int = 24
) -> tuple[tuple[int, float], ...]:
    """Return (day, score) at month ends and today, for a sparkline; oldest first.

    Args:
        days: The contact-days of a tie, by day.
        today: The local day that ends the line.
        months: How many points at most.
    """
    if not days:
        return ()
    points = [end for end in _month_ends(today, months - 1) if end >= days[0][0]] + [today]
    states = strength.states_at(days, points)
    return tuple(
        (point, strength.strength(state, point))
        for point, state in zip(points, states, strict=True)
    )


def _month_ends(today: int, count: int) -> list[int]:
    first = from_day(today).replace(day=1)
    ends = []
    for _ in range(count):
        last = first - timedelta(days=1)
        ends.append(to_day(last))
        first = last.replace(day=1)
    return ends[::-1]


def state_word(
    state: TieState, days: Sequence[ContactDay], today: int, gap: float | None = None
) -> str:
    """Return how a tie stands: fading, silent … on_rhythm, or none.

    Args:
        state: The tie.
        days: Its contact-days.
        today: The local day.
        gap: The target; None takes the usual gap.
    """
    if rhythm.fading(state, today, rhythm.best_of_year(days, today)):
        return rhythm.FADING
    usual = rhythm.usual_gap(day for day, _, touch in days if touch)
    return rhythm.rhythm_state(strength.silence(state, today), gap if gap is not None else usual)


def fading_ids(ids: Sequence[int], today: int) -> set[int]:
    """Return those of ``ids`` whose tie fades; only ties that ever amounted to much are read."""
    known = read(ids, today)
    likely = [
        contact_id
        for contact_id, tie in known.items()
        if tie.state.n >= rhythm.FADING_TOUCHES
        # a year ago it had at most twice the volume, and at best a chance of one
        and strength.score(2 * strength.volume(tie.state, today) * strength.LN2)
        >= rhythm.FADING_BEST
    ]
    found = set()
    for start in range(0, len(likely), CHUNK):
        some = likely[start : start + CHUNK]
        for contact_id, days in contact_days(some, today).items():
            best = rhythm.best_of_year(days, today)
            if rhythm.fading(known[contact_id].state, today, best):
                found.add(contact_id)
    return found


def out_of_sums() -> set[int]:
    """Return the contacts that count in no sum: trashed, archived and deceased ones."""
    return {
        row[0]
        for row in db.execute_sql(
            "SELECT id FROM contact WHERE trashed_at IS NOT NULL "
            "UNION SELECT id FROM contact WHERE archived_at IS NOT NULL "
            "UNION SELECT id FROM contact WHERE deceased = 1"
        )
    }


def network(today: int) -> tuple[int, float]:
    """Return how many people there are, and how many of them will likely be in touch in 90 days."""
    out = out_of_sums()
    people = int(db.execute_sql("SELECT COUNT(*) FROM contact").fetchone()[0]) - len(out)
    live = sum(
        strength.law(touches, max(0, today - last), strength.HORIZON)
        for contact_id, touches, last in db.execute_sql(
            "SELECT contact_id, touches, last_day FROM tie_state WHERE touches > 0"
        )
        if contact_id not in out
    )
    return people, live


def chosen(
    ids: Sequence[int], today: int, *, label: str = "", by_strength: bool = False
) -> array[int]:
    """Return those of ``ids`` with ``label`` ("" for all), in their order or strongest first."""
    if len(ids) > FEW:
        return _chosen_of_many(ids, today, label, by_strength)
    known = read(ids, today)
    kept = [i for i in ids if not label or known.get(i, NO_TIE).label == label]
    if by_strength:
        kept.sort(key=lambda contact_id: -known.get(contact_id, NO_TIE).score)
    return array("q", kept)


def _chosen_of_many(ids: Sequence[int], today: int, label: str, by_strength: bool) -> array[int]:
    import numpy as np

    from netjournal.services import strength_bulk

    rows = db.execute_sql(
        "SELECT contact_id, touches, first_day, last_day, log_volume FROM tie_state "
        "ORDER BY contact_id"
    ).fetchall()
    # one more place, without a tie, for those who have none
    states = strength_bulk.ties_from_rows([row[1:] for row in rows] + [(0, None, None, None)])
    owners = np.array([row[0] for row in rows] + [np.iinfo(np.int64).max])
    wanted = np.array(ids, dtype=np.int64)
    places = np.searchsorted(owners, wanted)
    places[owners[places] != wanted] = len(rows)
    if label:
        kept = (strength_bulk.labels(states, today) == strength.LABELS.index(label))[places]
        wanted, places = wanted[kept], places[kept]
    if by_strength:
        order = np.argsort(-strength_bulk.strengths(states, today)[places], kind="stable")
        wanted = wanted[order]
    return array("q", wanted.tobytes())
