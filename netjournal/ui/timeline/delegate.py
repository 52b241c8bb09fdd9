"""Paints one entry of the timeline: the day at the left, a slice of the day's card, the entry.

Every row is equally high, so that a million of them cost nothing to lay out. The card of a day is
painted in slices: its first row has the upper edge and the heading beside it, its last the lower.

Public: ``TimelineDelegate(model)``, ``.person_at(rect, direction, row, point)``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from netjournal.ui import theme
from netjournal.ui.widgets import circles, painting
from netjournal.ui.widgets.kept_pictures import Ground, KeptPictures

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex

    from netjournal.ui.timeline.model import TimelineModel
    from netjournal.ui.timeline.words import Entry

    Index = QModelIndex | QPersistentModelIndex

ROW: Final = 68
DAY_WIDTH: Final = 110
_INSET: Final = 6
_PAD: Final = 16
_CIRCLE: Final = 30
_START: Final = 58
_AVATAR: Final = 24
_OVERLAP: Final = 3
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_pictures: Final = KeptPictures(40)


def row_height() -> int:
    """Return the height of every row at the current text size."""
    return theme.px(ROW)


def day_width() -> int:
    """Return the width of the column with the days' names."""
    return theme.px(DAY_WIDTH)


class TimelineDelegate(QStyledItemDelegate):
    """Paints rows of a ``TimelineModel``."""

    def __init__(
        self,
        model: TimelineModel,
        parent: QWidget | None = None,
        pictures: KeptPictures = _pictures,
    ) -> None:
        """Paint what ``model`` has, from ``pictures`` where a row was painted before."""
        super().__init__(parent)
        self._model = model
        self._pictures = pictures

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the same height for every row."""
        return QSize(320, row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        row, state, direction = index.row(), option.state, option.direction
        first, last = self._model.ends_of_day(row)
        view = self._model.view_at(row)
        heading = self._model.heading_at(row) if first and view is not None else None

        def draw_ground(inside: QPainter, area: QRectF) -> None:
            _Slice(inside, area, direction).ground(state, first=first, last=last)

        def draw(inside: QPainter, area: QRectF) -> None:
            inside.setRenderHint(QPainter.RenderHint.Antialiasing)
            slice_ = _Slice(inside, area, direction)
            if heading is not None:
                slice_.heading(*heading)
            if view is not None:
                slice_.entry(view)

        painter.save()
        painter.setLayoutDirection(direction)
        ground = Ground("page", (first, last, state.value, direction), draw_ground)
        self._pictures.paint(painter, option.rect, (view, heading), ground, draw)
        painter.restore()

    def person_at(
        self, rect: QRectF, direction: Qt.LayoutDirection, row: int, point: QPointF
    ) -> tuple[str, int] | None:
        """Return the (name, contact id) whose circle in ``row`` is under ``point``, or None."""
        view = self._model.view_at(row)
        if view is None:
            return None
        where = _Slice(None, rect, direction)
        for person, circle in zip(view.people, where.circles(view), strict=True):
            if circle.contains(point):
                return person
        return None


class _Slice:
    """One row's geometry, mirrored for right-to-left."""

    def __init__(
        self, painter: QPainter | None, area: QRectF, direction: Qt.LayoutDirection
    ) -> None:
        self._painter = painter
        self._area = area
        self._mirrored = direction == Qt.LayoutDirection.RightToLeft
        self._near = _RIGHT if self._mirrored else _LEFT
        first, second = painting.line_height("name"), painting.line_height("small")
        self._upper = round((area.height() - first - second - 2) / 2)
        self._lower = self._upper + first + 2

    @property
    def painter(self) -> QPainter:
        if self._painter is None:
            raise RuntimeError("this slice only measures")
        return self._painter

    def ground(self, state: QStyle.StateFlag, *, first: bool, last: bool) -> None:
        """The slice of the white card, its edges, selection and hover."""
        painter, card = self.painter, self._card(first=first, last=last)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("line"), 1))
        painter.setBrush(theme.color("panel"))
        painter.save()
        painter.setClipRect(self._area)
        painter.drawRoundedRect(card, theme.RADIUS_CARD, theme.RADIUS_CARD)
        token = ""
        if state & QStyle.StateFlag.State_Selected:
            token = "accent_soft"
        elif state & QStyle.StateFlag.State_MouseOver:
            token = "hover"
        if token:
            path = QPainterPath()
            path.addRoundedRect(card.adjusted(1, 1, -1, -1), theme.RADIUS_CARD, theme.RADIUS_CARD)
            painter.fillPath(path, theme.color(token))
        painter.restore()
        if not first:
            line = self._placed(_PAD, 0, self._card_width() - 2 * _PAD, 1)
            painter.fillRect(line, theme.color("line"))
        focus = QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_KeyboardFocusChange
        if state & focus == focus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), 2))
            inside = self._card(first=True, last=True).adjusted(3, -2, -3, 2)
            painter.drawRoundedRect(inside, 6, 6)

    def heading(self, name: str, day: str) -> None:
        """The day's name and date beside its first entry."""
        width = day_width() - 8
        upper = self._beside(self._upper, width, painting.line_height("name"))
        painting.draw_text(self.painter, upper, name, "name", align=self._near)
        lower = self._beside(self._lower, width, painting.line_height("small"))
        painting.draw_text(self.painter, lower, day, "small", "quiet", align=self._near)

    def entry(self, view: Entry) -> None:
        """Icon, title, details, pills, text and people."""
        side = theme.px(_CIRCLE)
        top = round((self._area.height() - side) / 2)
        circles.draw_icon_circle(self.painter, self._placed(_PAD, top, side, side), view.icon)
        width = max(40.0, self._card_width() - theme.px(_START) - self._people_width(view) - _PAD)
        self._head(view, width)
        if not view.text:
            self._people(view)
            return
        text = self._placed(theme.px(_START), self._lower, width, painting.line_height("small"))
        painting.put_text(self.painter, text, view.text, "small", "ink", self._near)
        self._people(view)

    def _head(self, view: Entry, width: float) -> None:
        """Title, details and pills in one line; pills keep their room before details do."""
        height = painting.line_height("name")
        upper = self._upper if view.text else round((self._area.height() - height) / 2)
        start = theme.px(_START)
        pills = sum(painting.pill_size(text).width() + 6 for text, _tone in view.pills)
        room = max(width * 0.5, width - pills)
        used = painting.draw_text(
            self.painter,
            self._placed(start, upper, room, height),
            view.title,
            "name",
            align=self._near,
        )
        meta = painting.after(view.meta, mirrored=self._mirrored)
        if meta and room - used > 40:
            place = self._placed(start + used, upper + 0.5, room - used, height)
            used += painting.draw_text(self.painter, place, meta, "small", "quiet", self._near)
        left = start + used + 8
        middle = self._area.y() + upper + height / 2
        for text, tone in view.pills:
            wide = painting.pill_size(text).width()
            if left + wide > start + width:
                return
            painting.draw_pill(self.painter, self._placed(left, 0, wide, 1).x(), middle, text, tone)
            left += wide + 6

    def _people_width(self, view: Entry) -> float:
        count = len(view.people) + bool(view.more)
        return count * (theme.px(_AVATAR) + _OVERLAP)

    def circles(self, view: Entry) -> list[QRectF]:
        """Return where the people's circles are."""
        side = theme.px(_AVATAR)
        left = self._card_width() - _PAD - self._people_width(view)
        top = self._circles_top(view)
        return [
            self._placed(left + at * (side + _OVERLAP), top, side, side)
            for at in range(len(view.people))
        ]

    def _circles_top(self, view: Entry) -> float:
        side = theme.px(_AVATAR)
        return self._upper - 2 if view.text else round((self._area.height() - side) / 2)

    def _people(self, view: Entry) -> None:
        for (name, key), circle in zip(view.people, self.circles(view), strict=True):
            circles.draw_avatar(self.painter, circle, name, key)
        if view.more:
            side = theme.px(_AVATAR)
            left = self._card_width() - _PAD - side - _OVERLAP
            where = self._placed(left, self._circles_top(view), side, side)
            painter = self.painter
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("chip"))
            painter.drawEllipse(where)
            middle = Qt.AlignmentFlag.AlignCenter
            painting.draw_text(painter, where, f"+{view.more}", "caption", "soft_ink", middle)

    def _card_width(self) -> float:
        return self._area.width() - day_width() - 1

    def _card(self, *, first: bool, last: bool) -> QRectF:
        """The card's outline; edges it doesn't have lie outside of the row."""
        inset, outside = theme.px(_INSET) + 0.5, theme.RADIUS_CARD + 2
        top = inset if first else -outside
        bottom = self._area.height() - inset if last else self._area.height() + outside
        return self._placed(0.5, top, self._card_width() - 0.5, bottom - top)

    def _placed(self, left: float, top: float, width: float, height: float) -> QRectF:
        """A rectangle in the card, given from the reading side, in the view's coordinates."""
        return self._beside(top, width, height, day_width() + left)

    def _beside(self, top: float, width: float, height: float, left: float = 0) -> QRectF:
        x = self._area.width() - left - width if self._mirrored else left
        return QRectF(self._area.x() + x, self._area.y() + top, width, height)
