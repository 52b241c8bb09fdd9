"""A contact while its card is read: what has to wait until all lines are known."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING

from netjournal.formats import names
from netjournal.formats.cards.vcard_labels import from_name
from netjournal.formats.cards.vcard_values import unescape
from netjournal.formats.cards.vcard_whole import put_first
from netjournal.formats.draft import (
    Address,
    Affiliation,
    ContactDraft,
    Extra,
    ImportantDate,
    Method,
    Relation,
)

if TYPE_CHECKING:
    from netjournal.formats.cards.vcard_head import Head
    from netjournal.formats.phrases import Phrase

parts_of = attrgetter(*(name for name in Address.__slots__ if name != "label"))
Labelled = Method | Address | ImportantDate | Relation


@dataclass(slots=True)
class Building:
    """One card's draft and loose ends.

    ``members`` are the identifiers a group card lists; ``is_group`` says that it is one. ``ours``
    says that NetJournal wrote it, ``named`` that it has an N. Groups (``item1``) are compared in
    lower case.
    """

    draft: ContactDraft
    version: str
    warnings: list[Phrase] = field(default_factory=list)
    named: bool = False
    ours: bool = False
    is_group: bool = False
    members: list[str] = field(default_factory=list)
    labelled: list[tuple[str, Labelled]] = field(default_factory=list)
    names: list[tuple[Head, str]] = field(default_factory=list)  # X-ABLabel
    work: list[tuple[str, Affiliation]] = field(default_factory=list)
    titles: list[tuple[str, str]] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    spans: list[tuple[Head, str, str]] = field(default_factory=list)  # (line, attribute, date)
    places: list[tuple[Head, Address]] = field(default_factory=list)
    formatted: list[tuple[Head, str]] = field(default_factory=list)  # LABEL
    ranked: list[tuple[int, Method]] = field(default_factory=list)
    notes: dict[str, None] = field(default_factory=dict)
    tags: dict[str, None] = field(default_factory=dict)
    whole: list[Extra] = field(default_factory=list)  # N and ORG as they came
    seen: set[tuple[str, ...]] = field(default_factory=set)

    def text(self, value: str) -> str:
        """Unescape a single text; version 2.1 has no escapes in one."""
        return unescape(value) if "\\" in value and self.version != "2.1" else value

    def keep(self, head: Head, value: str) -> None:
        """Store a property we have no field for, as it stands, so that export gives it back."""
        if head.encoding == "b64":
            value = "".join(value.split())
        self.draft.extras.append(
            Extra("vcard", head.written, value.replace("\n", "\\n"), head.params, head.group)
        )

    def is_alternative(self, head: Head) -> bool:
        """Say whether a property with an ALTID repeats, in other words, one that came before."""
        return not self.is_new(head.name, head.named["ALTID"])

    def is_new(self, *what: str) -> bool:
        """Say whether this was not asked before."""
        known = what in self.seen
        self.seen.add(what)
        return not known

    def label(self, head: Head, thing: Labelled) -> None:
        """Remember what an X-ABLabel of the same group will name."""
        if head.group:
            self.labelled.append((head.group.lower(), thing))

    def method(self, head: Head, method: Method) -> None:
        """Add a way to reach someone, unless it is empty."""
        if method.value:
            self.draft.methods.append(method)
            if head.group:
                self.label(head, method)
            if head.rank:
                self.ranked.append((head.rank, method))

    def finish(self) -> None:
        """Tie the loose ends: labels, preferences, titles, address labels, names."""
        if self.names:
            self._name_groups()
        if (
            not self.ours and self.draft.dates
        ):  # Nextcloud and others tell an anniversary in two properties
            once = {(one.label, one.date): one for one in self.draft.dates}
            self.draft.dates = list(once.values())
        if self.ranked:
            self._prefer()
        if self.work or self.titles or self.roles:
            self._pair_titles()
        if self.formatted:
            self._pair_formatted()
        draft = self.draft
        draft.note = "\n\n".join(self.notes)
        draft.tags = list(self.tags)
        if self.whole:
            draft.extras = put_first(self.whole, draft.extras)
        draft.addresses = [place for _, place in self.places if any(parts_of(place))]
        if not draft.full_name or not self.named:
            names.complete(draft)

    def _name_groups(self) -> None:
        things: dict[str, list[Labelled]] = {}
        for group, thing in self.labelled:
            things.setdefault(group, []).append(thing)
        for head, value in self.names:
            if head.group.lower() not in things:
                self.keep(head, value)
                continue
            label = from_name(self.text(value))
            for thing in things.pop(head.group.lower()):
                thing.label = label or thing.label

    def _prefer(self) -> None:
        best: dict[str, int] = {}
        for rank, method in self.ranked:
            best[method.kind] = min(rank, best.get(method.kind, rank))
        for rank, method in self.ranked:
            method.preferred = rank == best[method.kind]

    def _pair_titles(self) -> None:
        """Give each title to the organisation of its group, else in turn to those without one."""
        titles = self.titles
        if not titles and not self.ours:  # we would have written a title
            titles = [("", role) for role in self.roles[:1]]
        free = deque(work for _, work in self.work)
        inside: dict[str, deque[Affiliation]] = {}
        for group, work in self.work:
            inside.setdefault(group, deque()).append(work)
        last = {group: works[-1] for group, works in inside.items()}
        for group, title in titles:
            found = _next(inside.get(group, deque()) if group else free)
            if found is None:
                found = Affiliation()
                self.work.append((group, found))
                last.setdefault(group, found)
            found.title = title
        for head, attribute, day in self.spans:
            if head.group.lower() in last:
                setattr(last[head.group.lower()], attribute, day)
            else:
                self.keep(head, day)
        self.draft.affiliations = [work for _, work in self.work if work != Affiliation()]

    def _pair_formatted(self) -> None:
        """Give each LABEL to the address of its group, else to one of the same type, in turn."""
        grouped: dict[str, deque[Address]] = {}
        alike: dict[str, deque[Address]] = {}
        for head, place in self.places:
            if not place.formatted:
                grouped.setdefault(head.group.lower(), deque()).append(place)
                alike.setdefault(head.label, deque()).append(place)
        for head, text in self.formatted:
            places = grouped if head.group else alike
            found = places.get(head.group.lower() if head.group else head.label, deque())
            while found and found[0].formatted:
                found.popleft()
            if found:
                found.popleft().formatted = text
            else:
                self.places.append((head, Address(head.label, formatted=text)))


def _next(works: deque[Affiliation]) -> Affiliation | None:
    """Take the next one without a title."""
    while works:
        work = works.popleft()
        if not work.title:
            return work
    return None
