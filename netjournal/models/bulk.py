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
        self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]
    ) -> int:
        """Insert rows that begin with their ids, which follow one another from ``next_id`` on.

        Args:
            table: A recorded table.
            columns: Names of the values of each row, without ``id``.
            rows: The rows.

        Returns:
            How many rows were written.
        """
        names = ", ".join(("id", *columns))
        marks = ", ".join("?" * (len(columns) + 1))
        self._recorder.ignore_inserts(self._known(table))
        try:
            db.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)
        finally:
            self._recorder.watch_inserts(table)
        if rows:
            self._recorder.note_range(table, rows[0][0], rows[-1][0])
        return len(rows)

    def _known(self, table: str) -> str:
        if table not in self._recorder.columns:
            raise ValueError(f"{table} is not a recorded table")
        return table
