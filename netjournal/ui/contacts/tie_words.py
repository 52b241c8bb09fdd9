"""How a tie stands, in words for the card: label and score, why, and what comes if nothing happens.

The numbers come from ``services.bonds.strength``, the sentences from ``services.wording``; here
they get the window's dates and colours.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from netjournal.services import wording
from netjournal.services.bonds import strength
from netjournal.ui import dates, labels

if TYPE_CHECKING:
    from netjournal.services.people.card import Card

_SCORELESS: Final = (strength.NONE, strength.NEW)
_TONES: Final = {"neutral": "quiet"}


@dataclass(frozen=True, slots=True)
class TieWords:
    """What the strength card says.

    Attributes:
        title: "Close, fading".
        score: "39", or nothing while it is too early to say.
        why: One sentence.
        forecast: What comes if nothing happens, or nothing.
        tone: Colour of the title and the line: accent, warning, new or quiet.
    """

    title: str
    score: str = ""
    why: str = ""
    forecast: str = ""
    tone: str = "accent"


def tie_words(card: Card, today: int) -> TieWords:
    """Return the words of a card's tie."""
    say = QCoreApplication.translate
    why = card.explanation
    tone = labels.tie_tone(why.label, why.state)

    def day_text(day: int) -> str:
        return dates.short_day(day, today)

    reason = wording.reason(why, say)
    if why.silence is None:  # the title says already that nothing is known
        reason = say("tie", "Write down when you talk or meet; then this shows how the tie stands.")
    return TieWords(
        title=wording.heading(why.label, why.state, say),
        score="" if why.label in _SCORELESS else str(round(why.score)),
        why=reason,
        forecast=wording.outlook(why, day_text, say),
        tone=_TONES.get(tone, tone),
    )
