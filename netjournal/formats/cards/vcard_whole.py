"""N and ORG as they came, where our fields flatten them: lists in names, units of an organisation.

They are kept as extras and given back in place of what the fields make, as long as that says the
same. Once a field was edited they only travel along, so that no program takes the old for true.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netjournal.formats.cards.vcard_values import components, joined, split
from netjournal.formats.draft import Affiliation, Extra, NameParts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netjournal.formats.draft import ContactDraft

Key = tuple[str, ...]
_NAME_PARTS = 5


def name_of(parts: list[str]) -> NameParts:
    """Return the name that the components of N give; further ones have no place in it."""
    family, given, additional, prefix, suffix = (*parts, "", "", "", "", "")[:_NAME_PARTS]
    return NameParts(prefix, given, additional, family, suffix)


def work_of(parts: list[str]) -> Affiliation:
    """Return the place of work that the components of ORG give."""
    return Affiliation(parts[0], department=", ".join(unit for unit in parts[1:] if unit))


def whole_name(value: str) -> list[Extra]:
    """Return what keeps an N whole, nothing where the fields do; not for version 2.1."""
    several = len(split(value, ",")) > 1 and len(split(value, ";")) <= _NAME_PARTS
    return [Extra("vcard", "N", value.replace("\n", "\\n"))] if several else []


def whole_work(parts: list[str]) -> list[Extra]:
    """Return what keeps the units of an ORG apart, nothing where there are less than two."""
    several = sum(map(bool, parts[1:])) > 1
    return [Extra("vcard", "ORG", joined(parts, ";"))] if several else []


def put_first(whole: list[Extra], extras: list[Extra]) -> list[Extra]:
    """Return a card's extras with what was kept whole before the others, as it will be written.

    Args:
        whole: What ``whole_name`` and ``whole_work`` found; each is there once afterwards.
        extras: The others.
    """
    first = {_key(one): one for one in sorted(whole, key=lambda one: one.name != "N")}
    return [*first.values(), *(one for one in extras if _key(one) not in first)]


class Whole:
    """What a draft to be written has of such values.

    Args:
        draft: The draft; it isn't changed.
    """

    def __init__(self, draft: ContactDraft) -> None:
        self._draft = draft
        self._kept = {_key(one): one for one in draft.extras if _is_whole(one)}
        self._given: set[Key] = set()
        self._work: dict[tuple[str, str], Extra] = {}
        for one in self._kept.values():
            if one.name == "ORG":
                work = work_of(components(one.value))
                self._work.setdefault((work.organisation, work.department), one)

    def name(self) -> str:
        """Return the value of N, empty where the fields make it."""
        for one in self._kept.values():
            if one.name == "N" and name_of(components(one.value)) == self._draft.name:
                return self._give(one)
        return ""

    def work(self, work: Affiliation) -> str:
        """Return the value of ORG for a place of work, empty where the fields make it."""
        found = self._work.get((work.organisation, work.department))
        return self._give(found) if found else ""

    def others(self) -> Iterator[tuple[Extra, bool]]:
        """Yield every extra that was not given back, and whether it may be a line of its own."""
        for one in self._draft.extras:
            key = _key(one)
            if key not in self._given:
                yield one, key not in self._kept

    def _give(self, one: Extra) -> str:
        self._given.add(_key(one))
        return one.value


def _key(extra: Extra) -> Key:
    return extra.source, extra.name, extra.value, extra.params, extra.group


def _is_whole(extra: Extra) -> bool:
    """Say whether an extra is one of those made here; other Ns and ORGs have more to them."""
    if (extra.source, extra.params, extra.group) != ("vcard", "", ""):
        return False
    if any(sign in extra.value for sign in "\r\n\0"):
        return False
    if extra.name == "ORG":
        return whole_work(components(extra.value)) == [extra]
    return extra.name == "N" and whole_name(extra.value) == [extra]
