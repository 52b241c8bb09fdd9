"""The newest interactions of several people at once: ``latest(ids, most)``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from netjournal.models.handle import db
from netjournal.services import id_lists, timeline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netjournal.services.timeline import TimelineRow


def latest(ids: Sequence[int], most: int) -> dict[int, list[TimelineRow]]:
    """Return up to ``most`` interactions of each, newest first; who has none is missing."""
    numbers: dict[int, list[int]] = {}
    for contact_id, some in db.execute_sql(
        "SELECT j.value, (SELECT json_group_array(id) FROM (SELECT i.id "
        "FROM interaction_contact ic JOIN interaction i ON i.id = ic.interaction_id "
        "WHERE ic.contact_id = j.value AND i.trashed_at IS NULL "
        "ORDER BY i.day DESC, i.minute DESC, i.id DESC LIMIT ?)) FROM json_each(?) j",
        (most, id_lists.as_text(ids)),
    ):
        numbers[contact_id] = json.loads(some)
    every = list(dict.fromkeys(number for some in numbers.values() for number in some))
    rows = dict(zip(every, timeline.timeline_rows(every), strict=True))
    return {
        contact_id: [row for number in some if (row := rows[number]) is not None]
        for contact_id, some in numbers.items()
        if some
    }
