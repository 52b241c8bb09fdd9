"""What works for you: of the people met in one way, how many you met again, helped, still know.

Only people met at least a year ago are counted: whether a tie lasts shows then. It is *alive after
a year* when 365 days after the meeting it was more than dormant, reckoned from what had happened by
then. Below ten people a share says little, and those who show it say so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from netjournal.models.handle import db
from netjournal.services.bonds import network_data, strength, strength_bulk

if TYPE_CHECKING:
    from array import array

    from netjournal.services.bonds.network_data import Whom
    from netjournal.services.bonds.strength_bulk import Flags

YEAR: Final = 365
FEW: Final = 10  # below so many people, a share is chance
SELDOM: Final = 0.2
VIA, EVENT = "via", "event"
MET, AGAIN, HELPED, ALIVE = "met", "again", "helped", "alive"
STAGES: Final = (AGAIN, HELPED, ALIVE)
# the day of the meeting; where only month or year are known, the first contact tells more
_MET = (
    f"CASE WHEN length(c.met_on) = 10 THEN {network_data.MET_DAY} "
    f"ELSE COALESCE(t.first_day, {network_data.MET_DAY}) END"
)


@dataclass(frozen=True, slots=True)
class Way:
    """One way of meeting people, and what came of it.

    Attributes:
        group: ``via`` (``met_via`` of the card) or ``event`` (the kind of event it was at).
        key: The stored key.
        met: How many people were met so, at least a year ago.
        again: With how many there was contact on a later day.
        helped: With how many help went either way.
        alive: How many of the ties were more than dormant a year after.
    """

    group: str
    key: str
    met: int
    again: int
    helped: int
    alive: int

    @property
    def share(self) -> float:
        """The share that was alive after a year."""
        return self.alive / self.met

    @property
    def few(self) -> bool:
        """Whether there are too few people to say anything."""
        return self.met < FEW


@dataclass(frozen=True, slots=True)
class Finding:
    """A calm remark: ``kind`` is lasting, seldom, helping or few; worded by the doors."""

    kind: str
    way: Way


@dataclass(frozen=True, slots=True)
class _Met:
    """Everybody met at least a year ago: ids, ways and what came of it, by place."""

    ids: list[int]
    vias: list[str]
    events: list[str]
    stages: dict[str, Flags]


def ways(whom: Whom, since: int | None, today: int) -> list[Way]:
    """Return every way people were met, most lasting first, few people last; then kinds of event.

    Args:
        whom: Of whom.
        since: Only people met from this day on; None for all.
        today: The local day.
    """
    met = _read(whom, since, today)
    found = []
    for group, keys in ((VIA, met.vias), (EVENT, met.events)):
        places: dict[str, list[int]] = {}
        for place, key in enumerate(keys):
            if key:
                places.setdefault(key, []).append(place)
        some = []
        for key, members in places.items():
            came = [int(met.stages[stage][members].sum()) for stage in STAGES]
            some.append(Way(group, key, len(members), *came))
        found += sorted(some, key=lambda way: (way.few, -way.share, -way.met, way.key))
    return found


def who(way: tuple[str, str], stage: str, whom: Whom, since: int | None, today: int) -> array[int]:
    """Return the people behind a number.

    Args:
        way: (group, key).
        stage: met, or one of ``STAGES``.
        whom: As in ``ways``.
        since: As in ``ways``.
        today: As in ``ways``.
    """
    from array import array

    met = _read(whom, since, today)
    group, wanted = way
    keys = met.vias if group == VIA else met.events
    return array(
        "q",
        [
            met.ids[place]
            for place, key in enumerate(keys)
            if key == wanted and (stage == MET or met.stages[stage][place])
        ],
    )


def findings(found: list[Way]) -> list[Finding]:
    """Return at most three remarks that the numbers carry."""
    sure = [way for way in found if way.group == VIA and not way.few]
    remarks = []
    if len(sure) > 1 and sure[0].share > sure[1].share:
        remarks.append(Finding("lasting", sure[0]))
    if len(sure) > 1 and sure[-1].share < SELDOM:
        remarks.append(Finding("seldom", sure[-1]))
    helping = max(sure, key=lambda way: way.helped / way.met, default=None)
    if helping is not None and helping.helped and len(sure) > 1:
        remarks.append(Finding("helping", helping))
    if not sure and found:
        remarks.append(Finding("few", max(found, key=lambda way: way.met)))
    return remarks


def _read(whom: Whom, since: int | None, today: int) -> _Met:
    import numpy as np

    where, values = whom.where()
    rows = db.execute_sql(
        f"SELECT c.id, c.met_via, COALESCE(e.kind, ''), {_MET} AS met, "
        "EXISTS (SELECT 1 FROM help h WHERE h.contact_id = c.id) FROM contact c "
        "LEFT JOIN tie_state t ON t.contact_id = c.id LEFT JOIN event e ON e.id = c.met_event_id "
        f"WHERE {where} AND (c.met_via <> '' OR e.kind <> '') AND met BETWEEN ? AND ? "
        "ORDER BY c.id",
        (*values, -(2**40) if since is None else since, today - YEAR),
    ).fetchall()
    ids, vias, events, met, helped = (
        (list(column) for column in zip(*rows, strict=True)) if rows else ([], [], [], [], [])
    )
    start = np.array(met, dtype=np.int64)
    days = network_data.day_arrays(np.array(ids, dtype=np.int64), today)
    # every tie's days are counted from its meeting: strength doesn't mind, and one day fits all
    later = days.day - start[days.tie] if days.tie.size else days.day
    shifted = strength_bulk.DayArrays(days.tie, later, days.w, days.touch, days.count)
    labels = strength_bulk.labels(strength_bulk.ties_from_days(shifted, YEAR), YEAR)
    touched = days.tie[(later > 0) & days.touch]
    return _Met(
        ids,
        vias,
        events,
        {
            AGAIN: np.bincount(touched, minlength=len(ids)) > 0,
            HELPED: np.array(helped, dtype=np.bool_),
            ALIVE: labels > strength.LABELS.index(strength.DORMANT),
        },
    )
