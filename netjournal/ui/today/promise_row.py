"""Something promised: tick it when it is done, or let it rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QMenu, QWidget

from netjournal.ui.safe import Label, display_safe
from netjournal.ui.today import words
from netjournal.ui.widgets.buttons import IconButton, Pill, icon_button, open_menu
from netjournal.ui.widgets.click_row import ClickRow
from netjournal.ui.widgets.elided import ElidedLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from netjournal.services.nurturing.nurture import PromiseRow


class PromiseWidget(QWidget):
    """One row of *You promised*.

    Signals:
        opened: Contact id: show the card.
        done: (promise id, text): it was kept.
        snoozed: (promise id, text, days): let it rest.
    """

    opened = Signal(object)
    done = Signal(object, str)
    snoozed = Signal(object, str, int)

    def __init__(self, *, writable: bool = True, parent: QWidget | None = None) -> None:
        """Create it without a promise."""
        super().__init__(parent)
        self.setObjectName("promise_row")
        self.promise: PromiseRow | None = None
        self._shown: tuple[PromiseRow, int, bool] | None = None
        self._text = ""
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 0, 14, 0)
        line.setSpacing(4)
        self.box = QCheckBox(self)
        self.box.setObjectName("promise_done")
        self.box.setEnabled(writable)
        self.box.clicked.connect(self._on_done)
        line.addWidget(self.box)
        self._said = self._person()
        line.addWidget(self._said, 1)
        self._due = Pill("", "neutral", self)
        line.addWidget(self._due)
        self._later: IconButton | None = None
        if writable:
            self._later = self._rest()
            line.addWidget(self._later)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """S lets it rest, as it does for people."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self._later is not None and plain and event.key() == Qt.Key.Key_S:
            self._later.setFocus()
            open_menu(self._later)
        else:
            super().keyPressEvent(event)

    def _person(self) -> ClickRow:
        said = ClickRow("", self)
        said.setObjectName("promise_text")
        said.line.setContentsMargins(6, 12, 6, 12)
        said.line.setSpacing(4)
        said.clicked.connect(self._on_opened)
        self._promised = ElidedLabel("", "body", parent=said)
        self._details = Label("", "small", "quiet", parent=said)
        said.add(self._promised)
        said.add(self._details)
        said.line.addStretch(1)
        return said

    def show_promise(self, promise: PromiseRow, today: int, *, calm: bool = False) -> None:
        """Show one promise; ``calm``: not in red."""
        self.box.setChecked(False)  # also where a tick could not be written
        if self._shown == (promise, today, calm):
            return
        self._shown, self.promise = (promise, today, calm), promise
        text = display_safe(promise.text, 200) or self.tr("A promise")
        self._text = text[:1].upper() + text[1:]  # capture lines leave "send the draft"
        self.box.setAccessibleName(self.tr("Done: {promise}").format(promise=self._text))
        due, tone = words.due(promise, today, calm=calm)
        self._due.setText(due)
        self._due.set_tone(tone)
        self._due.setVisible(bool(due))
        name = display_safe(promise.full_name, 60)
        details = " · ".join(part for part in (name, words.made(promise, today)) if part)
        self._promised.set_text(self._text)
        self._details.setText(f"· {details}")
        spoken = ", ".join(part for part in (self._text, details, due) if part)
        self._said.setAccessibleName(spoken)
        self._said.setEnabled(promise.contact_id is not None)
        if self._later is not None:
            self._later.set_label(self.tr("Let it rest: {promise}").format(promise=self._text))

    def _rest(self) -> IconButton:
        later = icon_button("snooze", self.tr("Let it rest"), "promise_later", self)
        menu = QMenu(later)
        for days, text in words.PROMISE_SNOOZES:
            action = menu.addAction(QCoreApplication.translate("today", str(text)))
            action.setData(days)
            action.triggered.connect(self._on_snoozed)
        later.setMenu(menu)
        later.setPopupMode(later.ToolButtonPopupMode.InstantPopup)
        return later

    @Slot()
    def _on_opened(self) -> None:
        if self.promise is not None:
            self.opened.emit(self.promise.contact_id)

    @Slot()
    def _on_done(self) -> None:
        if self.promise is not None:
            self.done.emit(self.promise.id, self._text)

    @Slot()
    def _on_snoozed(self) -> None:
        action = self.sender()
        if isinstance(action, QAction) and self.promise is not None:
            self.snoozed.emit(self.promise.id, self._text, action.data())
