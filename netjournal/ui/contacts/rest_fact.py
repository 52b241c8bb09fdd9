"""Why somebody isn't suggested for now, on their card, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from netjournal.services.nurturing import nudges
from netjournal.ui import dates
from netjournal.ui.contacts.fact_rows import link
from netjournal.ui.contacts.facts import Fact

if TYPE_CHECKING:
    from netjournal.services.nurturing.nudges import Rest
    from netjournal.services.people import card as cards


class RestFact(Fact):
    """Snoozed, skipped, paused, never, or two tries without an answer; nothing for all others.

    Signals:
        again_wanted: Suggest them after all.
    """

    again_wanted = Signal()

    def fill(self, card: cards.Card, today: int) -> None:
        """Say what was answered, and offer to take it back."""
        rest = None if card.deceased or card.trashed else nudges.rest_of(card.id, today)
        if rest is None:
            return
        self.say(self._why(rest, today))
        if self.writable:
            again = link(self.tr("Suggest them again"), "rest_again", self)
            again.clicked.connect(self.again_wanted)
            self.add(again)

    def _why(self, rest: Rest, today: int) -> str:
        if rest.kind == "skipped":
            return self.tr("Can wait until tomorrow.")
        until = "" if rest.until is None else dates.short_day(rest.until, today)
        text = {
            "never": self.tr("Not suggested, as you wished."),
            "paused": self.tr("Paused until {day}.") if until else self.tr("Paused."),
            "unanswered": self.tr("You reached out twice; the next word is theirs."),
            "snoozed": self.tr("Rests until {day}."),
        }[rest.kind]
        return text.format(day=until)
