"""Paints a list of people: circle, two lines of text, pills, and the strength strip.

Public:
    RowView    what one row shows (plain, hashable; make it in the page from the row object)
    RowDelegate(view_of, parent)   ``view_of(row) -> RowView`` is asked for every painted row
    .keep_pictures(most, behind, edge)
    row_height()                   of every row at the current text size
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from netjournal.kept_texts import on_forget
from netjournal.ui import theme
from netjournal.ui.paged_model import ROW
from netjournal.ui.widgets import circles, painting
from netjournal.ui.widgets.kept_pictures import OF_ONE_ROW, Ground, KeptPictures, paint_plain

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from netjournal.ui.widgets.kept_pictures import Draw

Index = QModelIndex | QPersistentModelIndex
_PAD: Final = 14
_GAP: Final = 12
_AVATAR: Final = 36
_ROW: Final = 57
_VIEWS: Final = 100  # of rows seen last
_NONE_KEPT: Final = KeptPictures(0)
_NAME: Final = 96  # a name of two words keeps at least this
_FAR: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_NEAR: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class RowView:
    """One row as painted.

    Attributes:
        name: First line.
        detail: Second, quieter line.
        side: Text under the strength strip, usually the last touch.
        strength: Strength label, empty for none.
        key: What the circle's colour is stable for.
        icon: Icon name shown in the circle instead of initials.
        pills: (text, tone) after the name.
        photo: The contact's picture.
    """

    name: str
    detail: str = ""
    side: str = ""
    strength: str = ""
    key: Hashable = None
    icon: str = ""
    pills: tuple[tuple[str, str], ...] = ()
    photo: QImage | None = field(default=None, compare=False)


def row_height() -> int:
    """Return the height of every row at the current text size."""
    return theme.px(_ROW)


class RowDelegate(QStyledItemDelegate):
    """Paints ``RowView`` rows.

    Args:
        view_of: The model's row object → what to show; called for visible rows only.
        parent: Owner.
    """

    def __init__(
        self, view_of: Callable[[Any], RowView | None], parent: QObject | None = None
    ) -> None:
        """Create the delegate."""
        super().__init__(parent)
        self._view_of = view_of
        self._pictures = _NONE_KEPT
        self._behind, self._edge = "panel", 0
        self._views: dict[int, tuple[object, RowView | None]] = {}
        self._plain: tuple[QStyle.StateFlag, Qt.LayoutDirection] | None = None

    def keep_pictures(self, most: int, behind: str, edge: int) -> None:
        """Keep painted rows as pictures.

        Args:
            most: How many.
            behind: The colour token of what lies behind the list.
            edge: Within so many pixels of the upper and lower edge something else lies behind, as
                round corners of a card: rows that reach there are painted by themselves.
        """
        self._pictures, self._behind, self._edge = KeptPictures(most), behind, edge
        on_forget(self._views.clear)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the same height for every row (uniform sizes keep long lists fast)."""
        return QSize(200, row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        state, direction, area = option.state, option.direction, option.rect
        if not state.value & OF_ONE_ROW:
            self._plain = state, direction
        key, ground, draw = self._row(index, state, direction)
        if self._reaches_edge(area):
            paint_plain(painter, area, ground, draw)
        else:
            self._pictures.paint(painter, area, key, ground, draw)

    def prepare(self, index: Index) -> None:
        """Paint the picture of a row that may be shown soon, neither chosen nor pointed at."""
        if self._plain is not None:
            self._pictures.prepare(*self._row(index, *self._plain))

    def room(self) -> int:
        """Return how many pictures of rows are kept."""
        return self._pictures.room()

    def _row(
        self, index: Index, state: QStyle.StateFlag, direction: Qt.LayoutDirection
    ) -> tuple[Hashable, Ground, Draw]:
        """Return what a row's picture shows, its ground, and what draws it."""
        view = self._view(index)

        def draw_ground(inside: QPainter, where: QRectF) -> None:
            _paint_ground(inside, where, state)

        def draw(inside: QPainter, where: QRectF) -> None:
            if view is not None:
                _RowPainter(inside, where, direction).paint(view)

        photo = 0 if view is None or view.photo is None else view.photo.cacheKey()
        return (view, photo), Ground(self._behind, state.value, direction, draw_ground), draw

    def forget_views(self) -> None:
        """Ask anew how rows are painted; where views are kept, call it when rows have changed."""
        self._views.clear()

    def _view(self, index: Index) -> RowView | None:
        """Return what a row shows; where pictures are kept, asked once for each row object."""
        row = index.data(ROW)
        if row is None:
            return None
        number = index.row()
        known = self._views.get(number)
        if known is not None and known[0] is row:
            return known[1]
        view = self._view_of(row)
        if self._edge:
            if len(self._views) >= _VIEWS:
                self._views.clear()
            self._views[number] = row, view
        return view

    def _reaches_edge(self, area: QRect) -> bool:
        """Say whether what lies behind a row isn't the same all over."""
        view = self.parent()  # as high as its viewport, which it costs something to ask for
        height = view.height() if isinstance(view, QWidget) else 0
        return area.top() < self._edge or area.bottom() >= height - self._edge


class _RowPainter:
    """One row's geometry, mirrored for right-to-left."""

    def __init__(self, painter: QPainter, area: QRectF, direction: Qt.LayoutDirection) -> None:
        self._painter = painter
        self._x, self._y = area.x(), area.y()
        self._width, self._height = area.width(), area.height()
        self._mirrored = direction == Qt.LayoutDirection.RightToLeft
        self._near = _FAR if self._mirrored else _NEAR
        self._sizes = sizes = _sizes(theme.revision())
        self._upper = (self._height - sizes.body - sizes.small - 1) / 2
        self._lower = self._upper + sizes.body + 1
        self._strip_at = 0.32  # of the height

    def paint(self, view: RowView) -> None:
        sizes, side = self._sizes, self._sizes.avatar
        if not (view.detail or view.side):  # a single line stands half way up
            self._upper = (self._height - 1 - sizes.body) / 2
            self._strip_at = 0.5
        circle = self._placed(_PAD, (self._height - side) / 2, side, side)
        if view.icon:
            circles.draw_icon_circle(self._painter, circle, view.icon)
        else:
            circles.draw_avatar(self._painter, circle, view.name, view.key, view.photo)
        room = self._width - _PAD - side - 2 * _GAP - _PAD
        strip = room - sizes.strip >= sizes.least
        far = self._paint_side(view, strip=strip)
        start = _PAD + side + _GAP
        whole = self._width - start - _PAD
        # the text at the side is on the second line: the strip alone stands beside the name
        above = whole - (far + _GAP if far else 0) if view.strength and strip else whole
        self._paint_name(view, start, above)
        beside = painting.text_width(view.side, "small") + _GAP if view.side else 0
        detail = self._placed(start, self._lower, whole - beside, sizes.small)
        painting.put_text(self._painter, detail, view.detail, "small", "quiet", align=self._near)

    def _paint_name(self, view: RowView, start: float, room: float) -> None:
        """The name, and the pills after it, which alone need to know how wide it is."""
        name = self._placed(start, self._upper, room, self._sizes.body)
        if not view.pills:
            painting.put_text(self._painter, name, view.name, "name", align=self._near)
            return
        used = painting.draw_text(self._painter, name, view.name, "name", align=self._near)
        self._paint_pills(view, start + used + 8, start + room, name.center().y())

    def _paint_side(self, view: RowView, *, strip: bool) -> float:
        """Strip, where it leaves the name room, and side text; returns the width they take."""
        taken = 0.0
        if view.strength and strip:
            width, height = self._sizes.strip, self._sizes.strip_height
            left = self._width - _PAD - width
            top = self._height * self._strip_at - height / 2
            painting.draw_strength(
                self._painter, self._placed(left, top, width, height), view.strength
            )
            taken = width
        if view.side:
            text = painting.text_width(view.side, "small")
            rect = self._placed(
                self._width - _PAD - text - 1,
                self._lower,
                text + 1,
                self._sizes.small,
            )
            align = _NEAR if self._mirrored else _FAR
            painting.draw_text(self._painter, rect, view.side, "small", "quiet", align=align)
            taken = max(taken, text)
        return taken

    def _paint_pills(self, view: RowView, start: float, end: float, middle: float) -> None:
        for text, tone in view.pills:
            width = painting.pill_size(text).width()
            if start + width > end:
                return
            left = self._placed(start, 0, width, 1).x()
            painting.draw_pill(self._painter, left, middle, text, tone)
            start += width + 5

    def _placed(self, left: float, top: float, width: float, height: float) -> QRectF:
        """A rectangle given from the reading side, in the view's coordinates."""
        x = self._width - left - width if self._mirrored else left
        return QRectF(self._x + x, self._y + top, width, height)


class _Sizes(NamedTuple):
    """Lengths at the current text size; ``body`` and ``small`` are heights of lines."""

    avatar: int
    strip: int
    strip_height: int
    least: int
    body: float
    small: float


@lru_cache(maxsize=4)
def _sizes(_revision: int) -> _Sizes:
    return _Sizes(
        avatar=theme.px(_AVATAR),
        strip=theme.px(painting.STRIP_WIDTH),
        strip_height=theme.px(painting.STRIP_HEIGHT),
        least=theme.px(_NAME),
        body=painting.line_height("body"),
        small=painting.line_height("small"),
    )


def _paint_ground(painter: QPainter, area: QRectF, state: QStyle.StateFlag) -> None:
    """Selection, hover, keyboard focus and the line to the next row."""
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(area, theme.color("accent_soft"))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(area, theme.color("hover"))
    painter.fillRect(QRectF(area.x(), area.bottom() - 1, area.width(), 1), theme.color("line"))
    by_keys = state & QStyle.StateFlag.State_KeyboardFocusChange
    alone = not state & QStyle.StateFlag.State_Selected  # Ctrl+Down went there
    if state & QStyle.StateFlag.State_HasFocus and (by_keys or alone):
        painter.setPen(QPen(theme.color("accent"), 2))
        painter.drawRoundedRect(area.adjusted(2, 2, -2, -3), 6, 6)
