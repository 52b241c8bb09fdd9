"""The journal's own factor of chances: learnt once a month, kept in the file, used for everybody.

``strength_calibration`` says how it is learnt: from what came of all month ends whose ninety days
are over. It enters chances (and what is judged by them: who fades, whom to turn to, how many ties
are live), never strength, so that no chart of strength jumps when something is learnt. What is kept
is part of the journal: the same file gives the same numbers on a day, and commands, which learn
nothing, use what the window learnt.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from netjournal.models import history
from netjournal.models.handle import db

if TYPE_CHECKING:
    from netjournal.models.engine import Connection
    from netjournal.progress import Progress

KEY: Final = "own_kappa"
NEUTRAL: Final = 1.0  # the plain law, while nothing is learnt
_DIGITS: Final = 2  # a hundredth moves no chance by a per cent


@dataclass(frozen=True, slots=True)
class Learnt:
    """A factor, and the month end up to which it was learnt (a local day number)."""

    kappa: float
    month: int


def kappa() -> float:
    """Return the factor that is kept; 1 in a journal that has learnt nothing yet."""
    found = _read()
    return NEUTRAL if found is None else found.kappa


def due(today: int) -> bool:
    """Return whether a month has ended since something was learnt."""
    from netjournal.services.bonds.network import month_end_before

    found = _read()
    return found is None or found.month != month_end_before(today)


def learn(today: int, progress: Progress) -> Learnt:
    """Return what everybody's past teaches up to the last month end; nothing is written.

    Args:
        today: The local day; every day of a month learns the same.
        progress: Asked before each long part.
    """
    from netjournal.services.bonds import network, network_data, strength_calibration

    month = network.month_end_before(today)
    progress.step(0, 2)
    days = network_data.day_arrays(network_data.people_ids(network_data.Whom()), month)
    progress.step(1, 2)
    found = strength_calibration.self_calibration(days, month)
    return Learnt(round(found.kappa, _DIGITS), month)


def keep(connection: Connection, learnt: Learnt) -> None:
    """Keep what was learnt; month ends that were reckoned with another factor are forgotten.

    Args:
        connection: Of ``Journal.housekeeping``.
        learnt: From ``learn``.
    """
    if learnt.kappa != kappa():
        connection.execute("DELETE FROM month_snapshot")
    value = json.dumps({"kappa": learnt.kappa, "month": learnt.month})
    history.put_meta(connection, KEY, value)


def _read() -> Learnt | None:
    row = db.execute_sql("SELECT value FROM meta WHERE key = ?", (KEY,)).fetchone()
    if row is None:
        return None
    found = json.loads(row[0])
    return Learnt(found["kappa"], found["month"])
