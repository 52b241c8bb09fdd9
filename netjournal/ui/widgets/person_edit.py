"""A field for one person: a name with completion; what nobody is called stays a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from netjournal.folding import fold
from netjournal.services.finding import search
from netjournal.services.people import contacts
from netjournal.ui.plain_text import display_safe

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent

    from netjournal.services.people.contact_rows import ContactRow

_OFFERED = 8
_PAUSE_MS = 120


class PersonEdit(QLineEdit):
    """Somebody by id, or only by name.

    Who types a whole name need not choose it: Enter and Tab take the one person called so.

    Signals:
        changed: The person or the name was changed.
    """

    changed = Signal()

    def __init__(
        self, today: int, parent: QWidget | None = None, *, only_known: bool = False
    ) -> None:
        """Create an empty field.

        Args:
            today: The local day number.
            parent: Owner.
            only_known: Somebody of the journal is meant: a part of a name will do where nobody
                else is found by it.
        """
        super().__init__(parent)
        self._today = today
        self._only_known = only_known
        self.contact_id: int | None = None
        self._offers = QStandardItemModel(self)
        completer = QCompleter(self._offers, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.activated[QModelIndex].connect(self._on_chosen)  # type: ignore[index]
        self.setCompleter(completer)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._offer)
        self.textEdited.connect(self._on_edited)

    def set_person(self, contact_id: int | None, name: str) -> None:
        """Show somebody: by id with the name they have, else by name alone."""
        row = None
        if contact_id is not None:
            row = contacts.rows([contact_id], self._today)[0]
        self.contact_id = row.id if row is not None else None
        with QSignalBlocker(self):
            self.setText(display_safe(row.full_name) if row is not None else name)

    @Slot(str)
    def _on_edited(self, _text: str) -> None:
        self.contact_id = None
        self._timer.start()
        self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Know who is meant before Enter says that the field is filled in."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._settle()
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Know who is meant when one goes on."""
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._settle()
        super().focusOutEvent(event)

    def _settle(self) -> None:
        """Take the one person that is called so, if nobody was chosen."""
        self._timer.stop()
        wanted = fold(self.text())
        if self.contact_id is not None or not wanted or self.isReadOnly():
            return
        found = self._found()
        named = [row for row in found if fold(row.full_name) == wanted]
        if self._only_known and not named:
            named = found
        if len(named) == 1:
            self.contact_id = named[0].id
            with QSignalBlocker(self):
                self.setText(display_safe(named[0].full_name))
            self.changed.emit()

    def _found(self) -> list[ContactRow]:
        found = contacts.rows(search.find_people(self.text(), _OFFERED), self._today)
        return [row for row in found if row is not None]

    @Slot()
    def _offer(self) -> None:
        self._offers.clear()
        for row in self._found():
            item = QStandardItem(display_safe(row.full_name))
            item.setData(row.id)
            item.setToolTip("")
            self._offers.appendRow(item)
        if self._offers.rowCount() and self.hasFocus():
            if (popup := self.completer().popup()) is not None:  # not made before it is needed
                popup.setObjectName("person_offers")
            self.completer().complete()

    @Slot(QModelIndex)
    def _on_chosen(self, index: QModelIndex) -> None:
        row = self._offers.item(index.row())
        if row is not None:
            self.contact_id = int(row.data())
            self.changed.emit()
