"""Putting a display name together from its parts, and guessing parts from a display name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netjournal.formats.draft import NameParts

if TYPE_CHECKING:
    from netjournal.formats.draft import ContactDraft

# Han, Kana, Hangul: the family name comes first, and Han and Kana names have no blank
_EAST = re.compile("[\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_PREFIXES = {"dr", "prof", "mr", "mrs", "ms", "miss", "mx", "herr", "frau", "sir", "rev"}
_SUFFIXES = {"jr", "sr", "ii", "iii", "iv", "phd", "md", "mba", "esq", "cpa", "msc", "bsc", "ma"}
_FIRMS = {"inc", "ltd", "llc", "gmbh", "ag", "sa", "bv", "plc", "co", "kg", "corp", "srl"}
_PARTICLES = {"van", "von", "de", "der", "den", "da", "dos", "das", "del", "di", "du", "la", "le"}
_PARTICLES |= {"ten", "ter", "zu", "zum", "zur", "af", "av", "bin", "ibn", "al", "el", "'t", "st."}


def compose(parts: NameParts) -> str:
    """Return a display name: given, additional, family, suffix; family first in East Asian script.

    Args:
        parts: Name parts as written; blanks at their ends don't count.

    Returns:
        The name; empty when there are no parts, the prefix alone when there is nothing else.
    """
    given, family = parts.given.strip(), parts.family.strip()
    if given and family and given.isascii() and not (parts.additional or parts.suffix):
        return f"{given} {family}"
    additional, suffix = parts.additional.strip(), parts.suffix.strip()
    if given.isascii() or family.isascii() or not (given and family):
        order = [given, additional, family]
    elif _EAST.search(given) and _EAST.search(family):
        order = [family + given, additional]
    elif _HANGUL.search(given) and _HANGUL.search(family):
        order = [family, given, additional]
    else:
        order = [given, additional, family]
    return " ".join(part for part in (*order, suffix) if part) or parts.prefix.strip()


def split(full_name: str) -> NameParts:
    """Guess the parts of a name: the last word, with its particles, is the family name.

    A comma means family name first ("Lovelace, Ada"). One word, East Asian script and names of
    firms are not split. Whoever calls this marks ``name`` as guessed.
    """
    words = full_name.split()
    if len(words) < 2 or _EAST.search(full_name) or _bare(words[-1]) in _FIRMS:
        return NameParts()
    if len(words) == 2 and _HANGUL.search(full_name):
        return NameParts(family=words[0], given=words[1])
    parts = NameParts()
    if _bare(words[0]) in _PREFIXES:
        parts.prefix = words.pop(0)
    if _bare(words[-1]) in _SUFFIXES and len(words) > 2:
        parts.suffix = words.pop()
        words[-1] = words[-1].rstrip(",")
    text = " ".join(words)
    if text.count(",") == 1:
        parts.family, _, parts.given = (part.strip() for part in text.partition(","))
        return parts
    at = len(words) - 1
    while at > 1 and words[at - 1].lower() in _PARTICLES:
        at -= 1
    parts.given, parts.family = " ".join(words[:at]), " ".join(words[at:])
    return parts


def complete(draft: ContactDraft) -> bool:
    """Give a draft a display name when its file had none, and guess the parts where only that is.

    The display name comes from the name parts, else the organisation (the draft becomes one), a
    nickname, an e-mail address, a phone number or a link; what was guessed is noted in
    ``draft.guessed``.

    Returns:
        Whether the draft has a name now.
    """
    if draft.full_name:
        draft.full_name = draft.full_name.strip()
    if not draft.full_name:
        draft.full_name = compose(draft.name) or _stand_in(draft)
    elif not draft.name and draft.kind == "person":
        draft.name = split(draft.full_name)
        if draft.name:
            draft.guessed.add("name")
    return bool(draft.full_name)


def _stand_in(draft: ContactDraft) -> str:
    draft.guessed.add("full_name")
    for affiliation in draft.affiliations:
        if affiliation.organisation.strip():
            if not draft.nicknames:
                draft.kind = "organisation"
                draft.guessed.add("kind")
            return affiliation.organisation.strip()
    if draft.nicknames:
        return draft.nicknames[0].strip()
    for kind in ("email", "phone", "url", "messenger"):
        for method in draft.methods:
            if method.kind == kind and method.value.strip():
                return method.value.strip()
    draft.guessed.discard("full_name")
    return ""


def _bare(word: str) -> str:
    return word.replace(".", "").rstrip(",").lower()
