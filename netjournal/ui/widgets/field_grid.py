"""Fields of a dialog in two columns, each below its name.

Public: ``FieldGrid(parent=None)``, a layout, with ``add_field(text, field, row, column, wide=1)``.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from netjournal.ui import theme
from netjournal.ui.safe import Label


class FieldGrid(QGridLayout):
    """Two columns of equal width; a field takes two rows, its name and itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Create an empty grid, as the layout of ``parent`` where one is given."""
        super().__init__(parent)
        self.setContentsMargins(0, 0, 0, 0)
        self.setHorizontalSpacing(12)
        self.setVerticalSpacing(2)
        self.setColumnStretch(0, 1)
        self.setColumnStretch(1, 1)

    def add_field(self, text: str, field: QWidget, row: int, column: int, wide: int = 1) -> Label:
        """Put a field below its name.

        Args:
            text: The translated name, for screen readers too unless the field has one of its own.
            field: What is edited.
            row: Where the name goes; the field is in the next row.
            column: Where it begins.
            wide: How many columns it takes.

        Returns:
            The name.
        """
        name = Label(text, "small", "quiet")
        name.setBuddy(field)
        if not field.accessibleName():
            field.setAccessibleName(text)
        top = Qt.AlignmentFlag.AlignTop if wide == 1 else Qt.AlignmentFlag(0)
        self.addWidget(name, row, column, 1, wide, Qt.AlignmentFlag.AlignBottom)
        self.addWidget(field, row + 1, column, 1, wide, top)
        self.setRowMinimumHeight(row, theme.px(24))
        return name
