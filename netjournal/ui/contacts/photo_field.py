"""Somebody's picture in the editor: choose a file, drop one, or take it away."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from netjournal.ui import file_choice, photos
from netjournal.ui.safe import Label
from netjournal.ui.widgets.buttons import button
from netjournal.ui.widgets.pictures import Avatar

if TYPE_CHECKING:
    from collections.abc import Hashable

    from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage

_SIDE: Final = 72
_KINDS: Final = "*.png *.jpg *.jpeg *.webp *.gif *.bmp *.heic *.avif"


class PhotoField(QWidget):
    """The circle, and what can be done with it.

    Signals:
        changed: Another picture was chosen, or it was taken away.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Create it without a picture."""
        super().__init__(parent)
        self.setObjectName("photo_field")
        self.setAcceptDrops(True)
        self._name, self._key = "", None if parent is None else 0
        self._has = False
        self.chosen: tuple[bytes, str] | None = None
        self.avatar = Avatar(_SIDE, self)
        self.choose = button(self.tr("Choose photo…"), "small", name="photo_choose", parent=self)
        self.remove = button(self.tr("Take away"), "small", name="photo_remove", parent=self)
        self.problem = Label("", "small", "late", wrap=True, parent=self)
        self.problem.hide()
        self.choose.clicked.connect(self._on_choose)
        self.remove.clicked.connect(self._on_remove)
        verbs = QHBoxLayout()
        verbs.setSpacing(6)
        verbs.addWidget(self.choose)
        verbs.addWidget(self.remove)
        verbs.addStretch()
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addStretch()
        column.addLayout(verbs)
        hint = Label(self.tr("or drop a picture here"), "small", "quiet", parent=self)
        column.addWidget(hint)
        column.addWidget(self.problem)
        column.addStretch()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(16)
        line.addWidget(self.avatar)
        line.addLayout(column, 1)
        self._show(None)

    def load(self, name: str, key: Hashable, photo: QImage | None) -> None:
        """Show the picture that is stored, or the initials."""
        self._name, self._stored_key = name, key
        self._has = photo is not None
        self._show(photo)

    def set_name(self, name: str) -> None:
        """Follow the name being typed, for the initials."""
        self._name = name
        if not self._has:
            self._show(None)

    def take(self, path: Path) -> None:
        """Use a file's picture; says what is wrong where it is none."""
        try:
            big = path.stat().st_size > photos.MOST_BYTES
            data = b"" if big else path.read_bytes()
        except OSError:
            data = b""
        self.set_picture(data)

    def set_picture(self, data: bytes) -> None:
        """Use a picture's bytes; says what is wrong where they are none."""
        stored = photos.shrunk(data)
        if stored is None:
            self.problem.setText(self.tr("This file is no picture that can be shown."))
            self.problem.show()
            return
        self.problem.hide()
        self.chosen = stored
        self._has = True
        self._show(photos.load_picture(stored[0], photos.SIDE))
        self.changed.emit()

    def _show(self, photo: QImage | None) -> None:
        self.avatar.show_person(self._name, getattr(self, "_stored_key", 0), photo)
        self.remove.setVisible(self._has)

    @Slot()
    def _on_choose(self) -> None:
        kinds = [self.tr("Pictures ({patterns})").format(patterns=_KINDS)]
        path = file_choice.open_file(self, self.tr("Choose photo"), kinds)
        if path is not None:
            self.take(path)

    @Slot()
    def _on_remove(self) -> None:
        self.chosen = (b"", "")
        self._has = False
        self._show(None)
        self.changed.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file, or a picture from another program."""
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Use the dropped file."""
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if len(files) == 1:
            event.acceptProposedAction()
            self.take(files[0])
