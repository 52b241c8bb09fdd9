"""Which circle to put people into: a menu of those there are, and *New circle*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from netjournal.services.people import circles
from netjournal.ui import safe

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

NEW = ""


def circle_menu(parent: QWidget) -> QMenu:
    """Return a menu of all circles; each action's data is the circle's name, "" for a new one."""
    menu = QMenu(parent)
    menu.setObjectName("circle_choice")
    for _, name in circles.names():
        action = menu.addAction(safe.display_safe(name, 60).replace("&", "&&"))
        action.setData(name)
    if not menu.isEmpty():
        menu.addSeparator()
    new = menu.addAction(menu.tr("New circle…"))
    new.setData(NEW)
    new.setObjectName("new_circle")
    menu.aboutToHide.connect(menu.deleteLater)
    return menu
