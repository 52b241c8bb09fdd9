"""The context menu of the list of people: ``people_menu(parent, verbs, several, circle)``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtWidgets import QMenu

from netjournal.ui import icons
from netjournal.ui.actions import show_key

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

# key, words, icon; "-" is a line.
_ENTRIES: Final = (
    ("edit", QT_TRANSLATE_NOOP("people", "Edit…"), "edit"),
    ("brief", QT_TRANSLATE_NOOP("people", "Brief…"), "info"),
    ("log", QT_TRANSLATE_NOOP("people", "Log interaction…"), "log"),
    ("print", QT_TRANSLATE_NOOP("people", "Print…"), "print"),
    ("export", QT_TRANSLATE_NOOP("people", "Export…"), "export"),
    ("-", "", ""),
    ("circle", QT_TRANSLATE_NOOP("people", "Add to circle…"), "circle"),
    ("rhythm", QT_TRANSLATE_NOOP("people", "Keep in touch…"), "clock"),
    ("introduce", QT_TRANSLATE_NOOP("people", "Introduce to each other…"), "introduced"),
    ("merge", QT_TRANSLATE_NOOP("people", "Merge…"), "merge"),
    ("leave", QT_TRANSLATE_NOOP("people", "Take out of this circle"), ""),
    ("copy", QT_TRANSLATE_NOOP("people", "Copy name and address"), "copy"),
    ("copy_card", QT_TRANSLATE_NOOP("people", "Copy card as text"), "copy"),
    ("-", "", ""),
    ("archive", QT_TRANSLATE_NOOP("people", "Archive"), "archive"),
    ("let_go", QT_TRANSLATE_NOOP("people", "Let go"), ""),
    ("unarchive", QT_TRANSLATE_NOOP("people", "Bring back from the archive"), "restore"),
    ("trash", QT_TRANSLATE_NOOP("people", "Move to trash"), "trash"),
    ("restore", QT_TRANSLATE_NOOP("people", "Restore"), "restore"),
    ("delete", QT_TRANSLATE_NOOP("people", "Delete for good"), "trash"),
)


def people_menu(parent: QWidget, verbs: frozenset[str]) -> QMenu:
    """Return a menu of ``verbs``; each action's data is the key of its verb."""
    menu = QMenu(parent)
    menu.setObjectName("people_menu")
    for key, text, icon in _ENTRIES:
        if key == "-":
            menu.addSeparator()
        elif key in verbs:
            action = menu.addAction(QCoreApplication.translate("people", str(text)))
            action.setData(key)
            action.setObjectName(f"menu_{key}")
            show_key(action, key)
            if icon:
                action.setIcon(icons.icon(icon))
    menu.aboutToHide.connect(menu.deleteLater)
    return menu
