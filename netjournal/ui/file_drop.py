"""Lets a window take one dropped file anywhere: ``FileDrop(window).dropped(path)``.

A field for text would take a file too, as its path. So what is dragged over one is looked at before
it: at the window of the desktop, which hears of every drag first. What takes files for itself, like
the picture of a person, is left to do so.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit, QPlainTextEdit, QTextEdit

if TYPE_CHECKING:
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QWindow
    from PySide6.QtWidgets import QWidget

_DRAGS: Final = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)
_TEXTS: Final = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox)


class FileDrop(QObject):
    """Watches a window for files.

    Signals:
        dropped: Path of the file.
    """

    dropped = Signal(object)

    def __init__(self, window: QWidget) -> None:
        """Belong to ``window``."""
        super().__init__(window)
        self._window = window
        self._handle: QWindow | None = None
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take one file; several, folders and anything else are left alone."""
        kind = event.type()
        if kind == QEvent.Type.Show and watched is self._window:
            self._watch_handle()
        elif kind in _DRAGS and isinstance(event, QDropEvent):
            place = event.position().toPoint()
            path = one_file(event.mimeData().urls())
            if path is not None and (watched is self._window or self._over_text(place)):
                event.acceptProposedAction()
                if kind == QEvent.Type.Drop:
                    self.dropped.emit(path)
                return True
        return super().eventFilter(watched, event)

    def _watch_handle(self) -> None:
        """Watch the desktop's window, which there is only once ours is shown."""
        handle = self._window.windowHandle()
        if handle is not None and handle is not self._handle:
            handle.installEventFilter(self)
            self._handle = handle

    def _over_text(self, place: QPoint) -> bool:
        """Say whether a field for text is at a place of the window."""
        found = self._window.childAt(place)
        while found is not None and found is not self._window:
            if isinstance(found, _TEXTS):
                return True
            found = found.parentWidget()
        return False


def one_file(urls: list[QUrl]) -> Path | None:
    """Return the one local file among what is dragged, None when it isn't one."""
    files = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    return files[0] if len(files) == 1 and files[0].is_file() else None
