"""Which column is what in the file at hand: of one table, or of every table among several files.

Public:
    ColumnsControl(panel, parent)   keeps what the user said of them; ``mapping`` for the plan
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from netjournal.formats.mapping import Mapping
from netjournal.formats.tables import generic
from netjournal.services.interchange import import_columns

if TYPE_CHECKING:
    from netjournal.formats.archive_tables import Table
    from netjournal.formats.recognition import Recognition
    from netjournal.ui.transfer.mapping_table import MappingPanel


class ColumnsControl(QObject):
    """Shows one table's columns at a time and keeps those of all.

    Args:
        panel: Where columns are shown and said.
        parent: The dialog.

    Signals:
        changed: The user said something else.
        look_wanted: A table's full name, encoding and delimiter it should be looked at with.
    """

    changed = Signal()
    look_wanted = Signal(str, str, str)

    def __init__(self, panel: MappingPanel, parent: QObject) -> None:
        """Know no table."""
        super().__init__(parent)
        self._panel = panel
        self._tables: list[Table] = []
        self._said: dict[str, Mapping] = {}
        self._changed: set[str] = set()
        self._as_found: dict[str, Recognition] = {}
        self._rows: dict[str, list[int]] = {}
        self._shown = ""
        self._wanted = ("", "")
        panel.changed.connect(self._on_mapping)
        panel.bar.table_chosen.connect(self.show_table)
        panel.bar.header_chosen.connect(self._on_header)
        panel.bar.written_chosen.connect(self._on_written)

    @property
    def asks(self) -> bool:
        """Whether the file has columns to say."""
        return bool(self._tables)

    @property
    def ready(self) -> bool:
        """Whether the file can be read; of several, tables that still ask are left out."""
        alone = "" in self._said
        return not alone or self._said[""].makes_contacts()

    def forget(self) -> None:
        """Nothing is known about the file any more."""
        self._tables, self._said, self._changed = [], {}, set()

    def begin(self, tables: list[Table]) -> None:
        """Begin with another file's tables, those in need first; none where there is none."""
        self._tables = list(tables)
        self._as_found = {table.name: table.found for table in tables}
        self._rows = {table.name: _rows_of(table) for table in tables}
        self._said = {table.name: _proposed(table) for table in tables}
        self._changed = set()
        if tables:
            asking = (table.name for table in tables if self._asks(table))
            self.show_table(next(asking, tables[0].name))

    @Slot(object)
    def take(self, table: Table | None) -> None:
        """Take what a table seems to be now that it was looked at as the user said."""
        was = next((one for one in self._tables if table and one.name == table.name), None)
        if table is None or was is None:
            self._panel.bar.show_written(self._table().found, *self._written())
            self.changed.emit()
            return
        self._tables[self._tables.index(was)] = table
        self._as_found[table.name], self._rows[table.name] = table.found, _rows_of(table)
        encoding, delimiter = self._wanted
        self._said[table.name] = replace(_proposed(table), encoding=encoding, delimiter=delimiter)
        self._changed.discard(table.name)
        self.show_table(table.name)
        self.changed.emit()

    def mapping(self, answers: Mapping | None) -> Mapping | None:
        """Return what was said of the file.

        Args:
            answers: What was said of calendars and chats.
        """
        if "" in self._said:
            return self._said[""]
        if not self._said:
            return answers
        return replace(answers or Mapping((), ()), tables=tuple(self._said.items()))

    def remember(self) -> None:
        """Keep what the columns are, for the next tables with the same ones."""
        for name, mapping in self._said.items():
            if mapping.columns and (name == "" or name in self._changed):
                import_columns.remember(mapping)

    @Slot(str)
    def show_table(self, name: str) -> None:
        """Show the columns of one table."""
        self._shown = name
        self._offer()
        table = self._table()
        if table.is_any:
            self._panel.show_mapping(table.found, self._said[name])
        else:
            self._panel.show_known(table.found)

    def _table(self) -> Table:
        return next(one for one in self._tables if one.name == self._shown)

    def _offer(self) -> None:
        """Let the user choose among several tables; those in need are marked."""
        several = [
            (table.name, table.file, self._asks(table)) for table in self._tables if table.name
        ]
        bar, now = self._panel.bar, self._table().found
        bar.show_tables(several, self._shown)
        bar.show_written(now, *self._written())
        bar.show_rows(self._rows[self._shown], now.header_row)

    def _asks(self, table: Table) -> bool:
        """Say whether the columns of a table have to be said before it can be read."""
        return table.is_any and not self._said[table.name].makes_contacts()

    def _written(self) -> tuple[str, str]:
        """Return encoding and delimiter that the user chose for the table that is shown."""
        said = self._said[self._shown]
        return said.encoding, said.delimiter

    @Slot(str, str)
    def _on_written(self, encoding: str, delimiter: str) -> None:
        """Have the table that is shown looked at otherwise."""
        self._wanted = (encoding, delimiter)
        self.look_wanted.emit(self._shown, encoding, delimiter)

    @Slot(int)
    def _on_header(self, row: int) -> None:
        """Let another row of the table that is shown hold the columns' names."""
        was = self._table()
        now = replace(was, found=generic.shift_header(self._as_found[was.name], row))
        self._tables[self._tables.index(was)] = now
        self._changed.discard(now.name)
        same = (m for name, m in self._said.items() if name in self._changed)
        said = next((m for m in same if m.header == now.found.header), None)
        self._say(now.name, said or import_columns.proposed(now.found), now.found.header_row)
        self.show_table(now.name)
        self.changed.emit()

    @Slot(object)
    def _on_mapping(self, mapping: Mapping) -> None:
        """Take what was said for every table with the same column names."""
        self._say(self._shown, mapping, mapping.header_row)
        self._changed.add(self._shown)
        for table in self._tables:
            same = table.found.header == mapping.header and any(mapping.header)
            if same and table.name not in self._changed:
                self._say(table.name, mapping, table.found.header_row)
        self._offer()
        self.changed.emit()

    def _say(self, name: str, mapping: Mapping, row: int) -> None:
        """Keep what the columns of a table are; how it is written stays as it was said."""
        was = self._said[name]
        self._said[name] = replace(
            mapping, header_row=row, encoding=was.encoding, delimiter=was.delimiter
        )


def _rows_of(table: Table) -> list[int]:
    """Return which rows of a table may hold the columns' names, where that can be said."""
    return generic.header_rows(table.found) if table.is_any else []


def _proposed(table: Table) -> Mapping:
    """Return what is known of a table's columns; none where the program that wrote it is known."""
    if table.is_any:
        return import_columns.proposed(table.found)
    return Mapping(table.found.header, ())
