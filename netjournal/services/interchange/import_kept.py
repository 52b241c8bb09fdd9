"""What a record says otherwise of somebody known: kept beside it, under "More" on the card.

Another name becomes a nickname, as it does when people are merged: it is found by that.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from netjournal.folding import fold
from netjournal.formats.draft import Extra, NameParts
from netjournal.formats.names import compose
from netjournal.services.duplicates.merge_fields import KEPT, OTHER
from netjournal.services.interchange.annex_rows import MET_EVENT
from netjournal.services.interchange.import_annex import is_own
from netjournal.services.interchange.import_names import is_stand_in, repeats

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from netjournal.formats.draft import ContactDraft

# attribute of a draft -> its column first, and the others by which a hand may have edited it
_FIELDS: dict[str, tuple[str, ...]] = {
    **{name: (name,) for name in ("pronouns", "headline", "birthday", "note", "connected_on")},
    **{name: (name,) for name in ("met_on", "met_place", "met_story", "met_via")},
    "met_through": ("met_through_name", "met_through_id"),
    "met_event": ("met_event_id",),
}
_NAME = {
    "prefix": "name_prefix",
    "given": "given_name",
    "additional": "additional_names",
    "family": "family_name",
    "suffix": "name_suffix",
}
DATES = ("birthday", "met_on", "connected_on")
_AS = OTHER | {"note": "Other note", "met_story": "Other story of meeting"}
CLICK = "linkedin_add"
_STOPS = ".,;:()\"'"


def with_losers(
    known: ContactDraft,
    new: ContactDraft,
    edited: frozenset[str],
    taken: Mapping[str, Any],
    *,
    wins: bool = False,
) -> ContactDraft:
    """Return a record whose texts that lose are among its extras, and names among its nicknames.

    What was edited by hand gains nothing: that it isn't what some file says was meant so.

    Args:
        known: The contact as a draft.
        new: The record of the file.
        edited: Names of columns and lists that were edited by hand.
        taken: Columns of the contact that take what the file says, with their values.
        wins: Whether the file wins; then only a name is kept that can't be taken.
    """
    if wins and "full_name" in taken:
        return new
    lost = [
        Extra(KEPT, _AS[name], getattr(new, name))
        for name, columns in (() if wins else _FIELDS.items())
        if (value := getattr(new, name))
        and value != getattr(known, name)
        and edited.isdisjoint(columns)
        and not taken.get(columns[0])
        and _is_lost(name, known, new)
    ]
    if not (wins or "kind" in edited or "kind" in taken) and says_kind(known, new):
        lost.append(Extra(KEPT, _AS["kind"], new.kind))
    names = list(_other_names(known, new, edited, taken))
    if not lost and not names:
        return new
    nicknames = list(new.nicknames)
    called = taken.get("full_name", known.full_name)
    have = {fold(one) for one in (called, *nicknames_after(known, new, edited))}
    for name in names:
        if "nicknames" in edited or fold(name) in have:  # other accents are no nickname
            lost.append(Extra(KEPT, _AS["name"], name))
        else:
            have.add(fold(name))
            nicknames.append(name)
    return replace(new, extras=[*new.extras, *lost], nicknames=nicknames)


def says_kind(known: ContactDraft, new: ContactDraft) -> bool:
    """Say whether a file calls a person an organisation; the other way round it says nothing."""
    return new.kind not in ("person", known.kind) and "kind" not in new.guessed


def nicknames_after(known: ContactDraft, new: ContactDraft, edited: frozenset[str]) -> list[str]:
    """Return the nicknames that somebody has once those of a record have joined them."""
    if not new.nicknames:
        return known.nicknames
    have = {fold(one) for one in known.nicknames}
    more = () if "nicknames" in edited else new.nicknames
    return [*known.nicknames, *dict.fromkeys(one for one in more if fold(one) not in have)]


def _is_lost(name: str, known: ContactDraft, new: ContactDraft) -> bool:
    """Say whether a text that the journal has otherwise, or not at all, would be nowhere."""
    old, value = getattr(known, name), getattr(new, name)
    if name in ("met_on", "met_via") and new.met_via == CLICK:  # a click is no story
        return bool(name == "met_on" and value != new.connected_on)
    if name in DATES:  # the same day may be known in part
        return not completes(old, value)
    if name == "met_event" and _comes_otherwise(known, new):
        return False
    return not _lines(value) <= _lines(old)


def completes(whole: str, part: str) -> bool:
    """Say whether a partial date is the same day as another one, of which less is known."""
    if part[:2] == "--":
        return len(whole) > len(part) and whole.endswith(part[1:])
    return bool(part) and whole.startswith(f"{part}-")


def _comes_otherwise(known: ContactDraft, new: ContactDraft) -> bool:
    """Say whether the event where they met is taken by itself, or kept as one without a day."""
    if not known.met_event and any(one.name == MET_EVENT and is_own(one) for one in new.extras):
        return True
    return without_day(new.met_event) in known.extras


def without_day(title: str) -> Extra:
    """Return how the title of an event is kept that has no day, so that it can't be made."""
    return Extra(KEPT, "Met event", title)


def _other_names(
    known: ContactDraft, new: ContactDraft, edited: frozenset[str], taken: Mapping[str, Any]
) -> Iterator[str]:
    """Yield the names of a record that no name of somebody's holds: another one, a longer one."""
    if "full_name" in edited or (new.full_name == known.full_name and new.name == known.name):
        return
    said = NameParts() if "name" in new.guessed or repeats(new) else new.name
    whole = "" if is_stand_in(new) else new.full_name
    by_hand = [getattr(new.name, name) for name, column in _NAME.items() if column in edited]
    there = [" ".join((_name_after(known, taken), *by_hand)), *nicknames_after(known, new, edited)]
    there += [one.value for one in known.extras if (one.source, one.name) == (KEPT, _AS["name"])]
    names = [_words(one) | _words(fold(one)) for one in there]  # Kovač holds Kovac
    for name in _in_one(whole, said):
        if not any(_holds(words, _words(name)) for words in names):
            yield name


def _name_after(known: ContactDraft, taken: Mapping[str, Any]) -> str:
    """Return every word of somebody's name once the blanks of it are filled."""
    parts = (taken.get(column, getattr(known.name, name)) for name, column in _NAME.items())
    return " ".join((taken.get("full_name", known.full_name), *parts))


def _in_one(whole: str, parts: NameParts) -> list[str]:
    """Return a name as one text with all of its parts, as two texts where they disagree."""
    composed = f"{parts.prefix} {compose(replace(parts, prefix=''))}".strip()
    if _words(composed) <= _words(whole):
        return [whole]
    return [composed] if _words(whole) <= _words(composed) else [whole, composed]


def _holds(there: set[str], words: set[str]) -> bool:
    """Say whether a name has all words of another one; initials and bare letters are enough."""
    return all(
        word in there or (len(word) == 1 and any(one.startswith(word) for one in there))
        for word in words
    )


def _words(name: str) -> set[str]:
    return {word.strip(_STOPS) or word for word in plain(name).split()}


def _lines(text: str) -> set[str]:
    return {" ".join(plain(line).split()) for line in text.splitlines()} - {""}


def plain(text: str) -> str:
    """Return a text without what is no difference: case, and how its letters are put together."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", text).casefold())
