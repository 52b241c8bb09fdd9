"""What has to wait until something is on screen: ``after_paint(widget, milliseconds, act)``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


def after_paint(widget: QWidget, milliseconds: int, act: Callable[[], object]) -> None:
    """Do something a while after a widget was painted for the first time from now on.

    Args:
        widget: Which one; of a view its viewport. When it goes before, nothing is done.
        milliseconds: How long after.
        act: What to do.
    """
    _Wait(widget, milliseconds, act)


class _Wait(QObject):
    def __init__(self, widget: QWidget, milliseconds: int, act: Callable[[], object]) -> None:
        super().__init__(widget)
        self._pause, self._act = milliseconds, act
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._on_painted)
        return False

    def _on_painted(self) -> None:
        """Begin to wait: not while the rest of the window is still being painted."""
        QTimer.singleShot(self._pause, self, self._on_time)

    def _on_time(self) -> None:
        self.deleteLater()
        self._act()
