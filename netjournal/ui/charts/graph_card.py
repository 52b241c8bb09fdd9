"""The card with the graph of people: links as a picture to look around in, or as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QCoreApplication

from netjournal.ui.charts import mark_words
from netjournal.ui.charts.chart_card import ChartCard
from netjournal.ui.charts.graph_chart import NetworkChart
from netjournal.ui.charts.graph_view import GraphView
from netjournal.ui.widgets.buttons import icon_button

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from netjournal.ui.charts.chart import Chart
    from netjournal.ui.charts.look import Look


_EMPTY: Final = 120  # the height while there is nothing to look around in


class GraphCard(ChartCard):
    """Who knows whom; nothing is drawn elsewhere, so there is no picture to wait for."""

    def __init__(self, kind: str, height: int, parent: QWidget | None = None) -> None:
        """Create it empty, with buttons to come closer and go back."""
        super().__init__(kind, height, parent)
        self._full = height
        for icon, name, text, factor in (
            ("less", "graph_back", self.tr("Show more"), 1 / 1.6),
            ("add", "graph_closer", self.tr("Come closer"), 1.6),
        ):
            press = icon_button(icon, text, name, self)
            press.clicked.connect(lambda _on=False, by=factor: self.graph.zoom_by(by))
            self.add_tool(press)

    def make_view(self, height: int) -> GraphView:
        """Return the view to look around in."""
        return GraphView(f"{self.kind}_chart", height, self)

    @property
    def graph(self) -> GraphView:
        """The view to look around in."""
        return cast("GraphView", self.view)

    def show_chart(self, chart: Chart, look: Look) -> None:
        """Take new data, and show it at once."""
        self.set_height(self._full if not chart.empty else _EMPTY)
        for tool in self._tools:
            tool.setEnabled(not chart.empty)
        super().show_chart(chart, look)
        assert isinstance(chart, NetworkChart)
        if chart.empty:
            return
        self._drawn = chart
        self.graph.show_graph(chart.graph, lambda place: mark_words.person(chart, place))
        alone = chart.graph.alone
        text = QCoreApplication.translate(
            "charts", "%n [person has|people have] no known link to others.", "", alone
        )
        self.set_about(text if alone else "")
