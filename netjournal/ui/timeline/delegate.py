"""Paints one entry of the timeline: the day at the left, a slice of the day's card, the entry.

Every row is equally high, so that a million of them cost nothing to lay out. The card of a day is
painted in slices: its first row has the upper edge and the heading beside it, its last the lower.

Public: ``TimelineDelegate(model)``, ``.person_at(rect, direction, row, point)``.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from netjournal.ui import theme
from netjournal.ui.widgets import circles, painting
from netjournal.ui.widgets.kept_pictures import OF_ONE_ROW, Ground, KeptPictures

if TYPE_CHECKING:
    from collections.abc import Hashable

    from PySide6.QtCore import QModelIndex, QPersistentModelIndex

    from netjournal.ui.timeline.model import TimelineModel
    from netjournal.ui.timeline.words import Entry
    from netjournal.ui.widgets.kept_pictures import Draw

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
_pictures: Final = KeptPictures(56)


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
        self._plain: tuple[QStyle.StateFlag, Qt.LayoutDirection] | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the same height for every row."""
        return QSize(320, row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        state, direction = option.state, option.direction
        if not state.value & OF_ONE_ROW:
            self._plain = state, direction
        self._pictures.paint(painter, option.rect, *self._row(index.row(), state, direction))

    def prepare(self, index: Index) -> None:
        """Paint the picture of a row that may be shown soon, neither chosen nor pointed at."""
        if self._plain is not None:
            self._pictures.prepare(*self._row(index.row(), *self._plain))

    def room(self) -> int:
        """Return how many pictures of rows are kept."""
        return self._pictures.room()

    def _row(
        self, row: int, state: QStyle.StateFlag, direction: Qt.LayoutDirection
    ) -> tuple[Hashable, Ground, Draw]:
        """Return what a row's picture shows, its ground, and what draws it."""
        view, heading, first, last = self._model.shown_at(row)

        def draw_ground(inside: QPainter, area: QRectF) -> None:
            _Slice(inside, area, direction).ground(state, first=first, last=last)

        def draw(inside: QPainter, area: QRectF) -> None:
            inside.setRenderHint(QPainter.RenderHint.Antialiasing)
            slice_ = _Slice(inside, area, direction)
            if heading is not None:
                slice_.heading(*heading)
            if view is not None:
                slice_.entry(view)

        ground = Ground("page", (first, last, state.value), direction, draw_ground)
        return (view, heading), ground, draw

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
        self._x, self._y = area.x(), area.y()
        self._width, self._height = area.width(), area.height()
        self._mirrored = direction == Qt.LayoutDirection.RightToLeft
        self._near = _RIGHT if self._mirrored else _LEFT
        self._sizes = sizes = _sizes(theme.revision())
        self._upper = round((self._height - sizes.name - sizes.small - 2) / 2)
        self._lower = self._upper + sizes.name + 2
        self._card_width = self._width - sizes.days - 1

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
            line = self._placed(_PAD, 0, self._card_width - 2 * _PAD, 1)
            painter.fillRect(line, theme.color("line"))
        focus = QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_KeyboardFocusChange
        if state & focus == focus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), 2))
            inside = self._card(first=True, last=True).adjusted(3, -2, -3, 2)
            painter.drawRoundedRect(inside, 6, 6)

    def heading(self, name: str, day: str) -> None:
        """The day's name and date beside its first entry."""
        width = self._sizes.days - 8
        upper = self._beside(self._upper, width, self._sizes.name)
        painting.draw_text(self.painter, upper, name, "name", align=self._near)
        lower = self._beside(self._lower, width, self._sizes.small)
        painting.draw_text(self.painter, lower, day, "small", "quiet", align=self._near)

    def entry(self, view: Entry) -> None:
        """Icon, title, details, pills, text and people."""
        side, start = self._sizes.circle, self._sizes.start
        top = round((self._height - side) / 2)
        circles.draw_icon_circle(self.painter, self._placed(_PAD, top, side, side), view.icon)
        width = max(40.0, self._card_width - start - self._people_width(view) - _PAD)
        self._head(view, width)
        if view.text:
            text = self._placed(start, self._lower, width, self._sizes.small)
            painting.put_text(self.painter, text, view.text, "small", "ink", self._near)
        self._people(view)

    def _head(self, view: Entry, width: float) -> None:
        """Title, details and pills in one line; pills keep their room before details do."""
        height, start = self._sizes.name, self._sizes.start
        upper = self._upper if view.text else round((self._height - height) / 2)
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
        middle = self._y + upper + height / 2
        for text, tone in view.pills:
            wide = painting.pill_size(text).width()
            if left + wide > start + width:
                return
            painting.draw_pill(self.painter, self._placed(left, 0, wide, 1).x(), middle, text, tone)
            left += wide + 6

    def _people_width(self, view: Entry) -> float:
        count = len(view.people) + bool(view.more)
        return count * (self._sizes.avatar + _OVERLAP)

    def circles(self, view: Entry) -> list[QRectF]:
        """Return where the people's circles are."""
        side = self._sizes.avatar
        left = self._card_width - _PAD - self._people_width(view)
        top = self._circles_top(view)
        return [
            self._placed(left + at * (side + _OVERLAP), top, side, side)
            for at in range(len(view.people))
        ]

    def _circles_top(self, view: Entry) -> float:
        side = self._sizes.avatar
        return self._upper - 2 if view.text else round((self._height - side) / 2)

    def _people(self, view: Entry) -> None:
        for (name, key), circle in zip(view.people, self.circles(view), strict=True):
            circles.draw_avatar(self.painter, circle, name, key)
        if view.more:
            side = self._sizes.avatar
            left = self._card_width - _PAD - side - _OVERLAP
            where = self._placed(left, self._circles_top(view), side, side)
            painter = self.painter
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("chip"))
            painter.drawEllipse(where)
            middle = Qt.AlignmentFlag.AlignCenter
            painting.draw_text(painter, where, f"+{view.more}", "caption", "soft_ink", middle)

    def _card(self, *, first: bool, last: bool) -> QRectF:
        """The card's outline; edges it doesn't have lie outside of the row."""
        inset, outside = self._sizes.inset + 0.5, theme.RADIUS_CARD + 2
        top = inset if first else -outside
        bottom = self._height - inset if last else self._height + outside
        return self._placed(0.5, top, self._card_width - 0.5, bottom - top)

    def _placed(self, left: float, top: float, width: float, height: float) -> QRectF:
        """A rectangle in the card, given from the reading side, in the view's coordinates."""
        return self._beside(top, width, height, self._sizes.days + left)

    def _beside(self, top: float, width: float, height: float, left: float = 0) -> QRectF:
        x = self._width - left - width if self._mirrored else left
        return QRectF(self._x + x, self._y + top, width, height)


class _Sizes(NamedTuple):
    """Lengths at the current text size; ``name`` and ``small`` are heights of lines."""

    days: int
    circle: int
    start: int
    avatar: int
    inset: int
    name: float
    small: float


@lru_cache(maxsize=4)
def _sizes(_revision: int) -> _Sizes:
    return _Sizes(
        days=day_width(),
        circle=theme.px(_CIRCLE),
        start=theme.px(_START),
        avatar=theme.px(_AVATAR),
        inset=theme.px(_INSET),
        name=painting.line_height("name"),
        small=painting.line_height("small"),
    )
