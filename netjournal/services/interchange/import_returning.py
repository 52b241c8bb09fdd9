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
    changes: dict[str, Any] = {}
    if not _is_plain(known):
        changes = _legible(known, new)
    name = changes.get("name", new.name)
    if name == known.name and name and new.uid is None and new.full_name == compose(new.name):
        changes["full_name"] = known.full_name  # put together here, in an order of our own
    if any(extra.source == "csv" for extra in new.extras):
        repeated = set(_repeated(known))
        extras = [one for one in new.extras if _cell(one) not in repeated]
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


def _cell(extra: Extra) -> tuple[str, str]:
    return (fold(extra.name), extra.value) if extra.source == "csv" else ("", "")


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
def _is_plain(draft: ContactDraft) -> bool:
    """Say whether all that could be worn by a code page is ASCII."""
    texts = [getattr(draft, name) for name in _TEXTS]
    texts += [getattr(draft.name, part) for part in _PARTS]
    texts += [word for name in _WORDS for word in getattr(draft, name)]
    for name, parts in _LISTS.items():
        texts += [getattr(one, part) for one in getattr(draft, name) for part in parts]
    return all(map(str.isascii, texts))


def _legible(known: ContactDraft, new: ContactDraft) -> dict[str, Any]:
    """Return what a record says with its letters, where a code page took them from known texts."""
    changes: dict[str, Any] = {
        name: old for name in _TEXTS if _is_worn(old := getattr(known, name), getattr(new, name))
    }
    parts = {
        part: old
        for part in _PARTS
        if _is_worn(old := getattr(known.name, part), getattr(new.name, part))
    }
    if parts:
        changes["name"] = replace(new.name, **parts)
    for name in _WORDS:
        worn = {for_windows(word): word for word in getattr(known, name) if not word.isascii()}
        if any(word in worn for word in getattr(new, name)):
            changes[name] = [worn.get(word, word) for word in getattr(new, name)]
    for name, fields in _LISTS.items():
        if entries := _entries(getattr(known, name), getattr(new, name), fields):
            changes[name] = entries
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
    if old.isascii() or value in ("", old):
        return False
    return for_windows(old) == value.replace("\r\n", "\n")
