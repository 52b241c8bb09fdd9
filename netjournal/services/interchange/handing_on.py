"""People as they are handed on by copying and dragging: who they are and how to reach them.

What is private to the journal (notes, needs, how you met, what happened) stays there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netjournal.formats.cards.vcard_write import card_for_qr
from netjournal.services.interchange import gather

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST: Final = 200


def as_cards(ids: Sequence[int]) -> str:
    """Return the first ``MOST`` of some people as vCards, one after the other."""
    return "".join(card_for_qr(draft) for _id, draft in gather.contact_drafts(ids[:MOST]))


def as_lines(ids: Sequence[int]) -> str:
    """Return the first ``MOST`` of some people as a line each, fit for the *To* of a mail.

    Returns:
        ``Ana Kovač <ana@example.com>``, or the name alone where no address is known.
    """
    return "\n".join(
        _line(draft.full_name, [m.value for m in draft.methods if m.kind == "email"])
        for _id, draft in gather.contact_drafts(ids[:MOST])
    )


def _line(name: str, emails: list[str]) -> str:
    shown = " ".join(name.split())
    if not emails:
        return shown
    quoted = f'"{shown}"' if any(mark in shown for mark in ',;<>@()"') else shown
    return f"{quoted} <{emails[0]}>"
