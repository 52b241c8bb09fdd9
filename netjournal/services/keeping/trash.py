"""The trash: what has been in it for thirty days goes for good, as a step that can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from netjournal.models.handle import db, now_ms
from netjournal.services.people import contacts

if TYPE_CHECKING:
    from netjournal.models.journal import Journal

DAYS: Final = 30
_DAY_MS: Final = 86_400_000


@dataclass(frozen=True, slots=True)
class Old:
    """What is due: ids of people, entries and events."""

    people: tuple[int, ...]
    entries: tuple[int, ...]
    events: tuple[int, ...]

    def __bool__(self) -> bool:
        """Say whether there is anything."""
        return bool(self.people or self.entries or self.events)

    def __len__(self) -> int:
        """Return how much there is."""
        return len(self.people) + len(self.entries) + len(self.events)


_OLD: Final = (
    "SELECT id FROM contact WHERE trashed_at < ?",
    "SELECT id FROM interaction WHERE trashed_at < ?",
    "SELECT id FROM event WHERE trashed_at < ?",
)


def old(now: int | None = None) -> Old:
    """Return what has been in the trash for more than thirty days.

    Args:
        now: The present moment in UTC milliseconds; the real one when None.
    """
    limit = ((now_ms() if now is None else now) - DAYS * _DAY_MS,)
    return Old(*(tuple(row[0] for row in db.execute_sql(sql, limit)) for sql in _OLD))


def empty(journal: Journal, due: Old, label: str) -> None:
    """Delete what is due, in one step of this name.

    Raises:
        UserError: It could not be done; nothing was changed.
    """
    with journal.edit(label):
        contacts.delete_forever(due.people)
        for entry in due.entries:
            db.execute_sql("DELETE FROM interaction WHERE id = ?", (entry,))
        for event in due.events:
            db.execute_sql("DELETE FROM event WHERE id = ?", (event,))
