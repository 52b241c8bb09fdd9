"""Strength and label of contacts, read from what the journal stores about each tie."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from netjournal.models.base import db, from_day, to_day

if TYPE_CHECKING:
    from collections.abc import Sequence

_HALF_LIFE = 365.0


@dataclass(frozen=True, slots=True)
class TieNow:
    """A tie as of a day: ``score`` 0…100, ``label`` and the last day of any kind, or None."""

    score: float
    label: str
    last_on: int | None


NO_TIE = TieNow(0.0, "none", None)


def read(ids: Sequence[int], today: int) -> dict[int, TieNow]:
    """Return the ties of some contacts; those without any contact are missing."""
    rows = db.execute_sql(
        "SELECT t.contact_id, t.touches, t.first_day, t.last_day, t.log_volume, t.last_on "
        "FROM json_each(?) j JOIN tie_state t ON t.contact_id = j.value",
        (json.dumps(list(ids)),),
    )
    return {row[0]: _now(*row[1:6], today=today) for row in rows}


def _now(
    touches: int,
    first: int | None,
    last: int | None,
    log_volume: float | None,
    last_on: int | None,
    *,
    today: int,
) -> TieNow:
    if not touches or last is None or first is None or log_volume is None:
        return TieNow(0.0, "new", last_on)
    silence = max(0, today - last)
    chance = 1 - (1 + 90 / (1 + silence)) ** (-touches / (touches + 6))
    pace = 2.0 ** (log_volume - today / _HALF_LIFE) * math.log(2) * chance
    score = min(100.0, 100 * math.log1p(pace) / math.log(366))
    return TieNow(score, _label(score, touches, today - first), last_on)


def _label(score: float, touches: int, age: int) -> str:
    if touches <= 2 and age < 90:
        return "new"
    for label, at_least in (("inner", 60), ("close", 35), ("warm", 15), ("acquaintance", 3)):
        if score >= at_least:
            return label
    return "dormant"


def history(contact_id: int, today: int, months: int = 24) -> tuple[tuple[int, float], ...]:
    """Return (day, score) at month ends and today, for a sparkline; oldest first.

    Args:
        contact_id: Whose tie.
        today: The local day that ends the line.
        months: How many points at most.
    """
    days = db.execute_sql(
        "SELECT day, w, touch FROM contact_day WHERE contact_id = ? AND day <= ? ORDER BY day",
        (contact_id, today),
    ).fetchall()
    if not days:
        return ()
    points = [end for end in _month_ends(today, months - 1) if end >= days[0][0]]
    return tuple((point, _score_at(days, point)) for point in [*points, today])


def _month_ends(today: int, count: int) -> list[int]:
    first = from_day(today).replace(day=1)
    ends = []
    for _ in range(count):
        last = first - timedelta(days=1)
        ends.append(to_day(last))
        first = last.replace(day=1)
    return ends[::-1]


def _score_at(days: list[tuple[int, float, int]], at: int) -> float:
    past = [(day, w, touch) for day, w, touch in days if day <= at]
    touching = [day for day, _, touch in past if touch]
    volume = sum(w * 2.0 ** ((day - at) / _HALF_LIFE) for day, w, _ in past)
    if not touching or volume <= 0:
        return 0.0
    log_volume = math.log2(volume) + at / _HALF_LIFE
    return _now(len(touching), touching[0], touching[-1], log_volume, None, today=at).score


def network(today: int) -> tuple[int, float]:
    """Return how many people there are, and how many of them will likely be in touch in 90 days.

    Trashed, archived and deceased people count in neither.
    """
    out = {
        row[0]
        for row in db.execute_sql(
            "SELECT id FROM contact WHERE trashed_at IS NOT NULL "
            "UNION SELECT id FROM contact WHERE archived_at IS NOT NULL "
            "UNION SELECT id FROM contact WHERE deceased = 1"
        )
    }
    people = int(db.execute_sql("SELECT COUNT(*) FROM contact").fetchone()[0]) - len(out)
    live = sum(
        chance(touches, today - last, 90)
        for contact_id, touches, last in db.execute_sql(
            "SELECT contact_id, touches, last_day FROM tie_state WHERE touches > 0"
        )
        if contact_id not in out
    )
    return people, live


def chance(touches: int, silence: int, horizon: int) -> float:
    """Return the chance of being in touch within ``horizon`` days after ``silence`` days."""
    odds: float = (1.0 + horizon / (1.0 + max(0, silence))) ** (-touches / (touches + 6.0))
    return 1.0 - odds


def loss(touches: int, silence: int, volume: float, value: float = 1.0) -> float:
    """Return what thirty more days without a word would cost (strength of nurture)."""
    falls = chance(touches, silence, 365) - chance(touches, silence + 30, 365)
    return value * volume * math.log(2) * (1 - chance(touches, silence, 30)) * falls


def state(silence: int, gap: float | None) -> str:
    """Return how a silence stands to the gap that is usual or wished for, "" when neither is."""
    if gap is None:
        return ""
    ratio = silence / max(gap, 1.0)
    for name, below in (
        ("on_rhythm", 0.75),
        ("coming_due", 1.0),
        ("due", 2.0),
        ("overdue", 4.0),
        ("drifting", 8.0),
    ):
        if ratio < below:
            return name
    return "silent"
