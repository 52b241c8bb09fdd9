"""The cards of Insights in one or two columns, as wide as there is room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from netjournal.services.bonds import what_works
from netjournal.ui import theme
from netjournal.ui.charts import words
from netjournal.ui.charts.chart_card import ChartCard
from netjournal.ui.charts.compare_chip import CompareChip
from netjournal.ui.charts.deed_charts import GiveTakeChart
from netjournal.ui.charts.graph_card import GraphCard
from netjournal.ui.charts.network_charts import GrowthChart
from netjournal.ui.charts.way_chart import WaysChart
from netjournal.ui.charts.way_words import finding_words

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from netjournal.ui.charts.chart import Chart
    from netjournal.ui.charts.look import Look

_TWO_COLUMNS: Final = 760
# kind, least height
_HEIGHTS: Final = {
    "growth": 330,
    "channels": 260,
    "calendar": 108,
    "give-take": 130,
    "strength": 240,
    "layers": 270,
    "network": 520,
}
# lines with two columns; a tuple stands one above the other
_LINES: Final = (
    ("growth",),
    ("channels", ("calendar", "give-take")),
    ("strength",),
    ("fading", "patience"),
    ("layers", "introducers"),
    ("network",),
)
_ONE_BY_ONE: Final = tuple(
    (kind,) for line in _LINES for one in line for kind in ((one,) if isinstance(one, str) else one)
)
_WAY: Final = 27  # the height of one way of meeting


class Cards(QScrollArea):
    """All charts; scrolls up and down, never sideways."""

    def __init__(self, lists: dict[str, QWidget], parent: QWidget | None = None) -> None:
        """Create empty cards.

        Args:
            lists: Cards of people that stand between the charts, by the names in ``_LINES``.
            parent: Owner.
        """
        super().__init__(parent)
        self.setObjectName("insights_scroll")
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget(self)
        inside.setObjectName("insights_cards")
        self.setWidget(inside)  # before it is filled: who changes owners is styled anew, with all
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)
        self._cards = {
            kind: (GraphCard if kind == "network" else ChartCard)(kind, height, inside)
            for kind, height in _HEIGHTS.items()
        }
        self.compare = CompareChip(inside)
        self._cards["strength"].add_tool(self.compare)
        self._lists = lists
        self._columns = 0
        self._arrange(2)
        inside.installEventFilter(self)

    @property
    def kinds(self) -> tuple[str, ...]:
        """Every kind of chart, in order."""
        return tuple(self._cards)

    @property
    def every(self) -> tuple[ChartCard, ...]:
        """Every card, in order."""
        return tuple(self._cards.values())

    def __getitem__(self, kind: str) -> ChartCard:
        """Return a card by its kind."""
        return self._cards[kind]

    def show_chart(self, kind: str, chart: Chart, look: Look) -> None:
        """Give a card its data, and what is to be said of it."""
        card = self._cards[kind]
        if isinstance(chart, WaysChart) and not chart.empty:
            found = what_works.findings(list(chart.ways))
            about = QCoreApplication.translate(
                "charts", "Still alive a year after you met, by where you met"
            )
            card.set_about("\n".join([about, *(finding_words(one) for one in found)]))
            card.set_height(max(120, _WAY * (len(chart.ways) + 1)))
        elif isinstance(chart, GiveTakeChart) and not chart.empty:
            given, received = chart.total
            text = QCoreApplication.translate(
                "charts", "You helped {given} times, were helped {received} times."
            )
            card.set_about(text.format(given=given, received=received))
        elif isinstance(chart, GrowthChart):
            card.set_about(words.departed(chart.departed))
        elif kind == "calendar":
            card.set_about(QCoreApplication.translate("charts", "Interactions in the past year"))
        elif kind not in ("network", "strength"):
            card.set_about("")
        card.show_chart(chart, look)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take one column where two would be cramped."""
        super().resizeEvent(event)
        self._arrange(2 if self.viewport().width() >= theme.px(_TWO_COLUMNS) else 1)
        self._fit_height()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow what is said in the cards."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit_height()
        return super().eventFilter(watched, event)

    def _fit_height(self) -> None:
        """Leave room for texts that wrap: a scroll area asks nobody how high they get."""
        inside = self.widget()
        if inside is not None:
            inside.setMinimumHeight(self._column.totalHeightForWidth(self.viewport().width()))

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        _take_apart(self._column)
        for line in _LINES if columns == 2 else _ONE_BY_ONE:
            if len(line) == 1 and isinstance(line[0], str):
                self._column.addWidget(self._card(line[0]))
                continue
            side_by_side = QHBoxLayout()
            side_by_side.setSpacing(self._column.spacing())
            for one in line:
                if isinstance(one, str):
                    side_by_side.addWidget(self._card(one), 1)
                else:
                    side_by_side.addLayout(self._pile(one), 1)
            self._column.addLayout(side_by_side)
        self._column.addStretch(1)

    def _card(self, name: str) -> QWidget:
        return self._lists.get(name) or self._cards[name]

    def _pile(self, kinds: tuple[str, ...]) -> QVBoxLayout:
        """Return cards one above the other; the last takes what room is left."""
        pile = QVBoxLayout()
        pile.setSpacing(self._column.spacing())
        for kind in kinds:
            pile.addWidget(self._card(kind), int(kind == kinds[-1]))
        return pile


def _take_apart(layout: QLayout) -> None:
    """Empty a layout and those in it; the widgets stay.

    Widgets are removed, not taken: an item that was taken lives on, and hears in place of the next
    one that its widget needs more room.
    """
    while (item := layout.itemAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            layout.removeWidget(widget)
            continue
        layout.takeAt(0)
        if inner is not None:
            _take_apart(inner)
            inner.deleteLater()
