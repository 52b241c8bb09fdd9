"""Tables whose cells are two lines of text, or a word that opens a menu.

Public:
    ChoiceTable(parent)   a QTableView; ``menu_wanted(index, point)`` asks for the menu of a cell
    Roles DETAIL (second line), TONE (pill behind the word), OPEN (whether a menu stands behind it)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from netjournal.ui import icons, theme
from netjournal.ui.widgets import painting

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent, QMouseEvent

Index = QModelIndex | QPersistentModelIndex
DETAIL: Final = Qt.ItemDataRole.UserRole + 1
TONE: Final = Qt.ItemDataRole.UserRole + 2
OPEN: Final = Qt.ItemDataRole.UserRole + 3
_PAD: Final = 12
_ARROW: Final = 12
_KEYS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_F2)


class CellDelegate(QStyledItemDelegate):
    """Paints a cell: a pill where it has a tone, else one or two lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the room of the text; rows have one height anyhow."""
        text = str(index.data() or "")
        return QSize(round(painting.text_width(text)) + 2 * theme.px(_PAD), theme.px(44))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        painter.save()
        painter.setLayoutDirection(option.direction)
        area = QRectF(option.rect)
        _paint_ground(painter, area, option.state)
        area = area.adjusted(theme.px(_PAD), 0, -theme.px(_PAD), -1)
        tone = index.data(TONE)
        if tone:
            _paint_pill(painter, area, index, str(tone), option.direction)
        else:
            _paint_lines(painter, area, index, option.direction)
        painter.restore()


def _paint_ground(painter: QPainter, area: QRectF, state: QStyle.StateFlag) -> None:
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(area, theme.color("accent_soft"))
    painter.fillRect(QRectF(area.x(), area.bottom() - 1, area.width(), 1), theme.color("line"))
    if state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(QPen(theme.color("accent"), 1))
        painter.drawRoundedRect(area.adjusted(2, 2, -2, -3), 4, 4)


def _paint_lines(
    painter: QPainter, area: QRectF, index: Index, direction: Qt.LayoutDirection
) -> None:
    mirrored = direction == Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
    align = side | Qt.AlignmentFlag.AlignVCenter
    text, detail = str(index.data() or ""), str(index.data(DETAIL) or "")
    role = "name" if index.column() == 0 else "small"
    if not detail:
        painting.draw_text(painter, area, text, role, "ink", align)
        return
    first, second = painting.line_height(role), painting.line_height("small")
    top = area.y() + (area.height() - first - second) / 2
    line = QRectF(area.x(), top, area.width(), first)
    painting.draw_text(painter, line, text, role, "ink", align)
    line = QRectF(area.x(), top + first, area.width(), second)
    painting.draw_text(painter, line, detail, "small", "quiet", align)


def _paint_pill(
    painter: QPainter, area: QRectF, index: Index, tone: str, direction: Qt.LayoutDirection
) -> None:
    mirrored = direction == Qt.LayoutDirection.RightToLeft
    text, can_open = str(index.data() or ""), bool(index.data(OPEN))
    width = painting.pill_size(text).width()
    room = area.width() - (theme.px(_ARROW) + 6 if can_open else 0)
    painter.setClipRect(area)
    left = area.right() - min(width, room) if mirrored else area.left()
    pill = painting.draw_pill(painter, left, area.center().y(), text, tone)
    if can_open:
        side = theme.px(_ARROW)
        x = pill.left() - side - 4 if mirrored else min(pill.right() + 4, area.right() - side)
        icons.draw(painter, QRectF(x, area.center().y() - side / 2, side, side), "chevron", "quiet")


class ChoiceTable(QTableView):
    """A calm table: rows of one height, no grid, no numbers at the side.

    Signals:
        menu_wanted: A cell with a menu was clicked, or Enter, Space or F2 was pressed in its row;
            carries its index and where the menu belongs (global).
    """

    menu_wanted = Signal(object, QPoint)

    def __init__(self, column: int, parent: QWidget | None = None) -> None:
        """Create an empty table; ``column`` is the one whose cells open menus."""
        super().__init__(parent)
        self._column = column
        self.setItemDelegate(CellDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == event.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme.px(44))
        self.verticalHeader().setMinimumSectionSize(theme.px(24))

    def set_pill_width(self, pixels: int) -> None:
        """Give the column of words a width of its own; the others share the rest."""
        head = self.horizontalHeader()
        head.setSectionResizeMode(self._column, QHeaderView.ResizeMode.Fixed)
        head.resizeSection(self._column, theme.px(pixels))

    def set_width(self, column: int, pixels: int) -> None:
        """Give another column a width of its own."""
        head = self.horizontalHeader()
        head.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        head.resizeSection(column, theme.px(pixels))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the menu of a word that was clicked; with Ctrl or Shift rows are being chosen."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if event.button() == Qt.MouseButton.LeftButton and plain and index.column() == self._column:
            self.open_menu(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show where a click opens something."""
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        opens = index.column() == self._column and bool(index.data(OPEN))
        hand = Qt.CursorShape.PointingHandCursor
        self.viewport().setCursor(hand if opens else Qt.CursorShape.ArrowCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the menu of the current row; where it has none, Enter is the dialog's."""
        index = self.currentIndex().siblingAtColumn(self._column)
        if event.key() in _KEYS and index.data(OPEN):
            self.open_menu(index)
            event.accept()
            return
        super().keyPressEvent(event)

    def open_menu(self, index: QModelIndex) -> None:
        """Ask for the menu of a cell that has one."""
        if index.isValid() and index.data(OPEN):
            below = self.visualRect(index).bottomLeft()
            self.menu_wanted.emit(index, self.viewport().mapToGlobal(below))
