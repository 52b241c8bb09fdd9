"""Suggestions the user turned down: remembered with the journal, need by need.

Kept as settings ``not_helping/<need id>`` (contact ids, 0 for the user), so that Undo knows them.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from netjournal.models.handle import db
from netjournal.services import settings

if TYPE_CHECKING:
    from collections.abc import Iterable

_ME = 0


def dismissed(need_ids: Iterable[int]) -> dict[int, set[int | None]]:
    """Return who is not to be suggested any more, by need; None is the user."""
    keys = {_key(need_id): need_id for need_id in need_ids}
    rows = db.execute_sql(
        "SELECT s.key, s.value FROM json_each(?) j JOIN setting s ON s.key = j.value",
        (json.dumps(list(keys)),),
    )
    found: dict[int, set[int | None]] = {}
    for key, value in rows:
        ids = (int(part) for part in value.split() if part.isdigit())
        found[keys[key]] = {None if one == _ME else one for one in ids}
    return found


def dismiss(need_id: int, contact_id: int | None) -> None:
    """Don't suggest someone (None: the user) for a need again; call inside an edit."""
    said = settings.read(_key(need_id)).split()
    one = str(contact_id or _ME)
    if one not in said:
        settings.write(_key(need_id), " ".join((*said, one)))


def _key(need_id: int) -> str:
    return f"not_helping/{need_id}"
