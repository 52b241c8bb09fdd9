"""A passphrase for the journal: what it does and costs, said before it is put on."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from netjournal.errors import UserError
from netjournal.services.keeping import encryption
from netjournal.ui import messages, theme
from netjournal.ui.safe import Label
from netjournal.ui.safety import recovery_sheet, works
from netjournal.ui.widgets.announce import announce
from netjournal.ui.widgets.buttons import button

if TYPE_CHECKING:
    from netjournal.models.journal import Journal
    from netjournal.ui.preferences import Preferences

_MINUTES: Final = (0, 1, 5, 10, 30, 60)
_WIDTH: Final = 520


class PassphraseDialog(QDialog):
    """Put a passphrase on a journal, change it, or take it off.

    Args:
        journal: The open journal.
        preferences: For how long it stays open untouched.
        parent: The window.

    Signals:
        work_requested: An ``Offline`` that writes the journal anew.
    """

    work_requested = Signal(object)

    def __init__(
        self, journal: Journal, preferences: Preferences, parent: QWidget | None = None
    ) -> None:
        """Ask for what is needed."""
        super().__init__(parent)
        self.setObjectName("passphrase_dialog")
        self.setWindowTitle(self.tr("Passphrase"))
        self._journal = journal
        self._preferences = preferences
        self._has_one = journal.key is not None
        self._build()
        self._on_typed()

    # -- building

    def _field(self, name: str, words: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setObjectName(name)
        field.setEchoMode(QLineEdit.EchoMode.Password)
        field.setAccessibleName(words)
        field.textChanged.connect(self._on_typed)
        return field

    def _build(self) -> None:
        self.old = self._field("passphrase_old", self.tr("Present passphrase"))
        self.new = self._field("passphrase_new", self.tr("New passphrase"))
        self.again = self._field("passphrase_again", self.tr("Once more"))
        self.seen = QCheckBox(self.tr("Show what I type"), self)
        self.seen.setObjectName("passphrase_seen")
        self.seen.toggled.connect(self._on_seen)
        self.understood = QCheckBox(
            self.tr("I know: without the passphrase the journal is lost, for everybody."), self
        )
        self.understood.setObjectName("passphrase_understood")
        self.understood.toggled.connect(self._on_typed)
        form = QFormLayout()
        form.setSpacing(8)
        if self._has_one:
            form.addRow(Label(self.tr("Present passphrase"), parent=self), self.old)
        else:
            self.old.hide()
        form.addRow(Label(self.tr("New passphrase"), parent=self), self.new)
        form.addRow(Label(self.tr("Once more"), parent=self), self.again)
        form.setWidget(form.rowCount(), QFormLayout.ItemRole.FieldRole, self.seen)
        if self._has_one:
            form.addRow(Label(self.tr("Lock when untouched for"), parent=self), self._minutes())
        self.said = Label("", "small", "late", wrap=True, parent=self)
        self.said.setObjectName("passphrase_said")
        self._lay_out(form)

    def _minutes(self) -> QComboBox:
        self.minutes = QComboBox(self)
        self.minutes.setObjectName("passphrase_minutes")
        self.minutes.setAccessibleName(self.tr("Lock when untouched for"))
        for number in _MINUTES:
            text = self.tr("%n minute(s)", "", number) if number else self.tr("never")
            self.minutes.addItem(text, number)
        at = self.minutes.findData(self._preferences.lock_minutes)
        self.minutes.setCurrentIndex(max(0, at))
        self.minutes.currentIndexChanged.connect(self._on_minutes)
        return self.minutes

    def _lay_out(self, form: QFormLayout) -> None:
        about = self.tr(
            "With a passphrase nobody can read the journal or its backups from this disk: not a "
            "thief, not whoever repairs the computer. Forgetting it is the most common way to lose "
            "everything: it is kept nowhere, and nobody can look it up. Print the sheet and keep "
            "it with your papers. Four or five words are good."
        )
        self.sheet_button = button(
            self.tr("Print a recovery sheet…"), "", "print", "passphrase_sheet", self
        )
        self.off_button = button(self.tr("Take it off"), name="passphrase_off", parent=self)
        self.close_button = button(self.tr("Cancel"), name="passphrase_cancel", parent=self)
        words = self.tr("Change it") if self._has_one else self.tr("Put it on")
        self.set_button = button(words, "primary", "lock", "passphrase_set", self)
        self.off_button.setVisible(self._has_one)
        self.sheet_button.clicked.connect(self._on_sheet)
        self.off_button.clicked.connect(self.take_off)
        self.close_button.clicked.connect(self.reject)
        self.set_button.clicked.connect(self.put_on)
        self.set_button.setDefault(True)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.sheet_button)
        foot.addStretch(1)
        for one in (self.close_button, self.off_button, self.set_button):
            foot.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        title = self.tr("Change the passphrase") if self._has_one else self.tr("Add a passphrase")
        column.addWidget(Label(title, "title", parent=self))
        told = Label(about, "body", "quiet", wrap=True, parent=self)
        told.setMinimumHeight(told.heightForWidth(theme.px(_WIDTH - 48)))
        column.addWidget(told)
        column.addLayout(form)
        column.addWidget(self.understood)
        column.addWidget(self.said)
        column.addLayout(foot)
        self.setMinimumWidth(theme.px(_WIDTH))
        (self.old if self._has_one else self.new).setFocus()

    # -- typing

    @Slot()
    def _on_typed(self) -> None:
        ready = bool(self.new.text()) and self.new.text() == self.again.text()
        weak = self._weak() if ready else ""
        ready = ready and not weak  # nor is a sheet printed of what will not be taken
        self.set_button.setEnabled(ready and self.understood.isChecked())
        kept = bool(self.old.text()) and not self.new.text()  # a sheet of the present one
        self.sheet_button.setEnabled(ready or kept)
        self.off_button.setEnabled(bool(self.old.text()))
        differ = bool(self.again.text()) and self.new.text() != self.again.text()
        self.said.setText(self.tr("The two are not the same yet.") if differ else weak)

    def _weak(self) -> str:
        """Return why the new passphrase protects nothing, or nothing."""
        try:
            encryption.check_passphrase(self.new.text())
        except UserError as error:
            return messages.message(error).text
        return ""

    @Slot(bool)
    def _on_seen(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        for field in (self.old, self.new, self.again):
            field.setEchoMode(mode)

    @Slot(int)
    def _on_minutes(self, _index: int) -> None:
        self._preferences.lock_minutes = self.minutes.currentData()

    @Slot()
    def _on_sheet(self) -> None:
        wanted = self.new.text() or self.old.text()
        if self.new.text() or self._knows():
            try:
                recovery_sheet.print_sheet(self._journal.path, wanted, self)
            except UserError as error:
                self._say(messages.message(error).text)

    # -- doing

    def _knows(self) -> bool:
        """Say whether the present passphrase was typed right."""
        key = self._journal.key
        if key is None or hmac.compare_digest(self.old.text().encode(), key.encode()):
            return True
        self._say(self.tr("That is not the present passphrase."))
        self.old.setFocus()
        return False

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.said.setAccessibleName(text)
        announce(self.said)

    @Slot()
    def put_on(self) -> None:
        """Put the journal under the new passphrase."""
        if self._knows():
            self._go(self.new.text())

    @Slot()
    def take_off(self) -> None:
        """Take the passphrase off."""
        if self._knows():
            self._go(None)

    def _go(self, new: str | None) -> None:
        self.accept()
        self.work_requested.emit(works.rekey(self._journal.path, self._journal.key, new))
