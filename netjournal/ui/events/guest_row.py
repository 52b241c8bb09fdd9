"""Someone at an event: who, a note, and whether they were met there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from netjournal.ui import labels
from netjournal.ui.draft_keeper import DraftKeeper
from netjournal.ui.safe import display_safe
from netjournal.ui.widgets.buttons import ChoiceChip, icon_button
from netjournal.ui.widgets.click_row import ClickRow
from netjournal.ui.widgets.elided import ElidedLabel
from netjournal.ui.widgets.pictures import Avatar

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent

    from netjournal.services.events import EventPerson
    from netjournal.ui.session import Session


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

    _session: Session | None = None  # whose journal keeps a note that is being typed
    _key = ""
    _keeper: DraftKeeper | None = None
    _gone = False

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

    def keep_typing(self, session: Session, key: str, kept: str) -> None:
        """Keep a note that is being typed until it is written down, and go on with what is kept.

        Args:
            session: Whose journal keeps it.
            key: Under which key, see ``services.keeping.drafts``.
            kept: What was typed before; "" for nothing.
        """
        self._session, self._key = session, key
        if kept:
            self.note.selectAll()
            self.note.insert(kept)  # as if typed: it is written when the note is left
            self.note.setAccessibleDescription(self.tr("Not saved yet; Enter saves it"))
            self.note.setToolTip(self.note.accessibleDescription())
        self.note.textEdited.connect(self._on_typed)

    def put_aside(self) -> None:
        """Keep what is being typed, and write nothing any more: the row goes away."""
        if self._keeper is not None:
            self._keeper.flush()
        self._gone = True  # once hidden, a line that has the keyboard says it was left

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

    def _unsaved(self) -> str:
        note = self.note.text().strip()
        return note if note != self.person.note else ""

    @Slot()
    def _on_typed(self) -> None:
        if self._keeper is None and self._session is not None:  # most rows never need one
            self._keeper = DraftKeeper(self._session, self._key, self._unsaved, self)
        if self._keeper is not None:
            self._keeper.touch()

    @Slot()
    def _on_note_finished(self) -> None:
        if self._gone:
            return
        note = self.note.text().strip()
        if self._keeper is not None:
            self._keeper.flush()  # where it can't be written the rows are made anew
        if note != self.person.note:
            self.noted.emit(self.person.contact_id, note)

    @Slot(object)
    def _on_role_chosen(self, role: str) -> None:
        self.role_chosen.emit(self.person.contact_id, role)

    @Slot()
    def _on_removed(self) -> None:
        self.removed.emit(self.person.contact_id, self._name)
