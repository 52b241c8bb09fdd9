"""The spheres on one side of the sweep: how many people each has, over time, and which are thin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale, Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from netjournal.services.people.sweep import SPHERES
from netjournal.ui import theme
from netjournal.ui.safe import Label
from netjournal.ui.sweep import words
from netjournal.ui.widgets.card import RowsCard
from netjournal.ui.widgets.click_row import ClickRow
from netjournal.ui.widgets.pictures import Sparkline

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netjournal.services.people.sweep import Coverage

_LINE: Final = (64, 24)


class SphereRow(ClickRow):
    """One sphere: its name, how it stands, a line of the past year, how many."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        """Show a sphere; numbers follow."""
        super().__init__(words.name(key), parent)
        self.setObjectName(f"sphere_{key}")
        self.setCheckable(True)
        self.key = key
        texts = QWidget(self)
        column = QVBoxLayout(texts)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        self.name = Label(words.name(key), "body", parent=texts)
        self.state = Label("", "small", "quiet", parent=texts)
        column.addWidget(self.name)
        column.addWidget(self.state)
        self.past = Sparkline(*_LINE, self)
        self.count = Label("", "name", parent=self)
        self.count.setMinimumWidth(theme.px(26))
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.add(texts, 1)
        self.add(self.past)
        self.add(self.count)

    def show_covered(self, covered: Coverage) -> None:
        """Show how well the sphere is covered."""
        state = words.state(covered)
        self.state.setText(state)
        self.state.set_tone("warning" if covered.thin and covered.people else "quiet")
        self.count.setText(QLocale().toString(covered.people))
        grown = len(set(covered.months)) > 1
        said = self.tr("a year ago {before}, now {now}").format(
            before=covered.months[0], now=covered.people
        )
        self.past.show_values(
            covered.months if grown else (), said, "warning" if covered.thin else "accent"
        )
        self.setAccessibleDescription(f"{covered.people}, {state}, {said}")

    def set_chosen(self, *, chosen: bool) -> None:
        """Mark the sphere that is asked about."""
        self.setChecked(chosen)
        self.name.set_tone("accent" if chosen else "ink")


class Spheres(QWidget):
    """All spheres.

    Signals:
        chosen: Key of the sphere that was clicked.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Create them in their order."""
        super().__init__(parent)
        self.setObjectName("spheres")
        card = RowsCard("spheres_card", self)
        self.rows = {one.key: SphereRow(one.key, card) for one in SPHERES}
        for row in self.rows.values():
            row.clicked.connect(self._on_clicked)
            card.add_row(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)

    def show_coverage(self, coverage: Iterable[Coverage]) -> None:
        """Show how well each sphere is covered."""
        for one in coverage:
            self.rows[one.key].show_covered(one)

    def mark(self, key: str) -> None:
        """Mark the sphere that is asked about."""
        for row in self.rows.values():
            row.set_chosen(chosen=row.key == key)

    @Slot()
    def _on_clicked(self) -> None:
        row = self.sender()
        if isinstance(row, SphereRow):
            self.chosen.emit(row.key)
