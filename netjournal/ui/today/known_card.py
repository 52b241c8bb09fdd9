"""Let them know you: how many live ties know what I do, and how the newest work fares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from netjournal.ui import shelf_words
from netjournal.ui.safe import Label
from netjournal.ui.widgets.card import RowsCard
from netjournal.ui.widgets.click_row import ClickRow

if TYPE_CHECKING:
    from netjournal.services.giving.shelf import Known


class KnownCard(RowsCard):
    """Two sentences that lead to the shelf.

    Signals:
        opened: Show my shelf.
    """

    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Create it without words."""
        super().__init__("known_card", parent)
        self._known: Known | None = None

    def show_known(self, known: Known) -> None:
        """Show how well the network knows what the user does."""
        if known == self._known:
            return
        self._known = known
        self.clear()
        said = [text for text in (shelf_words.share(known), shelf_words.latest(known)) if text]
        row = ClickRow(" ".join(said), self)
        row.setObjectName("known_row")
        texts = QVBoxLayout()
        texts.setSpacing(4)
        for number, text in enumerate(said):
            texts.addWidget(
                Label(text, "small", "quiet" if number else "ink", wrap=True, parent=row)
            )
        row.line.addLayout(texts, 1)
        row.clicked.connect(self.opened)
        self.add_row(row)
