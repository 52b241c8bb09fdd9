"""The right column of Today: the network in figures, this week, what they know of me."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from netjournal.ui import theme
from netjournal.ui.today.known_card import KnownCard
from netjournal.ui.today.network_card import NetworkCard
from netjournal.ui.today.week_card import WeekCard
from netjournal.ui.widgets.card import section

if TYPE_CHECKING:
    from netjournal.services.nurturing.nurture import TodayPage as Today

WIDTH: Final = 300
_ANY_WIDTH: Final = 16777215


class Side(QWidget):
    """Three cards one below the other: ``network``, ``week``, ``known``."""

    def __init__(self, parent: QWidget) -> None:
        """Create it without anything to say."""
        super().__init__(parent)
        self.setObjectName("today_side")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.network = NetworkCard(self)
        self.week = WeekCard(self)
        self._week_head = section(self.tr("This week"), self)
        column.addWidget(section(self.tr("Your network"), self))
        column.addWidget(self.network)
        column.addSpacing(10)
        column.addWidget(self._week_head)
        column.addWidget(self.week)
        column.addSpacing(10)
        self.known = KnownCard(self)
        column.addWidget(section(self.tr("Let them know you"), self))
        column.addWidget(self.known)

    def show_week(self, page: Today, today: int) -> None:
        """Show dates and events of the week; nothing at all where there are none."""
        rows = self.week.show_week(page.dates, page.events, today)
        self.week.setVisible(rows > 0)
        self._week_head.setVisible(rows > 0)

    def fit(self, *, narrow: bool) -> None:
        """Be as wide as the page where it is narrow, for then it stands below the rest."""
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Preferred if narrow else policy.Fixed, policy.Maximum)
        self.setMinimumWidth(0 if narrow else theme.px(WIDTH))
        self.setMaximumWidth(_ANY_WIDTH if narrow else theme.px(WIDTH))
