"""Ways of reaching somebody in a file and in the journal: which are one, and what that one is then.

A label or service that is blank is filled. Of two labels the words of a program ("mobile") may go;
those a person wrote are kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from netjournal.folding import fold
from netjournal.formats.draft import Extra
from netjournal.services import normalise
from netjournal.services.duplicates.merge_fields import KEPT
from netjournal.services.interchange.phone_keys import phone_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netjournal.formats.draft import Method

OTHER_LABEL = "Other label"  # data like other names of extras, so it stays English
# what programs put beside numbers and addresses by themselves
_STOCK = frozenset(
    re.findall(
        r"\w+",
        "home work mobile cell iphone other main fax pager voice pref internet car radio callback "
        "primary business private personal office company assistant school icloud obsolete profile "
        "privat arbeit mobil geschäftlich dienstlich andere sonstige zuhause büro handy "
        "domicile maison travail bureau autre casa trabajo oficina otro móvil celular lavoro "
        "altro cellulare telemóvel outro werk thuis mobiel dom praca inne posao kuća mobitel",
    )
)
_FEW = 20
_DIGITS = 9  # of a number with its country's code, at least


@dataclass(slots=True)
class Joined:
    """What becomes of methods: (which of the known, what it is now), ``added``, ``lost`` labels."""

    fills: list[tuple[int, Method]] = field(default_factory=list)
    added: list[Method] = field(default_factory=list)
    lost: list[Extra] = field(default_factory=list)


def join_methods(
    known: Sequence[Method], new: Sequence[Method], *, edited: bool, wins: bool
) -> Joined:
    """Join ways of reaching somebody.

    Args:
        known: Those somebody has.
        new: Those of a record.
        edited: Whether they were edited by hand: none of a kind they have is added or changed.
        wins: Whether labels of the file win.
    """
    joined, everything = Joined(), new
    if len(known) <= _FEW:  # nearly always nothing is new
        new = [one for one in new if one not in known]
    if not new:
        return joined
    have = list(known)
    kinds = {one.kind for one in known} if edited else set()
    places = _Places(known)
    labels = _labels(everything) if wins else {}
    there = {_said(one) for one in known}
    for one in new:
        if one.kind in kinds or not one.value.strip() or _said(one) in there:
            continue
        at = places.of(one)
        if at is None:
            at = len(have)
            have.append(one)
        else:
            theirs = wins and fold(have[at].label) not in labels[method_key(one)[:2]]
            have[at] = _filled(have[at], one, wins=theirs, lost=joined.lost)
        places.add(at, have[at])
    size = len(known)
    joined.fills = [(at, now) for at, now in enumerate(have[:size]) if now != known[at]]
    joined.added = have[size:]
    return joined


def _labels(new: Iterable[Method]) -> dict[tuple[str, ...], set[str]]:
    """Return all labels that a record has for each number or address: any of them is right."""
    found: dict[tuple[str, ...], set[str]] = {}
    for one in new:
        found.setdefault(method_key(one)[:2], set()).add(fold(one.label))
    return found


def method_key(method: Method) -> tuple[str, str, str]:
    """Return by what two ways of reaching someone are one; a handle may be one of two services."""
    if method.kind == "phone":
        key = phone_key(method.value, "")
    else:
        key = normalise.method(method.kind, method.value)
    service = fold(method.service) if method.kind == "messenger" else ""
    return method.kind, key or method.value.strip(), service


def _said(one: Method) -> tuple[str, ...]:
    """Return all that an entry says, comparably."""
    return (*method_key(one), fold(one.label), fold(one.service))


class _Places:
    """Where each way of reaching somebody stands.

    Args:
        known: Those there are.
    """

    def __init__(self, known: Iterable[Method]) -> None:
        self._at: dict[tuple[str, str, str], int] = {}
        self._any: dict[tuple[str, str], int] = {}  # whatever the service
        for at, one in enumerate(known):
            self.add(at, one)

    def add(self, at: int, one: Method) -> None:
        """Remember one."""
        kind, value, service = method_key(one)
        if service and self._at.get((kind, value, "")) == at:
            del self._at[kind, value, ""]  # now it is known
        self._at.setdefault((kind, value, service), at)
        self._any.setdefault((kind, value), at)
        if kind == "phone" and value[:1] == "+" and len(value) > _DIGITS:
            self._at.setdefault((kind, value[1:], ""), at)  # spreadsheets take the plus away

    def of(self, one: Method) -> int | None:
        """Return where one stands, perhaps without its service; None for a new one."""
        kind, value, service = method_key(one)
        at = self._at.get((kind, value, service))
        if at is None and service:
            at = self._at.get((kind, value, ""))
        return self._any.get((kind, value)) if at is None and not service else at


def _filled(old: Method, new: Method, *, wins: bool, lost: list[Extra]) -> Method:
    """Return what two entries of one way say together; a label that has no place is ``lost``."""
    if new.label in ("", old.label) and new.service in ("", old.service):
        return old
    label = old.label or new.label
    if new.label and fold(new.label) != fold(label):
        if wins:
            label = new.label
        elif not _STOCK.issuperset(map(str.lower, new.label.split())):
            lost.append(Extra(KEPT, OTHER_LABEL, f"{old.value}: {new.label}"))
    return replace(old, label=label, service=old.service or new.service)
