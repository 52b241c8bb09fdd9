"""A chart with its heading, its legend and, on demand, its numbers as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QSizePolicy,
    QStackedWidget,
    QTableView,
    QWidget,
)

from netjournal.ui import theme
from netjournal.ui.charts import mark_words, words
from netjournal.ui.charts.legend import Legend
from netjournal.ui.charts.numbers import NumbersModel
from netjournal.ui.charts.view import ChartView
from netjournal.ui.safe import Label
from netjournal.ui.widgets.buttons import button
from netjournal.ui.widgets.card import Card

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from netjournal.ui.charts.chart import Chart
    from netjournal.ui.charts.figures import Picture
    from netjournal.ui.charts.look import Look

_AROUND: Final = 80  # margins and gaps beside heading, legend and button


class ChartCard(Card):
    """Heading, legend, chart; a button turns the picture into its numbers.

    Args:
        kind: Which chart; also the object name.
        height: Height of the chart, design pixels.
        parent: Owner.

    Signals:
        wanted: A picture is needed: (kind, width, height in device pixels, ratio).
        people_wanted: The people behind a mark are asked for: (chart, column, row).
        save_wanted: This chart is to be saved: kind.
    """

    wanted = Signal(str, int, int, float)
    people_wanted = Signal(object, int, int)
    save_wanted = Signal(str)

    def __init__(self, kind: str, height: int, parent: QWidget | None = None) -> None:
        """Create it empty; ``show_chart`` gives it data, ``show_picture`` a picture."""
        super().__init__("", kind, parent)
        self.kind = kind
        self.chart: Chart | None = None
        self._drawn: Chart | None = None
        self._height = height
        self._look: Look | None = None
        self._narrow = False
        self._tools: list[QWidget] = []
        self.body.setContentsMargins(16, 12, 16, 12)
        self.body.setSpacing(8)
        self.heading = Label("", "heading", wrap=True, parent=self)
        self.about = Label("", "small", "quiet", wrap=True, parent=self)
        self.about.setObjectName(f"{kind}_about")
        self.about.hide()
        self.legend = Legend(self)
        self.numbers_button = button(
            self.tr("Numbers"), "small", name=f"{kind}_numbers", parent=self
        )
        self.numbers_button.setCheckable(True)
        self.view = self.make_view(height)
        self._table: QTableView | None = None  # made when numbers are asked for
        self.model = NumbersModel(self)
        self._build()
        self.numbers_button.toggled.connect(self._on_toggled)
        self.view.wanted.connect(self._on_wanted)
        self.view.activated.connect(self._on_activated)

    def make_view(self, height: int) -> Any:
        """Return what shows the picture."""
        return ChartView(f"{self.kind}_chart", height, self)

    def _build(self) -> None:
        self._head = QHBoxLayout()
        self._head.setSpacing(12)
        self._head.addWidget(self.heading, 1)
        self._head.addWidget(self.legend)
        self._head.addWidget(self.numbers_button)
        self.body.addLayout(self._head)
        self.body.addWidget(self.about)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.view)
        self.body.addWidget(self.stack, 1)
        save = QAction(self.tr("Save picture…"), self)
        save.triggered.connect(self._on_save)
        self.addAction(save)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        title = words.title(self.kind)
        self.heading.setText(title)
        for widget in (self, self.view):
            widget.setAccessibleName(title)
        self.numbers_button.setAccessibleName(self.tr("Numbers: {chart}").format(chart=title))

    def add_tool(self, tool: QWidget) -> None:
        """Put a control of this chart beside the button for its numbers."""
        self._head.insertWidget(self._head.indexOf(self.numbers_button), tool)
        self._tools.append(tool)
        self.setTabOrder(tool, self.numbers_button)

    # -- what it shows

    @property
    def shows_numbers(self) -> bool:
        """Whether the table is shown instead of the picture."""
        return self.stack.currentWidget() is self._table is not None

    def set_about(self, text: str) -> None:
        """Say something under the heading; "" says nothing."""
        self.about.setText(text)
        self.about.setVisible(bool(text))

    def set_height(self, height: int) -> None:
        """Give the chart another height (design pixels)."""
        self._height = height
        self.view.set_height(height)

    def show_chart(self, chart: Chart, look: Look) -> None:
        """Take new data (or another look); the picture is asked for when it is painted."""
        self.chart, self._look = chart, look
        self.view.set_height(self._height)
        entries = [] if chart.empty else chart.legend(look)
        self.legend.set_entries(entries)
        self.legend.setVisible(bool(entries))
        self._fit()
        self.numbers_button.setEnabled(not chart.empty)
        if chart.empty:
            self.numbers_button.setChecked(False)
            self.view.say(words.empty(chart.kind))
            return
        self.view.ask_again()
        if self.shows_numbers:
            self.model.show_chart(chart, look)

    def show_picture(self, chart: Chart, picture: Picture, today: int) -> None:
        """Show a picture that was drawn of ``chart``."""
        self._drawn = chart
        self.view.show_picture(
            picture,
            lambda column, row: mark_words.describe(chart, column, row, today),
            over_time=chart.over_time,
        )

    # -- slots

    def _on_toggled(self, numbers: bool) -> None:
        if numbers and self.chart is not None and self._look is not None:
            self.model.show_chart(self.chart, self._look)
        self.stack.setCurrentWidget(self._numbers() if numbers else self.view)

    def _numbers(self) -> QTableView:
        """Return the table, made on first use: seven at once would hold up the opening page."""
        if self._table is None:
            table = self._table = QTableView(self)
            table.setObjectName(f"{self.kind}_table")
            table.setAccessibleName(words.title(self.kind))
            table.setModel(self.model)
            table.verticalHeader().hide()
            table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
            table.setWordWrap(False)
            table.setTabKeyNavigation(False)  # Tab leads on; arrows go from cell to cell
            ignored = QSizePolicy.Policy.Ignored  # the picture decides how much room there is
            table.setSizePolicy(ignored, ignored)
            self.stack.addWidget(table)
        return self._table

    def _on_wanted(self, width: int, height: int, ratio: float) -> None:
        self.wanted.emit(self.kind, width, height, ratio)

    def _on_activated(self, mark: tuple[int, int]) -> None:
        if self._drawn is not None:
            self.people_wanted.emit(self._drawn, *mark)

    def _on_save(self) -> None:
        self.save_wanted.emit(self.kind)

    # -- room

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the legend under the heading where there is no room beside it."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = [one for one in self._tools if not one.isHidden()]
        whole = self.heading.fontMetrics().horizontalAdvance(self.heading.text())
        beside = sum(one.sizeHint().width() for one in (self.legend, *shown, self.numbers_button))
        narrow = whole + beside + theme.px(_AROUND) > self.width()
        if narrow == self._narrow:
            return
        self._narrow = narrow
        if narrow:
            self._head.removeWidget(self.legend)
            self.body.insertWidget(self.body.indexOf(self.about) + 1, self.legend)
        else:
            self.body.removeWidget(self.legend)
            self._head.insertWidget(1, self.legend)
