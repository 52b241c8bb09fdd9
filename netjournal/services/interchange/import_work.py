"""Places of work of a file and those somebody has: which are one, and what that one is then."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from netjournal.formats.draft import Affiliation
from netjournal.services.interchange.import_match import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Fill = tuple[int, Affiliation]
_MOST_TRIED = 50  # places at one organisation; more are only compared whole


def join_work(
    known: Sequence[Affiliation], new: Sequence[Affiliation]
) -> tuple[list[Fill], list[Affiliation]]:
    """Join places of work: blanks of one that is known are filled, others are added.

    Args:
        known: Those somebody has.
        new: Those of a record.

    Returns:
        (which of the known, what it is now), each once, and those that are added.
    """
    if not new:
        return [], []
    places = _Places(known)
    there = {_texts(one) for one in known}
    fills: dict[int, Affiliation] = {}
    added: list[Affiliation] = []
    for one in new:
        said = _texts(one)
        if said in there or not any(text.strip() for text in said):
            continue
        there.add(said)
        at = places.of(one)
        if at < 0:
            added.append(one)
        elif (joined := _joined(places.have[at], one)) != places.have[at]:
            places.become(at, joined)
            fills[at] = joined
    return list(fills.items()), added


class _Places:
    """Places of work that somebody has, found by organisation and title.

    Args:
        known: All of them.
    """

    def __init__(self, known: Sequence[Affiliation]) -> None:
        self.have = list(known)
        self._all: dict[str, list[int]] = {}
        self._titled: dict[tuple[str, str], list[int]] = {}
        for at, one in enumerate(known):
            self._all.setdefault(folded(one.organisation), []).append(at)
            self._titled.setdefault((folded(one.organisation), folded(one.title)), []).append(at)

    def of(self, one: Affiliation) -> int:
        """Return which place an entry is: one that says all of it, else the first; -1 for none."""
        fitting = [at for at in self._like(one) if _fits(self.have[at], one)]
        says_all = (at for at in fitting if _joined(self.have[at], one) == self.have[at])
        return next(says_all, fitting[0] if fitting else -1)

    def _like(self, one: Affiliation) -> Iterator[int]:
        """Yield the first places at an organisation with a title, or where either has none."""
        organisation, title = folded(one.organisation), folded(one.title)
        found = self._all.get(organisation, [])
        if title:
            named, blank = (self._titled.get((organisation, t), []) for t in (title, ""))
            found = sorted({*named[:_MOST_TRIED], *blank[:_MOST_TRIED]})
        return islice(found, _MOST_TRIED)

    def become(self, at: int, joined: Affiliation) -> None:
        """Take what a place is now; it may have got a title."""
        old, self.have[at] = self.have[at], joined
        if folded(old.title) != folded(joined.title):
            key = folded(joined.organisation), folded(joined.title)
            self._titled.setdefault(key, []).append(at)


def _fits(old: Affiliation, new: Affiliation) -> bool:
    """Say whether two entries are one place of work: nothing in them differs."""
    if folded(old.organisation) != folded(new.organisation):
        return False
    pairs = ((old.title, new.title), (old.department, new.department))
    if not all(not a or not b or folded(a) == folded(b) for a, b in pairs):
        return False
    spans = ((old.started, new.started), (old.ended, new.ended))
    if not all(a.startswith(b) or b.startswith(a) for a, b in spans):
        return False
    joined = _joined(old, new)
    return joined == old or _in_order(joined)


def _in_order(work: Affiliation) -> bool:
    """Say whether a span doesn't end before it begins, as far as both days are known."""
    known = min(len(work.started), len(work.ended))
    return work.started[:known] <= work.ended[:known]


def _joined(old: Affiliation, new: Affiliation) -> Affiliation:
    """Return what two entries of one place say together; of a day in part the whole."""
    return Affiliation(
        old.organisation or new.organisation,
        old.title or new.title,
        old.department or new.department,
        max(old.started, new.started, key=len),
        max(old.ended, new.ended, key=len),
    )


def _texts(work: Affiliation) -> tuple[str, ...]:
    return work.organisation, work.title, work.department, work.started, work.ended
