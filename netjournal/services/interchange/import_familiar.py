"""Whom a file means by a mere name: whoever an earlier import took for them.

A growing chat is imported again and again; its John Smith is the one its other days are told of,
also when there are two, or when he is called otherwise by now.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from netjournal.folding import fold
from netjournal.models.handle import db

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netjournal.formats.draft import InteractionDraft

# what the days of a chat are called (``chat.Chat``): by the chat's own key, or by minute and name
_DAY = re.compile(r"(?:(.*):)?\d{4}-\d\d-\d\d(?:T(?:\d\d:\d\d)?:(.*))?", re.DOTALL)
_SELECT = (
    "SELECT ic.contact_id, COALESCE(i.external_id, '') FROM interaction_contact ic "
    "JOIN interaction i ON i.id = ic.interaction_id "
    "WHERE ic.contact_id IN (SELECT value FROM json_each(?)) "
    "AND (i.external_id IS NOT NULL OR EXISTS (SELECT 1 FROM import_row r JOIN import_batch b "
    "ON b.id = r.batch_id WHERE r.interaction_id = i.id AND b.format = ?)) ORDER BY i.id DESC"
)

_ALONE = (
    "SELECT ic.contact_id FROM json_each(?) j JOIN interaction i ON i.external_id = j.value "
    "JOIN interaction_contact ic ON ic.interaction_id = i.id "
    "JOIN contact c ON c.id = ic.contact_id AND c.trashed_at IS NULL "
    "WHERE (SELECT COUNT(*) FROM interaction_contact o WHERE o.interaction_id = i.id) = 1 "
    "GROUP BY ic.contact_id ORDER BY COUNT(*) DESC LIMIT 1"
)


class _Chat(NamedTuple):
    """Where an interaction comes from, as far as its id tells."""

    system: str
    key: str  # of the chat, in a system that has such
    partner: str


class Familiar:
    """Tells who people are by the interactions that earlier imports brought.

    Args:
        format: The file's format.
        told: Ids of interactions that are in the file and in the journal, and the folded name of
            the only other one, if the file names just one (``sole``).
    """

    def __init__(self, format: str, told: Mapping[str, str]) -> None:
        self._format, self._told = format, told
        self._known: dict[tuple[tuple[int, ...], _Chat], int] = {}
        self._alone: defaultdict[tuple[str, _Chat], list[str]] = defaultdict(list)
        for external_id, name in told.items():
            if name:
                self._alone[name, _chat(external_id)].append(external_id)
        self._partners: dict[tuple[str, _Chat], int] = {}

    def partner(self, name: str, external_id: str) -> int:
        """Return who has the other days of a chat of two, or 0 where it isn't one.

        Args:
            name: Folded, as the file says it; the card may say another by now.
            external_id: What the file's system calls the interaction.
        """
        asked = (name, _chat(external_id))
        ids = self._alone.get(asked)
        if not ids or not (asked[1].key or asked[1].partner):
            return 0
        if asked not in self._partners:
            row = db.execute_sql(_ALONE, (json.dumps(ids),)).fetchone()
            self._partners[asked] = int(row[0]) if row else 0
        return self._partners[asked]

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


def sole(draft: InteractionDraft) -> str:
    """Return the folded name of the only one whom an interaction names, and by nothing else."""
    if len(draft.people) != 1:
        return ""
    ref = draft.people[0]
    return "" if ref.uid or ref.url or ref.email or ref.phone else fold(ref.name)


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
