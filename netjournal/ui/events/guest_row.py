"""Someone at an event: who, a note, and whether they were met there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from netjournal.ui import labels
from netjournal.ui.safe import display_safe
from netjournal.ui.widgets.buttons import ChoiceChip, icon_button
from netjournal.ui.widgets.click_row import ClickRow
from netjournal.ui.widgets.elided import ElidedLabel
from netjournal.ui.widgets.pictures import Avatar

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent

    from netjournal.services.events import EventPerson


class GuestWidget(QWidget):
    """One row of *Who was there*.

    Signals:
        opened: Contact id: show the card.
        noted: (contact id, note): the note was changed.
        role_chosen: (contact id, role): met, attended or expected.
        removed: (contact id, name): they weren't there.
    """

    opened = Signal(object)
    noted = Signal(object, str)
    role_chosen = Signal(object, str)
    removed = Signal(object, str)

    def __init__(
        self, person: EventPerson, *, writable: bool = True, parent: QWidget | None = None
    ) -> None:
        """Show one person."""
        super().__init__(parent)
        self.setObjectName("guest_row")
        self.person = person
        self._name = display_safe(person.full_name, 80)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 10, 0)
        line.setSpacing(8)
        who = ClickRow(self._name, self)
        who.setObjectName("guest_person")
        who.line.setContentsMargins(14, 8, 8, 8)
        who.line.setSpacing(10)
        who.clicked.connect(self._on_opened)
        avatar = Avatar(28, who)
        avatar.show_person(self._name, person.contact_id)
        who.add(avatar)
        who.add(ElidedLabel(self._name, "name", parent=who), 1)
        line.addWidget(who, 3)
        self.note = QLineEdit(person.note, self)
        self.note.setObjectName("guest_note")
        self.note.setProperty("role", "bare")
        self.note.setPlaceholderText(self.tr("Add a note"))
        self.note.setAccessibleName(self.tr("Note about {name}").format(name=self._name))
        self.note.setReadOnly(not writable)
        self.note.editingFinished.connect(self._on_note_finished)
        line.addWidget(self.note, 2)
        self._add_role(line, writable=writable)

    def show_role(self, *, shown: bool) -> None:
        """Show or hide how they were there, as there is room; the context menu has it always."""
        self.role.setVisible(shown)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer how they were there."""
        menu = self.role.menu()
        if self.role.isEnabled() and menu is not None:
            menu.popup(event.globalPos())
            event.accept()

    def _add_role(self, line: QHBoxLayout, *, writable: bool) -> None:
        self.role = ChoiceChip(labels.options(labels.EVENT_ROLES), parent=self)
        self.role.setObjectName("guest_role")
        self.role.setAccessibleDescription(self._name)
        self.role.set_value(self.person.role)
        self.role.setEnabled(writable)
        self.role.chosen.connect(self._on_role_chosen)
        line.addWidget(self.role)
        if writable:
            text = self.tr("Remove {name} from this event").format(name=self._name)
            away = icon_button("close", text, "guest_remove", self)
            away.clicked.connect(self._on_removed)
            line.addWidget(away)

    @Slot()
    def _on_opened(self) -> None:
        self.opened.emit(self.person.contact_id)

    @Slot()
    def _on_note_finished(self) -> None:
        note = self.note.text().strip()
        if note != self.person.note:
            self.noted.emit(self.person.contact_id, note)

    @Slot(object)
    def _on_role_chosen(self, role: str) -> None:
        self.role_chosen.emit(self.person.contact_id, role)

    @Slot()
    def _on_removed(self) -> None:
        self.removed.emit(self.person.contact_id, self._name)
