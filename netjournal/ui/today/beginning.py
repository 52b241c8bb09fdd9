"""What Today shows while there is nobody yet: how to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netjournal.ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class Beginning(EmptyState):
    """A kind word, and the ways to begin where one may write.

    Signals:
        triggered: sweep, add or import.
    """

    def __init__(self, *, writable: bool, parent: QWidget) -> None:
        """Create it."""
        super().__init__("today", parent=parent)
        if writable:
            sweep = self.tr("Twenty people in five minutes")
            self.add_action("sweep", sweep, primary=True)
            self.add_action("add", self.tr("Add person"))
            self.add_action("import", self.tr("Import contacts…"))

    def teach(self) -> None:
        """Say what will be seen here."""
        self.set_texts(
            self.tr("A calm place to begin"),
            self.tr(
                "Here you will see whom to turn to and why, what you promised, and whose birthday "
                "is near. Begin with one person you would like to stay in touch with."
            ),
        )
