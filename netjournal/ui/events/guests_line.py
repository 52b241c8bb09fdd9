"""Everyone met, written in one line: ``Ana (Rust), Li (climbing), Sam``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from netjournal.services import events
from netjournal.ui.safe import Label

if TYPE_CHECKING:
    from netjournal.ui.session import Session


class GuestsLine(QWidget):
    """A line that adds people to an event; names nobody has become new people."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Create it for no event yet."""
        super().__init__(parent)
        self._session = session
        self._event_id: int | None = None
        self._role = "met"
        self.line = QLineEdit(self)
        self.line.setObjectName("guests_line")
        self.line.setProperty("role", "capture")
        self.line.returnPressed.connect(self._on_enter)
        self.line.textChanged.connect(self._on_text_changed)
        self._hint = Label("", "caption", "quiet", wrap=True, parent=self)
        self._hint.setObjectName("guests_hint")
        self._hint.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.line)
        column.addWidget(self._hint)
        self.setVisible(not session.read_only)
        self.setFocusProxy(self.line)

    def show_event(self, event_id: int | None, *, ahead: bool) -> None:
        """Add to this event from now on; ``ahead`` when it is still to come."""
        if event_id != self._event_id:
            self.line.clear()
        self._event_id = event_id
        self._role = "expected" if ahead else "met"
        met = self.tr("Everyone you met: Ana (Rust), Li (climbing), Sam")
        coming = self.tr("Who will be there: Ana (Rust), Li (climbing), Sam")
        text = coming if ahead else met
        self.line.setPlaceholderText(text)
        self.line.setAccessibleName(text)

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        found = events.read_people(text)
        parts = [f"{name} ({note})" if note else name for name, note in found]
        self._hint.setText(" · ".join(parts))
        self._hint.setVisible(len(found) > 1 or any(note for _name, note in found))

    @Slot()
    def _on_enter(self) -> None:
        event_id, text, role = self._event_id, self.line.text(), self._role
        if event_id is None or not text.strip():
            return

        def verb() -> None:
            events.add_people(event_id, text, role)

        number = len(events.read_people(text))
        done = self.tr("%n [person|people] added", "", number)
        if self._session.act(self.tr("Add people to the event"), verb, done):
            self.line.setText("")  # forgets its own steps: Ctrl+Z takes back what was written
