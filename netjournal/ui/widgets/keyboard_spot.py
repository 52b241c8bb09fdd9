"""Where in a window the keyboard is, as exactly as it shows: ``spot(window)``."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)


def spot(window: QWidget) -> QRect | None:
    """Return what the keyboard is at, in the window's coordinates; None for nothing to be seen.

    In a list that is the current row, in a text the line with the cursor.
    """
    here = window.focusWidget()
    if here is None or here is window or not here.isVisible():
        return None
    area = here.rect()
    if isinstance(here, QAbstractScrollArea):
        inside = _inside(here)
        if inside is None:
            return None
        shown = here.viewport()
        area, here = inside & shown.rect(), shown
    return area.translated(here.mapTo(window, QPoint(0, 0))) if area.isValid() else None


def _inside(area: QAbstractScrollArea) -> QRect | None:
    """Return the row or line in a scroll area that has the keyboard, in its viewport."""
    if isinstance(area, QAbstractItemView):
        index = area.currentIndex()
        return area.visualRect(index) if index.isValid() else None
    if isinstance(area, (QPlainTextEdit, QTextEdit)):
        return area.cursorRect()
    return None
