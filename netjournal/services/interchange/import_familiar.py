"""Whom a file means by a name that several people have: whoever an earlier import took for them.

A growing chat is imported again and again; its John Smith is the one its other days are told of.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

from netjournal.models.handle import db

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

# what the days of a chat are called (``chat.Chat``): by the chat's own key, or by minute and name
_DAY = re.compile(r"(?:(.*):)?\d{4}-\d\d-\d\d(?:T(?:\d\d:\d\d)?:(.*))?", re.DOTALL)
_SELECT = (
    "SELECT ic.contact_id, COALESCE(i.external_id, '') FROM interaction_contact ic "
    "JOIN interaction i ON i.id = ic.interaction_id "
    "WHERE ic.contact_id IN (SELECT value FROM json_each(?)) "
    "AND (i.external_id IS NOT NULL OR EXISTS (SELECT 1 FROM import_row r JOIN import_batch b "
    "ON b.id = r.batch_id WHERE r.interaction_id = i.id AND b.format = ?)) ORDER BY i.id DESC"
)


class _Chat(NamedTuple):
    """Where an interaction comes from, as far as its id tells."""

    system: str
    key: str  # of the chat, in a system that has such
    partner: str


class Familiar:
    """Tells people of one name apart by the interactions that earlier imports brought.

    Args:
        format: The file's format.
        told: Ids of interactions that are in the file and in the journal.
    """

    def __init__(self, format: str, told: Collection[str]) -> None:
        self._format, self._told = format, told
        self._known: dict[tuple[tuple[int, ...], _Chat], int] = {}

    def who(self, named: Sequence[int], external_id: str) -> int:
        """Return whom an interaction means, or 0 where no earlier import tells.

        Args:
            named: Contacts of one name.
            external_id: What the file's system calls the interaction; empty if nothing.
        """
        asked = (tuple(named), _chat(external_id))
        if asked not in self._known:
            self._known[asked] = self._find(*asked)
        return self._known[asked]

    def _find(self, named: tuple[int, ...], chat: _Chat) -> int:
        best, found = 0, 0
        for who, external_id in db.execute_sql(_SELECT, (json.dumps(named), self._format)):
            weight = _weight(_chat(external_id), chat)
            if weight:
                weight += external_id in self._told  # two chats may have a partner of one name
            if weight > best:
                best, found = weight, who
        return found


def _weight(known: _Chat, chat: _Chat) -> int:
    """Return how much an interaction of the journal says about one of a file."""
    if known == chat:
        return 3
    # in a group, days are named after whoever wrote first
    return int(known.system == chat.system and not (known.key or chat.key))


def _chat(external_id: str) -> _Chat:
    system, _, rest = external_id.partition(":")
    day = _DAY.fullmatch(rest)
    return _Chat(system, day[1] or "", day[2] or "") if day else _Chat(system, "", "")
