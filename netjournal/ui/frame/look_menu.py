"""Theme, text size and full screen: the part of the View menu that changes the window's look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu

from netjournal.ui import theme
from netjournal.ui.actions import THEMES, Actions, words

if TYPE_CHECKING:
    from netjournal.ui.preferences import Preferences

_STEP = 0.1


class LookMenu(QObject):
    """Keeps the look in step with the preferences, whoever changes them."""

    def __init__(
        self, window: QMainWindow, preferences: Preferences, actions: Actions, menu: QMenu
    ) -> None:
        """Fill ``menu`` with the themes and connect the text size actions."""
        super().__init__(window)
        self._window = window
        self._preferences = preferences
        self._actions = actions
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._apply)
        self._group = QActionGroup(self)
        for scheme, text in THEMES:
            action = menu.addAction(words(text))
            action.setCheckable(True)
            action.setData(scheme)
            action.setObjectName(f"theme_{scheme}")
            action.setChecked(preferences.scheme == scheme)
            self._group.addAction(action)
        self._group.triggered.connect(self._on_theme)
        actions["larger"].triggered.connect(self._on_larger)
        actions["smaller"].triggered.connect(self._on_smaller)
        actions["normal_size"].triggered.connect(self._on_normal)
        actions["full_screen"].triggered.connect(self._on_full_screen)
        window.installEventFilter(self)
        preferences.changed.connect(self._on_preference)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tick "Full screen" however the window came to it, also by the last session's state."""
        if event.type() == QEvent.Type.WindowStateChange and watched is self._window:
            self._actions["full_screen"].setChecked(self._window.isFullScreen())
        return super().eventFilter(watched, event)

    def _scale(self, value: float) -> None:
        self._preferences.text_scale = round(min(theme.MAX_SCALE, max(theme.MIN_SCALE, value)), 2)

    @Slot(QAction)
    def _on_theme(self, action: QAction) -> None:
        self._preferences.scheme = action.data()

    @Slot()
    def _on_larger(self) -> None:
        self._scale(self._preferences.text_scale + _STEP)

    @Slot()
    def _on_smaller(self) -> None:
        self._scale(self._preferences.text_scale - _STEP)

    @Slot()
    def _on_normal(self) -> None:
        self._scale(1.0)

    @Slot(bool)
    def _on_full_screen(self, on: bool) -> None:
        full, state = Qt.WindowState.WindowFullScreen, self._window.windowState()
        self._window.setWindowState(state | full if on else state & ~full)  # maximised stays so

    @Slot(str)
    def _on_preference(self, name: str) -> None:
        if name in ("scheme", "text_scale"):
            self._soon.start()  # once for all keys that were pressed meanwhile

    @Slot()
    def _apply(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, self._preferences.scheme, self._preferences.text_scale)
            for action in self._group.actions():
                action.setChecked(action.data() == self._preferences.scheme)
