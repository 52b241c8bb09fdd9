"""How undo knows: temporary triggers note old row values, a replay sets them back.

Notes are collected in a temp table of the writing connection and moved, first note per row, into
``change_set``/``change_row`` in the same transaction. Values stay values in untyped columns (SQL
text would be ten times slower to replay, and BLOBs survive). Rows a step added are kept as ranges
of ids: undoing that means deleting them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from netjournal.errors import UserError
from netjournal.models.migrations import CHANGE_COLUMNS, RECORDED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netjournal.models.engine import Connection

ADDED, UPDATED, DELETED = 1, 2, 3
ACTIONS = {"added": ADDED, "updated": UPDATED, "deleted": DELETED}
_MANY = 10_000

Ranges = list[tuple[int, int]]
_NOBODY: frozenset[int] | None = frozenset()


class Conflict(UserError):
    """Later changes depend on what should be taken back."""


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """What one edit did, for views to decide what to read again.

    ``ranges`` maps table → action → ranges of row ids (first, last).
    """

    id: int | None
    label: str
    kind: str = "edit"  # edit, undo, redo
    ranges: dict[str, dict[int, Ranges]] = field(default_factory=dict)

    def touches(self, *tables: str) -> bool:
        """Say whether any row of any of ``tables`` changed."""
        return any(table in self.ranges for table in tables)

    def rows(self, table: str, *actions: str) -> frozenset[int] | None:
        """Return the ids of changed rows, or None when they are too many to list.

        Args:
            table: A table's name.
            *actions: Any of ``added``, ``updated``, ``deleted``; none means all.
        """
        wanted = {ACTIONS[a] for a in actions} or set(ACTIONS.values())
        found = [r for a, rs in self.ranges.get(table, {}).items() if a in wanted for r in rs]
        if sum(last - first + 1 for first, last in found) > _MANY:
            return None
        return frozenset(i for first, last in found for i in range(first, last + 1))

    @property
    def size(self) -> int:
        """How many rows changed."""
        return sum(
            last - first + 1
            for by_action in self.ranges.values()
            for ranges in by_action.values()
            for first, last in ranges
        )


class Recorder:
    """The triggers and the note table of one connection."""

    def __init__(self, connection: Connection) -> None:
        """Install on ``connection`` (writable at that moment, outside a transaction)."""
        self.connection = connection
        self.columns: dict[str, list[str]] = {}
        self._children: dict[str, list[tuple[str, str]]] = {}
        # of the open edit, see ``Handle``; None: many
        self.people = self.cards = self.places = self.days = _NOBODY
        values = ", ".join(f"c{n}" for n in range(CHANGE_COLUMNS))
        connection.execute(
            "CREATE TEMP TABLE change_note (seq INTEGER PRIMARY KEY, tbl TEXT, row_id INTEGER, "
            f"last_id INTEGER, action INTEGER, {values})"
        )
        connection.execute("CREATE TEMP TABLE change_range (tbl TEXT, first INTEGER, last INTEGER)")
        for table in RECORDED:
            info = connection.execute(f"PRAGMA table_info({table})").fetchall()
            self.columns[table] = [row[1] for row in info if row[1] != "id"]
            self.watch_inserts(table)
            self._watch(table, "UPDATE", UPDATED)
            self._watch(table, "DELETE", DELETED)

    def watch_inserts(self, table: str) -> None:
        """Note each new row of ``table``."""
        self.connection.execute(
            f"CREATE TEMP TRIGGER nj_add_{table} AFTER INSERT ON main.{table} BEGIN "
            "INSERT INTO change_note (tbl, row_id, last_id, action) "
            f"VALUES ('{table}', NEW.id, NEW.id, {ADDED}); END"
        )

    def ignore_inserts(self, table: str) -> None:
        """Stop noting new rows one by one; the bulk insert notes their range itself."""
        self.connection.execute(f"DROP TRIGGER IF EXISTS temp.nj_add_{table}")

    def note_range(self, table: str, first: int, last: int) -> None:
        """Note that rows ``first`` to ``last`` were added."""
        self.connection.execute(
            "INSERT INTO change_note (tbl, row_id, last_id, action) VALUES (?, ?, ?, ?)",
            (table, first, last, ADDED),
        )

    def _watch(self, table: str, event: str, action: int) -> None:
        columns = self.columns[table]
        names = ", ".join(f"c{n}" for n in range(len(columns)))
        values = ", ".join(f"OLD.{column}" for column in columns)
        self.connection.execute(
            f"CREATE TEMP TRIGGER nj_{event.lower()}_{table} AFTER {event} ON main.{table} BEGIN "
            f"INSERT INTO change_note (tbl, row_id, last_id, action, {names}) "
            f"VALUES ('{table}', OLD.id, OLD.id, {action}, {values}); END"
        )

    def collapse(self) -> None:
        """Keep the first note of each row only; none of a row that came and went in this edit."""
        run = self.connection.execute
        if not run("SELECT 1 FROM change_note WHERE action <> 1 LIMIT 1").fetchone():
            return
        deleted = [r[0] for r in run("SELECT DISTINCT tbl FROM change_note WHERE action = 3")]
        run(
            "DELETE FROM change_note WHERE seq NOT IN "
            "(SELECT MIN(seq) FROM change_note GROUP BY tbl, row_id)"
        )
        run("DELETE FROM change_range")
        self.connection.executemany(
            "INSERT INTO change_range VALUES (?, ?, ?)",
            [(t, a, b) for t, ranges in self._added().items() for a, b in ranges],
        )
        run(
            "DELETE FROM change_note WHERE action <> 1 AND EXISTS (SELECT 1 FROM change_range r "
            "WHERE r.tbl = change_note.tbl AND change_note.row_id BETWEEN r.first AND r.last)"
        )
        for table in deleted:
            self._settle(table)

    def _settle(self, table: str) -> None:
        """Say what became of each row in the end, where an edit deleted some of ``table``."""
        here = f"EXISTS (SELECT 1 FROM {table} t WHERE t.id = change_note.row_id)"
        run = self.connection.execute
        run(
            "DELETE FROM change_note WHERE tbl = ? AND action = 1 AND row_id = last_id "
            f"AND NOT {here}",
            (table,),
        )
        run(
            f"UPDATE change_note SET action = CASE WHEN {here} THEN 2 ELSE 3 END "
            "WHERE tbl = ? AND action <> 1",
            (table,),
        )

    def _added(self) -> dict[str, Ranges]:
        found: dict[str, Ranges] = {}
        for table, first, last in self.connection.execute(
            "SELECT tbl, row_id, last_id FROM change_note WHERE action = 1 ORDER BY tbl, row_id"
        ):
            _append(found.setdefault(table, []), first, last)
        return found

    def ranges(self) -> dict[str, dict[int, Ranges]]:
        """Return what the (collapsed) notes say, as ranges."""
        out: dict[str, dict[int, Ranges]] = {}
        for table, ranges in self._added().items():
            out.setdefault(table, {})[ADDED] = ranges
        for table, action, row in self.connection.execute(
            "SELECT tbl, action, row_id FROM change_note WHERE action <> 1 ORDER BY 1, 2, 3"
        ):
            _append(out.setdefault(table, {}).setdefault(action, []), row, row)
        return out

    def persist(self, set_id: int, ranges: dict[str, dict[int, Ranges]]) -> None:
        """Move the notes into ``change_row`` as part of step ``set_id``."""
        values = ", ".join(f"c{n}" for n in range(CHANGE_COLUMNS))
        self.connection.executemany(
            "INSERT INTO change_row (change_set_id, tbl, row_id, last_id, action) "
            f"VALUES (?, ?, ?, ?, {ADDED})",
            [
                (set_id, table, first, last)
                for table, by_action in ranges.items()
                for first, last in by_action.get(ADDED, ())
            ],
        )
        self.connection.execute(
            f"INSERT INTO change_row (change_set_id, tbl, row_id, last_id, action, {values}) "
            f"SELECT ?, tbl, row_id, last_id, action, {values} FROM change_note WHERE action <> 1",
            (set_id,),
        )

    def clear(self) -> None:
        """Forget the notes (at the end of an edit: a big log would slow the next small one)."""
        self.connection.execute("DELETE FROM change_note")

    def replay(self, set_id: int, *, only_added: bool = False) -> None:
        """Set every row of step ``set_id`` back to what it was before that step.

        Foreign keys are off meanwhile: each cascaded row has a note of its own, so the notes alone
        give the exact former state; what could dangle is checked at the end. They may be on where
        rows only vanish (``only_added``): then that is checked first, and a cascade meets none but
        rows of the step.

        Raises:
            Conflict: Later rows refer to rows that would vanish.
        """
        run = self.connection.execute
        tables = [
            row[0]
            for row in run("SELECT DISTINCT tbl FROM change_row WHERE change_set_id = ?", (set_id,))
        ]
        order = [table for table in RECORDED if table in tables]
        if only_added:
            for table in order:
                self._check(table, set_id)
        for table in reversed(order):
            for first, last in run(
                "SELECT row_id, last_id FROM change_row "
                "WHERE change_set_id = ? AND tbl = ? AND action = 1",
                (set_id, table),
            ).fetchall():
                run(f"DELETE FROM {table} WHERE id BETWEEN ? AND ?", (first, last))
        if only_added:
            return
        for table in order:
            self._restore(table, set_id)
        for table in order:
            self._check(table, set_id)

    def _restore(self, table: str, set_id: int) -> None:
        columns = self.columns[table]
        old = (
            f"change_row r WHERE r.change_set_id = {set_id:d} "
            f"AND r.tbl = '{table}' AND r.action <> 1"
        )
        pairs = ", ".join(f"{column} = r.c{n}" for n, column in enumerate(columns))
        run = self.connection.execute
        if run(f"SELECT 1 FROM {old} AND r.action = {UPDATED} LIMIT 1").fetchone():
            run(f"UPDATE {table} SET {pairs} FROM {old} AND r.row_id = {table}.id")
        missing = f"{old} AND NOT EXISTS (SELECT 1 FROM {table} t WHERE t.id = r.row_id)"
        gone = [row[0] for row in run(f"SELECT r.row_id FROM {missing}")]
        values = ", ".join(f"r.c{n}" for n in range(len(columns)))
        self.ignore_inserts(table)
        try:
            run(
                f"INSERT INTO {table} (id, {', '.join(columns)}) "
                f"SELECT r.row_id, {values} FROM {missing}"
            )
        finally:
            self.watch_inserts(table)
        for first, last in merge(gone):
            self.note_range(table, first, last)

    def _check(self, table: str, set_id: int) -> None:
        """Let no row of later steps refer to rows of ``table`` that the step had added."""
        for child, column in self._children_of(table):
            later = self.connection.execute(
                f"SELECT 1 FROM change_row r CROSS JOIN {child} c "
                f"ON c.{column} BETWEEN r.row_id AND r.last_id "
                "WHERE r.change_set_id = ?1 AND r.tbl = ?2 AND r.action = 1 AND NOT EXISTS "
                "(SELECT 1 FROM change_row o WHERE o.change_set_id = ?1 AND o.tbl = ?3 "
                "AND o.action = 1 AND c.id BETWEEN o.row_id AND o.last_id) LIMIT 1",
                (set_id, table, child),
            )
            if later.fetchone():
                raise Conflict("Later changes depend on this step: take those back first.")

    def _children_of(self, table: str) -> list[tuple[str, str]]:
        """Return (table, column) of whatever may refer to rows of ``table``."""
        if not self._children:
            self._children = {parent: [] for parent in RECORDED}
            for child in RECORDED:
                keys = self.connection.execute(f"PRAGMA foreign_key_list({child})").fetchall()
                for key in keys:
                    self._children[key[2]].append((child, key[3]))
        return self._children[table]


def _append(ranges: Ranges, first: int, last: int) -> None:
    if ranges and ranges[-1][1] >= first - 1:
        ranges[-1] = (ranges[-1][0], max(last, ranges[-1][1]))
    else:
        ranges.append((first, last))


def merge(rows: Iterable[int]) -> Ranges:
    """Return sorted row ids as ranges."""
    out: Ranges = []
    for row in sorted(rows):
        _append(out, row, row)
    return out
