"""Which names of a record are taken for somebody known, whatever the journal has there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netjournal.folding import fold
from netjournal.formats.draft import NameParts
from netjournal.formats.names import compose
from netjournal.services import normalise

if TYPE_CHECKING:
    from netjournal.formats.draft import ContactDraft

# attributes of a draft
NAMES = frozenset(("full_name", *(f"name.{part}" for part in NameParts.__slots__)))


def is_stand_in(draft: ContactDraft) -> bool:
    """Say whether a record's name was made up, or only repeats an address, number or handle."""
    if "full_name" in draft.guessed:
        return True
    name = fold(draft.full_name)
    return any(
        name == fold(one.value)
        or (one.kind == "phone" and _number(draft.full_name) == _number(one.value) != "")
        for one in draft.methods
    )


def repeats(draft: ContactDraft) -> bool:
    """Say whether the parts of a record's name are only its stand-in again."""
    return is_stand_in(draft) and fold(compose(draft.name)) == fold(draft.full_name)


def stands_in(name: str, draft: ContactDraft) -> bool:
    """Say whether a name of somebody's, or a part of one, is as good as a blank."""
    return is_stand_in(draft) if name == "full_name" else repeats(draft)


def _number(text: str) -> str:
    return "" if any(map(str.isalpha, text)) else normalise.phone(text)


def leaves_out(name: str, known: ContactDraft, new: ContactDraft, *, fills: bool) -> bool:
    """Say whether a name, or a part of one, is never taken.

    Args:
        name: Attribute of a draft: ``full_name``, or ``name.`` and a part.
        known: Who has other names, or none yet.
        new: The record of the file.
        fills: Whether only blanks are filled.
    """
    guessed = "name" in new.guessed
    if name == "full_name":
        return is_stand_in(new) or (guessed and not is_stand_in(known))
    # some programs keep a whole name as the given one
    whole = " " in new.name.given and new.name.given == new.full_name
    named = bool(known.name) and not repeats(known)
    other = fills and named and not _agree(known.name, new.name)
    return guessed or whole or other or (bool(known.full_name) and repeats(new))


def _agree(old: NameParts, new: NameParts) -> bool:
    """Say whether two names are of one person, so that a middle name or title fills a blank."""
    return (fold(old.given), fold(old.family)) == (fold(new.given), fold(new.family))
