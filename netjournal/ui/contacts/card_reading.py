"""What a card will show, read before it is shown: a part in each turn of the event loop.

Public: ``CardReading(session, timeline)`` with ``.go_on(contact_id)``, ``.card(contact_id)``,
``.history(card)``, ``.drop()``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from netjournal.errors import NotFound
from netjournal.services.people import card as cards
from netjournal.ui.contacts import tie_card

if TYPE_CHECKING:
    from netjournal.services.bonds.tie_history import TieHistory
    from netjournal.ui.contacts.card_timeline import CardTimeline
    from netjournal.ui.session import Session


class CardReading(QObject):
    """Reads a card, ahead of showing it or at once; forgets it when the journal changes.

    Args:
        session: The open journal.
        timeline: What reads the entries; the owner.
    """

    def __init__(self, session: Session, timeline: CardTimeline) -> None:
        """Read nothing yet."""
        super().__init__(timeline)
        self.setObjectName("card_reading")
        self._session, self._timeline = session, timeline
        self._card: cards.Card | None = None
        self._history: TieHistory | None = None
        session.changed.connect(self.drop)

    def go_on(self, contact_id: int) -> bool:
        """Read the next part of somebody's card.

        Returns:
            Whether something was read; False when all is at hand, or there is nobody to be read.
        """
        if self._card is None or self._card.id != contact_id:
            self.drop()
            self._card = self.card(contact_id)
            return self._card is not None
        if self._history is None:
            self._history = self.history(self._card)
            return True
        return self._timeline.read_ahead(contact_id)

    @Slot()
    def drop(self) -> None:
        """Forget what was read: it was shown, or may have changed."""
        self._card = self._history = None
        self._timeline.drop_ahead()

    def card(self, contact_id: int) -> cards.Card | None:
        """Return somebody's card, without who could help; None when there is no such person."""
        if self._card is not None and self._card.id == contact_id:
            return self._card
        try:
            return cards.card(contact_id, self._session.today(), helpers=False)
        except NotFound:
            return None

    def history(self, card: cards.Card) -> TieHistory:
        """Return what the line of a tie shows."""
        if card is self._card and self._history is not None:
            return self._history
        return tie_card.history_of(card, self._session.today())
