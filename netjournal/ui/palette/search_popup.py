"""The list under the top search field: people, actions, notes; steered by the field's keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from netjournal.ui import icons, theme
from netjournal.ui.safe import Label
from netjournal.ui.widgets import circles, painting
from netjournal.ui.widgets.announce import announce
from netjournal.ui.widgets.buttons import Pill
from netjournal.ui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QPersistentModelIndex
    from PySide6.QtGui import QPainter

    from netjournal.ui.palette.capture_words import Chip
    from netjournal.ui.palette.palette_hits import Hit

    Index = QModelIndex | QPersistentModelIndex

HIT: Final = Qt.ItemDataRole.UserRole
_ROW: Final = 44
_LEAST: Final = 420
_EDGE: Final = 12
_NOWHERE: Final = QModelIndex()


class _Hits(QAbstractListModel):
    """The lines as a model."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._hits: list[Hit] = []

    def show(self, hits: list[Hit]) -> None:
        self.beginResetModel()
        self._hits = hits
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        hit = self._hits[index.row()]
        if role == HIT:
            return hit
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(part for part in (hit.title, hit.detail, hit.side) if part)
        return None


class _Painter(QStyledItemDelegate):
    """Paints one line: circle or icon, two texts, a date at the far side."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, theme.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        hit: Hit = index.data(HIT)
        area = QRectF(option.rect).adjusted(4, 1, -4, -1)
        painter.save()
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.setRenderHint(painter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            chosen = option.state & QStyle.StateFlag.State_Selected
            painter.setBrush(theme.color("accent_soft" if chosen else "hover"))
            painter.drawRoundedRect(area, 6, 6)
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        self._paint_hit(painter, area, hit, mirrored=mirrored)
        painter.restore()

    def _paint_hit(self, painter: QPainter, area: QRectF, hit: Hit, *, mirrored: bool) -> None:
        def placed(left: float, top: float, width: float, height: float) -> QRectF:
            x = area.width() - left - width if mirrored else left
            return QRectF(area.x() + x, area.y() + top, width, height)

        side = theme.px(28)
        circle = placed(8, (area.height() - side) / 2, side, side)
        if hit.icon:
            inner = theme.px(16)
            icons.draw(
                painter,
                placed(8 + (side - inner) / 2, (area.height() - inner) / 2, inner, inner),
                hit.icon,
                "accent",
            )
        else:
            circles.draw_avatar(painter, circle, hit.title, hit.id)
        near = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        align = near | Qt.AlignmentFlag.AlignVCenter
        far = painting.text_width(hit.side, "small") + 1 if hit.side else 0.0
        start, room = side + 20, area.width() - side - 32 - far
        first, second = painting.line_height("body"), painting.line_height("small")
        top = (area.height() - first - (second if hit.detail else 0)) / 2
        painting.draw_text(painter, placed(start, top, room, first), hit.title, "name", align=align)
        painting.draw_text(
            painter,
            placed(start, top + first, room, second),
            hit.detail,
            "small",
            "quiet",
            align=align,
        )
        rect = placed(area.width() - far - 8, 0, far, area.height())
        painting.draw_text(painter, rect, hit.side, "small", "quiet", align=align)


class SearchPopup(QFrame):
    """The list under the search field; it never takes the keyboard focus.

    Signals:
        chosen: A ``Hit``.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        """Create it hidden, over ``parent``."""
        super().__init__(parent)
        self._host = parent
        self.setObjectName("search_popup")
        self.setProperty("role", "card")
        self._model = _Hits(self)
        self.view = QListView(self)
        self.view.setObjectName("search_hits")
        self.view.setAccessibleName(self.tr("Search results"))
        self.view.setModel(self._model)
        self.view.setItemDelegate(_Painter(self.view))
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.clicked.connect(self._on_clicked)
        self.caption = Label("", "small", "quiet", wrap=True, parent=self)
        self.caption.setObjectName("search_caption")
        self.caption.setContentsMargins(12, 6, 12, 4)
        self.chips = QWidget(self)
        self.chips.setObjectName("search_understood")
        self._flow = FlowLayout(self.chips, 6)
        self._flow.setContentsMargins(12, 6, 12, 8)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(2, 5, 2, 5)
        self._column.setSpacing(0)
        for part in (self.caption, self.chips, self.view):
            self._column.addWidget(part, 1 if part is self.view else 0)
        self.hide()

    def say(self, caption: str, chips: Sequence[Chip] = ()) -> None:
        """Show a sentence over the lines and what a line to write down was understood to say."""
        self.caption.setText(caption)
        self.caption.setVisible(bool(caption))
        for old in self.chips.findChildren(Pill):
            self._flow.removeWidget(old)
            old.hide()
            old.setParent(None)
            old.deleteLater()
        for chip in chips:
            pill = Pill(chip.text, chip.tone, self.chips)
            pill.setAccessibleName(chip.words)
            pill.ensurePolished()  # its size is asked for before it is shown
            self._flow.addWidget(pill)
            pill.show()  # what is hidden has no room, and a layout shows it only later
        self.chips.setVisible(bool(chips))

    def show_hits(self, hits: list[Hit], where: QRect, *, choose: bool = False) -> None:
        """Show lines under the field.

        Args:
            hits: The lines; none hides the list.
            where: The field, in the parent's coordinates.
            choose: Choose the first line, so that Enter takes it.
        """
        self._model.show(hits)
        if not hits:
            self.hide()
            return
        top = where.bottom() + 5
        where = self._roomy(where)
        room = max(_ROW, self._host.height() - top - 24)
        height = len(hits) * theme.px(_ROW) + 12
        room_for = where.width() - 4
        if not self.caption.isHidden():
            height += self.caption.heightForWidth(room_for)
        if not self.chips.isHidden():
            self.chips.setFixedHeight(self._flow.heightForWidth(room_for))
            height += self.chips.height()
        self.setGeometry(where.left(), top, where.width(), min(room, height))
        self.show()
        self.raise_()
        if choose:
            self.move_by(1)
        else:
            self.view.scrollToTop()

    def _roomy(self, field: QRect) -> QRect:
        """Return where the list goes: as wide as the field, or as its lines need."""
        most = self._host.width() - 2 * _EDGE
        wide = min(max(field.width(), theme.px(_LEAST)), most)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = field.right() + 1 - wide if mirrored else field.left()
        left = max(_EDGE, min(left, self._host.width() - wide - _EDGE))
        return QRect(left, field.top(), wide, field.height())

    def move_by(self, step: int) -> None:
        """Move the chosen line; from the field down to the first."""
        count = self._model.rowCount()
        if count and self.isVisible():
            now = self.view.currentIndex().row()
            row = max(0, min(count - 1, now + step)) if now >= 0 else (0 if step > 0 else count - 1)
            self.view.setCurrentIndex(self._model.index(row, 0))
            self.setAccessibleName(str(self._model.index(row, 0).data()))
            announce(self)

    def current(self) -> Hit | None:
        """Return the chosen line, None when none is or nothing is shown."""
        index = self.view.currentIndex()
        return index.data(HIT) if self.isVisible() and index.isValid() else None

    def hits(self) -> list[Hit]:
        """Return what is shown."""
        return [self._model.index(row, 0).data(HIT) for row in range(self._model.rowCount())]

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(HIT))
