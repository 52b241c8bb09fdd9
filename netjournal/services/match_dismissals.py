"""Suggestions the user turned down: remembered with the journal, need by need.

Kept as settings ``not_helping/<need id>`` (contact ids, 0 for the user), so that Undo knows them.
"""

from __future__ import annotations

from netjournal.services import settings

_ME = 0


def dismissed(need_id: int) -> set[int | None]:
    """Return who is not to be suggested for a need any more; None is the user."""
    ids = (int(part) for part in settings.read(_key(need_id)).split() if part.isdigit())
    return {None if one == _ME else one for one in ids}


def dismiss(need_id: int, contact_id: int | None) -> None:
    """Don't suggest someone (None: the user) for a need again; call inside an edit."""
    said = settings.read(_key(need_id)).split()
    one = str(contact_id or _ME)
    if one not in said:
        settings.write(_key(need_id), " ".join((*said, one)))


def _key(need_id: int) -> str:
    return f"not_helping/{need_id}"
