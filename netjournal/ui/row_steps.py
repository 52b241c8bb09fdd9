"""From row to row by arrows or J and K, across the cards of a page; Home and End to its ends.

Qt's own arrows go sideways, from button to button; Tab stops at every button of every row.

Public: ``RowSteps(area, cards)``
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QScrollArea, QWidget
from shiboken6 import isValid

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from netjournal.ui.widgets.card import RowsCard

_ARROWS: Final = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_LETTERS: Final = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}
_ROOM: Final = 90  # below and above: a row isn't under a toast


class RowSteps(QObject):
    """Goes to the same thing in the next row, or to the first one of the next card's.

    Args:
        area: What scrolls the cards; its filter and its owner.
        cards: Gives the cards of rows from top to bottom; hidden ones are passed over.
    """

    def __init__(self, area: QScrollArea, cards: Callable[[], Sequence[RowsCard]]) -> None:
        """Listen for where the keyboard goes."""
        super().__init__(area)
        self._area, self._cards = area, cards
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if not isValid(self._area):  # it is just being closed
            return
        if old is not None and self._holds(old):
            old.removeEventFilter(self)
        if new is not None and self._holds(new):
            new.installEventFilter(self)

    def _holds(self, widget: QWidget) -> bool:
        return widget is self._area or self._area.isAncestorOf(widget)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that step."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if self._to_an_end(watched, event):
            return True
        step = _step(watched, event)
        return bool(step) and isinstance(watched, QWidget) and self._go(watched, step)

    def _to_an_end(self, watched: QObject, event: QKeyEvent) -> bool:
        """Home and End show the top and the foot of the page, which Qt leaves to lists."""
        if event.key() not in (Qt.Key.Key_Home, Qt.Key.Key_End) or isinstance(watched, QLineEdit):
            return False
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.minimum() if event.key() == Qt.Key.Key_Home else bar.maximum())
        return True

    def _go(self, here: QWidget, step: int) -> bool:
        """Go on from ``here``; return whether that is a place to go on from."""
        rows = list(self._rows())
        at = next((at for at, (_, row) in enumerate(rows) if row.isAncestorOf(here)), None)
        if at is None:
            if here is not self._area or not rows or step < 0:
                return False
            wanted: QWidget | None = _first(rows[0][1])
        else:
            to = max(0, min(len(rows) - 1, at + step))
            (card, _), (other, row) = rows[at], rows[to]
            wanted = (_same(row, here) if other is card else None) or _first(row)
        if wanted is None:
            return False
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)
        self._area.ensureWidgetVisible(wanted, 0, _ROOM)
        return True

    def _rows(self) -> Iterator[tuple[RowsCard, QWidget]]:
        for card in self._cards():
            if card.isVisible():
                yield from ((card, row) for row in card.rows())


def _step(watched: QObject, event: QKeyEvent) -> int:
    """Return 1 for a key that goes down, -1 for one that goes up, else 0."""
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return 0
    if isinstance(watched, QLineEdit):  # letters are written there
        return _ARROWS.get(Qt.Key(event.key()), 0)
    if isinstance(watched, (QAbstractButton, QScrollArea)):
        return (_ARROWS | _LETTERS).get(Qt.Key(event.key()), 0)
    return 0


def _same(row: QWidget, here: QWidget) -> QWidget | None:
    """Return what in ``row`` is called like ``here``, None where that isn't seen."""
    name = here.objectName()
    same = row.findChild(QWidget, name) if name else None
    return same if same is not None and same.isVisible() else None


def _first(row: QWidget) -> QWidget | None:
    """Return where the keyboard goes first in a row, None for a row without such a place."""
    tab = Qt.FocusPolicy.TabFocus.value
    parts = [part for part in row.findChildren(QWidget) if part.focusPolicy().value & tab]
    parts = [part for part in parts if part.isVisible() and part.isEnabled()]
    return min(parts, key=lambda part: part.mapTo(row, part.rect().topLeft()).x(), default=None)
