"""How a tie stands, in words for the card: label and score, why, and what comes if nothing happens.

The numbers come from ``services.strength``; here they only become sentences.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from netjournal.ui import dates, labels

if TYPE_CHECKING:
    from netjournal.services.card import Card


@dataclass(frozen=True, slots=True)
class TieWords:
    """What the strength card says.

    Attributes:
        title: "Close, fading".
        score: "39", or nothing while it is too early to say.
        why: One sentence.
        forecast: What comes if nothing happens, or nothing.
        tone: Colour of the title and the line: accent or warning.
    """

    title: str
    score: str = ""
    why: str = ""
    forecast: str = ""
    tone: str = "accent"


def tie_words(card: Card, today: int) -> TieWords:
    """Return the words of a card's tie."""
    say = QCoreApplication.translate
    if card.last_on is None:
        return TieWords(
            labels.strength("none"),
            why=say("tie", "Write down the first time you were in touch; strength grows from it."),
            tone="quiet",
        )
    why = say("tie", "Last in touch {ago}, %n [entry|entries] so far.", "", card.interaction_count)
    tone = labels.tie_tone(card.label, card.state)
    return TieWords(
        labels.tie(card.label, card.state),
        "" if card.label == "new" else str(round(card.score)),
        why.format(ago=dates.ago(card.last_on, today)),
        tone={"new": "new", "neutral": "quiet"}.get(tone, tone),
    )
