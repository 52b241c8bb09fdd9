"""Strength and label of contacts, read from what the journal stores about each tie."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netjournal.models.base import db

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
