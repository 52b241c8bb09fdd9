"""What is printed of one person, read from the journal on any thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from netjournal.errors import NotFound
from netjournal.services import card as cards
from netjournal.services import contacts, gather
from netjournal.ui.photos import load_picture
from netjournal.ui.print_pictures import Pictures
from netjournal.ui.print_words import sheet

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from netjournal.services import summary
    from netjournal.services.card import Card

_PHOTO_SIDE: Final = 400


@dataclass(frozen=True, slots=True)
class Options:
    """What the user chose: paper name ("A4") and whether private notes are printed."""

    paper: str = "A4"
    private: bool = False
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """Everything needed to print one person, read from the journal."""

    card: Card
    sheet: summary.Sheet
    pictures: Pictures


def read_person(contact_id: int, today: int, options: Options) -> Person:
    """Read and word one person; runs on any thread.

    Raises:
        NotFound: They are not in the journal any more.
    """
    card = cards.card(contact_id, today)
    words = sheet(card, today, private=options.private)
    history = tuple(score for _, score in card.history)
    photo = _photo(card)
    return Person(
        card, words, Pictures(card.full_name, card.id, photo, code_of(contact_id), history)
    )


def code_of(contact_id: int) -> tuple[tuple[bool, ...], ...]:
    """Return the code to scan with a person's name, work and ways to reach them."""
    import segno

    from netjournal.formats.vcard_write import card_for_qr

    drafts = [draft for _, draft in gather.contact_drafts([contact_id])]
    if not drafts:
        return ()
    text = card_for_qr(drafts[0])
    try:
        made = segno.make(text, error="m", micro=False, boost_error=False)
    except segno.DataOverflowError:
        return ()  # more ways to reach someone than any code holds
    return tuple(tuple(bool(dark) for dark in row) for row in made.matrix)


def _photo(card: Card) -> QImage | None:
    if card.photo_id is None:
        return None
    try:
        data, _media_type = contacts.photo(card.photo_id)
    except NotFound:
        return None
    return load_picture(data, _PHOTO_SIDE)
