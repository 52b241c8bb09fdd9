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
from netjournal.ui.transfer import file_words, targets
from netjournal.ui.transfer.table_bar import TableBar
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

    def show_mapping(self, recognition: Recognition, mapping: Mapping | None) -> None:
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
    """

    changed = Signal(object)

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
        self.bar = TableBar(self)
        self.bar.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self._about, 1)
        line.addWidget(self.dates_chip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.bar)
        column.addWidget(self.asking)
        column.addLayout(line)
        self._card = ListCard(self.table, self)
        column.addWidget(self._card, 1)

    def show_mapping(self, recognition: Recognition, mapping: Mapping) -> None:
        """Show the columns of another file, or another proposal."""
        self.model.show_mapping(recognition, mapping)
        self.dates_chip.set_value(mapping.date_order)
        self._tell()

    def show_known(self, recognition: Recognition) -> None:
        """Show a table of a program we know, whose columns need not be said."""
        self.model.show_mapping(recognition, None)
        self._about.setText(file_words.recognised(recognition))
        self.dates_chip.hide()
        self.asking.hide()
        self._fit()

    def begin(self) -> None:
        """Go where the first column can be said."""
        choose_row(self.table, 0)
        self.table.setFocus()

    def _fit(self) -> None:
        """Be as high as some columns; the tables and what asks for the name come on top."""
        self._card.setVisible(self.model.mapping is not None)
        rows = min(self.model.rowCount(), _ROWS if theme.text_scale() < _LARGE else _ROWS_LARGE)
        head = self.table.horizontalHeader().sizeHint().height() + 10
        room = rows * theme.px(44) + head if self.model.mapping is not None else 0
        width = max(self.width(), theme.px(300))
        lines, chips = self.asking.heightForWidth(width), self.bar.heightForWidth(width)
        asking = 0 if self.asking.isHidden() else lines + 6
        bar = 0 if self.bar.isHidden() else chips + 6
        self.setFixedHeight(room + theme.px(30) + asking + bar)

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
    def _on_dates(self, order: object) -> None:
        mapping = self.model.mapping
        if mapping is not None:
            self.model.mapping = replace(mapping, date_order=str(order))
            self.changed.emit(self.model.mapping)
