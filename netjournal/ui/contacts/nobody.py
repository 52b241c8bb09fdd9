"""What the list shows instead of people: a new journal, an empty trash, a filter nobody fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedLayout, QWidget

from netjournal.ui.safe import display_safe
from netjournal.ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from netjournal.services.people.contacts import ContactFilter


class Nobody(QWidget):
    """One kind sentence and what to do next.

    Signals:
        sweep_wanted, import_wanted, add_wanted, clear_wanted: The buttons.
    """

    sweep_wanted = Signal()
    import_wanted = Signal()
    add_wanted = Signal()
    clear_wanted = Signal()

    def __init__(self, parent: QWidget | None = None, *, writable: bool) -> None:
        """Create the states.

        Args:
            parent: Owner.
            writable: Offer to add and import people.
        """
        super().__init__(parent)
        self._stack = QStackedLayout(self)
        self._first = EmptyState(
            "people",
            self.tr("Nobody here yet"),
            self.tr(
                "Everyone you know is your network. Begin with whoever comes to mind, or bring "
                "your contacts along from a file."
            ),
            self,
        )
        if writable:
            self._first.add_action("sweep", self.tr("Twenty people in five minutes"), primary=True)
            self._first.add_action("import", self.tr("Import contacts…"))
            self._first.add_action("add", self.tr("Add person"))
        self._none = EmptyState("search", parent=self)
        self._none.add_action("clear", self.tr("Clear filter"))
        self._plain = EmptyState("circle", parent=self)
        for state in (self._first, self._none, self._plain):
            state.triggered.connect(self._on_triggered)
            self._stack.addWidget(state)

    def show_for(self, wanted: ContactFilter, total: int) -> None:
        """Show why the list is empty.

        Args:
            wanted: The filter nobody fits.
            total: How many people there are at all.
        """
        if wanted.text:
            title = self.tr("No one matches “{text}”").format(text=display_safe(wanted.text, 40))
            self._none.set_texts(title, self.tr("Names, circles, work and notes were searched."))
            self._stack.setCurrentWidget(self._none)
        elif wanted.trashed or wanted.archived:
            title = self.tr("The trash is empty") if wanted.trashed else self.tr("No one archived")
            self._plain.set_texts(title, "")
            self._stack.setCurrentWidget(self._plain)
        elif total == 0:
            self._stack.setCurrentWidget(self._first)
        elif wanted.circle_id is not None and not (wanted.label or wanted.fading):
            self._plain.set_texts(
                self.tr("Nobody in this circle yet"),
                self.tr("Choose people in the list, then Contact ▸ Add to circle."),
            )
            self._stack.setCurrentWidget(self._plain)
        else:
            self._none.set_texts(self.tr("No one here at the moment"), "")
            self._stack.setCurrentWidget(self._none)

    @Slot(str)
    def _on_triggered(self, name: str) -> None:
        {
            "sweep": self.sweep_wanted,
            "import": self.import_wanted,
            "add": self.add_wanted,
            "clear": self.clear_wanted,
        }[name].emit()
