"""Names as people write them: put together from parts, taken apart only where that is certain."""

from __future__ import annotations

from dataclasses import dataclass

from netjournal.folding import fold

PARTS = ("name_prefix", "given_name", "additional_names", "family_name", "name_suffix")
_PREFIXES = frozenset(
    word
    for line in (
        "dr dr. prof prof. mr mr. mrs mrs. ms ms. mx mx. sir dame rev rev. fr. frau herr hr.",
        "dipl.-ing. ing. mag. m. mme mlle sr. sra. srta. don doña sig. sig.ra dott. dott.ssa drs.",
    )
    for word in line.split()
)
_SUFFIXES = frozenset(
    word
    for line in ("phd ph.d. ph.d md m.d. jr jr. sr ii iii iv esq esq. mba msc bsc ma cpa pmp",)
    for word in line.split()
)


@dataclass(frozen=True, slots=True)
class Parts:
    """A name's parts (vCard N); what isn't certain stays empty."""

    name_prefix: str = ""
    given_name: str = ""
    additional_names: str = ""
    family_name: str = ""
    name_suffix: str = ""


def compose(parts: Parts) -> str:
    """Return the full name that the parts make, in the order they are written in the West.

    Names wholly in Han, kana or hangul have the family name first and no blank.
    """
    if _is_east_asian(parts.given_name + parts.family_name):
        return parts.family_name + parts.given_name
    words = (
        parts.name_prefix,
        parts.given_name,
        parts.additional_names,
        parts.family_name,
    )
    name = " ".join(word.strip() for word in words if word.strip())
    suffix = parts.name_suffix.strip()
    if not suffix:
        return name
    return (
        f"{name} {suffix}"
        if fold(suffix).strip(".") in {"jr", "sr", "ii", "iii"}
        else (f"{name}, {suffix}" if name else suffix)
    )


def split(full_name: str) -> Parts:
    """Return the parts of ``full_name`` that are certain.

    A title in front, a degree behind, and a name of one word are; which of two words is the family
    name is not (it differs by culture), so those stay in the full name alone.
    """
    words = full_name.split()
    prefix: list[str] = []
    suffix: list[str] = []
    while len(words) > 1 and words[0].lower() in _PREFIXES:
        prefix.append(words.pop(0))
    while len(words) > 1 and words[-1].strip(",").lower() in _SUFFIXES:
        suffix.insert(0, words.pop().strip(","))
        words[-1] = words[-1].rstrip(",")
    given = words[0] if len(words) == 1 and not prefix and not _is_east_asian(words[0]) else ""
    return Parts(name_prefix=" ".join(prefix), given_name=given, name_suffix=" ".join(suffix))


def sort_key(full_name: str) -> str:
    """Return the key that lists are sorted by."""
    return fold(full_name)


def short(full_name: str, given_name: str = "") -> str:
    """Return what one would call someone: the given name, or the first word that is no title."""
    if given_name.strip():
        return given_name.strip()
    words = [word for word in full_name.split() if word.lower() not in _PREFIXES]
    return words[0].rstrip(",") if words else full_name.strip()


def is_title(word: str) -> bool:
    """Say whether a word is a title that stands before a name, with or without its dot."""
    return word.lower() in _PREFIXES or f"{word.lower()}." in _PREFIXES


def is_short(word: str) -> bool:
    """Say whether a dot after ``word`` ends no sentence: a title ("Dr.") or an initial ("J.")."""
    return len(word) == 1 or f"{word.lower()}." in _PREFIXES


def _is_east_asian(text: str) -> bool:
    letters = [c for c in text if not c.isspace()]
    return bool(letters) and all(
        "\u3040" <= c <= "\u30ff" or "\u3400" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7af"
        for c in letters
    )
