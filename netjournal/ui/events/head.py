"""Over the list of events: title with count, which ones, and the button that adds one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from netjournal.ui.events.event_list import TRASH
from netjournal.ui.safe import Label
from netjournal.ui.widgets.buttons import ChoiceChip, button

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


class EventsHead(QWidget):
    """One line, or two where there is little room.

    Args:
        title: The page's name.
        writable: Whether events can be added.
        parent: The page.
    """

    def __init__(self, title: str, *, writable: bool, parent: QWidget) -> None:
        """Show no count."""
        super().__init__(parent)
        self._title = Label(title, "title", parent=self)
        self._count = Label("", "body", "quiet", parent=self)
        self._count.setObjectName("events_count")
        self.when = ChoiceChip(
            [
                ("all", self.tr("All events")),
                ("upcoming", self.tr("Upcoming")),
                ("past", self.tr("Past")),
                (TRASH, self.tr("Deleted events")),
            ],
            parent=self,
        )
        self.when.setObjectName("events_when")
        self.add = button(self.tr("Add event"), "small", name="events_add", parent=self)
        self.add.setVisible(writable)
        first, self._verbs = QHBoxLayout(), QHBoxLayout()
        for line in (first, self._verbs):
            line.setSpacing(8)
        first.addWidget(self._title)
        first.addWidget(self._count, 0, Qt.AlignmentFlag.AlignVCenter)
        first.addStretch(1)
        self._verbs.addWidget(self.when)
        self._verbs.addStretch(1)
        self._verbs.addWidget(self.add)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(8)
        self._line.addLayout(first, 1)
        self._line.addLayout(self._verbs)

    def show_count(self, number: int) -> None:
        """Show how many events are listed; nothing for none."""
        self._count.setText(QLocale().toString(number) if number else "")

    def fit(self, width: int) -> None:
        """Take a width: the verbs go below the title where both don't fit in it."""
        self.setFixedWidth(width)
        title = self._title.sizeHint().width() + self._count.sizeHint().width() + 24
        narrow = title + self._verbs.sizeHint().width() > width
        way = QBoxLayout.Direction
        self._line.setDirection(way.TopToBottom if narrow else way.LeftToRight)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Look again when texts have changed their size."""
        super().resizeEvent(event)
        self.fit(self.width())
