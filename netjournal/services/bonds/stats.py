"""Figures of the network: growth and strength, days, give and take, counts.

Reads the derived tables (contact_day, tie_state) where it can, so that a million interactions cost
what their contact-days cost. Days are local day numbers; archived, trashed and deceased people
leave all sums. Where lasting ties come from is in ``what_works``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from netjournal.models import from_day, to_day
from netjournal.models.handle import db
from netjournal.services.bonds import month_history, own_kappa, strength
from netjournal.services.bonds.network_data import ALIVE, Whom

if TYPE_CHECKING:
    from netjournal.progress import Progress
    from netjournal.services.bonds.network import NetworkSeries

YEAR = 365


@dataclass(frozen=True, slots=True)
class GiveAndTake:
    """How often the user helped and was helped."""

    given: int
    received: int


@dataclass(frozen=True, slots=True)
class Counts:
    """The journal in a few numbers."""

    contacts: int
    interactions: int
    live_ties: float
    network_strength: float
    helps_given: int
    helps_received: int
    events: int
    circles: int
    open_needs: int
    open_promises: int


def days(first: int, last: int, whom: Whom | None = None) -> dict[int, int]:
    """Return how many interactions each day had, from ``first`` to ``last``; empty days missing.

    Args:
        first: First day.
        last: Last day.
        whom: Only interactions with these people; None for all.
    """
    where, values = "1", ()
    if whom is not None and not whom.everybody:
        who, values = whom.where()
        where = (
            "EXISTS (SELECT 1 FROM interaction_contact ic JOIN contact c "
            f"ON c.id = ic.contact_id WHERE ic.interaction_id = i.id AND {who})"
        )
    rows = db.execute_sql(
        "SELECT i.day, COUNT(*) FROM interaction i WHERE i.trashed_at IS NULL "
        f"AND i.day BETWEEN ? AND ? AND {where} GROUP BY i.day",
        (first, last, *values),
    )
    return {int(day): int(n) for day, n in rows}


def give_and_take(since: int | None = None) -> GiveAndTake:
    """Return help given and received, from a day on or ever."""
    months = give_and_take_by_month(since if since is not None else -1_000_000)
    return GiveAndTake(sum(one.given for _, one in months), sum(one.received for _, one in months))


def give_and_take_by_month(since: int, whom: Whom | None = None) -> list[tuple[int, GiveAndTake]]:
    """Return help given and received by month, months without any left out.

    Args:
        since: Help from this day on.
        whom: Only help to and from these people; None for everybody.

    Returns:
        (first day of the month, counts), oldest first.
    """
    where, values = (whom or Whom()).where()
    found: dict[int, list[int]] = {}
    for day, direction, n in db.execute_sql(
        "SELECT h.day, h.direction, COUNT(*) FROM help h JOIN contact c ON c.id = h.contact_id "
        f"WHERE h.day >= ? AND {where} GROUP BY h.day, h.direction",
        (since, *values),
    ):
        month = to_day(from_day(day).replace(day=1))
        found.setdefault(month, [0, 0])[direction == "received"] += n
    return [(month, GiveAndTake(*found[month])) for month in sorted(found)]


def counts(today: int) -> Counts:
    """Return the journal's counts and its network figures as of ``today``."""
    live, pace = _now(today)
    helps = give_and_take()
    return Counts(
        contacts=_count("contact WHERE trashed_at IS NULL AND archived_at IS NULL"),
        interactions=_count("interaction WHERE trashed_at IS NULL"),
        live_ties=live,
        network_strength=pace,
        helps_given=helps.given,
        helps_received=helps.received,
        events=_count("event WHERE trashed_at IS NULL"),
        circles=_count("tag"),
        open_needs=_count("need WHERE state IN ('open', 'in_hand')"),
        open_promises=_count("followup WHERE state = 'open'"),
    )


def _count(source: str) -> int:
    return int(db.execute_sql(f"SELECT COUNT(*) FROM {source}").fetchone()[0])


def _now(today: int) -> tuple[float, float]:
    """Return (Σ p90, Σ E) from the stored ties."""
    rows = db.execute_sql(
        "SELECT t.touches, t.first_day, t.last_day, t.log_volume FROM tie_state t "
        f"JOIN contact c ON c.id = t.contact_id WHERE t.touches > 0 AND {ALIVE}"
    )
    live, pace, kappa = 0.0, 0.0, own_kappa.kappa()
    for touches, first, last, volume in rows:
        state = strength.TieState(touches, first, last, volume)
        live += strength.chance(state, today, strength.HORIZON, kappa) or 0.0
        pace += strength.pace(state, today)
    return live, pace


def first_day() -> int | None:
    """Return the first day anything was logged for anybody, or None."""
    row = db.execute_sql("SELECT MIN(day) FROM interaction WHERE trashed_at IS NULL").fetchone()
    return None if row[0] is None else int(row[0])


def default_since(today: int) -> int:
    """Return where charts begin: the start of the journal, at most ten years back."""
    first = first_day()
    limit = to_day(from_day(today) - timedelta(days=3653))
    return max(limit, first if first is not None else today - YEAR)


def growth(
    since: int, circle_id: int | None, today: int, progress: Progress, via: str | None = None
) -> NetworkSeries:
    """Return the network at month ends since a day, and today; kept months are not reckoned again.

    People come in on the day they were met or connected with, else with their first contact-day,
    else on the day their card was made; "none" are those without a touch so far.

    Args:
        since: First day of interest.
        circle_id: Only people of this circle; None for everybody.
        today: The local day of the last point.
        progress: Asked before each long part.
        via: Only people met in this way; None for everybody.
    """
    return month_history.growth(since, Whom(circle_id, via), today, progress)
