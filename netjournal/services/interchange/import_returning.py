"""What comes back from programs that hold less than a journal, also our own exports for them.

Google has one cell for nicknames and keeps messengers as custom fields; Outlook on Windows knows
the letters of one code page and writes ``?`` for others. None of that is news about somebody known.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from netjournal.folding import fold
from netjournal.formats.draft import Affiliation, NameParts
from netjournal.formats.names import compose
from netjournal.formats.tables.outlookcsv import for_windows
from netjournal.services.interchange.import_names import is_stand_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netjournal.formats.draft import ContactDraft, Extra

_TEXTS: Final = ("full_name", "headline", "note", "met_through")
_PARTS: Final = NameParts.__slots__
_ADDRESS: Final = ("street", "extended", "po_box", "locality", "region", "country", "formatted")
# list of a draft -> texts of its entries
_LISTS: Final = {
    "affiliations": ("organisation", "title", "department"),
    "relations": ("name",),
    "addresses": _ADDRESS,
    "dates": ("label",),
}
_WORDS: Final = ("nicknames", "tags", "interests", "skills")


def returned(known: ContactDraft, new: ContactDraft) -> ContactDraft:
    """Return a record without what only repeats what somebody has; it isn't changed itself.

    Args:
        known: The contact as a draft.
        new: The record of the file.
    """
    changes = _legible(known, new)
    of_one = new.full_name != known.full_name and changes.get("name", new.name) == known.name
    if of_one and _is_put_together(new) and not is_stand_in(known, *new.methods):
        changes["full_name"] = known.full_name
    if new.extras != known.extras and any(extra.source == "csv" for extra in new.extras):
        repeated = set(_repeated(known))
        extras = [one for one in new.extras if not _is_cell(one, repeated)]
        if len(extras) < len(new.extras):
            changes["extras"] = extras
    nicknames = changes.get("nicknames", new.nicknames)
    if len(nicknames) == 1 and "," in nicknames[0] and _in_one(nicknames[0], known.nicknames):
        changes["nicknames"] = []
    if new.affiliations and known.kind == "organisation":
        itself = Affiliation(known.full_name)
        works = changes.get("affiliations", new.affiliations)
        if itself in works:
            changes["affiliations"] = [one for one in works if one != itself]
    return replace(new, **changes) if changes else new


def _is_put_together(new: ContactDraft) -> bool:
    """Say whether a full name was made here of its parts, in an order of our own."""
    return new.uid is None and bool(new.name) and new.full_name == compose(new.name)


def _is_cell(extra: Extra, repeated: set[tuple[str, str]]) -> bool:
    return extra.source == "csv" and (fold(extra.name), extra.value) in repeated


def _repeated(known: ContactDraft) -> Iterator[tuple[str, str]]:
    """Yield (folded name, value) of columns that our exports for other programs make of fields."""
    yield "file as", known.full_name
    yield "birthday", known.birthday
    for date in known.dates:
        yield fold(date.label), date.date
    number = 0
    for method in known.methods:
        if method.kind == "email":
            number += 1
            shown = f"{known.full_name} ({method.value})"
            column = f"e-mail {number if number > 1 else ''}".rstrip()
            yield f"{column} display name", shown
            yield f"{column} display name", for_windows(shown)
        elif method.kind == "messenger":
            yield fold(method.service or method.label or "Messenger"), method.value


def _in_one(text: str, nicknames: list[str]) -> bool:
    """Say whether a cell lists nothing but nicknames that somebody has."""
    there = {fold(part.strip()) for one in nicknames for part in one.split(",")}
    return {fold(part.strip()) for part in text.split(",")} <= there


# ---------------------------------------------------------------------------------- code pages
def _legible(known: ContactDraft, new: ContactDraft) -> dict[str, Any]:
    """Return what a record says with its letters, where a code page took them from known texts."""
    changes: dict[str, Any] = {
        name: old for name in _TEXTS if _is_worn(old := getattr(known, name), getattr(new, name))
    }
    parts = {}
    if new.name != known.name:
        parts = {
            part: old
            for part in _PARTS
            if _is_worn(old := getattr(known.name, part), getattr(new.name, part))
        }
    if parts:
        changes["name"] = replace(new.name, **parts)
    for name in _WORDS:
        there, words = getattr(known, name), getattr(new, name)
        if words and any(word not in there for word in words):
            worn = {for_windows(word): word for word in there if not word.isascii()}
            if not worn.keys().isdisjoint(words):
                changes[name] = [worn.get(word, word) for word in words]
    for name, fields in _LISTS.items():
        there, entries = getattr(known, name), getattr(new, name)
        if entries and entries != there and (now := _entries(there, entries, fields)):
            changes[name] = now
    return changes


def _entries(known: list[Any], new: list[Any], fields: tuple[str, ...]) -> list[Any]:
    """Return the entries of a list with their letters; none where nothing was worn."""
    worn = {
        (part, for_windows(text)): text
        for one in known
        for part in fields
        if not (text := getattr(one, part)).isascii()
    }
    if not worn:
        return []
    found = [
        replace(one, **{p: worn.get((p, t), t) for p in fields if (t := getattr(one, p))})
        for one in new
    ]
    return found if found != new else []


def _is_worn(old: str, value: str) -> bool:
    if value in ("", old) or old.isascii():
        return False
    return for_windows(old) == value.replace("\r\n", "\n")
