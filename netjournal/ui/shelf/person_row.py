"""Somebody in a card of the shelf: who, why, and one verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, SignalInstance, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from netjournal.ui.safe import display_safe
from netjournal.ui.widgets.buttons import button, icon_button
from netjournal.ui.widgets.click_row import ClickRow
from netjournal.ui.widgets.elided import ElidedLabel
from netjournal.ui.widgets.pictures import Avatar

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton


class PersonRow(QWidget):
    """One row.

    Signals:
        opened: Contact id: show the card.
        acted: (contact id, name): the verb was pressed.
    """

    opened = Signal(object)
    acted = Signal(object, str)

    def __init__(self, contact_id: int, full_name: str, words: str, parent: QWidget) -> None:
        """Show one person with a few words."""
        super().__init__(parent)
        self.setObjectName("shelf_person")
        self.contact_id = contact_id
        self._name = display_safe(full_name, 80)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 12, 0)
        self._line.setSpacing(8)
        who = ClickRow(f"{self._name}, {words}", self)
        who.setObjectName("shelf_person_name")
        who.line.setContentsMargins(14, 8, 8, 8)
        who.clicked.connect(self._on_opened)
        avatar = Avatar(28, who)
        avatar.show_person(self._name, contact_id)
        who.add(avatar)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(ElidedLabel(self._name, "name", parent=who))
        texts.addWidget(ElidedLabel(words, "small", "quiet", who))
        who.line.addLayout(texts, 1)
        self._line.addWidget(who, 1)

    def add_verb(self, text: str, name: str) -> SignalInstance:
        """Add a button; return the signal that tells when it was pressed."""
        verb = button(text, "small", name=name, parent=self)
        verb.setAccessibleName(f"{text}: {self._name}")
        return self._add(verb)

    def add_remove(self) -> SignalInstance:
        """Add a small cross; return the signal that tells when it was pressed."""
        text = self.tr("Remove {name}").format(name=self._name)
        return self._add(icon_button("close", text, "shelf_remove", self))

    def _add(self, verb: QAbstractButton) -> SignalInstance:
        verb.clicked.connect(self._on_acted)
        self._line.addWidget(verb)
        return self.acted

    @Slot()
    def _on_opened(self) -> None:
        self.opened.emit(self.contact_id)

    @Slot()
    def _on_acted(self) -> None:
        self.acted.emit(self.contact_id, self._name)
