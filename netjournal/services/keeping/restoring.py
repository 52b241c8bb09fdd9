"""Going back to a backup without losing what is there now, and back again.

The journal that is replaced is kept (``giving_way``); going back to it is how a restore is undone.
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from netjournal.errors import UserError
from netjournal.models import copies, opening
from netjournal.models.engine import DatabaseError, connect, translate, uri
from netjournal.models.handle import db
from netjournal.models.lock import WriterLock
from netjournal.services.keeping import giving_way, second_place
from netjournal.services.keeping.backups import Backup, list_backups
from netjournal.services.keeping.giving_way import replaced

if TYPE_CHECKING:
    from netjournal.progress import Progress

__all__ = ["Difference", "Good", "Holding", "difference", "holding", "newest_good"]
__all__ += ["replaced", "restore"]


@dataclass(frozen=True, slots=True)
class Holding:
    """What a backup holds.

    Attributes:
        people: Contacts, those in the trash too.
        entries: Interactions.
        schema: The format it is in.
        aside: How many of the contacts are archived or in the trash.
    """

    people: int
    entries: int
    schema: int
    aside: int = 0


@dataclass(frozen=True, slots=True)
class Difference:
    """What going back to a backup would change.

    Attributes:
        people_back: People whom the backup has and the journal lacks.
        people_gone: People who were added since.
        people_changed: People who were edited since.
        entries_back: Interactions that would come back.
        entries_gone: Interactions that were written down since.
        entries_changed: Interactions that were edited since.
    """

    people_back: int
    people_gone: int
    people_changed: int
    entries_back: int
    entries_gone: int
    entries_changed: int


def holding(backup: Path, key: str | None = None, *, whole: bool = False) -> Holding:
    """Return what a backup holds.

    Raises:
        UserError: It can't be read, is damaged (looked for when ``whole``), or no journal.
    """
    found: dict[str, Any] = dict(copies.look(backup, key, whole=whole))
    counts = found["counts"]
    aside = int(found["aside"])
    return Holding(counts["contact"], counts["interaction"], int(found["schema"]), aside)


@dataclass(frozen=True, slots=True)
class Good:
    """A backup that was proved whole a moment ago."""

    backup: Backup
    holds: Holding


def newest_good(journal: Path, key: str | None = None) -> Good | None:
    """Return the newest backup of a journal that is whole, looked at from the newest on.

    Args:
        journal: The journal; it may be damaged or gone.
        key: Its passphrase; without it encrypted backups are passed over.
    """
    for one in list_backups(journal):
        with contextlib.suppress(UserError):
            return Good(one, holding(one.path, key, whole=True))
    return None


def difference(backup: Path, key: str | None = None) -> Difference:
    """Compare a backup with the open journal, by who and what is in them.

    Raises:
        UserError: The backup can't be read.
    """
    figures = []
    with copies.opened(backup, key) as connection:
        for table in ("contact", "interaction"):
            there = dict(connection.execute(_STATES[table]).fetchall())
            here = dict(db.execute_sql(_STATES[table]).fetchall())
            both = there.keys() & here.keys()
            changed = sum(there[uid] != here[uid] for uid in both)
            figures += [len(there) - len(both), len(here) - len(both), changed]
    return Difference(*figures)


_STATES: Final = {
    "contact": "SELECT uid, updated_at FROM contact",
    "interaction": "SELECT uid, updated_at FROM interaction",
}


def restore(
    journal: Path,
    backup: Path,
    key: str | None = None,
    *,
    own: str | None = None,
    holder: str = "window",
    progress: Progress | None = None,
) -> Path | None:
    """Put a backup in the journal's place; nobody may have the journal open.

    Args:
        journal: Where the journal is, or was: it may be damaged or gone.
        backup: A backup, or any other whole journal; it stays where it is.
        key: The backup's passphrase.
        own: The journal's, where it has another one; without it the journal is kept all the same,
            but not backed up.
        holder: Who asks, for the message others get meanwhile.
        progress: Told of the pages; may raise ``Cancelled`` before anything is replaced.

    Returns:
        The replaced journal, for the way back; None when there was none.

    Raises:
        UserError: The backup isn't whole, the disk is full, …; the journal is as it was.
    """
    journal = Path(os.path.realpath(journal))
    lock = WriterLock(journal, holder)
    lock.acquire()
    part = journal.with_name(f"{journal.name}.restored.part")
    try:
        fresh = key if opening.is_encrypted(backup) else None
        with copies.opened(backup, key) as source:
            copies.prove(source, backup)
            copies.take(source, part, fresh, progress=progress)
        own = key if own is None else own
        _make_ordinary(part, fresh, journal, own)
        kept = giving_way.set_aside(journal, own)
        if kept is not None:
            giving_way.back_up(kept, journal, own)
        giving_way.put(part, journal)
        giving_way.let_go(journal, own)
    except DatabaseError as error:
        raise translate(error) from None
    except OSError as error:
        raise opening.os_error(error, journal) from None
    finally:
        part.unlink(missing_ok=True)
        lock.release()
    return kept


def _make_ordinary(part: Path, key: str | None, journal: Path, own: str | None) -> None:
    """Make a copy an ordinary journal again, which knows what is to be known of the present one.

    Args:
        part: The copy.
        key: Its passphrase.
        journal: The journal that gives way; it may be damaged or gone.
        own: A passphrase that may be its own.
    """
    with contextlib.closing(connect(uri(part, mode="rw"), key)) as connection:
        connection.execute("DELETE FROM meta WHERE key = ?", (copies.INFO,))
        with contextlib.suppress(UserError, OSError), copies.opened(journal, own) as present:
            second_place.carry(present, connection)
