"""A card as plain text, for the clipboard: ``card_text(card)``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from netjournal.ui import dates, labels
from netjournal.ui.contacts.fact_words import met_line

if TYPE_CHECKING:
    from netjournal.services.people.card import Card


def card_text(card: Card) -> str:
    """Return who somebody is and how to reach them; what is private to the journal stays there."""
    say = QCoreApplication.translate
    lines = [card.full_name]
    if card.headline_line:
        lines.append(card.headline_line)
    for method in card.methods:
        what = method.service or labels.method(method.kind)
        lines.append(f"{what}: {method.value}")
    if card.birthday:
        lines.append(say("facts", "Birthday: {day}").format(day=dates.partial(card.birthday)))
    met = met_line(card.met)
    if met:
        lines.append(say("facts", "Met: {where}").format(where=met))
    return "\n".join(lines)
