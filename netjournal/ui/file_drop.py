"""Lets a window take dropped files anywhere: ``FileDrop(window).dropped(path)``, ``several``.

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
        several: Paths of files, or of a folder.
    """

    dropped = Signal(object)
    several = Signal(object)

    def __init__(self, window: QWidget) -> None:
        """Belong to ``window``."""
        super().__init__(window)
        self._window = window
        self._handle: QWindow | None = None
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take files; anything else is left alone."""
        kind = event.type()
        if kind == QEvent.Type.Show and watched is self._window:
            self._watch_handle()
        elif kind in _DRAGS and isinstance(event, QDropEvent):
            place = event.position().toPoint()
            paths = files(event.mimeData().urls())
            if paths and (watched is self._window or self._over_text(place)):
                event.acceptProposedAction()
                if kind == QEvent.Type.Drop:
                    self._tell(paths)
                return True
        return super().eventFilter(watched, event)

    def _tell(self, paths: list[Path]) -> None:
        if len(paths) == 1 and paths[0].is_file():
            self.dropped.emit(paths[0])
        else:
            self.several.emit(paths)

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


def files(urls: list[QUrl]) -> list[Path]:
    """Return the files and folders of this machine among what is dragged."""
    paths = (Path(url.toLocalFile()) for url in urls if url.isLocalFile())
    return [path for path in paths if path.exists()]
