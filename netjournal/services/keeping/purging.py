"""Backups purged of people: each replaced by a copy of it in which they never were."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from netjournal.errors import Cancelled
from netjournal.models import aside, copies, derived, migrations, opening, wiping
from netjournal.models.engine import Connection, DatabaseError, connect, translate, uri
from netjournal.models.handle import db
from netjournal.services.keeping import belongings, forgotten_rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from netjournal.progress import Progress
    from netjournal.services.keeping.forgotten_rows import Them


@dataclass
class Purge:
    """The backups of the open journal, to be purged of people.

    Attributes:
        journal: The journal's path.
        second: The folder of its backups in the second place; None when there is none.
        done: How many of them hold nothing of these people any more.
    """

    journal: Path
    second: Path | None
    done: int = 0

    def __post_init__(self) -> None:
        """Look which there are."""
        self._there = belongings.copies(self.journal, self.second)

    @property
    def left(self) -> int:
        """How many still hold what they held."""
        return len(self._there) - self.done

    def run(self, them: Them, watch: Progress) -> None:
        """Purge one after the other, and drop what was set aside.

        Args:
            them: Who is forgotten.
            watch: Told of backups. Whoever stops keeps the rest of them as they are.

        Raises:
            KeyboardInterrupt: Stopped so from the command line; what was set aside is gone, too.
        """
        stopped = None
        for number, path in enumerate(self._there):
            try:
                watch.step(number, len(self._there))
                self.done += belongings.is_treated(path, partial(_purge_one, path, them))
            except Cancelled:  # they are gone from the journal already: what is left is told
                break
            except KeyboardInterrupt as interrupt:
                stopped = interrupt
                break
        for path in belongings.leftovers(self.journal, self.second):
            belongings.remove(path)
        aside.sweep()
        if stopped is not None:
            raise stopped
        with contextlib.suppress(Cancelled):
            watch.step(1, 1)


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
