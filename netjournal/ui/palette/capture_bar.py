"""The line in which one writes what happened; it shows what it understood before Enter.

Public: ``CaptureBar(session, present=())`` with ``set_people(ids)``, ``set_placeholder(text)`` and
the signal ``written(interaction id)``. What a line means is the business of
``services.capturing.capture``; here its answer becomes chips, and a name that fits several people a
chooser.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from netjournal.services.capturing import capture
from netjournal.services.keeping import drafts
from netjournal.services.people import contacts
from netjournal.ui.draft_keeper import DraftKeeper
from netjournal.ui.palette import capture_words
from netjournal.ui.palette.capture_parts import CaptureLine, Chooser, Perhaps, add_choice
from netjournal.ui.safe import display_safe
from netjournal.ui.widgets.buttons import ChipButton, Pill
from netjournal.ui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netjournal.models.journal import ChangeSet
    from netjournal.services.capturing.capture import Captured
    from netjournal.ui.session import Session

_PAUSE_MS: Final = 90


class CaptureBar(QWidget):
    """One line to write down what happened.

    Signals:
        written: Id of the interaction that was written down.
        left: Esc was pressed in the empty line.
        understood: The chips below the line are new.
    """

    written = Signal(object)
    left = Signal()
    understood = Signal()

    def __init__(
        self, session: Session, present: Sequence[int] = (), parent: QWidget | None = None
    ) -> None:
        """Create an empty line.

        Args:
            session: Where to write.
            present: Contact ids that take part whatever the line says (a card's person).
            parent: Owner.
        """
        super().__init__(parent)
        self.setObjectName("capture_bar")
        self._session = session
        self._present = tuple(present)
        self._names: capture.NameIndex | None = None
        self._chosen: dict[str, int] = {}
        self._said: Captured | None = None
        self._build()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self.understand)
        self._draft = DraftKeeper(session, self._draft_key(), self.line.text, self)
        self.line.setText(drafts.get(self._draft.key))
        self.line.textChanged.connect(self._on_text_changed)
        self.line.returnPressed.connect(self._on_enter)
        session.changed.connect(self._on_changed)
        self.line.setEnabled(not session.read_only)

    def _build(self) -> None:
        self.line = CaptureLine(self)
        self.line.setObjectName("capture_line")
        self.line.setProperty("role", "capture")
        self.line.escaped.connect(self._on_escaped)
        self.set_placeholder(
            self.tr(
                "What happened? “coffee with Ana yesterday about the Rust job #berlin, "
                "promised to send links by friday”"
            )
        )
        self._row = QWidget(self)
        self._row.setObjectName("capture_understood")
        self._flow = FlowLayout(self._row, 6)
        self._flow.setContentsMargins(16, 8, 16, 0)
        self._row.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.line)
        column.addWidget(self._row)
        self.setFocusProxy(self.line)

    # -- what the owner says

    def set_people(self, contact_ids: Sequence[int]) -> None:
        """Say who takes part whatever the line says; each card has its own unfinished line."""
        if tuple(contact_ids) != self._present:
            self._draft.flush()
            self._present = tuple(contact_ids)
            self._draft.key = self._draft_key()
            self.line.setText(drafts.get(self._draft.key))
            self._draft.flush()
        self.understand()

    def _draft_key(self) -> str:
        return ":".join(["capture", *map(str, self._present)])

    def set_placeholder(self, text: str) -> None:
        """Change the words shown while empty."""
        self.line.setPlaceholderText(text)
        self.line.setAccessibleName(self.tr("What happened?"))
        self.line.setAccessibleDescription(text)

    # -- understanding

    def captured(self) -> Captured | None:
        """Return what the line says now, None when it is empty."""
        text = self.line.text()
        if not text.strip():
            return None
        if self._names is None:
            self._names = capture.NameIndex.load()
        return capture.parse(text, self._session.today(), self._names, present=self._present)

    @Slot()
    def understand(self) -> None:
        """Show what the line says as chips."""
        self._timer.stop()
        captured = self._said = self.captured()
        self._clear()
        if captured is not None:
            for part in self._parts(captured):
                part.ensurePolished()  # its size is asked for before it is shown
                self._flow.addWidget(part)
                part.show()  # what is hidden has no room, and a layout shows it only later
        self._row.setVisible(captured is not None and self._flow.count() > 0)
        self._row.updateGeometry()
        self.understood.emit()

    def _parts(self, captured: Captured) -> Iterator[QWidget]:
        """Yield what stands below the line: what was understood, and what is to be asked."""
        for chip in capture_words.chips(captured, self._session.today(), known=self._present):
            pill = Pill(chip.text, chip.tone, self._row)
            pill.setAccessibleName(chip.words)
            yield pill
        for name, ids in captured.ambiguous:
            yield self._chooser(name, ids)
        for span in captured.maybe:
            yield Perhaps(captured.typed, span, self.line, self._row)

    def height_for(self, width: int) -> int:
        """Return how tall line and chips are at a width."""
        chips = 0 if self._row.isHidden() else self._flow.heightForWidth(width)
        return self.line.sizeHint().height() + chips

    def choosers(self) -> list[ChipButton]:
        """Return the chips of names that fit several people."""
        return self._row.findChildren(Chooser)

    def _chooser(self, name: str, ids: Sequence[int]) -> Chooser:
        rows = [row for row in contacts.rows(list(ids), self._session.today()) if row is not None]
        texts = {row.id: capture_words.person(row) for row in rows}
        chosen = self._chosen.get(name)
        if chosen is None:
            text = self.tr("Which {name}?").format(name=display_safe(name, 40))
        elif chosen == 0:
            text = self.tr("new: {name}").format(name=display_safe(name, 40))
        else:
            text = next((display_safe(r.full_name, 60) for r in rows if r.id == chosen), name)
        chip = Chooser(name, text, self._row)
        menu = QMenu(chip)
        for contact_id, words in texts.items():
            add_choice(menu, words, name, contact_id)
        menu.addSeparator()
        someone = self.tr("Someone new called {name}").format(name=display_safe(name, 40))
        add_choice(menu, someone, name, 0)
        menu.triggered.connect(self._on_chosen)
        chip.set_menu(menu)
        return chip

    def _clear(self) -> None:
        while self._flow.count():
            item = self._flow.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()

    # -- slots

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        self._draft.touch()
        if len(text) == self.line.maxLength():
            self._session.show_message(
                self.tr(
                    "That is more than a line can hold: Log interaction takes long texts whole."
                )
            )
        if text.strip():
            self._timer.start()
        else:
            self._chosen.clear()
            self.understand()

    @Slot(QAction)
    def _on_chosen(self, action: QAction) -> None:
        name, contact_id = action.data()
        self._chosen[name] = contact_id
        self.line.setFocus()
        QTimer.singleShot(0, self, self.understand)  # not while the chip's own menu closes

    @Slot()
    def _on_enter(self) -> None:
        captured = self._said
        if self._timer.isActive() or captured is None or captured.typed != self.line.text():
            self.understand()
            captured = self._said
        if captured is None:
            return
        open_ = [name for name, _ids in captured.ambiguous if name not in self._chosen]
        for chip in self.choosers():
            if open_ and isinstance(chip, Chooser) and chip.name == open_[0]:
                chip.setFocus()
                chip.showMenu()
                return
        self._write(captured)

    def _write(self, captured: Captured) -> None:
        made: list[int] = []

        def verb() -> None:
            made.append(capture.commit(captured, chosen=self._chosen).interaction)
            self._draft.written()

        if self._session.act(self.tr("Log interaction"), verb, self.tr("Written down")):
            self.line.setText("")  # forgets its own steps: Ctrl+Z takes back what was written
            self._draft.drop()
            self.written.emit(made[0])

    @Slot()
    def _on_escaped(self) -> None:
        if self.line.text():
            self.line.clear()
        else:
            self.left.emit()

    @Slot(object)
    def _on_changed(self, change: ChangeSet) -> None:
        if change.touches("contact"):
            self._names = None
            if self.line.text():
                self._timer.start()
        if self.line.text():
            QTimer.singleShot(0, self, self._follow)

    def showEvent(self, event: QShowEvent) -> None:
        """Show the unfinished line as it is now: another place may have gone on with it."""
        super().showEvent(event)
        self._take_up()

    @Slot()
    def _follow(self) -> None:
        """Show what is kept, unless one is typing here."""
        if not self.line.hasFocus():
            self._take_up()

    def _take_up(self) -> None:
        if self._session.journal.closed:
            return
        self._draft.flush()
        kept = drafts.get(self._draft.key)
        if kept != self.line.text():
            self.line.setText(kept)
            self._draft.settle()
