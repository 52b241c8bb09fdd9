"""Forget somebody for good: every row, picture, index entry, note of undo, and free byte.

Deleting keeps what undo needs; forgetting keeps nothing. The rows go (``forgotten_rows``), what
SQLite frees is overwritten (``secure_delete``, also inside the full-text indexes), the log of all
steps goes, the file is written anew and the write-ahead log emptied. On request every backup is
opened, purged the same way, proved and replaced (``purging``), and so is every journal that a crash
or going back left aside; what kills left half done is removed.

What cannot be known is left and counted: other people's notes and shared entries may name them.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from netjournal import kept_texts
from netjournal.errors import Cancelled, DiskError, UserError
from netjournal.models.engine import DatabaseError, translate
from netjournal.models.handle import db
from netjournal.progress import Silent
from netjournal.services.keeping import (
    backup_turn,
    backups,
    belongings,
    drafts,
    forgotten_names,
    forgotten_rows,
    second_place,
)
from netjournal.services.keeping.purging import Purge

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from netjournal.models.journal import Journal
    from netjournal.progress import Progress

_FAILURES: Final[tuple[type[Exception], ...]] = (UserError, *DatabaseError)
LABEL: Final = "Forget somebody for good"
_READABLE: Final = (
    "The person is gone, but what was written about them may still be readable in the file: "
)
_CLOSE: Final = "close what else reads the journal, then close NetJournal to finish."


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was done.

    Attributes:
        people: How many were forgotten.
        mentions: In how many entries and notes of others their names still stand.
        purged: Backups, and journals kept aside, that hold nothing of them any more.
        unpurged: Those that still do: not asked for, or they could not be opened.
        away: Whether the second place is not there now; what lies in it may still hold them.
        lying: Which those are, where backups were to be purged.
        mingled: In how many of those they are one card with somebody who stays.
        former: Places where copies of backups went before, and that are not there now.
        others: Journals of this name, as rescues and repairs make them, which may hold them, too.
    """

    people: int
    mentions: int
    purged: int
    unpurged: int
    away: bool = False
    lying: tuple[Path, ...] = ()
    mingled: int = 0
    former: tuple[Path, ...] = ()
    others: tuple[Path, ...] = ()


def forget(
    journal: Journal,
    contact_ids: Sequence[int],
    *,
    with_backups: bool = False,
    progress: Progress | None = None,
) -> Forgotten:
    """Erase people; nothing of this can be undone.

    Args:
        journal: Open for writing; no edit open.
        contact_ids: Whom.
        with_backups: Purge the backups, too; without, they keep what they hold.
        progress: Told of backups; who stops then keeps the rest of them as they are. Writing the
            file anew, before that, is not stopped.

    Raises:
        NotFound: There is nobody of that id; nothing was changed.
        DiskError: They are gone, from the backups, too, but the file could not be wiped yet, as
            the message says.
        Cancelled: Interrupted after they were gone; the message says what may still hold them.
        UserError: It could not be done; nothing was changed.
    """
    watch = progress or Silent()
    with backup_turn.alone(watch):
        return _forget(journal, contact_ids, watch, with_backups=with_backups)


def _forget(
    journal: Journal, contact_ids: Sequence[int], watch: Progress, *, with_backups: bool
) -> Forgotten:
    them = forgotten_rows.who(contact_ids)
    with contextlib.suppress(UserError):
        drafts.try_again(journal)  # what is being typed about them goes with the rest
    second = second_place.settled(journal.path)
    there, away = second_place.former(db.connection(), journal.path)
    purge = Purge(journal.path, [*([second] if second else ()), *there])
    try:
        with journal.erasing(LABEL):
            letting = forgotten_rows.erase(db.execute_sql, contact_ids, them)
        # what was typed since, or could not be kept
        drafts.take_out(partial(letting.of, db.execute_sql))
        # from here on nothing is taken back: whatever fails or stops, the rest is done or told
        mentions = forgotten_names.count(db.execute_sql, them.names)
        trouble = _wipe(journal, watch)
        if with_backups:
            purge.run(them, watch)
        kept_texts.forget()
    except KeyboardInterrupt:
        if forgotten_rows.are_there(contact_ids):
            raise
        kept_texts.forget()
        raise Cancelled(_interrupted(purge)) from None
    if trouble:
        raise DiskError(trouble + _left(purge))
    left = purge.left
    return Forgotten(
        people=len(contact_ids),
        mentions=mentions,
        purged=purge.done,
        unpurged=len(left),
        away=second is not None and backups.is_away(str(second.parent)),
        lying=tuple(left) if with_backups else (),
        mingled=len(purge.mingled),
        former=tuple(away),
        others=tuple(belongings.other_journals(journal.path)),
    )


def _wipe(journal: Journal, watch: Progress) -> str:
    """Leave no trace of them in the file; return what is to be said where that failed."""
    with contextlib.suppress(Cancelled):  # it is noticed at the backups
        watch.step(0, 0)
    try:
        return "" if journal.wiped() else _READABLE + _CLOSE
    except _FAILURES as error:
        known = error if isinstance(error, UserError) else translate(error)
    needed = known.data.get("needed")
    if isinstance(needed, int):
        room = f"the disk has no room to write it anew. Free {needed // 1_000_000 + 1} MB"
    elif isinstance(known, DiskError):
        room = "the disk did not take it written anew. Make some room"
    else:
        return f"{_READABLE}it could not be written anew. Close NetJournal to try that again."
    return f"{_READABLE}{room}, then close NetJournal to finish."


def _left(purge: Purge) -> str:
    left = len(purge.left)
    return f" Backups that still hold them: {left}." if left else ""


def _interrupted(purge: Purge) -> str:
    return (
        "Interrupted. The person is gone from the journal, and what was written about them goes "
        f"from the file when it is closed.{_left(purge)}"
    )
