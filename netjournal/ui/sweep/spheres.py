"""The spheres on one side of the sweep: how many people each has, over time, and which are thin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from netjournal.services.people.sweep import SPHERES
from netjournal.ui import theme
from netjournal.ui.safe import Label
from netjournal.ui.sweep import words
from netjournal.ui.widgets.card import RowsCard
from netjournal.ui.widgets.click_row import ClickRow
from netjournal.ui.widgets.pictures import Sparkline

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QResizeEvent

    from netjournal.services.people.sweep import Coverage

_LINE: Final = (64, 24)
_EDGE: Final = 3
_ROOMY: Final = 260  # wide enough for the lines of the past year


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
        self.name = Label(words.name(key), "body", wrap=True, parent=texts)
        self.state = Label("", "small", "quiet", wrap=True, parent=texts)
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


class Spheres(QFrame):
    """All spheres in a card, which scrolls where the text is large or the screen small.

    Signals:
        chosen: Key of the sphere that was clicked.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Create them in their order."""
        super().__init__(parent)
        self.setObjectName("spheres")
        self.setProperty("role", "card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._inside = RowsCard("spheres_rows")
        self._inside.setProperty("role", "bare")  # the card is around what scrolls
        self.rows = {one.key: SphereRow(one.key, self._inside) for one in SPHERES}
        for row in self.rows.values():
            row.clicked.connect(self._on_clicked)
            self._inside.add_row(row)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(self._inside)
        for see_through in (self.area.viewport(), self._inside):
            see_through.setAutoFillBackground(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, _EDGE, 0, _EDGE)
        column.addWidget(self.area)

    def sizeHint(self) -> QSize:
        """Return the room that all spheres take."""
        wanted = self._inside.sizeHint()
        width = max(1, self.area.viewport().width())
        return QSize(wanted.width(), self._inside.heightForWidth(width) + 2 * _EDGE + 2)

    def minimumSizeHint(self) -> QSize:
        """Return room for a few; names and numbers are never cut at the side."""
        least = self._inside.minimumSizeHint()
        bar = self.area.verticalScrollBar().sizeHint().width()
        return QSize(least.width() + bar, 2 * self.rows["family"].sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the lines of the past year as there is room."""
        super().resizeEvent(event)
        for row in self.rows.values():
            row.past.setVisible(self.width() >= theme.px(_ROOMY))
        self.updateGeometry()  # lines break elsewhere

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
