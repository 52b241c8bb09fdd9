"""The one filter bar of Insights: period, circle, how people were met; for all charts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QWidget

from netjournal.services.bonds.network_data import Whom
from netjournal.services.people import circles
from netjournal.ui import labels
from netjournal.ui.charts import sources
from netjournal.ui.safe import display_safe
from netjournal.ui.widgets.buttons import ChoiceChip
from netjournal.ui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from netjournal.ui.charts.sources import Ask

_SPANS: Final = (1, 2, 5)
_ALL: Final = 0
_ANY: Final = "any"


class FilterBar(QWidget):
    """Three chips.

    Signals:
        changed: Something else was chosen.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Create it for everybody and all years."""
        super().__init__(parent)
        self.setObjectName("insights_filters")
        self.span = ChoiceChip(parent=self)
        self.span.setObjectName("insights_span")
        self.circle = ChoiceChip(parent=self)
        self.circle.setObjectName("insights_circle")
        self.via = ChoiceChip(parent=self)
        self.via.setObjectName("insights_via")
        row = FlowLayout(self)
        for chip in (self.span, self.circle, self.via):
            row.addWidget(chip)
            chip.chosen.connect(self.changed)
        self._fill()

    def _fill(self) -> None:
        spans: list[tuple[object, str]] = [(_ALL, self.tr("All years")), (1, self.tr("Last year"))]
        spans += [(n, self.tr("Last %n year(s)", "", n)) for n in _SPANS if n > 1]
        self.span.set_options(spans)
        self.span.setAccessibleName(self.tr("Period"))
        self.circle.setAccessibleName(self.tr("Whose ties"))
        vias: list[tuple[object, str]] = [(_ANY, self.tr("However met"))]
        vias += [(key, labels.met_via(key)) for key in labels.MET_VIA if key]
        vias.append(("", self.tr("Not said how")))
        self.via.set_options(vias)
        self.via.setAccessibleName(self.tr("How you met"))
        self.read_circles()

    def read_circles(self) -> list[tuple[int, str]]:
        """Offer the circles that there are now; return them (id, name)."""
        names = circles.names()
        options: list[tuple[object, str]] = [(_ALL, self.tr("Everyone"))]
        options += [(circle_id, display_safe(name, 40)) for circle_id, name in names]
        self.circle.set_options(options)
        return names

    def ask(self, today: int) -> Ask:
        """Return what the charts are asked about."""
        via = None if self.via.value == _ANY else str(self.via.value)
        circle = int(str(self.circle.value or 0)) or None
        return sources.ask_of(int(str(self.span.value or 0)), Whom(circle, via), today)

    def words(self, *, circle: bool = True) -> str:
        """Return what is chosen, for the titles of lists; "" for everybody.

        Args:
            circle: Whether the chosen circle is to be named, too.
        """
        chosen = []
        if circle and self.circle.value:
            chosen.append(self.circle.text())
        if self.via.value != _ANY:
            chosen.append(self.via.text())
        return QLocale().createSeparatedList(chosen) if chosen else ""

    def focus(self) -> None:
        """Go to the first chip."""
        self.span.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def state(self) -> dict[str, Any]:
        """Return the chosen period and way of meeting."""
        return {"span": self.span.value, "via": self.via.value}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Choose the remembered ones."""
        if state.get("span") in (_ALL, *_SPANS):
            self.span.set_value(state["span"])
        if state.get("via") in (_ANY, *labels.MET_VIA):
            self.via.set_value(state["via"])
