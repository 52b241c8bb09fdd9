"""Tells screen readers that something appeared: ``announce(widget)``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def announce(widget: QWidget) -> None:
    """Have a screen reader say the accessible name of ``widget``, which was just shown."""
    # imported when something is said: its enums take milliseconds at start
    from PySide6.QtGui import QAccessible, QAccessibleEvent

    QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.Alert))
