"""Scrolling that moves what is painted already, and paints only what comes into sight.

Qt moves what it knows to be opaque. But where everything in an opaque widget changes at once it is
painted twice: by itself, and with all around it. So it is opaque from the first step of scrolling
until it is filled anew.

Public: ``MovedPicture(area)`` with ``.filling()``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

if TYPE_CHECKING:
    from PySide6.QtWidgets import QScrollArea


class MovedPicture(QObject):
    """Makes what a scroll area holds opaque while it is scrolled.

    Args:
        area: Holds its widget already, and has the window's ground behind it; the owner.
    """

    def __init__(self, area: QScrollArea) -> None:
        """Watch the area."""
        super().__init__(area)
        self.setObjectName("moved_picture")
        self._area = area
        area.viewport().setAutoFillBackground(False)
        self.filling()
        area.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def filling(self) -> None:
        """Be seen through again; to be called before what the area holds is filled anew."""
        self._fill(opaque=False)

    @Slot()
    def _on_scrolled(self) -> None:
        self._fill(opaque=True)

    def _fill(self, *, opaque: bool) -> None:
        inside = self._area.widget()
        if inside is not None and inside.autoFillBackground() != opaque:
            inside.setAutoFillBackground(opaque)
