"""Which column of a table is what: a row per column with its samples and a menu to say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from netjournal.ui import theme
from netjournal.ui.safe import Label, display_safe
from netjournal.ui.transfer import targets
from netjournal.ui.widgets.buttons import ChipButton

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from netjournal.formats.mapping import Mapping
    from netjournal.formats.recognition import Recognition


class MappingView(QScrollArea):
    """The columns of a table.

    Signals:
        changed: The ``Mapping`` as it is now.
    """

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing."""
        super().__init__(parent)
        self.setObjectName("import_mapping")
        self.setAccessibleName(self.tr("Columns of the file"))
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setMaximumHeight(theme.px(200))
        self._mapping: Mapping | None = None

    def show_mapping(self, recognition: Recognition, mapping: Mapping) -> None:
        """Show what each column is, with what the first rows hold in it."""
        self._mapping = mapping
        inside = QWidget(self)
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        for n, use in enumerate(mapping.columns):
            column = mapping.header[n] or self.tr("Column {n}").format(n=n + 1)
            cells = [row[n] for row in recognition.samples[:3] if n < len(row) and row[n].strip()]
            grid.addWidget(Label(display_safe(column, 40), "strong", parent=inside), n, 0)
            grid.addWidget(Label(display_safe(" · ".join(cells), 60), "small", "quiet"), n, 1)
            chip = ChipButton(targets.name(use), inside)
            chip.setObjectName(f"column_{n}")
            chip.setAccessibleName(self.tr("{column} is").format(column=display_safe(column, 40)))
            menu = targets.menu(chip, column, use)
            menu.setProperty("column", n)
            menu.triggered.connect(self._on_chosen)
            chip.set_menu(menu)
            grid.addWidget(chip, n, 2, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(1, 1)
        self.setWidget(inside)

    def _on_chosen(self, action: QAction) -> None:
        menu = self.sender()
        if self._mapping is None or menu is None:
            return
        number = int(menu.property("column"))
        target, label = action.data()
        self._mapping = self._mapping.change(number, target, label)
        chip = self.findChild(ChipButton, f"column_{number}")
        if isinstance(chip, ChipButton):
            chip.setText(targets.name(self._mapping.columns[number]))
            chip.updateGeometry()
        self.changed.emit(self._mapping)
