"""What is done about a need, each in one go: an introduction, help, a word that it is settled.

All of it is written as an interaction of that day, so that it counts, is on the timeline and can be
changed there. Call inside an edit.
"""

from __future__ import annotations

from netjournal.errors import NotFound
from netjournal.models.handle import db, now_ms
from netjournal.services import interactions
from netjournal.services.giving import helping
from netjournal.services.interactions import InteractionForm


def introduce(need_id: int, helper_id: int, today: int) -> int:
    """Record that whoever has a need was introduced to someone who may know how.

    The need is in hand from then on.

    Args:
        need_id: Which need; its words are the reason of the introduction.
        helper_id: To whom.
        today: The local day it happened.

    Returns:
        The id of the interaction.

    Raises:
        NotFound: There is no such need.
    """
    owner, text = _need(need_id)
    made = interactions.log(
        InteractionForm(
            kind="introduced",
            day=today,
            initiator="me",
            summary=text,
            contact_ids=[owner, helper_id],
        )
    )
    helping.set_need_state(need_id, "in_hand", today)
    return made


def help_given(need_id: int, today: int) -> int:
    """Record that the user helped with a need; it is solved then.

    Args:
        need_id: Which need.
        today: The local day it happened.

    Returns:
        The id of the interaction.

    Raises:
        NotFound: There is no such need.
    """
    owner, text = _need(need_id)
    made = interactions.log(
        InteractionForm(kind="helped", day=today, initiator="me", summary=text, contact_ids=[owner])
    )
    db.execute_sql(
        "UPDATE help SET need_id = ?, updated_at = ? WHERE interaction_id = ?",
        (need_id, now_ms(), made),
    )
    helping.set_need_state(need_id, "solved", today)
    return made


def _need(need_id: int) -> tuple[int, str]:
    row = db.execute_sql("SELECT contact_id, text FROM need WHERE id = ?", (need_id,)).fetchone()
    if row is None:
        raise NotFound("This need is not in the journal any more.")
    return int(row[0]), str(row[1])
