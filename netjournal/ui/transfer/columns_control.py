"""Which column is what in the file at hand: of one table, or of every table among several files.

Public:
    ColumnsControl(panel, parent)   keeps what the user said of them; ``mapping`` for the plan
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from netjournal.formats import generic
from netjournal.formats.mapping import Mapping
from netjournal.services.interchange import import_columns

if TYPE_CHECKING:
    from netjournal.formats.archive import Table
    from netjournal.formats.recognition import Recognition
    from netjournal.ui.transfer.mapping_table import MappingPanel


class ColumnsControl(QObject):
    """Shows one table's columns at a time and keeps those of all.

    Args:
        panel: Where columns are shown and said.
        parent: The dialog.

    Signals:
        changed: The user said something else.
    """

    changed = Signal()

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
        panel.changed.connect(self._on_mapping)
        panel.table_chosen.connect(self.show_table)
        panel.header_chosen.connect(self._on_header)

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
        self._rows = {table.name: generic.header_rows(table.found) for table in tables}
        self._said = {table.name: import_columns.proposed(table.found) for table in tables}
        self._changed = set()
        if tables:
            asking = (t.name for t in tables if not self._said[t.name].makes_contacts())
            self.show_table(next(asking, tables[0].name))

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
            if name == "" or name in self._changed:
                import_columns.remember(mapping)

    @Slot(str)
    def show_table(self, name: str) -> None:
        """Show the columns of one table."""
        self._shown = name
        self._offer()
        self._panel.show_mapping(self._table().found, self._said[name])

    def _table(self) -> Table:
        return next(one for one in self._tables if one.name == self._shown)

    def _offer(self) -> None:
        """Let the user choose among several tables; those in need are marked."""
        several = [
            (table.name, table.file, not self._said[table.name].makes_contacts())
            for table in self._tables
            if table.name
        ]
        now = self._table().found
        rows = self._rows[self._shown]
        self._panel.show_tables(several, self._shown, rows, now.header_row)

    @Slot(int)
    def _on_header(self, row: int) -> None:
        """Let another row of the table that is shown hold the columns' names."""
        was = self._table()
        now = replace(was, found=generic.shift_header(self._as_found[was.name], row))
        self._tables[self._tables.index(was)] = now
        self._changed.discard(now.name)
        same = (m for name, m in self._said.items() if name in self._changed)
        said = next((m for m in same if m.header == now.found.header), None)
        said = said or import_columns.proposed(now.found)
        self._said[now.name] = replace(said, header_row=now.found.header_row)
        self.show_table(now.name)
        self.changed.emit()

    @Slot(object)
    def _on_mapping(self, mapping: Mapping) -> None:
        """Take what was said for every table with the same column names."""
        self._said[self._shown] = mapping
        self._changed.add(self._shown)
        for table in self._tables:
            same = table.found.header == mapping.header and any(mapping.header)
            if same and table.name not in self._changed:
                row = table.found.header_row
                self._said[table.name] = replace(mapping, header_row=row)
        self._offer()
        self.changed.emit()
