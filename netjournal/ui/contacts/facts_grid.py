"""Lays out the facts of a card that have something to say: in two columns, or one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QGridLayout, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from netjournal.services.people import card as cards
    from netjournal.ui.contacts.facts import Fact

TWO_COLUMNS: Final = 540


class Facts(QWidget):
    """The facts that have something to show, in two columns or one."""

    def __init__(self, parent: QWidget) -> None:
        """Create it without a fact."""
        super().__init__(parent)
        self._facts: list[Fact] = []
        self._columns = 0
        self._shown: list[Fact] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)

    def hold(self, facts: list[Fact]) -> None:
        """Lay out ``facts``, whose owner this is already, in their order."""
        self._facts = facts
        for fact in facts:
            fact.hide()

    def show_card(self, card: cards.Card, today: int) -> None:
        """Show what is known about somebody."""
        layouts = [self._grid, *(fact.body for fact in self._facts)]
        for layout in layouts:  # else all are laid out for each line that is shown
            layout.setEnabled(False)
        for fact in self._facts:
            fact.show_card(card, today)
        for layout in layouts:
            layout.setEnabled(True)
        self._arrange()
        for layout in reversed(layouts):
            layout.activate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use one column where room is short."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        columns = 2 if self.width() >= TWO_COLUMNS else 1
        shown = [fact for fact in self._facts if fact.filled]
        if columns == self._columns and shown == self._shown:
            return
        self._columns, self._shown = columns, shown
        for fact in self._facts:
            self._grid.removeWidget(fact)
            fact.setVisible(fact.filled)
        at = 0
        for number, fact in enumerate(shown, start=1):
            last = number == len(shown) or shown[number].wide
            alone = at % columns == 0 and last
            span = columns if fact.wide or alone else 1
            at += -at % columns if fact.wide else 0
            self._grid.addWidget(fact, at // columns, at % columns, 1, span)
            at += span
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
