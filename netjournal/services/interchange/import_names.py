"""Which names of a record are taken for somebody known, whatever the journal has there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netjournal.folding import fold
from netjournal.formats.draft import NameParts
from netjournal.formats.names import compose
from netjournal.services import normalise

if TYPE_CHECKING:
    from netjournal.formats.draft import ContactDraft, Method

# attributes of a draft
NAMES = frozenset(("full_name", *(f"name.{part}" for part in NameParts.__slots__)))


def is_stand_in(draft: ContactDraft, *more: Method) -> bool:
    """Say whether a record's name was made up, or only repeats an address, number or handle.

    ``more`` are ways to reach the same person that it does not have itself, or not yet.
    """
    if "full_name" in draft.guessed:
        return True
    name = fold(draft.full_name)
    return any(
        name == fold(one.value)
        or (one.kind == "phone" and _number(draft.full_name) == _number(one.value) != "")
        for one in (*draft.methods, *more)
    )


def repeats(draft: ContactDraft, *more: Method) -> bool:
    """Say whether the parts of a record's name are only its stand-in again."""
    return is_stand_in(draft, *more) and fold(compose(draft.name)) == fold(draft.full_name)


def stands_in(name: str, known: ContactDraft, new: ContactDraft) -> bool:
    """Say whether a name of somebody known, or a part of one, is as good as a blank.

    What the record of a file is reached by counts, too: the second time it is theirs.
    """
    judge = is_stand_in if name == "full_name" else repeats
    return judge(known, *new.methods)


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
        said = bool(new.full_name.strip()) and not is_stand_in(new)
        return not said or (guessed and not is_stand_in(known, *new.methods))
    # some programs keep a whole name as the given one
    whole = " " in new.name.given and new.name.given == new.full_name
    named = bool(known.name) and not repeats(known, *new.methods)
    other = fills and named and not _agree(known.name, new.name)
    return guessed or whole or other or (bool(known.full_name) and repeats(new))


def _agree(old: NameParts, new: NameParts) -> bool:
    """Say whether two names are of one person, so that a middle name or title fills a blank."""
    return (fold(old.given), fold(old.family)) == (fold(new.given), fold(new.family))
