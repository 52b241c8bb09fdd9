"""The scrolling list of the timeline: keys, circles that can be clicked, the day that stays put.

Public: ``TimelineView(model)`` with ``show_row(row)``, ``top_row()``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import QTableView, QToolTip, QWidget

from netjournal.ui import long_lists, theme
from netjournal.ui.safe import tooltip
from netjournal.ui.timeline.delegate import TimelineDelegate, day_width, row_height
from netjournal.ui.widgets import painting
from netjournal.ui.widgets.row_table import RowTable

if TYPE_CHECKING:
    from PySide6.QtCore import QItemSelection
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from netjournal.ui.timeline.model import TimelineModel

_REMEMBERED: Final = 1_000  # of each run of selected rows


class TimelineView(RowTable):
    """The entries.

    Signals:
        person_wanted: Contact id whose circle was clicked.
        typed: A letter was typed: the filter should take it.
        scrolled: Row that is at the top now.
    """

    person_wanted = Signal(object)
    typed = Signal(str)
    scrolled = Signal(int)

    def __init__(self, model: TimelineModel, parent: QWidget | None = None) -> None:
        """Show ``model``."""
        super().__init__(model, parent)
        self.setObjectName("timeline_list")
        self.setAccessibleName(self.tr("Timeline"))
        self._entries = model
        self._painter_of = TimelineDelegate(model, self)
        self.setItemDelegate(self._painter_of)
        self.painter = self._painter_of
        # a table paints the whole row's selection below what the delegate paints of the card
        self.setStyleSheet("QTableView { selection-background-color: transparent; }")
        self._day = _DayAbove(self)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        for happened in (model.modelReset, model.rowsInserted, model.rowsRemoved):
            happened.connect(self._on_scrolled, Qt.ConnectionType.QueuedConnection)
        model.dataChanged.connect(self._on_scrolled)

    def row_height(self) -> int:
        """Return how high each row is."""
        return row_height()

    def remember(self) -> None:
        """Learn the ids of what is selected now: after a change their rows mean something else."""
        for first, last in long_lists.chosen_rows(self):
            for row in range(first, min(last + 1, first + _REMEMBERED)):
                self._entries.id_at(row)

    def show_row(self, row: int) -> None:
        """Bring a row to the top."""
        self.verticalScrollBar().setValue(row * row_height())

    def top_row(self) -> int:
        """Return the row at the top."""
        height = row_height()
        return (self.verticalScrollBar().value() + height // 3) // height

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Learn what is selected, and tell."""
        self.remember()
        super().selectionChanged(selected, deselected)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter goes to the filter; everything else is the list's."""
        if letter := long_lists.typed_letter(event):
            self.typed.emit(letter)
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on somebody's circle asks for their card."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not event.modifiers():
            person = self._person_at(event.position())
            if person is not None:
                self.person_wanted.emit(person[1])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over what can be clicked."""
        super().mouseMoveEvent(event)
        over = self._person_at(event.position()) is not None
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def viewportEvent(self, event: QEvent) -> bool:
        """Name the person whose circle the mouse rests on."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            person = self._person_at(QPointF(event.pos()))
            if person is not None:
                QToolTip.showText(event.globalPos(), tooltip(person[0]), self)
                return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the day in place."""
        super().resizeEvent(event)
        self._on_scrolled()

    def _person_at(self, point: QPointF) -> tuple[str, int] | None:
        index = self.indexAt(point.toPoint())
        if not index.isValid():
            return None
        rect = QRectF(self.visualRect(index))
        return self._painter_of.person_at(rect, self.layoutDirection(), index.row(), point)

    def _on_scrolled(self) -> None:
        self._show_day()
        if self._entries.rowCount():
            self.scrolled.emit(self.top_row())

    def _show_day(self) -> None:
        """The name of a day stays while its later entries are on screen."""
        self.expect_seen()
        height = row_height()
        value = self.verticalScrollBar().value()
        row, over = divmod(value, height)
        if not over or row >= self._entries.rowCount():
            over = 0
        hidden = row >= self._entries.rowCount() or (not over and self._entries.ends_of_day(row)[0])
        if hidden:
            self._day.hide()
            return
        top = -over if self._entries.ends_of_day(row)[1] else 0
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        width = day_width() - 4
        left = self.viewport().width() - width if mirrored else 0
        self._day.setGeometry(left, top, width, height)
        self._day.show_day(*self._entries.heading_at(row))


class _DayAbove(QWidget):
    """The day whose first entry has scrolled away."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view.viewport())
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._lines = ("", "")
        self.hide()

    def show_day(self, name: str, day: str) -> None:
        """Show a day."""
        if (name, day) != self._lines:
            self._lines = (name, day)
            self.update()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("page"))
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        near = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        near |= Qt.AlignmentFlag.AlignVCenter
        first, second = painting.line_height("name"), painting.line_height("small")
        top = round((self.height() - first - second - 2) / 2)
        width = day_width() - 8
        left = self.width() - width if mirrored else 0
        upper = QRectF(left, top, width, first)
        painting.draw_text(painter, upper, self._lines[0], "name", align=near)
        lower = QRectF(left, top + first + 2, width, second)
        painting.draw_text(painter, lower, self._lines[1], "small", "quiet", align=near)
        painter.end()
