"""Which column of a table is what: a row per column with its samples and a menu to say it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from netjournal.ui import theme
from netjournal.ui.long_lists import choose_row
from netjournal.ui.safe import Label, display_safe, tooltip
from netjournal.ui.transfer import targets
from netjournal.ui.widgets.buttons import ChoiceChip
from netjournal.ui.widgets.card import ListCard
from netjournal.ui.widgets.cells import OPEN, TONE, ChoiceTable

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QAction, QResizeEvent

    from netjournal.formats.mapping import Mapping
    from netjournal.formats.recognition import Recognition

Index = QModelIndex | QPersistentModelIndex
COLUMN, SAMPLES, TARGET = range(3)
_ROWS: Final = 4  # columns seen at once
_ROWS_LARGE: Final = 3  # with large text, so that the preview is seen as well
_LARGE: Final = 1.5


class MappingModel(QAbstractTableModel):
    """The columns of a file: name, samples, what each becomes."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Show nothing."""
        super().__init__(parent)
        self.mapping: Mapping | None = None
        self._samples: tuple[tuple[str, ...], ...] = ()

    def show_mapping(self, recognition: Recognition, mapping: Mapping) -> None:
        """Show what each column is, with what the first rows hold in it."""
        self.beginResetModel()
        self.mapping, self._samples = mapping, recognition.samples
        self.endResetModel()

    def change(self, column: int, target: str, label: str) -> None:
        """Make a column something else."""
        if self.mapping is not None:
            self.mapping = self.mapping.change(column, target, label)
            cell = self.index(column, TARGET)
            self.dataChanged.emit(cell, cell)

    def column_name(self, column: int) -> str:
        """Return what a column is called in the file, or its number."""
        assert self.mapping is not None
        name = self.mapping.header[column] if column < len(self.mapping.header) else ""
        return display_safe(name, 60) or self.tr("Column {n}").format(n=column + 1)

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many columns the file has."""
        if self.mapping is None or (parent is not None and parent.isValid()):
            return 0
        return len(self.mapping.columns)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return three: name, samples, target."""
        return 0 if parent is not None and parent.isValid() else TARGET + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return what a column of this table shows."""
        heads = (self.tr("Column in the file"), self.tr("Holds"), self.tr("Becomes"))
        shown = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return heads[section] if shown and 0 <= section < len(heads) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        if self.mapping is None or not index.isValid():
            return None
        use = self.mapping.columns[index.row()]
        if index.column() == TARGET and role == TONE:
            return "neutral" if use.target in ("keep", "ignore") else "accent"
        if role == OPEN:
            return index.column() == TARGET
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        text = (self.column_name, self._held, self._target)[index.column()](index.row())
        return tooltip(text) if role == Qt.ItemDataRole.ToolTipRole else text

    def _held(self, column: int) -> str:
        cells = (row[column].strip() for row in self._samples if column < len(row))
        return " · ".join(display_safe(cell, 60) for cell in cells if cell)[:200]

    def _target(self, column: int) -> str:
        assert self.mapping is not None
        return targets.name(self.mapping.columns[column])


class MappingPanel(QWidget):
    """The columns of a table, and how it writes days.

    Signals:
        changed: The ``Mapping`` as the user has it now.
        table_chosen: The full name of another table among several files.
        header_chosen: Which row of that table holds the columns' names, -1 for none.
    """

    changed = Signal(object)
    table_chosen = Signal(str)
    header_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing."""
        super().__init__(parent)
        self.setObjectName("import_mapping")
        self.model = MappingModel(self)
        self.table = ChoiceTable(TARGET, self)
        self.table.setObjectName("import_columns")
        self.table.setAccessibleName(self.tr("Columns of the file"))
        self.table.setModel(self.model)
        self.table.set_pill_width(230)
        self.table.menu_wanted.connect(self._on_menu_wanted)
        self._about = Label("", "small", "quiet", wrap=True, parent=self)
        self.asking = Label("", "body", "warning", wrap=True, parent=self)
        self.asking.setObjectName("import_asking")
        self.asking.setText(
            self.tr(
                "Which column is the name? Say under “Becomes” which one holds a name, an e-mail "
                "address or a number."
            )
        )
        orders: list[tuple[object, str]] = [
            ("auto", self.tr("found out")),
            ("dmy", self.tr("day first")),
            ("mdy", self.tr("month first")),
            ("ymd", self.tr("year first")),
        ]
        self.dates_chip = ChoiceChip(orders, self.tr("Days like 3/4/2020: {choice}"), self)
        self.dates_chip.setObjectName("import_date_order")
        self.dates_chip.setAccessibleName(self.tr("How the file writes days"))
        self.dates_chip.chosen.connect(self._on_dates)
        self.table_chip = ChoiceChip((), self.tr("Table: {choice}"), self)
        self.table_chip.setObjectName("import_table")
        self.table_chip.setAccessibleDescription(self.tr("Of which file the columns are shown"))
        self.table_chip.chosen.connect(self._on_table)
        self.header_chip = ChoiceChip((), self.tr("Column names: {choice}"), self)
        self.header_chip.setObjectName("import_table_header")
        self.header_chip.setAccessibleDescription(self.tr("Which row names the columns"))
        self.header_chip.chosen.connect(self._on_header)
        for chip in (self.table_chip, self.header_chip):
            chip.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self.table_chip)
        line.addWidget(self.header_chip)
        line.addWidget(self._about, 1)
        line.addWidget(self.dates_chip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.asking)
        column.addLayout(line)
        column.addWidget(ListCard(self.table, self), 1)

    def show_mapping(self, recognition: Recognition, mapping: Mapping) -> None:
        """Show the columns of another file, or another proposal."""
        self.model.show_mapping(recognition, mapping)
        self.dates_chip.set_value(mapping.date_order)
        self._tell()

    def show_tables(
        self, tables: list[tuple[str, str, bool]], shown: str, rows: list[int], row: int
    ) -> None:
        """Offer the tables among several files.

        Args:
            tables: Full name, file name, and whether its columns ask; empty for a single file.
            shown: The full name of the one whose columns are shown.
            rows: Which of its rows may hold the columns' names, -1 for none.
            row: Which one does.
        """
        asking = self.tr("{file} – say its columns")
        options: list[tuple[object, str]] = []
        for name, file, asks in tables:
            text = display_safe(file, 40)
            options.append((name, asking.format(file=text) if asks else text))
        self.table_chip.set_options(options)
        if options:
            self.table_chip.set_value(shown)
            none, some = self.tr("none"), self.tr("row {n}")
            self.header_chip.set_options(
                [(n, none if n < 0 else some.format(n=n + 1)) for n in rows]
            )
            self.header_chip.set_value(row)
        for chip in (self.table_chip, self.header_chip):
            chip.setVisible(bool(options))

    def begin(self) -> None:
        """Go where the first column can be said."""
        choose_row(self.table, 0)
        self.table.setFocus()

    def _fit(self) -> None:
        """Be as high as some columns; what asks for the name comes on top."""
        rows = min(self.model.rowCount(), _ROWS if theme.text_scale() < _LARGE else _ROWS_LARGE)
        room = rows * theme.px(44) + self.table.horizontalHeader().sizeHint().height() + 10
        lines = self.asking.heightForWidth(max(self.width(), theme.px(300)))
        asking = 0 if self.asking.isHidden() else lines + 6
        self.setFixedHeight(room + theme.px(30) + asking)

    def _tell(self) -> None:
        mapping = self.model.mapping
        if mapping is None:
            return
        used = sum(use.target not in ("keep", "ignore") for use in mapping.columns)
        dropped = sum(use.target == "ignore" for use in mapping.columns)
        said = [self.tr("%n column(s) used", "", used)]
        if kept := len(mapping.columns) - used - dropped:
            said.append(self.tr("%n kept as written", "", kept))
        if dropped:
            said.append(self.tr("%n left out", "", dropped))
        self._about.setText(", ".join(said))
        self.dates_chip.setVisible(targets.has_dates(mapping.columns))
        self.asking.setVisible(not mapping.makes_contacts())
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the question the lines it needs."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    @Slot(object, QPoint)
    def _on_menu_wanted(self, index: QModelIndex, point: QPoint) -> None:
        self.menu(index.row()).popup(point)

    def menu(self, column: int) -> QMenu:
        """Return the menu of what a column can become; choosing changes the mapping."""
        assert self.model.mapping is not None
        name, use = self.model.column_name(column), self.model.mapping.columns[column]
        menu = targets.menu(self, name, use)
        menu.setProperty("column", column)
        menu.triggered.connect(self._on_chosen)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    @Slot(object)
    def _on_chosen(self, action: QAction) -> None:
        source = self.sender()
        if source is not None:
            self.become(int(source.property("column")), *action.data())

    def become(self, column: int, target: str, label: str = "") -> None:
        """Make a column something else, and say so."""
        self.model.change(column, target, label)
        self._tell()
        self.changed.emit(self.model.mapping)

    @Slot(object)
    def _on_table(self, name: object) -> None:
        self.table_chosen.emit(str(name))

    @Slot(object)
    def _on_header(self, row: object) -> None:
        self.header_chosen.emit(int(str(row)))

    @Slot(object)
    def _on_dates(self, order: object) -> None:
        mapping = self.model.mapping
        if mapping is not None:
            self.model.mapping = replace(mapping, date_order=str(order))
            self.changed.emit(self.model.mapping)
