"""Somebody looks over the shoulder: one key makes the window unreadable."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QGraphicsBlurEffect

from netjournal.ui import theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from netjournal.ui.main_window import MainWindow

_RADIUS: Final = 14


class Blur(QObject):
    """Blurs everything in a window but its menus; nothing in it can be touched meanwhile."""

    def __init__(self, window: MainWindow) -> None:
        """Serve ``window``."""
        super().__init__(window)
        self._window = window
        self._focus: QWidget | None = None
        self._title = ""
        self.on = False

    def toggle(self) -> None:
        """Blur, or show again."""
        window, middle = self._window, self._window.centralWidget()
        if middle is None:
            return
        self.on = not self.on
        window.actions_["blur"].setChecked(self.on)
        if self.on:
            self._focus, self._title = window.focusWidget(), window.windowTitle()
            effect = QGraphicsBlurEffect(middle)
            effect.setBlurRadius(theme.px(_RADIUS))
            middle.setGraphicsEffect(effect)
            keys = window.actions_["blur"].shortcut().toString()
            window.toast.show_message(
                self.tr("Blurred. {keys} shows everything again.").format(keys=keys),
                self.tr("Show"),
                self.toggle,
                shown_ms=0,
            )
        else:
            middle.setGraphicsEffect(None)  # type: ignore[arg-type]
            window.toast.hide()
        middle.setEnabled(not self.on)
        window.setWindowTitle("NetJournal" if self.on else self._title)
        if not self.on and self._focus is not None:
            self._focus.setFocus()
