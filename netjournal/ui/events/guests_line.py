"""Everyone met, written in one line: ``Ana (Rust), Li (climbing), Sam``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from netjournal.services import event_names, events
from netjournal.services.keeping import drafts
from netjournal.ui.draft_keeper import DraftKeeper
from netjournal.ui.events.guest_offers import GuestOffers
from netjournal.ui.safe import Label

if TYPE_CHECKING:
    from netjournal.ui.session import Session


_SHOWN: Final = 30  # people of a line that are told back while it is typed


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
        self._draft = DraftKeeper(session, "guests", self.line.text, self)
        self.line.textChanged.connect(self._draft.touch)
        self.offers = GuestOffers(self.line, session.today)
        self.hint = Label("", "caption", "quiet", wrap=True, parent=self)
        self.hint.setObjectName("guests_hint")
        self.hint.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.line)
        column.addWidget(self.hint)
        self.setVisible(not session.read_only)
        self.setFocusProxy(self.line)

    def show_event(self, event_id: int | None, *, ahead: bool) -> None:
        """Add to this event from now on; ``ahead`` when it is still to come."""
        if event_id is not None and event_id != self._event_id:
            self._draft.flush()  # each event has its own unfinished line
            self._draft.key = f"guests-{event_id:d}"
            self.line.setText(drafts.get(self._draft.key))
            self._draft.settle()
        self._event_id = event_id
        self._role = "expected" if ahead else "met"
        met = self.tr("Everyone you met: Ana (Rust), Li (climbing), Sam")
        coming = self.tr("Who will be there: Ana (Rust), Li (climbing), Sam")
        text = coming if ahead else met
        self.line.setPlaceholderText(text)
        self.line.setAccessibleName(text)

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        found = event_names.read_people(text)[:_SHOWN]
        new = event_names.new_people(text) if found else set()
        parts = []
        for name, note in found:
            part = f"{name} ({note})" if note else name
            parts.append(self.tr("{name}, new").format(name=part) if name in new else part)
        self.hint.setText(" · ".join(parts))
        self.hint.setVisible(bool(found))

    @Slot()
    def _on_enter(self) -> None:
        event_id, text, role = self._event_id, self.line.text(), self._role
        if event_id is None or not text.strip():
            return

        def verb() -> None:
            self._draft.written()
            events.add_people(event_id, text, role)

        number = len(event_names.read_people(text))
        done = self.tr("%n [person|people] added", "", number)
        if self._session.act(self.tr("Add people to the event"), verb, done):
            self.line.setText("")  # forgets its own steps: Ctrl+Z takes back what was written
            self._draft.drop()
