"""How often to be in touch with somebody: a menu of words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu

from netjournal.services.bonds import rhythm_setting, rhythm_words
from netjournal.ui import labels

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def rhythm_menu(parent: QWidget, now: str = "") -> QMenu:
    """Return a menu of rhythms; each action's data is one of ``rhythm_setting.CHOICES``.

    Args:
        parent: Owner.
        now: The choice that is ticked, and where the keyboard begins; "" for none.
    """
    menu = QMenu(parent)
    menu.setObjectName("rhythm_choice")
    for choice in rhythm_setting.CHOICES:
        if choice in rhythm_words.KEYS:
            words = rhythm_words.name(choice, QCoreApplication.translate)
        else:
            words = labels.word(labels.RHYTHMS, choice)
        if choice == rhythm_setting.PAUSED:
            menu.addSeparator()
        action = menu.addAction(words)
        action.setData(choice)
        action.setObjectName(f"rhythm_{choice}")
        action.setCheckable(True)
        action.setChecked(choice == now)
    menu.aboutToHide.connect(menu.deleteLater)
    return menu
