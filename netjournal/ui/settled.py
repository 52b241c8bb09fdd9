"""Layouts inside each other, settled before they are painted.

Each layout asks for its turn by a posted event, and rows that grew make the one around them ask
again: the window would be painted half laid out in between, and wholly each time. So does an area
whose content has another height, for its scroll bars.

Public: ``settle(widget)``.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget


def settle(whole: QWidget) -> None:
    """Lay out what a widget holds and the widget itself, from the inside outwards."""
    parts = whole.findChildren(QWidget)
    for part in reversed(parts):  # they come before what they hold
        layout = part.layout()
        if layout is not None:
            layout.activate()
    for _ in ("scroll areas", "what is in them"):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    for part in (whole, *parts):
        if isinstance(part, QAbstractScrollArea):
            QCoreApplication.sendPostedEvents(part, QEvent.Type.MetaCall.value)
