"""Tab goes as one reads: in the order of the layouts, whatever was made first.

Qt's own order is that in which widgets were made: a row added to a list, or a part of a page made
late, would come after everything else, buttons at the foot included.

What the keyboard was on may go away: then it stays near (``lost_place``).

Public:
    ReadingOrder         mix-in of windows: ``class MainWindow(ReadingOrder, QMainWindow)``
    stops(window)        the widgets where Tab stops now, in order
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import (
    QFormLayout,
    QGridLayout,
    QLayout,
    QMainWindow,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from netjournal.ui.lost_place import LostPlace

if TYPE_CHECKING:
    from collections.abc import Iterator


class ReadingOrder:
    """Lets Tab and Shift+Tab follow the layouts of a window."""

    _left: LostPlace | None = None  # where the keyboard was when another window came before

    def changeEvent(self: Any, event: QEvent) -> None:
        """Come back to where the keyboard was, also if that was made anew behind a dialog."""
        above: Any = super()
        above.changeEvent(event)
        if event.type() != QEvent.Type.ActivationChange:
            return
        here = self.focusWidget()
        there = here is not None and here.isVisible()
        if not self.isActiveWindow():
            self._left = LostPlace(here) if there else None
        elif self._left is not None and not there:
            QTimer.singleShot(0, self, lambda left=self._left: _back_where(self, left))

    def focusNextPrevChild(self: Any, forward: bool) -> bool:
        """Go to the next place where Tab stops, or back to the one before."""
        lost = _lost(self)
        if lost is not None and lost.meanwhile is not None:
            lost.meanwhile.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self._go_on(forward):
            return False
        if lost is not None:  # once what is there has been made anew
            here = self.focusWidget()
            QTimer.singleShot(0, self, lambda: _come_back(self, lost, here))
        return True

    def _go_on(self: Any, forward: bool) -> bool:
        order = list(_walk(self))
        places = _stops(order)
        if not places:
            return False
        now = self.focusWidget()
        at = order.index(now) if now in order else -1
        rank = {widget: place for place, widget in enumerate(order)}
        if forward:
            wanted = next((one for one in places if rank[one] > at), places[0])
        else:
            wanted = next((one for one in reversed(places) if rank[one] < at), places[-1])
        reasons = Qt.FocusReason
        wanted.setFocus(reasons.TabFocusReason if forward else reasons.BacktabFocusReason)
        _bring_into_view(wanted)
        return True


def _lost(window: QWidget) -> LostPlace | None:
    """Return the place of what had the keyboard if that is being hidden, else None."""
    gone = window.focusWidget()
    if gone is None or gone.isVisible() or not window.isVisible():
        return None
    lost = LostPlace(gone)
    return lost if lost.known else None


def _come_back(window: QWidget, lost: LostPlace, here: QWidget | None) -> None:
    """Go to what now is where the keyboard was, unless it went on from ``here`` by itself."""
    if window.focusWidget() is not here:
        return
    wanted = lost.best(stops(window))
    if wanted is not None:
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)
        _bring_into_view(wanted)


def _back_where(window: QWidget, left: LostPlace) -> None:
    """Go back to a place that Qt lost: it has gone on to the first one of the window."""
    if left.known and window.isActiveWindow():
        _come_back(window, left, window.focusWidget())


def stops(window: QWidget) -> list[QWidget]:
    """Return the widgets of ``window`` where Tab stops now, in the order of reading."""
    return _stops(list(_walk(window)))


def _stops(order: list[QWidget]) -> list[QWidget]:
    found = [widget for widget in order if _stops_at(widget)]
    return [widget for widget in found if not _is_frame(widget, found)]


def _stops_at(widget: QWidget) -> bool:
    tab = Qt.FocusPolicy.TabFocus.value
    return bool(widget.focusPolicy().value & tab) and widget.focusProxy() is None


def _is_frame(widget: QWidget, found: list[QWidget]) -> bool:
    """Say whether a widget only scrolls others at which Tab stops: those bring it along."""
    return isinstance(widget, QScrollArea) and any(
        widget.isAncestorOf(other) for other in found if other is not widget
    )


def _walk(widget: QWidget) -> Iterator[QWidget]:
    """Give a widget and what can be seen and used in it, in order."""
    yield widget
    for child in _parts(widget):
        if child.isVisible() and child.isEnabled() and not child.isWindow():
            yield from _walk(child)


def _parts(widget: QWidget) -> list[QWidget]:
    """Return the parts of a widget: as they are laid out, then what no layout holds."""
    laid: list[QWidget | None]
    if isinstance(widget, QMainWindow):
        laid = [widget.centralWidget()]
    elif isinstance(widget, (QScrollArea, QStackedWidget)):
        shown = widget.widget() if isinstance(widget, QScrollArea) else widget.currentWidget()
        return [shown] if shown is not None else []
    elif isinstance(widget, QSplitter):
        laid = [widget.widget(at) for at in range(widget.count())]
    else:
        laid = list(_laid_out(widget.layout()))
    parts = [part for part in laid if part is not None]
    others = (child for child in widget.children() if isinstance(child, QWidget))
    return [*parts, *(child for child in others if child not in parts)]


def _laid_out(layout: QLayout | None) -> Iterator[QWidget]:
    """Give the widgets of a layout and of those in it, line by line."""
    if layout is None:
        return
    places = list(range(layout.count()))
    if isinstance(layout, (QGridLayout, QFormLayout)):
        places.sort(key=lambda at: _cell(layout, at))
    for at in places:
        item = layout.itemAt(at)
        widget = None if item is None else item.widget()
        if widget is not None:
            yield widget
        elif item is not None:
            yield from _laid_out(item.layout())


def _cell(layout: QGridLayout | QFormLayout, at: int) -> tuple[int, int]:
    """Return line and column of an item."""
    place: Any = layout.getItemPosition(at)
    return int(place[0]), int(getattr(place[1], "value", place[1]))


def _bring_into_view(widget: QWidget) -> None:
    """Scroll whatever a widget lies in so far that it can be seen."""
    holder = widget.parentWidget()
    while holder is not None:
        if isinstance(holder, QScrollArea):
            holder.ensureWidgetVisible(widget)
        holder = holder.parentWidget()
