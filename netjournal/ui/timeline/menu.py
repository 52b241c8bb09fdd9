"""The context menu of an entry: ``entry_menu(page, row, trashed)``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu

from netjournal.ui import icons
from netjournal.ui.actions import show_key
from netjournal.ui.safe import display_safe

if TYPE_CHECKING:
    from netjournal.services.timeline import TimelineRow
    from netjournal.ui.timeline.page import TimelinePage

_MOST_PEOPLE: Final = 6


def entry_menu(page: TimelinePage, row: TimelineRow, *, trashed: bool) -> QMenu:
    """Return a menu for the selected entries, of which ``row`` is the current one.

    Args:
        page: The page whose verbs it offers.
        row: The entry the keyboard is at.
        trashed: Whether deleted entries are shown.
    """
    say = QCoreApplication.translate
    menu = QMenu(page)
    menu.setObjectName("entry_menu")
    menu.aboutToHide.connect(menu.deleteLater)
    writable = not page.session.read_only
    if not trashed and writable:
        edit = menu.addAction(icons.icon("edit"), say("timeline", "Edit…"))
        edit.triggered.connect(lambda: page.perform("edit"))
        show_key(edit, "edit")
    for contact_id, name in row.people[:_MOST_PEOPLE]:
        text = say("timeline", "Show {name}").format(name=display_safe(name, 60))
        show = menu.addAction(icons.icon("person"), text.replace("&", "&&"))
        show.triggered.connect(lambda _on, key=contact_id: page.contact_activated.emit(key))
    if row.event_id is not None:
        text = say("timeline", "Show {event}").format(event=display_safe(row.event_title, 60))
        event = menu.addAction(icons.icon("event"), text.replace("&", "&&"))
        event.triggered.connect(lambda _on, key=row.event_id: page.event_activated.emit(key))
    if writable:
        menu.addSeparator()
        if trashed:
            back = menu.addAction(icons.icon("restore"), say("timeline", "Restore"))
            back.triggered.connect(page.restore_selected)
        else:
            away = menu.addAction(icons.icon("trash"), say("timeline", "Delete"))
            away.triggered.connect(lambda: page.perform("trash"))
            show_key(away, "trash")
    return menu
