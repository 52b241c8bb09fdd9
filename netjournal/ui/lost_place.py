"""Where the keyboard goes when what it was on goes away: to what stands there afterwards.

A row that is answered, saved or deleted is often made anew in the same turn; Qt would go on to the
first place of the window, which is the sidebar.

Public:
    LostPlace(gone)            remembers where a widget was that is being hidden
    back_to(widget, name)      name of what takes the keyboard when ``widget`` goes, by its own wish
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QScrollArea, QWidget
from shiboken6 import isValid

if TYPE_CHECKING:
    from collections.abc import Sequence

_BACK_TO: Final = "back_to"


def back_to(widget: QWidget, name: str) -> None:
    """Let the keyboard go to the nearest part called ``name`` when ``widget`` goes away."""
    widget.setProperty(_BACK_TO, name)


class LostPlace:
    """The place of a widget that goes away, by its parents: some of them stay.

    Attributes:
        meanwhile: What scrolls there, to have the keyboard until all is made anew; or None.
        known: Whether it is worth coming back: the place scrolls, so its rows come and go.
    """

    def __init__(self, gone: QWidget) -> None:
        """Remember where ``gone`` is."""
        self._name = str(gone.property(_BACK_TO) or gone.objectName())
        self._within: list[tuple[QWidget, QPoint]] = []
        area: QScrollArea | None = None
        holder = gone.parentWidget()
        while holder is not None and not holder.isWindow():
            self._within.append((holder, gone.mapTo(holder, gone.rect().center())))
            if isinstance(holder, QScrollArea) and holder.isVisible():
                area = holder
                break
            holder = holder.parentWidget()
        self.known = area is not None
        takes = area is not None and area.focusPolicy() != Qt.FocusPolicy.NoFocus
        self.meanwhile = area if takes else None

    def best(self, places: Sequence[QWidget]) -> QWidget | None:
        """Return which of the places where Tab stops now is the one, None if none is near.

        In the closest parent that still has any; the same kind of thing before others, then the
        line, then the column.
        """
        for holder, point in self._within:
            if not isValid(holder) or not holder.isVisible():
                continue
            inside = [place for place in places if holder.isAncestorOf(place)]
            if inside:
                return min(inside, key=lambda place: self._far(place, holder, point))
        return None

    def _far(self, place: QWidget, holder: QWidget, point: QPoint) -> tuple[bool, int, int]:
        area = QRect(place.mapTo(holder, QPoint(0, 0)), place.size())
        down = max(area.top() - point.y(), point.y() - area.bottom(), 0)
        across = max(area.left() - point.x(), point.x() - area.right(), 0)
        return place.objectName() != self._name, down, across
