"""A change of what every page shows, so that each has to be read anew."""

from __future__ import annotations

import itertools
from typing import Any

_number = itertools.count(1)


def change_all(window: Any) -> None:
    """Log an interaction with whom Today suggests first, reword an event and a work: one step."""
    from netjournal.models.handle import db
    from netjournal.services import interactions
    from netjournal.services.nurturing import nurture

    session, number = window.session, next(_number)
    today = session.today()
    people = [row.contact_id for row in nurture.nurture(today)]
    form = interactions.InteractionForm(
        kind="coffee", day=today, contact_ids=people[:1], summary=f"Coffee {number}"
    )

    def verb() -> None:
        interactions.log(form)
        db.execute_sql(
            "UPDATE event SET title = ? WHERE id = (SELECT id FROM event "
            "WHERE trashed_at IS NULL ORDER BY starts_on DESC LIMIT 1)",
            (f"Meetup {number}",),
        )
        db.execute_sql(
            "UPDATE work SET title = ? WHERE id = (SELECT MIN(id) FROM work)", (f"Work {number}",)
        )

    session.act("Change", verb)
