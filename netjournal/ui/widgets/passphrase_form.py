"""A field for a passphrase with its button: ``PassphraseForm(wrong).entered``, ``.ask()``."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from netjournal.ui.safe import Label
from netjournal.ui.widgets.buttons import button


class PassphraseForm(QWidget):
    """A field for a passphrase with its button.

    Signals:
        entered: The passphrase.
    """

    entered = Signal(str)

    def __init__(self, wrong: bool, parent: QWidget | None = None) -> None:
        """Ask; ``wrong`` says that the last one did not fit."""
        super().__init__(parent)
        self.field = QLineEdit(self)
        self.field.setObjectName("passphrase")
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setMinimumWidth(320)
        self.field.setAccessibleName(self.tr("Passphrase"))
        self.field.setPlaceholderText(self.tr("Passphrase"))
        self.unlock = button(self.tr("Unlock"), "primary", name="unlock", parent=self)
        hint = self.tr("Nobody can open it without the passphrase, and nobody can look it up.")
        if wrong:
            hint = self.tr(
                "It does not open with this passphrase. Check capitals and keyboard; if it is "
                "right, the file is damaged, and a backup is the way back."
            )
        self.hint = Label(hint, "small", "late" if wrong else "quiet", wrap=True, parent=self)
        self.hint.setObjectName("passphrase_hint")
        line = QHBoxLayout()
        line.addWidget(self.field, 1)
        line.addWidget(self.unlock)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(line)
        column.addWidget(self.hint)
        self.field.returnPressed.connect(self._on_enter)
        self.unlock.clicked.connect(self._on_enter)

    def ask(self) -> None:
        """Show itself, ready for another try."""
        self.unlock.setEnabled(True)
        self.field.setEnabled(True)
        self.field.clear()
        self.show()
        self.field.setFocus()

    @Slot()
    def _on_enter(self) -> None:
        text = self.field.text()
        if text:
            self.unlock.setEnabled(False)
            self.field.setEnabled(False)
            self.entered.emit(text)
