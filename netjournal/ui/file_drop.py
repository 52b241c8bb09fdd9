"""Lets a window take one dropped file: ``FileDrop(window).dropped(path)``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDropEvent

if TYPE_CHECKING:
    from PySide6.QtCore import QUrl
    from PySide6.QtWidgets import QWidget


class FileDrop(QObject):
    """Watches a window for files.

    Signals:
        dropped: Path of the file.
    """

    dropped = Signal(object)

    def __init__(self, window: QWidget) -> None:
        """Belong to ``window``."""
        super().__init__(window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take one file; several, folders and anything else are left alone."""
        if event.type() in (QEvent.Type.DragEnter, QEvent.Type.Drop) and isinstance(
            event, QDropEvent
        ):
            path = one_file(event.mimeData().urls())
            if path is not None:
                event.acceptProposedAction()
                if event.type() == QEvent.Type.Drop:
                    self.dropped.emit(path)
                return True
        return super().eventFilter(watched, event)


def one_file(urls: list[QUrl]) -> Path | None:
    """Return the one local file among what is dragged, None when it isn't one."""
    files = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    return files[0] if len(files) == 1 and files[0].is_file() else None
