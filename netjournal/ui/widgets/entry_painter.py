"""Paints one interaction: icon, bold title, quiet details, pills, and its text below.

Public:
    EntryView                       what one entry shows (plain, hashable)
    entry_height(view, width)       how tall it is at a width; cached
    paint_entry(painter, area, view, direction)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QTextLayout, QTextOption

from netjournal.kept_texts import kept
from netjournal.ui import theme
from netjournal.ui.widgets import circles, painting

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

MOST_LINES: Final = 4
_CIRCLE: Final = 30
_SMALL_AVATAR: Final = 24
_START: Final = 42
_PAD: Final = 11
_PILL_GAP: Final = 5
_NEAR: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_FAR: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class EntryView:
    """One interaction as painted.

    Attributes:
        icon: Icon name.
        title: Bold.
        meta: Quiet, after the title.
        body: Below, in up to ``MOST_LINES`` lines.
        pills: (text, tone) after the details.
        people: (name, key) of the small circles at the far side.
        words: All of it in one sentence, for screen readers.
    """

    icon: str
    title: str
    meta: str = ""
    body: str = ""
    pills: tuple[tuple[str, str], ...] = ()
    people: tuple[tuple[str, int], ...] = ()
    words: str = ""


def entry_height(view: EntryView, width: float) -> int:
    """Return the height of an entry painted at ``width``."""
    lines = len(_lines(view.body, round(_text_width(view, width)), theme.revision()))
    small = painting.line_height("small")
    text = painting.line_height("name") + 2 + lines * small
    return round(max(text, theme.px(_CIRCLE)) + 2 * theme.px(_PAD))


def paint_entry(
    painter: QPainter, area: QRectF, view: EntryView, direction: Qt.LayoutDirection
) -> None:
    """Paint an entry into ``area``, mirrored where the language reads from the right."""
    _Entry(painter, area, direction).paint(view)


def _text_width(view: EntryView, width: float) -> float:
    people = len(view.people) * theme.px(_SMALL_AVATAR + 3)
    return max(60.0, width - theme.px(_START) - people - 8)


class _Entry:
    """One entry's geometry."""

    def __init__(self, painter: QPainter, area: QRectF, direction: Qt.LayoutDirection) -> None:
        self._painter = painter
        self._area = area
        self._mirrored = direction == Qt.LayoutDirection.RightToLeft

    def paint(self, view: EntryView) -> None:
        top, side = theme.px(_PAD), theme.px(_CIRCLE)
        circles.draw_icon_circle(self._painter, self._placed(0, top, side, side), view.icon)
        self._paint_people(view, top)
        start, width = theme.px(_START), _text_width(view, self._area.width())
        head = painting.line_height("name")
        near = _FAR if self._mirrored else _NEAR
        used = painting.draw_text(
            self._painter, self._placed(start, top, width, head), view.title, "name", align=near
        )
        if view.meta:
            room = self._placed(start + used, top + 1, max(0, width - used), head)
            meta = painting.after(view.meta, mirrored=self._mirrored)
            used += painting.draw_text(self._painter, room, meta, "small", "quiet", near)
        self._paint_pills(view, start + used + 6, start + width, self._area.y() + top + head / 2)
        self._paint_body(view.body, start, top + head + 2, width)

    def _paint_people(self, view: EntryView, top: float) -> None:
        side = theme.px(_SMALL_AVATAR)
        left = self._area.width() - len(view.people) * (side + 3)
        for name, key in view.people:
            circles.draw_avatar(self._painter, self._placed(left, top, side, side), name, key)
            left += side + 3

    def _paint_pills(self, view: EntryView, start: float, end: float, middle: float) -> None:
        for text, tone in view.pills:
            width = painting.pill_size(text).width()
            if start + width > end:
                return
            left = self._placed(start, 0, width, 1).x()
            painting.draw_pill(self._painter, left, middle, text, tone)
            start += width + _PILL_GAP

    def _paint_body(self, body: str, start: float, top: float, width: float) -> None:
        height = painting.line_height("small")
        for at, line in enumerate(_lines(body, round(width), theme.revision())):
            room = self._placed(start, top + at * height, width, height)
            align = _FAR if self._mirrored else _NEAR
            painting.draw_text(self._painter, room, line, "small", "ink", align)

    def _placed(self, left: float, top: float, width: float, height: float) -> QRectF:
        x = self._area.width() - left - width if self._mirrored else left
        return QRectF(self._area.x() + x, self._area.y() + top, width, height)


@kept(2048)
def _lines(text: str, width: int, _revision: int) -> tuple[str, ...]:
    """Break text into at most ``MOST_LINES`` lines; the last takes the rest, to be elided."""
    if not text:
        return ()
    if painting.text_width(text, "small") <= width:
        return (text,)
    layout = QTextLayout(text, theme.font("small"))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    starts: list[int] = []
    while len(starts) < MOST_LINES:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        starts.append(line.textStart())
    layout.endLayout()
    # positions are UTF-16 units: cut in that form, so that no emoji is split
    units = text.encode("utf-16-le")
    ends = [*starts[1:], len(units) // 2]
    return tuple(
        units[2 * start : 2 * end].decode("utf-16-le", "replace").strip()
        for start, end in zip(starts, ends, strict=True)
    )
