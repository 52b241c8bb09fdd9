"""Taking back a step that others followed: what has been edited since stays as it is.

Every row the step touched is looked at by itself. A row that a later step touched is kept. A row
the step added is also kept when something that stays refers to it, and a record that is kept stays
whole (its parts, as far as the step added them). All else is set back, deleted or brought back.
Works inside an edit whose foreign keys are off, as the replay of a plain undo does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netjournal.models.migrations import RECORDED
from netjournal.models.recording import Conflict

if TYPE_CHECKING:
    from netjournal.models.recording import Recorder

_PAIR = (
    "(tbl TEXT NOT NULL, row_id INTEGER NOT NULL, {more}PRIMARY KEY (tbl, row_id)) WITHOUT ROWID"
)
_NAMES = ("back_later", "back_going", "back_coming", "back_kept")
_LATER = (
    "FROM change_row r JOIN change_set s ON s.id = r.change_set_id "
    "WHERE r.change_set_id > ? AND s.kind = 'edit' AND s.undone = 0"
)
# a line of it may have to stay; that is no reason to keep the whole import, and with it everybody
_LOG = "import_row"
_HERE = "EXISTS (SELECT 1 FROM {table} t WHERE t.id = {row})"


class _Key(NamedTuple):
    """A foreign key: ``child.column`` refers to ``parent``; ``loose`` when it may become empty."""

    child: str
    column: str
    parent: str
    loose: bool
    number: int  # of the column among the noted ones


def take_back(recorder: Recorder, set_id: int, apart_from: set[int]) -> dict[str, tuple[int, ...]]:
    """Set back what step ``set_id`` did, except to rows that were edited since.

    Args:
        recorder: Of the open edit; foreign keys must be off.
        set_id: A step that still has its notes, as all steps after it.
        apart_from: Later steps that came to nothing, such as one taken back and what did that.

    Returns:
        Table -> ids of the rows that are as they are because of later changes.

    Raises:
        Conflict: Something later would refer to nothing.
    """
    work = _TakeBack(recorder, set_id, apart_from)
    work.prepare()
    try:
        work.choose()
        work.carry_out()
        return work.kept()
    finally:
        work.clean()


class _TakeBack:
    """One such undo; temp tables hold (table, row): going, coming (back), kept."""

    def __init__(self, recorder: Recorder, set_id: int, apart_from: set[int]) -> None:
        self.run = recorder.connection.execute
        self.columns = recorder.columns
        self.set_id = set_id
        self.without = ", ".join(str(int(one)) for one in apart_from)
        self.keys = [key for table in RECORDED for key in self._keys_of(table)]
        self.tables: list[str] = []

    def _keys_of(self, table: str) -> list[_Key]:
        columns = self.columns[table]
        found = [
            _Key(table, row[3], row[2], row[6] == "SET NULL", columns.index(row[3]))
            for row in self.run(f"PRAGMA foreign_key_list({table})").fetchall()
        ]
        return sorted(found, key=lambda key: key.number)

    def prepare(self) -> None:
        """Read the step's notes and the later ones."""
        for name in _NAMES:
            more = "round INTEGER NOT NULL, " if name == "back_kept" else ""
            self.run(f"CREATE TEMP TABLE {name} {_PAIR.format(more=more)}")
        found = self.run(
            "SELECT DISTINCT tbl FROM change_row WHERE change_set_id = ?", (self.set_id,)
        )
        names = {row[0] for row in found}
        self.tables = [table for table in RECORDED if table in names]
        for table in self.tables:
            self._read(table)

    def _read(self, table: str) -> None:
        mine = "WHERE r.change_set_id = ? AND r.tbl = ? AND r.action"
        self.run(
            "INSERT INTO temp.back_going SELECT r.tbl, t.id FROM change_row r "
            f"CROSS JOIN {table} t ON t.id BETWEEN r.row_id AND r.last_id {mine} = 1",
            (self.set_id, table),
        )
        self.run(
            f"INSERT INTO temp.back_coming SELECT r.tbl, r.row_id FROM change_row r {mine} <> 1",
            (self.set_id, table),
        )
        for rows in ("back_going", "back_coming"):
            self.run(
                "INSERT OR IGNORE INTO temp.back_later SELECT g.tbl, g.row_id FROM "
                f"(SELECT r.row_id, r.last_id {_LATER} AND r.tbl = ? AND s.id NOT IN "
                f"({self.without})) n CROSS JOIN temp.{rows} g "
                "ON g.tbl = ? AND g.row_id BETWEEN n.row_id AND n.last_id",
                (self.set_id, table, table),
            )

    # -- choosing

    def choose(self) -> None:
        """Decide row by row what is kept."""
        for table in self.tables:
            here = _HERE.format(table=table, row="l.row_id")
            self.run(
                "INSERT INTO temp.back_kept SELECT l.tbl, l.row_id, "
                "(SELECT COUNT(*) - 1 FROM temp.back_going g WHERE g.tbl = l.tbl "
                f"AND g.row_id = l.row_id) FROM temp.back_later l WHERE l.tbl = ? AND {here}",
                (table,),
            )
        later = "WHERE (tbl, row_id) IN (SELECT tbl, row_id FROM temp.back_later)"
        self.run(f"DELETE FROM temp.back_going {later}")
        self.run(f"DELETE FROM temp.back_coming {later}")
        for key in self._pointing_at_going():
            self._keep(key.parent, self._needed(key), 0)
        done = 0
        while self.run("SELECT 1 FROM temp.back_kept WHERE round = ? LIMIT 1", (done,)).fetchone():
            self._keep_whole(done)
            done += 1

    def _pointing_at_going(self) -> list[_Key]:
        going = {row[0] for row in self.run("SELECT DISTINCT tbl FROM temp.back_going")}
        return [key for key in self.keys if key.parent in going]

    def _needed(self, key: _Key) -> str:
        """Return the query for going rows that something which stays refers to."""
        return (
            f"SELECT g.row_id FROM temp.back_going g CROSS JOIN {key.child} c "
            f"ON c.{key.column} = g.row_id WHERE g.tbl = '{key.parent}' AND NOT EXISTS "
            f"(SELECT 1 FROM temp.back_going x WHERE x.tbl = '{key.child}' AND x.row_id = c.id) "
            "AND NOT EXISTS "
            f"(SELECT 1 FROM temp.back_coming x WHERE x.tbl = '{key.child}' AND x.row_id = c.id)"
        )

    def _keep_whole(self, done: int) -> None:
        """Keep what the rows kept in round ``done`` refer to, and their own parts."""
        owners: dict[str, list[_Key]] = {}
        for key in self._pointing_at_going():
            self._keep(
                key.parent,
                f"SELECT c.{key.column} FROM temp.back_kept k CROSS JOIN {key.child} c "
                f"ON c.id = k.row_id WHERE k.tbl = '{key.child}' AND k.round = {done:d}",
                done + 1,
            )
        for key in self.keys:
            if not key.loose and key.child != _LOG:
                owners.setdefault(key.child, []).append(key)
        for child, keys in owners.items():
            owner = keys[0]
            self._keep(
                child,
                f"SELECT c.id FROM temp.back_kept k CROSS JOIN {child} c "
                f"ON c.{owner.column} = k.row_id "
                f"WHERE k.tbl = '{owner.parent}' AND k.round = {done:d}",
                done + 1,
            )

    def _keep(self, table: str, rows: str, number: int) -> None:
        """Keep those of ``table``'s going rows that the query ``rows`` gives."""
        wanted = f"tbl = '{table}' AND row_id IN ({rows})"
        changed = self.run(
            "INSERT OR IGNORE INTO temp.back_kept "
            f"SELECT tbl, row_id, {number:d} FROM temp.back_going WHERE {wanted}"
        )
        if changed.rowcount:
            self.run(
                "DELETE FROM temp.back_going WHERE tbl = ? AND (tbl, row_id) IN "
                "(SELECT tbl, row_id FROM temp.back_kept WHERE tbl = ?)",
                (table, table),
            )

    # -- doing

    def carry_out(self) -> None:
        """Delete, bring back and set back the rows chosen."""
        for table in reversed(self.tables):
            self.run(
                f"DELETE FROM {table} WHERE id IN "
                "(SELECT row_id FROM temp.back_going WHERE tbl = ?)",
                (table,),
            )
        for table in self.tables:
            self._restore(table)
        for key in self.keys:
            if key.loose and key.child in self.tables:
                self._loosen(key)
        for key in self._pointing_at_going():
            if self.run(self._dangling(key)).fetchone():
                raise Conflict("Later changes depend on this step: take those back first.")

    def _restore(self, table: str) -> None:
        columns = self.columns[table]
        old = (
            "FROM change_row r CROSS JOIN temp.back_coming b ON b.tbl = r.tbl "
            f"AND b.row_id = r.row_id WHERE r.change_set_id = {self.set_id:d} "
            f"AND r.tbl = '{table}' AND r.action <> 1"
        )
        for key in self.keys:
            if key.child == table and not key.loose:  # nobody comes back to an owner who is gone
                here = _HERE.format(table=key.parent, row=f"r.c{key.number}")
                old += f" AND (r.c{key.number} IS NULL OR {here})"
        pairs = ", ".join(f"{column} = r.c{n}" for n, column in enumerate(columns))
        self.run(f"UPDATE OR IGNORE {table} SET {pairs} {old} AND r.row_id = {table}.id")
        values = ", ".join(f"r.c{n}" for n in range(len(columns)))
        self.run(
            f"INSERT OR IGNORE INTO {table} (id, {', '.join(columns)}) "
            f"SELECT r.row_id, {values} {old} AND NOT {_HERE.format(table=table, row='r.row_id')}"
        )

    def _loosen(self, key: _Key) -> None:
        """Empty what a restored row says about something that is gone since."""
        self.run(
            f"UPDATE {key.child} SET {key.column} = NULL WHERE {key.column} IS NOT NULL AND id IN "
            "(SELECT row_id FROM temp.back_coming WHERE tbl = ?) "
            f"AND NOT {_HERE.format(table=key.parent, row=f'{key.child}.{key.column}')}",
            (key.child,),
        )

    def _dangling(self, key: _Key) -> str:
        return (
            f"SELECT 1 FROM temp.back_going g CROSS JOIN {key.child} c "
            f"ON c.{key.column} = g.row_id WHERE g.tbl = '{key.parent}' LIMIT 1"
        )

    def kept(self) -> dict[str, tuple[int, ...]]:
        """Return what stays because of later changes."""
        out: dict[str, list[int]] = {}
        for table, row in self.run("SELECT tbl, row_id FROM temp.back_kept ORDER BY 1, 2"):
            out.setdefault(table, []).append(int(row))
        return {table: tuple(rows) for table, rows in out.items()}

    def clean(self) -> None:
        """Forget the temp tables."""
        for name in _NAMES:
            self.run(f"DROP TABLE IF EXISTS temp.{name}")
