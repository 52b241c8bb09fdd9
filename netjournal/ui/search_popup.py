"""What the top search field finds: people, notes, and *write this down*; steered by its keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from netjournal.services import contacts, search
from netjournal.services.interactions import timeline_rows
from netjournal.ui import dates, icons, labels, theme
from netjournal.ui.safe import display_safe
from netjournal.ui.widgets import painting

if TYPE_CHECKING:
    from PySide6.QtCore import QPersistentModelIndex
    from PySide6.QtGui import QPainter

    Index = QModelIndex | QPersistentModelIndex

MOST: Final = 6
HIT: Final = Qt.ItemDataRole.UserRole
_ROW: Final = 44
_NOWHERE: Final = QModelIndex()


@dataclass(frozen=True, slots=True)
class Hit:
    """One line of the results.

    Attributes:
        kind: contact, interaction or capture.
        id: Which contact or interaction; 0 for capture.
        title: First line.
        detail: Second line.
        side: At the far side.
        icon: Icon name; empty shows the contact's circle.
    """

    kind: str
    id: int
    title: str
    detail: str = ""
    side: str = ""
    icon: str = ""


def find(text: str, today: int) -> list[Hit]:
    """Return what ``text`` finds: people first, then notes, newest first; a few of each."""
    people = contacts.rows(search.find_contacts(text, MOST), today)
    hits = [
        Hit("contact", row.id, display_safe(row.full_name), display_safe(row.headline))
        for row in people
        if row is not None
    ]
    for entry in timeline_rows(search.find_written(text, MOST)):
        if entry is not None:
            names = ", ".join(display_safe(name, 60) for _id, name in entry.people[:3])
            title = labels.kind(entry.kind, entry.kind_name)
            hits.append(
                Hit(
                    "interaction",
                    entry.id,
                    " · ".join(part for part in (title, names) if part),
                    display_safe(entry.summary or entry.body, 200),
                    dates.short_day(entry.day, today),
                    icons.kind_icon(entry.kind),
                )
            )
    return hits


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
            painting.draw_avatar(painter, circle, hit.title, hit.id)
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
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 5, 2, 5)
        column.addWidget(self.view)
        self.hide()

    def show_hits(self, hits: list[Hit], left: int, top: int, width: int) -> None:
        """Show lines under the field at ``left``/``top`` of the parent; none hides the list."""
        self._model.show(hits)
        if not hits:
            self.hide()
            return
        room = max(_ROW, self._host.height() - top - 24)
        self.setGeometry(left, top, width, min(room, len(hits) * theme.px(_ROW) + 12))
        self.show()
        self.raise_()

    def move_by(self, step: int) -> None:
        """Move the chosen line; from the field down to the first."""
        count = self._model.rowCount()
        if count and self.isVisible():
            now = self.view.currentIndex().row()
            row = max(0, min(count - 1, now + step)) if now >= 0 else (0 if step > 0 else count - 1)
            self.view.setCurrentIndex(self._model.index(row, 0))

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
