"""Copies purged of people: each replaced by a copy of it in which they never were."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from netjournal.errors import Cancelled, UserError
from netjournal.models import aside, copies, derived, history, migrations, opening, wiping
from netjournal.models.engine import Connection, DatabaseError, connect, translate, uri
from netjournal.models.handle import db
from netjournal.services.interchange.import_match import OWN_SYSTEM
from netjournal.services.keeping import belongings, forgotten_rows, kept_aside

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from netjournal.progress import Progress
    from netjournal.services.keeping.forgotten_rows import Them


@dataclass
class Purge:
    """The backups of the open journal and what was kept aside, to be purged of people.

    Attributes:
        journal: The journal's path.
        places: The folders of its backups in second places, former ones, too.
        mingled: Those in which somebody who stays is one with them, and which therefore stay, too.
    """

    journal: Path
    places: Sequence[Path]
    mingled: list[Path] = field(default_factory=list)
    _there: list[Path] = field(default_factory=list)
    _treated: list[Path] = field(default_factory=list)

    @property
    def done(self) -> int:
        """How many of them hold nothing of these people any more."""
        return len(self._treated)

    @property
    def left(self) -> list[Path]:
        """Those that still hold what they held."""
        if not self._there:
            self._fresh()
        return [path for path in self._there if path not in self._treated]

    def _fresh(self) -> list[Path]:
        """Return the copies that were not there before: a backup may be made meanwhile."""
        now = belongings.copies(self.journal, *self.places)
        now += belongings.kept_aside(self.journal, *self.places)
        fresh = [path for path in now if path not in self._there]
        self._there += fresh
        return fresh

    def run(self, them: Them, watch: Progress) -> None:
        """Purge one after the other, and drop what nobody goes on with.

        Args:
            them: Who is forgotten; they are gone from the journal, so that what is copied from
                now on is without them.
            watch: Told of copies. Whoever stops keeps the rest of them as they are.

        Raises:
            KeyboardInterrupt: Stopped so from the command line; half copies are gone, too.
        """
        kept_aside.settle(self.journal, self.places, (db.key,))  # while backups have their log
        stopped: BaseException | None = None
        fresh = self._fresh()
        while True:
            try:
                if stopped is None:
                    self._treat(fresh, them, watch)
            except (Cancelled, KeyboardInterrupt) as error:
                stopped = error
            for path in belongings.leftovers(self.journal, *self.places):
                belongings.remove(path)
            fresh = self._fresh()  # a half copy is gone now, or has become a whole one
            if not fresh:
                break
        aside.sweep()
        if isinstance(stopped, KeyboardInterrupt):
            raise stopped
        with contextlib.suppress(Cancelled):
            watch.step(1, 1)

    def _treat(self, paths: Sequence[Path], them: Them, watch: Progress) -> None:
        before = len(self._there) - len(paths)
        for number, path in enumerate(paths, before):
            watch.step(number, len(self._there))
            if belongings.is_treated(path, partial(_purge_one, path, them, self.mingled)):
                self._treated.append(path)


def _purge_one(path: Path, them: Them, mingled: list[Path]) -> None:
    """Replace one backup by a copy of it in which they never were.

    From between a merge and its undoing they can't be taken out: what was made out of two is one
    card there, and whose is which was known by its log only.

    Raises:
        UserError: It can't be done; where that is why, it is among ``mingled``.
    """
    opening.gate(path, encrypted=db.key is not None)
    key = db.key if opening.is_encrypted(path) else None
    part = path.with_name(path.name + ".part")
    source = connect(uri(path, mode="ro", immutable="1"), key)
    try:
        opening.unlock(source, key)
        copies.prove(source, path)
        ids = _ids(source, them.uids)
        if _are_in_others(source, them.uids, ids):
            mingled.append(path)
            raise UserError("Somebody who stays was made out of them.")
        if not ids and not _log_may_name(source):
            return
        copies.take(source, part, key, note=copies.read_note(source))
    finally:
        source.close()
    try:
        _clean(part, key, ids, them)
        with contextlib.closing(connect(uri(part, mode="ro", immutable="1"), key)) as clean:
            copies.prove(clean, part)
        wiping.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def _ids(connection: Connection, uids: Sequence[bytes]) -> list[int]:
    """Return who of them is in a copy: they, and whom the copy knows as a part of them."""
    found, left, seen = [], list(uids), set(uids)
    while left:
        row = connection.execute("SELECT id FROM contact WHERE uid = ?", (left.pop(),)).fetchone()
        if row is None:
            continue
        found.append(int(row[0]))
        more = set(forgotten_rows.merged_uids(connection.execute, found[-1])) - seen
        left += more
        seen |= more
    return found


def _are_in_others(connection: Connection, uids: Sequence[bytes], ids: Sequence[int]) -> bool:
    """Say whether a copy knows one of them only as a part of somebody who stays."""
    query = (
        "SELECT contact_id FROM external_id WHERE system = ? AND value = ? "
        "AND NOT EXISTS (SELECT 1 FROM contact WHERE uid = ?)"
    )
    owners = {
        owner
        for uid in uids
        for (owner,) in connection.execute(query, (OWN_SYSTEM, str(UUID(bytes=uid)), uid))
    }
    return not owners <= set(ids)


def _log_may_name(connection: Connection) -> bool:
    """Say whether a backup's log of steps holds anything: it may hold the forgotten as deleted."""
    return bool(connection.execute("SELECT 1 FROM change_set LIMIT 1").fetchone())


def _clean(part: Path, key: str | None, ids: Sequence[int], them: Them) -> None:
    connection = connect(uri(part, mode="rw"), key)
    try:
        migrations.migrate(connection)  # what is derived is worked out for the present format
        connection.execute("BEGIN IMMEDIATE")
        forgotten_rows.erase(connection.execute, ids, them)
        history.empty(connection)
        derived.rebuild_alone(connection)
        connection.execute("COMMIT")
        connection.execute("VACUUM")
    except DatabaseError as error:
        raise translate(error) from None
    finally:
        connection.close()
