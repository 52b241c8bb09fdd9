"""Keys that mean something else where the keyboard is than in the menus.

A shortcut of the menus comes before the widget in focus: Del on an entry of a card would move the
person to the trash, and F2 on a circle would edit whoever is chosen on the page.

Public:
    claim(widget, *keys)     ``widget``, and what is in it, gets these keys before the menus do
    MenuKey(window)          Shift+F10 opens the context menu, as the menu key does
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def claim(widget: QWidget, *keys: Qt.Key) -> None:
    """Let a widget have some keys (without modifiers) to itself; its ``keyPressEvent`` gets them.

    Args:
        widget: Which; what has the keyboard inside of it claims them, too.
        keys: Which keys.
    """
    widget.installEventFilter(_Claim(widget, frozenset(keys)))


class _Claim(QObject):
    """Tells Qt that a key is taken before a shortcut may have it."""

    def __init__(self, widget: QWidget, keys: frozenset[Qt.Key]) -> None:
        super().__init__(widget)
        self._keys = keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in self._keys
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            event.accept()
            return True
        return super().eventFilter(watched, event)


class MenuKey(QObject):
    """Many keyboards have no menu key; Shift+F10 stands in for it in all windows."""

    def __init__(self, window: QWidget) -> None:
        """Belong to the main window."""
        super().__init__(window)
        keys = QShortcut(QKeySequence("Shift+F10"), window)
        keys.setContext(Qt.ShortcutContext.ApplicationShortcut)
        keys.activated.connect(self.open)

    @Slot()
    def open(self) -> None:
        """Ask the widget in focus for its menu, at its cursor."""
        widget = QApplication.focusWidget()
        if widget is None:
            return
        cursor = widget.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
        place = cursor.center() if cursor and not cursor.isEmpty() else widget.rect().center()
        reason = QContextMenuEvent.Reason.Keyboard
        wanted = QContextMenuEvent(reason, place, widget.mapToGlobal(place))
        QApplication.sendEvent(widget, wanted)
