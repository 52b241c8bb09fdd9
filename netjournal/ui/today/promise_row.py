"""Something promised: tick it when it is done, or let it rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QMenu, QWidget

from netjournal.ui.safe import Label, display_safe
from netjournal.ui.today import words
from netjournal.ui.widgets.buttons import Pill, icon_button
from netjournal.ui.widgets.click_row import ClickRow
from netjournal.ui.widgets.elided import ElidedLabel

if TYPE_CHECKING:
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

    def __init__(
        self,
        promise: PromiseRow,
        today: int,
        *,
        writable: bool = True,
        calm: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Show one promise; ``calm``: not in red."""
        super().__init__(parent)
        self.setObjectName("promise_row")
        self.promise = promise
        text = display_safe(promise.text, 200) or self.tr("A promise")
        self._text = text[:1].upper() + text[1:]  # capture lines leave "send the draft"
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 0, 14, 0)
        line.setSpacing(4)
        self.box = QCheckBox(self)
        self.box.setObjectName("promise_done")
        self.box.setAccessibleName(self.tr("Done: {promise}").format(promise=self._text))
        self.box.setEnabled(writable)
        self.box.clicked.connect(self._on_done)
        line.addWidget(self.box)
        line.addWidget(self._said(today), 1)
        text, tone = words.due(promise, today, calm=calm)
        if text:
            line.addWidget(Pill(text, tone, self))
        if writable:
            line.addWidget(self._rest())

    def _said(self, today: int) -> ClickRow:
        name = display_safe(self.promise.full_name, 60)
        details = " · ".join(part for part in (name, words.made(self.promise, today)) if part)
        due = words.due(self.promise, today)[0]
        spoken = ", ".join(part for part in (self._text, details, due) if part)
        said = ClickRow(spoken, self)
        said.setObjectName("promise_text")
        said.line.setContentsMargins(6, 12, 6, 12)
        said.line.setSpacing(4)
        said.setEnabled(self.promise.contact_id is not None)
        said.clicked.connect(self._on_opened)
        said.add(ElidedLabel(self._text, "body", parent=said))
        said.add(Label(f"· {details}", "small", "quiet", parent=said))
        said.line.addStretch(1)
        return said

    def _rest(self) -> QWidget:
        later = icon_button("snooze", self.tr("Let it rest"), "promise_later", self)
        menu = QMenu(later)
        for days, text in words.PROMISE_SNOOZES:
            action = menu.addAction(QCoreApplication.translate("today", str(text)))
            action.setData(days)
            action.triggered.connect(self._on_snoozed)
        later.setMenu(menu)
        later.setPopupMode(later.ToolButtonPopupMode.InstantPopup)
        later.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        return later

    @Slot()
    def _on_opened(self) -> None:
        self.opened.emit(self.promise.contact_id)

    @Slot()
    def _on_done(self) -> None:
        self.done.emit(self.promise.id, self._text)

    @Slot()
    def _on_snoozed(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.snoozed.emit(self.promise.id, self._text, action.data())
