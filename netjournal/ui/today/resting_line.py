"""Who left two tries unanswered: a kind word, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from netjournal.ui.safe import Label, display_safe
from netjournal.ui.today import words
from netjournal.ui.widgets.buttons import button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QPushButton

_FEW: Final = 3


class RestingLine(QWidget):
    """One quiet sentence, and *Suggest again* for each.

    Signals:
        again_wanted: (contact id, name): suggest them after all.
    """

    again_wanted = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Create it without people."""
        super().__init__(parent)
        self.setObjectName("nurture_resting")
        self._text = Label("", "small", "quiet", wrap=True, parent=self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 0, 14, 0)
        self._column.setSpacing(2)
        self._column.addWidget(self._text)
        self._buttons: list[QPushButton] = []
        self._shown: tuple[object, bool] | None = None

    def show_people(self, people: Sequence[tuple[int, str]], *, writable: bool) -> None:
        """Show these (id, name), the first few; nothing for nobody."""
        if (tuple(people), writable) == self._shown:
            return
        self._shown = tuple(people), writable
        for old in self._buttons:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._buttons.clear()
        few = people[:_FEW]
        self.setVisible(bool(few))
        self._text.setText(words.resting(few, len(people) - len(few)) if few else "")
        for contact_id, full_name in few if writable else ():
            name = display_safe(full_name, 60)
            text = self.tr("Suggest {name} again").format(name=name).replace("&", "&&")
            again = button(text, "link", name="resting_again", parent=self)
            again.setProperty("contact", contact_id)
            again.setProperty("person", name)
            again.clicked.connect(self._on_again)
            self._column.addWidget(again, 0, Qt.AlignmentFlag.AlignLeading)
            again.show()  # at once: left to the layout it would come too late for the keyboard
            self._buttons.append(again)

    @Slot()
    def _on_again(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.again_wanted.emit(sender.property("contact"), str(sender.property("person")))
