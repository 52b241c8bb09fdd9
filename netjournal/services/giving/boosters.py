"""Boosters: people who love their work and help unasked, told by evidence; never a ranking."""

from __future__ import annotations

from dataclasses import dataclass

from netjournal.models.handle import db, now_ms

UNASKED = 2  # so much help without being asked is worth a word
_HELD = "i.trashed_at IS NULL"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the journal knows of somebody's help; days are local, None for never.

    ``unasked`` counts help that nobody asked for. ``thanked_since``: after the last help.
    """

    times: int
    unasked: int
    last_on: int | None
    thanked_on: int | None

    @property
    def thanked_since(self) -> bool:
        """Whether thanks came after the last help."""
        return self.last_on is None or (
            self.thanked_on is not None and self.thanked_on >= self.last_on
        )


def evidence(contact_id: int, today: int) -> Evidence:
    """Return what speaks for somebody, counted from the journal up to a day."""
    rows = db.execute_sql(
        "SELECT h.day, h.asked FROM help h LEFT JOIN interaction i "
        f"ON i.id = h.interaction_id WHERE h.contact_id = ? AND h.day <= ? AND {_HELD} "
        "AND h.direction = 'received' ORDER BY h.day DESC, h.id DESC",
        (contact_id, today),
    ).fetchall()
    # CROSS: from their own interactions, not from everybody's thanks
    thanked = db.execute_sql(
        "SELECT MAX(i.day) FROM interaction_contact ic CROSS JOIN interaction i "
        "ON i.id = ic.interaction_id CROSS JOIN interaction_kind k ON k.id = i.kind_id "
        f"WHERE ic.contact_id = ? AND k.key = 'thanked' AND i.day <= ? AND {_HELD}",
        (contact_id, today),
    ).fetchone()
    return Evidence(
        times=len(rows),
        unasked=sum(asked == 0 for _, asked in rows),
        last_on=rows[0][0] if rows else None,
        thanked_on=thanked[0],
    )


def mark(contact_id: int, booster: str) -> None:
    """Say whether somebody is a booster: yes, no, unsure or ""; call inside an edit."""
    db.execute_sql(
        "UPDATE contact SET booster = ?, updated_at = ?, rev = rev + 1 "
        "WHERE id = ? AND booster <> ?",
        (booster, now_ms(), contact_id, booster),
    )


def thank(contact_id: int, today: int, summary: str) -> int:
    """Note that the user thanked somebody; return the interaction's id. Call inside an edit."""
    from netjournal.services import interactions

    return interactions.log(
        interactions.InteractionForm(
            kind="thanked", day=today, initiator="me", summary=summary, contact_ids=[contact_id]
        )
    )
