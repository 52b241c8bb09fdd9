"""What a record says otherwise of somebody known: kept beside it, under "More" on the card."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from netjournal.folding import fold
from netjournal.formats.draft import Extra
from netjournal.services.duplicates.merge_fields import KEPT, OTHER

if TYPE_CHECKING:
    from netjournal.formats.draft import ContactDraft

_FIELDS = ("pronouns", "headline", "birthday", "note")
_NOTE = "Other note"


def with_losers(known: ContactDraft, new: ContactDraft, edited: frozenset[str]) -> ContactDraft:
    """Return a record whose texts that lose against what is known are among its extras.

    What was edited by hand gains nothing: that it isn't what some file says was meant so.

    Args:
        known: The contact as a draft.
        new: The record of the file.
        edited: Names of columns that were edited by hand.
    """
    lost = [
        Extra(KEPT, OTHER.get(name, _NOTE), getattr(new, name))
        for name in _FIELDS
        if name not in edited and _is_lost(name, getattr(known, name), getattr(new, name))
    ]
    return replace(new, extras=[*new.extras, *lost]) if lost else new


def _is_lost(name: str, old: str, value: str) -> bool:
    """Say whether a text would be nowhere if another one stays."""
    if not old or not value or old == value:
        return False
    if name == "birthday":  # the same day may be known in part
        return not (old.startswith(f"{value}-") or (value[:2] == "--" and old.endswith(value[1:])))
    return not _lines(value) <= _lines(old)


def _lines(text: str) -> set[str]:
    return {" ".join(fold(line).split()) for line in text.splitlines()} - {""}
