"""Which of several tables is shown, and what can be said of how it is written.

Public:
    TableBar(parent)   chips for the table, its encoding, its delimiter and the row of its names
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from netjournal.ui.safe import display_safe
from netjournal.ui.transfer import file_words
from netjournal.ui.widgets.buttons import ChoiceChip
from netjournal.ui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from netjournal.formats.recognition import Recognition


class TableBar(QWidget):
    """The chips above the columns of a table among several files.

    Signals:
        table_chosen: The full name of another table.
        header_chosen: Which row of the table holds the columns' names, -1 for none.
        written_chosen: Its encoding and its delimiter, "" for what is to be found out.
    """

    table_chosen = Signal(str)
    header_chosen = Signal(int)
    written_chosen = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing."""
        super().__init__(parent)
        self.setObjectName("import_table_bar")
        self.table_chip = self._chip("import_table", self.tr("Table: {choice}"))
        self.table_chip.setAccessibleDescription(self.tr("Of which file the columns are shown"))
        self.encoding_chip = self._chip("import_table_encoding", self.tr("Encoding: {choice}"))
        self.encoding_chip.setAccessibleDescription(self.tr("How this table writes letters"))
        self.delimiter_chip = self._chip(
            "import_table_delimiter", self.tr("Columns split at: {choice}")
        )
        self.delimiter_chip.setAccessibleDescription(
            self.tr("What stands between two columns of this table")
        )
        self.header_chip = self._chip("import_table_header", self.tr("Column names: {choice}"))
        self.header_chip.setAccessibleDescription(self.tr("Which row names the columns"))
        self.table_chip.chosen.connect(self._on_table)
        self.encoding_chip.chosen.connect(self._on_written)
        self.delimiter_chip.chosen.connect(self._on_written)
        self.header_chip.chosen.connect(self._on_header)
        flow = FlowLayout(spacing=8)
        self.setLayout(flow)
        for chip in (self.table_chip, self.encoding_chip, self.delimiter_chip, self.header_chip):
            flow.addWidget(chip)

    def _chip(self, name: str, prefix: str) -> ChoiceChip:
        chip = ChoiceChip((), prefix, self)
        chip.setObjectName(name)
        return chip

    def show_tables(self, tables: list[tuple[str, str, bool]], shown: str) -> None:
        """Offer the tables among several files.

        Args:
            tables: Full name, file name, and whether its columns ask; empty for a single file.
            shown: The full name of the one whose columns are shown.
        """
        asking = self.tr("{file} – say its columns")
        options: list[tuple[object, str]] = []
        for name, file, asks in tables:
            text = display_safe(file, 40)
            options.append((name, asking.format(file=text) if asks else text))
        self.table_chip.set_options(options)
        if options:
            self.table_chip.set_value(shown)
        self.setVisible(bool(options))

    def show_written(self, found: Recognition, encoding: str, delimiter: str) -> None:
        """Say how the table is written.

        Args:
            found: What it seems to be.
            encoding: The encoding that was chosen, "" for none.
            delimiter: The delimiter that was chosen, "" for none.
        """
        self.encoding_chip.set_options(file_words.encodings(found, chosen=bool(encoding)))
        self.encoding_chip.set_value(encoding or file_words.AUTO)
        self.delimiter_chip.set_options(file_words.delimiters(found, chosen=bool(delimiter)))
        self.delimiter_chip.set_value(delimiter or file_words.AUTO)

    def show_rows(self, rows: list[int], row: int) -> None:
        """Offer the rows that may hold the columns' names (-1: none); no rows: nothing to say."""
        self.header_chip.setVisible(bool(rows))
        if not rows:
            return
        none, some = self.tr("none"), self.tr("row {n}")
        self.header_chip.set_options([(n, none if n < 0 else some.format(n=n + 1)) for n in rows])
        self.header_chip.set_value(row)

    @Slot(object)
    def _on_table(self, name: object) -> None:
        self.table_chosen.emit(str(name))

    @Slot(object)
    def _on_header(self, row: object) -> None:
        self.header_chosen.emit(int(str(row)))

    @Slot()
    def _on_written(self) -> None:
        encoding, delimiter = self.encoding_chip.value, self.delimiter_chip.value
        self.written_chosen.emit(str(encoding or ""), str(delimiter or ""))
