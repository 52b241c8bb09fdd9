"""A field for one person: a name with completion; what nobody is called stays a name."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSignalBlocker, QTimer, Signal, Slot
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from netjournal.services.finding import search
from netjournal.services.people import contacts
from netjournal.ui.plain_text import display_safe

_OFFERED = 8
_PAUSE_MS = 120


class PersonEdit(QLineEdit):
    """Somebody by id, or only by name.

    Signals:
        changed: The person or the name was changed.
    """

    changed = Signal()

    def __init__(self, today: int, parent: QWidget | None = None) -> None:
        """Create an empty field; ``today`` is the local day number."""
        super().__init__(parent)
        self._today = today
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

    @Slot()
    def _offer(self) -> None:
        found = contacts.rows(search.find_contacts(self.text(), _OFFERED), self._today)
        self._offers.clear()
        for row in found:
            if row is not None:
                item = QStandardItem(display_safe(row.full_name))
                item.setData(row.id)
                item.setToolTip("")
                self._offers.appendRow(item)
        if self._offers.rowCount() and self.hasFocus():
            self.completer().complete()

    @Slot(QModelIndex)
    def _on_chosen(self, index: QModelIndex) -> None:
        row = self._offers.item(index.row())
        if row is not None:
            self.contact_id = int(row.data())
            self.changed.emit()
