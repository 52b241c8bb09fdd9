"""Copies purged of people: each replaced by a copy of it in which they never were."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from netjournal.errors import Cancelled
from netjournal.models import aside, copies, derived, migrations, opening, wiping
from netjournal.models.engine import Connection, DatabaseError, connect, translate, uri
from netjournal.models.handle import db
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
        second: The folder of its backups in the second place; None when there is none.
        done: How many of them hold nothing of these people any more.
    """

    journal: Path
    second: Path | None
    done: int = 0
    _there: list[Path] = field(default_factory=list)

    @property
    def left(self) -> int:
        """How many still hold what they held."""
        if not self._there:
            self._fresh()
        return len(self._there) - self.done

    def _fresh(self) -> list[Path]:
        """Return the copies that were not there before: a backup may be made meanwhile."""
        now = belongings.copies(self.journal, self.second)
        now += belongings.kept_aside(self.journal, self.second)
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
        kept_aside.settle(self.journal, self.second, (db.key,))  # while backups have their log
        stopped: BaseException | None = None
        fresh = self._fresh()
        while True:
            try:
                if stopped is None:
                    self._treat(fresh, them, watch)
            except (Cancelled, KeyboardInterrupt) as error:
                stopped = error
            for path in belongings.leftovers(self.journal, self.second):
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
            self.done += belongings.is_treated(path, partial(_purge_one, path, them))


def _purge_one(path: Path, them: Them) -> None:
    """Replace one backup by a copy of it in which they never were."""
    opening.gate(path, encrypted=db.key is not None)
    key = db.key if opening.is_encrypted(path) else None
    part = path.with_name(path.name + ".part")
    source = connect(uri(path, mode="ro", immutable="1"), key)
    try:
        opening.unlock(source, key)
        copies.prove(source, path)
        ids = _ids(source, them.uids)
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


def _log_may_name(connection: Connection) -> bool:
    """Say whether a backup's log of steps holds anything: it may hold the forgotten as deleted."""
    return bool(connection.execute("SELECT 1 FROM change_set LIMIT 1").fetchone())


def _clean(part: Path, key: str | None, ids: Sequence[int], them: Them) -> None:
    connection = connect(uri(part, mode="rw"), key)
    try:
        migrations.migrate(connection)  # what is derived is worked out for the present format
        connection.execute("BEGIN IMMEDIATE")
        forgotten_rows.erase(connection.execute, ids, them)
        connection.execute("DELETE FROM change_set")
        derived.rebuild_alone(connection)
        connection.execute("COMMIT")
        connection.execute("VACUUM")
    except DatabaseError as error:
        raise translate(error) from None
    finally:
        connection.close()
