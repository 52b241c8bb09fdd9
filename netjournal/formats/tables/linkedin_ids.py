"""What LinkedIn's messages are known by: the file has no ids, so what they say tells them apart.

Conversation, date and sender are enough where one conversation has one message of a sender a
second. Older files have minutes and no conversations; there the recipient and the words count, too.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING

from netjournal.formats.tables.headernames import key

if TYPE_CHECKING:
    from collections.abc import Iterable

Cells = dict[str, str]


class MessageIds:
    """Names the messages of one file, in its order; only the very same words need it.

    Args:
        header: The columns' names as written.
        rows: All rows of the file, read here when something may repeat.
    """

    def __init__(self, header: Iterable[str], rows: Iterable[Cells]) -> None:
        self._repeated: set[int] = set()
        self._times: Counter[str] = Counter()
        if "conversationid" in map(key, header):
            seen: set[int] = set()
            for row in rows:
                one = hash(_short(row))
                (self._repeated if one in seen else seen).add(one)

    def of(self, row: Cells) -> tuple[str, list[str]]:
        """Return the id of the next message, and others that it may have had in another file."""
        short, full = _short(row), _full(row)
        if row.get("conversationid", "").strip() and hash(short) not in self._repeated:
            return short, [full]
        self._times[full] += 1
        times = self._times[full]
        return (full, [short]) if times == 1 else (f"{full}:{times}", [])


def _short(row: Cells) -> str:
    """Return what tells most messages apart."""
    return ":".join(
        ("linkedin", *(row.get(name, "") for name in ("conversationid", "date", "from")))
    )


def _full(row: Cells) -> str:
    """Return what tells messages apart that are short of that; blanks don't count."""
    said = " ".join(f"{row.get('subject', '')}\n{row.get('content', '')}".split())
    digest = hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()
    return f"{_short(row)}:{row.get('to', '')}:{digest[:12]}"
