"""*Who knows it now?* on the shelf: a name, told or was there; who is unknown is said, and offered.

Public: ``TellLine(today)`` with ``told`` and ``new_told``.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from netjournal.services.finding import search
from netjournal.services.giving import shelf
from netjournal.ui.safe import Label, display_safe
from netjournal.ui.widgets.announce import announce
from netjournal.ui.widgets.buttons import ChoiceChip, button
from netjournal.ui.widgets.person_edit import PersonEdit


class TellLine(QWidget):
    """A chip for how, a field for who, and below what is to be said of a name nobody has.

    Signals:
        told: (contact id, name, how): somebody of the journal knows it now.
        new_told: (name, how): somebody who is to be added knows it now.
    """

    told = Signal(object, str, str)
    new_told = Signal(str, str)

    def __init__(self, today: int, parent: QWidget | None = None) -> None:
        """Create an empty line."""
        super().__init__(parent)
        self.how = ChoiceChip(
            [(shelf.SHARED, self.tr("I told")), (shelf.THERE, self.tr("Was there"))], parent=self
        )
        self.how.setObjectName("share_how")
        self.person = PersonEdit(today, self, only_known=True)
        self.person.setObjectName("share_person")
        self.person.setPlaceholderText(self.tr("Who knows it now? A name, then Enter"))
        self.person.setAccessibleName(self.tr("Who knows it now"))
        self.person.returnPressed.connect(self._on_entered)
        self.person.changed.connect(self._be_quiet)
        self.unknown = Label("", "small", "quiet", wrap=True, parent=self)
        self.unknown.setObjectName("share_unknown")
        self.new = button("", "link", name="share_new", parent=self)
        self.new.clicked.connect(self._on_new)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.how)
        line.addWidget(self.person, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self.unknown)
        column.addWidget(self.new, 0, Qt.AlignmentFlag.AlignLeading)
        self._be_quiet()

    def clear(self) -> None:
        """Ask for the next one."""
        self.person.set_person(None, "")
        self._be_quiet()

    @Slot()
    def _be_quiet(self) -> None:
        self.unknown.hide()
        self.new.hide()

    @Slot()
    def _on_entered(self) -> None:
        name = self.person.text().strip()
        if self.person.contact_id is not None:
            self.told.emit(self.person.contact_id, name, str(self.how.value))
        elif name:
            self._say_unknown(name)

    def _say_unknown(self, name: str) -> None:
        """Say that a name is nobody's, or several people's, and offer a new person."""
        shown = display_safe(name, 60)
        several = len(search.find_people(name, 2)) > 1
        text = (
            self.tr("Several people fit “{name}”: choose one below the field, or write the whole.")
            if several
            else self.tr("Nobody in your journal is called “{name}”.")
        )
        self.unknown.setText(text.format(name=shown))
        self.unknown.setAccessibleName(self.unknown.text())
        self.new.setText(
            self.tr("Add {name} as a new person").format(name=shown).replace("&", "&&")
        )
        self.unknown.show()
        self.new.show()
        announce(self.unknown)

    @Slot()
    def _on_new(self) -> None:
        name = self.person.text().strip()
        if name:
            self.new_told.emit(name, str(self.how.value))
