"""Many rows at once: explicit ids, one prepared statement, one note for the whole range."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netjournal.models.handle import db

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netjournal.models.recording import Recorder


class BulkWriter:
    """Bulk inserts inside an open edit; get it from ``Edit.bulk()``."""

    def __init__(self, recorder: Recorder) -> None:
        """Write through the connection of ``recorder``."""
        self._recorder = recorder
        self._known_defaults: dict[str, dict[str, Any]] = {}

    def next_id(self, table: str) -> int:
        """Return the id that the next new row of ``table`` will get."""
        run = self._recorder.connection.execute
        row = run("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
        top = run(f"SELECT MAX(id) FROM {self._known(table)}").fetchone()[0]
        return max(int(row[0]) if row else 0, int(top or 0)) + 1

    def insert(
        self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], first_id: int
    ) -> int:
        """Insert rows with consecutive ids.

        Args:
            table: A recorded table.
            columns: Names of the values of each row, without ``id``.
            rows: The rows; may be a generator.
            first_id: Id of the first row, from ``next_id``.

        Returns:
            How many rows were written.
        """
        numbered = [(number, *row) for number, row in enumerate(rows, first_id)]
        return self.insert_numbered(table, columns, numbered)

    def insert_numbered(
        self,
        table: str,
        columns: Sequence[str],
        rows: Sequence[Sequence[Any]],
        stamp: int | None = None,
    ) -> int:
        """Insert rows that begin with their ids, which follow one another from ``next_id`` on.

        Args:
            table: A recorded table.
            columns: Names of the values of each row, without ``id``.
            rows: The rows.
            stamp: When all of them were made, in ms of UTC, unless they say so themselves.

        Returns:
            How many rows were written.
        """
        if not rows:
            return 0
        told, values = self._telling(self._known(table), ("id", *columns), rows)
        names, marks = ", ".join(told), ", ".join("?" * len(told))
        if stamp is not None:
            names, marks = f"{names}, created_at, updated_at", f"{marks}, {stamp:d}, {stamp:d}"
        self._recorder.ignore_inserts(table)
        try:
            db.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", values)
        finally:
            self._recorder.watch_inserts(table)
        self._recorder.note_range(table, rows[0][0], rows[-1][0])
        return len(rows)

    def _telling(
        self, table: str, names: Sequence[str], rows: Sequence[Sequence[Any]]
    ) -> tuple[list[str], Iterable[Sequence[Any]]]:
        """Leave out the columns in which every row has the table's default.

        Handing values over takes longer than writing them, and most of a person's are blank.
        """
        told, count = [], len(rows)
        kept = []
        defaults = self._defaults(table)
        for name, values in zip(names, zip(*rows, strict=True), strict=True):
            if name not in defaults or values.count(defaults[name]) < count:
                told.append(name)
                kept.append(values)
        return (told, rows) if len(told) == len(names) else (told, zip(*kept, strict=True))

    def _defaults(self, table: str) -> dict[str, Any]:
        """Return what a column is when nothing is said; those that must be given are left out."""
        if table not in self._known_defaults:
            run = self._recorder.connection.execute
            known = run(
                "SELECT name, dflt_value FROM pragma_table_info(?) WHERE name <> 'id' "
                'AND NOT ("notnull" AND dflt_value IS NULL)',
                (table,),
            ).fetchall()
            values = ", ".join(said or "NULL" for _, said in known)
            row = run(f"SELECT {values}").fetchone() if known else ()
            found = zip((name for name, _ in known), row, strict=True)
            self._known_defaults[table] = dict(found)
        return self._known_defaults[table]

    def _known(self, table: str) -> str:
        if table not in self._recorder.columns:
            raise ValueError(f"{table} is not a recorded table")
        return table
