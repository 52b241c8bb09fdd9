"""Ties as they stand on a day, read from what the journal stores about each."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from netjournal.models.handle import db, from_day, to_day
from netjournal.services import id_lists
from netjournal.services.bonds import own_kappa, rhythm, strength
from netjournal.services.bonds.number_table import table
from netjournal.services.bonds.strength import TieState

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from netjournal.services.bonds.strength_bulk import DayArrays, TieArrays
    from netjournal.services.bonds.strength_days import ContactDay

_LONG = 200  # contact-days
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
        (id_lists.as_text(ids),),
    )
    found = {}
    for contact_id, touches, first, last, log_volume, last_on in rows:
        state = TieState(touches, first, last, log_volume)
        score = strength.strength(state, today)
        found[contact_id] = TieNow(state, score, strength.label(state, today, score), last_on)
    return found


def contact_days(ids: Sequence[int], until: int) -> dict[int, list[ContactDay]]:
    """Return the contact-days of some contacts up to a day, by day."""
    found: dict[int, list[ContactDay]] = {}
    for contact_id in sorted(set(ids)):
        days = db.execute_sql(
            "SELECT day, w, touch FROM contact_day WHERE contact_id = ? AND day <= ? ORDER BY day",
            (contact_id, until),
        ).fetchall()  # each by themselves, as SQLite gives rows of three that need no unpacking
        if days:
            found[contact_id] = days
    return found


def is_long(contact_id: int) -> bool:
    """Return whether a history is so long that a day's entries are found sooner by the day."""
    return bool(
        db.execute_sql(
            "SELECT 1 FROM contact_day WHERE contact_id = ? LIMIT 1 OFFSET ?", (contact_id, _LONG)
        ).fetchone()
    )


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
    return tuple(zip(points, strength.strengths_at(days, points), strict=True))


@lru_cache(maxsize=8)
def _month_ends(today: int, count: int) -> tuple[int, ...]:
    first = from_day(today).replace(day=1)
    ends = []
    for _ in range(count):
        last = first - timedelta(days=1)
        ends.append(to_day(last))
        first = last.replace(day=1)
    return tuple(ends[::-1])


def fading_ids(ids: Sequence[int], today: int) -> set[int]:
    """Return those of ``ids`` whose tie fades; only ties that ever amounted to much are read."""
    if len(ids) > FEW:
        return _fading_of_many(ids, today)
    known = read(ids, today)
    likely = [
        contact_id
        for contact_id, tie in known.items()
        if tie.state.n >= rhythm.FADING_TOUCHES
        # a year ago it had at most twice the volume, and at best a chance of one
        and strength.score(2 * strength.volume(tie.state, today) * strength.LN2)
        >= rhythm.FADING_BEST
    ]
    kappa = own_kappa.kappa()
    return {
        contact_id
        for contact_id, days in contact_days(likely, today).items()
        if rhythm.fading(known[contact_id].state, today, rhythm.best_of_year(days, today), kappa)
    }


def _fading_of_many(ids: Sequence[int], today: int) -> set[int]:
    import numpy as np

    from netjournal.services.bonds import network, strength_bulk

    owners, states = _all_states()
    at_best = strength_bulk.scores(2 * strength_bulk.volumes(states, today) * strength.LN2)
    likely = (states.n >= rhythm.FADING_TOUCHES) & (at_best >= rhythm.FADING_BEST)
    likely &= np.isin(owners, np.array(ids, dtype=np.int64))
    some = strength_bulk.TieArrays(
        states.n[likely], states.first[likely], states.last[likely], states.log_volume[likely]
    )
    wanted = owners[likely].tolist()
    days = day_arrays(wanted, today)
    best = network.best_of_year(days, today)
    fading = strength_bulk.fading(some, today, best, own_kappa.kappa())
    return {contact_id for contact_id, is_so in zip(wanted, fading.tolist(), strict=True) if is_so}


def day_arrays(ids: Sequence[int], until: int) -> DayArrays:
    """Return the contact-days of some contacts up to a day, each tie at the place of its id."""
    import numpy as np

    from netjournal.services.bonds.strength_bulk import DayArrays

    rows = table(
        "SELECT j.key, d.day, d.w, d.touch FROM json_each(?) j CROSS JOIN contact_day d "
        "ON d.contact_id = j.value WHERE d.day <= ?",
        (id_lists.as_text(ids), until),
        4,
    )
    return DayArrays(
        tie=rows[:, 0].astype(np.int64),
        day=rows[:, 1].astype(np.int64),
        w=rows[:, 2],
        touch=rows[:, 3] > 0,
        count=len(ids),
    )


def _all_states() -> tuple[NDArray[np.int64], TieArrays]:
    """Return every tie: (contact ids, ascending; states). The last place is nobody's."""
    import numpy as np

    from netjournal.services.bonds.strength_bulk import TieArrays

    rows = table(
        "SELECT contact_id, touches, COALESCE(first_day, 0), COALESCE(last_day, 0), log_volume "
        "FROM tie_state UNION ALL SELECT ?, 0, 0, 0, NULL ORDER BY 1",
        (2**53,),
        5,
    )
    owners, n, first, last = (rows[:, place].astype(np.int64) for place in range(4))
    log_volume = np.where(np.isnan(rows[:, 4]), -np.inf, rows[:, 4])
    return owners, TieArrays(n, first, last, log_volume)


def out_of_sums() -> set[int]:
    """Return the contacts that count in no sum: trashed, archived and deceased ones."""
    return {
        row[0]
        for row in db.execute_sql(
            "SELECT id FROM contact WHERE trashed_at IS NOT NULL "
            "UNION ALL SELECT id FROM contact WHERE archived_at IS NOT NULL "
            "UNION ALL SELECT id FROM contact WHERE deceased = 1"
        )
    }


def anybody() -> int:
    """Return 1 when there is somebody who counts in sums, else 0; much quicker than counting."""
    row = db.execute_sql(
        "SELECT EXISTS (SELECT 1 FROM contact WHERE trashed_at IS NULL AND archived_at IS NULL "
        "AND deceased = 0)"
    ).fetchone()
    return int(row[0])


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

    from netjournal.services.bonds import strength_bulk

    owners, states = _all_states()
    wanted = np.array(ids, dtype=np.int64)
    places = np.searchsorted(owners, wanted)
    places[owners[places] != wanted] = owners.size - 1  # who has no tie
    if label:
        kept = (strength_bulk.labels(states, today) == strength.LABELS.index(label))[places]
        wanted, places = wanted[kept], places[kept]
    if by_strength:
        order = np.argsort(-strength_bulk.strengths(states, today)[places], kind="stable")
        wanted = wanted[order]
    return array("q", wanted.tobytes())


def latest_first(ids: Sequence[int]) -> array[int]:
    """Return ``ids`` by the last day of any interaction, newest first; who has none comes last."""
    if len(ids) <= FEW:
        last = dict(
            db.execute_sql(
                "SELECT t.contact_id, t.last_on FROM json_each(?) j "
                "JOIN tie_state t ON t.contact_id = j.value",
                (id_lists.as_text(ids),),
            ).fetchall()
        )
        return array("q", sorted(ids, key=lambda contact_id: -last.get(contact_id, -(2**40))))
    wanted = set(ids)
    known = id_lists.ids("SELECT contact_id AS id FROM tie_state ORDER BY last_on DESC, contact_id")
    tied = set(known)
    dated = [contact_id for contact_id in known if contact_id in wanted]
    return array("q", dated + [contact_id for contact_id in ids if contact_id not in tied])
