"""A journal under a passphrase: put on, changed, taken off. SQLCipher's own defaults.

The journal is written anew under the other passphrase into a file beside it, proved by opening it
with that passphrase and comparing it with the old one, and put in its place in one move. Its
backups follow, and so do the journals that a crash or going back left aside; what kills left half
done is removed.
The passphrase is kept nowhere: who loses it has lost the journal.
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from netjournal import paths
from netjournal.errors import Cancelled, DiskError, JournalDamaged, UsageError, UserError
from netjournal.models import copies, crash_state, history, opening, preparing, wiping
from netjournal.models.engine import DatabaseError, connect, translate, uri
from netjournal.models.lock import WriterLock
from netjournal.progress import Silent
from netjournal.services.keeping import backups, belongings, kept_aside, second_place

if TYPE_CHECKING:
    from netjournal.progress import Progress

SHORTEST: Final = 8
_FAILURES: Final[tuple[type[Exception], ...]] = (UserError, *DatabaseError)


@dataclass(frozen=True, slots=True)
class Rekeyed:
    """What was done.

    Attributes:
        backups: How many backups and journals kept aside are under the new passphrase, too.
        left: Those that still are as they were, for whatever reason.
        away: Whether the second place is not there now; what lies in it is as it was, too.
        stopped: How many of ``left`` it did not come to any more.
        unwritten: How many of ``left`` the disk did not take anew; the rest did not open.
        readable: How many of ``left`` everybody can read, although there is a passphrase now.
        former: Places where copies went before, and that are not there now, either.
    """

    backups: int
    left: int
    away: bool = False
    stopped: int = 0
    unwritten: int = 0
    readable: int = 0
    former: tuple[Path, ...] = ()

    @property
    def unopened(self) -> int:
        """How many of ``left`` could not be opened."""
        return self.left - self.stopped - self.unwritten


def check_passphrase(passphrase: str) -> None:
    """Refuse a passphrase that protects nothing.

    Raises:
        UsageError: It is too short, or has a zero character.
    """
    if len(passphrase) < SHORTEST or "\0" in passphrase:
        raise UsageError(
            f"A passphrase needs at least {SHORTEST} characters: four or five words are good."
        )


def rekey(
    journal: Path,
    old: str | None,
    new: str | None,
    *,
    holder: str = "window",
    progress: Progress | None = None,
) -> Rekeyed:
    """Change under which passphrase a journal and its backups are; None is none.

    Args:
        journal: Nobody may have it open.
        old: The present passphrase.
        new: The one wanted.
        holder: Who asks, for the message others get meanwhile.
        progress: Told of backups, when the journal itself is done; who stops keeps the rest of
            them as they are.

    Raises:
        WrongPassphrase: ``old`` does not open it.
        Cancelled: Interrupted when the journal itself was done; the message says what is not.
        UserError: It could not be done; the journal is as it was.
    """
    if new is not None:
        check_passphrase(new)
    journal = Path(os.path.realpath(journal))
    opening.gate(journal, encrypted=old is not None)
    if (old is not None) != opening.is_encrypted(journal):
        raise UsageError(f"{journal.name} has no passphrase.")
    lock = WriterLock(journal, holder)
    lock.acquire()
    file = os.stat(journal).st_ino
    try:
        if preparing.hot(journal):
            crash_state.keep(journal, preparing.hot(journal), old)
        _back_up(journal, old)
        _second(journal, old)  # what is whose there is told apart while all is as it was
        _convert(journal, old, new)
        return _convert_backups(journal, old, new, progress or Silent())
    except KeyboardInterrupt:
        if os.stat(journal).st_ino == file:
            raise
        left = _backups(journal, new)
        readable = sum(map(_is_open_to_all, left)) if new is not None else 0
        raise _interrupted(journal, new, len(left), readable) from None
    except DatabaseError as error:
        raise translate(error) from None
    except OSError as error:
        raise opening.os_error(error, journal) from None
    finally:
        lock.release()


def _back_up(journal: Path, key: str | None) -> None:
    """Keep the journal as it is, under the old passphrase until the backups get the new one."""
    with contextlib.closing(connect(uri(journal, mode="rw"), key)) as source:
        opening.unlock(source, key)
        opening.inspect(source, journal)
        mark = history.mark(source)
        newest = next(iter(backups.list_backups(journal)), None)
        if newest is not None and backups.holds(newest, mark, key):
            return
        folder = copies.private_folder(paths.backup_folder(journal))
        path = backups.free_name(folder, f"{copies.stamp()}-rekey-{mark.step}")
        note = {"reason": "rekey", "of": journal.name, "step": mark.step}
        copies.take(source, path, key, note=note)


def _convert_backups(journal: Path, old: str | None, new: str | None, watch: Progress) -> Rekeyed:
    kept_aside.settle(journal, _places(journal, new)[0], (new, old))
    _drop_leftovers(journal, new)
    there: list[Path] = []
    done = tried = 0
    stopped: BaseException | None = None
    unwritten: set[Path] = set()
    while fresh := [path for path in _backups(journal, new) if path not in there]:
        there += fresh
        try:
            for path in fresh if stopped is None else ():
                watch.step(tried, len(there))
                done += belongings.is_treated(path, partial(_take_along, path, old, new, unwritten))
                tried += 1
        except (Cancelled, KeyboardInterrupt) as error:
            stopped = error
        _drop_leftovers(journal, new)  # or whoever reads beside has made a whole one of it
    chosen = _second(journal, new)[0]
    left = len(there) - done
    readable = sum(map(_is_open_to_all, there)) if new is not None else 0
    if isinstance(stopped, KeyboardInterrupt):
        raise _interrupted(journal, new, left, readable)
    away = chosen is not None and backups.is_away(str(chosen))
    former = tuple(_places(journal, new)[1])
    return Rekeyed(done, left, away, len(there) - tried, len(unwritten), readable, former)


def _drop_leftovers(journal: Path, key: str | None) -> None:
    for path in belongings.leftovers(journal, *_places(journal, key)[0]):
        belongings.remove(path)


def _take_along(path: Path, old: str | None, new: str | None, unwritten: set[Path]) -> None:
    """Put a copy under the other passphrase; remember where it was the disk that did not.

    It may be under it from an earlier time.
    """
    try:
        _convert(path, old, new)
    except OSError:
        unwritten.add(path)
        raise
    except _FAILURES as error:
        if isinstance(error if isinstance(error, UserError) else translate(error), DiskError):
            unwritten.add(path)
        elif kept_aside.is_under(path, new):
            return
        raise


def _is_open_to_all(path: Path) -> bool:
    return path.exists() and not opening.is_locked(path)


def _backups(journal: Path, key: str | None) -> list[Path]:
    places = _places(journal, key)[0]
    return belongings.copies(journal, *places) + belongings.kept_aside(journal, *places)


def _interrupted(journal: Path, new: str | None, left: int, readable: int) -> Cancelled:
    now = "is under its new passphrase" if new is not None else "has no passphrase any more"
    text = f"Interrupted, but {journal.name} {now}."
    if readable:
        text += f" Backups that still have none: {readable}; 'netjournal rekey' takes them along."
    elif left:
        text += f" Backups that still need the one before: {left}."
    return Cancelled(text)


def _second(journal: Path, key: str | None) -> tuple[Path | None, Path | None]:
    """Return the second place, which the journal itself knows, and the folder of ours in it."""
    with contextlib.closing(connect(uri(journal, mode="ro", immutable="1"), key)) as connection:
        sql = "SELECT value FROM setting WHERE key = ?"
        row = connection.execute(sql, (backups.SECOND_FOLDER,)).fetchone()
        begun = history.begun(connection)
    chosen = Path(row[0]) if row and row[0] else None
    return chosen, chosen and second_place.gathered(chosen, journal, begun, key)


def _places(journal: Path, key: str | None) -> tuple[list[Path], list[Path]]:
    """Return all folders with copies, and former places that can't be looked at now."""
    with contextlib.closing(connect(uri(journal, mode="ro", immutable="1"), key)) as connection:
        there, away = second_place.former(connection, journal)
    second = _second(journal, key)[1]
    return [*([second] if second else ()), *there], away


def _convert(path: Path, old: str | None, new: str | None) -> None:
    """Put one file under another passphrase, whole or not at all."""
    old = old if opening.is_encrypted(path) else None
    part = path.with_name(path.name + ".rekey.part")
    part.unlink(missing_ok=True)
    try:
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        source = connect(uri(path, mode="rw"), old, attach=str(part))
        try:
            opening.unlock(source, old)
            copies.prove(source, path)
            source.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            source.execute("PRAGMA journal_mode = DELETE").fetchall()
            there = copies.counts(source)
            copies.write_under(source, part, new)
        finally:
            source.close()
        _compare(part, new, there)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        wiping.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
        part.with_name(part.name + "-journal").unlink(missing_ok=True)


def _compare(part: Path, new: str | None, there: dict[str, int]) -> None:
    """Open what was written as it will be opened, and look whether everything is in it."""
    if opening.is_encrypted(part) != (new is not None):
        raise JournalDamaged("The new file is not what it should be: nothing was changed.")
    with contextlib.closing(connect(uri(part, mode="ro", immutable="1"), new)) as connection:
        opening.unlock(connection, new)
        copies.prove(connection, part)
        if copies.counts(connection) != there:
            raise JournalDamaged("The new file is not what it should be: nothing was changed.")
