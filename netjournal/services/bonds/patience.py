"""Patience: ties that started slowly and are strong now; silence that was chosen; letting go.

A tie *started slowly* when a year after its first contact it was not yet warm. Whoever is paused or
never reminded of is quiet by choice, which is no neglect. Letting go is an act of its own: no more
reminders, out of lists and sums, and a note in the timeline that says so; all is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from netjournal.models.handle import db
from netjournal.services import id_lists, interactions
from netjournal.services.bonds import network_data, rhythm_setting, strength, strength_bulk
from netjournal.services.bonds.fading import BY_CHOICE
from netjournal.services.people import contacts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netjournal.services.bonds.network_data import Whom

YEAR: Final = 365
WARM: Final = dict(strength.CUTS)[strength.WARM]


@dataclass(frozen=True, slots=True)
class SlowTie:
    """A tie that took its time.

    Attributes:
        contact_id, full_name: Who.
        began: The day of the first touch.
        early: Its label a year after that.
        label: Its label now.
        score: Its strength now.
    """

    contact_id: int
    full_name: str
    began: int
    early: str
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class Patience:
    """Slow ties, strongest now first, and who is quiet by choice or was let go (ids)."""

    slow: tuple[SlowTie, ...]
    by_choice: tuple[int, ...]
    let_go: tuple[int, ...]


def patience(whom: Whom, today: int) -> Patience:
    """Return what patience brought, and where silence is a choice.

    Args:
        whom: Whose ties.
        today: The local day.
    """
    where, values = whom.where()
    by_choice = db.execute_sql(
        f"SELECT c.id FROM contact c WHERE {BY_CHOICE} AND {where} ORDER BY c.sort_key",
        (today, *values),
    )
    let_go = db.execute_sql(
        "SELECT id FROM contact WHERE archived_at IS NOT NULL AND trashed_at IS NULL "
        "AND rhythm_state = 'never' ORDER BY sort_key"
    )
    return Patience(
        tuple(_slow(whom, today)),
        tuple(row[0] for row in by_choice),
        tuple(row[0] for row in let_go),
    )


def _slow(whom: Whom, today: int) -> list[SlowTie]:
    import numpy as np

    ids = network_data.people_ids(whom)
    states, _ = network_data.ties(ids)
    scores = strength_bulk.strengths(states, today)
    chosen = (states.n > 0) & (today - states.first > YEAR) & (scores >= WARM)
    ids, first, scores = ids[chosen], states.first[chosen], scores[chosen]
    days = network_data.day_arrays(ids, today)
    # every tie's days are counted from its first touch: strength doesn't mind, one day fits all
    later = days.day - first[days.tie] if days.tie.size else days.day
    shifted = strength_bulk.DayArrays(days.tie, later, days.w, days.touch, days.count)
    early = strength_bulk.strengths(strength_bulk.ties_from_days(shifted, YEAR), YEAR)
    slow = np.flatnonzero(early < WARM)
    slow = slow[np.argsort(-scores[slow], kind="stable")]
    names = dict(
        db.execute_sql(
            "SELECT c.id, c.full_name FROM json_each(?) j JOIN contact c ON c.id = j.value",
            (id_lists.as_text(ids[slow].tolist()),),
        ).fetchall()
    )
    return [
        SlowTie(
            int(ids[n]),
            names[int(ids[n])],
            int(first[n]),
            strength.label_of(float(early[n])),
            strength.label_of(float(scores[n])),
            float(scores[n]),
        )
        for n in slow.tolist()
    ]


# -- letting go; call inside an edit


def let_go(ids: Sequence[int], today: int, words: str) -> None:
    """Let people go: never reminded of, filed away, and a note that says so.

    Args:
        ids: Who.
        today: The local day of the note.
        words: What the note says.
    """
    rhythm_setting.give(ids, rhythm_setting.NEVER)
    for contact_id in ids:
        interactions.log(
            interactions.InteractionForm("note", today, summary=words, contact_ids=[contact_id])
        )
    contacts.archive(ids)
